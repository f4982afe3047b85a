//! The table of a chart holds the numbers that its tooltips say.

use furrow::report::Tab;
use serde_json::json;

use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;

/// What stands under a head in every row.
#[track_caller]
fn column<'a>(table: &'a [Vec<String>], heads: &[&str]) -> Vec<&'a str> {
    let (first, rows) = table.split_first().unwrap();
    let found = heads
        .iter()
        .find_map(|head| first.iter().position(|cell| cell == head));
    let idx = found.unwrap_or_else(|| panic!("no column {heads:?} in {first:?}"));
    rows.iter().map(|row| row[idx].as_str()).collect()
}

#[test]
fn tooltips_and_table_say_the_same_numbers() {
    let reader = Reader::at(&Server::site(), "");
    let mut engine = native();
    for chart in ["rural-growth", "taobao-provinces", "taobao-2017"] {
        let view = reader.expected(&mut engine, chart);
        let mut told = Vec::new();
        reader.click(&format!("#chart-{chart} .tab[aria-selected=true]"));
        reader.tab_to(&format!("#chart-{chart} .plot"));
        for reading in &view.readings {
            reader.press("ArrowRight");
            let tip = reader.see_tooltip(chart);
            assert_eq!(tip.heading, reading.heading);
            told.extend(
                tip.rows
                    .into_iter()
                    .map(|(_, value)| (tip.heading.clone(), value)),
            );
        }
        reader.switch_tab(chart, Tab::Table);
        let table = reader.see_table(chart);
        let places = column(&table, &["Category", "Period"]);
        let mut written: Vec<(String, String)> = places
            .into_iter()
            .zip(column(&table, &["Value"]))
            .map(|(place, value)| (place.to_owned(), value.to_owned()))
            .collect();
        assert_eq!(written.len(), view.table.n_rows);
        told.sort();
        written.sort();
        assert_eq!(told, written, "{chart}");
        reader.switch_tab(chart, Tab::Chart);
        reader.see_ready();
    }
    reader.finish();
}

#[test]
fn the_tabs_answer_to_arrow_keys() {
    let reader = Reader::at(&Server::site(), "");
    reader.click("#chart-rural-retail .tab[aria-selected=true]");
    reader.press("ArrowRight");
    assert_eq!(
        reader.see_table("rural-retail").len(),
        12,
        "heads and eleven years"
    );
    assert_eq!(reader.text_of(":focus"), "Table");
    reader.press("ArrowLeft");
    reader.wait_for(
        "the drawing",
        "return !!document.querySelector('#chart-rural-retail .plot svg')",
        json!([]),
    );
    reader.finish();
}

#[test]
fn heads_put_the_rows_in_order() {
    let reader = Reader::at(&Server::site(), "#chart=rural-retail&tab=table");
    reader.see_ready();
    let first = |reader: &Reader| reader.see_table("rural-retail")[1][0].clone();
    assert_eq!(first(&reader), "2014");
    let head = "#chart-rural-retail th:nth-child(2) .sort";
    reader.tab_to(head);
    for expected in ["2025", "2014", "2014"] {
        reader.press("Enter");
        reader.wait(expected, || (first(&reader) == expected).then_some(()));
        // The head keeps the focus, so that the next key turns the order round.
        let focused = "return document.activeElement.matches(arguments[0])";
        reader.wait_for("the head", focused, json!([head]));
    }
    let sorted = "return document.querySelectorAll('#chart-rural-retail [aria-sort]').length";
    assert_eq!(reader.js(sorted, json!([])), 0);
    reader.finish();
}

#[test]
fn a_wide_table_scrolls_in_its_own_place() {
    let mut reader = Reader::new();
    reader.resize(320, 700);
    reader.open(&Server::site().url("#chart=taobao-provinces&tab=table"));
    assert!(reader.see_table("taobao-provinces").len() > 20);
    reader.see_no_scrolling_sideways();
    reader.finish();
}
