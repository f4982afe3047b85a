//! What a host page or a test can ask of the program: `wasm_bindgen.furrow_picture(…)`.
//!
//! In a page that has loaded Furrow, once `data-ready` is set on its root element:
//!
//! ```js
//! const svg = wasm_bindgen.furrow_picture("counties", 720, "light", "en");
//! ```
//!
//! The text is the same, byte for byte, as `furrow render` writes, but for the line end after it:
//! a browser test compares them. The page's own program exports it (`src/bin/page.rs`): an export
//! in the library would pull the charts into the worker's program too.

use std::cell::Cell;

use wasm_bindgen::prelude::JsValue;

use super::export::picture_svg;
use super::program::tools;
use super::state::Store;
use crate::data::Lang;
use crate::engine::ChartRequest;
use crate::scene::Palette;
use crate::words::diagnostics::message;

thread_local! {
    static SHOWN: Cell<Option<Store>> = const { Cell::new(None) };
}

/// Tells which document is on the screen. Before, it is the first one.
pub fn register(store: Store) {
    SHOWN.set(Some(store));
}

/// A chart of the document on the screen as a picture: SVG text with title, subtitle and source.
///
/// `chart` is its id in links, `width` px (240 to 4000), `theme` `light` or `dark`, `lang` a
/// BCP 47 tag. All entities are shown.
///
/// # Errors
/// A sentence, in English, when an argument names nothing or there is no such chart.
pub fn picture(chart: &str, width: f64, theme: &str, lang: &str) -> Result<String, JsValue> {
    match tools() {
        Some(tools) => (tools.picture)(chart, width, theme, lang),
        None => Err(refused("the report is not open yet")),
    }
}

fn refused(what: &str) -> JsValue {
    js_sys::Error::new(what).into()
}

/// The same, where the engine is there.
pub(super) fn drawn(chart: &str, width: f64, theme: &str, lang: &str) -> Result<String, JsValue> {
    let palette = match theme {
        "light" => Palette::Light,
        "dark" => Palette::Dark,
        _ => return Err(refused("theme is `light` or `dark`")),
    };
    let lang = Lang::from_code(lang).ok_or_else(|| refused("lang is `en` or `zh`"))?;
    if !(240.0..=4000.0).contains(&width) {
        return Err(refused("width is 240 to 4000"));
    }
    let request = ChartRequest::plain(
        SHOWN.get().map_or(0, |store| store.peek(|state| state.doc)),
        chart,
        width,
        lang,
    );
    picture_svg(&request, palette).map_err(|errors| {
        refused(
            &errors
                .first()
                .map(|e| message(e, Lang::En))
                .unwrap_or_default(),
        )
    })
}
