//! The worker's program: reads files beside the page. It is for browsers.

#[cfg(target_arch = "wasm32")]
use furrow::ingest;

#[cfg(target_arch = "wasm32")]
fn main() {
    furrow::worker::serve(furrow::worker::Skills {
        readers: ingest::ALL,
        answer: |_, _| Vec::new(),
    });
}

#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::print_stderr, reason = "a command talks to its user")]
fn main() {
    eprintln!("this program runs in a browser's worker: build it with `cargo xtask build`");
}
