//! A report opens: on the web, in a folder, without scripts, in an old browser.

use furrow::data::Lang;
use furrow::words::interface;
use serde_json::json;

use crate::reader::Reader;
use crate::see::{native, place_of};
use crate::server::Server;
use crate::support::{chart_ids, page};

#[track_caller]
fn see_whole_report(reader: &Reader) {
    let page = page(&mut native(), Lang::En);
    assert_eq!(reader.driver.get("/title"), page.title.as_str());
    assert_eq!(reader.text_of("h1"), page.title);
    let titles: Vec<&str> = page
        .sections
        .iter()
        .map(|section| section.title.as_str())
        .collect();
    assert_eq!(titles.len(), 7);
    assert_eq!(reader.texts(".section > h2"), titles);
    assert_eq!(reader.texts(".contents a"), titles);
    let values: Vec<&str> = page
        .figures
        .iter()
        .map(|figure| figure.value.as_str())
        .collect();
    assert_eq!(
        reader.texts(".figures .figure-value")[..values.len()],
        values
    );
    let charts = chart_ids(&page);
    assert_eq!(charts.len(), 17);
    assert_eq!(reader.chart_ids(), charts);
    reader.see_no_scrolling_sideways();
}

#[test]
fn a_report_opens_and_nothing_moves() {
    let reader = Reader::at(&Server::site(), "");
    see_whole_report(&reader);
    assert_eq!(reader.drawings().len(), 17);
    reader.finish_unmoved();
}

#[test]
fn a_report_opens_on_a_phone_and_nothing_moves() {
    let mut reader = Reader::new();
    reader.resize(360, 740);
    reader.open(&Server::site().url(""));
    see_whole_report(&reader);
    assert_eq!(reader.drawings().len(), 17);
    reader.finish_unmoved();
}

/// How far below the begin of its section each part stands, and its height.
const PLACES: &str = "return [...document.querySelectorAll(
    '.section h2, .section .prose, .section .chart, .section .chart-body')]
    .map((part) => {
        const at = part.getBoundingClientRect();
        const section = part.closest('.section').getBoundingClientRect();
        return [part.className, Math.round(at.top - section.top), Math.round(at.height)];
    })";

#[test]
fn the_live_report_stands_where_the_static_one_stood() {
    let site = Server::site();
    for width in [360, 600, 1280] {
        let mut reader = Reader::new();
        reader.resize(width, 800);
        let scripts_off = |reader: &Reader, off: bool| {
            let command = "Emulation.setScriptExecutionDisabled";
            reader.driver.devtools(command, json!({"value": off}));
        };
        scripts_off(&reader, true);
        reader.visit(&site.url(""));
        let before = reader.js(PLACES, json!([]));
        scripts_off(&reader, false);
        reader.open(&site.url(""));
        assert_eq!(reader.drawings().len(), 17);
        let after = reader.js(PLACES, json!([]));
        let (before, after) = (before.as_array().unwrap(), after.as_array().unwrap());
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(after) {
            for field in [1, 2] {
                let px = |place: &serde_json::Value| place[field].as_f64().unwrap();
                assert!(
                    (px(before) - px(after)).abs() <= 2.0,
                    "{width} px: {before} {after}"
                );
            }
        }
        reader.finish();
    }
}

#[test]
fn a_report_opens_in_any_folder_of_a_host() {
    let site = Server::site_below("/press/2026/");
    let reader = Reader::at(&site, "index.html");
    see_whole_report(&reader);
    assert!(
        site.asked()
            .iter()
            .all(|path| path.starts_with("/press/2026/"))
    );
    reader.finish();
}

#[test]
fn the_other_language_has_a_page_of_its_own() {
    let reader = Reader::at(&Server::site(), "zh.html");
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::Zh).title);
    assert_eq!(reader.lang(), Lang::Zh);
    reader.finish_unmoved();
}

#[test]
fn a_narrower_window_draws_anew() {
    let reader = Reader::at(&Server::site(), "");
    reader.resize(400, 800);
    let fits = "return [...document.querySelectorAll('.plot svg')]
        .every((svg) => svg.viewBox.baseVal.width <= 400)";
    reader.wait_for("narrow drawings", fits, json!([]));
    reader.see_no_scrolling_sideways();
    reader.finish();
}

#[test]
fn a_report_is_whole_without_scripts() {
    for width in [360, 1280] {
        let mut reader = Reader::new();
        reader.resize(width, 800);
        let off = json!({"value": true});
        reader
            .driver
            .devtools("Emulation.setScriptExecutionDisabled", off);
        reader.visit(&Server::site().url(""));
        see_whole_report(&reader);
        assert!(reader.drawings().is_empty(), "the program ran");
        let visible = "return [...document.querySelectorAll('.chart-body')].map((body) =>
            [...body.querySelectorAll('svg')].filter((svg) => {
                const at = svg.getBoundingClientRect();
                return at.width > 200 && at.height > 40 && at.right <= innerWidth;
            }).length)";
        assert_eq!(
            reader.js(visible, json!([])),
            json!(vec![1; 17]),
            "pictures of each chart"
        );
        reader.click("#chart-rural-retail summary");
        let rows = reader.texts("#chart-rural-retail details[open] tbody tr");
        assert!(
            rows.iter().any(|row| row.contains("1,244.88 billion yuan")),
            "{rows:?}"
        );
        reader.see_no_scrolling_sideways();
        // A link of the contents leads to its section.
        reader.click("a[href='#section=policy']");
        let top = "return document.getElementById('section-policy').getBoundingClientRect().top";
        let top = reader.js(top, json!([])).as_f64().unwrap();
        assert!(
            (-80.0..80.0).contains(&top),
            "the section is {top} px below the window's top"
        );
        reader.finish();
    }
}

#[test]
fn a_browser_without_webassembly_keeps_the_static_report() {
    let mut reader = Reader::new();
    let old = json!({"source": "delete window.WebAssembly"});
    reader
        .driver
        .devtools("Page.addScriptToEvaluateOnNewDocument", old);
    reader.expect_on_console("Furrow shows the static report");
    reader.expect_on_console("was preloaded using link preload");
    reader.visit(&Server::site().url(""));
    let notice = reader.wait("the notice", || reader.texts(".static-notice").pop());
    assert!(notice.contains("static report"), "{notice}");
    see_whole_report(&reader);
    reader.finish();
}

#[test]
fn the_program_does_not_load_twice() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    let mut asked = site.asked();
    let n_asked = asked.len();
    asked.sort();
    asked.dedup();
    assert_eq!(asked.len(), n_asked, "{:?}", site.asked());
    assert!(
        !asked.iter().any(|path| path.contains("worker")),
        "{asked:?}"
    );
    assert!(
        !asked.iter().any(|path| path.contains("favicon")),
        "{asked:?}"
    );
    reader.finish();
}

#[test]
fn the_first_key_leads_past_the_bar() {
    let reader = Reader::at(&Server::site(), "");
    reader.press("Tab");
    assert_eq!(reader.text_of(":focus"), interface(Lang::En).skip_to_report);
    reader.press("Enter");
    let focused = "return document.activeElement.id";
    assert_eq!(reader.text(focused, json!([])), "report");
    reader.finish();
}

#[test]
fn a_chart_answers_before_its_engine() {
    let mut reader = Reader::new();
    reader.visit(&Server::slow_site("engine").url(""));
    reader.wait_for(
        "the first live chart",
        "return document.querySelector('#chart-rural-retail .plot svg') !== null",
        json!([]),
    );
    let view = reader.expected(&mut native(), "rural-retail");
    let (at, _) = place_of(&view, "2017");
    reader.hover("rural-retail", at);
    let tip = reader.see_tooltip("rural-retail");
    assert_eq!(tip.heading, "2017");
    assert_eq!(tip.rows[0].1, "1,244.88 billion yuan");
    let is_ready = "return document.documentElement.dataset.ready === 'true'";
    assert_eq!(reader.js(is_ready, json!([])), false);
    // What is asked for meanwhile is done as soon as it can be.
    let tab = "document.querySelector('#chart-rural-retail [role=tab]:last-child').click()";
    reader.js(tab, json!([]));
    reader.see_ready();
    reader.see_table("rural-retail");
    reader.finish();
}

#[test]
fn a_page_whose_engine_is_lost_is_the_static_one() {
    let mut reader = Reader::new();
    reader.expect_on_console("Furrow shows the static report");
    reader.expect_on_console("404");
    reader.expect_on_console("engine");
    reader.expect_on_console("was preloaded using link preload");
    reader.visit(&Server::site_without("engine").url(""));
    let notice = reader.wait("the notice", || reader.texts(".static-notice").pop());
    assert_eq!(notice, reader.words().static_notice);
    let parts = "return ['.plot', '.bar button', '.skip', '.chart .only-wide svg']
        .map((part) => document.querySelectorAll(part).length)";
    reader.wait("the static charts", || {
        (reader.js(parts, json!([])) == json!([0, 0, 0, 17])).then_some(())
    });
    reader.rest(500);
    assert_eq!(reader.js(parts, json!([])), json!([0, 0, 0, 17]));
    reader.finish();
}
