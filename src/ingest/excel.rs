//! XLSX, XLSM, XLSB and XLS through calamine, cell by cell, within limits checked before.
//!
//! calamine believes what a file says of itself: it makes room for a declared extent and
//! inflates parts of any size into memory. So zip archives are measured by
//! [`archive::measure`] and XLS streams by [`biff::check`] before it sees them, and its own
//! grids are not used where a reader of single cells exists.

use std::io::Cursor;

use calamine::{
    Cell, Data, DataRef, DataType, Dimensions, ExcelDateTime, Reader as _, SheetVisible, Xls, Xlsb,
    Xlsx,
};

use super::choices::Choices;
use super::grid::Merge;
use super::workbook::{self, MAX_SHEETS, Sheet, damaged};
use super::{archive, biff, guard, sniff, workbook_parts};
use crate::data::{InputFile, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// Whether the bytes are a workbook of Excel, new or old.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    sniff::looks_like(bytes) == "XLS"
        || matches!(
            archive::kind(bytes),
            archive::Kind::Xlsx | archive::Kind::Xlsb
        )
}

/// Reads every sheet as a table.
///
/// # Errors
/// `Damaged`, `Encrypted`, `TooLarge`, or `NoTable` when all sheets are empty.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let mut warnings = Vec::new();
    let (format, read): (_, ReadSheets) = match archive::kind(&file.bytes) {
        archive::Kind::Xlsx if archive::has_macros(file) => ("XLSM", xlsx),
        archive::Kind::Xlsx => ("XLSX", xlsx),
        archive::Kind::Xlsb => ("XLSB", xlsb),
        archive::Kind::Other | archive::Kind::Ods => ("XLS", xls),
    };
    let sheets = guard::hold(file, format, || read(file, &mut warnings))?;
    workbook::tables(
        sheets,
        file,
        &format.to_ascii_lowercase(),
        choices,
        warnings,
    )
}

type ReadSheets = fn(&InputFile, &mut Vec<Diagnostic>) -> Result<Vec<Sheet>, Diagnostic>;

fn xlsx(file: &InputFile, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Sheet>, Diagnostic> {
    // They stand behind the cells: to look for them is to read all of a sheet once more.
    let may_merge = archive::measure(file, archive::Parts::Office, "mergeCell")?;
    workbook_parts::check(file)?;
    let fails = |error: &dyn std::fmt::Display| damaged(file, "XLSX", &error.to_string());
    let mut book = Xlsx::new(Cursor::new(file.bytes.as_slice())).map_err(|error| fails(&error))?;
    let mut sheets = Vec::new();
    for (name, is_hidden) in listed(book.sheets_metadata(), file, warnings) {
        let mut sheet = Sheet::new(&name);
        sheet.is_hidden = is_hidden;
        if may_merge {
            let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            sheet.merges = merges.into_iter().take(MAX_MERGES).map(merge).collect();
        }
        // Sheets of charts have no cells.
        if let Ok(mut cells) = book.worksheet_cells_reader(&name) {
            let mut next = || cells.next_cell().map_err(|error| fails(&error));
            fill(&mut sheet, &mut next, file, warnings)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn xlsb(file: &InputFile, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Sheet>, Diagnostic> {
    archive::measure(file, archive::Parts::Office, "")?;
    workbook_parts::check(file)?;
    let fails = |error: &dyn std::fmt::Display| damaged(file, "XLSB", &error.to_string());
    let mut book = Xlsb::new(Cursor::new(file.bytes.as_slice())).map_err(|error| fails(&error))?;
    let mut sheets = Vec::new();
    for (name, is_hidden) in listed(book.sheets_metadata(), file, warnings) {
        let mut sheet = Sheet::new(&name);
        sheet.is_hidden = is_hidden;
        if let Ok(mut cells) = book.worksheet_cells_reader(&name) {
            let mut next = || cells.next_cell().map_err(|error| fails(&error));
            fill(&mut sheet, &mut next, file, warnings)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

fn xls(file: &InputFile, warnings: &mut Vec<Diagnostic>) -> Result<Vec<Sheet>, Diagnostic> {
    biff::check(file)?;
    let fails = |error: &dyn std::fmt::Display| damaged(file, "XLS", &error.to_string());
    let mut book = Xls::new(Cursor::new(file.bytes.as_slice())).map_err(|error| fails(&error))?;
    let mut sheets = Vec::new();
    let place = Place::file(&file.path);
    for (name, is_hidden) in listed(book.sheets_metadata(), file, warnings) {
        let mut sheet = Sheet::new(&name);
        sheet.is_hidden = is_hidden;
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        sheet.merges = merges.into_iter().take(MAX_MERGES).map(merge).collect();
        let range = book.worksheet_range(&name).map_err(|error| fails(&error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let position = (top as usize + row, left as usize + column);
            put(&mut sheet, position, &borrowed(data), &place)?;
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// How many merged cells of a sheet are looked at; headers have few.
const MAX_MERGES: usize = 1000;

/// Names of the sheets and whether each is hidden.
fn listed(
    sheets: &[calamine::Sheet],
    file: &InputFile,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<(String, bool)> {
    if sheets.len() > MAX_SHEETS {
        let code = Code::Unsupported {
            found: format!("{} sheets", sheets.len()),
            expected: format!("{MAX_SHEETS} sheets"),
        };
        warnings.push(Diagnostic::warning(Place::file(&file.path), code));
    }
    let sheets = sheets.iter().take(MAX_SHEETS);
    sheets
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect()
}

/// Takes cells until there are no more; what was read before a damaged one is kept.
fn fill<'a>(
    sheet: &mut Sheet,
    next: &mut dyn FnMut() -> Result<Option<Cell<DataRef<'a>>>, Diagnostic>,
    file: &InputFile,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(), Diagnostic> {
    let place = Place::file(&file.path);
    loop {
        match next() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                let position = (row as usize, column as usize);
                put(sheet, position, cell.get_value(), &place)?;
            }
            Ok(None) => return Ok(()),
            Err(error) if sheet.grid.is_empty() => return Err(error),
            Err(error) => {
                warnings.push(Diagnostic::warning(error.place, error.code));
                return Ok(());
            }
        }
    }
}

fn put(
    sheet: &mut Sheet,
    (row, column): (usize, usize),
    data: &DataRef<'_>,
    place: &Place,
) -> Result<(), Diagnostic> {
    let text = match data {
        DataRef::Empty => return Ok(()),
        DataRef::Error(error) => {
            sheet.note_error(&error.to_string());
            return Ok(());
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            return sheet.grid.put(row, column, text, place);
        }
        DataRef::SharedString(text) => return sheet.grid.put(row, column, text, place),
        DataRef::Int(value) => {
            sheet.has_numbers = true;
            value.to_string()
        }
        DataRef::Float(value) => {
            sheet.has_numbers = true;
            workbook::number(*value)
        }
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(time) => date(time),
    };
    sheet.grid.put(row, column, &text, place)
}

fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Empty => DataRef::Empty,
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::DateTime(time) => DataRef::DateTime(*time),
        Data::Int(value) => DataRef::Int(*value),
        Data::Float(value) => DataRef::Float(*value),
        Data::Bool(value) => DataRef::Bool(*value),
        other => DataRef::SharedString(other.get_string().unwrap_or_default()),
    }
}

/// A serial as ISO 8601 writes it: a day, a day with a clock, or a clock alone.
fn date(time: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, milli) = time.to_ymd_hms_milli();
    let clock = match milli {
        0 => format!("{hour:02}:{minute:02}:{second:02}"),
        milli => format!("{hour:02}:{minute:02}:{second:02}.{milli:03}"),
    };
    let value = time.as_f64();
    if time.is_duration() || (0.0..1.0).contains(&value) {
        let n_hours = (value.clamp(0.0, 1e9) as u64) * 24 + u64::from(hour);
        return format!("{n_hours:02}{}", clock.get(2..).unwrap_or_default());
    }
    match clock.as_str() {
        "00:00:00" => format!("{year:04}-{month:02}-{day:02}"),
        clock => format!("{year:04}-{month:02}-{day:02} {clock}"),
    }
}

fn merge(extent: Dimensions) -> Merge {
    Merge {
        first_row: extent.start.0 as usize,
        last_row: extent.end.0 as usize,
        first_column: extent.start.1 as usize,
        last_column: extent.end.1 as usize,
    }
}
