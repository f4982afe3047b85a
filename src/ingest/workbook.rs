//! Sheets of a workbook become tables; cells that hold an error are missing, hidden sheets named.

use super::choices::Choices;
use super::grid::{Grid, Merge};
use super::table::{self, Frame};
use super::{melt, path};
use crate::data::{Assumed, InputFile, NumberStyle, Table, machine};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// No workbook has more sheets than this; further ones are left out with a warning.
pub(super) const MAX_SHEETS: usize = 256;

/// One sheet while it is read.
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Whether Excel does not show it.
    pub(super) is_hidden: bool,
    /// Its texts.
    pub(super) grid: Grid,
    /// Cells that are shown as one.
    pub(super) merges: Vec<Merge>,
    /// Whether cells hold numbers as numbers: their texts then have a decimal point.
    pub(super) has_numbers: bool,
    /// Cells with an error: how many, and the first one's text.
    pub(super) errors: (usize, String),
}

impl Sheet {
    /// A sheet without cells.
    pub(super) fn new(name: &str) -> Sheet {
        Sheet {
            name: name.to_owned(),
            is_hidden: false,
            grid: Grid::new(),
            merges: Vec::new(),
            has_numbers: false,
            errors: (0, String::new()),
        }
    }

    /// Counts a cell with an error, such as `#DIV/0!`.
    pub(super) fn note_error(&mut self, text: &str) {
        if self.errors.0 == 0 {
            self.errors.1 = text.to_owned();
        }
        self.errors.0 += 1;
    }
}

/// Makes a table of every sheet that is not empty.
///
/// # Errors
/// `NoTable` when all are empty, or `TooLarge` when a wide one becomes too long.
pub(super) fn tables(
    sheets: Vec<Sheet>,
    file: &InputFile,
    format: &str,
    choices: &Choices,
    mut warnings: Vec<Diagnostic>,
) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let hidden: Vec<String> = sheets
        .iter()
        .filter(|sheet| sheet.is_hidden && !sheet.grid.is_empty())
        .map(|sheet| sheet.name.clone())
        .collect();
    let n_sheets = sheets.len();
    let mut tables = Vec::new();
    for sheet in sheets {
        if sheet.grid.is_empty() {
            continue;
        }
        // A message of a workbook of several sheets must say which sheet it means.
        let label = match n_sheets {
            0 | 1 => file.path.clone(),
            _ => format!("{} [{}]", file.path, sheet.name),
        };
        let place = Place::file(&label);
        let (n_cells, found) = sheet.errors;
        if n_cells > 0 {
            let code = Code::ErrorCells { found, n_cells };
            warnings.push(Diagnostic::warning(place.clone(), code));
        }
        let mut choices = choices.clone();
        if sheet.has_numbers && !choices.is_as_written() {
            choices.number_style = Some(NumberStyle::Point);
        }
        let framed = sheet
            .grid
            .into_framed(&sheet.merges, &choices, &place, &mut warnings);
        let arranged = melt::arrange(framed.raw, &framed.keys, &choices, &place)?;
        let name = match n_sheets {
            0 | 1 => path::stem(&file.path),
            _ => &sheet.name,
        };
        let frame = Frame {
            name,
            file: &label,
            choices: &choices,
            assumed: Assumed {
                format: format.to_owned(),
                header_rows: framed.n_header_rows,
                layout: arranged.layout,
                above: framed.above,
                below: framed.below,
                ..Assumed::default()
            },
        };
        tables.push(table::by_content(&arranged.raw, frame, &mut warnings));
    }
    let place = Place::file(&file.path);
    if tables.is_empty() {
        return Err(Diagnostic::error(place, Code::NoTable));
    }
    if !hidden.is_empty() {
        let code = Code::HiddenSheets { names: hidden };
        warnings.push(Diagnostic::note(place, code));
    }
    Ok(Warned {
        value: tables,
        warnings,
    })
}

/// A number as the sheet shows it in full: at most 15 digits, as spreadsheets keep them.
pub(super) fn number(value: f64) -> String {
    let text = machine(value);
    if text.len() <= 16 {
        return text;
    }
    match format!("{value:.14e}").parse() {
        Ok(rounded) => machine(rounded),
        Err(_) => text,
    }
}

/// The error for bytes that are not what the format asks for.
pub(super) fn damaged(file: &InputFile, format: &str, message: &str) -> Diagnostic {
    let code = Code::Damaged {
        format: format.to_owned(),
        message: message.to_owned(),
    };
    Diagnostic::error(Place::file(&file.path), code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_the_noise_of_binary_fractions() {
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(1244.88), "1244.88");
        assert_eq!(number(-3.0), "-3");
        assert_eq!(number(123_456_789_012_345.0), "123456789012345");
    }

    #[test]
    fn a_wide_sheet_below_a_title_becomes_long() {
        let mut sheet = Sheet::new("s");
        sheet.has_numbers = true;
        let rows: &[&[&str]] = &[
            &["各省销售"],
            &["（单位：亿元）"],
            &["地区", "2021", "2020", "2019"],
            &["北京", "1.5", "2", "3"],
            &["上海", "4", "5", "1.234"],
            &["天津", "7", "8", "9"],
            &["数据来源：国家统计局"],
        ];
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate() {
                let put = sheet.grid.put(row, column, text, &Place::default());
                put.unwrap();
            }
        }
        let file = InputFile {
            path: "t.xlsx".to_owned(),
            bytes: Vec::new(),
        };
        let choices = Choices::default();
        let read = tables(vec![sheet], &file, "xlsx", &choices, Vec::new()).unwrap();
        let table = &read.value[0];
        assert_eq!((table.n_rows, table.columns.len()), (9, 3));
        assert_eq!(table.assumed.above.len(), 2);
        assert_eq!(table.assumed.below, ["数据来源：国家统计局"]);
        assert_eq!(table.assumed.format, "xlsx");
        assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    }
}
