//! A chart of a report: its words and its grammar.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::reading::Json;
use crate::data::LocalText;

/// A chart with its words.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ChartBlock {
    /// The name in links and of the embed.
    pub id: String,
    /// The finding.
    pub title: LocalText,
    /// What is measured, where and when.
    pub subtitle: LocalText,
    /// What a reader must know.
    pub note: LocalText,
    /// Readable names of values of the colour or facet field.
    pub labels: BTreeMap<String, LocalText>,
    /// Events and remarks bound to the data.
    pub annotations: Vec<Annotation>,
    /// Whether series of different definitions may share one axis.
    pub together: bool,
    /// What is shown in place of the values: `change`, `index:2016`, …; empty for the values.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// The entities that are shown first, as the data names them; empty for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<String>,
    /// Of `furrow:side-by-side`: which series stand beside each other; what is not named is
    /// matched by its definition and its indicator.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<Pair>,
    /// The chart in the grammar.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "super::Spec"))]
    pub spec: Value,
}

/// A remark at a time.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Annotation {
    /// The time, as in the data.
    pub x: String,
    /// The words.
    pub text: LocalText,
}

/// Series of two entities that stand beside each other.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Pair {
    /// What they are about.
    pub label: LocalText,
    /// The series, of any entity.
    pub series: Vec<String>,
    /// What a reader must know of the two.
    #[serde(skip_serializing_if = "LocalText::is_empty")]
    pub note: LocalText,
}

/// Reads a chart.
pub(super) fn chart_block(json: &Json<'_>) -> ChartBlock {
    let mut out = ChartBlock {
        id: json.text("id"),
        title: json.local_text("title"),
        subtitle: json.local_text("subtitle"),
        note: json.local_text("note"),
        labels: json.local_texts("labels"),
        annotations: Vec::new(),
        together: json.flag("together").unwrap_or_default(),
        view: json.text("view"),
        entities: json.text_list("entities"),
        pairs: Vec::new(),
        spec: json.raw("spec").unwrap_or_default(),
    };
    for json in json.get("annotations").items() {
        out.annotations.push(Annotation {
            x: json.text("x"),
            text: json.local_text("text"),
        });
        json.end();
    }
    for json in json.get("pairs").items() {
        out.pairs.push(Pair {
            label: json.local_text("label"),
            series: json.text_list("series"),
            note: json.local_text("note"),
        });
        json.end();
    }
    json.end();
    out
}
