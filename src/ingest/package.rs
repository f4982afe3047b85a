//! Data Package v1 and v2: a descriptor and its resources, inline or in files.

use std::cell::Cell;

use serde_json::Value;

use super::header::Names;
use super::resource::{self, Given};
use super::{Choices, Dataset, Reader, chart_data, json, path, schema, sniff};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place, Severity, Warned};

/// How many resources a package may have; further ones are left out with a warning.
const MAX_RESOURCES: usize = 1000;

/// The descriptor among the files: by its name, the outermost first, else by its content.
///
/// # Errors
/// What is wrong with the JSON of a file that is named `datapackage.json`.
pub(super) fn find(files: &[InputFile]) -> Result<Option<(&InputFile, Value)>, Diagnostic> {
    let named = files
        .iter()
        .filter(|file| path::name(&file.path).eq_ignore_ascii_case("datapackage.json"))
        .min_by_key(|file| file.path.matches(['/', '\\']).count());
    if let Some(file) = named {
        if !json::recognises(&file.bytes) {
            return Err(sniff::unknown(&file.bytes, &file.path));
        }
        return Ok(Some((file, json::parse(&file.bytes, &file.path)?)));
    }
    for file in files {
        if !json::recognises(&file.bytes) || !mentions_resources(&file.bytes) {
            continue;
        }
        if let Ok(value) = json::parse(&file.bytes, &file.path)
            && is_descriptor(&value)
        {
            return Ok(Some((file, value)));
        }
    }
    Ok(None)
}

/// A cheap look before a large file is parsed twice.
fn mentions_resources(bytes: &[u8]) -> bool {
    let word = b"\"resources\"";
    bytes.windows(word.len()).any(|window| window == word)
}

fn is_descriptor(value: &Value) -> bool {
    let resources = value.get("resources").and_then(Value::as_array);
    resources.is_some_and(|resources| {
        !resources.is_empty()
            && resources
                .iter()
                .all(|resource| resource.get("path").or(resource.get("data")).is_some())
    })
}

/// Reads every resource of a package; files that it does not name are left alone.
///
/// # Errors
/// All that is wrong with its tables. A resource that is not said to be a table, and
/// cannot be read as one, is only a warning when there are others.
pub(super) fn read(
    descriptor: &InputFile,
    package: &Value,
    files: &[InputFile],
    readers: &[Reader],
    choices: &Choices,
) -> Result<Warned<Dataset>, Vec<Diagnostic>> {
    let given = Given {
        descriptor: &descriptor.path,
        files,
        readers,
        choices,
        n_left: &Cell::new(resource::most(files)),
    };
    let mut warnings = Vec::new();
    let mut tables = Vec::new();
    let mut names = Names::default();
    let resources = package.get("resources").and_then(Value::as_array);
    let resources = resources.map_or(&[][..], Vec::as_slice);
    if resources.len() > MAX_RESOURCES {
        let code = Code::Unsupported {
            found: format!("{} resources", resources.len()),
            expected: format!("{MAX_RESOURCES} resources"),
        };
        let place = Place::file(&descriptor.path).path("/resources");
        warnings.push(Diagnostic::warning(place, code));
    }
    for (idx, resource) in resources.iter().take(MAX_RESOURCES).enumerate() {
        if resource::is_prose(resource) {
            continue;
        }
        let pointer = format!("/resources/{idx}");
        match resource::read(resource, &pointer, given, &mut warnings) {
            Ok(mut table) => {
                table.name = names.unique(&table.name);
                tables.push(table);
            }
            Err(mut diagnostic) => {
                if !resource::is_declared_table(resource) {
                    diagnostic.severity = Severity::Warning;
                }
                warnings.push(diagnostic);
            }
        }
    }
    let mut report = package.get("furrow:report").cloned();
    if let Some(report) = &mut report {
        chart_data::take_all(report, given, &mut names, &mut tables, &mut warnings);
    }
    let fails = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    if tables.is_empty() && warnings.is_empty() {
        let place = Place::file(&descriptor.path).path("/resources");
        warnings.push(Diagnostic::error(place, Code::NoTable));
    }
    if tables.is_empty() && !warnings.iter().any(fails) {
        warnings
            .iter_mut()
            .for_each(|warning| warning.severity = Severity::Error);
    }
    if warnings.iter().any(fails) {
        return Err(warnings);
    }
    let name = package.get("name").and_then(Value::as_str);
    let value = Dataset {
        name: name
            .unwrap_or_else(|| path::stem(&descriptor.path))
            .to_owned(),
        title: schema::local_title(package),
        tables,
        report,
    };
    Ok(Warned { value, warnings })
}
