//! No text of any chart touches another or leaves the picture, in Latin and in Chinese fonts.

use std::process::Command;

use furrow::data::Lang;
use furrow::engine::Engine;
use furrow::paint::{SvgOptions, svg};
use furrow::scene::{FONT_STACK, Palette, Scene};
use serde_json::json;

use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;
use crate::support::{chart_ids, page, picture, view};

const WIDTHS: [f64; 4] = [320.0, 480.0, 768.0, 1200.0];
/// How far two text boxes may reach into each other, and one out of its picture, in px.
const TOLERANCE: (f64, f64) = (0.5, 1.0);
const CHINESE_FONT: &str = "Noto Sans CJK SC";

/// Every chart at a width and in a language: as the page shows it, and as a picture.
fn pictures(engine: &mut Engine, width: f64, lang: Lang) -> Vec<(String, Scene)> {
    let mut found = Vec::new();
    for chart in chart_ids(&page(engine, lang)) {
        let code = lang.code();
        let body = view(engine, &chart, width, lang).scene;
        found.push((format!("{chart} {width} {code} on the page"), body));
        let whole = picture(engine, &chart, width, lang);
        found.push((format!("{chart} {width} {code} as a picture"), whole));
    }
    found
}

fn html_of(pictures: &[(String, Scene)], lang: Lang, font: Option<&str>) -> String {
    let mut html = String::new();
    for (name, scene) in pictures {
        let options = SvgOptions {
            id_prefix: "",
            alt: None,
            lang: lang.code(),
        };
        let mut text = svg(scene, Palette::Light, &options);
        if let Some(font) = font {
            text = text.replace(&FONT_STACK.replace('"', "&quot;"), font);
            assert!(
                text.contains(&format!("\"{font}\"")),
                "the font was not replaced"
            );
        }
        html.push_str(&format!("<div data-name=\"{name}\">{text}</div>"));
    }
    html
}

#[track_caller]
fn check_texts(font: Option<&str>) {
    let mut reader = Reader::new();
    let blank = "<!doctype html><meta charset=\"utf-8\"><title>Pictures</title>\
        <link rel=\"icon\" href=\"data:,\"><body></body>";
    reader.visit(&Server::of_page(blank).url(""));
    let mut engine = native();
    let mut found = Vec::new();
    for lang in Lang::ALL {
        for width in WIDTHS {
            let pictures = pictures(&mut engine, width, lang);
            assert_eq!(pictures.len(), 34);
            let html = html_of(&pictures, lang, font);
            reader.js("document.body.innerHTML = arguments[0]", json!([html]));
            let script = include_str!("bounds.js");
            let offenders = reader.js(script, json!([TOLERANCE.0, TOLERANCE.1]));
            let offenders = offenders.as_array().unwrap().iter();
            found.extend(offenders.map(|text| text.as_str().unwrap().to_owned()));
        }
    }
    assert!(
        found.is_empty(),
        "{} texts in {}:\n{}\nfonts here: {}",
        found.len(),
        font.unwrap_or("the page's fonts"),
        found.join("\n"),
        fonts(),
    );
    reader.finish();
}

/// The families of the machine, for whoever reads a failure.
fn fonts() -> String {
    let output = Command::new("fc-list").args([":", "family"]).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    let text = text.unwrap_or_default();
    let mut families: Vec<&str> = text.lines().collect();
    families.sort_unstable();
    families.dedup();
    families.join(", ")
}

#[test]
fn texts_keep_apart_in_the_page_s_fonts() {
    check_texts(None);
}

#[test]
fn texts_keep_apart_in_a_chinese_font() {
    check_texts(Some(CHINESE_FONT));
}
