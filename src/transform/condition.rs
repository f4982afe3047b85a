//! Condition: what a reader asks of the cells of one column, as written: `>100`, `2015..2020`.
//!
//! A lone `=` asks for missing cells and a lone `!=` for the others, in every column. Text is
//! looked for as a part, or whole after `=`. In a column of times a bare `2019` holds all that
//! begins in that year, and what is no time is looked for in the time as shown.

use super::cell::shown;
use crate::data::{Column, Lang, Period, grouped, parse_number};

/// What is asked of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    /// It has no value.
    Missing,
    /// It has one.
    Present,
    /// The text as shown has this part; in lower case.
    Part(Part),
    /// The text as shown is this, in lower case, or anything else.
    Whole { text: String, is_not: bool },
    /// The number, or the first day of the time, lies in a range, or outside it.
    Within { range: Range, is_not: bool },
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    text: String,
    /// The same as a part of a number; `None` when no number has it.
    digits: Option<String>,
}

/// Values from one to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Range {
    from: f64,
    to: f64,
    with_from: bool,
    with_to: bool,
}

/// What was written means nothing for the column's type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotUnderstood;

/// What stands before the value.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Nothing,
    Equal,
    Other,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// Longer signs before their beginnings; the wide ones are typed with Chinese keyboards.
const SIGNS: [(&str, Sign); 18] = [
    (">=", Sign::AtLeast),
    ("＞＝", Sign::AtLeast),
    ("≥", Sign::AtLeast),
    ("<=", Sign::AtMost),
    ("＜＝", Sign::AtMost),
    ("≤", Sign::AtMost),
    ("!=", Sign::Other),
    ("！＝", Sign::Other),
    ("！=", Sign::Other),
    ("<>", Sign::Other),
    ("≠", Sign::Other),
    (">", Sign::More),
    ("＞", Sign::More),
    ("<", Sign::Less),
    ("＜", Sign::Less),
    ("==", Sign::Equal),
    ("=", Sign::Equal),
    ("＝", Sign::Equal),
];

/// Reads what a reader has written for a column; `None` when nothing is asked.
pub(super) fn condition(
    column: &Column,
    written: &str,
) -> Result<Option<Condition>, NotUnderstood> {
    let written = written.trim();
    let found = SIGNS
        .iter()
        .find_map(|(sign, means)| Some((*means, written.strip_prefix(sign)?.trim())));
    let (sign, value) = found.unwrap_or((Sign::Nothing, written));
    let condition = match (sign, value, column.kind()) {
        (Sign::Nothing, "", _) => return Ok(None),
        (Sign::Equal, "", _) | (Sign::Nothing, "∅", _) => Condition::Missing,
        (Sign::Other, "", _) => Condition::Present,
        (_, "", _) => return Err(NotUnderstood),
        (Sign::Equal | Sign::Other, text, "text") => Condition::Whole {
            text: text.to_lowercase(),
            is_not: sign == Sign::Other,
        },
        (_, _, "text") => Condition::part(written),
        (_, _, "number") => within(sign, value, &number_range)?,
        _ => match within(sign, value, &time_range) {
            Err(_) if sign == Sign::Nothing && ends(value).is_none() => Condition::part(value),
            read => read?,
        },
    };
    Ok(Some(condition))
}

fn within(
    sign: Sign,
    value: &str,
    range: &dyn Fn(&str) -> Option<Range>,
) -> Result<Condition, NotUnderstood> {
    if let Some((from, to)) = ends(value).filter(|_| sign == Sign::Nothing) {
        let read = |end: &str| match end {
            "" => Ok(None),
            end => range(end).map(Some).ok_or(NotUnderstood),
        };
        let (from, to) = match (read(from)?, read(to)?) {
            (None, None) => return Err(NotUnderstood),
            (Some(low), None) => (low.from, Range::ALL.to),
            (None, Some(high)) => (Range::ALL.from, high.to),
            (Some(low), Some(high)) if low.from <= high.from => (low.from, high.to),
            (Some(high), Some(low)) => (low.from, high.to),
        };
        let range = Range {
            from,
            to,
            ..Range::ALL
        };
        return Ok(Condition::Within {
            range,
            is_not: false,
        });
    }
    let value = range(value).ok_or(NotUnderstood)?;
    let range = match sign {
        Sign::Nothing | Sign::Equal | Sign::Other => value,
        Sign::Less => Range {
            to: value.from,
            with_to: false,
            ..Range::ALL
        },
        Sign::AtMost => Range {
            to: value.to,
            ..Range::ALL
        },
        Sign::More => Range {
            from: value.to,
            with_from: false,
            ..Range::ALL
        },
        Sign::AtLeast => Range {
            from: value.from,
            ..Range::ALL
        },
    };
    Ok(Condition::Within {
        range,
        is_not: sign == Sign::Other,
    })
}

/// The two ends of `10..20`, of which one may be left out.
fn ends(value: &str) -> Option<(&str, &str)> {
    let ends = value.split_once("..").or_else(|| value.split_once('…'))?;
    Some((ends.0.trim(), ends.1.trim_start_matches('.').trim()))
}

fn number_range(text: &str) -> Option<Range> {
    let value = parse_number(text)?.value;
    Some(Range {
        from: value,
        to: value,
        ..Range::ALL
    })
}

/// All days of a period.
fn time_range(text: &str) -> Option<Range> {
    let period = Period::parse(text)?;
    Some(Range {
        from: f64::from(period.start_day),
        to: f64::from(period.day_after() - 1),
        ..Range::ALL
    })
}

impl Range {
    const ALL: Range = Range {
        from: f64::NEG_INFINITY,
        to: f64::INFINITY,
        with_from: true,
        with_to: true,
    };

    fn holds(self, value: f64) -> bool {
        (value > self.from || (self.with_from && value >= self.from))
            && (value < self.to || (self.with_to && value <= self.to))
    }
}

impl Condition {
    /// A part of what is shown, in any case.
    pub(super) fn part(text: &str) -> Condition {
        let text = text.to_lowercase();
        let digits = text.replace('−', "-");
        let is_number = digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'));
        Condition::Part(Part {
            text,
            digits: is_number.then_some(digits),
        })
    }

    /// Whether a text fits; `None` for a missing one.
    pub(super) fn fits_text(&self, text: Option<&str>) -> bool {
        match (self, text) {
            (Condition::Missing, None) | (Condition::Present, Some(_)) => true,
            (Condition::Part(part), Some(text)) => text.to_lowercase().contains(&part.text),
            (
                Condition::Whole {
                    text: whole,
                    is_not,
                },
                Some(text),
            ) => (text.to_lowercase() == *whole) != *is_not,
            (Condition::Whole { is_not, .. } | Condition::Within { is_not, .. }, None) => *is_not,
            _ => false,
        }
    }

    /// Whether a number or a time fits.
    pub(super) fn fits(&self, column: &Column, row: usize, lang: Lang) -> bool {
        let (number, period) = (column.number(row), column.period(row));
        let value = number.map(|number| number.value);
        let value = value.or_else(|| period.map(|period| f64::from(period.start_day)));
        match (self, value) {
            (Condition::Within { range, is_not }, Some(value)) => range.holds(value) != *is_not,
            (Condition::Part(part), Some(_)) if number.is_some() => {
                let Some(digits) = &part.digits else {
                    return false;
                };
                column.display(row).contains(digits)
                    || digits.contains(',')
                        && number.is_some_and(|number| {
                            let text = grouped(number.value, number.decimals);
                            text.replace('−', "-").contains(digits)
                        })
            }
            (Condition::Part(part), Some(_)) => {
                column.display(row).to_lowercase().contains(&part.text)
                    || shown(column, row, lang).to_lowercase().contains(&part.text)
            }
            (_, value) => self.fits_text(value.map(|_| "")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Missing, NumberCell, Values};

    fn numbers() -> Column {
        let cell = |text: &str| match parse_number(text) {
            Some(number) => NumberCell::present(number),
            None => NumberCell::missing(Missing::Empty),
        };
        let cells = ["-3.5", "0", "", "12", "1200", "1,234.50"];
        Column::new("n", Values::Number(cells.map(cell).into_iter().collect()))
    }

    fn times() -> Column {
        let cell = |text: &str| Period::parse(text).ok_or(Missing::Marked);
        let cells = ["2014", "2015-Q3", "2015-12-31", "2016-01", "", "2020"];
        Column::new("t", Values::Time(cells.map(cell).into_iter().collect()))
    }

    /// The rows of six that fit; `None` when it is not understood.
    fn fitting(column: &Column, written: &str) -> Option<Vec<usize>> {
        let condition = condition(column, written).ok()?;
        let fits = |row: &usize| {
            condition
                .as_ref()
                .is_none_or(|c| c.fits(column, *row, Lang::En))
        };
        Some((0..6).filter(fits).collect())
    }

    #[track_caller]
    fn check(column: &Column, written: &str, expected: &[usize]) {
        let found = fitting(column, written);
        assert_eq!(found.as_deref(), Some(expected), "{written}");
    }

    #[test]
    fn numbers_are_compared_by_value() {
        let column = numbers();
        check(&column, "", &[0, 1, 2, 3, 4, 5]);
        check(&column, ">0", &[3, 4, 5]);
        check(&column, " >= 0 ", &[1, 3, 4, 5]);
        check(&column, "＞1,200", &[5]);
        check(&column, "<0", &[0]);
        check(&column, "≤12", &[0, 1, 3]);
        check(&column, "=12.0", &[3]);
        check(&column, "12", &[3]);
        check(&column, "!=12", &[0, 1, 2, 4, 5]);
        check(&column, "-10..12", &[0, 1, 3]);
        check(&column, "12…-10", &[0, 1, 3]);
        check(&column, "1200..", &[4, 5]);
        check(&column, "..−3.5", &[0]);
    }

    #[test]
    fn a_time_holds_all_that_begins_in_it() {
        let column = times();
        check(&column, "2015", &[1, 2]);
        check(&column, "=2015-Q4", &[2]);
        check(&column, "!=2015", &[0, 3, 4, 5]);
        check(&column, ">2015", &[3, 5]);
        check(&column, ">=2015", &[1, 2, 3, 5]);
        check(&column, "<2015", &[0]);
        check(&column, "<=2015", &[0, 1, 2]);
        check(&column, "2015..2016", &[1, 2, 3]);
        check(&column, "2016..", &[3, 5]);
        check(&column, "q3", &[1]);
        check(&column, "dec", &[2]);
        check(&column, "20", &[0, 1, 2, 3, 5]);
    }

    #[test]
    fn a_lone_sign_asks_for_missing_cells() {
        for (column, missing) in [(numbers(), 2), (times(), 4)] {
            let others: Vec<usize> = (0..6).filter(|row| *row != missing).collect();
            check(&column, "=", &[missing]);
            check(&column, "∅", &[missing]);
            check(&column, "!=", &others);
        }
    }

    #[test]
    fn what_means_nothing_is_told() {
        for written in ["abc", ">", ">abc", "1..x", "..", "=1=", ">1..2"] {
            assert_eq!(fitting(&numbers(), written), None, "{written}");
        }
        for written in [">", ">dec", "2015..x", "..", "=2015-13"] {
            assert_eq!(fitting(&times(), written), None, "{written}");
        }
    }

    #[test]
    fn a_number_is_found_as_shown_and_as_written() {
        let column = numbers();
        let found = |text: &str| -> Vec<usize> {
            let part = Condition::part(text);
            (0..6)
                .filter(|row| part.fits(&column, *row, Lang::En))
                .collect()
        };
        assert_eq!(found("1,2"), [4, 5]);
        assert_eq!(found("12"), [3, 4, 5]);
        assert_eq!(found("−3"), [0]);
        assert_eq!(found("-3"), [0]);
        assert_eq!(found("34.50"), [5]);
        assert_eq!(found("x"), [0; 0]);
    }

    #[test]
    fn text_is_looked_for_in_any_case() {
        let column = Column::new(
            "c",
            Values::Text {
                levels: Vec::new(),
                codes: crate::data::Codes::default(),
            },
        );
        let fits = |written: &str, text: Option<&str>| {
            condition(&column, written)
                .unwrap()
                .unwrap()
                .fits_text(text)
        };
        assert!(fits("ÜR", Some("Zürich")));
        assert!(fits("浙", Some("浙江")));
        assert!(fits(">5", Some("a >5 b")));
        assert!(fits("=zürich", Some("Zürich")));
        assert!(!fits("=rich", Some("Zürich")));
        assert!(fits("!=rich", Some("Zürich")) && fits("!=rich", None));
        assert!(fits("=", None) && !fits("=", Some("a")));
        assert!(fits("السع", Some("السعودية")));
    }
}
