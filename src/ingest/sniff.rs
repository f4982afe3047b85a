//! What bytes look like: a known binary format, text, and the delimiter of a text.

use crate::diag::{Code, Diagnostic, Place};

/// First bytes of formats that are named to the reader when no reader takes them.
const MAGIC: [(&[u8], &str); 17] = [
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS"),
    (b"PAR1", "Parquet"),
    (b"ARROW1", "Arrow"),
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ\x00", "xz"),
    (b"7z\xBC\xAF\x27\x1C", "7-Zip"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\xFF\xFE", "UTF-16"),
    (b"\xFE\xFF", "UTF-16"),
    (b"GIF8", "GIF"),
];

/// How much of a text is looked at to find its delimiter.
const SAMPLE_BYTES: usize = 65_536;
const SAMPLE_LINES: usize = 40;

/// The delimiters that are tried; of two that fit equally, the one rarer in prose wins.
const DELIMITERS: [u8; 4] = [b'\t', b';', b'|', b','];

/// The bytes after a UTF-8 byte-order mark, if there is one.
pub(super) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The bytes as text, without a byte-order mark.
///
/// # Errors
/// The offset of the first byte that is not UTF-8.
pub(super) fn text<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, Diagnostic> {
    let rest = without_bom(bytes);
    std::str::from_utf8(rest).map_err(|error| {
        let offset = bytes.len() - rest.len() + error.valid_up_to();
        Diagnostic::error(Place::file(file), Code::NotUtf8 { offset })
    })
}

/// Whether there is nothing but blanks.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    without_bom(bytes).iter().all(u8::is_ascii_whitespace)
}

/// The name of the format that the bytes look like; empty when none is known.
pub(super) fn looks_like(bytes: &[u8]) -> &'static str {
    for (magic, name) in MAGIC {
        if bytes.starts_with(magic) {
            return if name == "ZIP" { zip_kind(bytes) } else { name };
        }
    }
    let rest = without_bom(bytes).trim_ascii_start();
    if !rest.starts_with(b"<") {
        return "";
    }
    let head: Vec<u8> = rest.iter().take(512).map(u8::to_ascii_lowercase).collect();
    if has(&head, b"<html") || head.starts_with(b"<!doctype html") {
        "HTML"
    } else {
        "XML"
    }
}

/// Office files are zip archives; their parts' names stand plainly in the bytes.
fn zip_kind(bytes: &[u8]) -> &'static str {
    let head = bytes.get(..8192).unwrap_or(bytes);
    if has(head, b"opendocument.spreadsheet") {
        "ODS"
    } else if has(head, b"xl/") || has(head, b"[Content_Types].xml") {
        "XLSX"
    } else {
        "ZIP"
    }
}

fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Whether the bytes are text of any encoding: no known format, no NUL, few control characters.
pub(super) fn is_text(bytes: &[u8]) -> bool {
    if bytes.contains(&0) || !looks_like(bytes).is_empty() {
        return false;
    }
    let head = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let n_control = head
        .iter()
        .filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
        .count();
    n_control * 20 <= head.len()
}

/// Whether the text begins as JSON does; a CSV header such as `[id]` is no JSON.
pub(super) fn is_json(bytes: &[u8]) -> bool {
    let rest = without_bom(bytes).trim_ascii_start();
    match rest.first() {
        Some(b'{') => true,
        Some(b'[') => {
            let inner = rest.get(1..).unwrap_or_default().trim_ascii_start();
            let constant = [&b"true"[..], b"false", b"null"]
                .iter()
                .any(|word| inner.starts_with(word));
            constant
                || matches!(
                    inner.first(),
                    None | Some(b'{' | b'[' | b'"' | b']' | b'-' | b'0'..=b'9')
                )
        }
        _ => false,
    }
}

/// Up to 24 first bytes, printable; what is not ASCII is escaped.
pub(super) fn first_bytes(bytes: &[u8]) -> String {
    bytes
        .get(..24)
        .unwrap_or(bytes)
        .escape_ascii()
        .to_string()
        .replace("\\\"", "\"")
        .replace("\\'", "'")
}

/// The error for bytes that no reader takes.
pub(super) fn unknown(bytes: &[u8], file: &str) -> Diagnostic {
    let code = Code::UnknownFormat {
        first_bytes: first_bytes(bytes),
        looks_like: looks_like(bytes).to_owned(),
    };
    Diagnostic::error(Place::file(file), code)
}

/// The delimiter that splits most lines into as many cells as the first line has.
///
/// Delimiters within quotes do not count. A text of one column gives one that it lacks.
pub(super) fn delimiter(text: &str) -> u8 {
    let lines = count_delimiters(text.as_bytes(), Spaced::Counts);
    let Some(first) = lines.first() else {
        return b',';
    };
    let mut best = (0, 0, None);
    for (idx, delimiter) in DELIMITERS.into_iter().enumerate() {
        let n_header = first[idx];
        let n_same = lines.iter().filter(|line| line[idx] == n_header).count();
        if n_header > 0 && (n_same, n_header) > (best.0, best.1) {
            best = (n_same, n_header, Some(delimiter));
        }
    }
    if best.2.is_none() {
        best.2 = delimiter_below_titles(text);
    }
    // A header that nothing splits is one column; its cells must not be torn apart.
    let is_unused = |idx: &usize| lines.iter().all(|line| line[*idx] == 0);
    let unused = (0..DELIMITERS.len()).rev().find(is_unused);
    best.2.or(unused.map(|idx| DELIMITERS[idx])).unwrap_or(b',')
}

/// The delimiter of which most lines below title lines have equally many, prose aside.
fn delimiter_below_titles(text: &str) -> Option<u8> {
    let lines = count_delimiters(text.as_bytes(), Spaced::IsProse);
    let mut best = (0, None);
    for (idx, delimiter) in DELIMITERS.into_iter().enumerate() {
        let counts: Vec<usize> = lines.iter().map(|l| l[idx]).filter(|n| *n > 0).collect();
        let n_like = |count: &usize| counts.iter().filter(|n| *n == count).count();
        let n_same = counts.iter().map(n_like).max().unwrap_or(0);
        if n_same >= 3 && n_same * 2 > counts.len() && n_same > best.0 {
            best = (n_same, Some(delimiter));
        }
    }
    best.1
}

/// Whether a delimiter with a space behind it counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spaced {
    Counts,
    IsProse,
}

/// How often each delimiter stands in each of the first lines, outside quotes.
fn count_delimiters(bytes: &[u8], spaced: Spaced) -> Vec<[usize; 4]> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let mut lines = Vec::new();
    let mut counts = [0; 4];
    let mut quoted = false;
    let mut at_cell_start = true;
    let mut n_bytes = 0;
    for (at, byte) in sample.iter().enumerate() {
        let is_break = matches!(byte, b'\n' | b'\r');
        if *byte == b'"' && (quoted || at_cell_start) {
            // A doubled quote closes and opens again, which comes to the same.
            quoted = !quoted;
            at_cell_start = !quoted;
            n_bytes += 1;
            continue;
        }
        if quoted {
            continue;
        }
        if is_break {
            if n_bytes > 0 {
                lines.push(counts);
            }
            if lines.len() >= SAMPLE_LINES {
                return lines;
            }
            counts = [0; 4];
            n_bytes = 0;
            at_cell_start = true;
            continue;
        }
        n_bytes += 1;
        let kind = DELIMITERS.iter().position(|delimiter| delimiter == byte);
        at_cell_start = kind.is_some();
        let is_prose = spaced == Spaced::IsProse && sample.get(at + 1) == Some(&b' ');
        if let Some(idx) = kind.filter(|_| !is_prose) {
            counts[idx] += 1;
        }
    }
    // The last line of a cut sample is not whole, unless it is the only one.
    if n_bytes > 0 && (sample.len() == bytes.len() || lines.is_empty()) {
        lines.push(counts);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_delimiter(text: &str, expected: u8) {
        assert_eq!(delimiter(text) as char, expected as char, "{text:?}");
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_evenly() {
        check_delimiter("a,b\n1,2\n", b',');
        check_delimiter("a;b\n1,5;2,5\n2,5;3\n", b';');
        check_delimiter("a\tb\n1,000\t2\n", b'\t');
        check_delimiter("a|b|c\n1|2|3\n", b'|');
        check_delimiter("\"x;y;z\",b\n\"1;2;3\",4\n", b',');
        check_delimiter("note\nwords, and words; more\n", b'|');
        check_delimiter("a;b\n\"one\r\ntwo, three\";4\n", b';');
        check_delimiter("title\nunit\na,b\nx,1\ny,2\nnote\n", b',');
        check_delimiter("note\none, two\nthree, four\nfive, six\n", b'|');
        check_delimiter("", b',');
    }

    #[track_caller]
    fn check_look(bytes: &[u8], expected: &str) {
        assert_eq!(looks_like(bytes), expected);
        assert!(!is_text(bytes), "{expected}");
    }

    #[test]
    fn known_formats_are_named() {
        check_look(b"PK\x03\x04....[Content_Types].xml", "XLSX");
        check_look(
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            "ODS",
        );
        check_look(b"PK\x03\x04....a.csv", "ZIP");
        check_look(b"PAR1....", "Parquet");
        check_look(b"\n <!DOCTYPE html><title>Not found</title>", "HTML");
        check_look(b"<?xml version=\"1.0\"?><a/>", "XML");
    }

    #[test]
    fn json_is_told_from_headers_in_brackets() {
        assert!(is_json(b" \n[{\"a\":1}]"));
        assert!(is_json(b"[null]"));
        assert!(is_json(b"{a: 1}"));
        assert!(!is_json(b"[id],[name]\n1,2\n"));
        assert!(!is_json(b"a,b\n"));
    }

    #[test]
    fn bytes_are_shown_printable() {
        assert_eq!(first_bytes(b"a\"\x00\xff\n"), "a\"\\x00\\xff\\n");
    }
}
