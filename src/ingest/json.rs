//! JSON: records, rows with a header, columns, or any of these under a key.

use serde_json::{Deserializer, Value};

use super::choices::Choices;
use super::dictionary::Dictionary;
use super::header::{self, MAX_COLUMNS, Names};
use super::limits::check_filled;
use super::progress;
use super::ragged::Ragged;
use super::raw::{RawColumn, RawTable};
use super::table::Frame;
use super::{json_text, melt, path, sniff, table};
use crate::data::{Assumed, InputFile, Layout, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// How many keys deep a table may lie.
const MAX_DEPTH: usize = 4;

/// How many tables one file may hold.
const MAX_TABLES: usize = 100;

/// Whether the bytes begin as JSON does.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    sniff::is_text(bytes) && sniff::is_json(bytes)
}

/// Reads every table in a file, each named by its key, a lone one by the file.
///
/// # Errors
/// `NotUtf8`, `JsonSyntax`, `NoTable` or `TooLarge`.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let document = parse(&file.bytes, &file.path)?;
    let place = Place::file(&file.path);
    let mut found = Vec::new();
    find(&document, "", 0, &mut found);
    let mut warnings = Vec::new();
    if found.len() > MAX_TABLES {
        let code = Code::Unsupported {
            found: format!("{} tables", found.len()),
            expected: format!("{MAX_TABLES} tables"),
        };
        warnings.push(Diagnostic::warning(place.clone(), code));
        found.truncate(MAX_TABLES);
    }
    let mut tables = Vec::new();
    let mut names = Names::default();
    for (key, value) in &found {
        let is_named = found.len() > 1 && !key.is_empty();
        let name = names.unique(if is_named {
            key
        } else {
            path::stem(&file.path)
        });
        let mut raw = raw_table(value, &place, &mut warnings)?;
        let mut assumed = Assumed {
            format: "json".to_owned(),
            encoding: "UTF-8".to_owned(),
            ..Assumed::default()
        };
        if choices.is_as_written() {
            raw = raw.with_names_as_row();
            assumed.layout = Layout::AsWritten;
        } else {
            let arranged = melt::arrange(raw, &Vec::new(), choices, &place)?;
            (raw, assumed.layout) = (arranged.raw, arranged.layout);
        }
        let frame = Frame {
            name: &name,
            file: &file.path,
            choices,
            assumed,
        };
        tables.push(table::by_content(&raw, frame, &mut warnings));
    }
    if tables.is_empty() {
        return Err(Diagnostic::error(place, Code::NoTable));
    }
    Ok(Warned {
        value: tables,
        warnings,
    })
}

/// Parses a document; several documents on end (NDJSON) become an array.
///
/// # Errors
/// `NotUtf8`, or `JsonSyntax` with the parser's line and column.
pub(super) fn parse(bytes: &[u8], file: &str) -> Result<Value, Diagnostic> {
    let text = sniff::text(bytes, file)?;
    let mut documents = Vec::new();
    for document in Deserializer::from_str(text).into_iter::<Value>() {
        documents.push(document.map_err(|error| {
            let message = error.to_string();
            Diagnostic::error(Place::file(file), Code::JsonSyntax { message })
        })?);
    }
    match documents.pop() {
        Some(only) if documents.is_empty() => Ok(only),
        Some(last) => {
            documents.push(last);
            Ok(Value::Array(documents))
        }
        None => Err(Diagnostic::error(Place::file(file), Code::EmptyFile)),
    }
}

/// The first table in a value.
///
/// # Errors
/// `NoTable` or `TooLarge`.
pub(super) fn first_table(
    value: &Value,
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Result<RawTable, Diagnostic> {
    let mut found = Vec::new();
    find(value, "", 0, &mut found);
    match found.first() {
        Some((_, value)) => raw_table(value, place, warnings),
        None => Err(Diagnostic::error(place.clone(), Code::NoTable)),
    }
}

/// Collects the tables in a value in the order of the file.
fn find<'a>(value: &'a Value, key: &'a str, depth: usize, out: &mut Vec<(&'a str, &'a Value)>) {
    if is_table(value) {
        out.push((key, value));
        return;
    }
    if depth >= MAX_DEPTH {
        return;
    }
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                find(member, key, depth + 1, out);
            }
        }
        Value::Array(items) => {
            for item in items.iter().filter(|item| item.is_array()) {
                find(item, key, depth + 1, out);
            }
        }
        _ => {}
    }
}

fn is_table(value: &Value) -> bool {
    match value {
        Value::Array(items) if items.is_empty() => false,
        Value::Array(items) => items.iter().all(Value::is_object) || items.iter().all(is_row),
        value => columns_of(value).is_some(),
    }
}

/// A row of cells, none of which holds anything.
fn is_row(value: &Value) -> bool {
    match value {
        Value::Array(cells) => !cells.is_empty() && cells.iter().all(is_scalar),
        _ => false,
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

/// The columns of an object whose members are arrays of one length, beside plain remarks.
fn columns_of(value: &Value) -> Option<Vec<(&String, &Vec<Value>)>> {
    let mut columns = Vec::new();
    let mut has_remarks = false;
    for (name, member) in value.as_object()? {
        match member {
            Value::Array(cells) if cells.iter().all(is_scalar) => columns.push((name, cells)),
            member if is_scalar(member) => has_remarks = true,
            _ => return None,
        }
    }
    let n_rows = columns.first()?.1.len();
    let is_even = n_rows > 0 && columns.iter().all(|(_, cells)| cells.len() == n_rows);
    (is_even && (columns.len() > 1 || !has_remarks)).then_some(columns)
}

fn raw_table(
    value: &Value,
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Result<RawTable, Diagnostic> {
    let mut raw = match value {
        Value::Array(items) if items.iter().all(Value::is_object) => {
            records(items, place, warnings)?
        }
        Value::Array(items) => rows(items, place, warnings)?,
        value => columns(&columns_of(value).unwrap_or_default(), place, warnings)?,
    };
    raw.finish();
    header::finish(&mut raw.columns, place, warnings);
    Ok(raw)
}

fn columns(
    columns: &[(&String, &Vec<Value>)],
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Result<RawTable, Diagnostic> {
    header::note_dropped(columns.len(), place, warnings);
    let mut raw = RawTable::new(1);
    for (name, cells) in columns.iter().take(MAX_COLUMNS) {
        let mut column = RawColumn::new(name);
        cells.iter().for_each(|cell| push(&mut column, cell));
        raw.n_rows = column.len();
        raw.columns.push(column);
    }
    raw.check_size(raw.n_rows, place)?;
    Ok(raw)
}

/// Rows of cells; the first row names the columns when it is all text.
fn rows(
    items: &[Value],
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Result<RawTable, Diagnostic> {
    let mut rows = items.iter().filter_map(Value::as_array).peekable();
    let mut raw = RawTable::new(1);
    let first = rows.peek().map_or(&[][..], |row| row.as_slice());
    header::note_dropped(first.len(), place, warnings);
    if first.iter().all(Value::is_string) {
        let place = place.clone().row(1);
        let mut names = first.iter().filter_map(Value::as_str);
        raw.columns = header::columns(&mut names, &place, warnings);
        raw.number_row(0, 2);
        rows.next();
    } else {
        raw.columns = header::numbered(first.len());
    }
    let mut ragged = Ragged::new(&raw.columns, first.len());
    raw.check_size(items.len(), place)?;
    let n_filled = items.iter().filter_map(Value::as_array).map(Vec::len).sum();
    check_filled(items.len() * raw.columns.len(), n_filled, place)?;
    for row in rows {
        for (column, cell) in raw.columns.iter_mut().zip(row) {
            push(column, cell);
        }
        let last_filled = row.iter().rposition(|cell| !cell.is_null());
        ragged.look(row.len(), last_filled, raw.file_row(raw.n_rows));
        raw.n_rows += 1;
        raw.finish();
    }
    ragged.tell(&place.file, warnings);
    Ok(raw)
}

/// Records; columns in order of first appearance, nested ones as `a.b`.
fn records(
    items: &[Value],
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Result<RawTable, Diagnostic> {
    let mut builder = Records {
        raw: RawTable::new(1),
        names: Dictionary::default(),
        n_filled: 0,
        n_dropped: 0,
    };
    for item in items {
        builder.add(item, &mut String::new());
        progress::at_row(builder.raw.n_rows);
        builder.raw.n_rows += 1;
        builder.raw.check_size(items.len(), place)?;
    }
    let n_cells = items.len() * builder.raw.columns.len();
    check_filled(n_cells, builder.n_filled, place)?;
    let n_columns = builder.raw.columns.len() + builder.n_dropped;
    header::note_dropped(n_columns, place, warnings);
    Ok(builder.raw)
}

struct Records {
    raw: RawTable,
    /// The columns' names.
    names: Dictionary,
    /// Cells that are there.
    n_filled: usize,
    /// Cells, not columns, past the limit: their names are not kept.
    n_dropped: usize,
}

impl Records {
    /// Adds the members of an object to the row that is being built.
    ///
    /// serde_json refuses documents deeper than 128, which bounds the recursion.
    fn add(&mut self, object: &Value, prefix: &mut String) {
        for (key, member) in object.as_object().into_iter().flatten() {
            let end = prefix.len();
            prefix.push_str(key);
            if member.as_object().is_some_and(|inner| !inner.is_empty()) {
                prefix.push('.');
                self.add(member, prefix);
            } else if let Some(column) = self.column(prefix) {
                push(column, member);
            }
            prefix.truncate(end);
        }
    }

    /// The column of a name, long enough for the row; `None` past the limit, or when
    /// `{"a.b": 1, "a": {"b": 2}}` has filled the cell already.
    fn column(&mut self, name: &str) -> Option<&mut RawColumn> {
        let idx = match self.names.find(name) {
            Some(idx) => idx as usize,
            None if self.raw.columns.len() >= MAX_COLUMNS => {
                self.n_dropped += 1;
                return None;
            }
            None => {
                self.raw.columns.push(RawColumn::new(name));
                self.names.number(name) as usize
            }
        };
        self.n_filled += 1;
        let column = self.raw.columns.get_mut(idx)?;
        column.pad(self.raw.n_rows);
        (column.len() == self.raw.n_rows).then_some(column)
    }
}

/// Adds a cell: text as it is, numbers as the shortest text, arrays as their items.
fn push(column: &mut RawColumn, cell: &Value) {
    match cell {
        Value::Null => column.push(""),
        Value::String(text) => column.push(text),
        cell => column.push(&json_text::text_of(cell)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let file = InputFile {
            path: "t.json".into(),
            bytes: json.into(),
        };
        let shown = match read(&file, &Choices::default()) {
            Ok(read) => read.value.iter().map(show).collect::<Vec<_>>().join(" / "),
            Err(diagnostic) => format!("{:?}", diagnostic.code),
        };
        assert_eq!(shown, expected, "{json}");
    }

    fn show(table: &Table) -> String {
        let columns = table.columns.iter().map(|column| {
            let cells: Vec<String> = (0..table.n_rows).map(|row| column.display(row)).collect();
            format!("{}={}", column.name, cells.join(","))
        });
        format!("{}: {}", table.name, columns.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn every_usual_shape_is_a_table() {
        check(r#"[{"a":1,"b":"x"},{"a":2.50}]"#, "t: a=1,2.5 b=x,");
        check(r#"[["a","b"],[1,2],[3]]"#, "t: a=1,3 b=2,");
        check("[[1,2],[3,4]]", "t: column_1=1,3 column_2=2,4");
        check(r#"{"a":[1,2],"b":["x",null]}"#, "t: a=1,2 b=x,");
        check(r#"{"meta":{"n":1},"data":{"items":[{"a":1}]}}"#, "t: a=1");
        check(r#"{"x":[{"a":1}],"y":[{"b":2}]}"#, "x: a=1 / y: b=2");
        check(r#"[{"page":1},[{"a":1}]]"#, "t: a=1");
        check("{\"a\":1}\n{\"a\":2}\n", "t: a=1,2");
        check(r#"[{"a":{"b":1,"c":[1,2]}}]"#, "t: a.b=1 a.c=1; 2");
        check(r#"[{"a.b":1,"a":{"b":2}}]"#, "t: a.b=1");
        check(
            r#"[{"a":[{"k":1.50,"l":null},["x",true],-3,18446744073709551615]}]"#,
            "t: a=k: 1.5; l: ; x; true; -3; 18446744073709551615",
        );
    }

    #[test]
    fn what_holds_no_table_is_told() {
        for json in [r#"{"a":1}"#, "[]", "[1,2]", r#"{"data":[]}"#, "{}"] {
            check(json, "NoTable");
        }
    }
}
