//! A chart as data: what its drawing shows, and its spec with nothing left open.

use serde::Serialize;
use serde_json::Value;

use super::document::Document;
use super::protocol::ChartRequest;
use super::view;
use crate::chart::{self, Outline, expanded};
use crate::diag::Diagnostic;

/// What a chart shows at one width and in one language.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChartOutline {
    /// The chart's id.
    pub id: String,
    /// The finding.
    pub title: String,
    /// What is measured, with the unit where all panels share one.
    pub subtitle: String,
    /// What is drawn.
    #[serde(flatten)]
    pub body: Outline,
    /// The spec in Vega-Lite, with nothing left open.
    #[serde(skip)]
    pub expanded: Value,
}

/// Answers for a chart.
pub(super) fn outline(
    document: &Document,
    idx: usize,
    request: &ChartRequest,
) -> Result<ChartOutline, Diagnostic> {
    let lang = request.lang;
    let plan = document.plan(idx, request)?;
    let entry = &document.charts[idx];
    let drawable = entry.drawable.as_ref().map_err(Clone::clone)?;
    let (spec, table) = (&drawable.spec, drawable.table(&document.tables));
    let body = chart::outline(&plan, spec, table, request.width, lang);
    let expanded = expanded(&plan, spec, &body);
    Ok(ChartOutline {
        id: entry.block.id.clone(),
        title: entry.block.title.get(lang).to_owned(),
        subtitle: view::subtitle(document, idx, &plan, lang),
        body,
        expanded,
    })
}
