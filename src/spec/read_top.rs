//! Reads what stands around a chart in Vega-Lite: its data, its title, and what has no meaning here.

use serde_json::Value;

use super::Title;
use super::grammar::DataRef;
use super::reading::Json;

/// The table by name. Records were taken out before (`ingest/chart_data.rs`); data from elsewhere
/// is refused: a report reads nothing but its own files.
pub(super) fn data(json: &Json<'_>) -> Option<DataRef> {
    if !json.is_given() {
        return None;
    }
    let name = json.optional_text("name");
    let values = json.get("values");
    if values.is_given() {
        values.wrong("a list of records");
    }
    for property in ["url", "format"] {
        let refused = json.get(property);
        if refused.is_given() {
            refused.unsupported(property, "name, values");
        }
    }
    json.end();
    Some(DataRef { name })
}

/// `"title": "…"`, or with a subtitle; several lines are joined.
pub(super) fn title(json: &Json<'_>) -> Option<Title> {
    match json.value() {
        Value::Null => None,
        Value::Object(_) => {
            let text = lines(&json.get("text")).unwrap_or_default();
            let subtitle = lines(&json.get("subtitle"));
            json.end();
            Some(Title { text, subtitle })
        }
        _ => Some(Title {
            text: lines(json)?,
            subtitle: None,
        }),
    }
}

fn lines(json: &Json<'_>) -> Option<String> {
    match json.value() {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Array(lines) if lines.iter().all(Value::is_string) => {
            let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
            Some(lines.join(" "))
        }
        _ => {
            json.wrong("a text or a list of texts");
            None
        }
    }
}

/// Knows the properties that say nothing here, and names the others of their kind: a chart has
/// the width of its page, and its looks are the house's.
pub(super) fn without_meaning(json: &Json<'_>) {
    for property in ["width", "height", "usermeta"] {
        json.get(property);
    }
    let config = json.get("config");
    config.get("view");
    config.end();
    json.get("datasets").end();
    let params = json.get("params");
    if params
        .value()
        .as_array()
        .is_none_or(|list| !list.is_empty())
        && params.is_given()
    {
        params.without_effect();
    }
}
