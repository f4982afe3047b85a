//! The plot: the drawing, and the reading that a pointer, a finger or a key picks.

use leptos::html;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::chart_data::ChartData;
use super::highlight::highlight;
use super::live::text;
use super::picked::Picked;
use super::tooltip::tooltip;
use super::words::words;
use crate::paint::{self, SvgOptions};
use crate::scene::{Palette, Scene, nearest_hit};

/// The drawing with its overlay and tooltip.
pub(super) fn plot(data: ChartData) -> AnyView {
    let words = words(data.store);
    let node = NodeRef::<html::Div>::new();
    let picked = RwSignal::new(Picked::default());
    // The focus also leaves when the plot is taken from the page, and no reading is left.
    let show = move |reading: Option<usize>| {
        let now = picked.try_get_untracked();
        if now.is_some_and(|now| !now.is_held && now.reading != reading) {
            picked.set(Picked {
                reading,
                is_held: false,
            });
        }
    };
    let keydown = move |event: KeyboardEvent| {
        let n_readings = data.peek(|view| view.readings.len());
        let after = picked.get_untracked().after_key(&event.key(), n_readings);
        if let Some(after) = after.filter(|_| !event.ctrl_key() && !event.meta_key()) {
            event.prevent_default();
            picked.set(after);
            bring_into_view(data, node, after.reading);
        }
    };
    // A new drawing has other readings, but for the one that follows the static drawing.
    Effect::new(move |before: Option<Vec<String>>| {
        let said: Vec<String> = data.read(|view| {
            view.readings
                .iter()
                .map(|one| one.heading.clone())
                .collect()
        });
        if before.as_ref().is_some_and(|before| *before == said) {
            picked.update(|_| ());
        } else {
            picked.set(Picked::default());
        }
        said
    });
    let can_step = move || data.read(|view| !view.readings.is_empty());
    let over = text(move || {
        let scene = highlight(data, picked.get().reading);
        scene
            .map(|scene| svg(data, &scene, "over"))
            .unwrap_or_default()
    });
    view! {
        <div class="plot" node_ref=node tabindex="0"
            role=text(move || if can_step() { "application".to_owned() } else { "img".to_owned() })
            aria-roledescription=move || can_step().then_some(words.chart_role)
            aria-label=text(move || data.read(|view| view.description.clone()))
            aria-describedby=move || can_step().then(|| data.element_id("keys"))
            inner_html=text(move || drawing(data))
            on:pointermove=move |event| show(reading_at(data, node, &event))
            on:pointerleave=move |_| show(None)
            on:click=move |event| {
                picked.update(|now| *now = now.after_click(reading_at(data, node, &event)));
            }
            on:blur=move |_| show(None)
            on:keydown=keydown>
        </div>
        <div class="overlay" aria-hidden="true" inner_html=over></div>
        <p class="unseen" id=data.element_id("keys")>{words.chart_keys}</p>
        {tooltip(data, picked, node)}
    }
    .into_any()
}

/// The drawing; before the engine is there, the one that came with the page.
fn drawing(data: ChartData) -> String {
    let drawn = data.read(|view| {
        let has_items = !view.scene.items.is_empty();
        has_items.then(|| svg(data, &view.scene, "plot"))
    });
    drawn.unwrap_or_else(|| data.static_drawing())
}

fn svg(data: ChartData, scene: &Scene, layer: &str) -> String {
    let options = SvgOptions {
        id_prefix: &(data.element_id(layer) + "-"),
        alt: None,
        lang: data.store.peek(|state| state.lang.code()),
    };
    paint::svg(scene, Palette::Variables, &options)
}

/// The reading nearest to a pointer.
fn reading_at(data: ChartData, node: NodeRef<html::Div>, event: &MouseEvent) -> Option<usize> {
    let rect = node.get_untracked()?.get_bounding_client_rect();
    let x = f64::from(event.client_x()) - rect.left();
    let y = f64::from(event.client_y()) - rect.top();
    data.peek(|view| nearest_hit(&view.hits, x, y))
}

/// Scrolls a reading that a key has picked into the window, where a chart is taller than it.
fn bring_into_view(data: ChartData, node: NodeRef<html::Div>, reading: Option<usize>) {
    let hit = reading.and_then(|idx| data.peek(|view| view.hits.get(idx).copied()));
    let (Some(hit), Some(node), Some(window)) = (hit, node.get_untracked(), web_sys::window())
    else {
        return;
    };
    let height = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let (height, y) = (
        height.unwrap_or_default(),
        node.get_bounding_client_rect().top() + hit.y,
    );
    if y < 0.0 || y > height {
        window.scroll_by_with_x_and_y(0.0, y - height / 2.0);
    }
}
