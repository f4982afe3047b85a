//! What stands below a chart: its note, what was odd, and its sources.

use leptos::prelude::*;

use super::chart_data::ChartData;
use super::live::{live, text};
use super::program::tools;
use super::words::words;
use crate::report::{SourceLine, safe_url, source_name};

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
    view! {
        <figcaption class="chart-foot">
            <p class="chart-note">{text(move || data.read(|view| view.note.clone()))}</p>
            {warnings}
            <p class="chart-source">{live(move || sources(data).into_any())}</p>
        </figcaption>
    }
    .into_any()
}

/// The same words as `source_names`, each source a link where it has an address.
fn sources(data: ChartData) -> Vec<AnyView> {
    let mut named: Vec<(String, SourceLine)> = Vec::new();
    for source in data.read(|view| view.sources.clone()) {
        let name = source_name(&source);
        if !name.is_empty() && named.iter().all(|(known, _)| *known != name) {
            named.push((name, source));
        }
    }
    let mut out: Vec<AnyView> = Vec::new();
    for (name, source) in named {
        let before = if out.is_empty() {
            words(data.store).source
        } else {
            "; "
        };
        out.push(before.into_any());
        out.push(
            match safe_url(&source.url).filter(|url| !url.starts_with('#')) {
                Some(url) => {
                    let (url, title) = (url.to_owned(), source.title.clone());
                    view! { <a href=url title=title target="_blank" rel="noopener">{name}</a> }
                        .into_any()
                }
                None => name.into_any(),
            },
        );
    }
    out
}
