//! Text with delimiters: CSV, TSV and their kin become columns of text.

use ::csv::StringRecord;

use super::choices::Choices;
use super::layout::{self, Head};
use super::limits::check_rows;
use super::melt::{self, Keys};
use super::plain_rows::Sink;
use super::ragged::Ragged;
use super::raw::{RawColumn, RawTable};
use super::splitter::{
    Quoting, after, blank_lines, is_at_end, is_delimiter, separator_line, splitter,
};
use super::table::Frame;
use super::{header, path, sniff, table};
use crate::data::{Assumed, InputFile, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// Whether the first row names the columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    /// The first row that is not blank.
    FirstRow,
    /// There is none; names are made.
    Absent,
    /// Found by looking: below title lines, in one row or two.
    Looked,
    /// So many rows, from the first one on that is no title line.
    Rows(usize),
    /// There is none, and no row is cut: the grid is as wide as its widest row.
    Grid,
}

/// A table as it stands in its text, and what was found around it.
pub(super) struct Framed {
    /// The rows below the header.
    pub(super) raw: RawTable,
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// How many rows name the columns.
    pub(super) n_header_rows: usize,
    /// Group and name of each column where two rows name them; else empty.
    pub(super) keys: Keys,
    /// Title lines above.
    pub(super) above: Vec<String>,
    /// Notes below.
    pub(super) below: Vec<String>,
}

/// How cells are told apart. What is `None` is found by looking.
#[derive(Clone, Copy)]
pub(super) struct Dialect {
    /// An ASCII character.
    pub(super) delimiter: Option<u8>,
    /// An ASCII character.
    pub(super) quote: u8,
    /// Where the columns' names are.
    pub(super) header: Header,
}

impl Dialect {
    /// What is assumed of a file that says nothing about itself.
    pub(super) const UNKNOWN: Dialect = Dialect {
        delimiter: None,
        quote: b'"',
        header: Header::Looked,
    };

    /// What the page's reader decided, and the rest by looking.
    fn chosen(choices: &Choices) -> Dialect {
        let header = match choices.header_rows {
            _ if choices.is_as_written() => Header::Grid,
            Some(0) => Header::Absent,
            Some(n_rows) => Header::Rows(n_rows),
            None => Header::Looked,
        };
        Dialect {
            delimiter: choices.delimiter.filter(|byte| is_delimiter(*byte)),
            header,
            ..Dialect::UNKNOWN
        }
    }
}

/// Whether the bytes may be delimited text: any text that is not JSON.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    sniff::is_text(bytes) && !sniff::is_json(bytes)
}

/// Reads a file as one table with types by content.
///
/// # Errors
/// `NotUtf8`, or `EmptyFile` when there is nothing but blank lines.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let mut warnings = Vec::new();
    let text = sniff::text(&file.bytes, &file.path)?;
    let framed = read_raw(text, Dialect::chosen(choices), &file.path, &mut warnings)?;
    let mut assumed = framed.assumed("csv");
    let place = Place::file(&file.path);
    let arranged = melt::arrange(framed.raw, &framed.keys, choices, &place)?;
    assumed.layout = arranged.layout;
    let frame = Frame {
        name: path::stem(&file.path),
        file: &file.path,
        choices,
        assumed,
    };
    let value = vec![table::by_content(&arranged.raw, frame, &mut warnings)];
    Ok(Warned { value, warnings })
}

impl Framed {
    /// What was assumed of the text.
    pub(super) fn assumed(&self, format: &str) -> Assumed {
        Assumed {
            format: format.to_owned(),
            encoding: "UTF-8".to_owned(),
            delimiter: char::from(self.delimiter).to_string(),
            header_rows: self.n_header_rows,
            above: self.above.clone(),
            below: self.below.clone(),
            ..Assumed::default()
        }
    }
}

/// Splits a text into columns of text.
///
/// Rows may be ragged: missing cells are empty, extra cells are dropped, and one
/// warning tells of all of them. Rows without any text are passed over.
///
/// # Errors
/// `EmptyFile` when there is nothing but blank lines, or `TooLarge`.
pub(super) fn read_raw(
    text: &str,
    dialect: Dialect,
    file: &str,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Framed, Diagnostic> {
    let (said, mut text) = separator_line(text);
    let delimiter = dialect
        .delimiter
        .or(said)
        .unwrap_or_else(|| sniff::delimiter(text));
    let mut head = head(text, delimiter, dialect);
    let (mut above, mut names): (Vec<String>, Vec<Vec<String>>) = Default::default();
    let mut quoting = Quoting::Sign(dialect.quote);
    let mut reader = splitter(text, delimiter, quoting);
    let mut raw = RawTable::new(1);
    let mut ragged = Ragged::default();
    let mut record = StringRecord::new();
    let mut file_row = 0;
    let mut place = Place::file(file);
    let mut has_header = false;
    let mut keys = Keys::new();
    let is_plain = dialect.header != Header::Grid && !text.as_bytes().contains(&dialect.quote);
    // A slice of valid UTF-8 read flexibly gives no errors: the loop ends at the end.
    while let Ok(true) = reader.read_record(&mut record) {
        let at = record.position().map_or(0, |position| position.byte());
        let rest = text
            .get(usize::try_from(at).unwrap_or(0)..)
            .unwrap_or_default();
        file_row += blank_lines(text, rest);
        if is_at_end(&reader, text) && quoting.is_open(&record, rest) {
            // The quote is a sign like any other: nothing below it may be swallowed.
            text = rest.trim_start_matches(['\r', '\n']);
            quoting = Quoting::Off;
            reader = splitter(text, delimiter, quoting);
            continue;
        }
        file_row += 1;
        let is_wide = record.len() > 1 || raw.columns.len() != 1;
        if is_wide && record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if head.n_above > 0 {
            head.n_above -= 1;
            let filled = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
            above.push(filled.collect::<Vec<_>>().join(" "));
            continue;
        }
        if names.len() < head.n_rows {
            if names.is_empty() {
                place = place.row(file_row);
            }
            names.push(record.iter().map(str::to_owned).collect());
            if names.len() < head.n_rows {
                continue;
            }
        }
        if !has_header {
            has_header = true;
            let n_cells = names.iter().map(Vec::len).max().unwrap_or(record.len());
            raw.columns = columns(&names, n_cells, &mut keys, &place, warnings);
            ragged = Ragged::new(&raw.columns, n_cells);
            // Rows of one column may be blank cells; the reader of quotes knows which.
            if is_plain && raw.columns.len() > 1 {
                let rows = if head.n_rows > 0 {
                    after(&reader, text)
                } else {
                    file_row -= 1;
                    rest
                };
                let mut sink = Sink {
                    raw: &mut raw,
                    ragged: &mut ragged,
                    file_row,
                    place: &place,
                };
                sink.read(rows, delimiter)?;
                break;
            }
            if head.n_rows > 0 {
                continue;
            }
        }
        if dialect.header == Header::Grid {
            widen(&mut raw, record.len());
        }
        raw.number_row(raw.n_rows, file_row);
        let is_filled = |idx: &usize| record.get(*idx).is_some_and(|cell| !cell.trim().is_empty());
        let last_filled = (0..record.len()).rfind(is_filled);
        ragged.look(record.len(), last_filled, file_row);
        for (idx, column) in raw.columns.iter_mut().enumerate() {
            column.push(record.get(idx).unwrap_or_default());
        }
        raw.n_rows += 1;
        check_rows(&raw, text.len(), &place)?;
    }
    if !has_header {
        return Err(Diagnostic::error(place, Code::EmptyFile));
    }
    raw.finish();
    let below = settle(&mut raw, ragged, dialect.header, &place, warnings);
    Ok(Framed {
        raw,
        delimiter,
        n_header_rows: head.n_rows,
        keys,
        above,
        below,
    })
}

/// Cuts notes from below, names the nameless columns, and tells of ragged rows.
fn settle(
    raw: &mut RawTable,
    mut ragged: Ragged,
    header: Header,
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<String> {
    if header == Header::Grid {
        for (idx, column) in raw.columns.iter_mut().enumerate() {
            column.name = format!("column_{}", idx + 1);
        }
        return Vec::new();
    }
    let mut below = Vec::new();
    if matches!(header, Header::Looked | Header::Rows(_)) {
        let (n_data, lines) = layout::foot(raw);
        if n_data < raw.n_rows {
            ragged.forget_from(raw.file_row(n_data));
            raw.cut(n_data);
            below = lines;
        }
    }
    header::finish(&mut raw.columns, place, warnings);
    ragged.tell(&place.file, warnings);
    below
}

/// Where the names are: said, or found in the first rows.
fn head(text: &str, delimiter: u8, dialect: Dialect) -> Head {
    let said = |n_rows| Head { n_above: 0, n_rows };
    match dialect.header {
        Header::FirstRow => return said(1),
        Header::Absent | Header::Grid => return said(0),
        Header::Looked | Header::Rows(_) => {}
    }
    let mut reader = splitter(text, delimiter, Quoting::Sign(dialect.quote));
    let mut record = StringRecord::new();
    let mut rows: Vec<Vec<String>> = Vec::new();
    while rows.len() < layout::HEAD_ROWS && matches!(reader.read_record(&mut record), Ok(true)) {
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(record.iter().map(str::to_owned).collect());
        }
    }
    let found = layout::head(&rows);
    match dialect.header {
        Header::Rows(n_rows) => Head {
            n_rows: n_rows.min(rows.len() - found.n_above).max(1),
            ..found
        },
        _ => found,
    }
}

/// Columns as their rows of names say, or numbered where there are none.
fn columns(
    names: &[Vec<String>],
    n_cells: usize,
    keys: &mut Keys,
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<RawColumn> {
    let columns = match names {
        [] => header::numbered(n_cells),
        [only] => header::columns(&mut only.iter().map(String::as_str), place, warnings),
        rows => named_by(rows, keys, place, warnings),
    };
    header::note_dropped(n_cells, place, warnings);
    columns
}

/// Columns that several rows name: the last two count, groups filled to the right.
fn named_by(
    rows: &[Vec<String>],
    keys: &mut Keys,
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<RawColumn> {
    let [.., top, bottom] = rows else {
        return Vec::new();
    };
    *keys = layout::joined(top, bottom);
    let whole: Vec<String> = keys
        .iter()
        .map(|(top, bottom)| format!("{top} {bottom}").trim().to_owned())
        .collect();
    header::columns(&mut whole.iter().map(String::as_str), place, warnings)
}

/// Adds columns until there are as many as a row has cells.
fn widen(raw: &mut RawTable, n_cells: usize) {
    while raw.columns.len() < n_cells.min(header::MAX_COLUMNS) {
        let mut column = RawColumn::new("");
        column.pad(raw.n_rows);
        raw.columns.push(column);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cells and numbers of rows; `quote` decides which of the two ways a text goes.
    fn shape(text: &str, quote: u8) -> String {
        let dialect = Dialect {
            delimiter: Some(b','),
            quote,
            ..Dialect::UNKNOWN
        };
        let mut warnings = Vec::new();
        let Ok(framed) = read_raw(text, dialect, "t.csv", &mut warnings) else {
            return String::new();
        };
        let raw = &framed.raw;
        let row = |row: usize| {
            let cells: Vec<&str> = raw.columns.iter().map(|c| c.cell(row)).collect();
            format!("{}:{}", raw.file_row(row), cells.join("|"))
        };
        let rows: Vec<String> = (0..raw.n_rows).map(row).collect();
        format!("{rows:?} {warnings:?}")
    }

    #[test]
    fn a_text_without_quotes_is_read_the_same_in_both_ways() {
        // The sign ~ stands in the header alone, where it quotes nothing.
        for body in [
            "1,2\n3,4\n",
            "1,2\r\n3,4",
            "1,2\r3,4\r",
            "\n\n1,2\n\n\n3\n",
            "1,2,3,4\n,,\n5,6\n",
            " , \n1,\n",
            "",
            "\r\n\r\n1,2\r\n\n\r",
            "1,2\n注：x\n",
            "年,省\n,",
            "1,2\n,\n\n3,",
        ] {
            for header in ["a,b~", "a,b~\n", "a,b~\r\n", "t\n\na,b~\r"] {
                let text = format!("{header}\n{body}");
                assert_eq!(shape(&text, b'"'), shape(&text, b'~'), "{text:?}");
            }
        }
    }
}
