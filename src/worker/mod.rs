//! Reads large files beside the page, so that the page never stops answering.
//!
//! A worker adds nothing but a thread: it runs the same [`crate::ingest`] on the same bytes and is
//! made for one reading. It ends with it, or stays to answer questions about a long table. Where
//! there is none, the page reads. Start reading in `client`; what crosses over is in `protocol`.

#[cfg(target_arch = "wasm32")]
mod bootstrap;
#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod pieces;
#[cfg(target_arch = "wasm32")]
mod place;
mod protocol;
#[cfg(target_arch = "wasm32")]
mod serve;
#[cfg(target_arch = "wasm32")]
mod wire;

#[cfg(target_arch = "wasm32")]
pub use client::{Given, Keeper, Outcome, cancel, prepare, read};
#[cfg(target_arch = "wasm32")]
pub use pieces::{Pieces, feed};
#[cfg(target_arch = "wasm32")]
pub use place::{Inside, WorkerPlace, inner_text, site_address};
pub use protocol::{
    CellsIn, CellsOut, READY, WireError, decode_answer, decode_request, encode_answer,
    encode_request,
};
#[cfg(target_arch = "wasm32")]
pub use serve::{Answering, Skills, serve};
