//! Rows of delimited text straight into dense columns, in pieces as they come.
//!
//! What comes out is what the reader of `csv` gives, or nothing: where a text is not as nearly
//! all are (a quote that is never closed, text behind a quote, bytes that are no UTF-8), the
//! rows are given up and the whole text is read the other way. A test compares the two.

use super::csv_head::Opening;
use super::dense::DenseColumn;
use super::dictionary::text_of;
use super::limits::check_rows;
use super::missing::is_blank;
use super::ragged::Ragged;
use super::raw::RawTable;
use crate::diag::Place;

/// Dense columns that grow by rows.
pub(super) struct DenseRows {
    /// The columns in the order of the file.
    pub(super) columns: Vec<DenseColumn>,
    /// Names and numbers of rows, without cells.
    pub(super) shell: RawTable,
    /// Rows that are too short or too long.
    pub(super) ragged: Ragged,
    /// The row of names in the file.
    pub(super) place: Place,
    delimiter: u8,
    quote: u8,
    file_row: usize,
    /// What usual rows end with: a line break, or the first sign of a pair.
    line_end: u8,
    /// Bytes of the rows that are whole.
    n_bytes: usize,
    /// A cell without its quotes.
    unquoted: Vec<u8>,
}

/// Why rows end before their time.
pub(super) enum Stop {
    /// The row goes on in the next piece.
    Cut,
    /// This text is not for dense columns.
    GivenUp,
}

/// What stands behind a cell.
enum End {
    /// The next cell of the row, from this place on.
    Cell(usize),
    /// The next row, from this place on.
    Row(usize),
}

impl DenseRows {
    /// Rows below an opening; about `n_rows` are expected. `file_row` is the number of the last
    /// row above them.
    ///
    /// `None` for tables that are better read the other way.
    pub(super) fn new(
        opening: Opening,
        delimiter: u8,
        quote: u8,
        file_row: usize,
        n_rows: usize,
    ) -> Option<DenseRows> {
        let Opening {
            raw, ragged, place, ..
        } = opening;
        let is_named = raw.columns.iter().all(|column| !column.name.is_empty());
        if raw.columns.len() < 2 || !is_named {
            return None;
        }
        let columns = raw.columns.iter();
        Some(DenseRows {
            columns: columns.map(|c| DenseColumn::new(&c.name, n_rows)).collect(),
            shell: raw,
            ragged,
            place,
            delimiter,
            quote,
            file_row,
            line_end: b'\n',
            n_bytes: 0,
            unquoted: Vec::new(),
        })
    }

    /// Adds the rows of `bytes`, which begin with a row; says how many bytes were taken. The
    /// rest is a row that goes on in the next piece: there is none after the last one.
    ///
    /// `None` when this text has to be read the other way.
    pub(super) fn feed(&mut self, bytes: &[u8], is_last: bool) -> Option<usize> {
        let mut start = 0;
        while start < bytes.len() {
            if let Some(next) = self.usual_row(bytes, start) {
                start = next;
                continue;
            }
            self.cut(self.shell.n_rows);
            match self.row(bytes, start, is_last) {
                Ok(next) => start = next,
                Err(Stop::Cut) => {
                    self.cut(self.shell.n_rows);
                    break;
                }
                Err(Stop::GivenUp) => return None,
            }
        }
        self.n_bytes += start;
        let size = check_rows(&self.shell, self.n_bytes, &self.place);
        size.ok().map(|()| start)
    }

    /// Keeps the first `n_rows` rows.
    pub(super) fn cut(&mut self, n_rows: usize) {
        self.columns
            .iter_mut()
            .for_each(|column| column.cut(n_rows));
        self.shell.n_rows = self.shell.n_rows.min(n_rows);
    }

    /// Adds a row as nearly all are: as many cells as columns, none in quotes, the first one
    /// filled for sure. `None` for any other one, some of whose cells were added then.
    fn usual_row(&mut self, bytes: &[u8], start: usize) -> Option<usize> {
        let first = *bytes.get(start)?;
        // Signs and letters of ASCII, and what begins a Chinese or a later sign; no blank does.
        let is_filled = matches!(first, b'!'..=b'~' | 0xE4..=0xF4);
        if !is_filled || first == self.delimiter {
            return None;
        }
        let (mut at, last) = (start, self.columns.len() - 1);
        for (idx, column) in self.columns.iter_mut().enumerate() {
            let stop = if idx == last {
                self.line_end
            } else {
                self.delimiter
            };
            let rest = &bytes[at..];
            let n_bytes = match column.take(rest, stop) {
                Some(n_bytes) => n_bytes,
                None => {
                    let n_bytes = plain_len(rest, self.delimiter);
                    if rest.get(n_bytes) != Some(&stop) || rest.first() == Some(&self.quote) {
                        return None;
                    }
                    column.push(&rest[..n_bytes])?;
                    n_bytes
                }
            };
            at += n_bytes + 1;
        }
        if self.line_end == b'\r' {
            match bytes.get(at) {
                Some(b'\n') => at += 1,
                // A piece may end between the two.
                Some(_) => {}
                None => return None,
            }
        }
        self.file_row += 1;
        let row_idx = self.shell.n_rows;
        self.shell.number_row(row_idx, self.file_row);
        self.shell.n_rows += 1;
        Some(at)
    }

    fn row(&mut self, bytes: &[u8], start: usize, is_last: bool) -> Result<usize, Stop> {
        let size = check_rows(&self.shell, self.n_bytes + start, &self.place);
        // What is too large is told by the other way.
        size.map_err(|_| Stop::GivenUp)?;
        let n_columns = self.columns.len();
        let (mut at, mut n_cells) = (start, 0);
        let mut is_filled = false;
        let mut last_filled = None;
        let next = loop {
            let (cell_is_filled, end) = if n_cells < n_columns {
                self.cell(bytes, at, n_cells, !is_filled, is_last)?
            } else {
                self.further_cell(bytes, at, is_last)?
            };
            is_filled |= cell_is_filled;
            if cell_is_filled && n_cells >= n_columns {
                last_filled = Some(n_cells);
            }
            n_cells += 1;
            match end {
                End::Cell(next) => at = next,
                End::Row(next) => break next,
            }
        };
        self.file_row += 1;
        let row_idx = self.shell.n_rows;
        if !is_filled {
            self.cut(row_idx);
            return Ok(next);
        }
        for column in self.columns.iter_mut().skip(n_cells) {
            column.push(b"").ok_or(Stop::GivenUp)?;
        }
        if n_cells != n_columns {
            self.ragged.look(n_cells, last_filled, self.file_row);
        }
        self.shell.number_row(row_idx, self.file_row);
        self.shell.n_rows += 1;
        if bytes.get(next.wrapping_sub(2)) == Some(&b'\r') {
            self.line_end = b'\r';
        }
        Ok(next)
    }

    /// Reads the cell of a column; says whether it is filled, if that is asked.
    fn cell(
        &mut self,
        bytes: &[u8],
        at: usize,
        idx: usize,
        asks: bool,
        is_last: bool,
    ) -> Result<(bool, End), Stop> {
        let column = &mut self.columns[idx];
        let rest = &bytes[at..];
        if rest.first() == Some(&self.quote) {
            let after = unquote(bytes, at, self.quote, is_last, &mut self.unquoted)?;
            let end = end(bytes, after, self.delimiter, is_last)?.ok_or(Stop::GivenUp)?;
            column.push_quoted(&self.unquoted).ok_or(Stop::GivenUp)?;
            let is_filled = !asks || !is_blank_cell(&self.unquoted)?;
            return Ok((is_filled, end));
        }
        let after = at + plain_len(rest, self.delimiter);
        let end = end(bytes, after, self.delimiter, is_last)?.ok_or(Stop::GivenUp)?;
        let cell = &bytes[at..after];
        column.push(cell).ok_or(Stop::GivenUp)?;
        Ok((asks && !is_blank_cell(cell)?, end))
    }

    /// Passes over a cell that has no column.
    fn further_cell(
        &mut self,
        bytes: &[u8],
        at: usize,
        is_last: bool,
    ) -> Result<(bool, End), Stop> {
        let rest = &bytes[at..];
        if rest.first() == Some(&self.quote) {
            let after = unquote(bytes, at, self.quote, is_last, &mut self.unquoted)?;
            let end = end(bytes, after, self.delimiter, is_last)?.ok_or(Stop::GivenUp)?;
            return Ok((!is_blank_cell(&self.unquoted)?, end));
        }
        let after = at + plain_len(rest, self.delimiter);
        let end = end(bytes, after, self.delimiter, is_last)?.ok_or(Stop::GivenUp)?;
        Ok((!is_blank_cell(&bytes[at..after])?, end))
    }
}

/// What stands at a place right behind a cell; `None` where the cell goes on.
fn end(bytes: &[u8], at: usize, delimiter: u8, is_last: bool) -> Result<Option<End>, Stop> {
    Ok(Some(match bytes.get(at) {
        Some(byte) if *byte == delimiter => End::Cell(at + 1),
        Some(b'\n') => End::Row(at + 1),
        Some(b'\r') => match bytes.get(at + 1) {
            Some(b'\n') => End::Row(at + 2),
            None if !is_last => return Err(Stop::Cut),
            _ => End::Row(at + 1),
        },
        Some(_) => return Ok(None),
        None if is_last => End::Row(at),
        None => return Err(Stop::Cut),
    }))
}

/// How many bytes there are up to a delimiter, a line break or the end.
fn plain_len(rest: &[u8], delimiter: u8) -> usize {
    let is_end = |byte: &u8| *byte == delimiter || *byte == b'\n' || *byte == b'\r';
    rest.iter().position(is_end).unwrap_or(rest.len())
}

/// The cell in quotes at a place goes to `out`; returns the place behind the closing one.
fn unquote(
    bytes: &[u8],
    at: usize,
    quote: u8,
    is_last: bool,
    out: &mut Vec<u8>,
) -> Result<usize, Stop> {
    out.clear();
    let mut start = at + 1;
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        let Some(n_bytes) = rest.iter().position(|byte| *byte == quote) else {
            return Err(if is_last { Stop::GivenUp } else { Stop::Cut });
        };
        out.extend_from_slice(&rest[..n_bytes]);
        match rest.get(n_bytes + 1) {
            Some(next) if *next == quote => out.push(quote),
            None if !is_last => return Err(Stop::Cut),
            _ => return Ok(start + n_bytes + 1),
        }
        start += n_bytes + 2;
    }
}

fn is_blank_cell(cell: &[u8]) -> Result<bool, Stop> {
    match cell.first() {
        None => Ok(true),
        Some(b'!'..=b'~') => Ok(false),
        Some(_) => text_of(cell).map(is_blank).ok_or(Stop::GivenUp),
    }
}
