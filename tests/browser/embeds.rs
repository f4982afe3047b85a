//! A chart in another site's page: the menu's code, on another origin, in a closed sandbox.

use serde_json::{Value, json};

use crate::hosts::{article, see_frame_ready, see_message};
use crate::reader::Reader;
use crate::see::{native, place_of};
use crate::server::Server;

const CHART: &str = "rural-retail";

/// An iframe as the menu gives it, for tests that need another address in it.
fn frame(address: &str) -> String {
    furrow::report::embed_snippet(address, "A chart", 600.0)
}

/// A reader of an article with a chart in it, and how high the chart's document is.
#[track_caller]
fn reader_of(article: &str, site: &Server) -> (Reader, f64) {
    let host = Server::of_page(article);
    let mut reader = Reader::new();
    reader.trust(&site.url(""));
    reader.visit(&host.url(""));
    let height = see_frame_ready(&reader);
    (reader, height)
}

/// Ends a test of an article; nothing went wrong around the chart, and nothing inside it.
#[track_caller]
fn finish_both(reader: Reader) {
    let problems = reader.problems();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    reader.enter_frame();
    reader.finish();
}

#[track_caller]
fn see_height(reader: &Reader, what: &str, height: f64, read: fn(&Value) -> Option<f64>) {
    // The last word counts, and the embed may still be drawing.
    reader.wait(&format!("{what}: {height} px"), || {
        (see_message(reader, what, read) == height).then_some(())
    });
}

#[test]
fn the_menu_s_code_works_on_another_site() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    reader.choose_from_menu(CHART, reader.words().embed);
    let code = "return document.querySelector('dialog[open] textarea')?.value || null";
    let code = reader.wait("the code", || {
        reader.js(code, json!([])).as_str().map(str::to_owned)
    });
    assert!(
        code.contains("sandbox=\"allow-scripts allow-popups"),
        "{code}"
    );
    assert!(
        code.contains(&site.url(&format!("embed/{CHART}.html"))),
        "{code}"
    );
    reader.click_labelled("dialog[open] .button", reader.words().close);
    reader.wait("the dialog to close", || {
        reader.texts("dialog[open]").is_empty().then_some(())
    });
    reader.finish();

    let (reader, height) = reader_of(&article(&code, 720), &site);
    assert!((300.0..1200.0).contains(&height), "{height} px");
    see_height(&reader, "Datawrapper's message", height, |message| {
        message["datawrapper-height"][CHART].as_f64()
    });
    see_height(&reader, "AMP's message", height, |message| {
        let is_amp = message["sentinel"] == "amp" && message["type"] == "embed-size";
        message["height"].as_f64().filter(|_| is_amp)
    });
    see_height(&reader, "NPR's message", height, |message| {
        let message: Value = serde_json::from_str(message.as_str()?).ok()?;
        let is_resize = message["context"] == "iframe.resize" && message["src"].is_string();
        message["height"].as_f64().filter(|_| is_resize)
    });
    // The origin is opaque: the sandbox holds.
    let origins = "return told.filter((one) => one.from).every((one) => one.origin === 'null')";
    assert_eq!(reader.js(origins, json!([])), true);

    reader.enter_frame();
    let view = reader.expected(&mut native(), CHART);
    reader.hover(CHART, place_of(&view, "2017").0);
    let tip = reader.see_tooltip(CHART);
    assert_eq!(tip.rows[0].1, "1,244.88 billion yuan");
    reader.see_inside_window(tip.area);
    let link = "return document.querySelector('.embed-link a').href";
    assert_eq!(
        reader.text(link, json!([])),
        site.url(&format!("index.html#chart={CHART}"))
    );
    reader.leave_frame();
    finish_both(reader);
}

#[test]
fn the_host_hears_of_a_new_height() {
    let site = Server::site();
    let snippet = frame(&site.url(&format!("embed/{CHART}.html")));
    let (reader, before) = reader_of(&article(&snippet, 720), &site);
    reader.enter_frame();
    reader.click(&format!("[id='tab-table-{CHART}'][role=tab]"));
    reader.see_table(CHART);
    reader.leave_frame();
    let after = see_frame_ready(&reader);
    assert_ne!(before, after);
    see_height(&reader, "Datawrapper's message", after, |message| {
        message["datawrapper-height"][CHART].as_f64()
    });
    finish_both(reader);
}

#[test]
fn a_chart_without_its_data_s_host_needs_no_headers_and_fits_280_px() {
    let site = Server::plain_site();
    let snippet = frame(&site.url(&format!("embed/{CHART}.html")));
    let (reader, height) = reader_of(&article(&snippet, 280), &site);
    see_height(&reader, "Datawrapper's message", height, |message| {
        message["datawrapper-height"][CHART].as_f64()
    });
    reader.enter_frame();
    assert_eq!(reader.js("return innerWidth", json!([])), 280);
    reader.see_no_scrolling_sideways();
    let view = reader.expected(&mut native(), CHART);
    reader.hover(CHART, place_of(&view, "2017").0);
    let tip = reader.see_tooltip(CHART);
    assert_eq!(tip.rows[0].1, "1,244.88 billion yuan");
    reader.see_inside_window(tip.area);
    reader.leave_frame();
    assert_eq!(
        site.asked(),
        [format!("/embed/{CHART}.html")],
        "an embed is one file"
    );
    finish_both(reader);
}

#[test]
fn pym_js_understands() {
    let site = Server::site();
    let snippet = frame(&site.url(&format!("embed/{CHART}.html?childId=chart-1")));
    let (reader, height) = reader_of(&article(&snippet, 500), &site);
    see_height(&reader, "pym's message", height, |message| {
        message
            .as_str()?
            .strip_prefix("pymxPYMxchart-1xPYMxheightxPYMx")?
            .parse()
            .ok()
    });
    finish_both(reader);
}

#[test]
fn iframe_resizer_is_answered() {
    let site = Server::site();
    let snippet = frame(&site.url(&format!("embed/{CHART}.html")));
    let (reader, height) = reader_of(&article(&snippet, 500), &site);
    see_height(&reader, "iframe-resizer's message", height, |message| {
        let fields: Vec<&str> = message
            .as_str()?
            .strip_prefix("[iFrameSizer]")?
            .split(':')
            .collect();
        match fields[..] {
            ["frame0", height, _width, "init" | "size"] => height.parse().ok(),
            _ => None,
        }
    });
    finish_both(reader);
}

#[test]
fn every_chart_s_embed_opens_alone() {
    let site = Server::site();
    let mut reader = Reader::new();
    reader.resize(600, 700);
    for chart in
        crate::support::chart_ids(&crate::support::page(&mut native(), furrow::data::Lang::En))
    {
        reader.open(&site.url(&format!("embed/{chart}.html")));
        assert_eq!(reader.chart_ids(), [chart.as_str()]);
        assert_eq!(reader.drawings().len(), 1, "{chart}");
        let warnings = reader.texts(".notice, .chart-warning");
        assert!(warnings.is_empty(), "{chart}: {warnings:?}");
        reader.see_no_scrolling_sideways();
    }
    reader.finish();
}

#[test]
fn an_embed_shows_its_chart_without_scripts() {
    let site = Server::site();
    let mut reader = Reader::new();
    reader.resize(280, 700);
    reader.driver.devtools(
        "Emulation.setScriptExecutionDisabled",
        json!({"value": true}),
    );
    reader.visit(&site.url(&format!("embed/{CHART}.html")));
    let visible = "return [...document.querySelectorAll('.chart-body svg')]
        .filter((svg) => svg.getBoundingClientRect().width > 200).length";
    assert_eq!(reader.js(visible, json!([])), 1);
    reader.click("summary");
    assert!(reader.texts("details[open] tbody tr").len() > 5);
    reader.see_no_scrolling_sideways();
    reader.finish();
}
