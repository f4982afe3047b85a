//! The numbers of a chart as a table, whose heads put its rows in order.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::chart_data::ChartData;
use super::live::live;
use super::program::tools;
use super::report::html;
use super::roving::{First, focus};
use super::words::static_words;
use crate::report::Sorting;

/// The table, in a place of its own that scrolls.
pub(super) fn table(data: ChartData, name: String) -> AnyView {
    let sorting = RwSignal::new(None::<Sorting>);
    let node = NodeRef::<html::Div>::new();
    let table = live(move || {
        let words = static_words(data.store);
        let now = sorting.get();
        html(data.read(|view| {
            let tools = tools();
            tools.map_or_else(String::new, |tools| (tools.table)(&view.table, &words, now))
        }))
    });
    let press = move |event: MouseEvent| {
        let Some(column) = pressed(&event) else {
            return;
        };
        let now = sorting.get_untracked();
        sorting.set(data.peek(|view| (tools()?.sorting)(now, &view.table, column)));
        // The heads are made anew, and the pressed one keeps the focus.
        let selector = ["[data-column=\"", &column.to_string(), "\"]"].concat();
        request_animation_frame(move || focus(node, &selector, First::Same, 0));
    };
    view! {
        <div class="table-region" tabindex="0" role="region" aria-label=name node_ref=node
            on:click=press>
            {table}
        </div>
    }
    .into_any()
}

/// The column of the head that was pressed.
fn pressed(event: &MouseEvent) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let head = target.closest("[data-column]").ok().flatten()?;
    head.get_attribute("data-column")?.parse().ok()
}
