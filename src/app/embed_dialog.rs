//! The dialog with the code that puts a chart into another page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::action::Action;
use super::live::text;
use super::state::Store;
use super::words::words;
use super::{address, export};

/// The dialog; closed until a chart's menu opens it.
pub(super) fn embed_dialog(store: Store) -> AnyView {
    let words = words(store);
    let node = NodeRef::<html::Dialog>::new();
    let chart = store.memo(|state| state.embed_dialog.clone());
    let code = Memo::new(move |_| chart.get().map(|chart| snippet(&chart)).unwrap_or_default());
    let close = move || store.dispatch(Action::CloseEmbed);
    Effect::new(move |_| {
        let is_wanted = chart.with(Option::is_some);
        if let Some(dialog) = node.get().filter(|dialog| dialog.open() != is_wanted) {
            if is_wanted {
                // It fails only for a dialog that is open already.
                let _ = dialog.show_modal();
            } else {
                dialog.close();
            }
        }
    });
    view! {
        <dialog class="dialog" node_ref=node aria-labelledby="embed-title" on:close=move |_| close()>
            <h2 id="embed-title">{words.embed_title}</h2>
            <p id="embed-help">{words.embed_help}</p>
            <textarea class="code" readonly=true rows="5" spellcheck="false"
                aria-label=words.embed_title aria-describedby="embed-help"
                prop:value=text(move || code.get())></textarea>
            <div class="dialog-buttons">
                <button class="button" on:click=move |_| {
                    store.dispatch(Action::CopyText(code.get_untracked()));
                    close();
                }>{words.copy}</button>
                <button class="button" on:click=move |_| close()>{words.close}</button>
            </div>
        </dialog>
    }
    .into_any()
}

/// The code for a chart, as high as the chart is here.
fn snippet(chart: &str) -> String {
    let id = "chart-".to_owned() + chart;
    let document = web_sys::window().and_then(|window| window.document());
    let figure = document.and_then(|document| document.get_element_by_id(&id));
    let (mut title, mut height) = (String::new(), 0.0);
    if let Some(figure) = figure
        .as_ref()
        .and_then(|figure| figure.dyn_ref::<HtmlElement>())
    {
        height = f64::from(figure.offset_height());
        let head = figure.query_selector(".chart-title").ok().flatten();
        title = head
            .and_then(|head| head.text_content())
            .unwrap_or_default();
    }
    export::embed_snippet(&address::embed_url(chart), &title, height)
}
