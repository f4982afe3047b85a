//! A grid of text cells without a header, as sheets have them, and the table in it.

use super::header;
use super::raw::{RawColumn, RawTable};
use crate::diag::{Diagnostic, Place};

/// Cells that are shown as one: from and to a row and column, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// First row in the sheet, from zero.
    pub(super) first_row: usize,
    /// Last row.
    pub(super) last_row: usize,
    /// First column, from zero.
    pub(super) first_column: usize,
    /// Last column.
    pub(super) last_column: usize,
}

/// Text cells by column. A row without any text takes no room.
///
/// Cells are put from top to bottom, as every format stores them, so that what a file says
/// of its extent is never needed: only cells that are there cost memory.
pub(super) struct Grid {
    cells: RawTable,
    /// The sheet's row of the last row kept, from zero.
    last: Option<usize>,
    /// Columns that were left out because there are too many.
    n_columns: usize,
}

impl Grid {
    /// A grid without cells.
    pub(super) fn new() -> Grid {
        Grid {
            cells: RawTable::new(1),
            last: None,
            n_columns: 0,
        }
    }

    /// Puts a text; blank ones, and those above or left of an earlier one, are passed over.
    ///
    /// # Errors
    /// `TooLarge` when the rows and columns multiply to too much.
    pub(super) fn put(
        &mut self,
        row: usize,
        column: usize,
        text: &str,
        place: &Place,
    ) -> Result<(), Diagnostic> {
        if text.trim().is_empty() || self.last.is_some_and(|last| row < last) {
            return Ok(());
        }
        self.n_columns = self.n_columns.max(column.saturating_add(1));
        if column >= header::MAX_COLUMNS {
            return Ok(());
        }
        let is_new_row = self.last != Some(row);
        let is_new_column = column >= self.cells.columns.len();
        if is_new_row {
            self.cells.number_row(self.cells.n_rows, row + 1);
            self.cells.n_rows += 1;
            self.last = Some(row);
        }
        while column >= self.cells.columns.len() {
            self.cells.columns.push(RawColumn::new(""));
        }
        if is_new_row || is_new_column {
            self.cells.check_size(self.cells.n_rows, place)?;
        }
        let row_idx = self.cells.n_rows - 1;
        if let Some(cells) = self.cells.columns.get_mut(column)
            && cells.len() <= row_idx
        {
            cells.pad(row_idx);
            cells.push(text);
        }
        Ok(())
    }

    /// Whether there is no text at all.
    pub(super) fn is_empty(&self) -> bool {
        self.cells.n_rows == 0
    }

    /// The table: its header row, with what merged cells above join to it, and the rows below.
    ///
    /// Rows of one cell above the header are titles and are left out.
    pub(super) fn into_table(
        mut self,
        merges: &[Merge],
        place: &Place,
        warnings: &mut Vec<Diagnostic>,
    ) -> RawTable {
        self.cells.finish();
        let head = self.header_rows(merges);
        let names = self.names(head, merges);
        let place = place.clone().row(self.cells.file_row(head.1));
        header::note_dropped(self.n_columns, &place, warnings);
        let mut names = names.iter().map(String::as_str);
        let mut table = RawTable::new(self.cells.file_row(head.1 + 1));
        table.columns = header::columns(&mut names, &place, warnings);
        table.n_rows = self.cells.n_rows.saturating_sub(head.1 + 1);
        for row in 0..table.n_rows {
            table.number_row(row, self.cells.file_row(head.1 + 1 + row));
        }
        // One column at a time is freed, so that the cells are never there twice.
        for (column, cells) in table.columns.iter_mut().zip(self.cells.columns) {
            cells
                .cells()
                .skip(head.1 + 1)
                .for_each(|cell| column.push(cell));
        }
        table.finish();
        header::finish(&mut table.columns, &place, warnings);
        table
    }

    /// The first and the last row of the header, among the rows kept.
    fn header_rows(&self, merges: &[Merge]) -> (usize, usize) {
        let n_filled = |row: usize| {
            let columns = self.cells.columns.iter();
            columns.filter(|c| !c.cell(row).trim().is_empty()).count()
        };
        let wide = (0..self.cells.n_rows.min(20)).find(|row| n_filled(*row) > 1);
        let first = wide.unwrap_or(0);
        let file_row = self.cells.file_row(first) - 1;
        let joined = merges.iter().filter(|merge| merge.first_row == file_row);
        let last = joined.map(|merge| {
            let is_wide = merge.last_column > merge.first_column;
            merge.last_row + usize::from(is_wide)
        });
        let last = last.max().unwrap_or(file_row).min(file_row + 3);
        let below = (first + 1..self.cells.n_rows)
            .take_while(|row| self.cells.file_row(*row) - 1 <= last)
            .count();
        (first, first + below)
    }

    /// A name a column: the texts of the header's rows, one after the other.
    fn names(&self, head: (usize, usize), merges: &[Merge]) -> Vec<String> {
        let mut names = Vec::new();
        for (idx, column) in self.cells.columns.iter().enumerate() {
            let mut parts: Vec<&str> = Vec::new();
            for row in head.0..=head.1 {
                let file_row = self.cells.file_row(row) - 1;
                let merge = merges.iter().find(|merge| {
                    merge.first_row == file_row
                        && (merge.first_column..=merge.last_column).contains(&idx)
                });
                let source = match merge {
                    Some(merge) => self.cells.columns.get(merge.first_column),
                    None => Some(column),
                };
                let text = source.map_or("", |column| column.cell(row)).trim();
                if !text.is_empty() && parts.last() != Some(&text) {
                    parts.push(text);
                }
            }
            names.push(parts.join(" "));
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let mut grid = Grid::new();
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                grid.put(row, column, text, &Place::default()).unwrap();
            }
        }
        grid
    }

    #[track_caller]
    fn check(grid: Grid, merges: &[Merge], expected: &[&str]) {
        let mut warnings = Vec::new();
        let table = grid.into_table(merges, &Place::default(), &mut warnings);
        let shown: Vec<String> = table
            .columns
            .iter()
            .map(|c| format!("{}: {}", c.name, c.cells().collect::<Vec<_>>().join("|")))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn titles_above_and_blank_rows_are_no_rows() {
        let rows: &[&[&str]] = &[&["Title"], &[], &["a", "b"], &["1", "2"], &[""], &["", "3"]];
        check(grid(rows), &[], &["a: 1|", "b: 2|3"]);
        let table = grid(rows).into_table(&[], &Place::default(), &mut Vec::new());
        assert_eq!((table.file_row(0), table.file_row(1)), (4, 6));
    }

    #[test]
    fn merged_header_cells_are_joined() {
        let rows: &[&[&str]] = &[
            &["地区", "2019", ""],
            &["", "男", "女"],
            &["东部", "1", "2"],
        ];
        let merges = [
            Merge {
                first_row: 0,
                last_row: 1,
                first_column: 0,
                last_column: 0,
            },
            Merge {
                first_row: 0,
                last_row: 0,
                first_column: 1,
                last_column: 2,
            },
        ];
        check(
            grid(rows),
            &merges,
            &["地区: 东部", "2019 男: 1", "2019 女: 2"],
        );
    }

    #[test]
    fn a_far_cell_costs_no_more_than_itself() {
        let mut grid = grid(&[&["a", "b"], &["1", "2"]]);
        grid.put(1_048_575, 1, "x", &Place::default()).unwrap();
        grid.put(0, 0, "late", &Place::default()).unwrap();
        check(grid, &[], &["a: 1|", "b: 2|x"]);
    }
}
