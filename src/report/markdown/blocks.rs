//! Blocks of Markdown: which lines are a paragraph, a heading, a quote or a list.
//!
//! Each level of nesting looks at each of its lines a fixed number of times, and the levels
//! are limited, so the time is linear.

/// How deep quotes and lists may nest; what lies deeper is a paragraph's text.
const MAX_DEPTH: usize = 4;

/// A block; texts are as written, without the marks of the blocks around them.
pub(super) enum Block {
    Paragraph(String),
    /// Level 1 to 6.
    Heading(usize, String),
    Quote(Vec<Block>),
    List(List),
}

/// A list: bullets without `start`, else numbers from there.
pub(super) struct List {
    pub(super) start: Option<u32>,
    /// Whether blank lines part its items: then their texts are paragraphs.
    pub(super) is_loose: bool,
    pub(super) items: Vec<Vec<Block>>,
}

/// The blocks of a text whose lines end with `\n`.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.split('\n').collect();
    Reader { lines, at: 0 }.read(MAX_DEPTH).0
}

/// Lines without the marks of what is around them, and the next one to read.
struct Reader<'a> {
    lines: Vec<&'a str>,
    at: usize,
}

impl<'a> Reader<'a> {
    /// All blocks, and whether blank lines stand between any two.
    fn read(&mut self, depth: usize) -> (Vec<Block>, bool) {
        let mut out = Vec::new();
        let mut has_gap = false;
        while let Some(line) = self.peek() {
            if is_blank(line) {
                self.at += 1;
                let is_between = !out.is_empty() && self.peek().is_some_and(|l| !is_blank(l));
                has_gap = has_gap || is_between;
                continue;
            }
            out.push(match (heading(line), quoted(line), marker(line)) {
                (Some((level, text)), _, _) => {
                    self.at += 1;
                    Block::Heading(level, text.to_owned())
                }
                (_, Some(_), _) if depth > 0 => self.quote(depth - 1),
                (_, _, Some(marker)) if depth > 0 => self.list(&marker, depth - 1),
                _ => self.paragraph(depth),
            });
        }
        (out, has_gap)
    }

    fn peek(&self) -> Option<&'a str> {
        self.lines.get(self.at).copied()
    }

    fn paragraph(&mut self, depth: usize) -> Block {
        let mut text = String::new();
        while let Some(line) = self.peek() {
            let ends = is_blank(line) || (depth > 0 && interrupts(line)) || heading(line).is_some();
            if ends && !text.is_empty() {
                break;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line.trim_start_matches(BLANKS));
            self.at += 1;
        }
        text.truncate(text.trim_end_matches(BLANKS).len());
        Block::Paragraph(text)
    }

    fn quote(&mut self, depth: usize) -> Block {
        let mut lines = Vec::new();
        while let Some(line) = self.peek() {
            match quoted(line) {
                Some(rest) => lines.push(rest),
                None if continues(&lines, line) => lines.push(line),
                None => break,
            }
            self.at += 1;
        }
        Block::Quote(Reader { lines, at: 0 }.read(depth).0)
    }

    fn list(&mut self, first: &Marker, depth: usize) -> Block {
        let mut list = List {
            start: first.number,
            is_loose: false,
            items: Vec::new(),
        };
        while let Some((marker, line)) = self.peek().and_then(|line| Some((marker(line)?, line))) {
            if marker.sign != first.sign {
                break;
            }
            let lines = self.item(&marker, line);
            let (blocks, has_gap) = Reader { lines, at: 0 }.read(depth);
            list.items.push(blocks);
            // Blank lines count when another item follows them, else they end the list.
            let end = self.at;
            while self.peek().is_some_and(is_blank) {
                self.at += 1;
            }
            let next = self.peek().and_then(marker_of_list);
            let goes_on = next == Some(first.sign);
            list.is_loose = list.is_loose || has_gap || (goes_on && self.at > end);
            if !goes_on {
                self.at = end;
                break;
            }
        }
        Block::List(list)
    }

    /// The lines of one item, without blank ones at its end.
    fn item(&mut self, marker: &Marker, line: &'a str) -> Vec<&'a str> {
        let mut lines = vec![from_column(line, marker.column)];
        self.at += 1;
        let mut end = (self.at, lines.len());
        while let Some(line) = self.peek() {
            let is_inside = indent(line) >= marker.column && !is_blank(line);
            if is_inside {
                lines.push(from_column(line, marker.column));
            } else if is_blank(line) || continues(&lines, line) {
                lines.push(line);
            } else {
                break;
            }
            self.at += 1;
            if !is_blank(line) {
                end = (self.at, lines.len());
            }
        }
        self.at = end.0;
        lines.truncate(end.1);
        lines
    }
}

const BLANKS: [char; 2] = [' ', '\t'];

fn is_blank(line: &str) -> bool {
    line.trim_matches(BLANKS).is_empty()
}

/// The column of a line's text behind its blanks.
fn indent(line: &str) -> usize {
    text_column(line, 0)
}

/// The column of a text behind its blanks, when these begin at a column.
fn text_column(text: &str, start: usize) -> usize {
    let blanks = text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t'));
    blanks.fold(start, next_column)
}

/// The column after a character; tabs stop at every fourth.
fn next_column(column: usize, byte: u8) -> usize {
    if byte == b'\t' {
        column / 4 * 4 + 4
    } else {
        column + 1
    }
}

/// The line from a column on; before it are only blanks and an item's mark.
fn from_column(line: &str, column: usize) -> &str {
    let mut at = 0;
    for (idx, byte) in line.bytes().enumerate() {
        if at >= column {
            return line.get(idx..).unwrap_or_default();
        }
        at = next_column(at, byte);
    }
    ""
}

/// The text of a line without blanks in front, when it is not indented as code is.
fn flush(line: &str) -> Option<&str> {
    (indent(line) < 4).then(|| line.trim_start_matches(BLANKS))
}

/// The level and text of a heading.
fn heading(line: &str) -> Option<(usize, &str)> {
    let line = flush(line)?.trim_end_matches(BLANKS);
    let rest = line.trim_start_matches('#');
    let level = line.len() - rest.len();
    if !(1..=6).contains(&level) || !(rest.is_empty() || rest.starts_with(BLANKS)) {
        return None;
    }
    // Number signs may close it, after a blank.
    let open = rest.trim_end_matches('#');
    let is_closed = open.is_empty() || open.ends_with(BLANKS);
    let text = if is_closed { open } else { rest };
    Some((level, text.trim_matches(BLANKS)))
}

/// The rest of a quoted line.
fn quoted(line: &str) -> Option<&str> {
    let rest = flush(line)?.strip_prefix('>')?;
    Some(rest.strip_prefix(BLANKS).unwrap_or(rest))
}

/// What stands before an item of a list.
struct Marker {
    /// `-`, `*`, `.` and so on: another sign is another list.
    sign: u8,
    number: Option<u32>,
    /// The column of the item's text.
    column: usize,
    is_empty: bool,
}

fn marker(line: &str) -> Option<Marker> {
    let text = flush(line)?;
    let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let sign = *text.as_bytes().get(n_digits)?;
    let number = match (n_digits, sign) {
        (0, b'-' | b'*' | b'+') => None,
        (1..=9, b'.' | b')') => Some(text.get(..n_digits)?.parse().ok()?),
        _ => return None,
    };
    let rest = text.get(n_digits + 1..)?;
    let is_empty = is_blank(rest);
    if !is_empty && !rest.starts_with(BLANKS) {
        return None;
    }
    let end = indent(line) + n_digits + 1;
    let column = text_column(rest, end);
    let is_text = !is_empty && column <= end + 4;
    Some(Marker {
        sign,
        number,
        column: if is_text { column } else { end + 1 },
        is_empty,
    })
}

fn marker_of_list(line: &str) -> Option<u8> {
    marker(line).map(|marker| marker.sign)
}

/// Whether a line ends the paragraph before it and begins a quote or a list.
fn interrupts(line: &str) -> bool {
    let begins_list = |marker: Marker| !marker.is_empty && matches!(marker.number, None | Some(1));
    quoted(line).is_some() || marker(line).is_some_and(begins_list)
}

/// Whether a line without their marks still belongs to the lines' last paragraph.
fn continues(lines: &[&str], line: &str) -> bool {
    let is_open = |last: &&str| !is_blank(last) && heading(last).is_none();
    let begins = is_blank(line)
        || heading(line).is_some()
        || quoted(line).is_some()
        || marker(line).is_some();
    lines.last().is_some_and(is_open) && !begins
}
