//! The files of a report on disk: a Data Package in a folder, or one data file.

use std::fs;
use std::path::{Component, Path};

use serde_json::Value;

use super::error::CliError;
use crate::data::{InputFile, Lang};

/// The name of a package's descriptor.
const DESCRIPTOR: &str = "datapackage.json";

/// A report as its files.
#[derive(Debug, Clone)]
pub(super) struct ReportFiles {
    /// The name of its folder on a site: the package's folder, or the file's stem.
    pub(super) name: String,
    /// The descriptor or the one data file first; paths are relative to it.
    pub(super) files: Vec<InputFile>,
    /// The language that a reader without a preference sees.
    pub(super) lang: Lang,
}

/// Reads a folder with a descriptor, the descriptor itself, or one data file.
///
/// What a package names and is not there is left for the engine to tell.
pub(super) fn read_report(path: &Path) -> Result<ReportFiles, CliError> {
    let folder = if path.is_dir() {
        path
    } else if path.file_name().is_some_and(|name| name == DESCRIPTOR) {
        path.parent().unwrap_or(Path::new(""))
    } else {
        let next = "give a data file, or a folder with a datapackage.json";
        let bytes = fs::read(path).map_err(|error| CliError::read(path, &error, next))?;
        let file = InputFile {
            path: name_of(path),
            bytes,
        };
        let name = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        return Ok(ReportFiles {
            name: name.unwrap_or_default(),
            files: vec![file],
            lang: Lang::default(),
        });
    };
    let descriptor = folder.join(DESCRIPTOR);
    let next = "a report's folder holds a datapackage.json; for one data file give its own name";
    let bytes = fs::read(&descriptor).map_err(|error| CliError::read(&descriptor, &error, next))?;
    let json: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let mut files = vec![InputFile {
        path: DESCRIPTOR.to_owned(),
        bytes,
    }];
    for path in resource_paths(&json) {
        let file = folder.join(&path);
        if file.is_file() {
            let next = "allow reading it, or take it out of the package";
            let bytes = fs::read(&file).map_err(|error| CliError::read(&file, &error, next))?;
            files.push(InputFile { path, bytes });
        }
    }
    let lang = json
        .pointer("/furrow:report/language")
        .and_then(Value::as_str)
        .and_then(Lang::from_code);
    let absolute = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    Ok(ReportFiles {
        name: name_of(&absolute),
        files,
        lang: lang.unwrap_or_default(),
    })
}

impl ReportFiles {
    /// Where the report lies on a site: `data/<name>/`.
    pub(super) fn site_folder(&self) -> String {
        format!("data/{}/", self.name)
    }
}

/// The paths of a package's resources that lie within its folder, each once.
pub(super) fn resource_paths(descriptor: &Value) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    let resources = descriptor.get("resources").and_then(Value::as_array);
    for resource in resources.into_iter().flatten() {
        let written = match resource.get("path") {
            Some(Value::String(path)) => vec![path.as_str()],
            Some(Value::Array(parts)) => parts.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        for path in written {
            if is_inside(path) && !paths.iter().any(|known| known == path) {
                paths.push(path.to_owned());
            }
        }
    }
    paths
}

fn is_inside(path: &str) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    !path.is_empty() && !path.contains([':', '\\']) && Path::new(path).components().all(plain)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_within_the_package_are_read() {
        let json = serde_json::json!({"resources": [
            {"path": "a.csv"}, {"path": ["b/c.csv", "a.csv"]}, {"path": "../d.csv"},
            {"path": "/etc/passwd"}, {"path": "https://e.org/e.csv"}, {"path": "b\\..\\f"},
            {"data": []}, {"path": ""}
        ]});
        assert_eq!(resource_paths(&json), ["a.csv", "b/c.csv"]);
    }
}
