//! The list of periods of a chart that shows one figure of each: the latest, or those of one.

use leptos::html;
use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::choice::{choices, selected};
use super::live::live;
use super::words::words;
use crate::engine::PeriodChoice;

/// The list; nothing where there is one period. It stays while one steps through it.
pub(super) fn periods(data: ChartData) -> AnyView {
    let names = Memo::new(move |_| data.read(|view| labels(&view.periods)));
    live(move || match names.get().as_slice() {
        [] => ().into_any(),
        names => list(data, names),
    })
}

fn labels(choices: &[PeriodChoice]) -> Vec<String> {
    choices.iter().map(|choice| choice.label.clone()).collect()
}

fn list(data: ChartData, names: &[String]) -> AnyView {
    let select = NodeRef::<html::Select>::new();
    let change = move |_| {
        let idx = selected(select).unwrap_or_default();
        data.store.dispatch(Action::SetPeriod {
            chart: data.id(),
            period: data.peek(|view| view.periods.get(idx).and_then(|choice| choice.key.clone())),
        });
    };
    // Back and links choose as well.
    Effect::new(move |_| {
        let shown = data.read(|view| view.periods.iter().position(|choice| choice.shown));
        if let (Some(select), Some(shown)) = (select.get(), shown) {
            select.set_selected_index(i32::try_from(shown).unwrap_or_default());
        }
    });
    view! {
        <select class="choice period-choice" aria-label=words(data.store).period node_ref=select
            on:change=change>
            {choices(names.to_vec(), 0)}
        </select>
    }
    .into_any()
}
