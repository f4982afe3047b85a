//! Reads the scale of a channel from JSON.

use serde_json::Value;

use super::reading::Json;
use super::{Nice, ScaleDef, ScaleType};

/// Reads a scale. Ends that are not two numbers, such as the names of colours, are told as not
/// known.
pub(super) fn scale(json: &Json<'_>) -> Option<ScaleDef> {
    if !json.is_given() {
        return None;
    }
    let written = |name: &str| json.value().get(name);
    let has_ends = written("domain")
        .and_then(Value::as_array)
        .is_some_and(|ends| ends.len() == 2 && ends.iter().all(Value::is_number));
    let out = ScaleDef {
        kind: scale_type(&json.get("type")),
        domain: match has_ends {
            true => json.numbers("domain").and_then(|ends| ends.try_into().ok()),
            false => None,
        },
        zero: json.flag("zero"),
        nice: match written("nice") {
            Some(Value::Number(_)) => json.number("nice").map(Nice::Count),
            _ => json.flag("nice").map(Nice::Flag),
        },
        reverse: json.flag("reverse"),
        exponent: json.number("exponent"),
        constant: json.number("constant"),
    };
    json.end();
    Some(out)
}

fn scale_type(json: &Json<'_>) -> Option<ScaleType> {
    let name = json.as_text()?;
    let kind = ScaleType::from_name(&name);
    if kind.is_none() {
        json.unsupported(&name, ScaleType::NAMES);
    }
    kind
}
