//! The report: the list of its sections, and the sections with their blocks.
//!
//! Elements and classes are those of `report::static_page`. What a reader cannot change is the
//! same HTML, written by the same functions.

use std::cell::Cell;

use leptos::prelude::*;

use super::chart::chart;
use super::chart_data::OldFigure;
use super::file_panel::file_panel;
use super::grid::grid;
use super::state::Store;
use crate::report::{
    LinkState, Page, PageBlock, PageSection, figures_html, format_link, sources_html,
};
use crate::words::Interface;

/// The list of sections.
pub(super) fn contents(page: &Page, words: &'static Interface) -> AnyView {
    let items: Vec<_> = page
        .sections
        .iter()
        .map(|section| {
            let link = LinkState {
                section: Some(section.id.clone()),
                ..LinkState::default()
            };
            let href = "#".to_owned() + &format_link(&link);
            view! { <li><a href=href>{section.title.clone()}</a></li> }
        })
        .collect();
    view! { <nav class="contents" aria-label=words.contents><ol>{items}</ol></nav> }.into_any()
}

/// The report itself.
pub(super) fn report(store: Store, page: &Page) -> AnyView {
    let n_charts = Cell::new(0);
    let sections: Vec<_> = page
        .sections
        .iter()
        .map(|part| section(store, part, &n_charts))
        .collect();
    let byline = [page.byline.as_str(), page.date.as_str()];
    let byline: Vec<&str> = byline.into_iter().filter(|part| !part.is_empty()).collect();
    view! {
        <main class="report" id="report" tabindex="-1">
            <h1>{page.title.clone()}</h1>
            <p class="byline">{byline.join(" · ")}</p>
            <div class="summary" inner_html=page.summary_html.clone()></div>
            {html(figures_html(&page.figures))}
            {sections}
        </main>
    }
    .into_any()
}

fn section(store: Store, section: &PageSection, n_charts: &Cell<usize>) -> AnyView {
    let blocks: Vec<_> = section
        .blocks
        .iter()
        .map(|part| block(store, part, n_charts))
        .collect();
    view! {
        <section class="section" id="section-".to_owned() + &section.id tabindex="-1">
            <a class="anchor" id="section=".to_owned() + &section.id></a>
            <h2>{section.title.clone()}</h2>
            {blocks}
        </section>
    }
    .into_any()
}

fn block(store: Store, block: &PageBlock, n_charts: &Cell<usize>) -> AnyView {
    match block {
        PageBlock::Html(text) => {
            view! { <div class="prose" inner_html=text.clone()></div> }.into_any()
        }
        PageBlock::Chart(head) => {
            let order = n_charts.replace(n_charts.get() + 1);
            chart(store, head, order, OldFigure::of_chart(&head.id))
        }
        PageBlock::Figures(figures) => html(figures_html(figures)),
        PageBlock::Sources(sources) => html(sources_html(sources)),
        PageBlock::File(panel) => file_panel(store, panel),
        PageBlock::Grid(head) => grid(store, head),
    }
}

/// HTML that the report layer has made safe, in an element without a box of its own.
pub(super) fn html(text: String) -> AnyView {
    view! { <div class="html" inner_html=text></div> }.into_any()
}
