//! The switch between even lengths and a log scale: the address keeps it, Back undoes it.

use serde_json::json;

use crate::reader::Reader;
use crate::server::Server;

const CHART: &str = "#chart-rural-retail";
const BUTTON: &str = "#chart-rural-retail .scale-button";

fn see_pressed(reader: &Reader, pressed: &str) {
    let state = "return document.querySelector(arguments[0])?.ariaPressed ?? 'none'";
    reader.wait(pressed, || {
        (reader.text(state, json!([BUTTON])) == pressed).then_some(())
    });
}

#[test]
fn a_reader_switches_to_a_log_scale_and_back() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    see_pressed(&reader, "false");
    reader.tab_to(BUTTON);
    reader.press("Enter");
    see_pressed(&reader, "true");
    let subtitle = reader.text_of(&[CHART, " .chart-subtitle"].concat());
    assert!(subtitle.ends_with("log scale"), "{subtitle}");
    let address = reader.address();
    assert!(
        address.ends_with("#chart=rural-retail&scale=log"),
        "{address}"
    );
    // Whoever gets the address sees the same.
    let other = Reader::at(&site, address.trim_start_matches(&site.url("")));
    see_pressed(&other, "true");
    other.finish();
    reader.back();
    see_pressed(&reader, "false");
    reader.finish();
}

#[test]
fn where_lengths_are_read_from_zero_there_is_no_such_switch() {
    let reader = Reader::at(&Server::site(), "");
    see_pressed(&reader, "false");
    let found = "return document.querySelectorAll(arguments[0]).length";
    let n_found = reader.js(found, json!(["#chart-taobao-2017 .scale-button"]));
    assert_eq!(n_found, 0);
    reader.finish();
}
