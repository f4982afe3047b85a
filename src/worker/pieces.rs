//! A file piece by piece, as the browser reads it ahead.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamDefaultReader};

use crate::ingest::{Choices, Reader, Stream};

/// A file begins with so many bytes, or with all there are: enough to see what it is.
const HEAD_BYTES: usize = 1 << 17;

/// The pieces of a file that are still to come.
pub struct Pieces(ReadableStreamDefaultReader);

impl Pieces {
    /// Begins to read.
    #[must_use]
    pub fn of(blob: &Blob) -> Pieces {
        Pieces(blob.stream().get_reader().unchecked_into())
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// What the browser says when the file is gone or was changed.
    pub async fn next(&self) -> Result<Option<Uint8Array>, JsValue> {
        let read = JsFuture::from(self.0.read()).await?;
        let is_done = Reflect::get(&read, &"done".into())?.is_truthy();
        let value = Reflect::get(&read, &"value".into())?;
        Ok((!is_done).then(|| value.unchecked_into()))
    }

    /// Begins a stream of rows with the first bytes; `None` where the file has to be read as a
    /// whole.
    ///
    /// # Errors
    /// As [`Pieces::next`].
    pub async fn begin(
        &self,
        path: &str,
        n_bytes: f64,
        readers: &[Reader],
        choices: &Choices,
    ) -> Result<Option<Stream>, JsValue> {
        let mut head = Vec::new();
        while head.len() < HEAD_BYTES
            && let Some(piece) = self.next().await?
        {
            let n_kept = head.len();
            head.resize(n_kept + piece.length() as usize, 0);
            piece.copy_to(&mut head[n_kept..]);
        }
        Ok(Stream::begin(
            path,
            &head,
            n_bytes as usize,
            readers,
            choices,
        ))
    }
}

/// Hands a piece to a stream; `false` where the file has to be read as a whole.
pub fn feed(stream: &mut Stream, piece: &Uint8Array) -> bool {
    stream.feed(piece.length() as usize, &mut |room| piece.copy_to(room))
}
