//! Types by content: what a column holds when nobody says so.
//!
//! The rules, in order, over the cells that are neither empty nor marked as missing:
//! 1. all are numbers: *time* when `is_time_name` or `are_years` says so, else *number*;
//! 2. all are periods (`2017-11`, `2017年`, `2017Q3`): *time*;
//! 3. all are numbers with a decimal comma: *number*;
//! 4. nine in ten of at least ten are numbers, and none of the others is a code such as
//!    `010`: *number*, the others missing, with one warning;
//! 5. else *text*, where marks such as `-` are text too.

use super::column::{self, DecimalSign, Misfit, Patience, Reading};
use super::missing::Marks;
use super::raw::RawColumn;
use crate::data::{Missing, NumberCell, Period, Values, is_letter, machine};

/// Columns of so few values must be numbers throughout.
const MIN_ROWS_FOR_MISFITS: usize = 10;

/// Names of columns whose whole numbers are times, in lower case without signs.
const TIME_NAMES: [&str; 21] = [
    "year",
    "years",
    "yr",
    "time",
    "date",
    "period",
    "timeperiod",
    "month",
    "yearmonth",
    "quarter",
    "day",
    "年",
    "年份",
    "年度",
    "年月",
    "月份",
    "日期",
    "时间",
    "时期",
    "统计时间",
    "报告期",
];

/// Types a column by its cells.
pub(super) fn infer(raw: &RawColumn, marks: Marks<'_>) -> (Values, Option<Misfit>) {
    let patience = Patience::UpTo(raw.len() / 10);
    let points = numbers(raw, marks, DecimalSign::Point, patience);
    if points.fits() {
        if (is_time_name(&raw.name) || are_years(&points.cells)) && are_digits(raw, marks) {
            let times = column::times(raw, marks, "date", &column::period, Patience::UpTo(0));
            if times.fits() {
                return (Values::Time(times.cells), None);
            }
        }
        return (Values::Number(points.cells), None);
    }
    let times = column::times(raw, marks, "date", &column::period, Patience::UpTo(0));
    if times.fits() {
        return (Values::Time(times.cells), None);
    }
    let commas = numbers(raw, marks, DecimalSign::Comma, patience);
    if commas.fits() {
        return (Values::Number(commas.cells), None);
    }
    let best = if commas.n_misfits() < points.n_misfits() {
        commas
    } else {
        points
    };
    if mostly_fits(&best, raw) && !raw.cells().any(is_code) {
        return (Values::Number(best.cells), best.misfit);
    }
    (column::texts(raw, marks), None)
}

fn numbers(
    raw: &RawColumn,
    marks: Marks<'_>,
    sign: DecimalSign,
    patience: Patience,
) -> Reading<NumberCell> {
    let read = move |cell: &str| column::number(cell, sign);
    column::numbers(raw, marks, "number", &read, patience)
}

/// Nine in ten of at least ten; a reading that was given up is too short.
fn mostly_fits(reading: &Reading<NumberCell>, raw: &RawColumn) -> bool {
    reading.cells.len() == raw.len()
        && reading.n_filled >= MIN_ROWS_FOR_MISFITS
        && reading.n_misfits() * 10 <= reading.n_filled
}

/// Digits with a leading zero are a code: a county, a stock, a phone number.
fn is_code(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whole numbers as times, when their name or their being a run of years says so.
pub(super) fn times_of_numbers(
    name: &str,
    cells: &[NumberCell],
) -> Option<Vec<Result<Period, Missing>>> {
    if !is_time_name(name) && !are_years(cells) {
        return None;
    }
    let mut has_time = false;
    let mut times = Vec::with_capacity(cells.len());
    for cell in cells {
        times.push(match cell.number() {
            None => Err(Missing::Empty),
            Some(number) => {
                has_time = true;
                Ok(Period::parse(&machine(number.value))?)
            }
        });
    }
    has_time.then_some(times)
}

/// Whether whole numbers under this name are times.
pub(super) fn is_time_name(name: &str) -> bool {
    let plain: String = name
        .chars()
        .filter(|ch| is_letter(*ch))
        .map(|ch| ch.to_ascii_lowercase())
        .collect();
    TIME_NAMES.contains(&plain.as_str())
        || plain.ends_with("year")
        || plain.ends_with("年份")
        || plain.ends_with("年度")
}

/// Whether whole numbers under any name are years: at least three distinct ones,
/// each from 1500 to 2200, and together a run without a gap.
fn are_years(cells: &[NumberCell]) -> bool {
    let mut seen = [false; 701];
    for number in cells.iter().filter_map(|cell| cell.number()) {
        if number.value.fract() != 0.0 || !(1500.0..=2200.0).contains(&number.value) {
            return false;
        }
        seen[number.value as usize - 1500] = true;
    }
    let n_distinct = seen.iter().filter(|is_seen| **is_seen).count();
    let first = seen.iter().position(|is_seen| *is_seen);
    let last = seen.iter().rposition(|is_seen| *is_seen);
    match (first, last) {
        (Some(first), Some(last)) => n_distinct >= 3 && last - first + 1 == n_distinct,
        _ => false,
    }
}

fn are_digits(raw: &RawColumn, marks: Marks<'_>) -> bool {
    raw.cells().all(|cell| {
        marks.reason(cell).is_some() || cell.trim().bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Column;

    fn typed(name: &str, cells: &[&str]) -> (Column, Option<Misfit>) {
        let mut raw = RawColumn::new(name);
        cells.iter().for_each(|cell| raw.push(cell));
        let (values, misfit) = infer(&raw, Marks::Common);
        let name = name.to_owned();
        (
            Column {
                name,
                titles: Vec::new(),
                values,
            },
            misfit,
        )
    }

    #[track_caller]
    fn check(name: &str, cells: &[&str], expected: &str) {
        let (column, misfit) = typed(name, cells);
        let kind = match &column.values {
            Values::Number(_) => "number",
            Values::Time(_) => "time",
            Values::Text { .. } => "text",
        };
        assert_eq!(kind, expected, "{name} {cells:?}");
        assert!(misfit.is_none());
    }

    #[test]
    fn numbers_are_numbers() {
        check("price", &["1", "2.5", "-", "", "n/a", "1,234"], "number");
        check("price", &["1,5", "2", "1.234,5"], "number");
        check("share", &["12.5%", "3%"], "number");
        check("sales", &["1500.5", "2000.1"], "number");
    }

    #[test]
    fn codes_and_words_stay_text() {
        check("code", &["010", "021"], "text");
        let mut codes = vec!["600000"; 30];
        codes.push("000001");
        check("stock", &codes, "text");
        check("mark", &["-", "", "无"], "text");
        check("empty", &["", ""], "text");
        check("none", &[], "text");
        check("few", &["1", "2", "x"], "text");
    }

    #[test]
    fn years_are_known_by_name_or_by_being_a_run() {
        check("年份", &["2014", "2017"], "time");
        check("Fiscal year", &["2014", "2017"], "time");
        check("month", &["201711", "201712"], "time");
        check("month", &["1", "12"], "number");
        check("x", &["2014", "2015", "2016", "2014"], "time");
        check("x", &["2014", "2017", "2020"], "number");
        check("villages", &["1500", "1999"], "number");
        check("x", &["2014年", "2015年"], "time");
        check("x", &["2014", "2015-03"], "time");
        check("x", &["2017/11/11 0:00:00", ""], "time");
    }

    #[test]
    fn a_few_bad_cells_become_missing_with_one_warning() {
        let mut cells = vec!["3"; 20];
        cells[4] = "about 5";
        cells[9] = "oops";
        let (column, misfit) = typed("v", &cells);
        let misfit = misfit.unwrap();
        assert_eq!(
            (misfit.row_idx, misfit.n_cells, misfit.found.as_str()),
            (4, 2, "about 5")
        );
        let Values::Number(read) = &column.values else {
            panic!("not numbers")
        };
        assert_eq!(read[4], NumberCell::missing(Missing::Unreadable));
    }

    #[test]
    fn marks_in_text_columns_are_text() {
        let (column, _) = typed("v", &["a", "-", ""]);
        assert_eq!((column.text(1), column.text(2)), (Some("-"), None));
    }
}
