//! The chips that show and hide the entities of a chart.

use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::live::live;
use super::picker::{MOST_CHIPS, picker};
use super::words::words;
use crate::engine::{ALL_ENTITIES, EntityChoice};

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
            entities: data.peek(|view| everything(&view.entities)),
        };
        data.store.dispatch(action);
    };
    view! {
        <button class="chip chip-all" on:click=show_all>{words(data.store).show_all}</button>
    }
    .into_any()
}

/// What a link says after one entity was switched; when none is left, it is as the author has it.
pub(super) fn toggled(choices: &[EntityChoice], key: &str) -> Vec<String> {
    let is_shown = |choice: &EntityChoice| choice.shown != (choice.key == key);
    let shown: Vec<String> = choices
        .iter()
        .filter(|choice| is_shown(choice))
        .map(|choice| choice.key.clone())
        .collect();
    if choices.iter().all(|choice| is_shown(choice) == choice.home) {
        return Vec::new();
    }
    match shown.len() == choices.len() {
        true => everything(choices),
        false => shown,
    }
}

/// What a link says where all are shown.
pub(super) fn everything(choices: &[EntityChoice]) -> Vec<String> {
    match choices.iter().all(|choice| choice.home) {
        true => Vec::new(),
        false => vec![ALL_ENTITIES.to_owned()],
    }
}
