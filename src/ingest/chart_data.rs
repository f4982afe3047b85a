//! Data inside a chart: the records under `data.values` or `datasets` of a spec become tables.
//!
//! What a record's cells mean is for the spec's `type` to say; the spec itself is left to others.

use memchr::memmem;
use serde_json::{Map, Value, json};

use super::header::Names;
use super::resource::{self, Given};
use super::{Choices, Dataset, Opened, Reader, json, path, sniff};
use crate::data::{InputFile, Period, Table};
use crate::diag::{Code, Diagnostic, Place, Severity, Warned};

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// A number that is a time is taken for a year below this, for milliseconds since 1970 above.
const LEAST_MILLIS: f64 = 100_000.0;

/// Whether a JSON document is a chart in Vega-Lite: by its `$schema`, or by a mark or layers
/// with an encoding.
#[must_use]
pub fn is_chart(document: &Value) -> bool {
    let has = |key: &str| document.get(key).is_some();
    let schema = document.get("$schema").and_then(Value::as_str);
    schema.is_some_and(|schema| schema.contains("vega-lite"))
        || (has("mark") && has("encoding"))
        || (document.get("layer").is_some_and(Value::is_array) && (has("encoding") || has("data")))
}

/// The one file as a chart, when it is one.
pub(super) fn find(files: &[InputFile]) -> Option<(&InputFile, Value)> {
    let [file] = files else { return None };
    // Most files are known by their first byte not to be one.
    let is_object = sniff::without_bom(&file.bytes).trim_ascii_start().first() == Some(&b'{');
    if !is_object || !json::recognises(&file.bytes) || !mentions_marks(&file.bytes) {
        return None;
    }
    let document = json::parse(&file.bytes, &file.path).ok()?;
    is_chart(&document).then_some((file, document))
}

/// A cheap look before a large file is parsed twice.
fn mentions_marks(bytes: &[u8]) -> bool {
    let has = |word: &str| memmem::find(bytes, word.as_bytes()).is_some();
    has("\"mark\"") || has("vega-lite")
}

/// Reads a chart with its data as a dataset, whose report is the chart.
///
/// # Errors
/// Data that lies elsewhere, or that is no list of records.
pub(super) fn read(
    file: &InputFile,
    mut chart: Value,
    readers: &[Reader],
    choices: &Choices,
) -> Opened {
    let given = Given {
        descriptor: &file.path,
        files: &[],
        readers,
        choices,
        n_left: &std::cell::Cell::new(0),
    };
    let mut warnings = Vec::new();
    let name = path::stem(&file.path);
    let table = take(
        &mut chart,
        "",
        name,
        given,
        &mut Names::default(),
        &mut warnings,
    )
    .map_err(|error| vec![error])?;
    let Some(table) = table else {
        let found = chart.pointer("/data/url").map(|_| "url");
        let (pointer, code) = match found {
            Some(found) => (
                "/data/url",
                Code::Unsupported {
                    found: found.to_owned(),
                    expected: "values, name".to_owned(),
                },
            ),
            None => ("/data", Code::NoTable),
        };
        let place = Place::file(&file.path).path(pointer);
        return Err(vec![Diagnostic::error(place, code)]);
    };
    let value = Dataset {
        name: name.to_owned(),
        tables: vec![table],
        report: Some(chart),
        ..Dataset::default()
    };
    Ok(Warned { value, warnings })
}

/// Takes the records out of every chart of a report; a chart names its table instead.
pub(super) fn take_all(
    report: &mut Value,
    given: Given<'_>,
    names: &mut Names,
    tables: &mut Vec<Table>,
    warnings: &mut Vec<Diagnostic>,
) {
    let list = |value: &mut Value, key: &str| match value.get_mut(key) {
        Some(Value::Array(items)) => std::mem::take(items),
        _ => Vec::new(),
    };
    let mut sections = list(report, "sections");
    for (s, section) in sections.iter_mut().enumerate() {
        let mut blocks = list(section, "blocks");
        for (b, block) in blocks.iter_mut().enumerate() {
            let Some(chart) = block.get_mut("chart") else {
                continue;
            };
            let id = chart.get("id").and_then(Value::as_str).unwrap_or("chart");
            let name = id.to_owned();
            let pointer = format!("/furrow:report/sections/{s}/blocks/{b}/chart/spec");
            let Some(spec) = chart.get_mut("spec") else {
                continue;
            };
            match take(spec, &pointer, &name, given, names, warnings) {
                Ok(table) => tables.extend(table),
                Err(error) => warnings.push(Diagnostic {
                    severity: Severity::Warning,
                    ..error
                }),
            }
        }
        put(section, "blocks", blocks);
    }
    put(report, "sections", sections);
}

fn put(value: &mut Value, key: &str, items: Vec<Value>) {
    if let Some(Value::Array(place)) = value.get_mut(key) {
        *place = items;
    }
}

/// Takes the records out of a spec, which names the table from then on; `None` where it has none.
///
/// # Errors
/// What is no list of records.
fn take(
    spec: &mut Value,
    pointer: &str,
    name: &str,
    given: Given<'_>,
    names: &mut Names,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Option<Table>, Diagnostic> {
    let fields = typed_fields(spec);
    let Some(Value::Object(data)) = spec.get_mut("data") else {
        return Ok(None);
    };
    let written = data.get("name").and_then(Value::as_str).map(str::to_owned);
    let (values, at) = match data.get_mut("values") {
        // Anything else is left for the spec's reader to name.
        Some(Value::Array(values)) => (std::mem::take(values), "/data/values".to_owned()),
        Some(_) => return Ok(None),
        None => {
            let key = written.clone().unwrap_or_default();
            let Some(Value::Array(values)) =
                spec.pointer_mut("/datasets").and_then(|d| d.get_mut(&key))
            else {
                return Ok(None);
            };
            (std::mem::take(values), format!("/datasets/{key}"))
        }
    };
    // Altair names its data by a hash, which says nothing to a reader.
    let table_name = match &written {
        Some(written) if at.starts_with("/data/") => names.unique(written),
        _ => names.unique(name),
    };
    if let Some(data) = spec.get_mut("data").and_then(Value::as_object_mut) {
        data.remove("values");
        data.insert("name".to_owned(), Value::from(table_name.as_str()));
    }
    if let Some(datasets) = spec.get_mut("datasets").and_then(Value::as_object_mut) {
        datasets.retain(|key, _| Some(key) != written.as_ref());
    }
    let (values, fields) = in_days(values, fields);
    let resource = json!({"name": table_name, "data": values, "schema": {"fields": fields}});
    let pointer = format!("{pointer}{at}");
    resource::read(&resource, &pointer, given, warnings).map(Some)
}

/// The columns of which the spec says that they are numbers or times, as `(name, schema type)`.
fn typed_fields(spec: &Value) -> Vec<(String, &'static str)> {
    let mut out: Vec<(String, &'static str)> = Vec::new();
    let layers = spec.get("layer").and_then(Value::as_array);
    let views = std::iter::once(spec).chain(layers.into_iter().flatten());
    for channel in views
        .filter_map(|view| view.get("encoding")?.as_object())
        .flat_map(Map::values)
    {
        let text = |key: &str| channel.get(key).and_then(Value::as_str);
        let kind = match text("type") {
            Some("quantitative") => "number",
            Some("temporal") => "date",
            _ => continue,
        };
        if let Some(name) = text("field")
            && out.iter().all(|(known, _)| known != name)
        {
            out.push((name.to_owned(), kind));
        }
    }
    out
}

/// Times that are numbers become days; the fields are those that some record has.
fn in_days(
    mut values: Vec<Value>,
    fields: Vec<(String, &'static str)>,
) -> (Vec<Value>, Vec<Value>) {
    let mut out = Vec::new();
    for (name, kind) in fields {
        let mut is_there = false;
        for cell in values.iter_mut().filter_map(|value| value.get_mut(&name)) {
            is_there = true;
            let millis = cell.as_f64().filter(|n| n.abs() >= LEAST_MILLIS);
            if let Some(millis) = millis.filter(|_| kind == "date") {
                *cell = Value::from(Period::from_days((millis / DAY).floor() as i32).iso());
            }
        }
        if is_there {
            out.push(json!({"name": name, "type": kind}));
        }
    }
    (values, out)
}
