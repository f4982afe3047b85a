//! Files dropped anywhere on the page, and tables pasted into it.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, Event, MouseEvent};

use super::action::Action;
use super::files;
use super::live::flag;
use super::state::Store;
use super::words::words;
use crate::data::InputFile;

/// The sentence over the page while files are dragged. It listens as long as it is on the page.
pub(super) fn drop_zone(store: Store) -> AnyView {
    let words = words(store);
    let is_over = RwSignal::new(false);
    let listeners = [
        listen("dragover", move |event| {
            if let Some(event) = files_in(event) {
                event.prevent_default();
                if !is_over.get_untracked() {
                    store.dispatch(Action::PrepareReading);
                }
                is_over.set(true);
            }
        }),
        listen("dragleave", move |event| {
            let to = event
                .dyn_ref::<MouseEvent>()
                .and_then(MouseEvent::related_target);
            if to.is_none() {
                is_over.set(false);
            }
        }),
        listen("drop", move |event| {
            is_over.set(false);
            if let Some(transfer) = files_in(event).and_then(|event| event.data_transfer()) {
                event.prevent_default();
                store.dispatch(Action::OpenGiven(files::dropped(&transfer)));
            }
        }),
        listen("paste", move |event| paste(store, event)),
    ];
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || listeners.dispose());
    view! {
        <div class="drop" class:over=flag(move || is_over.get()) aria-hidden="true">
            <p>{words.drop_here}</p>
            <p>{words.stays_here}</p>
        </div>
    }
    .into_any()
}

fn listen(kind: &'static str, handle: impl Fn(&Event) + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(
        &window, kind, options, handle,
    ))
}

/// The event, when it carries files.
fn files_in(event: &Event) -> Option<&DragEvent> {
    let event = event.dyn_ref::<DragEvent>()?;
    let kinds = event.data_transfer()?.types();
    kinds.includes(&"Files".into(), 0).then_some(event)
}

/// Opens pasted files, or pasted text of more than one line as a table.
fn paste(store: Store, event: &Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| target.matches("input, textarea") == Ok(true)) {
        return;
    }
    let clipboard = event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data);
    let Some(clipboard) = clipboard else { return };
    if clipboard.files().is_some_and(|files| files.length() > 0) {
        store.dispatch(Action::OpenGiven(files::dropped(&clipboard)));
        return;
    }
    let text = clipboard.get_data("text/plain").unwrap_or_default();
    if text.trim().lines().count() > 1 {
        let path = words(store).pasted_file.to_owned();
        store.dispatch(Action::Open(vec![InputFile {
            path,
            bytes: text.into_bytes(),
        }]));
    }
}
