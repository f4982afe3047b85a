//! The list of periods of a chart that shows one figure of each: the latest, or those of one.

use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::choice::followed_choice;
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
    let choose = move |idx: usize| {
        data.store.dispatch(Action::SetPeriod {
            chart: data.id(),
            period: data.peek(|view| view.periods.get(idx).and_then(|choice| choice.key.clone())),
        });
    };
    // Back and links choose as well.
    let shown = move || data.read(|view| view.periods.iter().position(|choice| choice.shown));
    followed_choice(
        words(data.store).period,
        "choice period-choice",
        names,
        Box::new(shown),
        Box::new(choose),
    )
}
