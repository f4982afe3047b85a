//! What stands below a chart: its note, what was odd, and its sources.

use leptos::prelude::*;

use super::chart_data::ChartData;
use super::live::{live, text};
use super::program::tools;
use super::report::html;
use super::words::static_words;
use crate::report::source_line_html;

/// The caption of a chart.
pub(super) fn foot(data: ChartData) -> AnyView {
    let lang = data.store.peek(|state| state.lang);
    let warnings = live(move || {
        let found = data.read(|view| view.warnings.clone());
        let lines = found.into_iter().filter_map(|warning| {
            let message = tools()?.message;
            Some(view! { <p class="chart-warning">{message(&warning, lang)}</p> })
        });
        lines.collect::<Vec<_>>().into_any()
    });
    let sources = live(move || {
        let line = data.read(|view| source_line_html(&view.sources, &static_words(data.store)));
        html(line)
    });
    view! {
        <figcaption class="chart-foot">
            <p class="chart-note">{text(move || data.read(|view| view.note.clone()))}</p>
            {warnings}
            {sources}
        </figcaption>
    }
    .into_any()
}
