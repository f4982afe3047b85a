//! The last word of a program that has failed: to the console for us, on the page for the reader.

use std::panic;

use crate::data::Lang;
use crate::words::interface;

/// From now on a failure is told.
pub(super) fn tell_failures() {
    panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        show();
    }));
}

/// Writes the notice with nothing but the page: the rest of the program may be broken.
fn show() -> Option<()> {
    let document = web_sys::window()?.document()?;
    if document.get_element_by_id("furrow-failed").is_some() {
        return None;
    }
    let lang = document
        .document_element()?
        .get_attribute("lang")
        .unwrap_or_default();
    let notice = document.create_element("p").ok()?;
    notice.set_id("furrow-failed");
    notice.set_class_name("notice error failed");
    notice.set_attribute("role", "alert").ok()?;
    notice.set_text_content(Some(
        interface(Lang::from_code(&lang).unwrap_or_default()).failed,
    ));
    document.body()?.append_child(&notice).ok()?;
    Some(())
}
