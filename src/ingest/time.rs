//! Times as people write them: quarters and halves in words, months by name, days by order.

use crate::data::{Grain, Period};

/// In which order day and month stand between slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayOrder {
    /// `31/12/2017`
    DayFirst,
    /// `12/31/2017`
    MonthFirst,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// No time is longer, in bytes.
const MAX_BYTES: usize = 40;

/// Reads a time, or a day followed by midnight as spreadsheets write it.
pub(super) fn period(cell: &str) -> Option<Period> {
    let text = cell.trim();
    if text.len() > MAX_BYTES || text.is_empty() {
        return None;
    }
    if let Some(period) = Period::parse(text) {
        return Some(period);
    }
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return full_width(text);
    }
    at_midnight(text)
        .or_else(|| in_chinese(text))
        .or_else(|| in_english(text))
}

/// `2017-11-11 0:00:00`
fn at_midnight(text: &str) -> Option<Period> {
    let (day, clock) = text.split_once(['T', ' '])?;
    let is_midnight =
        clock.starts_with('0') && clock.chars().all(|ch| matches!(ch, '0' | ':' | '.' | 'Z'));
    is_midnight.then(|| Period::parse(day)).flatten()
}

/// `２０１７年`
fn full_width(text: &str) -> Option<Period> {
    let ascii: String = text
        .chars()
        .map(|ch| match ch {
            '０'..='９' => char::from(b'0' + (ch as u32 - '０' as u32) as u8),
            ch => ch,
        })
        .collect();
    (ascii != text).then(|| period(&ascii)).flatten()
}

/// `2017年第三季度`, `2017年3季度`, `2017年上半年`, `2017年度`, `2017年第46周`
fn in_chinese(text: &str) -> Option<Period> {
    let (year, rest) = text.split_once('年')?;
    let year = whole_year(year)?;
    let rest = rest.trim();
    match rest {
        "度" | "全年" => return Some(Period::year(year)),
        "上半年" | "下半年" => {
            let first = if rest.starts_with('上') { 1 } else { 7 };
            return Period::month(year, first).map(|period| Period {
                grain: Grain::Half,
                ..period
            });
        }
        _ => {}
    }
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    if let Some(quarter) = rest.strip_suffix("季度").or(rest.strip_suffix('季')) {
        let quarter = match quarter {
            "一" | "1" => 1,
            "二" | "2" => 2,
            "三" | "3" => 3,
            "四" | "4" => 4,
            _ => return None,
        };
        return quarter_of(year, quarter);
    }
    let week = rest.strip_suffix('周')?.parse().ok()?;
    Period::week(year, week)
}

/// `Nov 2017`, `11 November 2017`, `November 11, 2017`, `Nov-17` is none, `Q3 2017`
fn in_english(text: &str) -> Option<Period> {
    let lower = text.to_ascii_lowercase();
    let words: Vec<&str> = lower
        .split([' ', ',', '-', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    let (day, month, year) = match words.as_slice() {
        [first, year] => ("", *first, *year),
        [first, second, year] if month_of(first).is_some() => (*second, *first, *year),
        [first, second, year] => (*first, *second, *year),
        _ => return None,
    };
    let year = whole_year(year)?;
    if let Some(quarter) = month.strip_prefix('q').filter(|_| day.is_empty()) {
        return quarter_of(year, quarter.parse().ok()?);
    }
    let month = month_of(month)?;
    if day.is_empty() {
        return Period::month(year, month);
    }
    civil(year, month, day.parse().ok()?)
}

/// `31/12/2017` in one of two orders; also with dots or hyphens.
pub(super) fn slashed(cell: &str, order: DayOrder) -> Option<Period> {
    let mut parts = cell.trim().split(['/', '.', '-']);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || first.len() > 2 || second.len() > 2 {
        return None;
    }
    let (first, second) = (first.parse().ok()?, second.parse().ok()?);
    let (day, month) = match order {
        DayOrder::DayFirst => (first, second),
        DayOrder::MonthFirst => (second, first),
    };
    civil(whole_year(year)?, month, day)
}

fn civil(year: i32, month: u32, day: u32) -> Option<Period> {
    Period::parse(&format!("{year}-{month:02}-{day:02}"))
}

fn quarter_of(year: i32, quarter: u32) -> Option<Period> {
    Period::parse(&format!("{year}Q{quarter}"))
}

fn whole_year(text: &str) -> Option<i32> {
    let text = text.trim();
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year
        .then(|| text.parse().ok())
        .flatten()
        .filter(|year| (1000..=2999).contains(year))
}

/// A month by its name or its first three letters.
fn month_of(word: &str) -> Option<u32> {
    let fits = |name: &&str| *name == word || (word.len() == 3 && name.starts_with(word));
    let idx = MONTHS.iter().position(fits)?;
    u32::try_from(idx + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let found = period(text).map(Period::iso).unwrap_or_default();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn times_in_words_are_read() {
        check("2017年第三季度", "2017-Q3");
        check("2017年3季度", "2017-Q3");
        check("2017年四季度", "2017-Q4");
        check("2017年上半年", "2017-H1");
        check("2017年度", "2017");
        check("2017年第46周", "2017-W46");
        check("２０１７年", "2017");
        check("Nov 2017", "2017-11");
        check("11 November 2017", "2017-11-11");
        check("November 11, 2017", "2017-11-11");
        check("Q3 2017", "2017-Q3");
        check("2017 Q3", "2017-Q3");
        check("2017H1", "2017-H1");
    }

    #[test]
    fn midnight_is_a_day_and_noon_is_not() {
        check("2017/11/11 0:00:00", "2017-11-11");
        check("2017-11-11T00:00:00Z", "2017-11-11");
        check("2017-11-11 12:00", "");
        check("2017 ", "2017");
        for text in [
            "五",
            "Nov-17",
            "31 Feb 2017",
            "mar",
            "2017年第五季度",
            "Q5 2017",
            "may 5",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn days_may_come_before_months_or_behind() {
        let iso = |order| slashed("03/04/2017", order).map(Period::iso);
        assert_eq!(iso(DayOrder::DayFirst).as_deref(), Some("2017-04-03"));
        assert_eq!(iso(DayOrder::MonthFirst).as_deref(), Some("2017-03-04"));
        assert_eq!(slashed("31/12/2017", DayOrder::MonthFirst), None);
    }
}
