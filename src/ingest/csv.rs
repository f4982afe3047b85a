//! Text with delimiters: CSV, TSV and their kin become columns of text.

use ::csv::StringRecord;

use super::choices::Choices;
use super::csv_head::{Dialect, Header, Opening, is_passed_over, open};
use super::limits::check_rows;
use super::melt::{self, Keys};
use super::plain_rows::Sink;
use super::ragged::Ragged;
use super::raw::{RawColumn, RawTable};
use super::splitter::Records;
use super::table::Frame;
use super::{header, layout, path, sniff, table};
use crate::data::{Assumed, InputFile, Table};
use crate::diag::{Diagnostic, Place, Warned};

/// A table as it stands in its text, and what was found around it.
pub(super) struct Framed {
    /// The rows below the header.
    pub(super) raw: RawTable,
    /// Group and name of each column where two rows name them; else empty.
    pub(super) keys: Keys,
    /// What was assumed of the text.
    pub(super) assumed: Assumed,
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
    let mut assumed = framed.assumed;
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
    let mut records = Records::new(text, dialect);
    let opening = open(&mut records, dialect, file, warnings)?;
    body(records, opening, dialect, warnings)
}

/// The rows below an opening, as text.
fn body(
    mut records: Records<'_>,
    opening: Opening,
    dialect: Dialect,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Framed, Diagnostic> {
    let n_bytes = records.rest().len();
    let mut assumed = opening.assumed("csv", records.delimiter);
    let Opening {
        mut raw,
        mut ragged,
        place,
        keys,
        ..
    } = opening;
    let is_plain = dialect.header != Header::Grid && !records.has_quotes();
    // Rows of one column may be blank cells; the reader of quotes knows which.
    if is_plain && raw.columns.len() > 1 {
        let mut sink = Sink {
            raw: &mut raw,
            ragged: &mut ragged,
            file_row: records.file_row,
            place: &place,
        };
        sink.read(records.rest(), records.delimiter)?;
    } else {
        let mut record = StringRecord::new();
        while records.next(&mut record) {
            if is_passed_over(&record, raw.columns.len()) {
                continue;
            }
            if dialect.header == Header::Grid {
                widen(&mut raw, record.len());
            }
            raw.number_row(raw.n_rows, records.file_row);
            let is_filled =
                |idx: &usize| record.get(*idx).is_some_and(|cell| !cell.trim().is_empty());
            let last_filled = (0..record.len()).rfind(is_filled);
            ragged.look(record.len(), last_filled, records.file_row);
            for (idx, column) in raw.columns.iter_mut().enumerate() {
                column.push(record.get(idx).unwrap_or_default());
            }
            raw.n_rows += 1;
            check_rows(&raw, n_bytes, &place)?;
        }
    }
    raw.finish();
    assumed.below = settle(&mut raw, ragged, dialect.header, &place, warnings);
    Ok(Framed { raw, keys, assumed })
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
