//! XLS before calamine sees it: how far its sheets reach, found in the records themselves.

use super::biff_strings;
use super::limits::check_text;
use super::workbook::damaged;
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};

/// All sheets together may declare and span so many cells; calamine makes room for both.
const MAX_CELLS: usize = 16_000_000;

const BYTES_PER_CELL: usize = 32;

/// A chain never has more sectors than the file; the marks for its end are above this.
const LAST_SECTOR: u32 = 0xFFFF_FFF9;

/// Refuses a workbook whose cells lie so far apart that a grid of them is too large.
///
/// Records are looked through from the start, and once more from where each sheet is said
/// to begin: that may be anywhere, and calamine goes there.
///
/// # Errors
/// `TooLarge`, `Encrypted`, or `Damaged` when there is no workbook in the file.
pub(super) fn check(file: &InputFile) -> Result<(), Diagnostic> {
    let Some(stream) = stream(&file.bytes) else {
        return Err(if is_locked(&file.bytes) {
            Diagnostic::error(Place::file(&file.path), Code::Encrypted)
        } else {
            damaged(file, "XLS", "there is no workbook in it")
        });
    };
    check_text(n_text(&stream), &Place::file(&file.path))?;
    let mut sheets = Vec::new();
    let mut n_cells = 0;
    scan(&stream, 0, &mut n_cells, &mut sheets).map_err(|fault| fault.told(file))?;
    n_cells = 0;
    let mut n_left = stream.len();
    for start in sheets {
        let n_bytes = scan(&stream, start, &mut n_cells, &mut Vec::new());
        let n_bytes = n_bytes.map_err(|fault| fault.told(file))?;
        n_left = n_left
            .checked_sub(n_bytes)
            .ok_or_else(|| damaged(file, "XLS", "its sheets overlap"))?;
    }
    Ok(())
}

/// Whether a newer workbook lies in the container with a password: its name stands in it as UTF-16.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    bytes.windows(name.len()).any(|found| found == name)
}

/// What is wrong with a stream of records.
enum Fault {
    Cut,
    Locked,
    Far(usize),
}

impl Fault {
    fn told(self, file: &InputFile) -> Diagnostic {
        let code = match self {
            Fault::Cut => return damaged(file, "XLS", "a record is cut short"),
            Fault::Locked => Code::Encrypted,
            Fault::Far(n_cells) => Code::TooLarge {
                n_bytes: n_cells.saturating_mul(BYTES_PER_CELL),
                limit: MAX_CELLS * BYTES_PER_CELL,
            },
        };
        Diagnostic::error(Place::file(&file.path), code)
    }
}

/// The bytes of all texts once each cell has its own: a file has each text once.
fn n_text(stream: &[u8]) -> usize {
    let (mut at, mut lens, mut n_text) = (0, Vec::new(), 0_usize);
    let mut parts: Vec<&[u8]> = Vec::new();
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let data = stream.get(at + 4..at + 4 + len).unwrap_or_default();
        at += 4 + len;
        match kind {
            SHARED_TEXTS => parts = vec![data],
            CONTINUE if !parts.is_empty() => parts.push(data),
            _ if !parts.is_empty() => lens = biff_strings::lengths(&std::mem::take(&mut parts)),
            _ => {}
        }
        if kind == SHARED_TEXT {
            let idx = u32_at(data, 6).map(|idx| idx as usize);
            let len = idx.and_then(|idx| lens.get(idx));
            n_text = n_text.saturating_add(len.copied().unwrap_or(0));
        }
    }
    n_text
}

/// Looks through records, of a sheet up to its end, and gives the bytes they take.
fn scan(
    stream: &[u8],
    start: usize,
    n_cells: &mut usize,
    sheets: &mut Vec<usize>,
) -> Result<usize, Fault> {
    let mut extent: Option<(usize, usize, usize, usize)> = None;
    let mut depth = 0_usize;
    let mut at = start;
    while let (Some(kind), Some(len)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let data = stream.get(at + 4..at + 4 + len).unwrap_or_default();
        if data.len() < len.max(shortest(kind)) {
            return Err(Fault::Cut);
        }
        at += 4 + len;
        match kind {
            FILE_PASS => return Err(Fault::Locked),
            // From the start, sheet comes after sheet; within one, charts are in between.
            BOF if start == 0 => extent = None,
            BOF => depth += 1,
            END if start > 0 && depth <= 1 => break,
            END => depth = depth.saturating_sub(1),
            BOUND_SHEET => sheets.extend(u32_at(data, 0).map(|at| at as usize)),
            DIMENSIONS => *n_cells = n_cells.saturating_add(declared(data)),
            kind if CELLS.contains(&kind) => {
                if let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, 2)) {
                    let last = column + if kind == MULTI_RK { data.len() / 6 } else { 0 };
                    let old = extent.unwrap_or((row, row, column, last));
                    let new = (
                        old.0.min(row),
                        old.1.max(row),
                        old.2.min(column),
                        old.3.max(last),
                    );
                    *n_cells = n_cells.saturating_add(area(new) - extent.map_or(0, area));
                    extent = Some(new);
                }
            }
            _ => {}
        }
        if *n_cells > MAX_CELLS {
            return Err(Fault::Far(*n_cells));
        }
    }
    Ok(at.saturating_sub(start))
}

/// The cells that a sheet says it has: calamine makes room for them, however it counts.
fn declared(data: &[u8]) -> usize {
    let at = |at: usize| u16_at(data, at).map_or(0, |word| word as u32);
    let (top, bottom, left, right) = match data.len() {
        10 => (at(0), at(2), at(4), at(6)),
        _ => (
            u32_at(data, 0).unwrap_or(0),
            u32_at(data, 4).unwrap_or(0),
            at(8),
            at(10),
        ),
    };
    if bottom == 0 || right == 0 {
        return 0;
    }
    let left = if left > 0xFF || right < left { 0 } else { left };
    let n_rows = bottom.wrapping_sub(top) as usize;
    n_rows.saturating_mul(right.wrapping_sub(left) as usize)
}

const DIMENSIONS: usize = 0x0200;
const BOUND_SHEET: usize = 0x0085;
const END: usize = 0x000A;
const BOF: usize = 0x0809;
const FILE_PASS: usize = 0x002F;
const MULTI_RK: usize = 0x00BD;
const SHARED_TEXTS: usize = 0x00FC;
const SHARED_TEXT: usize = 0x00FD;
const CONTINUE: usize = 0x003C;

/// Records that hold cells: formula, label, number, RK, bool, their kin.
const CELLS: [usize; 12] = [
    0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x0406,
];

/// The bytes that calamine takes from a record without looking whether they are there.
fn shortest(kind: usize) -> usize {
    match kind {
        0x0006 | 0x0206 | 0x0406 => 22,
        0x0203 => 14,
        0x00FD | 0x027E => 10,
        0x0204 | 0x00D6 | 0x0205 => 8,
        0x00BD => 12,
        0x0022 | 0x0042 | FILE_PASS => 2,
        0x0085 => 8,
        0x00E0 => 4,
        0x00FC => 8,
        _ => 0,
    }
}

fn area((top, bottom, left, right): (usize, usize, usize, usize)) -> usize {
    (bottom - top + 1) * (right - left + 1)
}

/// The bytes of the stream `Workbook` or `Book` in a compound file (MS-CFB).
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match u16_at(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let sector = |id: u32| {
        let start = (id as usize).checked_add(1)?.checked_mul(size)?;
        let end = (start + size).min(bytes.len());
        bytes.get(start..end).filter(|sector| !sector.is_empty())
    };
    let mut difat: Vec<u32> = numbers(bytes.get(76..512)?);
    let mut next = u32_at(bytes, 68)?;
    let n_sectors = bytes.len() / size + 1;
    for _ in 0..n_sectors {
        let Some(more) = sector(next).filter(|_| next <= LAST_SECTOR) else {
            break;
        };
        difat.extend(numbers(more));
        next = difat.pop()?;
    }
    let mut fat = Vec::new();
    for id in difat
        .iter()
        .filter(|id| **id <= LAST_SECTOR)
        .take(n_sectors)
    {
        fat.extend(numbers(sector(*id)?));
    }
    let chain = |first: u32, fat: &[u32], piece: &dyn Fn(u32) -> Option<Vec<u8>>| {
        let mut out = Vec::new();
        let mut id = first;
        for _ in 0..n_sectors * 64 {
            let Some(part) = piece(id).filter(|_| id <= LAST_SECTOR) else {
                break;
            };
            out.extend(part);
            id = fat.get(id as usize).copied().unwrap_or(u32::MAX);
            // A chain that bites its tail has no end; calamine would follow it for ever.
            if out.len() > bytes.len() + size {
                return None;
            }
        }
        Some(out)
    };
    let whole = |id: u32| sector(id).map(<[u8]>::to_vec);
    let directory = chain(u32_at(bytes, 48)?, &fat, &whole)?;
    let entries: Vec<&[u8]> = directory.chunks_exact(128).collect();
    let root = entries.first()?;
    let named = |wanted: &str| {
        let name = |entry: &&[u8]| utf16(entry.get(..64).unwrap_or_default());
        let is_it = |entry: &&&[u8]| name(entry).eq_ignore_ascii_case(wanted);
        entries.iter().find(is_it)
    };
    let entry = named("workbook").or_else(|| named("book"))?;
    // calamine takes the small streams in any case.
    let small = chain(u32_at(root, 116)?, &fat, &whole)?;
    let small_fat = numbers(&chain(u32_at(bytes, 60)?, &fat, &whole)?);
    let (first, len) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
    let mut out = if len < 4096 {
        let piece = |id: u32| {
            let start = (id as usize).checked_mul(64)?;
            small.get(start..start + 64).map(<[u8]>::to_vec)
        };
        chain(first, &small_fat, &piece)?
    } else {
        chain(first, &fat, &whole)?
    };
    out.truncate(len);
    Some(out)
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|b| u16::from_le_bytes([b[0], b[1]]));
    char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|ch| ch.unwrap_or('\u{fffd}'))
        .collect()
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.chunks_exact(4);
    words
        .map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_le_bytes([pair[0], pair[1]])))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    numbers(bytes.get(at..at + 4)?).first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newer_workbook_with_a_password_is_named() {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.resize(1024, 0);
        let file = |bytes: &[u8]| InputFile {
            path: "plan.xlsx".to_owned(),
            bytes: bytes.to_vec(),
        };
        let code = |bytes: &[u8]| check(&file(bytes)).map_err(|error| error.code);
        assert!(matches!(code(&bytes), Err(Code::Damaged { .. })));
        bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(code(&bytes), Err(Code::Encrypted));
    }
}
