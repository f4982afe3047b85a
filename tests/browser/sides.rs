//! Two entities beside each other: a reader puts others there, by keys, and Back undoes it.

use serde_json::json;

use crate::access::see_no_barrier;
use crate::reader::Reader;
use crate::server::Server;

const LINK: &str = "#chart=alibaba-jd";
const LEFT: &str = "#chart-alibaba-jd .side-choice:first-child select";
const RIGHT: &str = "#chart-alibaba-jd .side-choice:last-child select";
const TAB: &str = "#chart-alibaba-jd .tab[aria-selected=true]";
const HEADS: &str = "#chart-alibaba-jd .comparison thead th";

/// The names at the heads of the comparison.
fn see_sides(reader: &Reader, sides: [&str; 2]) {
    reader.wait(sides[0], || {
        let heads = reader.texts(HEADS);
        (heads.len() == 4 && heads[1..3] == sides).then_some(())
    });
    let chosen = "const list = document.querySelector(arguments[0]); return list.options[list.selectedIndex].text";
    for (list, name) in [LEFT, RIGHT].into_iter().zip(sides) {
        assert_eq!(reader.text(chosen, json!([list])), name);
    }
}

#[test]
fn a_reader_puts_others_beside_each_other() {
    let site = Server::site();
    let reader = Reader::at(&site, LINK);
    reader.see_ready();
    see_sides(&reader, ["Rural Taobao (Alibaba)", "JD"]);
    see_no_barrier(&reader, &[]);
    reader.click(TAB);
    reader.tab_to(RIGHT);
    // The list answers to the first letters of a name.
    reader.press("S");
    see_sides(&reader, ["Rural Taobao (Alibaba)", "Suning"]);
    let address = reader.address();
    assert!(address.contains("Suning"), "{address}");
    // Whoever gets the address sees the same.
    let other = Reader::at(&site, address.trim_start_matches(&site.url("")));
    see_sides(&other, ["Rural Taobao (Alibaba)", "Suning"]);
    other.finish();
    // Who stands on the other side already changes places.
    reader.click(TAB);
    reader.tab_to(LEFT);
    reader.press("S");
    see_sides(&reader, ["Suning", "Rural Taobao (Alibaba)"]);
    reader.back();
    see_sides(&reader, ["Rural Taobao (Alibaba)", "Suning"]);
    reader.back();
    see_sides(&reader, ["Rural Taobao (Alibaba)", "JD"]);
    assert!(!reader.address().contains("Suning"), "{}", reader.address());
    reader.finish();
}

#[test]
fn both_stand_on_a_phone() {
    let mut reader = Reader::new();
    reader.resize(320, 700);
    reader.open(&Server::site().url(&["zh.html", LINK].concat()));
    reader.see_ready();
    see_sides(&reader, ["农村淘宝（阿里巴巴）", "京东"]);
    let is_within = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(reader.js(is_within, json!([])), true);
    reader.finish();
}
