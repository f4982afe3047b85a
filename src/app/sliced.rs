//! Sliced: reads a long file of delimited text in the page, where there is no worker for it.
//!
//! The page stays awake: it rests between two pieces.

use gloo::timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::ingest::{Choices, LIGHT, Opened, Stream};

/// A piece of so many bytes is read in less than 50 ms.
const PIECE_BYTES: f64 = 1_048_576.0;

/// What was read; `None` where the file has to be read as a whole. `progress` is told bytes
/// and rows.
pub(super) async fn read(
    path: &str,
    blob: &Blob,
    choices: &Choices,
    progress: &dyn Fn(f64, f64),
) -> Option<Opened> {
    let n_bytes = blob.size();
    let mut stream: Option<Stream> = None;
    let mut start = 0.0;
    while start < n_bytes {
        let end = (start + PIECE_BYTES).min(n_bytes);
        let piece = blob.slice_with_f64_and_f64(start, end).ok()?.array_buffer();
        let bytes = Uint8Array::new(&JsFuture::from(piece).await.ok()?);
        match &mut stream {
            None => {
                let begun = Stream::begin(path, &bytes.to_vec(), n_bytes as usize, LIGHT, choices)?;
                stream = Some(begun);
            }
            Some(stream) => {
                let n_piece = bytes.length() as usize;
                if !stream.feed(n_piece, &mut |room| bytes.copy_to(room)) {
                    return None;
                }
            }
        }
        start = end;
        progress(start, stream.as_ref().map_or(0.0, |s| s.n_rows() as f64));
        TimeoutFuture::new(0).await;
    }
    stream?.finish()
}
