//! The tooltip: what the picked reading says, seen beside the point and read aloud once.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{KeyboardEvent, MouseEvent};

use super::action::Action;
use super::chart_data::{ChartData, px};
use super::live::{flag, live, text};
use super::picked::Picked;
use super::place::{Area, place};
use crate::engine::{Reading, ReadingRow};

/// The tooltip of a plot; it is always on the page, so that screen readers notice its words.
pub(super) fn tooltip(
    data: ChartData,
    picked: RwSignal<Picked>,
    plot: NodeRef<html::Div>,
) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    let at = RwSignal::new((0.0, 0.0));
    let reading = move || {
        let idx = picked.get().reading?;
        data.peek(|view| view.readings.get(idx).cloned())
    };
    // Its size is known once its words stand on the page: after this task's effects, and before
    // the frame that shows them.
    Effect::new(move |_| {
        if let Some(idx) = picked.get().reading {
            spawn_local(async move {
                if let Some(found) = position(data, idx, node, plot) {
                    let _ = at.try_set(found);
                }
            });
        }
    });
    // Back from what is in it to the plot.
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            picked.set(Picked::default());
            if let Some(plot) = plot.get_untracked() {
                let _ = plot.focus();
            }
        }
    };
    view! {
        <div class="tooltip" class:held=flag(move || picked.get().is_held) role="status" node_ref=node
            on:keydown=escape
            style:left=text(move || px(at.get().0)) style:top=text(move || px(at.get().1))>
            {live(move || reading().map(words).into_any())}
            {live(move || match picked.get() {
                Picked { reading: Some(idx), is_held: true } => cite(data, idx),
                _ => ().into_any(),
            })}
        </div>
    }
    .into_any()
}

/// The button that copies what is held; the focus can go there from the plot.
fn cite(data: ChartData, idx: usize) -> AnyView {
    let press = move |event: MouseEvent| {
        event.stop_propagation();
        let found = data.peek(|view| {
            let reading = view.readings.get(idx)?.clone();
            Some((view.subtitle.clone(), reading))
        });
        if let Some((subject, reading)) = found {
            data.store.dispatch(Action::Cite {
                chart: data.id(),
                subject,
                reading,
            });
        }
    };
    view! {
        <button class="chip chip-all tooltip-cite" on:click=press>
            {super::words::words(data.store).cite}
        </button>
    }
    .into_any()
}

fn words(reading: Reading) -> AnyView {
    let rows: Vec<_> = reading.rows.into_iter().map(row).collect();
    view! { <strong class="tooltip-heading">{reading.heading}</strong> {rows} }.into_any()
}

fn row(row: ReadingRow) -> AnyView {
    let small: Vec<_> = [row.detail, row.source]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| view! { <span class="tooltip-small">{text}</span> })
        .collect();
    view! {
        <div class="tooltip-row">
            <i class="dot ".to_owned() + &row.token.name()></i>
            <span class="tooltip-label">{row.label}</span>
            <b class="tooltip-value">{row.value}</b>
            {small}
        </div>
    }
    .into_any()
}

/// Where the tooltip goes, in px from the corner of the plot.
fn position(
    data: ChartData,
    reading: usize,
    node: NodeRef<html::Div>,
    plot: NodeRef<html::Div>,
) -> Option<(f64, f64)> {
    let window = web_sys::window()?;
    let tip = node.try_get_untracked()??.get_bounding_client_rect();
    let plot = plot.try_get_untracked()??.get_bounding_client_rect();
    let marks = data.peek(|view| {
        let hit = view.hits.get(reading)?;
        let dots = &view.readings.get(reading)?.dots;
        let points = dots.iter().map(|dot| (dot.x, dot.y));
        Some(Area::around((hit.x, hit.y), points).moved(plot.left(), plot.top()))
    })?;
    let screen = (
        window.inner_width().ok()?.as_f64()?,
        window.inner_height().ok()?.as_f64()?,
    );
    let (left, top) = place((tip.width(), tip.height()), marks, screen);
    Some((left - plot.left(), top - plot.top()))
}
