//! SDMX-CSV 1.0 and 2.0: observations as rows, with the structure's names as headers.
//!
//! <https://github.com/sdmx-twg/sdmx-csv>. The first header is `DATAFLOW` (1.0) or
//! `STRUCTURE` (2.0), in which the sign behind it is the separator. Headers and codes may
//! carry their labels: `REF_AREA: Area`, `CN: China`.

use super::choices::Choices;
use super::csv::read_raw;
use super::csv_head::{Dialect, Header};
use super::raw::{RawColumn, RawTable};
use super::schema::Schema;
use super::table::{self, Frame};
use super::{path, sniff};
use crate::data::{Assumed, Column, InputFile, NumberCell, Role, Table, Values, scaled};
use crate::diag::{Diagnostic, Warned};

/// Columns that speak of the message and not of the figures.
const OF_MESSAGE: [&str; 5] = [
    "DATAFLOW",
    "STRUCTURE",
    "STRUCTURE_ID",
    "STRUCTURE_NAME",
    "ACTION",
];

/// Whether the first header is one that SDMX-CSV prescribes.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    sniff::is_text(bytes) && separator(sniff::without_bom(bytes)).is_some()
}

fn separator(bytes: &[u8]) -> Option<u8> {
    let rest = bytes.strip_prefix(b"\"").unwrap_or(bytes);
    let rest = rest
        .strip_prefix(b"DATAFLOW")
        .or_else(|| rest.strip_prefix(b"STRUCTURE"))?;
    let rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let has_value = line.windows(9).any(|part| part == b"OBS_VALUE");
    rest.first()
        .copied()
        .filter(|byte| has_value && super::splitter::is_delimiter(*byte))
}

/// Reads a file as one table: the columns of the message left out, values in whole units.
///
/// # Errors
/// As the reader of delimited text.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    if choices.is_as_written() {
        return super::csv::read(file, choices);
    }
    let mut warnings = Vec::new();
    let text = sniff::text(&file.bytes, &file.path)?;
    let dialect = Dialect {
        delimiter: choices.delimiter.or(separator(text.as_bytes())),
        header: Header::FirstRow,
        ..Dialect::UNKNOWN
    };
    let mut framed = read_raw(text, dialect, &file.path, &mut warnings)?;
    let assumed = Assumed {
        format: "sdmx-csv".to_owned(),
        ..framed.assumed
    };
    let titles = unlabel(&mut framed.raw);
    framed
        .raw
        .columns
        .retain(|column| !OF_MESSAGE.contains(&column.name.as_str()));
    let frame = Frame {
        name: path::stem(&file.path),
        file: &file.path,
        choices,
        assumed,
    };
    let schema = Schema::of_values("OBS_VALUE", &["NaN", "#N/A"]);
    let mut table = table::by_schema(&framed.raw, &schema, frame, &mut warnings);
    for (name, title) in titles {
        if let Some(column) = table.columns.iter_mut().find(|column| column.name == name) {
            column.titles.push(("en".to_owned(), title));
        }
    }
    scale(&mut table);
    Ok(Warned {
        value: vec![table],
        warnings,
    })
}

/// Takes labels from headers and from codes; gives the headers' labels by name.
fn unlabel(raw: &mut RawTable) -> Vec<(String, String)> {
    let mut titles = Vec::new();
    for column in &mut raw.columns {
        let parts = column.name.split_once(": ");
        let Some((name, title)) = parts.map(|(n, t)| (n.to_owned(), t.to_owned())) else {
            continue;
        };
        let mut plain = RawColumn::new(&name);
        // Codes that mean something to the program stay codes.
        let takes_label = !["OBS_STATUS", "UNIT_MEASURE", "UNIT_MULT"].contains(&name.as_str());
        for cell in column.cells() {
            let label = cell
                .split_once(": ")
                .filter(|(code, _)| !code.contains(' '));
            let part = |(code, label)| if takes_label { label } else { code };
            plain.push(label.map_or(cell, part));
        }
        *column = plain;
        titles.push((name, title));
    }
    titles
}

/// Multiplies values by the power of ten that `UNIT_MULT` states, which is then said.
fn scale(table: &mut Table) {
    let Some(exponents) = table.column("UNIT_MULT").cloned() else {
        return;
    };
    let is_value = |column: &&mut Column| column.role == Some(Role::Value);
    let Some(values) = table.columns.iter_mut().find(is_value) else {
        return;
    };
    let Values::Number(cells) = &mut values.values else {
        return;
    };
    cells.change(&mut |row, cell| {
        let exponent = exponents.number(row).map_or(0.0, |number| number.value);
        let exp10 = exponent.clamp(-15.0, 15.0) as i32;
        match cell.number().filter(|_| exp10 != 0) {
            None => cell,
            Some(mut number) => {
                let decimals = (i32::from(number.decimals) - exp10).clamp(0, 17) as u8;
                number.value = scaled(number.value, exp10);
                number.decimals = decimals;
                // What was written in decimals is whole once it is scaled.
                let text = format!("{:.*}", usize::from(decimals), number.value);
                number.value = text.parse().unwrap_or(number.value);
                NumberCell::present(number)
            }
        }
    });
    table.columns.retain(|column| column.name != "UNIT_MULT");
}
