//! The two lists that choose who stands beside whom, and what may be compared of them.

use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::choice::followed_choice;
use super::live::live;
use super::report::html;
use super::words::words;
use crate::engine::{ChartView, SidesView};

/// Two lists of entities, left and right; nothing where a chart is not of two.
pub(super) fn sides(data: ChartData) -> AnyView {
    let names = Memo::new(move |_| data.read(labels));
    live(move || match names.get().as_slice() {
        [] => ().into_any(),
        names => {
            let words = words(data.store);
            view! {
                {side(data, 0, words.compare, names)}
                {side(data, 1, words.compare_with, names)}
            }
            .into_any()
        }
    })
}

fn labels(view: &ChartView) -> Vec<String> {
    let sides = view.sides.iter().flat_map(|sides| &sides.choices);
    sides.map(|(_, label)| label.clone()).collect()
}

fn side(data: ChartData, side: usize, word: &'static str, names: &[String]) -> AnyView {
    let shown = move || data.read(|view| view.sides.as_ref().map(|sides| sides.chosen[side]));
    let choose = move |idx: usize| {
        let entities = data.peek(|view| {
            let sides = view.sides.as_ref();
            sides.map_or_else(Vec::new, |sides| entities(sides, side, idx))
        });
        data.store.dispatch(Action::SetEntities {
            chart: data.id(),
            entities,
        });
    };
    view! {
        <label class="side-choice">
            {word}
            {followed_choice(word, "choice", names, Box::new(shown), Box::new(choose))}
        </label>
    }
    .into_any()
}

/// What a link says once a side was chosen: who is on the other side already changes places.
fn entities(sides: &SidesView, side: usize, idx: usize) -> Vec<String> {
    let mut chosen = sides.chosen;
    if chosen[1 - side] == idx {
        chosen[1 - side] = chosen[side];
    }
    chosen[side] = idx;
    if chosen == sides.home {
        return Vec::new();
    }
    let key = |idx: usize| sides.choices.get(idx).map(|(key, _)| key.clone());
    chosen.into_iter().filter_map(key).collect()
}

/// What may be compared, as a table below the drawing.
pub(super) fn comparison(data: ChartData) -> AnyView {
    let table = Memo::new(move |_| {
        let table = data.read(|view| Some(view.sides.as_ref()?.comparison_html.clone()));
        // Before the engine is there: the one that came with the page.
        match table.as_deref() {
            Some("") => data.static_comparison(),
            _ => table.unwrap_or_default(),
        }
    });
    live(move || html(table.get()))
}
