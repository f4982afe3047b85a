//! ODS: the sheets in `content.xml`, read as a stream.
//!
//! Repeats (`number-columns-repeated`, `number-rows-repeated`) are what a file may lie with:
//! blank ones only move the place, and filled ones stop at the limits of [`Grid::put`].

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive;
use super::choices::Choices;
use super::grid::Merge;
use super::workbook::{self, MAX_SHEETS, Sheet, damaged};
use crate::data::{InputFile, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// A filled row is repeated at most so often, or else taken once.
const MAX_FILLED_ROWS: usize = 1 << 16;

/// Rows further down are in no sheet; LibreOffice has a million.
const LAST_ROW: usize = 1 << 30;

/// All filled cells that repeat, in a whole file, become at most so many.
const MAX_COPIES: usize = 1 << 20;

/// A filled cell is repeated to the right at most so often, or else taken once.
const MAX_FILLED_REPEATS: usize = 1024;

/// Whether the bytes are a spreadsheet of OpenDocument.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    archive::kind(bytes) == archive::Kind::Ods
}

/// Reads every sheet as a table.
///
/// # Errors
/// `Damaged`, `TooLarge`, or `NoTable` when all sheets are empty.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let content = archive::part(file, "content.xml")?;
    let mut state = State {
        place: Place::file(&file.path),
        sheets: Vec::new(),
        hidden_styles: Vec::new(),
        row: 0,
        column: 0,
        cells: Vec::new(),
        n_repeats: 1,
        n_copies: MAX_COPIES,
        n_cut: 0,
    };
    let mut warnings = Vec::new();
    let mut xml = Reader::from_reader(content.as_slice());
    xml.config_mut().expand_empty_elements = true;
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut style = String::new();
    loop {
        buffer.clear();
        let event = match xml.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(error) => {
                let error = damaged(file, "ODS", &error.to_string());
                if state.sheets.iter().all(|sheet| sheet.grid.is_empty()) {
                    return Err(error);
                }
                warnings.push(Diagnostic::warning(error.place, error.code));
                break;
            }
        };
        match event {
            Event::Start(tag) => match local(&tag) {
                "style" => style = attribute(&tag, "name").unwrap_or_default(),
                "table-properties" if attribute(&tag, "display").as_deref() == Some("false") => {
                    state.hidden_styles.push(style.clone());
                }
                "table" if state.sheets.len() >= MAX_SHEETS => {
                    let code = Code::Unsupported {
                        found: format!("more than {MAX_SHEETS} sheets"),
                        expected: format!("{MAX_SHEETS} sheets"),
                    };
                    warnings.push(Diagnostic::warning(state.place.clone(), code));
                    break;
                }
                "table" => state.begin_sheet(&tag),
                "table-row" => state.begin_row(&tag),
                "table-cell" | "covered-table-cell" => {
                    let text = text(&mut xml, local(&tag));
                    state.cell(&tag, text);
                }
                "tracked-changes" => drop(text(&mut xml, "tracked-changes")),
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "table-row" => state.end_row()?,
            Event::Eof => break,
            _ => {}
        }
    }
    if state.n_cut > 0 {
        let code = Code::Unsupported {
            found: format!("{} equal rows", state.n_cut),
            expected: format!("{MAX_FILLED_ROWS} equal rows, {MAX_COPIES} equal cells"),
        };
        warnings.push(Diagnostic::warning(state.place.clone(), code));
    }
    workbook::tables(state.sheets, file, "ods", choices, warnings)
}

/// Where the stream stands.
struct State {
    place: Place,
    sheets: Vec<Sheet>,
    hidden_styles: Vec<String>,
    row: usize,
    column: usize,
    /// The filled cells of the row at hand: column, repeats, text.
    cells: Vec<(usize, usize, String)>,
    n_repeats: usize,
    /// Copies of cells that may still be made.
    n_copies: usize,
    /// The most that a row was to be repeated that was taken once.
    n_cut: usize,
}

impl State {
    fn begin_sheet(&mut self, tag: &BytesStart<'_>) {
        let mut sheet = Sheet::new(&attribute(tag, "name").unwrap_or_default());
        let style = attribute(tag, "style-name").unwrap_or_default();
        sheet.is_hidden = self.hidden_styles.contains(&style);
        self.sheets.push(sheet);
        self.row = 0;
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        self.column = 0;
        self.cells.clear();
        self.n_repeats = number(tag, "number-rows-repeated");
    }

    /// How often the row at hand is taken, and whether its cells are repeated.
    fn n_copied(&mut self) -> (usize, bool) {
        let n_cells: usize = self.cells.iter().map(|(_, n_repeats, _)| n_repeats).sum();
        let n_copies = n_cells.saturating_mul(self.n_repeats) - self.cells.len();
        if self.n_repeats <= MAX_FILLED_ROWS && n_copies <= self.n_copies {
            self.n_copies -= n_copies;
            return (self.n_repeats, true);
        }
        self.n_cut = self.n_cut.max(self.n_repeats);
        let n_copies = n_cells - self.cells.len();
        let is_wide = n_copies <= self.n_copies;
        self.n_copies -= if is_wide { n_copies } else { 0 };
        (1, is_wide)
    }

    fn end_row(&mut self) -> Result<(), Diagnostic> {
        if !self.cells.is_empty() && self.row < LAST_ROW {
            let (n_rows, is_wide) = self.n_copied();
            let Some(sheet) = self.sheets.last_mut() else {
                return Ok(());
            };
            for row in self.row..self.row + n_rows {
                for (column, n_repeats, text) in &self.cells {
                    let n_columns = if is_wide { *n_repeats } else { 1 };
                    for column in *column..column.saturating_add(n_columns) {
                        sheet.grid.put(row, column, text, &self.place)?;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(self.n_repeats);
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>, text: String) {
        let n_repeats = number(tag, "number-columns-repeated");
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        let n_columns = number(tag, "number-columns-spanned");
        let n_rows = number(tag, "number-rows-spanned");
        if n_columns.max(n_rows) > 1 && sheet.merges.len() < 1000 {
            sheet.merges.push(Merge {
                first_row: self.row,
                last_row: self.row.saturating_add(n_rows - 1),
                first_column: self.column,
                last_column: self.column.saturating_add(n_columns - 1),
            });
        }
        let value = match attribute(tag, "value-type").as_deref() {
            _ if is_error(&text) => {
                sheet.note_error(text.trim());
                String::new()
            }
            Some("float" | "percentage" | "currency") => match attribute(tag, "value") {
                Some(value) => {
                    sheet.has_numbers = true;
                    value.parse().map_or(value, workbook::number)
                }
                None => text,
            },
            Some("date") => attribute(tag, "date-value").map_or(text, |date| {
                date.strip_suffix("T00:00:00")
                    .unwrap_or(&date)
                    .replace('T', " ")
            }),
            Some("boolean") => attribute(tag, "boolean-value").unwrap_or(text),
            _ => text,
        };
        if !value.trim().is_empty() {
            // A filled cell that repeats past every screen is one that lies.
            let is_lie = n_repeats > MAX_FILLED_REPEATS;
            let n_filled = if is_lie { 1 } else { n_repeats };
            self.cells.push((self.column, n_filled, value));
        }
        self.column = self.column.saturating_add(n_repeats);
    }
}

/// What LibreOffice shows for an error in a formula.
fn is_error(text: &str) -> bool {
    let text = text.trim();
    matches!(
        text,
        "#N/A" | "#DIV/0!" | "#VALUE!" | "#REF!" | "#NAME?" | "#NUM!" | "#NULL!"
    ) || text
        .strip_prefix("Err:")
        .is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()))
}

/// The text up to the end of an element; paragraphs are lines, remarks are left out.
fn text(xml: &mut Reader<&[u8]>, element: &str) -> String {
    let element = element.to_owned();
    let mut out = String::new();
    let mut buffer = Vec::new();
    let (mut depth, mut n_paragraphs, mut in_remark) = (0_usize, 0, false);
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                name if name == element => depth += 1,
                "annotation" => in_remark = true,
                "p" if !in_remark => {
                    if n_paragraphs > 0 {
                        out.push('\n');
                    }
                    n_paragraphs += 1;
                }
                "s" if !in_remark => out.push(' '),
                "tab" if !in_remark => out.push('\t'),
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                name if name == element && depth == 0 => return out,
                name if name == element => depth -= 1,
                "annotation" => in_remark = false,
                _ => {}
            },
            Ok(Event::Text(part)) if !in_remark && n_paragraphs > 0 => {
                out.push_str(&part);
            }
            Ok(Event::CData(part)) if !in_remark && n_paragraphs > 0 => {
                out.push_str(&part);
            }
            Ok(Event::GeneralRef(part)) if !in_remark => {
                let name: &str = &part;
                match part.resolve_char_ref() {
                    Ok(Some(ch)) => out.push(ch),
                    _ => out.push_str(match name {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "",
                    }),
                }
            }
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

fn local<'a>(tag: &'a BytesStart<'_>) -> &'a str {
    tag.local_name().into_inner()
}

/// An attribute by its name without the prefix.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let found = attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found
        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
        .ok()?;
    Some(value.into_owned())
}

/// A count, at least one.
fn number(tag: &BytesStart<'_>, name: &str) -> usize {
    let text = attribute(tag, name);
    text.and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}
