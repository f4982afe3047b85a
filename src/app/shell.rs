//! The shell: the whole report, or one chart alone, and what lies over both.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::action::Action;
use super::bar::bar;
use super::chart::chart;
use super::chart_data::OldFigure;
use super::drop_zone::drop_zone;
use super::embed_dialog::embed_dialog;
use super::live::live;
use super::notices::{notices, said};
use super::report::{contents, report};
use super::state::{Store, View};
use super::words::words;
use crate::report::{ChartHead, Page, PageBlock, parse_link};

/// Everything inside `#app`. It is built anew when the language or the view changes.
pub(super) fn shell(store: Store) -> AnyView {
    let seen = store.memo(|state| (state.view.clone(), state.lang));
    live(move || match seen.get().0 {
        View::Report => page(store),
        View::Embed { chart, report_url } => embed(store, &chart, &report_url),
    })
}

fn page(store: Store) -> AnyView {
    let words = words(store);
    let shown = store.memo(|state| (state.doc, state.docs.is_empty(), state.edition));
    let columns = live(move || {
        let _ = shown.get();
        let Some(page) = store.peek(|state| state.page().cloned()) else {
            return ().into_any();
        };
        view! {
            <div class="columns">
                {contents(&page, words)}
                {report(store, &page)}
            </div>
        }
        .into_any()
    });
    view! {
        <div class="page" on:click=move |event| follow(store, &event)>
            <a class="skip" href="#report">{words.skip_to_report}</a>
            {bar(store)}
            {columns}
            {overlays(store)}
        </div>
    }
    .into_any()
}

fn embed(store: Store, id: &str, report_url: &str) -> AnyView {
    let words = words(store);
    let head = store.peek(|state| state.page().and_then(|page| chart_head(page, id)));
    let link = (!report_url.is_empty()).then(|| {
        let url = report_url.to_owned();
        view! {
            <p class="embed-link">
                <a href=url target="_blank" rel="noopener">{words.open_report}</a>
            </p>
        }
    });
    view! {
        <main class="embed" id="report">
            {head.map(|head| chart(store, &head, 0, OldFigure::of_chart(id)))}
            {link}
            {overlays(store)}
        </main>
    }
    .into_any()
}

/// What lies over the page, in an element without a box of its own.
pub(super) fn overlays(store: Store) -> AnyView {
    let is_report = store.peek(|state| state.view == View::Report);
    view! {
        <div class="html">
            {notices(store)}
            {said(store)}
            {is_report.then(|| drop_zone(store))}
            {embed_dialog(store)}
        </div>
    }
    .into_any()
}

fn chart_head(page: &Page, id: &str) -> Option<ChartHead> {
    let mut blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks.find_map(|block| match block {
        PageBlock::Chart(head) if head.id == id => Some(head.clone()),
        _ => None,
    })
}

/// Links inside the page go through the same door as everything else.
pub(super) fn follow(store: Store, event: &MouseEvent) {
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0 {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let link = target.and_then(|target| target.closest("a[href^='#']").ok().flatten());
    let Some(fragment) = link.and_then(|link| link.get_attribute("href")) else {
        return;
    };
    let (link, ignored) = parse_link(&fragment);
    if ignored.is_empty() && (link.section.is_some() || link.chart.is_some()) {
        event.prevent_default();
        store.dispatch(Action::Follow(link));
    }
}
