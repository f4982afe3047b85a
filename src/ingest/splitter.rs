//! How a text falls into rows: the quotes, the line breaks, the line that names the sign.

use ::csv::{Reader, ReaderBuilder, StringRecord};

/// Excel's first line `sep=;`, which is no row, and the text after it.
pub(super) fn separator_line(text: &str) -> (Option<u8>, &str) {
    let Some((head, rest)) = text.split_at_checked(5) else {
        return (None, text);
    };
    let (word, sign) = head.split_at_checked(4).unwrap_or((head, ""));
    let after = rest.trim_start_matches('\r');
    let is_line = after.is_empty() || after.starts_with('\n') || after.len() < rest.len();
    if !word.eq_ignore_ascii_case("sep=") || !is_line {
        return (None, text);
    }
    let rest = after.strip_prefix('\n').unwrap_or(after);
    match sign.bytes().next() {
        Some(sign) if is_delimiter(sign) => (Some(sign), rest),
        _ => (None, text),
    }
}

/// Whether a byte may stand between cells: ASCII, no letter or digit, no line break or quote.
pub(super) fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii()
        && !byte.is_ascii_alphanumeric()
        && !matches!(byte, 0 | b'\r' | b'\n' | b'"' | b'\'')
}

/// Line breaks that csv passes over before the record with which `rest` begins.
pub(super) fn blank_lines(text: &str, rest: &str) -> usize {
    let before = text.len() - rest.len();
    let mut rest = rest.as_bytes();
    if before > 0 && text.as_bytes().get(before - 1) == Some(&b'\r') {
        // The end of the record before is a pair of which only the first half was taken.
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut n_lines = 0;
    while let [first @ (b'\r' | b'\n'), tail @ ..] = rest {
        n_lines += 1;
        rest = match (first, tail) {
            (b'\r', [b'\n', tail @ ..]) => tail,
            _ => tail,
        };
    }
    n_lines
}

/// Whether cells may stand in quotes.
#[derive(Clone, Copy)]
pub(super) enum Quoting {
    /// In this ASCII character.
    Sign(u8),
    /// A quote is a sign like any other.
    Off,
}

impl Quoting {
    /// Whether the last record, whose text is `rest`, has a quote that is never closed:
    /// it goes over several lines and its quotes do not pair.
    pub(super) fn is_open(self, record: &StringRecord, rest: &str) -> bool {
        let Quoting::Sign(quote) = self else {
            return false;
        };
        let goes_on = record.iter().any(|cell| cell.contains(['\r', '\n']));
        goes_on && rest.bytes().filter(|byte| *byte == quote).count() % 2 == 1
    }
}

/// The reader of rows; a text may have rows of any length.
pub(super) fn splitter(text: &str, delimiter: u8, quoting: Quoting) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true);
    match quoting {
        Quoting::Sign(quote) => builder.quote(quote),
        Quoting::Off => builder.quoting(false),
    };
    builder.from_reader(text.as_bytes())
}

/// The text behind the record that was read last.
pub(super) fn after<'a>(reader: &Reader<&[u8]>, text: &'a str) -> &'a str {
    let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
    let rest = text.get(end..).unwrap_or_default();
    match text.as_bytes().get(end.wrapping_sub(1)) {
        // Only the first half of the pair was taken.
        Some(b'\r') => rest.strip_prefix('\n').unwrap_or(rest),
        _ => rest,
    }
}

/// Whether the record that was read last ends where the text does.
pub(super) fn is_at_end(reader: &Reader<&[u8]>, text: &str) -> bool {
    reader.position().byte() >= text.len() as u64
}
