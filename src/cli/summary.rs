//! What a dataset is: its tables, their columns, and what was assumed, for people and programs.

use serde_json::{Value, json};

use crate::data::{Lang, Table, grouped};
use crate::diag::{Diagnostic, Severity};
use crate::words::diagnostics::{hint, message};

/// One table as `furrow check --json` writes it.
pub(super) fn json(table: &Table, diagnostics: &[&Diagnostic], lang: Lang) -> Value {
    let columns = table.columns.iter().map(|column| {
        json!({
            "name": column.name,
            "kind": column.kind(),
            "role": column.role.map(crate::data::Role::code),
            "unit": said(&column.unit),
            "n_missing": column.n_missing(),
        })
    });
    let diagnostics = diagnostics.iter().map(|diagnostic| {
        json!({
            "severity": severity(diagnostic.severity),
            "row": diagnostic.place.row,
            "column": diagnostic.place.column,
            "message": message(diagnostic, lang),
            "hint": hint(diagnostic, lang),
        })
    });
    let assumed = &table.assumed;
    json!({
        "name": table.name,
        "n_rows": table.n_rows,
        "columns": columns.collect::<Vec<_>>(),
        "assumed": {
            "format": said(&assumed.format),
            "encoding": said(&assumed.encoding),
            "delimiter": said(&assumed.delimiter),
            "header_rows": assumed.header_rows,
            "number_style": assumed.number_style.code(),
            "layout": assumed.layout.code(),
        },
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    })
}

/// One table in lines: its size, what was assumed, and a line a column.
pub(super) fn text(table: &Table) -> String {
    let assumed = &table.assumed;
    let delimiter = match assumed.delimiter.as_str() {
        "\t" => "tab",
        delimiter => delimiter,
    };
    let mut facts: Vec<String> = [assumed.format.as_str(), assumed.encoding.as_str()]
        .iter()
        .filter(|fact| !fact.is_empty())
        .map(|fact| (*fact).to_owned())
        .collect();
    if !delimiter.is_empty() {
        facts.push(format!("delimiter {delimiter:?}"));
    }
    facts.push(format!("header rows: {}", assumed.header_rows));
    facts.push(format!("numbers as {}", assumed.number_style.code()));
    facts.push(format!("layout: {}", assumed.layout.code()));
    let mut out = format!(
        "  table {}: {} rows × {} columns ({})\n",
        table.name,
        grouped(table.n_rows as f64, 0),
        table.columns.len(),
        facts.join(", ")
    );
    for column in &table.columns {
        let role = column.role.map_or("", crate::data::Role::code);
        let facts = [column.kind(), role, column.unit.as_str()];
        let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
        let missing = match column.n_missing() {
            0 => String::new(),
            n => format!(", {} missing", grouped(n as f64, 0)),
        };
        out += &format!("    {}: {}{missing}\n", column.name, facts.join(", "));
    }
    out
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// A text that may be empty, where `null` says so.
fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
