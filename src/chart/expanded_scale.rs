//! The scale of an axis of numbers in Vega-Lite, with its ends as drawn.

use serde_json::{Value, json};

use super::outline::OutlineAxis;

/// The scale with `domain`, in the unit that Vega-Lite counts in; lengths start at zero.
pub(super) fn number_scale(axis: &OutlineAxis, mut domain: Vec<Value>, is_length: bool) -> Value {
    let has_zero = |value: &Value| value.as_f64() == Some(0.0);
    let mut out = json!({
        "type": axis.scale,
        "nice": false,
        "padding": 0,
        "zero": axis.scale != "log" && (domain.iter().any(has_zero) || is_length),
    });
    // Vega-Lite looks for zero between ends that ascend.
    let first = domain.first().and_then(Value::as_f64);
    let last = domain.last().and_then(Value::as_f64);
    if first.zip(last).is_some_and(|(first, last)| first > last) {
        domain.reverse();
        out["reverse"] = json!(true);
    }
    out["domain"] = json!(domain);
    if let Some(exponent) = axis.exponent {
        out["exponent"] = json!(exponent);
    }
    if let Some(constant) = axis.constant {
        out["constant"] = json!(constant);
    }
    out
}
