//! The page's program. In a worker that a single file starts, the same program serves as worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    furrow::app::start();
}
