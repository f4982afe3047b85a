//! Language, light and dark, and what a chart shows: the reader chooses, the address keeps it.

use furrow::data::Lang;
use furrow::report::Theme;
use serde_json::{Value, json};

use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;
use crate::support::page;

/// Colours as the browser has worked them out: the page, and the first text of the first drawing.
fn colors(reader: &Reader) -> (Value, Value) {
    let script = "return [
        getComputedStyle(document.documentElement).backgroundColor,
        getComputedStyle(document.querySelector('.plot svg text')).fill]";
    let found = reader.js(script, json!([]));
    (found[0].clone(), found[1].clone())
}

#[test]
fn the_report_turns_chinese_and_back() {
    let reader = Reader::at(&Server::site(), "");
    reader.switch_language(Lang::Zh);
    reader.see_ready();
    let title = page(&mut native(), Lang::Zh).title;
    assert_eq!(reader.text_of("h1"), title);
    assert_eq!(reader.driver.get("/title"), title.as_str());
    assert!(
        reader
            .text_of("#chart-rural-retail .chart-subtitle")
            .contains("亿元")
    );
    assert!(
        reader.address().ends_with("#lang=zh"),
        "{}",
        reader.address()
    );
    let words = "return document.querySelector('.plot svg').textContent";
    assert!(reader.text(words, json!([])).contains('年'));
    reader.back();
    reader.wait("English", || (reader.lang() == Lang::En).then_some(()));
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::En).title);
    assert!(!reader.address().contains("lang="), "{}", reader.address());
    reader.finish();
}

#[test]
fn the_report_turns_dark_and_its_drawings_with_it() {
    let site = Server::site();
    let reader = Reader::at(&site, "#theme=light");
    let light = colors(&reader);
    reader.switch_theme(Theme::Dark);
    reader.wait_for(
        "the dark",
        "return document.documentElement.dataset.theme === 'dark'",
        json!([]),
    );
    let dark = colors(&reader);
    assert_ne!(light.0, dark.0, "the page");
    assert_ne!(light.1, dark.1, "the words of a drawing");
    assert!(
        reader.address().contains("theme=dark"),
        "{}",
        reader.address()
    );
    // Whoever gets the address sees the same.
    let other = Reader::at(&site, reader.address().trim_start_matches(&site.url("")));
    assert_eq!(colors(&other), dark);
    other.finish();
    reader.finish();
}

#[test]
fn the_report_is_dark_where_the_system_is() {
    let mut reader = Reader::new();
    let dark = json!({"features": [{"name": "prefers-color-scheme", "value": "dark"}]});
    reader.driver.devtools("Emulation.setEmulatedMedia", dark);
    reader.open(&Server::site().url(""));
    let by_system = colors(&reader);
    reader.switch_theme(Theme::Light);
    let light = "return document.documentElement.dataset.theme === 'light'";
    reader.wait_for("the light", light, json!([]));
    assert_ne!(colors(&reader), by_system);
    reader.finish();
}

#[test]
fn a_chart_shows_the_entities_that_are_chosen() {
    const CHART: &str = "taobao-provinces";
    let reader = Reader::at(&Server::site(), "");
    let chips = format!("#chart-{CHART} .chip[aria-pressed=true]");
    let all = reader.texts(&chips);
    assert_eq!(all.len(), 6, "{all:?}");
    reader.click_labelled(&chips, "Hebei");
    let lines = || {
        reader.text(
            "return document.querySelector(`#chart-${arguments[0]} .plot`).textContent",
            json!([CHART]),
        )
    };
    reader.wait("a drawing without Hebei", || {
        (!lines().contains("Hebei")).then_some(())
    });
    assert!(lines().contains("Zhejiang"));
    let address = reader.address();
    assert!(
        address.contains("chart=taobao-provinces") && !address.contains("Hebei"),
        "{address}"
    );
    reader.click(&format!("#chart-{CHART} .chip-all"));
    reader.wait("a drawing with Hebei", || {
        lines().contains("Hebei").then_some(())
    });
    assert_eq!(reader.texts(&chips), all);
    reader.finish();
}

#[test]
fn a_choice_is_kept_for_the_next_visit() {
    let site = Server::site();
    let mut reader = Reader::at(&site, "");
    reader.switch_theme(Theme::Dark);
    reader.switch_language(Lang::Zh);
    reader.visit("about:blank");
    reader.open(&site.url(""));
    assert_eq!(reader.lang(), Lang::Zh);
    assert_eq!(
        reader.text("return document.documentElement.dataset.theme", json!([])),
        "dark"
    );
    reader.finish();
}
