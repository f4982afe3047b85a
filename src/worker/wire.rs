//! Messages as the browser carries them: arrays whose buffers change hands and are not copied.

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Float64Array, Int32Array, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::{JsCast, JsValue};
use web_sys::Blob;

use super::protocol::{CellsIn, CellsOut};

/// What a file in a request is.
pub(super) enum Item {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// A file on this device, to be read by the worker.
    Blob(Blob),
}

/// A message and the buffers that it hands over.
pub(super) struct Message {
    /// What is posted.
    pub(super) parts: Array,
    /// What changes hands.
    pub(super) buffers: Array,
}

impl Message {
    /// A message that begins with `head`.
    pub(super) fn new(head: &[u8]) -> Message {
        let message = Message {
            parts: Array::new(),
            buffers: Array::new(),
        };
        message.push_bytes(head);
        message
    }

    /// Adds bytes.
    pub(super) fn push_bytes(&self, bytes: &[u8]) {
        let array = Uint8Array::from(bytes);
        self.buffers.push(&array.buffer());
        self.parts.push(&array);
    }

    /// Adds a file that stays where it is.
    pub(super) fn push_blob(&self, blob: &Blob) {
        self.parts.push(blob);
    }

    /// Adds the cells of a column.
    pub(super) fn push_cells(&self, cells: CellsOut<'_>) {
        match cells {
            CellsOut::Numbers(values, marks) => {
                let array = Float64Array::from(values);
                self.buffers.push(&array.buffer());
                self.parts.push(&array);
                self.push_bytes(marks);
            }
            CellsOut::Times(times) => {
                let array = Int32Array::from(times);
                self.buffers.push(&array.buffer());
                self.parts.push(&array);
            }
            CellsOut::Codes(codes) => {
                let array = Uint32Array::from(codes);
                self.buffers.push(&array.buffer());
                self.parts.push(&array);
            }
        }
    }
}

/// The bytes that a message begins with; `None` when it is no message of this form.
pub(super) fn head_of(parts: &Array) -> Option<Vec<u8>> {
    Some(parts.get(0).dyn_into::<Uint8Array>().ok()?.to_vec())
}

/// The files of a request; what is neither bytes nor a file is left out.
pub(super) fn items_of(parts: &Array) -> Vec<Item> {
    let item = |part: JsValue| match part.dyn_into::<Uint8Array>() {
        Ok(bytes) => Some(Item::Bytes(bytes.to_vec())),
        Err(part) => part.dyn_into().ok().map(Item::Blob),
    };
    parts.iter().skip(1).filter_map(item).collect()
}

/// So many cells are copied before the page rests.
const CELLS_AT_ONCE: usize = 3_000_000;

/// The cells of an answer; each buffer is let go when it was copied. The page rests in between.
pub(super) async fn cells_of(parts: &Array) -> Vec<CellsIn> {
    let mut out = Vec::new();
    let (mut idx, mut n_cells) = (1, 0);
    while idx < parts.length() {
        let part = parts.get(idx);
        idx += 1;
        if let Some(values) = part.dyn_ref::<Float64Array>() {
            let marks = parts.get(idx).dyn_into::<Uint8Array>();
            idx += 1;
            let marks = marks.map(|marks| marks.to_vec()).unwrap_or_default();
            out.push(CellsIn::Numbers(values.to_vec(), marks));
        } else if let Some(times) = part.dyn_ref::<Int32Array>() {
            out.push(CellsIn::Times(times.to_vec()));
        } else if let Some(codes) = part.dyn_ref::<Uint32Array>() {
            out.push(CellsIn::Codes(codes.to_vec()));
        }
        parts.set(idx - 1, JsValue::NULL);
        n_cells += out.last().map_or(0, CellsIn::n_cells);
        if n_cells > CELLS_AT_ONCE {
            n_cells = 0;
            TimeoutFuture::new(0).await;
        }
    }
    out
}
