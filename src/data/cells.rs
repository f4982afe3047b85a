//! Cells: what columns hold, packed: nine bytes a number, four a time or the code of a text.
//!
//! They also are the form in which columns travel from the worker to the page.

use super::{Grain, Number, Period};

/// Why a cell has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The cell is empty or the row is too short.
    Empty,
    /// The cell holds a missing mark such as `n/a`.
    Marked,
    /// The cell holds text that does not fit the column's type.
    Unreadable,
}

/// A number with the decimals of its source, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberCell {
    value: f64,
    decimals: u8,
    missing: Option<Missing>,
}

impl NumberCell {
    /// A number that is there.
    #[must_use]
    pub fn present(number: Number) -> NumberCell {
        NumberCell {
            value: number.value,
            decimals: number.decimals,
            missing: None,
        }
    }

    /// A number that is not there.
    #[must_use]
    pub const fn missing(reason: Missing) -> NumberCell {
        NumberCell {
            value: 0.0,
            decimals: 0,
            missing: Some(reason),
        }
    }

    /// The number, if there is one.
    #[must_use]
    pub fn number(self) -> Option<Number> {
        match self.missing {
            None => Some(Number {
                value: self.value,
                decimals: self.decimals,
            }),
            Some(_) => None,
        }
    }
}

/// The most decimals that a cell keeps.
const MAX_DECIMALS: u8 = 250;

/// Numbers from top to bottom.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Numbers {
    values: Vec<f64>,
    /// The decimals of each, or 255 and less for why it is missing.
    marks: Vec<u8>,
}

impl Numbers {
    /// Room for so many.
    #[must_use]
    pub fn with_capacity(n_rows: usize) -> Numbers {
        Numbers {
            values: Vec::with_capacity(n_rows),
            marks: Vec::with_capacity(n_rows),
        }
    }

    /// Values and marks as `parts` gave them; the shorter one decides on the length.
    #[must_use]
    pub fn of_parts(mut values: Vec<f64>, mut marks: Vec<u8>) -> Numbers {
        let n_rows = values.len().min(marks.len());
        values.truncate(n_rows);
        marks.truncate(n_rows);
        Numbers { values, marks }
    }

    /// The values and the marks.
    #[must_use]
    pub fn parts(&self) -> (&[f64], &[u8]) {
        (&self.values, &self.marks)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The cell of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<NumberCell> {
        let (value, mark) = (*self.values.get(row)?, *self.marks.get(row)?);
        Some(match reason(255 - u32::from(mark)) {
            Some(reason) => NumberCell::missing(reason),
            None => NumberCell::present(Number {
                value,
                decimals: mark,
            }),
        })
    }

    /// Adds a cell below the others.
    pub fn push(&mut self, cell: NumberCell) {
        let mark = match cell.missing {
            Some(reason) => 255 - place(reason) as u8,
            None => cell.decimals.min(MAX_DECIMALS),
        };
        self.values.push(cell.value);
        self.marks.push(mark);
    }

    /// The cells from top to bottom.
    pub fn iter(&self) -> impl Iterator<Item = NumberCell> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// Each cell becomes another one.
    pub fn change(&mut self, change: &mut dyn FnMut(usize, NumberCell) -> NumberCell) {
        let cells = std::mem::take(self);
        self.values.reserve(cells.len());
        self.marks.reserve(cells.len());
        for (row, cell) in cells.iter().enumerate() {
            self.push(change(row, cell));
        }
    }

    /// Adds the cells of another column below.
    pub fn append(&mut self, mut below: Numbers) {
        self.values.append(&mut below.values);
        self.marks.append(&mut below.marks);
    }
}

/// Whether a mark of [`Numbers::parts`] says that there is a number.
pub(super) fn is_number(mark: u8) -> bool {
    mark <= MAX_DECIMALS
}

impl FromIterator<NumberCell> for Numbers {
    fn from_iter<I: IntoIterator<Item = NumberCell>>(cells: I) -> Numbers {
        let cells = cells.into_iter();
        let mut out = Numbers::with_capacity(cells.size_hint().0);
        cells.for_each(|cell| out.push(cell));
        out
    }
}

/// Times from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times(Vec<i32>);

/// The grains in the order of their numbers in a cell.
const GRAINS: [Grain; 6] = [
    Grain::Year,
    Grain::Half,
    Grain::Quarter,
    Grain::Month,
    Grain::Week,
    Grain::Day,
];

/// Days from 1970-01-01 that a cell can hold: seven hundred thousand years around it.
const MAX_DAY: i32 = 1 << 28;

impl Times {
    /// Room for so many.
    #[must_use]
    pub fn with_capacity(n_rows: usize) -> Times {
        Times(Vec::with_capacity(n_rows))
    }

    /// Cells as `parts` gave them.
    #[must_use]
    pub fn of_parts(cells: Vec<i32>) -> Times {
        Times(cells)
    }

    /// First day times eight and the grain's number, or the least numbers for what is missing.
    #[must_use]
    pub fn parts(&self) -> &[i32] {
        &self.0
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cell of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Result<Period, Missing>> {
        self.0.get(row).copied().map(Times::cell)
    }

    /// What a cell of [`Times::parts`] means.
    pub(super) fn cell(cell: i32) -> Result<Period, Missing> {
        match reason(cell.wrapping_sub(i32::MIN) as u32) {
            Some(reason) => Err(reason),
            None => Ok(Period {
                start_day: cell >> 3,
                grain: *GRAINS.get((cell & 7) as usize).unwrap_or(&Grain::Day),
            }),
        }
    }

    /// Adds a cell below the others; a day out of all bounds cannot be read.
    pub fn push(&mut self, cell: Result<Period, Missing>) {
        let fits = |period: &Period| (-MAX_DAY..MAX_DAY).contains(&period.start_day);
        let cell = match cell.and_then(|p| Some(p).filter(fits).ok_or(Missing::Unreadable)) {
            Ok(period) => {
                let grain = GRAINS.iter().position(|grain| *grain == period.grain);
                (period.start_day << 3) | grain.unwrap_or(0) as i32
            }
            Err(reason) => i32::MIN + place(reason) as i32,
        };
        self.0.push(cell);
    }

    /// The cells from top to bottom.
    pub fn iter(&self) -> impl Iterator<Item = Result<Period, Missing>> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// Adds the cells of another column below.
    pub fn append(&mut self, mut below: Times) {
        self.0.append(&mut below.0);
    }
}

impl FromIterator<Result<Period, Missing>> for Times {
    fn from_iter<I: IntoIterator<Item = Result<Period, Missing>>>(cells: I) -> Times {
        let cells = cells.into_iter();
        let mut out = Times::with_capacity(cells.size_hint().0);
        cells.for_each(|cell| out.push(cell));
        out
    }
}

/// Codes of texts from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codes(Vec<u32>);

impl Codes {
    /// Cells as `parts` gave them.
    #[must_use]
    pub fn of_parts(cells: Vec<u32>) -> Codes {
        Codes(cells)
    }

    /// The codes, or the largest numbers for what is missing.
    #[must_use]
    pub fn parts(&self) -> &[u32] {
        &self.0
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The cell of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<Result<u32, Missing>> {
        let cell = *self.0.get(row)?;
        Some(reason(u32::MAX - cell).map_or(Ok(cell), Err))
    }

    /// Adds a cell below the others.
    pub fn push(&mut self, cell: Result<u32, Missing>) {
        self.0
            .push(cell.unwrap_or_else(|reason| u32::MAX - place(reason)));
    }

    /// The cells from top to bottom.
    pub fn iter(&self) -> impl Iterator<Item = Result<u32, Missing>> {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// Drops the last cells, or adds empty ones, until there are `n_rows`.
    pub fn resize(&mut self, n_rows: usize) {
        self.0.resize(n_rows, u32::MAX - place(Missing::Empty));
    }
}

impl FromIterator<Result<u32, Missing>> for Codes {
    fn from_iter<I: IntoIterator<Item = Result<u32, Missing>>>(cells: I) -> Codes {
        let mut out = Codes::default();
        out.extend(cells);
        out
    }
}

impl Extend<Result<u32, Missing>> for Codes {
    fn extend<I: IntoIterator<Item = Result<u32, Missing>>>(&mut self, cells: I) {
        cells.into_iter().for_each(|cell| self.push(cell));
    }
}

const REASONS: [Missing; 3] = [Missing::Empty, Missing::Marked, Missing::Unreadable];

/// The reason with a number, counted from the end of what a cell can hold.
fn reason(place: u32) -> Option<Missing> {
    REASONS.get(place as usize).copied()
}

fn place(reason: Missing) -> u32 {
    match reason {
        Missing::Empty => 0,
        Missing::Marked => 1,
        Missing::Unreadable => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_back_as_they_were_put_in() {
        let number = |value, decimals| NumberCell::present(Number { value, decimals });
        let missing = REASONS.map(NumberCell::missing);
        let cells = [number(-0.5, 1), number(f64::MAX, 250), number(0.0, 0)];
        let cells: Vec<NumberCell> = cells.into_iter().chain(missing).collect();
        assert_eq!(
            cells
                .iter()
                .copied()
                .collect::<Numbers>()
                .iter()
                .collect::<Vec<_>>(),
            cells
        );
        let day = |start_day, grain| Ok(Period { start_day, grain });
        let mut times: Vec<_> = GRAINS.map(|grain| day(-719_162, grain)).to_vec();
        times.extend([day(0, Grain::Year), day(MAX_DAY - 1, Grain::Day)]);
        times.extend(REASONS.map(Err));
        let packed: Times = times.iter().copied().collect();
        assert_eq!(packed.iter().collect::<Vec<_>>(), times);
        let codes = [Ok(0), Ok(7), Err(Missing::Empty), Err(Missing::Unreadable)];
        assert_eq!(
            codes
                .into_iter()
                .collect::<Codes>()
                .iter()
                .collect::<Vec<_>>(),
            codes
        );
    }

    #[test]
    fn what_a_cell_cannot_hold_is_unreadable() {
        let far = Ok(Period::from_days(i32::MAX));
        let times: Times = [far].into_iter().collect();
        assert_eq!(times.get(0), Some(Err(Missing::Unreadable)));
        assert_eq!(Numbers::of_parts(vec![1.0, 2.0], vec![0]).len(), 1);
    }
}
