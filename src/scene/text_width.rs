//! Text widths without a font: a table that is at least as wide as common sans fonts.

use super::Weight;

/// Widths of U+0020 to U+007E in thousandths of the font size: the widest of
/// Noto Sans CJK and Liberation Sans (which has Arial's widths), with room for
/// the wider Noto Sans. Fonts wider still (DejaVu Sans) are not in the stack.
const REGULAR: [u16; 95] = [
    293, 344, 505, 591, 591, 982, 725, 296, 361, 361, 498, 617, 296, 370, 296, 418, 591, 591, 591,
    591, 591, 591, 591, 591, 591, 591, 296, 296, 617, 617, 617, 587, 1072, 704, 704, 763, 763, 704,
    645, 821, 776, 313, 570, 704, 587, 879, 771, 821, 704, 821, 763, 704, 645, 769, 704, 996, 704,
    704, 645, 361, 418, 361, 591, 596, 646, 601, 659, 543, 661, 590, 346, 602, 647, 293, 293, 588,
    302, 987, 650, 646, 661, 661, 414, 528, 402, 647, 556, 855, 531, 556, 528, 361, 288, 361, 617,
];

/// Width of a text in px at a font size; an upper bound, for layout.
#[must_use]
pub fn text_width(text: &str, size: f64, weight: Weight) -> f64 {
    let mut total = 0.0;
    for ch in text.chars() {
        total += f64::from(char_width(ch));
    }
    let stretch = match weight {
        Weight::Regular => 1.0,
        Weight::Bold => 1.1,
    };
    total * size * stretch / 1000.0
}

fn char_width(ch: char) -> u16 {
    match ch as u32 {
        code @ 0x20..=0x7e => REGULAR[(code - 0x20) as usize],
        0x300..=0x36f => 0,
        0x2014 | 0x2026 => 1000,
        // Quotation marks are as wide as a character in Chinese fonts.
        0x2018..=0x201f => 1000,
        0x2010..=0x2015 => 600,
        0x2190..=0x22ff => 840,
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7ff | 0xf900..=0xfaff | 0xfe30..=0xfe4f => {
            1000
        }
        0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x1f000..=0x3ffff => 1000,
        _ => 720,
    }
}

/// Breaks a text into lines of at most `width` px: between words, or between CJK characters.
///
/// A single word that is too long is cut. Never returns more than `max_lines`;
/// what does not fit ends in an ellipsis.
#[must_use]
pub fn wrap(text: &str, width: f64, size: f64, weight: Weight, max_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let pieces = pieces(text);
    for (idx, piece) in pieces.iter().enumerate() {
        let candidate = format!("{line}{piece}");
        if line.is_empty() || text_width(candidate.trim_end(), size, weight) <= width {
            line = candidate;
            continue;
        }
        if lines.len() + 1 >= max_lines.max(1) {
            let rest: String = pieces[idx..].concat();
            lines.push(ellipsized(&format!("{line}{rest}"), width, size, weight));
            return lines;
        }
        lines.push(line.trim_end().to_owned());
        line = piece.clone();
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
        .iter()
        .map(|line| ellipsized(line, width, size, weight))
        .collect()
}

/// The text, or as much of it as fits with an ellipsis behind.
#[must_use]
pub fn ellipsized(text: &str, width: f64, size: f64, weight: Weight) -> String {
    if text_width(text, size, weight) <= width {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let candidate: String = kept
            .iter()
            .collect::<String>()
            .trim_end()
            .chars()
            .chain(['…'])
            .collect();
        if text_width(&candidate, size, weight) <= width {
            return candidate;
        }
    }
    String::new()
}

/// Where a line may break: after spaces, and before and after CJK characters that may end one.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    for ch in text.chars() {
        let wide = char_width(ch) == 1000 && ch != '…' && ch != '—';
        let closes = matches!(
            ch,
            '，' | '。' | '、' | '；' | '：' | '）' | '！' | '？' | '》' | '”'
        );
        if wide && !closes && !word.is_empty() && !word.ends_with(['（', '《', '“']) {
            out.push(std::mem::take(&mut word));
        }
        word.push(ch);
        if ch == ' ' {
            out.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_twice_as_wide_as_it_is_tall_for_two() {
        assert!((text_width("农村", 10.0, Weight::Regular) - 20.0).abs() < 1e-9);
    }

    #[test]
    fn lines_break_between_words_and_between_characters() {
        assert_eq!(
            wrap("one two three", 50.0, 10.0, Weight::Regular, 9),
            ["one two", "three"]
        );
        assert_eq!(
            wrap("农村网络零售额", 40.0, 10.0, Weight::Regular, 9),
            ["农村网络", "零售额"]
        );
        assert_eq!(wrap("", 40.0, 10.0, Weight::Regular, 9), [""]);
    }

    #[test]
    fn closing_marks_do_not_begin_a_line() {
        assert_eq!(
            wrap("农村网络，零售", 40.0, 10.0, Weight::Regular, 9),
            ["农村网", "络，零售"]
        );
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let lines = wrap("one two three four five", 50.0, 10.0, Weight::Regular, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(text_width(&lines[1], 10.0, Weight::Regular) <= 50.0);
    }
}
