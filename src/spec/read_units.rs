//! Reads ranges of numbers and units of the calendar from JSON.

use serde_json::Value;

use super::bin::written;
use super::read_estimate::extent;
use super::reading::Json;
use super::{Bin, BinParams, TimeUnit};

/// Reads ranges; `false` is like nothing.
pub(super) fn bin(json: &Json<'_>) -> Option<Bin> {
    match json.value() {
        Value::Null | Value::Bool(false) => None,
        Value::Bool(true) => Some(Bin::Auto(true)),
        Value::String(name) => {
            json.unsupported(name, "true, an object");
            None
        }
        Value::Object(_) => Some(Bin::Params(bin_params(json))),
        _ => {
            json.wrong("true or an object");
            None
        }
    }
}

fn bin_params(json: &Json<'_>) -> BinParams {
    let mut out = BinParams {
        anchor: json.number("anchor"),
        base: json.number("base"),
        divide: json.numbers("divide"),
        extent: extent(json),
        maxbins: json.number("maxbins"),
        minstep: json.number("minstep"),
        nice: json.flag("nice"),
        step: json.number("step"),
        steps: json.numbers("steps"),
        written: String::new(),
    };
    json.end();
    for entry in json.entries() {
        let value = match entry.value() {
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(Value::to_string).collect();
                items.join(",")
            }
            Value::Number(number) => number
                .as_f64()
                .map(crate::data::machine)
                .unwrap_or_default(),
            value => value.to_string(),
        };
        out.written.push_str(&written(&entry.key(), &value));
    }
    out
}

/// Reads a unit of the calendar: its name, or `{"unit": …}`.
pub(super) fn time_unit(json: &Json<'_>) -> Option<TimeUnit> {
    let unit = match json.value() {
        Value::Object(_) => {
            let _zone = json.flag("utc");
            for name in ["step", "maxbins", "binned"] {
                let other = json.get(name);
                if other.is_given() {
                    other.unsupported(name, "unit");
                }
            }
            let unit = json.get("unit").required("a text");
            json.end();
            unit.as_text().map(|name| (read_unit(&unit, &name), name))
        }
        _ => json.as_text().map(|name| (read_unit(json, &name), name)),
    };
    unit?.0
}

fn read_unit(json: &Json<'_>, name: &str) -> Option<TimeUnit> {
    let unit = TimeUnit::from_name(name);
    if unit.is_none() {
        json.unsupported(name, TimeUnit::NAMES);
    }
    unit
}
