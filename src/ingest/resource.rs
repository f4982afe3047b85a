//! One resource of a package: its cells from a file or inline, its types from a schema.

use std::cell::Cell;

use serde_json::Value;

use super::csv::read_raw;
use super::csv_head::{Dialect, Header};
use super::raw::RawTable;
use super::schema::Schema;
use super::table::Frame;
use super::{Choices, Decoded, Reader, csv, json, path, sniff, splitter, table};
use crate::data::{Assumed, InputFile, Table};
use crate::diag::{Code, Diagnostic, Place};

/// What a package can draw on.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    /// The path of the descriptor, to which other paths are relative.
    pub(super) descriptor: &'a str,
    /// The files that came with it.
    pub(super) files: &'a [InputFile],
    /// The readers for files that are neither delimited text nor JSON.
    pub(super) readers: &'a [Reader],
    /// What the page's reader decided.
    pub(super) choices: &'a Choices,
    /// Bytes that may still be read: a package can name one file again and again.
    pub(super) n_left: &'a Cell<usize>,
}

/// The bytes that all resources of a package may read, together.
pub(super) fn most(files: &[InputFile]) -> usize {
    let n_bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    n_bytes.saturating_mul(4).saturating_add(1 << 24)
}

/// A message names at most so many of the files that were given.
const MAX_NAMED: usize = 50;

/// Whether the package says that the resource is a table.
pub(super) fn is_declared_table(resource: &Value) -> bool {
    let says = |key: &str, word: &str| {
        let text = resource.get(key).and_then(Value::as_str);
        text.is_some_and(|text| text.contains(word))
    };
    let has = |key: &str| resource.get(key).is_some();
    has("schema")
        || has("data")
        || says("type", "table")
        || says("profile", "tabular")
        || says("format", "csv")
        || says("path", ".csv")
}

/// Whether the resource is a text or a picture that goes with the tables.
pub(super) fn is_prose(resource: &Value) -> bool {
    let path = resource.get("path").and_then(Value::as_str);
    !is_declared_table(resource) && path.is_some_and(path::is_prose)
}

/// Reads one resource as a table.
///
/// # Errors
/// A path outside the package, a file that was not given, or one that cannot be read.
pub(super) fn read(
    resource: &Value,
    pointer: &str,
    given: Given<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Table, Diagnostic> {
    let place = Place::file(given.descriptor).path(pointer);
    let dialect = dialect(resource, pointer, given, warnings);
    let mut encoding = "UTF-8".to_owned();
    let (cells, file) = match (resource.get("data"), resource.get("path")) {
        (Some(Value::String(text)), _) => {
            let raw = read_raw(text, dialect, given.descriptor, warnings)?.raw;
            (Cells::Raw(raw), given.descriptor.to_owned())
        }
        (Some(data), _) => {
            let raw = json::first_table(data, &place, warnings)?;
            (Cells::Raw(raw), given.descriptor.to_owned())
        }
        (None, Some(Value::String(path))) => {
            let file = given.find(path, &format!("{pointer}/path"))?;
            let decoded = given.decoded(file, resource, warnings)?;
            if let Some(decoded) = &decoded {
                decoded.name.clone_into(&mut encoding);
            }
            let text = decoded.as_ref().map_or(file, |decoded| &decoded.file);
            (
                cells(text, resource, dialect, pointer, given, warnings)?,
                file.path.clone(),
            )
        }
        (None, Some(Value::Array(paths))) => {
            parts(paths, resource, dialect, pointer, given, warnings)?
        }
        _ => return Err(Diagnostic::error(place, Code::NoTable)),
    };
    let name = match resource.get("name").and_then(Value::as_str) {
        Some(name) if !name.is_empty() => name,
        _ => path::stem(&file),
    };
    let mut raw = match cells {
        Cells::Raw(raw) => raw,
        Cells::Typed(mut table) => {
            table.name = name.to_owned();
            return Ok(table);
        }
    };
    let mut assumed = Assumed {
        format: "package".to_owned(),
        ..Assumed::default()
    };
    if let Some(delimiter) = dialect.delimiter {
        assumed.delimiter = char::from(delimiter).to_string();
    }
    assumed.header_rows = usize::from(dialect.header != Header::Absent);
    assumed.encoding = encoding;
    let frame = Frame {
        name,
        file: &file,
        choices: given.choices,
        assumed,
    };
    if given.choices.is_as_written() {
        return Ok(table::by_content(&raw.with_names_as_row(), frame, warnings));
    }
    let Some(schema) = given.referred(resource, "schema", pointer, warnings) else {
        return Ok(table::by_content(&raw, frame, warnings));
    };
    let schema = Schema::from_json(&schema, resource);
    schema.name_columns(&mut raw, dialect.header);
    for (idx, field) in schema.without_column(&raw) {
        let available = raw
            .columns
            .iter()
            .map(|column| column.name.clone())
            .collect();
        let place = place
            .clone()
            .path(&format!("{pointer}/schema/fields/{idx}"));
        warnings.push(Diagnostic::warning(
            place,
            Code::UnknownField { field, available },
        ));
    }
    Ok(table::by_schema(&raw, &schema, frame, warnings))
}

/// Cells of a file: text still to be typed, or what another reader typed already.
enum Cells {
    Raw(RawTable),
    Typed(Table),
}

fn cells(
    file: &InputFile,
    resource: &Value,
    dialect: Dialect,
    pointer: &str,
    given: Given<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Cells, Diagnostic> {
    let place = Place::file(&file.path);
    if sniff::is_blank(&file.bytes) {
        return Err(Diagnostic::error(place, Code::EmptyFile));
    }
    if json::recognises(&file.bytes) && dialect.delimiter.is_none() {
        let document = json::parse(&file.bytes, &file.path)?;
        return json::first_table(&document, &place, warnings).map(Cells::Raw);
    }
    if sniff::is_text(&file.bytes) {
        let raw = sniff::text(&file.bytes, &file.path)
            .map_err(|diagnostic| encoding_error(resource, pointer, given, diagnostic))
            .and_then(|text| read_raw(text, dialect, &file.path, warnings))?
            .raw;
        return Ok(Cells::Raw(raw));
    }
    let mut read = super::read_tables(file, given.readers, given.choices)?;
    warnings.append(&mut read.warnings);
    let first = read.value.into_iter().next();
    first
        .map(Cells::Typed)
        .ok_or_else(|| Diagnostic::error(place, Code::NoTable))
}

/// A file in an encoding that the package names is not broken, only not read yet.
fn encoding_error(
    resource: &Value,
    pointer: &str,
    given: Given<'_>,
    diagnostic: Diagnostic,
) -> Diagnostic {
    match resource.get("encoding").and_then(Value::as_str) {
        Some(named) if !named.to_ascii_lowercase().starts_with("utf") => {
            let place = Place::file(given.descriptor).path(&format!("{pointer}/encoding"));
            let found = named.to_owned();
            Diagnostic::error(
                place,
                Code::Unsupported {
                    found,
                    expected: "utf-8".to_owned(),
                },
            )
        }
        _ => diagnostic,
    }
}

/// Delimited files that are one table in several parts, one below the other.
///
/// Every part may repeat the header or only the first has it. Rows are numbered
/// through, and the table's file is all of the names.
fn parts(
    paths: &[Value],
    resource: &Value,
    dialect: Dialect,
    pointer: &str,
    given: Given<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Result<(Cells, String), Diagnostic> {
    let mut whole: Option<RawTable> = None;
    let mut names: Vec<&str> = Vec::new();
    for (idx, path) in paths.iter().enumerate() {
        let path = path.as_str().unwrap_or_default();
        let file = given.find(path, &format!("{pointer}/path/{idx}"))?;
        names.push(&file.path);
        let decoded = given.decoded(file, resource, warnings)?;
        let file = decoded.as_ref().map_or(file, |decoded| &decoded.file);
        if !csv::recognises(&file.bytes) {
            return Err(sniff::unknown(&file.bytes, &file.path));
        }
        let text = sniff::text(&file.bytes, &file.path)?;
        let Some(whole) = &mut whole else {
            whole = Some(read_raw(text, dialect, &file.path, warnings)?.raw);
            continue;
        };
        let mut odd = Vec::new();
        let mut part = read_raw(text, dialect, &file.path, &mut odd)?.raw;
        let same = part
            .columns
            .iter()
            .map(|c| &c.name)
            .eq(whole.columns.iter().map(|c| &c.name));
        if !same {
            odd.clear();
            let headless = Dialect {
                header: Header::Absent,
                ..dialect
            };
            part = read_raw(text, headless, &file.path, &mut odd)?.raw;
        }
        warnings.append(&mut odd);
        whole.append(&part);
        whole.check_size(whole.n_rows, &Place::file(&file.path))?;
    }
    match whole {
        Some(raw) => Ok((Cells::Raw(raw), names.join(" + "))),
        None => {
            let place = Place::file(given.descriptor).path(&format!("{pointer}/path"));
            Err(Diagnostic::error(place, Code::NoTable))
        }
    }
}

fn dialect(
    resource: &Value,
    pointer: &str,
    given: Given<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Dialect {
    let mut dialect = Dialect {
        header: Header::FirstRow,
        ..Dialect::UNKNOWN
    };
    if resource.get("format").and_then(Value::as_str) == Some("tsv") {
        dialect.delimiter = Some(b'\t');
    }
    let Some(written) = given.referred(resource, "dialect", pointer, warnings) else {
        return dialect;
    };
    let sign = |key: &str| match written.get(key)?.as_str()?.as_bytes() {
        [byte @ (b'"' | b'\'')] if key == "quoteChar" => Some(*byte),
        [byte] if splitter::is_delimiter(*byte) => Some(*byte),
        br"\t" => Some(b'\t'),
        _ => None,
    };
    dialect.delimiter = sign("delimiter").or(dialect.delimiter);
    dialect.quote = sign("quoteChar")
        .filter(|quote| Some(*quote) != dialect.delimiter)
        .unwrap_or(dialect.quote);
    if written.get("header") == Some(&Value::Bool(false)) {
        dialect.header = Header::Absent;
    }
    dialect
}

impl<'a> Given<'a> {
    /// The file that a path in the descriptor means.
    fn find(self, path: &str, pointer: &str) -> Result<&'a InputFile, Diagnostic> {
        let place = Place::file(self.descriptor).path(pointer);
        let Some(safe) = path::inside(path) else {
            return Err(Diagnostic::error(
                place,
                Code::UnsafePath {
                    path: path.to_owned(),
                },
            ));
        };
        let found = path::find(self.files, self.descriptor, &safe).ok_or_else(|| {
            let others = self
                .files
                .iter()
                .filter(|file| file.path != self.descriptor);
            let code = Code::MissingResource {
                path: path.to_owned(),
                given: others
                    .map(|file| file.path.clone())
                    .take(MAX_NAMED)
                    .collect(),
            };
            Diagnostic::error(place.clone(), code)
        })?;
        let n_left = self.n_left.get().checked_sub(found.bytes.len());
        self.n_left.set(n_left.ok_or_else(|| {
            let limit = most(self.files);
            let code = Code::TooLarge {
                n_bytes: limit - self.n_left.get() + found.bytes.len(),
                limit,
            };
            Diagnostic::error(place, code)
        })?);
        Ok(found)
    }

    /// A file as UTF-8, from the encoding that the package names or that is found.
    fn decoded(
        self,
        file: &InputFile,
        resource: &Value,
        warnings: &mut Vec<Diagnostic>,
    ) -> Result<Option<Decoded>, Diagnostic> {
        let named = resource.get("encoding").and_then(Value::as_str);
        let chosen = self.choices.encoding.as_deref().or(named);
        // A file that is UTF-8 whatever the package says is read as it is.
        let is_plain = std::str::from_utf8(&file.bytes).is_ok();
        let choices = Choices {
            encoding: chosen.filter(|_| !is_plain).map(str::to_owned),
            ..self.choices.clone()
        };
        let decoded = super::decoded(file, self.readers, &choices)?;
        warnings.extend(decoded.as_ref().and_then(Decoded::warning));
        Ok(decoded)
    }

    /// A part of a resource that stands there or, by its path, in a file of its own.
    ///
    /// A file that cannot be had is a warning: the table can be read without it.
    fn referred(
        self,
        resource: &Value,
        key: &str,
        pointer: &str,
        warnings: &mut Vec<Diagnostic>,
    ) -> Option<Value> {
        let Value::String(path) = resource.get(key)? else {
            return resource.get(key).cloned();
        };
        let parsed = self
            .find(path, &format!("{pointer}/{key}"))
            .and_then(|file| json::parse(&file.bytes, &file.path));
        match parsed {
            Ok(value) => Some(value),
            Err(mut diagnostic) => {
                diagnostic.severity = crate::diag::Severity::Warning;
                warnings.push(diagnostic);
                None
            }
        }
    }
}
