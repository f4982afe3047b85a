//! The JSON Schemas say what the readers take: held against a validator of the whole draft.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod judge;
#[path = "../support/mod.rs"]
mod support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use furrow::data::Table;
use furrow::diag::{Diagnostic, Place, Warned};
use furrow::spec::{
    AggregateOp, FieldType, MarkType, ReportFile, TimeUnit, Transform, WindowOp, check_fields,
    read_spec, report_schema, spec_schema,
};
use judge::Judge;
use serde_json::{Value, json};
use support::root;

/// Everything that a chart can have, but for the steps.
const SPEC: &str = include_str!("spec.json");
/// Every step with every property.
const STEPS: &str = include_str!("steps.json");
/// Everything that a report can have.
const REPORT: &str = include_str!("report.json");
/// What is wrong: which kind of file, the file, where.
const WRONG: &str = include_str!("wrong.json");

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What the readers say of a chart, by path.
fn said_of_spec(json: &Value) -> Vec<String> {
    let read = read_spec(json, &Place::default());
    let marks = read.as_ref().ok().map(|read| {
        let found = check_fields(
            &read.value,
            &Table::new("", "", 0, Vec::new()),
            &Place::default(),
        );
        let is_mark = |d: &Diagnostic| path(d).ends_with("/mark");
        found.into_iter().filter(is_mark).collect::<Vec<_>>()
    });
    let mut out = said(read);
    out.extend(marks.into_iter().flatten().map(|found| path(&found)));
    out
}

fn said_of_report(json: &Value) -> Vec<String> {
    said(ReportFile::read(json, &Place::default()))
}

fn said<T>(read: Result<Warned<T>, Diagnostic>) -> Vec<String> {
    match read {
        Ok(read) => read.warnings.iter().map(path).collect(),
        Err(error) => vec![path(&error)],
    }
}

fn path(found: &Diagnostic) -> String {
    found.place.path.clone().unwrap_or_default()
}

fn json_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, out);
        } else if path.extension().is_some_and(|end| end == "json") {
            out.push(path);
        }
    }
}

/// The charts and reports somewhere in a file.
fn written(value: &Value, specs: &mut Vec<Value>, reports: &mut Vec<Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| written(item, specs, reports)),
        Value::Object(map) => {
            if let Some(report) = map.get("furrow:report") {
                reports.push(report.clone());
            }
            // A list of steps is a part of a chart too.
            if map.contains_key("encoding") || map.contains_key("transform") {
                let mut spec = value.clone();
                spec.as_object_mut().unwrap().retain(|key, _| {
                    !["table", "tables", "name", "differs"].contains(&key.as_str())
                });
                specs.push(spec);
            }
            map.values().for_each(|part| written(part, specs, reports));
        }
        _ => {}
    }
}

#[test]
fn what_is_read_without_a_warning_is_valid() {
    let (spec, report) = (Judge::of(&spec_schema()), Judge::of(&report_schema()));
    let mut files = Vec::new();
    for folder in ["tests", "public"] {
        json_files(&root().join(folder), &mut files);
    }
    let (mut n_specs, mut n_reports) = (0, 0);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let (mut specs, mut reports) = (Vec::new(), Vec::new());
        if let Ok(value) = serde_json::from_str(&text) {
            written(&value, &mut specs, &mut reports);
        }
        for value in specs {
            // Records are taken out before a chart is read.
            let mut without_records = value.clone();
            if let Some(data) = without_records
                .get_mut("data")
                .and_then(Value::as_object_mut)
            {
                data.remove("values");
            }
            if let Some(all) = without_records.as_object_mut() {
                all.remove("datasets");
            }
            if said_of_spec(&without_records).is_empty() {
                n_specs += 1;
                assert_eq!(spec.wrong(&value), [""; 0], "{}: {value}", file.display());
            }
        }
        for value in reports {
            if said_of_report(&value).is_empty() {
                n_reports += 1;
                assert_eq!(report.wrong(&value), [""; 0], "{}", file.display());
            }
        }
    }
    assert!(n_specs > 60 && n_reports >= 3, "{n_specs}, {n_reports}");
}

#[test]
fn a_package_is_judged_by_its_report_alone() {
    let report = Judge::of(&report_schema());
    let mut package = json!({"name": "p", "resources": [], "furrow:report": {"title": "t"}});
    assert_eq!(report.wrong(&package), [""; 0]);
    package["furrow:report"]["titel"] = json!("t");
    assert_eq!(report.wrong(&package), ["/furrow:report/titel"]);
}

#[test]
fn what_the_readers_find_wrong_is_invalid_at_the_same_place() {
    let (spec, report) = (Judge::of(&spec_schema()), Judge::of(&report_schema()));
    let cases = parsed(WRONG);
    for case in cases.as_array().unwrap() {
        let (value, place) = (&case["value"], case["at"].as_str().unwrap());
        let (said, found) = match case["of"].as_str().unwrap() {
            "spec" => (said_of_spec(value), spec.wrong(value)),
            _ => (said_of_report(value), report.wrong(value)),
        };
        assert_eq!(said, [place], "the reader: {value}");
        let expected = case.get("schema").and_then(Value::as_str).unwrap_or(place);
        assert!(
            found.iter().any(|at| at == expected),
            "{expected} is not in {found:?}: {value}"
        );
    }
    assert!(cases.as_array().unwrap().len() > 50);
}

/// The whole files: what is checked, and how the reader of it is called.
fn whole() -> (Vec<Value>, Value) {
    let mut specs = vec![parsed(SPEC)];
    let steps = parsed(STEPS);
    specs.extend(
        steps
            .as_array()
            .unwrap()
            .iter()
            .map(|step| json!({"transform": [step]})),
    );
    (specs, parsed(REPORT))
}

/// Every object in a schema that names properties, as `(pointer, name)`.
fn properties(schema: &Value, pointer: &str, out: &mut Vec<(String, String)>) {
    match schema {
        Value::Object(map) => {
            if let (Some(Value::Object(names)), Some(false)) = (
                map.get("properties"),
                map.get("additionalProperties").and_then(Value::as_bool),
            ) {
                out.extend(names.keys().map(|name| (pointer.to_owned(), name.clone())));
            }
            for (key, part) in map {
                properties(part, &format!("{pointer}/{key}"), out);
            }
        }
        Value::Array(parts) => {
            for (idx, part) in parts.iter().enumerate() {
                properties(part, &format!("{pointer}/{idx}"), out);
            }
        }
        _ => {}
    }
}

#[track_caller]
fn check_needed(schema: &Value, files: &[Value], but: &[&str]) {
    let mut all = Vec::new();
    properties(schema, "", &mut all);
    assert!(all.len() > 30, "{}", all.len());
    for (pointer, name) in all {
        let mut less = schema.clone();
        let object = less.pointer_mut(&pointer).unwrap();
        object["properties"]
            .as_object_mut()
            .unwrap()
            .shift_remove(&name);
        let judge = Judge::of(&less);
        let is_needed = files.iter().any(|file| !judge.accepts(file));
        assert!(
            is_needed || but.contains(&name.as_str()),
            "no file has {pointer}: {name}"
        );
    }
}

#[test]
fn every_property_of_the_schemas_is_read() {
    let (specs, report) = whole();
    for spec in &specs {
        let mut read = spec.clone();
        // Records are taken out before a chart is read.
        for records in ["/data", "/datasets"] {
            if let Some(Value::Object(map)) = read.pointer_mut(records) {
                map.retain(|key, _| key == "name");
            }
        }
        assert_eq!(said_of_spec(&read), [""; 0], "{spec}");
        assert_eq!(Judge::of(&spec_schema()).wrong(spec), [""; 0], "{spec}");
    }
    assert_eq!(said_of_report(&report), [""; 0]);
    assert_eq!(Judge::of(&report_schema()).wrong(&report), [""; 0]);
    // Anything may be called `$schema`.
    check_needed(&spec_schema(), &specs, &["$schema"]);
    // What a chart can have is shown by the charts above.
    let mut without_spec = report_schema();
    without_spec["$defs"] = json!({});
    let defs = report_schema()["$defs"].clone();
    for (name, def) in defs.as_object().unwrap() {
        let is_of_charts = spec_schema()["$defs"].get(name).is_some();
        without_spec["$defs"][name] = if is_of_charts { json!({}) } else { def.clone() };
    }
    check_needed(&without_spec, &[report], &[]);
}

#[test]
fn every_property_that_is_read_is_in_the_schemas() {
    let mut known = BTreeSet::new();
    for schema in [spec_schema(), report_schema()] {
        let mut all = Vec::new();
        properties(&schema, "", &mut all);
        known.extend(all.into_iter().map(|(_, name)| name));
    }
    // Asked for to be refused by name.
    let refused = ["calculate", "extent", "flatten", "format", "url"];
    let mut read = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("src/spec")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("read_") || name == "report_file.rs" {
            let text = std::fs::read_to_string(&path).unwrap();
            names_read(&text, &mut read);
        }
    }
    assert!(read.len() > 90, "{}", read.len());
    let missing: Vec<&String> = read
        .iter()
        .filter(|name| !known.contains(*name) && !refused.contains(&name.as_str()))
        .collect();
    assert_eq!(missing, [""; 0]);
}

/// The names in `json.get("…")`, `json.text("…")` and the like.
fn names_read(text: &str, out: &mut BTreeSet<String>) {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let asks = [
        "get",
        "raw",
        "optional_text",
        "text",
        "needed_text",
        "text_list",
        "number",
        "numbers",
        "flag",
        "whole",
        "local_text",
        "texts",
        "local_texts",
    ];
    for ask in asks {
        for (at, call) in code.match_indices(&format!(".{ask}(")) {
            let rest = code[at + call.len()..].trim_start();
            if let Some((name, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                out.insert(name.to_owned());
            }
        }
    }
}

/// The values that a definition names.
fn values(name: &str) -> BTreeSet<String> {
    fn collect(schema: &Value, out: &mut BTreeSet<String>) {
        match schema {
            Value::Object(map) => {
                out.extend(map.get("const").and_then(Value::as_str).map(str::to_owned));
                let names = map.get("enum").and_then(Value::as_array);
                let names = names.into_iter().flatten().filter_map(Value::as_str);
                out.extend(names.map(str::to_owned));
                if let Some(target) = map.get("$ref").and_then(Value::as_str) {
                    out.extend(values(target.trim_start_matches("#/$defs/")));
                }
                map.values().for_each(|part| collect(part, out));
            }
            Value::Array(parts) => parts.iter().for_each(|part| collect(part, out)),
            _ => {}
        }
    }
    let mut out = BTreeSet::new();
    collect(&spec_schema()["$defs"][name], &mut out);
    out
}

#[test]
fn names_are_those_of_the_messages() {
    let listed = |list: &str| list.split(',').map(|n| n.trim().to_owned()).collect();
    let of_windows = [WindowOp::NAMES, ", ", AggregateOp::NAMES].concat();
    let cases: [(&str, BTreeSet<String>); 5] = [
        ("MarkType", listed(MarkType::NAMES)),
        ("FieldType", listed(FieldType::NAMES)),
        ("AggregateOp", listed(AggregateOp::NAMES)),
        ("WindowOp", listed(&of_windows)),
        ("TimeUnit", listed(TimeUnit::NAMES)),
    ];
    for (name, expected) in cases {
        assert_eq!(values(name), expected, "{name}");
    }
    let schema = spec_schema();
    let steps = schema["$defs"]["Transform"]["allOf"].as_array().unwrap();
    let keys = steps
        .iter()
        .map(|step| step["if"]["required"][0].as_str().unwrap());
    let keys: BTreeSet<String> = keys.map(str::to_owned).collect();
    assert_eq!(keys, listed(Transform::NAMES));
}

#[test]
fn every_type_and_property_is_described() {
    fn check(schema: &Value, at: &str) {
        match schema {
            Value::Object(map) => {
                let words = map.get("description").and_then(Value::as_str);
                // Words for authors, who do not know Rust.
                let of_rust = ["`None", "[None", "Some(", "::", "[`"];
                assert!(
                    words.is_none_or(|words| !of_rust.iter().any(|sign| words.contains(sign))),
                    "{at}: {words:?}"
                );
                if let Some(Value::Object(names)) = map.get("properties") {
                    for (name, property) in names {
                        let is_said =
                            property == &json!(false) || property.get("description").is_some();
                        assert!(is_said || at.contains("/allOf/"), "{at}: {name}");
                    }
                }
                for (key, part) in map {
                    check(part, &format!("{at}/{key}"));
                }
            }
            Value::Array(parts) => {
                parts
                    .iter()
                    .for_each(|part| check(part, &format!("{at}/-")));
            }
            _ => {}
        }
    }
    for schema in [spec_schema(), report_schema()] {
        for (name, def) in schema["$defs"].as_object().unwrap() {
            assert!(def.get("description").is_some(), "{name}");
        }
        check(&schema, "");
    }
}
