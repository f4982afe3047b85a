//! How much a small file may become: cells that nothing stands for, and texts that repeat.
//!
//! A file can ask for far more than its own size: a wide header over short rows, a cube
//! without figures, a long name in every row. So both are counted before room is made.

use super::raw::RawTable;
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};

/// The texts of one table may be so long, all together.
const MAX_TEXT_BYTES: usize = 1 << 28;

/// A table may have so many cells, whatever stands in them.
const FREE_CELLS: usize = 1 << 23;

/// A larger table may have so many cells for each that is filled.
const CELLS_PER_FILLED: usize = 16;

/// What one cell takes in memory.
const BYTES_PER_CELL: usize = 16;

/// Refuses a table of so many cells when so few of them are filled.
///
/// # Errors
/// `TooLarge` with the memory that the cells would need.
pub(super) fn check_filled(
    n_cells: usize,
    n_filled: usize,
    place: &Place,
) -> Result<(), Diagnostic> {
    let limit = n_filled.saturating_mul(CELLS_PER_FILLED).max(FREE_CELLS);
    check(n_cells, limit, BYTES_PER_CELL, place)
}

/// Refuses a table that has grown too large for a text of so many bytes.
///
/// # Errors
/// `TooLarge` with the memory that the cells would need.
pub(super) fn check_rows(raw: &RawTable, n_bytes: usize, place: &Place) -> Result<(), Diagnostic> {
    raw.check_size(raw.n_rows, place)?;
    let n_cells = raw.n_rows.saturating_mul(raw.columns.len());
    check_filled(n_cells, n_bytes, place)
}

/// Refuses so many cells of a file that packs equal ones: a byte may stand for many.
///
/// # Errors
/// `TooLarge` with the memory that the cells would need.
pub(super) fn check_packed(
    n_cells: usize,
    file: &InputFile,
    place: &Place,
) -> Result<(), Diagnostic> {
    check_filled(n_cells, file.bytes.len().saturating_mul(4), place)
}

/// Refuses texts that are too long together.
///
/// # Errors
/// `TooLarge` with their bytes.
pub(super) fn check_text(n_bytes: usize, place: &Place) -> Result<(), Diagnostic> {
    check(n_bytes, MAX_TEXT_BYTES, 1, place)
}

fn check(n: usize, limit: usize, n_bytes: usize, place: &Place) -> Result<(), Diagnostic> {
    if n <= limit {
        return Ok(());
    }
    let code = Code::TooLarge {
        n_bytes: n.saturating_mul(n_bytes),
        limit: limit.saturating_mul(n_bytes),
    };
    Err(Diagnostic::error(place.clone(), code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_table_must_be_filled_somewhat() {
        let place = Place::default();
        assert!(check_filled(FREE_CELLS, 0, &place).is_ok());
        assert!(check_filled(FREE_CELLS + 1, 0, &place).is_err());
        assert!(check_filled(FREE_CELLS * 2, FREE_CELLS / 8, &place).is_ok());
        assert!(check_text(usize::MAX, &place).is_err());
    }
}
