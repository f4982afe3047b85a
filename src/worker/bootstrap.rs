//! Starts a worker: a script of a few lines from a blob, which then runs the program.
//!
//! A blob's worker takes over the page's content security policy; one by address would have its
//! own, which a static host seldom sends.

use js_sys::{Array, JSON};
use wasm_bindgen::prelude::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url, Worker};

use super::place::{Inside, WorkerPlace, inner_text};

/// Tells the page of a failed start; a rejected promise alone would stay in the worker.
const ON_FAILURE: &str = "(error) => { postMessage(\"failed: \" + error); }";

/// A worker that ends when it is dropped.
pub(super) struct Hired {
    /// The worker.
    pub(super) worker: Worker,
    url: String,
}

impl Drop for Hired {
    fn drop(&mut self) {
        self.worker.terminate();
        // The address was made by this page, so it can be given back.
        let _ = Url::revoke_object_url(&self.url);
    }
}

/// Starts a worker. It says `READY` when its program runs; `None` where there is no program.
///
/// # Errors
/// What the browser says when it refuses.
pub(super) fn hire(place: &WorkerPlace) -> Result<Option<Hired>, JsValue> {
    match place {
        WorkerPlace::Page => Ok(None),
        WorkerPlace::Address { glue, wasm } => {
            let script = format!(
                "importScripts({});\nwasm_bindgen({{ module_or_path: {} }}).catch({ON_FAILURE});\n",
                quoted(glue)?,
                quoted(wasm)?,
            );
            started(&script).map(Some)
        }
        WorkerPlace::Inside(inside) => {
            let [glue, wasm] = inside.ids();
            let [Some(unpack), Some(glue), Some(wasm)] = [UNPACK, glue, wasm].map(inner_text)
            else {
                return Ok(None);
            };
            let parts = Array::of1(&wasm.into());
            if let Some(engine) = inner_text(ENGINE).filter(|_| *inside == Inside::Page) {
                parts.push(&engine.into());
            }
            let hired = started(&format!(
                "{unpack}\n{glue}\n{RUN_FIRST_MESSAGE}.catch({ON_FAILURE});\n"
            ))?;
            hired.worker.post_message(&parts)?;
            Ok(Some(hired))
        }
    }
}

/// The second part of the page's program in a single file.
const ENGINE: &str = "furrow-engine";

/// The script of a single file that defines `furrowUnpacked`.
const UNPACK: &str = "furrow-unpack";

/// Runs the program that comes as the first message, packed, perhaps in two parts; later messages
/// are the program's.
const RUN_FIRST_MESSAGE: &str = r"new Promise((resolve) => {
  self.onmessage = (event) => { self.onmessage = null; resolve(event.data); };
}).then((parts) => {
  const [program, engine] = parts.map(furrowUnpacked);
  self.furrowEngine = Promise.resolve(engine);
  return wasm_bindgen({ module_or_path: program });
})";

fn started(script: &str) -> Result<Hired, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let blob =
        Blob::new_with_str_sequence_and_options(&Array::of1(&JsValue::from_str(script)), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    match Worker::new(&url) {
        Ok(worker) => Ok(Hired { worker, url }),
        Err(error) => {
            let _ = Url::revoke_object_url(&url);
            Err(error)
        }
    }
}

/// A text as a JavaScript string.
fn quoted(text: &str) -> Result<String, JsValue> {
    JSON::stringify(&JsValue::from_str(text)).map(String::from)
}
