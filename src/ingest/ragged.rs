//! Rows with too few or too many cells: counted, and told once a file.

use super::raw::RawColumn;
use crate::diag::{Code, Diagnostic, Place};

/// A count of ragged rows with the first of them.
#[derive(Default)]
pub(super) struct Ragged {
    n_named: usize,
    n_wide: usize,
    /// The row in the file and the cells of each.
    rows: Vec<(usize, usize)>,
}

impl Ragged {
    /// Starts after a header of `n_wide` cells, of which `columns` were kept.
    ///
    /// Columns at the end that have no name may be absent from a row.
    pub(super) fn new(columns: &[RawColumn], n_wide: usize) -> Ragged {
        let nameless = columns
            .iter()
            .rev()
            .take_while(|column| column.name.is_empty());
        Ragged {
            n_named: columns.len() - nameless.count(),
            n_wide,
            ..Ragged::default()
        }
    }

    /// Looks at a row; empty cells at its end do not make it too long.
    pub(super) fn look(&mut self, n_cells: usize, last_filled: Option<usize>, file_row: usize) {
        let is_short = n_cells < self.n_named;
        let is_long = last_filled.is_some_and(|idx| idx >= self.n_wide);
        if is_short || is_long {
            self.rows.push((file_row, n_cells));
        }
    }

    /// Forgets the rows from one on: they were notes below the table.
    pub(super) fn forget_from(&mut self, file_row: usize) {
        self.rows.retain(|(row, _)| *row < file_row);
    }

    /// Tells of all of them in one warning.
    pub(super) fn tell(&self, file: &str, warnings: &mut Vec<Diagnostic>) {
        if let Some((row, found)) = self.rows.first().copied() {
            let code = Code::RaggedRow {
                expected: self.n_named,
                found,
                n_rows: self.rows.len(),
            };
            warnings.push(Diagnostic::warning(Place::file(file).row(row), code));
        }
    }
}
