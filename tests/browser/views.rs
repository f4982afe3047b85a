//! The switch between values and what is computed from them: the address keeps it, Back undoes it.

use serde_json::json;

use crate::reader::Reader;
use crate::server::Server;

const CHART: &str = "rural-retail";
const BUTTON: &str = "#chart-rural-retail .view-button";
const ITEMS: &str = "#chart-rural-retail [role=menuitemradio]";

fn see_subtitle(reader: &Reader, part: &str) {
    reader.wait(part, || {
        let subtitle = reader.text_of("#chart-rural-retail .chart-subtitle");
        subtitle.contains(part).then_some(())
    });
}

#[test]
fn a_chart_shows_changes_in_place_of_values() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    reader.click(BUTTON);
    reader.click_labelled(ITEMS, "change on the year before");
    see_subtitle(&reader, "change on the year before, as published, %");
    assert_eq!(reader.text_of(BUTTON), "change on the year before");
    let address = reader.address();
    assert!(
        address.ends_with("#chart=rural-retail&view=change"),
        "{address}"
    );
    let focused = "return document.activeElement.matches(arguments[0])";
    assert_eq!(reader.js(focused, json!([BUTTON])), true);
    // Whoever gets the address sees the same.
    let other = Reader::at(&site, address.trim_start_matches(&site.url("")));
    see_subtitle(&other, "change on the year before");
    other.finish();
    reader.back();
    see_subtitle(&reader, "billion yuan");
    assert_eq!(reader.text_of(BUTTON), "value");
    reader.finish();
}

#[test]
fn what_cannot_be_computed_takes_the_focus_and_says_why() {
    let reader = Reader::at(&Server::site(), "");
    reader.wait("the switch", || reader.texts(BUTTON).pop());
    reader.tab_to(BUTTON);
    reader.press("ArrowDown");
    let focused = || reader.text("return document.activeElement.innerText", json!([]));
    reader.wait("the first choice", || (focused() == "Value").then_some(()));
    reader.press("ArrowDown");
    assert_eq!(focused(), "Index\nn/a (levels only)");
    let disabled = "return document.activeElement.ariaDisabled";
    assert_eq!(reader.text(disabled, json!([])), "true");
    // It stays open, and nothing changes.
    reader.press("Enter");
    assert_eq!(focused(), "Index\nn/a (levels only)");
    reader.press("Escape");
    let is_button = "return document.activeElement.matches(arguments[0])";
    assert_eq!(reader.js(is_button, json!([BUTTON])), true);
    assert_eq!(reader.text_of(BUTTON), "value");
    assert!(!reader.address().contains("view="), "{}", reader.address());
    reader.finish();
}

#[test]
fn the_switch_fits_a_phone() {
    for link in [
        "#lang=en",
        "#lang=zh",
        "#chart=taobao-provinces&view=difference:Zhejiang",
    ] {
        let mut reader = Reader::new();
        reader.resize(360, 740);
        reader.open(&Server::site().url(link));
        let chart = if link.contains("chart=") {
            "taobao-provinces"
        } else {
            CHART
        };
        let button = format!("#chart-{chart} .view-button");
        reader.wait("the switch", || reader.texts(&button).pop());
        reader.see_no_scrolling_sideways();
        reader.click(&button);
        let script = "const menu = document.querySelector(arguments[0] + ' .menu');
            const at = menu.getBoundingClientRect();
            return at.left >= 0 && at.right <= innerWidth && at.width > 100";
        reader.wait_for(
            "the menu",
            "return !!document.querySelector('.view .menu')",
            json!([]),
        );
        assert_eq!(
            reader.js(script, json!([format!("#chart-{chart}")])),
            true,
            "{link}"
        );
        reader.see_no_scrolling_sideways();
        reader.finish();
    }
}
