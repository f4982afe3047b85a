//! A picture of pixels, made from SVG text by the browser itself.

use js_sys::Promise;
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use super::download::blob_of;
use crate::scene::{Palette, Scene, Token};

/// Pixels of a PNG to one px of the chart.
const PNG_SCALE: f64 = 2.0;
/// Pixels of the largest canvas that phones make.
const MAX_PIXELS: f64 = 16_000_000.0;
/// Draws SVG text on a canvas. Its fonts are the system's, so nothing is loaded.
pub(super) async fn png_of(text: &str, scene: &Scene, palette: Palette) -> Result<Blob, JsValue> {
    let url = Url::create_object_url_with_blob(&blob_of(text, "image/svg+xml")?)?;
    let image = HtmlImageElement::new()?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(&url);
    let loaded = JsFuture::from(loaded).await;
    let drawn = loaded.and_then(|_| canvas_of(&image, scene, palette));
    Url::revoke_object_url(&url)?;
    let canvas = drawn?;
    let made = Promise::new(&mut |resolve, reject| {
        if let Err(why) = canvas.to_blob(&resolve) {
            let _ = reject.call1(&JsValue::NULL, &why);
        }
    });
    JsFuture::from(made).await?.dyn_into()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a canvas has whole pixels, and fewer than MAX_PIXELS"
)]
fn canvas_of(
    image: &HtmlImageElement,
    scene: &Scene,
    palette: Palette,
) -> Result<HtmlCanvasElement, JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.dyn_into()?;
    let largest = (MAX_PIXELS / (scene.width * scene.height).max(1.0)).sqrt();
    let scale = PNG_SCALE.min(largest);
    let (width, height) = ((scene.width * scale).ceil(), (scene.height * scale).ceil());
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d =
        canvas.get_context("2d")?.ok_or(JsValue::NULL)?.dyn_into()?;
    context.set_fill_style_str(&Token::Surface.color(palette));
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_html_image_element_and_dw_and_dh(
        image,
        0.0,
        0.0,
        scene.width * scale,
        scene.height * scale,
    )?;
    Ok(canvas)
}
