//! The top of a delimited text: title lines, the rows of names, and where the figures begin.

use ::csv::StringRecord;

use super::choices::Choices;
use super::header;
use super::layout::{self, Head};
use super::melt::Keys;
use super::ragged::Ragged;
use super::raw::{RawColumn, RawTable};
use super::splitter::{Quoting, Records, is_delimiter, splitter};
use crate::data::Assumed;
use crate::diag::{Code, Diagnostic, Place};

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
    pub(super) fn chosen(choices: &Choices) -> Dialect {
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

/// What stands above the figures.
pub(super) struct Opening {
    /// The columns by name, without cells.
    pub(super) raw: RawTable,
    /// Knows how long rows are to be.
    pub(super) ragged: Ragged,
    /// How many rows name the columns.
    pub(super) n_header_rows: usize,
    /// As in `Framed`.
    pub(super) keys: Keys,
    /// Title lines.
    pub(super) above: Vec<String>,
    /// The row of names in the file.
    pub(super) place: Place,
}

impl Opening {
    /// What was assumed of the text.
    pub(super) fn assumed(&self, format: &str, delimiter: u8) -> Assumed {
        Assumed {
            format: format.to_owned(),
            encoding: "UTF-8".to_owned(),
            delimiter: char::from(delimiter).to_string(),
            header_rows: self.n_header_rows,
            above: self.above.clone(),
            ..Assumed::default()
        }
    }
}

/// Whether a row says nothing: it is blank, and the table has not just one column.
pub(super) fn is_passed_over(record: &StringRecord, n_columns: usize) -> bool {
    let is_wide = record.len() > 1 || n_columns != 1;
    is_wide && record.iter().all(|cell| cell.trim().is_empty())
}

/// Reads title lines and names; the records go on with the first row of figures.
///
/// # Errors
/// `EmptyFile` when there is nothing but blank lines.
pub(super) fn open(
    records: &mut Records<'_>,
    dialect: Dialect,
    file: &str,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Opening, Diagnostic> {
    let mut place = Place::file(file);
    let mut head = head(records.rest(), records.delimiter, dialect);
    let (mut above, mut names): (Vec<String>, Vec<Vec<String>>) = Default::default();
    let mut record = StringRecord::new();
    let mut n_cells = None;
    while names.len() < head.n_rows || n_cells.is_none() {
        let before = records.mark();
        if !records.next(&mut record) {
            break;
        }
        if is_passed_over(&record, 0) {
            continue;
        }
        if head.n_above > 0 {
            head.n_above -= 1;
            let filled = record.iter().map(str::trim).filter(|cell| !cell.is_empty());
            above.push(filled.collect::<Vec<_>>().join(" "));
            continue;
        }
        n_cells = n_cells.max(Some(record.len()));
        if head.n_rows == 0 {
            // The first row is one of figures.
            records.back_to(before);
            break;
        }
        if names.is_empty() {
            place = place.row(records.file_row);
        }
        names.push(record.iter().map(str::to_owned).collect());
    }
    let Some(n_cells) = n_cells.filter(|_| names.len() == head.n_rows) else {
        return Err(Diagnostic::error(place, Code::EmptyFile));
    };
    let mut raw = RawTable::new(1);
    let mut keys = Keys::new();
    raw.columns = columns(&names, n_cells, &mut keys, &place, warnings);
    let ragged = Ragged::new(&raw.columns, n_cells);
    Ok(Opening {
        raw,
        ragged,
        n_header_rows: head.n_rows,
        keys,
        above,
        place,
    })
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
