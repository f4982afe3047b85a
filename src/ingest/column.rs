//! Typed cells from text: numbers, times or text, by declaration or by what the cells hold.

use super::dictionary::Dictionary;
use super::missing::Marks;
use super::raw::RawColumn;
use crate::data::{Codes, Missing, Number, NumberCell, Numbers, Period, Times, Values};

/// Cells that did not fit the type of their column and became missing.
pub(super) struct Misfit {
    /// What was expected, as in `Code::NotOfType`.
    pub(super) expected: &'static str,
    /// The row of the first one.
    pub(super) row_idx: usize,
    /// Its text, cut when long.
    pub(super) found: String,
    /// How many there are.
    pub(super) n_cells: usize,
}

/// Cells, packed, with a count of what fitted.
pub(super) struct Reading<T> {
    /// The cells.
    pub(super) cells: T,
    /// Cells that are neither empty nor marked.
    pub(super) n_filled: usize,
    /// The ones that did not fit.
    pub(super) misfit: Option<Misfit>,
}

/// How many cells may be unreadable before reading stops being worthwhile.
#[derive(Clone, Copy)]
pub(super) enum Patience {
    /// Every misfit is counted.
    Endless,
    /// Reading stops after so many.
    UpTo(usize),
}

impl<T> Reading<T> {
    pub(super) fn n_misfits(&self) -> usize {
        self.misfit.as_ref().map_or(0, |misfit| misfit.n_cells)
    }

    /// Whether there are values and all of them fit.
    pub(super) fn fits(&self) -> bool {
        self.n_filled > 0 && self.misfit.is_none()
    }

    /// Notes a cell that does not fit; says whether reading should stop.
    fn note(
        &mut self,
        expected: &'static str,
        row_idx: usize,
        cell: &str,
        limit: Patience,
    ) -> bool {
        let misfit = self.misfit.get_or_insert_with(|| Misfit {
            expected,
            row_idx,
            found: shortened(cell.trim()),
            n_cells: 0,
        });
        misfit.n_cells += 1;
        match limit {
            Patience::Endless => false,
            Patience::UpTo(n_misfits) => misfit.n_cells > n_misfits,
        }
    }
}

/// Reads numbers; `expected` is the word for messages, `read` the cell's reader.
pub(super) fn numbers(
    raw: &RawColumn,
    marks: Marks<'_>,
    expected: &'static str,
    read: &dyn Fn(&str) -> Option<Number>,
    patience: Patience,
) -> Reading<Numbers> {
    let mut out = Reading {
        cells: Numbers::with_capacity(raw.len()),
        n_filled: 0,
        misfit: None,
    };
    for (row_idx, cell) in raw.cells().enumerate() {
        if let Some(reason) = marks.reason(cell) {
            out.cells.push(NumberCell::missing(reason));
            continue;
        }
        out.n_filled += 1;
        if let Some(number) = read(cell) {
            out.cells.push(NumberCell::present(number));
            continue;
        }
        out.cells.push(NumberCell::missing(Missing::Unreadable));
        if out.note(expected, row_idx, cell, patience) {
            break;
        }
    }
    out
}

/// Reads times; `expected` is the word for messages, `read` the cell's reader.
pub(super) fn times(
    raw: &RawColumn,
    marks: Marks<'_>,
    expected: &'static str,
    read: &dyn Fn(&str) -> Option<Period>,
    patience: Patience,
) -> Reading<Times> {
    let mut out = Reading {
        cells: Times::with_capacity(raw.len()),
        n_filled: 0,
        misfit: None,
    };
    for (row_idx, cell) in raw.cells().enumerate() {
        if let Some(reason) = marks.reason(cell) {
            out.cells.push(Err(reason));
            continue;
        }
        out.n_filled += 1;
        if let Some(period) = read(cell) {
            out.cells.push(Ok(period));
            continue;
        }
        out.cells.push(Err(Missing::Unreadable));
        if out.note(expected, row_idx, cell, patience) {
            break;
        }
    }
    out
}

/// Text as it is, as codes into the distinct texts in order of first appearance.
pub(super) fn texts(raw: &RawColumn, marks: Marks<'_>) -> Values {
    let mut levels = Dictionary::default();
    let mut codes = Codes::default();
    for cell in raw.cells() {
        if let Some(reason) = marks.reason_in_text(cell) {
            codes.push(Err(reason));
            continue;
        }
        codes.push(Ok(levels.number(cell)));
    }
    let levels = levels.into_texts();
    Values::Text { levels, codes }
}

/// Every cell as it is written, empty or not.
pub(super) fn as_written(raw: &RawColumn) -> Values {
    let mut levels = Dictionary::default();
    let codes = raw.cells().map(|cell| Ok(levels.number(cell))).collect();
    let levels = levels.into_texts();
    Values::Text { levels, codes }
}

/// The first 60 characters, so that a message stays a message.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
