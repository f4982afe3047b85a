//! Files inside of files: gzip, zstd and zip are opened before anything is read.

use std::borrow::Cow;
use std::io::Read;

use super::Reader;
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place, Severity};

/// How many packings may lie within each other: a zip of gzipped files.
const MAX_DEPTH: usize = 2;

/// All files together may be so large once they are unpacked.
const MAX_BYTES: u64 = 1 << 29;

/// One part may be so large.
pub(super) const MAX_PART_BYTES: u64 = 1 << 29;

/// So many files may be in all archives together.
const MAX_ENTRIES: usize = 2000;

/// What is packed may hold so many times its own size …
const MAX_RATIO: u64 = 200;

/// … or so many bytes, whichever is more: short texts of one sign shrink to nothing.
const FREE_BYTES: u64 = 1 << 25;

/// The most that so many packed bytes may hold. Tables shrink to a tenth, seldom further.
pub(super) fn most(n_packed: u64) -> u64 {
    n_packed.saturating_mul(MAX_RATIO).max(FREE_BYTES)
}

/// What is wrong where more comes out than [`most`] allows.
pub(super) fn inflated(n_packed: u64, place: &Place) -> Diagnostic {
    let shown = |n_bytes: u64| usize::try_from(n_bytes).unwrap_or(usize::MAX);
    let code = Code::Inflated {
        n_packed: shown(n_packed),
        limit: shown(most(n_packed)),
    };
    Diagnostic::error(place.clone(), code)
}

/// What all packed files may still produce. Counted while unpacking; nothing is reserved.
pub struct Budget {
    n_bytes: u64,
    n_entries: usize,
}

impl Budget {
    /// The whole of it.
    pub(super) fn new() -> Budget {
        Budget {
            n_bytes: MAX_BYTES,
            n_entries: MAX_ENTRIES,
        }
    }

    /// So many bytes and no files.
    pub(super) fn of(n_bytes: u64) -> Budget {
        Budget {
            n_bytes,
            n_entries: 0,
        }
    }

    /// Counts a file of an archive.
    ///
    /// # Errors
    /// `Unsupported` when there are too many.
    pub(super) fn take_entry(&mut self, place: &Place) -> Result<(), Diagnostic> {
        self.n_entries = self.n_entries.checked_sub(1).ok_or_else(|| {
            let code = Code::Unsupported {
                found: format!("more than {MAX_ENTRIES} files"),
                expected: format!("{MAX_ENTRIES} files"),
            };
            Diagnostic::error(place.clone(), code)
        })?;
        Ok(())
    }

    /// All that a source gives, of which `n_packed` bytes are there.
    ///
    /// # Errors
    /// `TooLarge` past the limit, `Inflated`, or `Damaged` with the source's words.
    pub(super) fn read(
        &mut self,
        source: &mut dyn Read,
        n_packed: usize,
        place: &Place,
        format: &str,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::new();
        let most = most(n_packed as u64);
        let read = source
            .take(self.n_bytes.min(most) + 1)
            .read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(inflated(n_packed as u64, place));
        }
        if bytes.len() as u64 > self.n_bytes {
            let code = Code::TooLarge {
                n_bytes: bytes.len().max(MAX_BYTES as usize + 1),
                limit: MAX_BYTES as usize,
            };
            return Err(Diagnostic::error(place.clone(), code));
        }
        self.n_bytes -= bytes.len() as u64;
        match read {
            Ok(_) => Ok(bytes),
            Err(error) => {
                let code = Code::Damaged {
                    format: format.to_owned(),
                    message: error.to_string(),
                };
                Err(Diagnostic::error(place.clone(), code))
            }
        }
    }
}

/// The files with those in place of each packed one that it holds.
///
/// What cannot be unpacked is told and left out.
pub(super) fn all<'a>(
    files: &'a [InputFile],
    readers: &[Reader],
    warnings: &mut Vec<Diagnostic>,
) -> Cow<'a, [InputFile]> {
    let packing = |file: &InputFile| readers.iter().find_map(|reader| reader.unpacks(file));
    if !files.iter().any(|file| packing(file).is_some()) {
        return Cow::Borrowed(files);
    }
    let mut budget = Budget::new();
    let mut level = files.to_vec();
    for depth in 0..=MAX_DEPTH {
        let mut next = Vec::new();
        let mut has_more = false;
        for file in level {
            let Some(unpack) = packing(&file) else {
                next.push(file);
                continue;
            };
            if depth == MAX_DEPTH {
                let code = Code::Unsupported {
                    found: format!("more than {MAX_DEPTH} packings within each other"),
                    expected: format!("{MAX_DEPTH}"),
                };
                warnings.push(Diagnostic::warning(Place::file(&file.path), code));
                continue;
            }
            match unpack(&file, &mut budget) {
                Ok(mut inner) => {
                    has_more = true;
                    warnings.append(&mut inner.warnings);
                    next.append(&mut inner.value);
                }
                Err(error) => warnings.push(Diagnostic {
                    severity: Severity::Warning,
                    ..error
                }),
            }
        }
        level = next;
        if !has_more {
            break;
        }
    }
    Cow::Owned(level)
}
