//! A grid of text cells without a header, as sheets have them, and the table in it.

use std::ops::Range;

use super::choices::Choices;
use super::header;
use super::layout::{self, HEAD_ROWS, Head};
use super::limits;
use super::melt::Keys;
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
    /// Cells with a text.
    n_filled: usize,
    /// Bytes of all texts: a file stores one once for many cells.
    n_text: usize,
}

/// A table as it stands in its sheet, and what was found around it.
pub(super) struct Framed {
    /// The rows below the header.
    pub(super) raw: RawTable,
    /// Group and name of each column where two rows name them; else empty.
    pub(super) keys: Keys,
    /// How many rows name the columns.
    pub(super) n_header_rows: usize,
    /// Title lines above.
    pub(super) above: Vec<String>,
    /// Notes below.
    pub(super) below: Vec<String>,
}

impl Grid {
    /// A grid without cells.
    pub(super) fn new() -> Grid {
        Grid {
            cells: RawTable::new(1),
            last: None,
            n_columns: 0,
            n_filled: 0,
            n_text: 0,
        }
    }

    /// Puts a text; blank ones, and those above or left of an earlier one, are passed over.
    ///
    /// # Errors
    /// `TooLarge` when the rows and columns multiply to too much, or the texts are too long.
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
            let n_cells = self.cells.n_rows.saturating_mul(self.cells.columns.len());
            limits::check_filled(n_cells, self.n_filled, place)?;
        }
        self.n_filled += 1;
        self.n_text = self.n_text.saturating_add(text.len());
        limits::check_text(self.n_text, place)?;
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

    /// The table: what stands above its header, the header, the rows, and the notes below.
    pub(super) fn into_framed(
        mut self,
        merges: &[Merge],
        choices: &Choices,
        place: &Place,
        warnings: &mut Vec<Diagnostic>,
    ) -> Framed {
        self.cells.finish();
        let head = self.head(merges, choices);
        let first = head.n_above + head.n_rows;
        let place = place.clone().row(self.cells.file_row(head.n_above));
        header::note_dropped(self.n_columns, &place, warnings);
        let (columns, keys) = self.columns(head, merges, &place, warnings);
        let above = (0..head.n_above).map(|row| self.line(row)).collect();
        let mut raw = RawTable::new(self.cells.file_row(first));
        raw.columns = columns;
        raw.n_rows = self.cells.n_rows.saturating_sub(first);
        for row in 0..raw.n_rows {
            raw.number_row(row, self.cells.file_row(first + row));
        }
        // One column at a time is freed, so that the cells are never there twice.
        for (column, cells) in raw.columns.iter_mut().zip(self.cells.columns) {
            cells.cells().skip(first).for_each(|cell| column.push(cell));
        }
        raw.finish();
        let mut below = Vec::new();
        if head.n_rows > 0 {
            let (n_data, lines) = layout::foot(&raw);
            raw.cut(n_data);
            below = lines;
            header::finish(&mut raw.columns, &place, warnings);
        }
        Framed {
            raw,
            keys,
            n_header_rows: head.n_rows,
            above,
            below,
        }
    }

    /// Where the names are: as chosen, as the cells show, or as merged cells show.
    fn head(&self, merges: &[Merge], choices: &Choices) -> Head {
        if choices.is_as_written() || choices.header_rows == Some(0) {
            return Head {
                n_above: 0,
                n_rows: 0,
            };
        }
        let n_rows = self.cells.n_rows;
        let rows: Vec<Vec<String>> = (0..n_rows.min(HEAD_ROWS))
            .map(|row| self.row(row))
            .collect();
        let found = layout::head(&rows);
        let n_names = match choices.header_rows {
            Some(n_names) => n_names,
            None => found.n_rows.max(self.n_merged(found.n_above, merges)),
        };
        Head {
            n_rows: n_names.clamp(1, (n_rows - found.n_above).max(1)),
            ..found
        }
    }

    /// How many rows of names merged cells ask for: a group has names below it.
    fn n_merged(&self, first: usize, merges: &[Merge]) -> usize {
        let sheet_row = |row: usize| self.cells.file_row(row).saturating_sub(1);
        let top = sheet_row(first);
        let joined = merges.iter().filter(|merge| merge.first_row == top);
        let last = joined.map(|merge| {
            let is_wide = merge.last_column > merge.first_column;
            merge.last_row.saturating_add(usize::from(is_wide))
        });
        let last = last.max().unwrap_or(top).min(top + 3);
        let rows = first..self.cells.n_rows;
        rows.take_while(|row| sheet_row(*row) <= last).count()
    }

    /// The columns by their names; where two rows name them, also group and name of each.
    fn columns(
        &self,
        head: Head,
        merges: &[Merge],
        place: &Place,
        warnings: &mut Vec<Diagnostic>,
    ) -> (Vec<RawColumn>, Keys) {
        if head.n_rows == 0 {
            return (header::numbered(self.cells.columns.len()), Keys::new());
        }
        let mut keys = Keys::new();
        let names: Vec<String> = if head.n_rows == 2 {
            let [top, bottom] = [0, 1].map(|row| self.merged_row(head.n_above + row, merges));
            keys = layout::joined(&top, &bottom);
            let whole = |(top, bottom): &(String, String)| format!("{top} {bottom}");
            keys.iter().map(whole).collect()
        } else {
            let rows = head.n_above..head.n_above + head.n_rows;
            self.names(rows, merges)
        };
        let mut names = names.iter().map(|name| name.trim());
        (header::columns(&mut names, place, warnings), keys)
    }

    /// A name a column: the texts of the header's rows, one after the other.
    fn names(&self, rows: Range<usize>, merges: &[Merge]) -> Vec<String> {
        let mut names: Vec<Vec<String>> = vec![Vec::new(); self.cells.columns.len()];
        for row in rows {
            for (parts, text) in names.iter_mut().zip(self.merged_row(row, merges)) {
                if !text.is_empty() && parts.last() != Some(&text) {
                    parts.push(text);
                }
            }
        }
        names.iter().map(|parts| parts.join(" ")).collect()
    }

    /// The texts of a row, those of merged cells under each column that they go over.
    fn merged_row(&self, row: usize, merges: &[Merge]) -> Vec<String> {
        let sheet_row = self.cells.file_row(row).saturating_sub(1);
        let here: Vec<&Merge> = merges.iter().filter(|m| m.first_row == sheet_row).collect();
        let text = |idx: usize| {
            let over = |merge: &&&Merge| (merge.first_column..=merge.last_column).contains(&idx);
            let source = here
                .iter()
                .find(over)
                .map_or(idx, |merge| merge.first_column);
            let column = self.cells.columns.get(source);
            column
                .map_or("", |column| column.cell(row))
                .trim()
                .to_owned()
        };
        (0..self.cells.columns.len()).map(text).collect()
    }

    /// The texts of a row up to the last one that is filled.
    fn row(&self, row: usize) -> Vec<String> {
        let cells = self.cells.columns.iter().map(|c| c.cell(row).to_owned());
        let mut cells: Vec<String> = cells.collect();
        let n_filled = cells.iter().rposition(|cell| !cell.trim().is_empty());
        cells.truncate(n_filled.map_or(0, |last| last + 1));
        cells
    }

    fn line(&self, row: usize) -> String {
        let row = self.row(row);
        let filled = row.iter().map(|cell| cell.trim());
        let filled: Vec<&str> = filled.filter(|cell| !cell.is_empty()).collect();
        filled.join(" ")
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
        let choices = Choices::default();
        let table = grid
            .into_framed(merges, &choices, &Place::default(), &mut warnings)
            .raw;
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
        let choices = Choices::default();
        let framed = grid(rows).into_framed(&[], &choices, &Place::default(), &mut Vec::new());
        let table = framed.raw;
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
