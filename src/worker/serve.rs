//! The worker's side: takes one request, reads, answers, and keeps a long table for questions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Date, Uint8Array};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use super::pieces::{Pieces, feed};
use super::protocol::{READY, decode_request, encode_answer};
use super::wire::{Item, Message, head_of, items_of};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::ingest::{Choices, Dataset, Opened, Reader, open_with, watch_rows};

/// What a worker's program can do.
#[derive(Clone, Copy)]
pub struct Skills {
    /// Every format that it reads.
    pub readers: &'static [Reader],
    /// Makes what answers questions about a dataset, in bytes that page and program agree on.
    pub answering: fn() -> Box<Answering>,
}

/// Answers a question about what was read.
pub type Answering = dyn FnMut(&Dataset, &[u8]) -> Vec<u8>;

/// The page is told of progress so often.
const PROGRESS_MILLIS: f64 = 80.0;

thread_local! {
    /// When the page was told last, and how many bytes had come then.
    static TOLD: Cell<(f64, f64)> = const { Cell::new((0.0, 0.0)) };
}

/// Waits for files to read; returns at once, and does nothing where there is no worker around it.
///
/// The page's own program calls it too, when it finds itself without a window: in a single file
/// the same program is both.
pub fn serve(skills: Skills) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    console_error_panic_hook::set_once();
    watch_rows(|n_rows| tell(TOLD.get().1, n_rows));
    let kept: Rc<RefCell<Option<Dataset>>> = Rc::default();
    let mut answering = (skills.answering)();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let data = event.data();
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        if let Some(question) = data.dyn_ref::<Uint8Array>() {
            let answer = match kept.borrow().as_ref() {
                Some(dataset) => answering(dataset, &question.to_vec()),
                None => Vec::new(),
            };
            let message = Message::new(&answer);
            let _ = scope.post_message_with_transfer(&message.parts, &message.buffers);
            return;
        }
        let Ok(parts) = data.dyn_into::<Array>() else {
            return;
        };
        let kept = Rc::clone(&kept);
        spawn_local(async move {
            let reading = reading(&parts, skills).await;
            send(&scope, &reading);
            *kept.borrow_mut() = reading.ok().map(|read| read.value);
        });
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It answers for as long as the worker lives.
    on_message.forget();
    // A page that is gone needs no answer.
    let _ = scope.post_message(&JsValue::from_str(READY));
}

async fn reading(parts: &Array, skills: Skills) -> Opened {
    let head = head_of(parts).unwrap_or_default();
    let (paths, choices) = decode_request(&head).map_err(|error| outside(&error.to_string()))?;
    let items = items_of(parts);
    if let ([path], [Item::Blob(blob)]) = (&*paths, &*items)
        && let Some(opened) = streamed(path, blob, skills.readers, &choices).await?
    {
        return opened;
    }
    let mut files = Vec::with_capacity(items.len());
    for (path, item) in paths.into_iter().zip(items) {
        let bytes = match item {
            Item::Bytes(bytes) => bytes,
            Item::Blob(blob) => {
                let bytes = JsFuture::from(blob.array_buffer()).await;
                Uint8Array::new(&bytes.map_err(|why| unreadable(&path, &why))?).to_vec()
            }
        };
        tell(TOLD.get().1 + bytes.len() as f64, 0);
        files.push(InputFile { path, bytes });
    }
    open_with(&files, skills.readers, &choices)
}

/// `None` where the file has to be read as a whole.
async fn streamed(
    path: &str,
    blob: &Blob,
    readers: &[Reader],
    choices: &Choices,
) -> Result<Option<Opened>, Vec<Diagnostic>> {
    let n_bytes = blob.size();
    let fails = |why: JsValue| unreadable(path, &why);
    let pieces = Pieces::of(blob);
    let begun = pieces.begin(path, n_bytes, readers, choices).await;
    let Some(mut stream) = begun.map_err(fails)? else {
        return Ok(None);
    };
    let mut n_read = 0.0;
    while let Some(piece) = pieces.next().await.map_err(fails)? {
        if !feed(&mut stream, &piece) {
            return Ok(None);
        }
        n_read += f64::from(piece.length());
        tell(n_read, stream.n_rows());
    }
    Ok(stream.finish())
}

/// Tells the page how many bytes have come and how many rows there are; not too often.
fn tell(n_bytes: f64, n_rows: usize) {
    let (last, _) = TOLD.get();
    let now = Date::now();
    if now - last < PROGRESS_MILLIS {
        TOLD.set((last, n_bytes));
        return;
    }
    TOLD.set((now, n_bytes));
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let _ = scope.post_message(&Array::of2(&n_bytes.into(), &(n_rows as f64).into()));
}

fn send(scope: &DedicatedWorkerGlobalScope, reading: &Opened) {
    let failed = |error: &dyn std::fmt::Display| Err(outside(&error.to_string()));
    let send = |reading: &Opened| {
        let (head, cells) = encode_answer(reading)?;
        let message = Message::new(&head);
        cells
            .into_iter()
            .for_each(|cells| message.push_cells(cells));
        let _ = scope.post_message_with_transfer(&message.parts, &message.buffers);
        Ok::<(), super::protocol::WireError>(())
    };
    if let Err(error) = send(reading) {
        let _ = send(&failed(&error));
    }
}

fn unreadable(path: &str, why: &JsValue) -> Vec<Diagnostic> {
    let error = why.dyn_ref::<js_sys::Error>();
    let message = error.map_or_else(String::new, |error| error.message().into());
    vec![Diagnostic::error(
        Place::file(path),
        Code::Outside { message },
    )]
}

fn outside(message: &str) -> Vec<Diagnostic> {
    let message = message.to_owned();
    vec![Diagnostic::error(
        Place::default(),
        Code::Outside { message },
    )]
}
