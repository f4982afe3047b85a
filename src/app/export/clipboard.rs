//! The clipboard, in every browser and in frames.

use wasm_bindgen::prelude::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{HtmlDocument, HtmlElement, HtmlTextAreaElement};

/// Puts a text on the clipboard.
///
/// Where the browser's own way is closed (no secure address, a frame without the permission), a
/// selected text field does it as in older times.
pub fn copy_text(text: String) {
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard());
    // Without a secure address there is none, whatever the type says.
    match clipboard.filter(|clipboard| !clipboard.is_undefined()) {
        None => copy_by_selection(&text),
        Some(clipboard) => spawn_local(async move {
            if JsFuture::from(clipboard.write_text(&text)).await.is_err() {
                copy_by_selection(&text);
            }
        }),
    }
}

fn copy_by_selection(text: &str) {
    if copied_by_selection(text).is_none() {
        web_sys::console::warn_1(&"Furrow: the browser gives no clipboard".into());
    }
}

/// While a dialog is open, only what stands in it can be selected.
fn copied_by_selection(text: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let focused = document.active_element();
    let dialog = focused
        .as_ref()
        .and_then(|focused| focused.closest("dialog").ok()?);
    let parent = dialog.or_else(|| Some(document.body()?.into()))?;
    let field: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_read_only(true);
    for (name, value) in [("position", "fixed"), ("top", "0"), ("opacity", "0")] {
        field.style().set_property(name, value).ok()?;
    }
    parent.append_child(&field).ok()?;
    field.select();
    let copied = document
        .clone()
        .dyn_into::<HtmlDocument>()
        .ok()
        .and_then(|document| document.exec_command("copy").ok());
    field.remove();
    if let Some(focused) = focused.and_then(|focused| focused.dyn_into::<HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    copied.filter(|copied| *copied).map(|_| ())
}
