//! Cells as people read them, and the one place that looks inside a column of text.

use crate::data::{Codes, Column, Lang, Values, grouped};

/// Any cell as people read it: grouped numbers, times in words; empty when missing.
#[must_use]
pub fn shown(column: &Column, row: usize, lang: Lang) -> String {
    if let Some(text) = column.text(row) {
        return text.to_owned();
    }
    if let Some(number) = column.number(row) {
        return grouped(number.value, number.decimals);
    }
    let period = column.period(row);
    period.map(|period| period.text(lang)).unwrap_or_default()
}

/// A column of text as its distinct texts and the place of each cell's among them.
#[derive(Clone, Copy)]
pub(super) struct Levels<'a> {
    /// The distinct texts.
    pub(super) texts: &'a [String],
    codes: &'a Codes,
}

impl<'a> Levels<'a> {
    /// The levels of a text column; `None` for numbers and times.
    pub(super) fn of(column: &'a Column) -> Option<Levels<'a>> {
        match &column.values {
            Values::Text { levels, codes } => Some(Levels {
                texts: levels,
                codes,
            }),
            _ => None,
        }
    }

    /// The place of a cell's text; `None` when it is missing.
    pub(super) fn code(self, row: usize) -> Option<usize> {
        Some(self.codes.get(row)?.ok()? as usize)
    }
}
