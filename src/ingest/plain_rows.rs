//! Rows of a text without any quotes: most exports, and the fast path of delimited text.
//!
//! Cells go from the text straight into their columns. The reader of quotes must do the
//! same with the same text: a test compares the two.

use super::limits::check_rows;
use super::missing::is_blank;
use super::ragged::Ragged;
use super::raw::RawTable;
use crate::diag::{Diagnostic, Place};

/// Where the rows go.
pub(super) struct Sink<'a> {
    /// The columns, named already.
    pub(super) raw: &'a mut RawTable,
    /// Rows that are too short or too long.
    pub(super) ragged: &'a mut Ragged,
    /// The number of the last row in the file.
    pub(super) file_row: usize,
    /// The table's place.
    pub(super) place: &'a Place,
}

impl Sink<'_> {
    /// Adds every row of `text`, which begins at a row's first cell.
    ///
    /// # Errors
    /// `TooLarge`.
    pub(super) fn read(&mut self, text: &str, delimiter: u8) -> Result<(), Diagnostic> {
        let bytes = text.as_bytes();
        let mut cells: Vec<&str> = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte == delimiter {
                cells.push(text.get(start..at).unwrap_or_default());
                start = at + 1;
            } else if byte == b'\n' || byte == b'\r' {
                cells.push(text.get(start..at).unwrap_or_default());
                if byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                    at += 1;
                }
                start = at + 1;
                self.add(&cells, bytes.len())?;
                cells.clear();
            }
            at += 1;
        }
        if start < bytes.len() || !cells.is_empty() {
            cells.push(text.get(start..).unwrap_or_default());
            self.add(&cells, bytes.len())?;
        }
        Ok(())
    }

    /// Adds a row of a text of so many bytes, which is the most that its cells can be.
    fn add(&mut self, cells: &[&str], n_bytes: usize) -> Result<(), Diagnostic> {
        self.file_row += 1;
        let last_filled = cells.iter().rposition(|cell| !is_blank(cell));
        if last_filled.is_none() {
            return Ok(());
        }
        self.raw.number_row(self.raw.n_rows, self.file_row);
        self.ragged.look(cells.len(), last_filled, self.file_row);
        for (idx, column) in self.raw.columns.iter_mut().enumerate() {
            column.push(cells.get(idx).copied().unwrap_or_default());
        }
        self.raw.n_rows += 1;
        check_rows(self.raw, n_bytes, self.place)
    }
}
