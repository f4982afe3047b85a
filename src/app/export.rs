//! Takes a chart along: to the clipboard, as SVG, PNG or CSV.
//!
//! The functions that save give back what went wrong, for the reader; empty when all is well.

mod clipboard;
mod download;
mod png;

pub use clipboard::copy_text;
pub(super) use download::save_text;

use download::save_blob;
use wasm_bindgen_futures::spawn_local;

use super::program::ask;
use crate::diag::{Code, Diagnostic, Place};
use crate::engine::{ChartRequest, Request, Response};
use crate::paint::{SvgOptions, svg};
pub use crate::report::embed_snippet;
use crate::report::file_name;
use crate::scene::{Palette, Scene};

const SVG: &str = "image/svg+xml";

/// Saves a chart as SVG.
pub fn save_svg(request: &ChartRequest, dark: bool) -> Vec<Diagnostic> {
    match picture_svg(request, palette(dark)) {
        Ok(text) => {
            save_text(&text, SVG, &picture_name(request, "svg"));
            Vec::new()
        }
        Err(errors) => errors,
    }
}

/// Saves a chart as PNG, with two pixels to the px; where that fails, as SVG.
pub fn save_png(request: &ChartRequest, dark: bool) -> Vec<Diagnostic> {
    let palette = palette(dark);
    match painted(request, palette) {
        Ok((scene, text)) => {
            let name = picture_name(request, "png");
            spawn_local(async move {
                match png::png_of(&text, &scene, palette).await {
                    Ok(blob) => save_blob(&blob, &name),
                    Err(why) => {
                        web_sys::console::warn_2(&"Furrow saves SVG, not PNG:".into(), &why);
                        save_text(&text, SVG, &name.replace(".png", ".svg"));
                    }
                }
            });
            Vec::new()
        }
        Err(errors) => errors,
    }
}

/// Saves what a chart shows as CSV.
pub fn save_csv(request: &ChartRequest) -> Vec<Diagnostic> {
    match ask(Request::Csv(request.clone())) {
        Response::Csv { text, .. } => {
            let name = picture_name(request, "csv");
            save_text(&text, "text/csv;charset=utf-8", &name);
            Vec::new()
        }
        other => failed(other),
    }
}

/// A chart as a picture with title, subtitle and source around it: SVG text.
pub(super) fn picture_svg(
    request: &ChartRequest,
    palette: Palette,
) -> Result<String, Vec<Diagnostic>> {
    painted(request, palette).map(|(_, text)| text)
}

fn painted(request: &ChartRequest, palette: Palette) -> Result<(Scene, String), Vec<Diagnostic>> {
    let scene = match ask(Request::Picture(request.clone())) {
        Response::Picture(scene) => *scene,
        other => return Err(failed(other)),
    };
    // The words for those who cannot see it.
    let view = match ask(Request::Chart(request.clone())) {
        Response::Chart(view) => view,
        other => return Err(failed(other)),
    };
    let options = SvgOptions {
        id_prefix: "",
        alt: Some((&view.title, &view.description)),
        lang: request.lang.code(),
    };
    let text = svg(&scene, palette, &options);
    Ok((scene, text))
}

/// `<report>-<chart>-<lang>.<extension>`
fn picture_name(request: &ChartRequest, extension: &str) -> String {
    let ChartRequest {
        doc, lang, chart, ..
    } = request;
    let page = ask(Request::Page {
        doc: *doc,
        lang: *lang,
    });
    let report = match page {
        Response::Page(page) => page.name,
        _ => String::new(),
    };
    file_name(&report, chart, *lang, extension)
}

fn failed(response: Response) -> Vec<Diagnostic> {
    match response {
        Response::Failed(errors) if !errors.is_empty() => errors,
        _ => vec![Diagnostic::error(Place::default(), Code::NoRows)],
    }
}

fn palette(dark: bool) -> Palette {
    if dark { Palette::Dark } else { Palette::Light }
}
