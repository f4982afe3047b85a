//! First: the readings that came with the page, for the time before the engine.

use std::cell::RefCell;

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::engine::{ChartView, FirstChart, decode_first};
use crate::report::ChartHead;

thread_local! {
    static CHARTS: RefCell<Vec<FirstChart>> = const { RefCell::new(Vec::new()) };
}

/// Takes what the script that started the page has brought; returns the charts in it.
///
/// Without it, or when it cannot be read, the page waits for the engine.
pub(super) async fn load() -> Vec<ChartHead> {
    let charts = bytes().await.map(|bytes| decode_first(&bytes));
    let charts = charts.unwrap_or_default();
    let heads = charts.iter().map(|chart| chart.head().clone()).collect();
    CHARTS.set(charts);
    heads
}

async fn bytes() -> Result<Vec<u8>, JsValue> {
    let coming = Reflect::get(&js_sys::global(), &"furrowFirst".into())?;
    let buffer = JsFuture::from(coming.dyn_into::<Promise>()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Whether these are the bytes that came with the page.
pub(super) async fn is_as_it_came(first: &[u8]) -> bool {
    bytes().await.is_ok_and(|came| came == first)
}

/// A chart as its author made it, in a body of `width` px; its scene has no items.
pub(super) fn view(id: &str, width: f64) -> Option<ChartView> {
    CHARTS.with_borrow(|charts| {
        let found = charts.iter().find(|chart| chart.head().id == id);
        found.map(|chart| chart.view(width))
    })
}
