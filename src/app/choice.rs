//! A choice: one of several options, as the browser's own list.

use leptos::html;
use leptos::prelude::*;

/// One of several options; `chosen` tells which, by its place.
pub(super) fn choice(
    label: &'static str,
    options: Vec<String>,
    chosen: usize,
    choose: impl Fn(usize) + 'static,
) -> AnyView {
    let select = NodeRef::<html::Select>::new();
    let change = move |_| {
        if let Some(idx) = selected(select) {
            choose(idx);
        }
    };
    view! {
        <select class="choice" aria-label=label node_ref=select on:change=change>
            {choices(options, chosen)}
        </select>
    }
    .into_any()
}

/// The same where what is chosen changes elsewhere too, as by Back and by links.
pub(super) fn followed_choice(
    label: &'static str,
    class: &'static str,
    names: &[String],
    shown: Box<dyn Fn() -> Option<usize>>,
    choose: Box<dyn Fn(usize)>,
) -> AnyView {
    let select = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        if let (Some(select), Some(shown)) = (select.get(), shown()) {
            select.set_selected_index(i32::try_from(shown).unwrap_or_default());
        }
    });
    let change = move |_| choose(selected(select).unwrap_or_default());
    view! {
        <select class=class aria-label=label node_ref=select
            on:change=change>
            {choices(names.to_vec(), 0)}
        </select>
    }
    .into_any()
}

/// The place of the option that is chosen now.
pub(super) fn selected(select: NodeRef<html::Select>) -> Option<usize> {
    let idx = select.get_untracked().map(|select| select.selected_index());
    idx.and_then(|idx| usize::try_from(idx).ok())
}

/// The options of a list.
pub(super) fn choices(options: Vec<String>, chosen: usize) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .enumerate()
        .map(|(idx, name)| view! { <option prop:selected=idx == chosen>{name}</option> })
        .collect();
    options.into_any()
}
