//! `furrow export`: a table as it was read, as CSV or JSON.

use std::path::Path;

use serde_json::{Map, Value};

use super::args::Args;
use super::console;
use super::error::CliError;
use super::session::READERS;
use super::source::read_report;
use super::{Outcome, check};
use crate::data::{Column, Table, Values};
use crate::ingest::{Choices, open_with};

pub(super) const OPTIONS: &[&str] = &["--to", "--table"];
pub(super) const FLAGS: &[&str] = &["--raw"];

pub(super) const HELP: &str = "\
Writes a table as Furrow reads it to the standard output.

Usage: furrow export FILE --to csv|json [--table NAME] [--raw]

  FILE            a folder with a datapackage.json, or a data file
  --to csv|json   what to write, in UTF-8; JSON is a list of records
  --table NAME    which table, where there are several
  --raw           every cell's text and every row as in the file, before any layout;
                  without it numbers, times and texts as they were understood

  furrow export 零售额.csv --to json
  furrow export sales.csv --to csv --raw

Exit codes: 0 done, 2 the file cannot be read.
";

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let file = args.file()?;
    let to = args.required("--to")?;
    if !["csv", "json"].contains(&to) {
        return Err(args.usage(&format!("`--to {to}`: expected csv or json")));
    }
    let is_raw = args.has("--raw");
    let choices = if is_raw {
        Choices::as_written()
    } else {
        Choices::default()
    };
    let report = read_report(Path::new(file))?;
    let read = open_with(&report.files, READERS, &choices)
        .map_err(|errors| check::in_file(file, CliError::Unreadable(errors)))?;
    let tables = &read.value.tables;
    let table = match (args.option("--table"), tables.as_slice()) {
        (None, [only]) => only,
        (None, _) => return Err(args.usage(&format!("`--table` is missing; {}", names(tables)))),
        (Some(name), _) => tables
            .iter()
            .find(|table| table.name == name)
            .ok_or_else(|| args.usage(&format!("there is no table `{name}`; {}", names(tables))))?,
    };
    let text = match (to, is_raw) {
        ("csv", _) => csv(table, is_raw),
        (_, true) => raw_json(table),
        (_, false) => json(table),
    };
    console::print(&text)?;
    Ok(Outcome::Done)
}

fn names(tables: &[Table]) -> String {
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    format!("there are: {}", names.join(", "))
}

/// Rows under a header; a raw table holds its header as a row already.
fn csv(table: &Table, is_raw: bool) -> String {
    let mut out = String::new();
    if !is_raw {
        push_row(&mut out, table.columns.iter().map(|c| c.name.clone()));
    }
    for row in 0..table.n_rows {
        push_row(&mut out, table.columns.iter().map(|c| c.display(row)));
    }
    out
}

fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for (idx, cell) in cells.enumerate() {
        out.push_str(if idx > 0 { "," } else { "" });
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

/// A list of records, a line each; what is missing is `null`.
fn json(table: &Table) -> String {
    let record = |row: usize| {
        let members = table
            .columns
            .iter()
            .map(|column| (column.name.clone(), value(column, row)));
        Value::Object(members.collect::<Map<String, Value>>())
    };
    lines((0..table.n_rows).map(record))
}

fn raw_json(table: &Table) -> String {
    let cells = |row: usize| {
        let cells = table
            .columns
            .iter()
            .map(|column| column.display(row).into());
        Value::Array(cells.collect())
    };
    lines((0..table.n_rows).map(cells))
}

fn lines(values: impl Iterator<Item = Value>) -> String {
    let lines: Vec<String> = values.map(|value| format!("  {value}")).collect();
    if lines.is_empty() {
        return "[]\n".to_owned();
    }
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn value(column: &Column, row: usize) -> Value {
    match &column.values {
        Values::Number(_) => match column.number(row) {
            // Whole numbers without `.0`, as people write them.
            Some(number) if number.value.fract() == 0.0 && number.value.abs() < 9e15 => {
                Value::from(number.value as i64)
            }
            Some(number) => Value::from(number.value),
            None => Value::Null,
        },
        Values::Time(_) => column
            .period(row)
            .map_or(Value::Null, |time| time.iso().into()),
        Values::Text { .. } => column.text(row).map_or(Value::Null, Value::from),
    }
}
