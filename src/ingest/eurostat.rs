//! Eurostat's TSV: dimensions packed into the first column, a column a time, flags behind.
//!
//! The header is `freq,unit,geo\TIME_PERIOD`, then times; a cell is `12.5 bp`, `:` or `: c`.

use super::choices::Choices;
use super::csv::read_raw;
use super::csv_head::{Dialect, Header};
use super::limits::check_text;
use super::raw::{RawColumn, RawTable};
use super::schema::Schema;
use super::table::{self, Frame};
use super::{path, sniff};
use crate::data::{Assumed, InputFile, Layout, Table};
use crate::diag::{Diagnostic, Place, Warned};

/// No packed header is longer.
const MAX_HEADER_BYTES: usize = 2000;

/// Whether the first header packs dimensions and ends with the name of the time.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    let rest = sniff::without_bom(bytes);
    let start = rest.get(..MAX_HEADER_BYTES).unwrap_or(rest);
    let is_end = |byte: &u8| matches!(byte, b'\t' | b'\n');
    let Some(end) = start.iter().position(is_end) else {
        return false;
    };
    let head = start.get(..end).unwrap_or_default();
    let ends = |word: &[u8]| head.to_ascii_uppercase().ends_with(word);
    rest.get(end) == Some(&b'\t')
        && (ends(b"\\TIME_PERIOD") || ends(b"\\TIME"))
        && sniff::is_text(bytes)
}

/// Reads a file as one long table of dimensions, `TIME_PERIOD`, `OBS_VALUE`, `OBS_STATUS`.
///
/// # Errors
/// As the reader of delimited text, or `TooLarge`.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    if choices.is_as_written() {
        return super::csv::read(file, choices);
    }
    let mut warnings = Vec::new();
    let text = sniff::text(&file.bytes, &file.path)?;
    let dialect = Dialect {
        delimiter: Some(b'\t'),
        header: Header::FirstRow,
        ..Dialect::UNKNOWN
    };
    let framed = read_raw(text, dialect, &file.path, &mut warnings)?;
    let mut assumed = Assumed {
        format: "eurostat".to_owned(),
        ..framed.assumed
    };
    let raw = long(&framed.raw, &Place::file(&file.path))?;
    assumed.layout = Layout::WideTimes;
    let frame = Frame {
        name: path::stem(&file.path),
        file: &file.path,
        choices,
        assumed,
    };
    let schema = Schema::of_values("OBS_VALUE", &[":"]);
    let table = table::by_schema(&raw, &schema, frame, &mut warnings);
    Ok(Warned {
        value: vec![table],
        warnings,
    })
}

fn long(raw: &RawTable, place: &Place) -> Result<RawTable, Diagnostic> {
    let mut out = RawTable::new(1);
    let Some((packed, times)) = raw.columns.split_first() else {
        return Ok(out);
    };
    let (names, _) = packed.name.rsplit_once('\\').unwrap_or((&packed.name, ""));
    let dimensions = names.split(',').map(|name| RawColumn::new(name.trim()));
    out.columns.extend(dimensions);
    let n_dimensions = out.columns.len();
    for name in ["TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"] {
        out.columns.push(RawColumn::new(name));
    }
    out.numbering.clone_from(&raw.numbering);
    out.spread = times.iter().map(|column| column.name.clone()).collect();
    out.n_rows = raw.n_rows.saturating_mul(times.len());
    out.check_size(out.n_rows, place)?;
    let n_keys: usize = packed.cells().map(str::len).sum();
    let n_times: usize = times.iter().map(|column| column.name.len()).sum();
    let n_text = n_keys.saturating_mul(times.len());
    check_text(
        n_text.saturating_add(n_times.saturating_mul(raw.n_rows)),
        place,
    )?;
    let mut cells: Vec<_> = times.iter().map(RawColumn::cells).collect();
    for keys in packed.cells() {
        for (time, cells) in times.iter().zip(&mut cells) {
            let mut keys = keys.split(',').map(str::trim);
            for column in out.columns.iter_mut().take(n_dimensions) {
                column.push(keys.next().unwrap_or_default());
            }
            let cell = cells.next().unwrap_or_default().trim();
            let (value, flags) = cell.split_once(' ').unwrap_or((cell, ""));
            let rest = [time.name.trim(), value, flags.trim()];
            for (column, cell) in out.columns.iter_mut().skip(n_dimensions).zip(rest) {
                column.push(cell);
            }
        }
    }
    out.finish();
    Ok(out)
}
