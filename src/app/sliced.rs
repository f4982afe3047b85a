//! Sliced: reads a long file of delimited text in the page, where there is no worker for it.
//!
//! The page stays awake: it rests now and then.

use gloo::timers::future::TimeoutFuture;
use web_sys::Blob;

use crate::ingest::{Choices, LIGHT, Opened};
use crate::worker::{Pieces, feed};

/// So many bytes are read in less than 50 ms.
const BYTES_AT_ONCE: f64 = 1_048_576.0;

/// What was read; `None` where the file has to be read as a whole. `progress` is told bytes
/// and rows.
pub(super) async fn read(
    path: &str,
    blob: &Blob,
    choices: &Choices,
    progress: &dyn Fn(f64, f64),
) -> Option<Opened> {
    let pieces = Pieces::of(blob);
    let begun = pieces.begin(path, blob.size(), LIGHT, choices).await;
    let mut stream = begun.ok()??;
    let (mut n_read, mut rested_at) = (0.0, 0.0);
    while let Some(piece) = pieces.next().await.ok()? {
        if !feed(&mut stream, &piece) {
            return None;
        }
        n_read += f64::from(piece.length());
        if n_read - rested_at > BYTES_AT_ONCE {
            rested_at = n_read;
            progress(n_read, stream.n_rows() as f64);
            TimeoutFuture::new(0).await;
        }
    }
    stream.finish()
}
