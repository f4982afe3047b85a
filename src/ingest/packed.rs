//! gzip and zstd around one file.

use std::io::Read;

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::unpack::{Budget, inflated, most};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place, Warned};

const ZSTD_MAGIC: &[u8] = b"\x28\xB5\x2F\xFD";

/// Whether the bytes are gzip.
pub(super) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1F\x8B")
}

/// Whether the bytes are zstd.
pub(super) fn is_zstd(bytes: &[u8]) -> bool {
    bytes.starts_with(ZSTD_MAGIC)
}

/// The file in a gzip, of which several may be joined end to end.
///
/// # Errors
/// `Damaged`, `Inflated` or `TooLarge`.
pub(super) fn gunzip(
    file: &InputFile,
    budget: &mut Budget,
) -> Result<Warned<Vec<InputFile>>, Diagnostic> {
    let mut source = MultiGzDecoder::new(file.bytes.as_slice());
    let place = Place::file(&file.path);
    let bytes = budget.read(&mut source, file.bytes.len(), &place, "gzip")?;
    Ok(one(&file.path, ".gz", bytes))
}

/// The file in a zstd, frame after frame.
///
/// # Errors
/// `Damaged`, `Inflated` or `TooLarge`.
pub(super) fn unzstd(
    file: &InputFile,
    budget: &mut Budget,
) -> Result<Warned<Vec<InputFile>>, Diagnostic> {
    let place = Place::file(&file.path);
    let mut rest = file.bytes.as_slice();
    let mut whole = Vec::new();
    while !rest.is_empty() {
        let mut bytes = zstd_frame(&mut rest, budget, &place)?;
        if whole.is_empty() {
            whole = bytes;
        } else {
            whole.append(&mut bytes);
        }
        if whole.len() as u64 > most(file.bytes.len() as u64) {
            return Err(inflated(file.bytes.len() as u64, &place));
        }
        if !is_zstd(rest) {
            break;
        }
    }
    Ok(one(&file.path, ".zst", whole))
}

/// One frame of zstd from the front of `rest`.
pub(super) fn zstd_frame(
    rest: &mut &[u8],
    budget: &mut Budget,
    place: &Place,
) -> Result<Vec<u8>, Diagnostic> {
    let n_packed = rest.len();
    let decoder = StreamingDecoder::new(&mut *rest);
    let mut decoder = decoder.map_err(|error| {
        let code = Code::Damaged {
            format: "zstd".to_owned(),
            message: error.to_string(),
        };
        Diagnostic::error(place.clone(), code)
    })?;
    let decoder: &mut dyn Read = &mut decoder;
    budget.read(decoder, n_packed, place, "zstd")
}

/// The unpacked file, named without the packing's ending.
fn one(path: &str, ending: &str, bytes: Vec<u8>) -> Warned<Vec<InputFile>> {
    let path = match path.len().checked_sub(ending.len()) {
        Some(at) if path.is_char_boundary(at) && path[at..].eq_ignore_ascii_case(ending) => {
            &path[..at]
        }
        _ => path,
    };
    let path = path.to_owned();
    Warned {
        value: vec![InputFile { path, bytes }],
        warnings: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_of_the_packing_is_dropped() {
        let name = |path| one(path, ".gz", Vec::new()).value[0].path.clone();
        assert_eq!(name("a/sales.csv.GZ"), "a/sales.csv");
        assert_eq!(name("年"), "年");
        assert_eq!(name("sales"), "sales");
    }
}
