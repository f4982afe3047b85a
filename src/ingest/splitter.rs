//! How a text falls into rows: the quotes, the line breaks, the line that names the sign.

use super::csv_head::Dialect;
use super::sniff;
use ::csv::{Reader, ReaderBuilder, StringRecord};

/// Excel's first line `sep=;`, which is no row, and the text after it.
fn separator_line(text: &str) -> (Option<u8>, &str) {
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

/// Rows of a text one after the other, with their numbers in the file.
pub(super) struct Records<'a> {
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// The number of the last row, counted from one as a spreadsheet does.
    pub(super) file_row: usize,
    text: &'a str,
    quote: u8,
    quoting: Quoting,
    reader: Reader<&'a [u8]>,
}

/// A place between two rows, to come back to.
pub(super) struct Mark<'a> {
    rest: &'a str,
    file_row: usize,
}

impl<'a> Records<'a> {
    /// Rows of a text whose delimiter is said or found by looking.
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Records<'a> {
        let (said, text) = separator_line(text);
        let delimiter = dialect
            .delimiter
            .or(said)
            .unwrap_or_else(|| sniff::delimiter(text));
        let quoting = Quoting::Sign(dialect.quote);
        Records {
            delimiter,
            file_row: 0,
            text,
            quote: dialect.quote,
            quoting,
            reader: splitter(text, delimiter, quoting),
        }
    }

    /// Reads the next row that is no empty line; `false` at the end.
    pub(super) fn next(&mut self, record: &mut StringRecord) -> bool {
        // A slice of valid UTF-8 read flexibly gives no errors: the rows end at the end.
        while let Ok(true) = self.reader.read_record(record) {
            let at = record.position().map_or(0, |position| position.byte());
            let rest = usize::try_from(at)
                .ok()
                .and_then(|at| self.text.get(at..))
                .unwrap_or_default();
            self.file_row += blank_lines(self.text, rest);
            if is_at_end(&self.reader, self.text) && self.quoting.is_open(record, rest) {
                // The quote is a sign like any other: nothing below it may be swallowed.
                self.quoting = Quoting::Off;
                self.start(rest.trim_start_matches(['\r', '\n']));
                continue;
            }
            self.file_row += 1;
            return true;
        }
        false
    }

    /// The text behind the row that was read last.
    pub(super) fn rest(&self) -> &'a str {
        after(&self.reader, self.text)
    }

    /// The sign in which cells may stand; `None` when one of them was never closed.
    pub(super) fn quote(&self) -> Option<u8> {
        matches!(self.quoting, Quoting::Sign(_)).then_some(self.quote)
    }

    /// Whether a quote stands in what is left.
    pub(super) fn has_quotes(&self) -> bool {
        self.rest().as_bytes().contains(&self.quote)
    }

    /// The place before the next row.
    pub(super) fn mark(&self) -> Mark<'a> {
        Mark {
            rest: self.rest(),
            file_row: self.file_row,
        }
    }

    /// Goes back to a place.
    pub(super) fn back_to(&mut self, mark: Mark<'a>) {
        self.file_row = mark.file_row;
        self.start(mark.rest);
    }

    fn start(&mut self, text: &'a str) {
        self.text = text;
        self.reader = splitter(text, self.delimiter, self.quoting);
    }
}

/// Line breaks that csv passes over before the record with which `rest` begins.
fn blank_lines(text: &str, rest: &str) -> usize {
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
    fn is_open(self, record: &StringRecord, rest: &str) -> bool {
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
fn after<'a>(reader: &Reader<&[u8]>, text: &'a str) -> &'a str {
    let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
    let rest = text.get(end..).unwrap_or_default();
    match text.as_bytes().get(end.wrapping_sub(1)) {
        // Only the first half of the pair was taken.
        Some(b'\r') => rest.strip_prefix('\n').unwrap_or(rest),
        _ => rest,
    }
}

/// Whether the record that was read last ends where the text does.
fn is_at_end(reader: &Reader<&[u8]>, text: &str) -> bool {
    reader.position().byte() >= text.len() as u64
}
