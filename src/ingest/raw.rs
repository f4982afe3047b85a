//! Cells as text, column by column, before anything is known of their types.

use super::progress;
use crate::diag::{Code, Diagnostic, Place};

/// No table has more cells than this, which is one gigabyte once they are typed.
const MAX_CELLS: usize = 1 << 26;
const BYTES_PER_CELL: usize = 16;

/// The cells of one column as text; an absent cell is an empty one.
///
/// All cells share one buffer, so that a long column costs two allocations.
pub(super) struct RawColumn {
    /// The header, or a name made for it.
    pub(super) name: String,
    text: String,
    ends: Vec<usize>,
}

impl RawColumn {
    /// A column without cells.
    pub(super) fn new(name: &str) -> RawColumn {
        RawColumn {
            name: name.to_owned(),
            text: String::new(),
            ends: Vec::new(),
        }
    }

    /// Adds a cell below the others.
    pub(super) fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Keeps the first `n_rows` cells.
    pub(super) fn cut(&mut self, n_rows: usize) {
        if n_rows < self.ends.len() {
            let end = n_rows.checked_sub(1).map_or(0, |last| self.ends[last]);
            self.text.truncate(end);
            self.ends.truncate(n_rows);
        }
    }

    /// The cell of a row; empty below the last one.
    pub(super) fn cell(&self, row_idx: usize) -> &str {
        let start = match row_idx.checked_sub(1) {
            Some(before) => self.ends.get(before).copied().unwrap_or(self.text.len()),
            None => 0,
        };
        let end = self.ends.get(row_idx).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Adds empty cells until there are `n_rows`.
    pub(super) fn pad(&mut self, n_rows: usize) {
        if self.ends.len() < n_rows {
            self.ends.resize(n_rows, self.text.len());
        }
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether every cell is blank.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The cells from top to bottom.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |end| {
            let cell = self.text.get(start..*end).unwrap_or_default();
            start = *end;
            cell
        })
    }
}

/// Columns of text of one length, and where their rows stand in the file.
pub(super) struct RawTable {
    /// The columns in the order of the file.
    pub(super) columns: Vec<RawColumn>,
    /// Rows; every column has as many cells once `finish` was called.
    pub(super) n_rows: usize,
    /// From a row index on, rows are numbered on from this number (blank lines make gaps).
    pub(super) numbering: Vec<(usize, usize)>,
    /// The file's columns that one row of the file became rows for; empty where rows are rows.
    pub(super) spread: Vec<String>,
}

impl RawTable {
    /// A table without columns whose first row has the number `first_row` in the file.
    pub(super) fn new(first_row: usize) -> RawTable {
        RawTable {
            columns: Vec::new(),
            n_rows: 0,
            numbering: vec![(0, first_row)],
            spread: Vec::new(),
        }
    }

    /// Says that the row `row_idx`, and what follows it, has the number `file_row`.
    pub(super) fn number_row(&mut self, row_idx: usize, file_row: usize) {
        progress::at_row(row_idx);
        if self.file_row(row_idx) != file_row {
            self.numbering.push((row_idx, file_row));
        }
    }

    /// The number of a row in the file, counted from one as a spreadsheet does.
    pub(super) fn file_row(&self, row_idx: usize) -> usize {
        let row_idx = row_idx / self.spread.len().max(1);
        let after = self
            .numbering
            .partition_point(|(first, _)| *first <= row_idx);
        match self.numbering.get(after.saturating_sub(1)) {
            Some((first, number)) => number + row_idx.saturating_sub(*first),
            None => row_idx + 1,
        }
    }

    /// The column of the file in which a cell of the column `name` stands.
    pub(super) fn column_in_file<'a>(&'a self, name: &'a str, row_idx: usize) -> &'a str {
        match row_idx.checked_rem(self.spread.len()) {
            Some(idx) => &self.spread[idx],
            None => name,
        }
    }

    /// Keeps the first `n_rows` rows.
    pub(super) fn cut(&mut self, n_rows: usize) {
        self.columns
            .iter_mut()
            .for_each(|column| column.cut(n_rows));
        self.n_rows = self.n_rows.min(n_rows);
    }

    /// Refuses a table whose rows and columns multiply to more than fits in memory.
    ///
    /// A small file can ask for much: a wide header over short rows, records without a
    /// key in common.
    ///
    /// # Errors
    /// `TooLarge` with the memory that the cells would need.
    pub(super) fn check_size(&self, n_rows: usize, place: &Place) -> Result<(), Diagnostic> {
        let n_cells = n_rows.saturating_mul(self.columns.len());
        if n_cells <= MAX_CELLS {
            return Ok(());
        }
        let code = Code::TooLarge {
            n_bytes: n_cells.saturating_mul(BYTES_PER_CELL),
            limit: MAX_CELLS * BYTES_PER_CELL,
        };
        Err(Diagnostic::error(place.clone(), code))
    }

    /// Adds the rows of another table below, column by column in their order.
    pub(super) fn append(&mut self, other: &RawTable) {
        for (column, below) in self.columns.iter_mut().zip(&other.columns) {
            below.cells().for_each(|cell| column.push(cell));
        }
        self.n_rows += other.n_rows;
        self.finish();
    }

    /// The names as the first row, and made-up names above it: cells as they are written.
    pub(super) fn with_names_as_row(self) -> RawTable {
        let mut out = RawTable::new(1);
        out.n_rows = self.n_rows + 1;
        for (idx, column) in self.columns.iter().enumerate() {
            let mut shifted = RawColumn::new(&format!("column_{}", idx + 1));
            shifted.push(&column.name);
            column.cells().for_each(|cell| shifted.push(cell));
            out.columns.push(shifted);
        }
        out
    }

    /// Makes every column as long as the table.
    pub(super) fn finish(&mut self) {
        for column in &mut self.columns {
            column.pad(self.n_rows);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_pushed() {
        let mut column = RawColumn::new("a");
        column.push("1");
        column.push("");
        column.push("zwei");
        column.pad(5);
        assert_eq!(
            column.cells().collect::<Vec<_>>(),
            ["1", "", "zwei", "", ""]
        );
        assert_eq!(column.len(), 5);
    }

    #[test]
    fn rows_keep_their_number_in_the_file() {
        let mut table = RawTable::new(2);
        table.number_row(0, 2);
        table.number_row(1, 5);
        table.number_row(2, 6);
        let numbers: Vec<usize> = (0..4).map(|row| table.file_row(row)).collect();
        assert_eq!(numbers, [2, 5, 6, 7]);
        assert_eq!(table.numbering.len(), 2);
    }
}
