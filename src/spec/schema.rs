//! JSON Schemas (draft 2020-12) of the chart grammar and of the report file, for editors.
//!
//! The types say most of it; `schema_shapes.rs` and `schema_rules.rs` say where the readers take
//! more or ask for more. So a schema accepts what is read without a warning, with two exceptions
//! that JSON Schema has no words for: a whole number may not be written `1.0`, and what depends on
//! the tables (their names, their columns) is for `furrow check` to say.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::schema_rules::{add_rules, choose_by_name};
use super::{ReportFile, Spec};

/// What anybody may add to any object, as `Json::end` has it (`reading.rs`).
const OF_OTHERS: &str = r"^(\$schema$|furrow:|x-)";

/// The schema of a chart.
#[must_use]
pub fn spec_schema() -> Value {
    document::<Spec>("A chart in Furrow's grammar, a strict subset of Vega-Lite")
}

/// The schema of a report, and of a Data Package that has one under `furrow:report`: editors are
/// told the schema of a whole file. Of the package itself nothing is said.
#[must_use]
pub fn report_schema() -> Value {
    let mut schema = document::<ReportFile>("A report of Furrow");
    if let Value::Object(schema) = &mut schema {
        let words = "What readers of the package see.";
        let report = json!({"description": words, "$ref": schema.shift_remove("$ref")});
        let package = json!({"properties": {"furrow:report": report.clone()}});
        schema.insert(
            "if".to_owned(),
            json!({"type": "object", "required": ["furrow:report"]}),
        );
        schema.insert("then".to_owned(), package);
        schema.insert("else".to_owned(), report);
    }
    schema
}

/// A schema that stands alone: what it refers to lies in the same document.
fn document<T: JsonSchema>(title: &str) -> Value {
    // What is written where it is not empty is what an author can leave out.
    let mut generator = SchemaGenerator::new(SchemaSettings::draft2020_12().for_serialize());
    let root = generator.subschema_for::<T>();
    let mut defs = generator.take_definitions(true);
    for (name, def) in &mut defs {
        add_rules(name, def);
        close(def);
    }
    choose_by_name(&mut defs);
    let mut out = Map::new();
    let draft = "https://json-schema.org/draft/2020-12/schema";
    out.insert("$schema".to_owned(), json!(draft));
    out.insert("title".to_owned(), json!(title));
    if let Value::Object(root) = root.to_value() {
        out.extend(root);
    }
    out.insert("$defs".to_owned(), Value::Object(defs));
    Value::Object(out)
}

/// Says of a schema and those in it what the types do not: which names an object has, that `null`
/// is like missing, and the bounds of numbers.
///
/// `allOf` is left alone: it adds to what stands beside it.
fn close(schema: &mut Value) {
    let Value::Object(schema) = schema else {
        return;
    };
    bounds(schema);
    let required = schema.get("required").cloned().unwrap_or_default();
    let needs = |name: &str| {
        let mut names = required.as_array().into_iter().flatten();
        names.any(|needed| needed == name)
    };
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        for (name, property) in properties {
            close(property);
            if !needs(name) {
                allow_null(property);
            }
        }
        schema.insert("patternProperties".to_owned(), json!({OF_OTHERS: true}));
        schema.insert("additionalProperties".to_owned(), json!(false));
    } else if let Some(entry) = schema.get_mut("additionalProperties") {
        close(entry);
        allow_null(entry);
    }
    if let Some(items) = schema.get_mut("items") {
        close(items);
    }
    for list in ["anyOf", "oneOf"] {
        if let Some(Value::Array(parts)) = schema.get_mut(list) {
            parts.iter_mut().for_each(close);
        }
    }
}

/// `null` is read like a property that is not there.
fn allow_null(schema: &mut Value) {
    let Value::Object(schema) = schema else {
        return;
    };
    let null = json!({"type": "null"});
    if let Some(Value::Array(parts)) = schema.get_mut("anyOf") {
        if !parts.contains(&null) {
            parts.push(null);
        }
        return;
    }
    let names_values = ["$ref", "oneOf", "enum", "const"];
    if names_values.iter().any(|key| schema.contains_key(*key)) {
        let mut inner = std::mem::take(schema);
        if let Some(description) = inner.shift_remove("description") {
            schema.insert("description".to_owned(), description);
        }
        let parts = vec![Value::Object(inner), null];
        schema.insert("anyOf".to_owned(), Value::Array(parts));
        return;
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(Value::String(one)) if one != "null" => {
            let types = json!([one, "null"]);
            schema.insert("type".to_owned(), types);
        }
        _ => {}
    }
}

/// The names of Rust's numbers, which no editor knows, as bounds.
fn bounds(schema: &mut Map<String, Value>) {
    let bounds = match schema.get("format").and_then(Value::as_str) {
        Some("uint32") => Some((json!(0), json!(u32::MAX))),
        Some("int32") => Some((json!(i32::MIN), json!(i32::MAX))),
        Some("uint8" | "double") => None,
        _ => return,
    };
    schema.shift_remove("format");
    if let Some((least, most)) = bounds {
        schema.entry("minimum").or_insert(least);
        schema.entry("maximum").or_insert(most);
    }
}
