//! Zip archives: what kind they are, how much they hold, and the files inside.
//!
//! Nothing that an archive says of itself is believed: sizes are counted while inflating.

use std::io::{Cursor, Read};

use encoding_rs::GB18030;
use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::path;
use super::unpack::{Budget, MAX_PART_BYTES, inflated, most};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place, Warned};

/// Deflate gives at most so many bytes for one.
const MAX_RATIO: u64 = 1032;

/// What a zip archive is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A workbook of Excel in XML.
    Xlsx,
    /// A workbook of Excel in binary records.
    Xlsb,
    /// A spreadsheet of LibreOffice.
    Ods,
    /// Files, or no archive at all.
    Other,
}

/// What the archive at hand is, by the names of its entries.
pub(super) fn kind(bytes: &[u8]) -> Kind {
    let Some(archive) = directory(bytes) else {
        return Kind::Other;
    };
    let (mut has_sheets, mut has_xlsb, mut has_content, mut has_types) = Default::default();
    for name in archive.file_names_raw() {
        let name = decoded(name).to_ascii_lowercase().replace('\\', "/");
        has_sheets |= name.starts_with("xl/");
        has_xlsb |= name == "xl/workbook.bin";
        has_content |= name == "content.xml";
        has_types |= name == "[content_types].xml" || name == "mimetype";
    }
    match (has_types, has_xlsb, has_sheets, has_content) {
        (_, true, _, _) => Kind::Xlsb,
        (true, _, true, _) => Kind::Xlsx,
        (true, _, _, true) => Kind::Ods,
        _ => Kind::Other,
    }
}

/// Whether the bytes are an archive of files.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK") && directory(bytes).is_some() && kind(bytes) == Kind::Other
}

fn directory(bytes: &[u8]) -> Option<ZipArchive<Cursor<&[u8]>>> {
    if !bytes.starts_with(b"PK") {
        return None;
    }
    ZipArchive::new(Cursor::new(bytes)).ok()
}

/// Which parts of an archive are held in memory as a whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Parts {
    /// All but the sheets of a workbook, which are read as a stream.
    Office,
    /// One part is read as a stream.
    Stream,
}

/// Inflates every entry without keeping it, and refuses an archive that holds too much.
///
/// Entries too small to hold much are passed over: most are. Says whether `word` may stand in a
/// sheet of a workbook; a sheet that was passed over may hold it.
///
/// # Errors
/// `TooLarge` with what was found up to the limit, `Inflated`, `Encrypted`, or `Damaged`.
pub(super) fn measure(file: &InputFile, parts: Parts, word: &str) -> Result<bool, Diagnostic> {
    let finder = memmem::Finder::new(word);
    let mut may_stand = false;
    let place = Place::file(&file.path);
    let mut archive =
        directory(&file.bytes).ok_or_else(|| damaged(&place, "the directory cannot be read"))?;
    let n_file = file.bytes.len() as u64;
    let mut n_all = 0;
    for idx in 0..archive.len() {
        let mut entry = entry(&mut archive, idx, &place)?;
        let n_packed = n_packed(&entry, file) as u64;
        let is_sheet = is_sheet(entry.name_raw());
        let is_streamed = parts == Parts::Stream || is_sheet;
        let limit = match is_streamed {
            true => MAX_PART_BYTES,
            false => MAX_PART_BYTES / 4,
        };
        let n_likely = n_packed.saturating_mul(MAX_RATIO);
        if n_likely <= most(n_packed).min(limit) && n_all + n_likely <= most(n_file) {
            n_all += n_likely;
            may_stand |= is_sheet;
            continue;
        }
        let mut n_bytes = 0;
        let mut buffer = [0; 8192];
        // The end of what came before, for a word that lies across.
        let mut n_kept = 0;
        while let Ok(n @ 1..) = entry.read(&mut buffer[n_kept..]) {
            n_bytes += n as u64;
            if is_sheet && !may_stand {
                let end = n_kept + n;
                may_stand = finder.find(&buffer[..end]).is_some();
                n_kept = word.len().saturating_sub(1).min(end);
                buffer.copy_within(end - n_kept..end, 0);
            }
            if n_bytes > limit {
                let code = Code::TooLarge {
                    n_bytes: n_bytes.max(entry.size()) as usize,
                    limit: limit as usize,
                };
                return Err(Diagnostic::error(place, code));
            }
            if n_bytes > most(n_packed) {
                return Err(inflated(n_packed, &place));
            }
        }
        n_all += n_bytes;
        // Entries may share their bytes: then the archive as a whole holds too much.
        if n_all > most(n_file) {
            return Err(inflated(n_file, &place));
        }
    }
    Ok(may_stand)
}

/// Goes through the parts of a workbook: a name in lower case, the content, its length as said.
///
/// # Errors
/// `Encrypted`, or `Damaged`.
pub(super) fn visit(
    file: &InputFile,
    look: &mut dyn FnMut(&str, &mut dyn Read, u64),
) -> Result<(), Diagnostic> {
    let place = Place::file(&file.path);
    let mut archive =
        directory(&file.bytes).ok_or_else(|| damaged(&place, "the directory cannot be read"))?;
    for idx in 0..archive.len() {
        let mut entry = entry(&mut archive, idx, &place)?;
        let name = decoded(entry.name_raw()).to_ascii_lowercase();
        let n_bytes = entry.size().min(most(n_packed(&entry, file) as u64));
        look(&name.replace('\\', "/"), &mut entry, n_bytes);
    }
    Ok(())
}

/// Whether a workbook says that it may hold macros, or holds some.
pub(super) fn has_macros(file: &InputFile) -> bool {
    let types = part(file, "[Content_Types].xml").unwrap_or_default();
    let word = b"macroEnabled";
    let is_named = types.windows(word.len()).any(|found| found == word);
    is_named || part(file, "xl/vbaProject.bin").is_ok()
}

fn is_sheet(name: &[u8]) -> bool {
    decoded(name).to_ascii_lowercase().contains("worksheets/")
}

/// The content of one entry by its name, of at most `MAX_PART_BYTES` bytes.
pub(super) fn part(file: &InputFile, name: &str) -> Result<Vec<u8>, Diagnostic> {
    let place = Place::file(&file.path);
    let mut archive =
        directory(&file.bytes).ok_or_else(|| damaged(&place, "the directory cannot be read"))?;
    let idx = archive
        .index_for_name(name)
        .ok_or_else(|| damaged(&place, &format!("{name} is not there")))?;
    let mut entry = entry(&mut archive, idx, &place)?;
    let mut budget = Budget::new();
    let n_packed = n_packed(&entry, file);
    budget.read(&mut entry, n_packed, &place, "ZIP")
}

/// The bytes that an entry takes in its archive, which it cannot say more of than there are.
fn n_packed(entry: &ZipFile<'_, Cursor<&[u8]>>, file: &InputFile) -> usize {
    let n_bytes = usize::try_from(entry.compressed_size());
    n_bytes.unwrap_or(usize::MAX).min(file.bytes.len())
}

/// The files in an archive, each named by its place in it.
///
/// # Errors
/// `Damaged`, `Encrypted`, `Inflated` or `TooLarge`; a name that leads outside is a warning.
pub(super) fn unpack(
    file: &InputFile,
    budget: &mut Budget,
) -> Result<Warned<Vec<InputFile>>, Diagnostic> {
    let place = Place::file(&file.path);
    let mut archive =
        directory(&file.bytes).ok_or_else(|| damaged(&place, "the directory cannot be read"))?;
    let folder = path::stem(&file.path).to_owned();
    let mut files = Vec::new();
    let mut warnings = Vec::new();
    let n_file = file.bytes.len() as u64;
    let mut n_all = 0;
    for idx in 0..archive.len() {
        let mut entry = match entry(&mut archive, idx, &place) {
            Ok(entry) => entry,
            Err(error) => {
                warnings.push(Diagnostic::warning(error.place, error.code));
                continue;
            }
        };
        if entry.is_dir() {
            continue;
        }
        let name = decoded(entry.name_raw());
        let Some(safe) = path::inside(&name) else {
            let code = Code::UnsafePath { path: name };
            warnings.push(Diagnostic::warning(place.clone(), code));
            continue;
        };
        if is_clutter(&safe) {
            continue;
        }
        budget.take_entry(&place)?;
        let n_packed = n_packed(&entry, file);
        let bytes = budget.read(&mut entry, n_packed, &place, "ZIP")?;
        // Entries may share their bytes.
        n_all += bytes.len() as u64;
        if n_all > most(n_file) {
            return Err(inflated(n_file, &place));
        }
        files.push(InputFile {
            path: format!("{folder}/{safe}"),
            bytes,
        });
    }
    Ok(Warned {
        value: files,
        warnings,
    })
}

fn entry<'a, 'b>(
    archive: &'a mut ZipArchive<Cursor<&'b [u8]>>,
    idx: usize,
    place: &Place,
) -> Result<ZipFile<'a, Cursor<&'b [u8]>>, Diagnostic> {
    archive.by_index(idx).map_err(|error| match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Diagnostic::error(place.clone(), Code::Encrypted)
        }
        error => damaged(place, &error.to_string()),
    })
}

/// What macOS and Windows add to archives.
fn is_clutter(path: &str) -> bool {
    path.starts_with("__MACOSX/") || path::is_prose(path)
}

/// Names without the mark of UTF-8 are often in it all the same, or in GBK from Windows.
fn decoded(name: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(name) {
        return text.to_owned();
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(name) {
        Some(text) => text.into_owned(),
        None => String::from_utf8_lossy(name).into_owned(),
    }
}

fn damaged(place: &Place, message: &str) -> Diagnostic {
    let code = Code::Damaged {
        format: "ZIP".to_owned(),
        message: message.to_owned(),
    };
    Diagnostic::error(place.clone(), code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn archive(name: &str, text: &str) -> InputFile {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
        InputFile {
            path: "t.xlsx".to_owned(),
            bytes: out.finish().unwrap().into_inner(),
        }
    }

    #[test]
    fn a_word_is_found_wherever_a_piece_of_a_sheet_ends() {
        // As noise, so that it does not look like a bomb, and large enough to be walked through.
        let mut seed = 1_u32;
        let mut noise = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'a' + (seed >> 24) as u8 % 26)
        };
        let noise: String = (0..2_000_000).map(|_| noise()).collect();
        let sheet = "xl/worksheets/sheet1.xml";
        let may_stand = |name: &str, text: &str| {
            measure(&archive(name, text), Parts::Office, "mergeCell").unwrap()
        };
        assert!(!may_stand(sheet, &noise));
        for at in (8170..8200).step_by(4).chain([0, 1_999_000]) {
            let text = format!("{}mergeCell{}", &noise[..at], &noise[at..]);
            assert!(may_stand(sheet, &text), "{at}");
            assert!(!may_stand("xl/sharedStrings.xml", &text));
        }
        assert!(may_stand(sheet, "<short/>"));
    }
}
