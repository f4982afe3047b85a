//! The list of a chart's entities, where they are many: found, chosen, alone, all.

use std::fmt::Write as _;

use serde_json::json;

use crate::access::see_no_barrier;
use crate::reader::Reader;
use crate::server::Server;

const BUTTON: &str = ".chip-pick";
const SEARCH: &str = ".picker-search";

/// Twelve provinces over three years.
fn provinces() -> String {
    let mut text = String::from("地区,年份,数值\n");
    let names = [
        "浙江", "江苏", "广东", "福建", "山东", "河北", "河南", "湖北", "湖南", "四川", "陕西",
        "甘肃",
    ];
    for (idx, name) in names.iter().enumerate() {
        for year in 2018..2021 {
            let _ = writeln!(text, "{name},{year},{}", 1000 - idx * 70 + year - 2018);
        }
    }
    text
}

fn see_button(reader: &Reader, text: &str) {
    reader.wait(text, || {
        let found = reader.texts(BUTTON);
        found
            .first()
            .is_some_and(|found| found.contains(text))
            .then_some(())
    });
}

fn rows(reader: &Reader) -> Vec<String> {
    reader.texts(".picker-row:not([style*=none]) .picker-item span")
}

#[test]
fn an_entity_is_found_by_its_initials_and_shown_alone() {
    let reader = Reader::at(&Server::site(), "");
    reader.see_ready();
    reader.drop_files(&[("provinces.csv", provinces().as_bytes())]);
    see_button(&reader, "8 of 12");
    reader.tab_to(BUTTON);
    reader.press("Enter");
    reader.wait("the list", || (rows(&reader).len() == 12).then_some(()));
    let focused = "return document.activeElement.matches(arguments[0])";
    reader.wait("the search", || {
        (reader.js(focused, json!([SEARCH])) == true).then_some(())
    });
    see_no_barrier(&reader, &[]);
    reader.press("g");
    reader.press("s");
    reader.wait("one row", || (rows(&reader) == ["甘肃"]).then_some(()));
    reader.press("ArrowDown");
    reader.press(" ");
    see_button(&reader, "9 of 12");
    // The list stays open while one chooses.
    assert_eq!(rows(&reader), ["甘肃"]);
    reader.click(".picker-row:not([style*=none]) .picker-only");
    see_button(&reader, "1 of 12");
    let chips = reader.texts(".chart-entities > .chip");
    assert_eq!(chips, ["甘肃", "Show all"]);
    reader.press("Escape");
    assert_eq!(rows(&reader), [""; 0]);
    assert_eq!(reader.js(focused, json!([BUTTON])), true);
    reader.click(".chip-all");
    see_button(&reader, "12 of 12");
    reader.back();
    reader.finish();
}
