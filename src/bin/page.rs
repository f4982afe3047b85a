//! The page's program. In a worker that a single file starts, the same program serves as worker.

fn main() {
    #[cfg(target_arch = "wasm32")]
    furrow::app::start();
}

/// See [`furrow::app::api::picture`].
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
#[allow(clippy::missing_errors_doc, reason = "said where it is written")]
pub fn furrow_picture(
    chart: &str,
    width: f64,
    theme: &str,
    lang: &str,
) -> Result<String, wasm_bindgen::JsValue> {
    furrow::app::api::picture(chart, width, theme, lang)
}
