//! Arrival: what happens once the second part of the program is there.
//!
//! It opens the documents, gives every chart its own drawing and the page everything that a reader
//! can do. What is named here and in the modules that it calls is in the second part.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, Window};

use super::action::Action;
use super::program::{Tools, waiting};
use super::shell::{follow, overlays, shell};
use super::start::{chart_width, mark};
use super::state::{State, Store, View};
use super::{address, api, dispatch, embed, islands, load};
use crate::engine::Asked;
use crate::ingest;
use crate::report::{Sorting, sortable_html};
use crate::words::diagnostics::message;
use crate::worker;

/// What the first part calls.
pub(super) const TOOLS: Tools = Tools {
    arrive: |store| Box::pin(arrive(store)),
    act: Store::act,
    message,
    table: sortable_html,
    sorting: Sorting::after,
    picture: api::drawn,
    serve,
};

async fn arrive(store: Store) {
    let documents = load::first_documents().await;
    let Some((window, document)) = web_sys::window().and_then(|window| {
        let document = window.document()?;
        Some((window, document))
    }) else {
        return;
    };
    let mut state = store.peek(State::clone);
    match documents {
        Ok(documents) => dispatch::open_first(&mut state, documents).await,
        Err(error) => state.notices.push(error),
    }
    address::read(&mut state, address::fragment());
    state.width = chart_width(&document);
    dispatch::settle(&mut state);
    state.is_open = true;
    store.0.set(state);
    api::register(store);
    if islands::is_gone() {
        take_over(store);
    } else {
        islands::completed().await;
        complete(store, &document);
    }
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("data-ready", "true");
    }
    islands::keep();
    mark("furrow-ready");
    listen(store, &window);
    store.act(Action::Resize(chart_width(&document)));
    store.peek(address::go_to);
    if let View::Embed { chart, .. } = store.peek(|state| state.view.clone()) {
        embed::start_height_messages(&chart);
    }
    for action in waiting() {
        store.act(action);
    }
}

/// Gives a page of islands what lies over it.
fn complete(store: Store, document: &Document) -> Option<()> {
    islands::add(document, move || overlays(store));
    let page = document.query_selector("#app > .page").ok()??;
    // It goes with the element that it listens to.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page, "click", options, move |event| {
        if let Some(event) = event.dyn_ref() {
            follow(store, event);
        }
    })
    .forget();
    Some(())
}

/// Builds the whole page out of sight, and puts it in place of what stands there in one go.
pub(super) fn take_over(store: Store) -> Option<()> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let old = document.get_element_by_id("app")?;
    let new: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    mount_to(new.clone(), move || shell(store)).forget();
    let scroll = (window.scroll_x().ok()?, window.scroll_y().ok()?);
    new.set_id("app");
    old.replace_with_with_node_1(&new).ok()?;
    islands::end();
    window.scroll_to_with_x_and_y(scroll.0, scroll.1);
    Some(())
}

/// Listens as long as the page lives.
fn listen(store: Store, window: &Window) {
    for kind in ["popstate", "hashchange"] {
        EventListener::new(window, kind, move |_| store.act(Action::Restore)).forget();
    }
    EventListener::new(window, "resize", move |_| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            store.act(Action::Resize(chart_width(&document)));
        }
    })
    .forget();
}

fn serve() {
    worker::serve(worker::Skills {
        readers: ingest::LIGHT,
        answering: || {
            let mut asked = Asked::default();
            Box::new(move |dataset, question| asked.answer(&dataset.tables, question))
        },
    });
}
