//! The menu of a chart: link, embed, pictures, data.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, KeyboardEvent, Node};

use super::action::{Action, ChartFormat};
use super::chart_data::ChartData;
use super::live::{live, text};
use super::roving::{First, focus, step};
use super::words::words;

const ITEM: &str = "[role=menuitem]";

/// The button `⋯` and the menu that it opens.
pub(super) fn menu(data: ChartData) -> AnyView {
    let label = words(data.store).chart_menu;
    let is_open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    // The focus also leaves when the chart is taken from the page, and nothing here is left.
    let left = move |event: FocusEvent| {
        let to = event.related_target();
        let to = to.and_then(|to| to.dyn_into::<Node>().ok());
        let root = root.try_get_untracked().flatten();
        if !root.is_some_and(|root| root.contains(to.as_ref())) {
            let _ = is_open.try_set(false);
        }
    };
    let keydown = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if is_open.get_untracked() => {
            is_open.set(false);
            focus(root, ".menu-button", First::Same, 0);
        }
        "ArrowDown" if !is_open.get_untracked() => {
            event.prevent_default();
            is_open.set(true);
        }
        "ArrowDown" => step(root, ITEM, &event, 1),
        "ArrowUp" => step(root, ITEM, &event, -1),
        key @ ("Home" | "End") if is_open.get_untracked() => {
            event.prevent_default();
            focus(root, ITEM, First::Same, if key == "Home" { 0 } else { -1 });
        }
        _ => {}
    };
    // The items exist once the menu is open; then the first one takes the focus.
    Effect::new(move |_| {
        if is_open.get() {
            request_animation_frame(move || focus(root, ITEM, First::Same, 0));
        }
    });
    view! {
        <div class="menu-root" node_ref=root on:focusout=left on:keydown=keydown>
            <button class="menu-button" aria-haspopup="menu" aria-label=label title=label
                aria-expanded=text(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)>
                "⋯"
            </button>
            {live(move || is_open.get().then(|| items(data, is_open, root)).into_any())}
        </div>
    }
    .into_any()
}

fn items(data: ChartData, is_open: RwSignal<bool>, root: NodeRef<html::Div>) -> AnyView {
    let words = words(data.store);
    let id = data.id();
    let save = |format| Action::SaveChart {
        chart: id.clone(),
        format,
    };
    let items: Vec<_> = [
        (words.copy_link, Action::CopyLink { chart: id.clone() }),
        (words.embed, Action::ShowEmbed { chart: id.clone() }),
        (words.save_svg, save(ChartFormat::Svg)),
        (words.save_png, save(ChartFormat::Png)),
        (words.save_csv, save(ChartFormat::Csv)),
    ]
    .into_iter()
    .map(|(label, action)| {
        let act = move |_| {
            focus(root, ".menu-button", First::Same, 0);
            is_open.set(false);
            data.store.dispatch(action.clone());
        };
        view! { <button class="menu-item" role="menuitem" tabindex="-1" on:click=act>{label}</button> }
    })
    .collect();
    // A press must not take the focus away before the click arrives, as Safari would have it.
    view! {
        <div class="menu" role="menu" aria-label=words.chart_menu
            on:mousedown=|event| event.prevent_default()>
            {items}
        </div>
    }
    .into_any()
}
