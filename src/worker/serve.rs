//! The worker's side: takes one request, reads, answers.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::protocol::{READY, decode_request, encode_answer};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::ingest::{Choices, Opened};

/// Waits for files to read with `read`; returns at once, and does nothing where there is no worker around it.
///
/// The page's own program calls it too, when it finds itself without a window: in a single file
/// the same program is both.
pub fn serve(read: impl Fn(&[InputFile], &Choices) -> Opened + 'static) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    console_error_panic_hook::set_once();
    let answering = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(buffer) = event.data().dyn_into::<ArrayBuffer>() {
            send(&answering, &answer(&buffer, &read));
        }
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It answers for as long as the worker lives.
    on_message.forget();
    // A page that is gone needs no answer.
    let _ = scope.post_message(&JsValue::from_str(READY));
}

fn answer(request: &ArrayBuffer, read: &dyn Fn(&[InputFile], &Choices) -> Opened) -> Vec<u8> {
    let reading: Opened = match decode_request(&Uint8Array::new(request).to_vec()) {
        Ok((files, choices)) => read(&files, &choices),
        Err(error) => Err(outside(&error.to_string())),
    };
    encode_answer(reading)
        .or_else(|error| encode_answer(Err(outside(&error.to_string()))))
        .unwrap_or_default()
}

/// Transferred, not copied. An empty answer is none: the page then reads by itself.
fn send(scope: &DedicatedWorkerGlobalScope, answer: &[u8]) {
    let buffer = Uint8Array::from(answer).buffer();
    let _ = scope.post_message_with_transfer(&buffer, &Array::of1(&buffer));
}

fn outside(message: &str) -> Vec<Diagnostic> {
    let message = message.to_owned();
    vec![Diagnostic::error(
        Place::default(),
        Code::Outside { message },
    )]
}
