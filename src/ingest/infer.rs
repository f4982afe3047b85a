//! Types by content: what a column holds when nobody says so.
//!
//! The rules, in order, over the cells that are neither empty nor marked as missing:
//! 1. all are numbers: *time* when `is_time_name` or `are_years` says so, else *number*;
//! 2. all are periods (`2017-11`, `2017年`, `2017Q3`, `31/12/2017`): *time*;
//! 3. all are numbers with a decimal comma: *number*;
//! 4. nine in ten of at least ten are numbers, and none of the others is a code such as
//!    `010`: *number*, the others missing, with one warning;
//! 5. else *text*, where marks such as `-` are text too.

use super::column::{self, Misfit, Patience, Reading};
use super::missing::Marks;
use super::number;
use super::raw::RawColumn;
use super::time::{self, DayOrder};
use crate::data::{Bound, NumberStyle, Numbers, Period, Times, Values, is_time_name};

/// Who decides on the style of numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StyleChoice {
    /// The cells; where both styles fit, the point is the decimal sign.
    Open,
    /// The cells; where both styles fit, this one is taken, as other columns have it.
    Rather(NumberStyle),
    /// The reader of the page: cells of another style do not fit.
    Only(NumberStyle),
}

/// A column with its type.
pub(super) struct Typed {
    /// The cells.
    pub(super) values: Values,
    /// Cells that did not fit.
    pub(super) misfit: Option<Misfit>,
    /// What words around the numbers say; empty where all are exact.
    pub(super) bounds: Vec<Bound>,
    /// The unit that every cell names.
    pub(super) unit: &'static str,
    /// What the style of the numbers is known from.
    pub(super) style: Evidence,
}

/// What the cells say of the style of their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Evidence {
    /// There is no sign in any number.
    None,
    /// Only this style fits.
    Sure(NumberStyle),
    /// Both fit; this one was taken, and the text shows why one may doubt it.
    Either(NumberStyle, String),
    /// Day and month may change places, as this text shows.
    DayOrMonth(String),
}

impl Typed {
    /// A column of which nothing else is known.
    pub(super) fn of(values: Values, misfit: Option<Misfit>) -> Typed {
        Typed {
            values,
            misfit,
            bounds: Vec::new(),
            unit: "",
            style: Evidence::None,
        }
    }
}

/// A whole number of more digits is not exact.
const MAX_DIGITS: usize = 15;

/// Words in the names of columns whose digits count nothing.
const CODES: [&str; 13] = [
    "代码", "编码", "编号", "证号", "手机", "电话", "邮编", "区划", "postcode", "zip code",
    "phone", "fips", "isbn",
];

/// Columns of so few values must be numbers throughout.
const MIN_ROWS_FOR_MISFITS: usize = 10;

/// Types a column by its cells.
pub(super) fn infer(raw: &RawColumn, marks: Marks<'_>, choice: StyleChoice) -> Typed {
    infer_distinct(raw, raw.len(), marks, choice)
}

/// Types a column of `n_rows` cells by its distinct texts. It is that of all cells as long as
/// none of them is a misfit.
pub(super) fn infer_distinct(
    raw: &RawColumn,
    n_rows: usize,
    marks: Marks<'_>,
    choice: StyleChoice,
) -> Typed {
    let patience = Patience::UpTo(raw.len() / 10);
    let styles = match choice {
        StyleChoice::Only(style) => [style, style],
        StyleChoice::Open => NumberStyle::ALL,
        StyleChoice::Rather(style) => [style, style.other()],
    };
    let first = numbers(raw, marks, styles[0], patience);
    if first.fits() {
        if (is_time_name(&raw.name) || are_years(&first.cells)) && are_digits(raw, marks) {
            let times = periods(raw, marks, &time::period);
            if times.fits() {
                return Typed::of(Values::Time(times.cells), None);
            }
        }
        if are_codes(raw, n_rows, marks) {
            return Typed::of(column::texts(raw, marks), None);
        }
        return as_numbers(raw, marks, first, styles[0]);
    }
    let times = periods(raw, marks, &time::period);
    if times.fits() {
        return Typed::of(Values::Time(times.cells), None);
    }
    if let Some(typed) = slashed(raw, marks) {
        return typed;
    }
    let second = numbers(raw, marks, styles[1], patience);
    if second.fits() {
        return as_numbers(raw, marks, second, styles[1]);
    }
    let (best, style) = if second.n_misfits() < first.n_misfits() {
        (second, styles[1])
    } else {
        (first, styles[0])
    };
    if mostly_fits(&best, raw) && !raw.cells().any(is_code) {
        return as_numbers(raw, marks, best, style);
    }
    Typed::of(column::texts(raw, marks), None)
}

fn numbers(
    raw: &RawColumn,
    marks: Marks<'_>,
    style: NumberStyle,
    patience: Patience,
) -> Reading<Numbers> {
    let read = move |cell: &str| number::read(cell, style).map(|written| written.number);
    column::numbers(raw, marks, "number", &read, patience)
}

fn periods(
    raw: &RawColumn,
    marks: Marks<'_>,
    read: &dyn Fn(&str) -> Option<Period>,
) -> Reading<Times> {
    column::times(raw, marks, "date", read, Patience::UpTo(0))
}

/// Days such as `31/12/2017`; where both orders fit, the day comes first, and it is said.
fn slashed(raw: &RawColumn, marks: Marks<'_>) -> Option<Typed> {
    let [first, second] = [DayOrder::DayFirst, DayOrder::MonthFirst]
        .map(|order| periods(raw, marks, &move |cell| time::slashed(cell, order)));
    let (fits, both) = (first.fits(), first.fits() && second.fits());
    let times = if fits { first } else { second };
    if !times.fits() {
        return None;
    }
    let mut typed = Typed::of(Values::Time(times.cells), None);
    if both && let Some(cell) = raw.cells().find(|cell| marks.reason(cell).is_none()) {
        typed.style = Evidence::DayOrMonth(cell.trim().to_owned());
    }
    Some(typed)
}

/// Numbers with what stands around them: bounds, one unit, and how sure the style is.
fn as_numbers(
    raw: &RawColumn,
    marks: Marks<'_>,
    reading: Reading<Numbers>,
    style: NumberStyle,
) -> Typed {
    let mut typed = Typed::of(Values::Number(reading.cells), reading.misfit);
    let mut unit: Option<&'static str> = None;
    let mut doubt: Option<&str> = None;
    let mut is_sure = false;
    for (row_idx, cell) in raw.cells().enumerate() {
        if cell.bytes().all(|byte| byte.is_ascii_digit()) {
            unit = if cell.is_empty() { unit } else { Some("") };
            continue;
        }
        if marks.reason(cell).is_some() {
            continue;
        }
        if !is_sure && cell.contains([',', '.', '，', '．']) {
            is_sure = !number::is_ambiguous(cell);
            doubt = doubt.or(Some(cell));
        }
        if number::is_plain(cell) {
            unit = Some("");
            continue;
        }
        let Some(written) = number::read(cell, style) else {
            continue;
        };
        if written.bound != Bound::Exact {
            typed.bounds.resize(raw.len(), Bound::Exact);
            typed.bounds[row_idx] = written.bound;
        }
        unit = match unit {
            Some(unit) if unit != written.unit => Some(""),
            _ => Some(written.unit),
        };
    }
    typed.unit = unit.unwrap_or_default();
    typed.style = match doubt {
        None => Evidence::None,
        Some(_) if is_sure => Evidence::Sure(style),
        Some(cell) => Evidence::Either(style, cell.trim().to_owned()),
    };
    typed
}

/// Nine in ten of at least ten; a reading that was given up is too short.
fn mostly_fits(reading: &Reading<Numbers>, raw: &RawColumn) -> bool {
    reading.cells.len() == raw.len()
        && reading.n_filled >= MIN_ROWS_FOR_MISFITS
        && reading.n_misfits() * 10 <= reading.n_filled
}

/// Whether whole numbers are codes: by the column's name, by being as long as codes of
/// villages and citizens all are, or by having more digits than a number holds.
fn are_codes(raw: &RawColumn, n_rows: usize, marks: Marks<'_>) -> bool {
    if !are_digits(raw, marks) {
        return false;
    }
    if is_code_name(&raw.name) {
        return true;
    }
    let lengths = raw.cells().filter(|cell| marks.reason(cell).is_none());
    let mut lengths = lengths.map(|cell| cell.trim().len());
    let first = lengths.next().unwrap_or(0);
    let (mut is_even, mut longest) = (true, first);
    for length in lengths {
        is_even &= length == first;
        longest = longest.max(length);
    }
    longest > MAX_DIGITS || (is_even && first == 12 && n_rows > 1)
}

/// Whether the digits of a column of this name count nothing.
pub(super) fn is_code_name(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    CODES.iter().any(|word| name.contains(word)) || name.ends_with("code")
}

/// Digits with a leading zero are a code: a county, a stock, a phone number.
fn is_code(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether whole numbers under any name are years: at least three distinct ones,
/// each from 1500 to 2200, and together a run without a gap.
pub(super) fn are_years(cells: &Numbers) -> bool {
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
    use crate::data::{Column, Missing, NumberCell};

    fn read(name: &str, cells: &[&str], choice: StyleChoice) -> Typed {
        let mut raw = RawColumn::new(name);
        cells.iter().for_each(|cell| raw.push(cell));
        infer(&raw, Marks::Common, choice)
    }

    fn typed(name: &str, cells: &[&str]) -> (Column, Option<Misfit>) {
        let typed = read(name, cells, StyleChoice::Open);
        (Column::new(name, typed.values), typed.misfit)
    }

    #[test]
    fn words_around_numbers_are_kept() {
        let typed = read("v", &["¥3", "约¥5", ""], StyleChoice::Open);
        assert_eq!(typed.unit, "CNY");
        assert_eq!(typed.bounds, [Bound::Exact, Bound::Approx, Bound::Exact]);
    }

    #[test]
    fn a_style_that_is_not_sure_says_so() {
        let style = |cells, choice| read("v", cells, choice).style;
        let either = |style| Evidence::Either(style, "1,234".to_owned());
        assert_eq!(
            style(&["1,234", "2"], StyleChoice::Open),
            either(NumberStyle::Point)
        );
        let comma = StyleChoice::Rather(NumberStyle::Comma);
        assert_eq!(style(&["1,234", "2"], comma), either(NumberStyle::Comma));
        assert_eq!(
            style(&["1,234", "2.5"], StyleChoice::Open),
            Evidence::Sure(NumberStyle::Point)
        );
        assert_eq!(style(&["1", "2"], StyleChoice::Open), Evidence::None);
        assert_eq!(
            style(&["3/4/2017"], StyleChoice::Open),
            Evidence::DayOrMonth("3/4/2017".to_owned())
        );
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
        check("区划代码", &["330100", "330200"], "text");
        check("Area code", &["10", "571"], "text");
        check("身份证", &["110101199001011234"], "text");
        check("village", &["330101001001", "330101001002"], "text");
        check("sales", &["330100", "330200"], "number");
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
        cells[4] = "roughly 5";
        cells[9] = "oops";
        let (column, misfit) = typed("v", &cells);
        let misfit = misfit.unwrap();
        assert_eq!(
            (misfit.row_idx, misfit.n_cells, misfit.found.as_str()),
            (4, 2, "roughly 5")
        );
        let Values::Number(read) = &column.values else {
            panic!("not numbers")
        };
        assert_eq!(read.get(4), Some(NumberCell::missing(Missing::Unreadable)));
    }

    #[test]
    fn marks_in_text_columns_are_text() {
        let (column, _) = typed("v", &["a", "-", ""]);
        assert_eq!((column.text(1), column.text(2)), (Some("-"), None));
    }
}
