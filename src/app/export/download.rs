//! Gives the reader a file, without a server: a link to a blob, followed at once.

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a download may take to begin; some browsers ask the reader first.
const KEEP_MILLIS: u32 = 60_000;

/// Gives the reader a text as a file.
pub(in crate::app) fn save_text(text: &str, media_type: &str, name: &str) {
    if let Ok(blob) = blob_of(text, media_type) {
        save_blob(&blob, name);
    }
}

/// A text as bytes of a type.
pub(super) fn blob_of(text: &str, media_type: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options)
}

/// Gives the reader a blob as a file.
pub(super) fn save_blob(blob: &Blob, name: &str) {
    let Ok(url) = Url::create_object_url_with_blob(blob) else {
        return;
    };
    let anchor = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("a").ok());
    if let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()) {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    Timeout::new(KEEP_MILLIS, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}
