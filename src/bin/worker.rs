//! The worker's program: reads files beside the page. It is for browsers.

#[cfg(target_arch = "wasm32")]
use furrow::{engine, ingest};

#[cfg(target_arch = "wasm32")]
fn main() {
    furrow::worker::serve(furrow::worker::Skills {
        readers: ingest::ALL,
        answering: || {
            let mut asked = engine::Asked::default();
            Box::new(move |dataset, question| asked.answer(&dataset.tables, question))
        },
    });
}

#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::print_stderr, reason = "a command talks to its user")]
fn main() {
    eprintln!("this program runs in a browser's worker: build it with `cargo xtask build`");
}
