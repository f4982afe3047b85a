//! Reads predicates and constants from JSON.

use serde_json::Value;

use super::reading::Json;
use super::{Filter, Predicate, Scalar};

/// Reads a predicate, or several joined.
pub(super) fn filter(json: &Json<'_>) -> Filter {
    if let Value::String(expression) = json.value() {
        json.unsupported(
            expression,
            "an object such as {\"field\": \"a\", \"gt\": 3}",
        );
        return Filter::And { and: Vec::new() };
    }
    let has = |name: &str| json.value().get(name).is_some_and(|part| !part.is_null());
    let out = if has("and") {
        let and = filters(&json.get("and"));
        Filter::And { and }
    } else if has("or") {
        let or = filters(&json.get("or"));
        Filter::Or { or }
    } else if has("not") {
        let not = Box::new(filter(&json.get("not")));
        Filter::Not { not }
    } else {
        Filter::Field(predicate(json))
    };
    json.end();
    out
}

fn filters(json: &Json<'_>) -> Vec<Filter> {
    let mut out = Vec::new();
    for part in json.items() {
        out.push(filter(&part));
    }
    out
}

fn predicate(json: &Json<'_>) -> Predicate {
    let unit = json.get("timeUnit");
    if unit.is_given() {
        unit.unsupported("timeUnit", "a step timeUnit before this one");
    }
    let range = json.get("range");
    let ends = scalars(&range).map(<[Scalar; 2]>::try_from);
    if let Some(Err(_)) = &ends {
        range.wrong("a list of two constants");
    }
    Predicate {
        field: json.needed_text("field"),
        equal: scalar(&json.get("equal")),
        one_of: scalars(&json.get("oneOf")),
        lt: scalar(&json.get("lt")),
        gt: scalar(&json.get("gt")),
        gte: scalar(&json.get("gte")),
        lte: scalar(&json.get("lte")),
        range: ends.and_then(Result::ok),
        valid: json.flag("valid"),
    }
}

/// Reads a list of constants.
pub(super) fn scalars(json: &Json<'_>) -> Option<Vec<Scalar>> {
    if !json.is_given() {
        return None;
    }
    let mut out = Vec::new();
    for item in json.items() {
        if let Some(constant) = scalar(&item) {
            out.push(constant);
        }
    }
    Some(out)
}

/// Reads a constant.
pub(super) fn scalar(json: &Json<'_>) -> Option<Scalar> {
    match json.value() {
        Value::Null => None,
        Value::Bool(value) => Some(Scalar::Bool(*value)),
        Value::String(text) => Some(Scalar::Text(text.clone())),
        Value::Number(number) => number.as_f64().map(Scalar::Number),
        Value::Array(_) | Value::Object(_) => {
            json.wrong("a number, a text, true or false");
            None
        }
    }
}
