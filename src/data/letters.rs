//! Letters apart from signs, without the tables of Unicode.
//!
//! `char::is_alphanumeric` brings some kilobytes of tables into the program; names of files,
//! links and columns only need to know where a word ends.

/// Signs, spaces and controls beyond ASCII: first and last character of each range.
const SIGNS: [(char, char); 21] = [
    // Latin-1, apart from ª, µ and º.
    ('\u{80}', '\u{a9}'),
    ('\u{ab}', '\u{b4}'),
    ('\u{b6}', '\u{b9}'),
    ('\u{bb}', '\u{bf}'),
    ('×', '×'),
    ('÷', '÷'),
    // General punctuation, currencies.
    ('\u{2000}', '\u{206f}'),
    ('\u{20a0}', '\u{20cf}'),
    // Arrows, operators, frames, dingbats.
    ('\u{2190}', '\u{245f}'),
    ('\u{2500}', '\u{2bff}'),
    ('\u{2e00}', '\u{2e7f}'),
    // CJK, apart from 々, 〆 and 〇; the middle dot of katakana.
    ('\u{3000}', '\u{3004}'),
    ('\u{3008}', '\u{3030}'),
    ('・', '・'),
    // Private use; presentation forms; full width, apart from digits and letters.
    ('\u{e000}', '\u{f8ff}'),
    ('\u{fe00}', '\u{fe6f}'),
    ('\u{feff}', '\u{ff0f}'),
    ('\u{ff1a}', '\u{ff20}'),
    ('\u{ff3b}', '\u{ff40}'),
    ('\u{ff5b}', '\u{ff65}'),
    ('\u{ffe0}', '\u{ffff}'),
];

/// Whether a character is part of a word: a letter or digit of any script.
#[must_use]
pub fn is_letter(ch: char) -> bool {
    if ch.is_ascii() {
        return ch.is_ascii_alphanumeric();
    }
    // Above U+1F000 are pictures and tags, from U+20000 rare Han characters.
    let is_picture = ('\u{1f000}'..='\u{1ffff}').contains(&ch) || ch >= '\u{e0000}';
    !is_picture
        && !SIGNS
            .iter()
            .any(|(first, last)| (first..=last).contains(&&ch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_every_script_end_a_word() {
        for ch in "aZ09éßñ年〇々ひカ한я𠮷Ａ９ℓ".chars() {
            assert!(is_letter(ch) && ch.is_alphanumeric(), "{ch:?}");
        }
        for ch in
            " _-.\u{0}\u{a0}«»×…—“”‘’、。《》（），：；？！～￥·・→▲👍\u{202e}\u{feff}".chars()
        {
            assert!(!is_letter(ch) && !ch.is_alphanumeric(), "{ch:?}");
        }
    }
}
