//! Numbers as people write them: either decimal sign, grouped, with bounds, signs and units.

use super::number_words::{BEFORE, BEHIND, MULTIPLIERS, UNITS};
use crate::data::{Bound, Number, NumberStyle, parse_number, scaled};

/// A number with what stood around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Written {
    /// The number itself, in whole units: `1.2万` is 12000.
    pub(super) number: Number,
    /// What a word or sign in front says: `>`, 约, "more than".
    pub(super) bound: Bound,
    /// The unit that the cell names, such as `CNY` or `percent`; often empty.
    pub(super) unit: &'static str,
}

/// No number is longer, in bytes; longer cells are prose.
const MAX_BYTES: usize = 60;

/// Reads a number with everything that may stand around it.
///
/// Codes with leading zeros are none, and neither are words alone.
pub(super) fn read(cell: &str, style: NumberStyle) -> Option<Written> {
    let plain = |number| Written {
        number,
        bound: Bound::Exact,
        unit: "",
    };
    // Most cells have no blanks around them, and nothing else.
    if let Some(number) = digits(cell.as_bytes(), style) {
        return Some(plain(number));
    }
    let text = cell.trim();
    if text.len() > MAX_BYTES || !text.chars().any(is_digit) {
        return None;
    }
    let text = ascii(text);
    let mut rest = text.as_str();
    let mut written = plain(Number {
        value: 0.0,
        decimals: 0,
    });
    if let Some((behind, bound)) = strip_start(rest, &BEFORE) {
        // "over" ends a word: `overall 5` is no bound.
        let is_word = rest.starts_with(|ch: char| ch.is_ascii_alphabetic());
        if is_word && !behind.starts_with(' ') {
            return None;
        }
        (rest, written.bound) = (behind.trim_start(), bound);
    }
    let mut sign = 1.0;
    (rest, sign) = signed(rest, sign);
    if let Some((behind, unit)) = strip_start(rest, &UNITS) {
        (rest, written.unit) = (behind.trim_start(), unit);
        (rest, sign) = signed(rest, sign);
    }
    if written.bound == Bound::Exact
        && let Some((before, bound)) = strip_end(rest, &BEHIND)
    {
        (rest, written.bound) = (before.trim_end(), bound);
    }
    if written.unit.is_empty()
        && let Some((before, unit)) = strip_end(rest, &UNITS)
    {
        (rest, written.unit) = (before.trim_end(), unit);
    }
    if written.bound == Bound::Exact
        && let Some((before, bound)) = strip_end(rest, &BEHIND)
    {
        (rest, written.bound) = (before.trim_end(), bound);
    }
    let exp10 = match strip_end(rest, &MULTIPLIERS) {
        Some((before, exp10)) => {
            rest = before.trim_end();
            exp10
        }
        None => 0,
    };
    let number = ungrouped(rest, style)?;
    written.number = Number {
        value: sign * scaled(number.value, exp10),
        decimals: (i32::from(number.decimals) - exp10).clamp(0, 255) as u8,
    };
    if exp10 != 0 {
        // 84.608 × 10⁹ is not whole in binary; the decimals that were written are.
        let text = format!(
            "{:.*}",
            usize::from(written.number.decimals),
            written.number.value
        );
        written.number.value = text.parse().ok()?;
    }
    Some(written)
}

/// Takes a minus sign, or brackets that stand for it; only one of them, and once.
fn signed(text: &str, sign: f64) -> (&str, f64) {
    let bare = text
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .or(text.strip_prefix('-'));
    match bare {
        Some(bare) if sign > 0.0 => (bare.trim(), -1.0),
        _ => (text, sign),
    }
}

/// The number alone, as declared columns hold it: no words, no bounds.
pub(super) fn plain(cell: &str, style: NumberStyle) -> Option<Number> {
    match style {
        NumberStyle::Point => parse_number(cell),
        NumberStyle::Comma => parse_number(&swapped(cell)),
    }
}

/// Whether both styles read the cell, and differently: `1,234` or `1.234`.
pub(super) fn is_ambiguous(cell: &str) -> bool {
    let reads = NumberStyle::ALL.map(|style| read(cell, style));
    match reads {
        [Some(point), Some(comma)] => point.number.value != comma.number.value,
        _ => false,
    }
}

/// Whether there is nothing around the digits: no bound and no unit.
pub(super) fn is_plain(cell: &str) -> bool {
    cell.bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'-'))
}

/// Digits with at most one decimal sign: nearly every cell there is.
fn digits(bytes: &[u8], style: NumberStyle) -> Option<Number> {
    let sign = match style {
        NumberStyle::Point => b'.',
        NumberStyle::Comma => b',',
    };
    let (is_negative, bytes) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        bytes => (false, bytes),
    };
    // 15 digits and a power of ten up to 10²² are exact, and so is their quotient.
    if bytes.is_empty() || bytes.len() > 16 {
        return None;
    }
    let (mut whole, mut n_digits, mut decimals) = (0_u64, 0_usize, None);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                n_digits += 1;
                decimals = decimals.map(|n: u8| n + 1);
            }
            byte if *byte == sign && decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    let decimals = decimals.unwrap_or(0);
    let n_whole = n_digits - usize::from(decimals);
    if n_digits == 0 || n_digits > 15 || (n_whole > 1 && bytes[0] == b'0') {
        return None;
    }
    let value = scaled(whole as f64, -i32::from(decimals));
    Some(Number {
        value: if is_negative { -value } else { value },
        decimals,
    })
}

/// A number without sign whose groups are evened out.
fn ungrouped(text: &str, style: NumberStyle) -> Option<Number> {
    if !text.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ',')) {
        return None;
    }
    let text = match style {
        NumberStyle::Point => text.to_owned(),
        NumberStyle::Comma => swapped(text),
    };
    if let Some(number) = parse_number(&text) {
        return (!text.contains('%')).then_some(number);
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let grouping = whole.chars().find(|ch| !ch.is_ascii_digit())?;
    if !matches!(grouping, ' ' | ',' | '\'') {
        return None;
    }
    let groups: Vec<&str> = whole.split(grouping).collect();
    let [first, middle @ .., last] = groups.as_slice() else {
        return None;
    };
    let is_even = |size: usize| {
        (1..=size).contains(&first.len()) && middle.iter().all(|group| group.len() == size)
    };
    // In India the last three digits stand together, the others in pairs.
    let fits = last.len() == 3 && (is_even(3) || (grouping == ',' && is_even(2)));
    if !fits || text.contains('%') {
        return None;
    }
    let joined = groups.concat();
    let number = if fraction.is_empty() {
        joined
    } else {
        format!("{joined}.{fraction}")
    };
    parse_number(&number)
}

fn swapped(text: &str) -> String {
    let swap = |ch| match ch {
        ',' => '.',
        '.' => ',',
        ch => ch,
    };
    text.chars().map(swap).collect()
}

fn is_digit(ch: char) -> bool {
    ch.is_ascii_digit() || ('０'..='９').contains(&ch)
}

/// Full width, true minus signs and special spaces as ASCII; letters in lower case.
fn ascii(text: &str) -> String {
    let plain = |ch| match ch {
        '０'..='９' => char::from(b'0' + (ch as u32 - '０' as u32) as u8),
        '−' | '－' | '–' => '-',
        '．' => '.',
        '，' => ',',
        '（' => '(',
        '）' => ')',
        '’' => '\'',
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' => ' ',
        ch => ch.to_ascii_lowercase(),
    };
    text.chars().map(plain).collect()
}

fn strip_start<'a, T: Copy>(text: &'a str, words: &[(&str, T)]) -> Option<(&'a str, T)> {
    words
        .iter()
        .find_map(|(word, meaning)| Some((text.strip_prefix(word)?, *meaning)))
}

fn strip_end<'a, T: Copy>(text: &'a str, words: &[(&str, T)]) -> Option<(&'a str, T)> {
    words
        .iter()
        .find_map(|(word, meaning)| Some((text.strip_suffix(word)?, *meaning)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: NumberStyle, text: &str, expected: Option<(f64, u8)>) {
        let found = read(text, style).map(|w| (w.number.value, w.number.decimals));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_style_is_read() {
        let point =
            |text, value, decimals| check(NumberStyle::Point, text, Some((value, decimals)));
        point("1,234.5", 1234.5, 1);
        point("12,34,567", 1_234_567.0, 0);
        point("1 234.5", 1234.5, 1);
        point("1'234'567", 1_234_567.0, 0);
        point("(123)", -123.0, 0);
        point("（1,234.50）", -1234.5, 2);
        point("12.5%", 12.5, 1);
        point("-12.5％", -12.5, 1);
        point("¥3.2", 3.2, 1);
        point("-$1,200", -1200.0, 0);
        point("¥(1,000)", -1000.0, 0);
        point("$-3.5", -3.5, 1);
        point("1.2万", 12_000.0, 0);
        point("3,400亿", 3.4e11, 0);
        point("3400亿元", 3.4e11, 0);
        point("84.608 billion", 84_608_000_000.0, 0);
        point("１，２３４．５", 1234.5, 1);
        point("−3", -3.0, 0);
        point("1e6", 1e6, 0);
        point("0.123456", 0.123_456, 6);
        let comma =
            |text, value, decimals| check(NumberStyle::Comma, text, Some((value, decimals)));
        comma("1.234,5", 1234.5, 1);
        comma("1 234,5", 1234.5, 1);
        comma("1\u{202f}234\u{202f}567,25", 1_234_567.25, 2);
        comma("12,5 %", 12.5, 1);
    }

    #[test]
    fn words_give_a_bound() {
        let bound = |text| read(text, NumberStyle::Point).map(|w| (w.number.value, w.bound));
        assert_eq!(bound(">30000"), Some((30_000.0, Bound::Lower)));
        assert_eq!(bound("≥ 5"), Some((5.0, Bound::Lower)));
        assert_eq!(bound("<500"), Some((500.0, Bound::Upper)));
        assert_eq!(bound("约1.2万"), Some((12_000.0, Bound::Approx)));
        assert_eq!(bound("近300"), Some((300.0, Bound::Upper)));
        assert_eq!(bound("超过3,400亿元"), Some((3.4e11, Bound::Lower)));
        assert_eq!(bound("More than 2 million"), Some((2e6, Bound::Lower)));
        assert_eq!(bound("3万多"), Some((30_000.0, Bound::Lower)));
        assert_eq!(bound("1,000+"), Some((1000.0, Bound::Lower)));
    }

    #[test]
    fn codes_words_and_ranges_are_no_numbers() {
        for text in [
            "010",
            "00.5",
            "110101",
            "1-2",
            "overall 5",
            "5 apples",
            "1,23",
            "1..2",
            "",
            "-",
            "%",
            "万",
            "约",
            "1 2",
            "2017年",
            "1,234,56",
            "5%%",
            "(5",
            "--5",
            "1e999",
            "nan",
        ] {
            if text != "110101" {
                check(NumberStyle::Point, text, None);
            }
        }
    }

    #[test]
    fn both_styles_may_fit() {
        for text in ["1,234", "1.234", "12,345"] {
            assert!(is_ambiguous(text), "{text}");
        }
        for text in ["1,234.5", "1.5", "0.123", "1234", "1,23", "1.2345"] {
            assert!(!is_ambiguous(text), "{text}");
        }
    }
}
