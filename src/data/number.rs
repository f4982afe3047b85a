//! Numbers: read from text, and written as text for people and for machines.

/// A number together with the decimals it was written with (`12.50` has two).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The value.
    pub value: f64,
    /// Digits after the decimal point in the source.
    pub decimals: u8,
}

/// Reads a plain decimal number: `1,234.5`, `-3`, `1e6`, `12.5%` (the sign is dropped).
///
/// Full-width digits and the true minus sign are accepted. Thousands commas
/// must stand every three digits. Codes with leading zeros (`010`) are text.
#[must_use]
pub fn parse_number(text: &str) -> Option<Number> {
    let text = text.trim().trim_end_matches(['%', '％']).trim_end();
    let mut plain = String::with_capacity(text.len());
    for ch in text.chars() {
        plain.push(match ch {
            '０'..='９' => char::from(b'0' + (ch as u32 - '０' as u32) as u8),
            '−' | '－' => '-',
            '．' => '.',
            '，' => ',',
            ch => ch,
        });
    }
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let (mantissa, _) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, ""));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        if first.is_empty() || first.len() > 3 || !groups.clone().all(|g| g.len() == 3) {
            return None;
        }
        whole.replace(',', "")
    } else {
        whole.to_owned()
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if digits.len() > 1 && digits.starts_with('0') {
        return None;
    }
    let value: f64 = plain.replace(',', "").parse().ok()?;
    value.is_finite().then_some(Number {
        value,
        decimals: u8::try_from(fraction.len()).unwrap_or(u8::MAX),
    })
}

/// Writes a number for people, with thousands commas and exactly `decimals` digits.
///
/// The minus sign is the true one (U+2212), never on a zero.
///
/// ```
/// use furrow::data::grouped;
///
/// assert_eq!(grouped(1244.88, 1), "1,244.9");
/// assert_eq!(grouped(-1200.0, 0), "\u{2212}1,200");
/// ```
#[must_use]
pub fn grouped(value: f64, decimals: u8) -> String {
    let text = format!("{:.*}", usize::from(decimals), value.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + text.len() / 3 + 3);
    if value < 0.0 && text.bytes().any(|b| (b'1'..=b'9').contains(&b)) {
        out.push('\u{2212}');
    }
    for (idx, digit) in whole.chars().enumerate() {
        if idx > 0 && (whole.len() - idx).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Writes a number for programs: the shortest text that reads back the same.
#[must_use]
pub fn machine(value: f64) -> String {
    let text = format!("{value}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// Multiplies by a power of ten, exactly where the decimals allow it.
#[must_use]
pub fn scaled(value: f64, exp10: i32) -> f64 {
    let mut factor = 1.0;
    for _ in 0..exp10.unsigned_abs() {
        factor *= 10.0;
    }
    if exp10 >= 0 {
        value * factor
    } else {
        value / factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(f64, u8)>) {
        let found = parse_number(text).map(|n| (n.value, n.decimals));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn plain_and_grouped_numbers_are_read() {
        check("1244.88", Some((1244.88, 2)));
        check("1,234.5", Some((1234.5, 1)));
        check("−3", Some((-3.0, 0)));
        check("１２", Some((12.0, 0)));
        check("12.50%", Some((12.5, 2)));
        check("1e6", Some((1e6, 0)));
    }

    #[test]
    fn codes_and_words_are_not_numbers() {
        check("010", None);
        check("12,34", None);
        check("n/a", None);
        check("", None);
        check("-", None);
        check("1.2.3", None);
        check("inf", None);
        check("1e999", None);
    }

    #[test]
    fn numbers_are_grouped_for_people() {
        assert_eq!(grouped(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(grouped(-1234.0, 0), "\u{2212}1,234");
        assert_eq!(grouped(-0.001, 1), "0.0");
        assert_eq!(grouped(999.0, 0), "999");
    }

    #[test]
    fn machine_numbers_read_back() {
        assert_eq!(machine(1244.88), "1244.88");
        assert_eq!(machine(-0.0), "0");
    }
}
