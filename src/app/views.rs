//! The switch of a chart between its values and what is computed from them.

use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::dropdown::{Dropdown, Opener, dropdown};
use super::live::{live, text};
use super::words::words;
use crate::engine::{ChartView, DerivationChoice};

/// The button that says what is shown, with all choices; nothing where there is no choice.
pub(super) fn views(data: ChartData) -> AnyView {
    let is_choice = Memo::new(move |_| data.read(|view| !view.derivations.is_empty()));
    live(move || match is_choice.get() {
        true => switch(data),
        false => ().into_any(),
    })
}

fn switch(data: ChartData) -> AnyView {
    let shown = text(move || data.read(shown));
    let opener = Opener {
        class: "view",
        label: words(data.store).values_shown,
        text: shown,
        state: text(move || [": ", &shown.get()].concat()),
    };
    let place = move || {
        let at = |view: &ChartView| view.derivations.iter().position(|choice| choice.shown);
        i32::try_from(data.peek(at).unwrap_or_default()).unwrap_or_default()
    };
    let items = move |dropdown| {
        let choices = data.peek(|view| view.derivations.clone());
        let items = choices
            .into_iter()
            .map(|choice| item(data, dropdown, choice));
        items.collect::<Vec<_>>().into_any()
    };
    dropdown(opener, Box::new(place), Box::new(items))
}

/// The name of what is shown now.
fn shown(view: &ChartView) -> String {
    let found = view.derivations.iter().find(|choice| choice.shown);
    found.map(|choice| choice.label.clone()).unwrap_or_default()
}

/// One choice. What cannot be computed takes the focus as well, and says why.
fn item(data: ChartData, dropdown: Dropdown, choice: DerivationChoice) -> AnyView {
    let DerivationChoice {
        key,
        label,
        reason_not,
        shown,
    } = choice;
    let is_refused = reason_not.is_some();
    let choose = move |_| {
        if is_refused {
            return;
        }
        dropdown.close();
        if !shown {
            data.store.dispatch(Action::SetDerivation {
                chart: data.id(),
                derivation: key.clone(),
            });
        }
    };
    let reason = reason_not.map(|reason| view! { <small>{reason}</small> });
    view! {
        <button class="menu-item" role="menuitemradio" tabindex="-1"
            aria-checked=shown.to_string() aria-disabled=is_refused.to_string() on:click=choose>
            <span>{label}</span>
            {reason}
        </button>
    }
    .into_any()
}
