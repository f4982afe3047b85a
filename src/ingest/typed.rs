//! Columns of formats that know their types: numbers, days, instants and texts become cells.

use std::collections::BTreeMap;

use super::choices::Choices;
use super::dictionary::Dictionary;
use super::raw::{RawColumn, RawTable};
use super::table::{self, Frame};
use super::{infer, path, time};
use crate::data::{
    Assumed, Codes, Column, InputFile, Layout, Missing, Number, NumberCell, Numbers, Period, Table,
    Times, Values, is_time_name, machine,
};

/// Days from 1970-01-01 to the first and the last day that are read: years 1 to 9999.
const DAYS: std::ops::RangeInclusive<i64> = -719_162..=2_932_896;

/// Whole numbers past this lose digits as floating-point ones; they are codes.
const MAX_EXACT: u64 = 1 << 53;

/// The cells of one column while they are read.
pub(super) enum Typed {
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Numbers; not-a-number and the infinite ones are missing.
    Real(Vec<Option<f64>>),
    /// Numbers with so many decimals.
    Decimal(Vec<Option<f64>>, u8),
    /// Days from 1970-01-01.
    Day(Vec<Option<i64>>),
    /// Instants in a unit of which so many make a day, from 1970-01-01.
    Stamp(Vec<Option<i64>>, i64),
    /// Texts as codes.
    Text(Texts),
}

/// The table of a file that says itself what types its columns have.
///
/// Where cells are wanted as they are written, they are texts below their names.
pub(super) fn table(
    file: &InputFile,
    format: &str,
    columns: Vec<Column>,
    n_rows: usize,
    choices: &Choices,
) -> Table {
    let assumed = Assumed {
        format: format.to_owned(),
        layout: match choices.is_as_written() {
            true => Layout::AsWritten,
            false => Layout::Long,
        },
        ..Assumed::default()
    };
    let name = path::stem(&file.path);
    if choices.is_as_written() {
        let mut raw = RawTable::new(1);
        raw.n_rows = n_rows;
        for column in columns {
            let mut cells = RawColumn::new(&column.name);
            (0..n_rows).for_each(|row| cells.push(&column.display(row)));
            raw.columns.push(cells);
        }
        let frame = Frame {
            name,
            file: &file.path,
            choices,
            assumed,
        };
        return table::by_content(&raw.with_names_as_row(), frame, &mut Vec::new());
    }
    let mut table = Table::new(name, &file.path, n_rows, columns);
    table.assumed = assumed;
    table::give_roles(&mut table);
    table
}

/// Texts as codes into the distinct ones.
#[derive(Default)]
pub(super) struct Texts {
    levels: Dictionary,
    codes: Codes,
}

impl Texts {
    /// The code of a text, without a cell for it.
    pub(super) fn code(&mut self, text: &str) -> u32 {
        self.levels.number(text)
    }

    /// Adds a cell by its code.
    pub(super) fn push_code(&mut self, code: u32) {
        self.codes.push(Ok(code));
    }

    /// Adds a cell; an empty text is missing.
    pub(super) fn push(&mut self, text: Option<&str>) {
        match text {
            Some(text) if !text.is_empty() => {
                let code = self.code(text);
                self.push_code(code);
            }
            _ => self.codes.push(Err(Missing::Empty)),
        }
    }

    /// Adds a cell that cannot be shown as text.
    pub(super) fn push_unreadable(&mut self) {
        self.codes.push(Err(Missing::Unreadable));
    }
}

impl Typed {
    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Typed::Whole(cells) | Typed::Day(cells) | Typed::Stamp(cells, _) => cells.len(),
            Typed::Real(cells) | Typed::Decimal(cells, _) => cells.len(),
            Typed::Text(texts) => texts.codes.len(),
        }
    }

    /// Adds empty cells, or drops the last ones, until there are `n_rows`.
    pub(super) fn resize(&mut self, n_rows: usize) {
        match self {
            Typed::Whole(cells) | Typed::Day(cells) | Typed::Stamp(cells, _) => {
                cells.resize(n_rows, None);
            }
            Typed::Real(cells) | Typed::Decimal(cells, _) => cells.resize(n_rows, None),
            Typed::Text(texts) => texts.codes.resize(n_rows),
        }
    }

    /// Adds cells that repeat those of a column of distinct ones.
    pub(super) fn repeat(&mut self, distinct: &Typed, rows: impl Iterator<Item = Option<usize>>) {
        match (self, distinct) {
            (Typed::Whole(out), Typed::Whole(from))
            | (Typed::Day(out), Typed::Day(from))
            | (Typed::Stamp(out, _), Typed::Stamp(from, _)) => {
                out.extend(rows.map(|row| from.get(row?).copied().flatten()));
            }
            (Typed::Real(out), Typed::Real(from))
            | (Typed::Decimal(out, _), Typed::Decimal(from, _)) => {
                out.extend(rows.map(|row| from.get(row?).copied().flatten()));
            }
            (Typed::Text(out), Typed::Text(from)) => {
                let levels = from.levels.texts();
                let map: Vec<u32> = levels.map(|level| out.code(level)).collect();
                let cell = |row: Option<usize>| {
                    let code = row.and_then(|row| from.codes.get(row));
                    let code = code.unwrap_or(Err(Missing::Empty))?;
                    map.get(code as usize).copied().ok_or(Missing::Empty)
                };
                out.codes.extend(rows.map(cell));
            }
            _ => {}
        }
    }

    /// The column, with whole numbers and texts that are times read as such.
    pub(super) fn finish(self, name: &str) -> Column {
        let values = match self {
            Typed::Whole(cells) => whole(name, &cells),
            Typed::Real(cells) => Values::Number(cells.into_iter().map(real).collect()),
            Typed::Decimal(cells, decimals) => {
                let cell = |value: Option<f64>| present(value, decimals);
                Values::Number(cells.into_iter().map(cell).collect())
            }
            Typed::Day(cells) => Values::Time(cells.into_iter().map(day).collect()),
            Typed::Stamp(cells, n_per_day) => instants(&cells, n_per_day),
            Typed::Text(texts) => text(name, texts),
        };
        Column::new(name, values)
    }
}

fn present(value: Option<f64>, decimals: u8) -> NumberCell {
    match value {
        Some(value) if value.is_finite() => NumberCell::present(Number { value, decimals }),
        Some(_) => NumberCell::missing(Missing::Marked),
        None => NumberCell::missing(Missing::Empty),
    }
}

fn real(value: Option<f64>) -> NumberCell {
    present(value, value.map_or(0, decimals))
}

/// How many decimals the shortest text of a number has.
fn decimals(value: f64) -> u8 {
    let mut factor = 1.0;
    for decimals in 0..=9 {
        if (value * factor).round_ties_even() / factor == value {
            return decimals;
        }
        factor *= 10.0;
    }
    let text = machine(value);
    let fraction = text
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    u8::try_from(fraction).unwrap_or(u8::MAX)
}

fn whole(name: &str, cells: &[Option<i64>]) -> Values {
    if cells.iter().flatten().any(|n| n.unsigned_abs() > MAX_EXACT) {
        let mut texts = Texts::default();
        for cell in cells {
            texts.push(cell.map(|n| n.to_string()).as_deref());
        }
        return text(name, texts);
    }
    let cells = cells.iter().map(|n| present(n.map(|n| n as f64), 0));
    let cells: Numbers = cells.collect();
    match times_of_numbers(name, &cells) {
        Some(times) => Values::Time(times),
        None => Values::Number(cells),
    }
}

/// Whole numbers as times, when their name or their being a run of years says so.
fn times_of_numbers(name: &str, cells: &Numbers) -> Option<Times> {
    if !is_time_name(name) && !infer::are_years(cells) {
        return None;
    }
    let mut times = Times::with_capacity(cells.len());
    // A long table has few times.
    let mut known: BTreeMap<u64, Period> = BTreeMap::new();
    for cell in cells.iter() {
        let Some(number) = cell.number() else {
            times.push(Err(Missing::Empty));
            continue;
        };
        let bits = number.value.to_bits();
        let period = match known.get(&bits) {
            Some(period) => *period,
            None => {
                let period = Period::parse(&machine(number.value))?;
                known.insert(bits, period);
                period
            }
        };
        times.push(Ok(period));
    }
    (!known.is_empty()).then_some(times)
}

fn day(cell: Option<i64>) -> Result<Period, Missing> {
    let days = cell.ok_or(Missing::Empty)?;
    if !DAYS.contains(&days) {
        return Err(Missing::Unreadable);
    }
    Ok(Period::from_days(days as i32))
}

/// Days when every instant is a midnight, else texts as ISO 8601 writes them.
fn instants(cells: &[Option<i64>], n_per_day: i64) -> Values {
    let n_per_day = n_per_day.max(1);
    if cells
        .iter()
        .flatten()
        .all(|at| at.rem_euclid(n_per_day) == 0)
    {
        let days = cells
            .iter()
            .map(|at| day(at.map(|at| at.div_euclid(n_per_day))));
        return Values::Time(days.collect());
    }
    let mut texts = Texts::default();
    for cell in cells {
        let Some(at) = *cell else {
            texts.push(None);
            continue;
        };
        match day(Some(at.div_euclid(n_per_day))) {
            Ok(day) => {
                let clock = clock(at.rem_euclid(n_per_day), n_per_day);
                texts.push(Some(&format!("{} {clock}", day.iso())));
            }
            Err(_) => texts.push_unreadable(),
        }
    }
    Values::Text {
        levels: texts.levels.into_texts(),
        codes: texts.codes,
    }
}

/// `13:30:00`, with as many decimals as are needed.
pub(super) fn clock(at: i64, n_per_day: i64) -> String {
    let nanos = i128::from(at) * 86_400_000_000_000 / i128::from(n_per_day.max(1));
    let (seconds, nanos) = (nanos / 1_000_000_000, nanos % 1_000_000_000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut out = format!("{hour:02}:{minute:02}:{second:02}");
    if nanos > 0 {
        out += format!(".{nanos:09}").trim_end_matches('0');
    }
    out
}

/// Text, or times when every distinct text is one and more than a bare number.
fn text(name: &str, texts: Texts) -> Values {
    let codes = texts.codes;
    let levels = texts.levels.into_texts();
    let is_time = |level: &String| {
        let is_code = level.bytes().all(|byte| byte.is_ascii_digit());
        (!is_code || is_time_name(name)) && time::period(level).is_some()
    };
    if levels.is_empty() || !levels.iter().all(is_time) {
        return Values::Text { levels, codes };
    }
    let times: Vec<Option<Period>> = levels.iter().map(|level| time::period(level)).collect();
    let time = |code: Result<u32, Missing>| {
        let period = times.get(code? as usize).copied().flatten();
        period.ok_or(Missing::Unreadable)
    };
    Values::Time(codes.iter().map(time).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: Typed, name: &str, expected: &[&str]) {
        let n_rows = cells.len();
        let column = cells.finish(name);
        let shown: Vec<String> = (0..n_rows).map(|row| column.display(row)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn numbers_keep_their_decimals_and_codes_their_digits() {
        check(
            Typed::Real(vec![Some(0.1), Some(2.0), Some(f64::NAN)]),
            "x",
            &["0.1", "2", ""],
        );
        check(Typed::Decimal(vec![Some(1.5), None], 2), "x", &["1.50", ""]);
        let id = 9_007_199_254_740_993;
        check(
            Typed::Whole(vec![Some(id), Some(1)]),
            "id",
            &["9007199254740993", "1"],
        );
        check(Typed::Whole(vec![Some(2019), None]), "year", &["2019", ""]);
    }

    #[test]
    fn instants_are_days_only_at_midnight() {
        check(
            Typed::Stamp(vec![Some(86_400_000)], 86_400_000),
            "t",
            &["1970-01-02"],
        );
        let cells = vec![Some(-1), Some(48_600_000)];
        let shown = ["1969-12-31 23:59:59.999", "1970-01-01 13:30:00"];
        check(Typed::Stamp(cells, 86_400_000), "t", &shown);
        check(
            Typed::Day(vec![Some(i64::MAX), Some(0)]),
            "t",
            &["", "1970-01-01"],
        );
    }

    #[test]
    fn texts_that_are_times_are_read_and_codes_are_not() {
        let texts = |cells: &[&str]| {
            let mut texts = Texts::default();
            cells.iter().for_each(|cell| texts.push(Some(cell)));
            Typed::Text(texts).finish("c").values
        };
        assert!(matches!(texts(&["2019-03", "2019-04"]), Values::Time(_)));
        assert!(matches!(texts(&["2019", "2020"]), Values::Text { .. }));
        assert!(matches!(texts(&["2019-03", "x"]), Values::Text { .. }));
    }
}
