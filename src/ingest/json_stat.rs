//! JSON-stat 2.0: a cube of figures, or a collection of cubes, as long tables.
//!
//! <https://json-stat.org/full/>. Values and statuses may be lists or objects by index;
//! the last dimension changes fastest.

use serde_json::Value;

use super::choices::Choices;
use super::header::Names;
use super::limits::{check_filled, check_text};
use super::raw::{RawColumn, RawTable};
use super::table::{self, Frame};
use super::{json, json_text, path, time};
use crate::data::{Assumed, InputFile, Role, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// How many cubes one file may hold.
const MAX_TABLES: usize = 100;

/// Whether the bytes are JSON of a class that JSON-stat has, near their beginning or end.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    if !json::recognises(bytes) {
        return false;
    }
    let part = |range: std::ops::Range<usize>| bytes.get(range).unwrap_or_default();
    let n_bytes = bytes.len();
    let ends = [
        part(0..n_bytes.min(4096)),
        part(n_bytes.saturating_sub(4096)..n_bytes),
    ];
    ends.iter().any(|part| {
        let text: Vec<u8> = part
            .iter()
            .copied()
            .filter(|b| !b.is_ascii_whitespace())
            .collect();
        [&b"\"class\":\"dataset\""[..], b"\"class\":\"collection\""]
            .iter()
            .any(|word| text.windows(word.len()).any(|window| window == *word))
    })
}

/// Reads every cube in a file as a long table.
///
/// # Errors
/// `JsonSyntax`, `NoTable` where sizes and categories do not fit, or `TooLarge`.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let document = json::parse(&file.bytes, &file.path)?;
    let place = Place::file(&file.path);
    let mut cubes = Vec::new();
    find(&document, 0, &mut cubes);
    let mut warnings = Vec::new();
    let mut tables = Vec::new();
    let mut names = Names::default();
    for cube in &cubes {
        let Some(cube_table) = long(cube, &place)? else {
            continue;
        };
        let label = text(cube, "label").filter(|_| cubes.len() > 1);
        let name = names.unique(label.unwrap_or_else(|| path::stem(&file.path)));
        let frame = Frame {
            name: &name,
            file: &file.path,
            choices,
            assumed: Assumed {
                format: "json-stat".to_owned(),
                encoding: "UTF-8".to_owned(),
                above: text(cube, "label").map(str::to_owned).into_iter().collect(),
                below: text(cube, "source")
                    .map(str::to_owned)
                    .into_iter()
                    .collect(),
                ..Assumed::default()
            },
        };
        let raw = if choices.is_as_written() {
            cube_table.raw.with_names_as_row()
        } else {
            cube_table.raw
        };
        let mut table = table::by_content(&raw, frame, &mut warnings);
        for (column, dimension) in table.columns.iter_mut().zip(&cube_table.dimensions) {
            column.role = dimension.role.or(column.role);
            if !dimension.label.is_empty() {
                column
                    .titles
                    .push(("en".to_owned(), dimension.label.clone()));
            }
        }
        tables.push(table);
    }
    if tables.is_empty() {
        return Err(Diagnostic::error(place, Code::NoTable));
    }
    Ok(Warned {
        value: tables,
        warnings,
    })
}

/// Cubes in a collection, also of collections.
fn find<'a>(value: &'a Value, depth: usize, out: &mut Vec<&'a Value>) {
    if out.len() >= MAX_TABLES || depth > 4 {
        return;
    }
    if value.get("value").is_some() && value.get("dimension").is_some() {
        out.push(value);
        return;
    }
    let items = value.pointer("/link/item").and_then(Value::as_array);
    for item in items.into_iter().flatten() {
        find(item, depth + 1, out);
    }
}

struct Cube {
    raw: RawTable,
    dimensions: Vec<Dimension>,
}

struct Dimension {
    id: String,
    label: String,
    role: Option<Role>,
    /// A label, or an id, for each place along the dimension.
    categories: Vec<String>,
    /// The unit of each category, where one has any.
    units: Vec<String>,
}

/// A cube as rows; `None` where its parts do not fit together.
fn long(cube: &Value, place: &Place) -> Result<Option<Cube>, Diagnostic> {
    let Some(dimensions) = dimensions(cube) else {
        return Ok(None);
    };
    let mut raw = RawTable::new(1);
    let mut names = Names::default();
    let mut add = |name: &str| raw.columns.push(RawColumn::new(&names.unique(name)));
    dimensions.iter().for_each(|dimension| add(&dimension.id));
    add("value");
    let units = dimensions
        .iter()
        .position(|d| d.units.iter().any(|unit| !unit.is_empty()));
    if units.is_some() {
        add("unit");
    }
    let status = cube.get("status").filter(|status| !status.is_null());
    if status.is_some() {
        add("status");
    }
    let sizes = dimensions
        .iter()
        .map(|dimension| dimension.categories.len());
    let n_rows = sizes.fold(1, usize::saturating_mul);
    raw.check_size(n_rows, place)?;
    let n_values = match cube.get("value") {
        Some(Value::Array(values)) => values.len(),
        Some(Value::Object(values)) => values.len(),
        _ => 0,
    };
    let n_columns = raw.columns.len();
    let n_filled = n_values.saturating_mul(n_columns);
    check_filled(n_rows.saturating_mul(n_columns), n_filled, place)?;
    check_text(n_text(&dimensions, status, n_rows), place)?;
    let mut at = vec![0; dimensions.len()];
    for row in 0..n_rows {
        let mut columns = raw.columns.iter_mut();
        let mut push = |cell: &str| {
            if let Some(column) = columns.next() {
                column.push(cell);
            }
        };
        for (dimension, idx) in dimensions.iter().zip(&at) {
            push(&dimension.categories[*idx]);
        }
        push(&cell(cube.get("value"), row));
        if let Some(idx) = units {
            push(&dimensions[idx].units[at[idx]]);
        }
        if let Some(status) = status {
            push(&match status {
                Value::String(all) => all.clone(),
                status => cell(Some(status), row),
            });
        }
        for (idx, dimension) in at.iter_mut().zip(&dimensions).rev() {
            *idx += 1;
            if *idx < dimension.categories.len() {
                break;
            }
            *idx = 0;
        }
    }
    raw.n_rows = n_rows;
    raw.finish();
    Ok(Some(Cube { raw, dimensions }))
}

/// The bytes of all labels, units and statuses once each row has its own.
fn n_text(dimensions: &[Dimension], status: Option<&Value>, n_rows: usize) -> usize {
    let repeated = |texts: &[String]| {
        let n_bytes: usize = texts.iter().map(String::len).sum();
        n_bytes.saturating_mul(n_rows / texts.len().max(1))
    };
    let of_status = status.and_then(Value::as_str).map_or(0, str::len);
    let of_dimensions = dimensions.iter().map(|dimension| {
        repeated(&dimension.categories).saturating_add(repeated(&dimension.units))
    });
    of_dimensions.fold(of_status.saturating_mul(n_rows), usize::saturating_add)
}

/// The value at an index of a list, or of an object by its index; empty where there is none.
fn cell(values: Option<&Value>, idx: usize) -> String {
    let value = match values {
        Some(Value::Array(items)) => items.get(idx),
        Some(Value::Object(members)) => members.get(&idx.to_string()),
        _ => None,
    };
    value.map(json_text::text_of).unwrap_or_default()
}

fn dimensions(cube: &Value) -> Option<Vec<Dimension>> {
    let described = cube.get("dimension")?;
    let ids = cube.get("id").or(described.get("id"))?.as_array()?;
    let sizes = cube.get("size").or(described.get("size"))?.as_array()?;
    let roles = cube.get("role").or(described.get("role"));
    if ids.len() != sizes.len() || ids.is_empty() || ids.len() > super::header::MAX_COLUMNS - 3 {
        return None;
    }
    ids.iter()
        .zip(sizes)
        .map(|(id, size)| {
            let id = id.as_str()?;
            let size = usize::try_from(size.as_u64()?).ok()?;
            let is = |role: &str| {
                let ids = roles.and_then(|roles| roles.get(role)?.as_array());
                ids.is_some_and(|ids| ids.iter().any(|given| given.as_str() == Some(id)))
            };
            let role = match (is("time"), is("geo"), is("metric")) {
                (true, ..) => Some(Role::Time),
                (_, true, _) => Some(Role::Entity),
                (_, _, true) => Some(Role::Indicator),
                _ => None,
            };
            dimension(id, described.get(id)?, size, role)
        })
        .collect()
}

fn dimension(id: &str, written: &Value, size: usize, role: Option<Role>) -> Option<Dimension> {
    let category = written.get("category")?;
    let labels = category.get("label").and_then(Value::as_object);
    let keys: Vec<&str> = match category.get("index") {
        Some(Value::Array(keys)) => keys.iter().filter_map(Value::as_str).collect(),
        Some(Value::Object(places)) => {
            let mut keys: Vec<(&str, u64)> = places
                .iter()
                .filter_map(|(key, place)| Some((key.as_str(), place.as_u64()?)))
                .collect();
            crate::data::sort(&mut keys, &|a, b| a.1.cmp(&b.1));
            keys.into_iter().map(|(key, _)| key).collect()
        }
        _ => labels?.keys().map(String::as_str).collect(),
    };
    if keys.len() != size {
        return None;
    }
    let label = |key: &str| labels.and_then(|labels| labels.get(key)?.as_str());
    // Codes of times read as times more surely than their labels do.
    let has_times = keys.iter().all(|key| time::period(key).is_some());
    let categories = keys.iter().map(|key| match label(key) {
        Some(label) if !has_times => label.to_owned(),
        _ => (*key).to_owned(),
    });
    let unit = |key: &&str| {
        let unit = category.get("unit").and_then(|units| units.get(*key));
        unit.map(unit_text).unwrap_or_default()
    };
    Some(Dimension {
        id: id.to_owned(),
        label: text(written, "label").unwrap_or_default().to_owned(),
        role,
        categories: categories.collect(),
        units: keys.iter().map(unit).collect(),
    })
}

/// A unit by its label, with its multiplier, or by its sign.
fn unit_text(unit: &Value) -> String {
    let base = text(unit, "label")
        .or(text(unit, "base"))
        .or(text(unit, "symbol"));
    let base = base.unwrap_or_default();
    let multiplier = match unit.get("multiplier").and_then(Value::as_u64) {
        Some(3) => "thousand ",
        Some(6) => "million ",
        Some(9) => "billion ",
        _ => "",
    };
    format!("{multiplier}{base}")
}

fn text<'a>(object: &'a Value, key: &str) -> Option<&'a str> {
    object.get(key).and_then(Value::as_str)
}
