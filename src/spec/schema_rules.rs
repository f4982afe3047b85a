//! What the readers ask for or allow beside the types: properties without a field, and conditions.

use serde_json::{Map, Value, json};

use super::WindowOp;
use super::schema_shapes::names;

/// The types of which nothing is needed; in the others, what is always written is needed.
const OPEN: [&str; 12] = [
    "Annotation",
    "Block",
    "DataRef",
    "EntityStyle",
    "FigureRef",
    "Layer",
    "Pair",
    "ReportFile",
    "Section",
    "Spec",
    "TableMap",
    "Title",
];

/// The view of a chart: what `Derivation::parse` reads, or the values.
const VIEW: &str = "^(value|index(:.+)?|change|cagr|share|rank|difference:.+|per:.+)?$";

/// What an editor offers of them.
const VIEWS: [&str; 6] = ["value", "index", "change", "cagr", "share", "rank"];

/// Steps of Vega-Lite that are refused by their name. `extent` is one too, but other steps have
/// a property of that name.
const REFUSED: [&str; 2] = ["calculate", "flatten"];

/// Says of a type what its reader knows and the type does not.
pub(super) fn add_rules(name: &str, def: &mut Value) {
    let Value::Object(def) = def else { return };
    if OPEN.contains(&name) {
        def.shift_remove("required");
    }
    match name {
        "Spec" => add_properties(def, without_meaning()),
        "DataRef" => {
            let words = "The records themselves, each an object.";
            let values = json!({"values": {"description": words, "type": "array"}});
            add_properties(def, values);
        }
        "Title" => {
            let mut object = std::mem::take(def);
            if let Some(words) = object.shift_remove("description") {
                def.insert("description".to_owned(), words);
            }
            let lines = json!({"$ref": "#/$defs/Lines"});
            def.insert("anyOf".to_owned(), json!([lines, object]));
        }
        "MarkType" => {
            let circle = json!({"const": "circle", "type": "string", "description": "Like point."});
            if let Some(Value::Array(marks)) = def.get_mut("oneOf") {
                marks.push(circle);
            }
        }
        "ChartBlock" => {
            def.insert("required".to_owned(), json!(["spec"]));
            let view = def
                .get_mut("properties")
                .and_then(|all| all.get_mut("view"));
            if let Some(Value::Object(view)) = view {
                view.insert("pattern".to_owned(), json!(VIEW));
                view.insert("examples".to_owned(), json!(VIEWS));
            }
        }
        "Measure" => needs_field(def, &["count"]),
        "WindowMeasure" => {
            let without: Vec<&str> = names(WindowOp::NAMES)
                .take_while(|op| *op != "lag")
                .chain(["count"])
                .collect();
            needs_field(def, &without);
            needs_param(def);
        }
        "Pivot" => {
            // Vega counts the rows of other columns as one more distinct cell.
            add_condition(
                def,
                json!({"properties": {"op": {"not": {"const": "distinct"}}}}),
            );
        }
        "Regression" => {
            let words = "Its parameters in place of the curve cannot be had.";
            let params = json!({"params": {"description": words, "const": false}});
            add_properties(def, params);
        }
        "BinStep" => {
            let some = json!({"properties": {"as": {"minItems": 1}}});
            add_condition(def, some);
        }
        "LookupFrom" => {
            let some = json!({"properties": {"fields": {"minItems": 1}}});
            add_condition(def, some);
        }
        _ => {}
    }
}

/// What Vega-Lite's files have and a chart of a report does not need.
fn without_meaning() -> Value {
    json!({
        "width": {"description": "Has no effect: a chart is as wide as its page."},
        "height": {"description": "Has no effect: a chart's height follows from its form."},
        "usermeta": {"description": "Has no effect."},
        "config": {
            "description": "Has no effect: a chart looks as the house's charts do.",
            "type": "object",
            "properties": {"view": {"description": "Has no effect."}},
        },
        "datasets": {
            "description": "Records by the name that `data` gives.",
            "type": "object",
            "additionalProperties": {"type": "array"},
        },
        "params": {
            "description": "Must be empty: nothing can be asked of a reader.",
            "type": "array",
            "maxItems": 0,
        },
    })
}

fn add_properties(def: &mut Map<String, Value>, more: Value) {
    if let (Some(Value::Object(properties)), Value::Object(more)) =
        (def.get_mut("properties"), more)
    {
        properties.extend(more);
    }
}

fn add_condition(def: &mut Map<String, Value>, condition: Value) {
    if let Value::Array(all) = def.entry("allOf").or_insert(json!([])) {
        all.push(condition);
    }
}

/// Only these operations can be without a field.
fn needs_field(def: &mut Map<String, Value>, without: &[&str]) {
    let condition = json!({
        "if": {"properties": {"op": {"not": {"enum": without}}}},
        "then": {"required": ["field"], "properties": {"field": {"type": "string"}}},
    });
    add_condition(def, condition);
}

fn needs_param(def: &mut Map<String, Value>) {
    let condition = json!({
        "if": {"properties": {"op": {"enum": ["ntile", "nth_value"]}}},
        "then": {"required": ["param"], "properties": {"param": {"type": "integer", "minimum": 1}}},
    });
    add_condition(def, condition);
}

/// A step or a predicate is known by one property, and read as the type that has it: so an editor
/// says what is wrong with that one, and not that it is none of sixteen.
pub(super) fn choose_by_name(defs: &mut Map<String, Value>) {
    for (name, refused) in [("Transform", &REFUSED[..]), ("Filter", &[])] {
        let Some(Value::Object(mut def)) = defs.get(name).cloned() else {
            continue;
        };
        let Some(Value::Array(branches)) = def.shift_remove("anyOf") else {
            continue;
        };
        let (mut properties, mut known, mut all) = (Map::new(), Vec::new(), Vec::new());
        for branch in branches {
            let Some(key) = key_of(&branch, defs) else {
                continue;
            };
            let words = branch.get("description").cloned().unwrap_or_default();
            properties.insert(key.clone(), json!({"description": words}));
            known.push(json!({"required": [key]}));
            all.push(json!({"if": {"required": [key]}, "then": branch}));
        }
        for key in refused {
            properties.insert((*key).to_owned(), json!(false));
        }
        def.insert("type".to_owned(), json!("object"));
        def.insert("properties".to_owned(), Value::Object(properties));
        def.insert("anyOf".to_owned(), Value::Array(known));
        def.insert("allOf".to_owned(), Value::Array(all));
        defs.insert(name.to_owned(), Value::Object(def));
    }
}

/// The first property that a step or a predicate cannot be without.
fn key_of(branch: &Value, defs: &Map<String, Value>) -> Option<String> {
    let target = branch.get("$ref").and_then(Value::as_str);
    let schema = match target.and_then(|target| target.strip_prefix("#/$defs/")) {
        Some(name) => defs.get(name)?,
        None => branch,
    };
    let key = schema.get("required")?.get(0)?.as_str()?;
    Some(key.to_owned())
}
