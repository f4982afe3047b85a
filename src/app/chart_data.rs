//! What the parts of one chart share: its id, its tab, and the engine's answer.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use web_sys::Element;

use super::program::ask;
use super::state::Store;
use super::{address, first};
use crate::diag::Diagnostic;
use crate::engine::{ChartView, Request, Response};
use crate::report::{ChartHead, Tab};
use crate::scene::size;

/// Charts far from the window wait this long, each after the other.
const SLICE_MILLIS: u32 = 20;

/// A chart as its parts see it; free to copy.
#[derive(Clone, Copy)]
pub(super) struct ChartData {
    /// The store.
    pub(super) store: Store,
    /// The drawing or the numbers.
    pub(super) tab: Memo<Tab>,
    /// The engine's answer; `None` until the chart is drawn.
    pub(super) shown: Memo<Option<Arc<ChartView>>>,
    head: StoredValue<ChartHead>,
    /// The height that the figure had before, while it is not drawn.
    old_height: Option<f64>,
    /// The drawing that came with the page, or nothing.
    static_drawing: StoredValue<String>,
    /// The table of what may be compared that came with it, or nothing.
    static_comparison: StoredValue<String>,
}

impl ChartData {
    /// Draws at once what is near the window, and the rest soon.
    pub(super) fn new(
        store: Store,
        head: &ChartHead,
        order: usize,
        old: Option<OldFigure>,
    ) -> ChartData {
        let id: Arc<str> = head.id.as_str().into();
        let mut old = old;
        let drawing = old.as_mut().map(|old| std::mem::take(&mut old.drawing));
        let drawing = drawing.unwrap_or_default();
        let comparison = old.as_mut().map(|old| std::mem::take(&mut old.comparison));
        let has_drawing = !drawing.is_empty();
        // What stands above a link's goal must not grow once the goal is reached. In a document
        // that has just been opened each chart has a task of its own: its table may be long.
        let is_near = address::leads_somewhere() || old.as_ref().is_some_and(|old| old.is_near);
        let has_old = old.is_some();
        let is_open = store.memo(|state| state.is_open);
        let wanted = RwSignal::new(is_near && is_open.get_untracked());
        Effect::new(move |_| {
            if !is_open.get() || wanted.get_untracked() {
                return;
            }
            let after = match (is_near, has_old) {
                (true, _) => 0,
                (false, true) => 2 + u32::try_from(order).unwrap_or(0),
                (false, false) => u32::try_from(order).unwrap_or(0),
            };
            // The chart may be gone by then.
            Timeout::new(SLICE_MILLIS * after, move || {
                let _ = wanted.try_set(true);
            })
            .forget();
        });
        let (tab_id, chosen_id) = (Arc::clone(&id), Arc::clone(&id));
        let tab = store.memo(move |state| state.chart(&tab_id).tab);
        let chosen = store.memo(move |state| {
            let chart = state.chart(&chosen_id);
            (chart.entities, chart.derivation, chart.scale, chart.period)
        });
        let width = store.memo(|state| state.width);
        let draw = move |_: Option<&Option<Arc<ChartView>>>| {
            // Read, not only tracked: a memo that nobody reads tells nobody.
            let (_, width) = (chosen.get(), width.get());
            if wanted.get() {
                return Some(Arc::new(view(store, &id, width)));
            }
            first::view(&id, width)
                .filter(|_| has_drawing)
                .map(Arc::new)
        };
        ChartData {
            store,
            tab,
            shown: Memo::new_with_compare(draw, |_, _| true),
            head: StoredValue::new(head.clone()),
            old_height: old.map(|old| old.height),
            static_drawing: StoredValue::new(drawing),
            static_comparison: StoredValue::new(comparison.unwrap_or_default()),
        }
    }

    /// The chart's id.
    pub(super) fn id(self) -> String {
        self.head.with_value(|head| head.id.clone())
    }

    /// An element's id that no other chart has.
    pub(super) fn element_id(self, part: &str) -> String {
        part.to_owned() + "-" + &self.id()
    }

    /// The id of a tab's button.
    pub(super) fn tab_id(self, tab: Tab) -> String {
        self.element_id(&("tab-".to_owned() + tab.code()))
    }

    /// Something of the chart as shown, or its default before it is drawn.
    pub(super) fn read<T: Default>(self, read: impl FnOnce(&ChartView) -> T) -> T {
        self.shown
            .with(|shown| shown.as_deref().map(read).unwrap_or_default())
    }

    /// The same, without following changes.
    pub(super) fn peek<T: Default>(self, read: impl FnOnce(&ChartView) -> T) -> T {
        self.shown
            .with_untracked(|shown| shown.as_deref().map(read).unwrap_or_default())
    }

    /// The drawing that came with the page: what is shown while the engine's has no items.
    pub(super) fn static_drawing(self) -> String {
        self.static_drawing.get_value()
    }

    /// The table that came with the page, of a chart of two entities.
    pub(super) fn static_comparison(self) -> String {
        self.static_comparison.get_value()
    }

    /// The height of the body as CSS: reserved before it is drawn.
    pub(super) fn body_height(self) -> String {
        if self.tab.get() == Tab::Table {
            return "auto".to_owned();
        }
        let drawn = self
            .shown
            .with(|shown| shown.as_ref().map(|view| view.scene.height));
        px(drawn.unwrap_or_else(|| {
            let width = self.store.peek(|state| state.width);
            self.head.with_value(|head| {
                if width < size::NARROW {
                    head.narrow_height
                } else {
                    head.wide_height
                }
            })
        }))
    }

    /// The least height of the figure as CSS: what it took before, until it is drawn.
    pub(super) fn figure_height(self) -> String {
        match (self.shown.with(Option::is_some), self.old_height) {
            (false, Some(height)) => px(height),
            _ => String::new(),
        }
    }
}

/// A length in CSS.
pub(super) fn px(length: f64) -> String {
    crate::data::machine(length) + "px"
}

fn view(store: Store, id: &str, width: f64) -> ChartView {
    let failed = |warnings: Vec<Diagnostic>| ChartView {
        warnings,
        ..ChartView::default()
    };
    match ask(Request::Chart(store.peek(|state| state.request(id, width)))) {
        Response::Chart(view) => *view,
        Response::Failed(errors) => failed(errors),
        _ => failed(Vec::new()),
    }
}

/// The figure that stands on the page now, static or in another language.
#[derive(Default)]
pub(super) struct OldFigure {
    is_seen: bool,
    is_near: bool,
    height: f64,
    /// What a static page shows of the chart, as SVG.
    drawing: String,
    /// What it says of two entities, as a table.
    comparison: String,
}

impl OldFigure {
    /// The figure of a chart, if there is one.
    pub(super) fn of_chart(id: &str) -> Option<OldFigure> {
        let document = web_sys::window()?.document()?;
        OldFigure::of(&document.get_element_by_id(&chart_id(id))?)
    }

    /// A static figure with its drawing in a body of `width` px; `None` out of the window.
    pub(super) fn of_seen(figure: &Element, width: f64) -> Option<OldFigure> {
        // A section out of the window is not laid out, and asking for a place in it would do that.
        let section = figure.closest(".section").ok()?;
        if section.is_some_and(|section| !OldFigure::of(&section).is_some_and(|old| old.is_seen)) {
            return None;
        }
        let old = OldFigure::of(figure).filter(|old| old.is_seen)?;
        Some(OldFigure {
            drawing: static_drawing(figure, width),
            comparison: outer_html(figure, ".comparison"),
            ..old
        })
    }

    /// The same of a figure that is not in the window: nothing is measured.
    pub(super) fn unseen(figure: &Element, width: f64) -> OldFigure {
        OldFigure {
            drawing: static_drawing(figure, width),
            comparison: outer_html(figure, ".comparison"),
            ..OldFigure::default()
        }
    }

    fn of(figure: &Element) -> Option<OldFigure> {
        let rect = figure.get_bounding_client_rect();
        let screen = web_sys::window()?.inner_height().ok()?.as_f64()?;
        Some(OldFigure {
            is_seen: rect.top() < screen && rect.bottom() > 0.0,
            is_near: rect.top() < screen * 1.5 && rect.bottom() > -screen / 2.0,
            height: rect.height(),
            drawing: String::new(),
            comparison: String::new(),
        })
    }
}

fn static_drawing(figure: &Element, width: f64) -> String {
    let form = if width < size::NARROW {
        ".only-narrow svg"
    } else {
        ".only-wide svg"
    };
    outer_html(figure, form)
}

fn outer_html(figure: &Element, selector: &str) -> String {
    let found = figure.query_selector(selector).ok().flatten();
    found
        .map(|element| element.outer_html())
        .unwrap_or_default()
}

/// The id of a chart's figure.
pub(super) fn chart_id(chart: &str) -> String {
    "chart-".to_owned() + chart
}
