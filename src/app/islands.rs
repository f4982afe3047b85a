//! Islands: the live parts of a static page, each put in the place of its static twin.
//!
//! Building all of a report anew takes longer than a reader needs to move the pointer to the first
//! chart. So the page's text stays as it came; the bar and the charts become live one by one, those
//! in the window first. Another language, document or view builds the whole page (`shell`).

use std::cell::RefCell;

use gloo::timers::future::TimeoutFuture;
use js_sys::Reflect;
use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement};

use super::bar::bar;
use super::chart::chart;
use super::chart_data::{OldFigure, chart_id};
use super::state::{Store, View};
use super::words::words;
use crate::report::ChartHead;

/// Charts out of the window become live after this long, each after the other.
const SLICE_MILLIS: u32 = 10;
/// The reader's first move comes before them.
const PAUSE_MILLIS: u32 = 60;
/// What stood in the place of an element before, for the script that shows it again when the
/// program fails; nothing for what was added.
const STATIC: &str = "furrowStatic";
/// Marks an element that only keeps a place.
const HOLDER: &str = "data-holder";

thread_local! {
    static ISLANDS: RefCell<Option<Islands>> = const { RefCell::new(None) };
}

/// What is live of a static page.
#[derive(Default)]
struct Islands {
    mounted: Vec<(Element, UnmountHandle<AnyViewState>)>,
    is_complete: bool,
}

/// Makes the charts in the window live, and the bar and the other charts soon.
///
/// `None` and nothing changed when the page is not such a report.
pub(super) fn adopt(store: Store, document: &Document, heads: Vec<ChartHead>) -> Option<()> {
    let is_report = store.peek(|state| state.view == View::Report);
    let width = store.peek(|state| state.width);
    // All is measured before anything changes: each change would cost another layout.
    let found: Vec<(Element, ChartHead, Option<OldFigure>)> = heads
        .into_iter()
        .filter_map(|head| {
            let figure = document.get_element_by_id(&chart_id(&head.id))?;
            let old = OldFigure::of_seen(&figure, width);
            Some((figure, head, old))
        })
        .collect();
    if found.is_empty() || is_given_up(document) {
        return None;
    }
    ISLANDS.set(Some(Islands::default()));
    let (near, far): (Vec<_>, Vec<_>) =
        (found.into_iter().enumerate()).partition(|(_, (_, _, old))| old.is_some());
    for (order, (figure, head, old)) in near {
        put(&figure, move || chart(store, &head, order, old));
    }
    let rest = document.clone();
    spawn_local(async move {
        TimeoutFuture::new(PAUSE_MILLIS).await;
        if is_given_up(&rest) {
            return;
        }
        if is_report && let Ok(Some(old)) = rest.query_selector("#app .bar") {
            put(&old, move || bar(store));
            skip_link(store, &rest);
        }
        for (order, (figure, head, _)) in far {
            TimeoutFuture::new(SLICE_MILLIS).await;
            if is_gone() || is_given_up(&rest) {
                return;
            }
            let old = OldFigure::unseen(&figure, width);
            put(&figure, move || chart(store, &head, order, Some(old)));
        }
        ISLANDS.with_borrow_mut(|islands| {
            if let Some(islands) = islands {
                islands.is_complete = true;
            }
        });
    });
    Some(())
}

/// Whether the script that started the program has gone back to the static page.
fn is_given_up(document: &Document) -> bool {
    let root = document.document_element();
    root.is_some_and(|root| root.has_attribute("data-static"))
}

/// Waits until every part is live; returns at once where there are none.
pub(super) async fn completed() {
    while ISLANDS.with_borrow(|islands| islands.as_ref().is_some_and(|found| !found.is_complete)) {
        TimeoutFuture::new(SLICE_MILLIS).await;
    }
}

/// Whether the page is not, or no more, made of islands.
pub(super) fn is_gone() -> bool {
    ISLANDS.with_borrow(Option::is_none)
}

/// Ends them, once something else stands in the place of the whole page.
pub(super) fn end() {
    drop(ISLANDS.take());
}

/// Adds a live part at the end of the page.
pub(super) fn add(document: &Document, view: impl FnOnce() -> AnyView + 'static) -> Option<()> {
    let page = document.query_selector("#app > *").ok()??;
    let holder = holder()?;
    page.append_child(&holder).ok()?;
    put(&holder, view);
    Some(())
}

fn skip_link(store: Store, document: &Document) -> Option<()> {
    let page = document.query_selector("#app > *").ok()??;
    let holder = holder()?;
    page.prepend_with_node_1(&holder).ok()?;
    put(&holder, move || {
        view! { <a class="skip" href="#report">{words(store).skip_to_report}</a> }.into_any()
    });
    Some(())
}

/// Forgets what stood here before the program.
pub(super) fn keep() {
    ISLANDS.with_borrow(|islands| {
        for (element, _) in islands.iter().flat_map(|islands| &islands.mounted) {
            let _ = Reflect::delete_property(element, &STATIC.into());
        }
    });
}

/// Puts a view of one element in the place of another element.
fn put(old: &Element, view: impl FnOnce() -> AnyView + 'static) -> Option<()> {
    let holder = holder()?;
    let handle = mount_to(holder.clone(), view);
    let new = holder.first_element_child()?;
    let is_static = !old.has_attribute(HOLDER);
    let before = if is_static {
        JsValue::from(old)
    } else {
        JsValue::NULL
    };
    let _ = Reflect::set(&new, &STATIC.into(), &before);
    old.replace_with_with_node_1(&new).ok()?;
    ISLANDS.with_borrow_mut(|islands| {
        if let Some(islands) = islands {
            islands.mounted.push((new, handle));
        }
    });
    Some(())
}

fn holder() -> Option<HtmlElement> {
    let document = web_sys::window()?.document()?;
    let holder: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    holder.set_attribute(HOLDER, "").ok()?;
    Some(holder)
}
