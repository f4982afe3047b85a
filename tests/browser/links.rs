//! A link restores what was seen, and a hostile one does nothing.

use furrow::data::Lang;
use furrow::report::Tab;
use serde_json::json;

use crate::reader::Reader;
use crate::server::Server;

const LINK: &str = "#chart=taobao-provinces&entities=Zhejiang~Fujian&tab=table&lang=zh&theme=dark";

#[track_caller]
fn see_linked_view(reader: &Reader) {
    assert_eq!(reader.lang(), Lang::Zh);
    assert_eq!(
        reader.text("return document.documentElement.dataset.theme", json!([])),
        "dark"
    );
    let mut names: Vec<String> = reader
        .see_table("taobao-provinces")
        .into_iter()
        .skip(1)
        .map(|row| row[0].clone())
        .collect();
    names.sort();
    names.dedup();
    assert_eq!(names, ["浙江", "福建"]);
    let selected = reader.text_of("#chart-taobao-provinces .tab[aria-selected=true]");
    assert_eq!(selected, reader.words().table);
}

#[test]
fn a_link_restores_the_view_and_reloading_keeps_it() {
    let reader = Reader::at(&Server::site(), LINK);
    see_linked_view(&reader);
    let address = reader.address();
    reader.reload();
    see_linked_view(&reader);
    assert_eq!(reader.address(), address);
    reader.finish();
}

/// Safari does not keep the place of what is read when something above it changes its height.
const LIKE_SAFARI: &str = "addEventListener('DOMContentLoaded', () => {
    document.documentElement.style.overflowAnchor = 'none';
})";

#[test]
fn a_link_leads_to_its_chart() {
    for lang in Lang::ALL {
        let mut reader = Reader::new();
        let script = json!({"source": LIKE_SAFARI});
        reader
            .driver
            .devtools("Page.addScriptToEvaluateOnNewDocument", script);
        let link = format!("#chart=taobao-provinces&lang={}", lang.code());
        reader.open(&Server::site().url(&link));
        // The charts above are drawn by now, and what they have moved is still.
        reader.rest(500);
        let script = "return document.getElementById('chart-taobao-provinces')
            .getBoundingClientRect().top";
        let top = reader.js(script, json!([])).as_f64().unwrap();
        assert!(
            (0.0..100.0).contains(&top),
            "{lang:?}: {top} px below the window's top"
        );
        let focused = reader.text("return document.activeElement.id", json!([]));
        assert_eq!(focused, "chart-taobao-provinces");
        reader.finish();
    }
}

#[test]
fn a_link_shows_one_chart_alone() {
    let reader = Reader::at(&Server::site(), "#embed=taobao-provinces");
    assert_eq!(reader.chart_ids(), ["taobao-provinces"]);
    assert_eq!(reader.drawings().len(), 1);
    reader.finish();
}

#[test]
fn back_and_forward_go_through_what_was_seen() {
    let reader = Reader::at(&Server::site(), "");
    reader.switch_tab("rural-retail", Tab::Table);
    reader.see_table("rural-retail");
    reader.switch_tab("rural-growth", Tab::Table);
    reader.see_table("rural-growth");
    let tables = || reader.texts(".table-region table").len();
    reader.back();
    reader.wait("one table", || (tables() == 1).then_some(()));
    reader.see_table("rural-retail");
    reader.back();
    reader.wait("no table", || (tables() == 0).then_some(()));
    reader.driver.post("/forward", &json!({}));
    reader.see_table("rural-retail");
    reader.finish();
}

#[test]
fn the_contents_lead_to_a_section_and_into_the_address() {
    let reader = Reader::at(&Server::site(), "");
    reader.click("a[href='#section=policy']");
    let top = "return document.getElementById('section-policy').getBoundingClientRect().top";
    reader.wait("the section in the window", || {
        let top = reader.js(top, json!([])).as_f64()?;
        (-5.0..200.0).contains(&top).then_some(())
    });
    assert!(
        reader.address().ends_with("#section=policy"),
        "{}",
        reader.address()
    );
    assert_eq!(
        reader.text("return document.activeElement.id", json!([])),
        "section-policy"
    );
    reader.finish();
}

#[test]
fn hostile_links_do_nothing() {
    let site = Server::site();
    let long = format!("#chart={}", "x".repeat(1_500_000));
    let links = [
        "#%",
        "#chart=<img src=x onerror=alert(1)>",
        "#chart=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E",
        "#section=%00&lang=%ff&theme=%E0%A4%A",
        "#entities=~~~&tab=&&&==&chart=__proto__",
        "#embed=javascript:alert(1)",
        "#chart=rural-retail&entities=nobody",
        &long,
    ];
    let mut reader = Reader::new();
    for link in links {
        let shown: String = link.chars().take(60).collect();
        // Another page between, or only the fragment would change.
        reader.visit("about:blank");
        reader.open(&site.url(link));
        let images = "return document.querySelectorAll('#app img, #app script').length";
        assert_eq!(reader.js(images, json!([])), 0, "{shown}");
        if !link.contains("embed=") {
            assert_eq!(reader.drawings().len(), 17, "{shown}");
        }
    }
    reader.finish();
}

#[test]
fn an_endless_fragment_set_by_a_script_does_nothing() {
    let reader = Reader::at(&Server::site(), "");
    // Longer than browsers take: they ignore it or cut it.
    reader.js("location.hash = 'chart=' + 'x'.repeat(5e6)", json!([]));
    reader.rest(300);
    assert_eq!(reader.drawings().len(), 17);
    let longest = reader
        .texts(".notice li")
        .iter()
        .map(String::len)
        .max()
        .unwrap_or_default();
    assert!(longest < 300, "a notice of {longest} characters");
    reader.finish();
}

#[test]
fn what_a_link_names_in_vain_is_told() {
    let reader = Reader::at(&Server::site(), "#chart=no-such-chart");
    let told = reader.see_notice("no-such-chart");
    assert_eq!(told.len(), 1, "{told:?}");
    reader.click_labelled(".notice .button", reader.words().dismiss);
    reader.wait("the notice to go", || {
        reader.texts(".notice").is_empty().then_some(())
    });
    reader.finish();
}
