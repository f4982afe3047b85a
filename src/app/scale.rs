//! The switch of a chart between even lengths and a log scale.

use leptos::prelude::*;

use super::action::Action;
use super::chart_data::ChartData;
use super::live::live;
use super::words::words;
use crate::engine::LogChoice;

/// A button that is pressed while a log scale is shown; nothing where none can be.
pub(super) fn scale(data: ChartData) -> AnyView {
    let choice = Memo::new(move |_| data.read(|view| view.log_scale.clone()));
    live(move || match choice.get() {
        Some(choice) => switch(data, choice),
        None => ().into_any(),
    })
}

fn switch(data: ChartData, LogChoice { other, shown }: LogChoice) -> AnyView {
    let choose = move |_| {
        data.store.dispatch(Action::SetScale {
            chart: data.id(),
            scale: other.clone(),
        });
    };
    view! {
        <button class="scale-button" aria-pressed=shown.to_string() on:click=choose>
            {words(data.store).log_scale}
        </button>
    }
    .into_any()
}
