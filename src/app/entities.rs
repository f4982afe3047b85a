//! The chips that show and hide the entities of a chart.

use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::live::live;
use super::picker::{MOST_CHIPS, picker};
use super::words::words;
use crate::engine::EntityChoice;

/// One chip an entity, and one for all while some are hidden; of many entities a picker, and
/// chips for a few that were picked.
pub(super) fn entities(data: ChartData) -> AnyView {
    let is_many = Memo::new(move |_| data.read(|view| view.entities.len() > MOST_CHIPS));
    let picker = live(move || match is_many.get() {
        true => picker(data),
        false => ().into_any(),
    });
    let chips = live(move || {
        let mut choices = data.read(|view| view.entities.clone());
        let is_part = choices.iter().any(|choice| !choice.shown);
        if choices.len() > MOST_CHIPS {
            choices.retain(|choice| choice.shown);
            if choices.len() > MOST_CHIPS {
                return ().into_any();
            }
        }
        let mut chips: Vec<_> = choices.iter().map(|choice| chip(data, choice)).collect();
        if is_part {
            chips.push(all(data));
        }
        chips.into_any()
    });
    view! { {picker} {chips} }.into_any()
}

fn chip(data: ChartData, choice: &EntityChoice) -> AnyView {
    let key = choice.key.clone();
    let toggle = move |_| {
        let entities = data.peek(|view| toggled(&view.entities, &key));
        data.store.dispatch(Action::SetEntities {
            chart: data.id(),
            entities,
        });
    };
    view! {
        <button class="chip" aria-pressed=choice.shown.to_string() on:click=toggle>
            <i class="dot ".to_owned() + &choice.token.name()></i>
            {choice.label.clone()}
        </button>
    }
    .into_any()
}

fn all(data: ChartData) -> AnyView {
    let show_all = move |_| {
        let action = Action::SetEntities {
            chart: data.id(),
            entities: Vec::new(),
        };
        data.store.dispatch(action);
    };
    view! {
        <button class="chip chip-all" on:click=show_all>{words(data.store).show_all}</button>
    }
    .into_any()
}

/// What is shown after one entity was switched; empty, which means all, when none or all are.
pub(super) fn toggled(choices: &[EntityChoice], key: &str) -> Vec<String> {
    let shown = choices
        .iter()
        .filter(|choice| choice.shown != (choice.key == key));
    let shown: Vec<String> = shown.map(|choice| choice.key.clone()).collect();
    if shown.len() == choices.len() {
        Vec::new()
    } else {
        shown
    }
}
