//! Values of JSON as the text of cells.

use serde_json::{Number, Value};

use crate::data::machine;

/// A value as the text of a cell.
pub(super) fn text_of(value: &Value) -> String {
    let mut text = String::new();
    push_text(&mut text, value);
    text
}

/// A value as text: `1; 2` for an array, `a: 1; b: 2` for an object.
fn push_text(out: &mut String, value: &Value) {
    match value {
        Value::Null => {}
        Value::Bool(is_true) => out.push_str(if *is_true { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::String(text) => out.push_str(text),
        Value::Array(items) => {
            for (idx, item) in items.iter().enumerate() {
                out.push_str(if idx > 0 { "; " } else { "" });
                push_text(out, item);
            }
        }
        Value::Object(members) => {
            for (idx, (key, member)) in members.iter().enumerate() {
                out.push_str(if idx > 0 { "; " } else { "" });
                out.push_str(key);
                out.push_str(": ");
                push_text(out, member);
            }
        }
    }
}

/// Not by serde_json, which would bring tables of its own into the program.
fn number_text(number: &Number) -> String {
    match (number.as_i64(), number.as_u64()) {
        (Some(whole), _) => whole.to_string(),
        (_, Some(whole)) => whole.to_string(),
        _ => machine(number.as_f64().unwrap_or_default()),
    }
}
