//! The two tabs of a chart: the drawing and the numbers.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::action::Action;
use super::chart_data::ChartData;
use super::live::text;
use super::words::words;
use crate::report::Tab;

/// The tabs; arrow keys go from one to the other.
pub(super) fn tabs(data: ChartData) -> AnyView {
    let words = words(data.store);
    let tab = move |tab: Tab, label: &'static str| {
        let is_open = move || data.tab.get() == tab;
        view! {
            <button class="tab" role="tab" id=data.tab_id(tab)
                aria-controls=data.element_id("body")
                aria-selected=text(move || is_open().to_string())
                tabindex=text(move || if is_open() { "0".to_owned() } else { "-1".to_owned() })
                on:click=move |_| show(data, tab)
                on:keydown=move |event| step(data, &event)>
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="tabs" role="tablist" aria-label=words.chart_views>
            {tab(Tab::Chart, words.chart)}
            {tab(Tab::Table, words.table)}
        </div>
    }
    .into_any()
}

fn show(data: ChartData, tab: Tab) {
    if data.tab.get_untracked() != tab {
        data.store.dispatch(Action::SetTab {
            chart: data.id(),
            tab,
        });
    }
}

fn step(data: ChartData, event: &KeyboardEvent) {
    let to = match event.key().as_str() {
        "ArrowLeft" | "ArrowRight" => match data.tab.get_untracked() {
            Tab::Chart => Tab::Table,
            Tab::Table => Tab::Chart,
        },
        "Home" => Tab::Chart,
        "End" => Tab::Table,
        _ => return,
    };
    event.prevent_default();
    show(data, to);
    let document = web_sys::window().and_then(|window| window.document());
    let button = document.and_then(|all| all.get_element_by_id(&data.tab_id(to)));
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
