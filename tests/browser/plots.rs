//! A chart answers to the mouse, to the keyboard and to a finger.

use furrow::scene::nearest_hit;
use serde_json::json;

use crate::reader::Reader;
use crate::see::{native, place_of};
use crate::server::Server;

const CHART: &str = "rural-retail";

#[test]
fn the_mouse_reads_a_year() {
    let reader = Reader::at(&Server::site(), "");
    let view = reader.expected(&mut native(), CHART);
    let (at, _) = place_of(&view, "2017");
    reader.hover(CHART, at);
    let tip = reader.see_tooltip(CHART);
    assert_eq!(tip.heading, "2017");
    assert_eq!(tip.rows[0].1, "1,244.88 billion yuan");
    assert!(!tip.is_held);
    reader.see_inside_window(tip.area);
    assert!(!reader.drawings().is_empty());
    assert!(
        !reader
            .texts(&format!("#chart-{CHART} .overlay svg"))
            .is_empty()
    );
    reader.leave();
    reader.see_no_tooltip(CHART);
    reader.finish();
}

#[test]
fn a_click_holds_and_escape_lets_go() {
    let reader = Reader::at(&Server::site(), "");
    let view = reader.expected(&mut native(), CHART);
    let (at, _) = place_of(&view, "2017");
    let (other, _) = place_of(&view, "2014");
    reader.click_plot(CHART, at);
    assert!(reader.see_tooltip(CHART).is_held);
    reader.hover(CHART, other);
    reader.rest(150);
    assert_eq!(
        reader.see_tooltip(CHART).heading,
        "2017",
        "the held reading stays"
    );
    reader.leave();
    reader.rest(150);
    assert_eq!(
        reader.see_tooltip(CHART).heading,
        "2017",
        "the held reading stays"
    );
    reader.press("Escape");
    reader.see_no_tooltip(CHART);
    reader.finish();
}

#[test]
fn the_keyboard_steps_through_the_readings() {
    let reader = Reader::at(&Server::site(), "");
    let view = reader.expected(&mut native(), CHART);
    reader.click(&format!("#chart-{CHART} .tab[aria-selected=true]"));
    reader.tab_to(&format!("#chart-{CHART} .plot"));
    let label = "return document.activeElement.getAttribute('aria-label')";
    assert_eq!(reader.text(label, json!([])), view.description);
    // What a screen reader announces is the text of the tooltip, a live region.
    let region = format!("#chart-{CHART} .tooltip[role=status]");
    assert_eq!(reader.text_of(&region), "");
    let mut announced = Vec::new();
    for reading in &view.readings {
        reader.press("ArrowRight");
        let tip = reader.see_tooltip(CHART);
        assert_eq!(tip.heading, reading.heading);
        announced.push(reader.text_of(&region));
    }
    announced.dedup();
    assert_eq!(announced.len(), view.readings.len(), "{announced:?}");
    reader.press("ArrowLeft");
    let before_last = &view.readings[view.readings.len() - 2];
    assert_eq!(reader.see_tooltip(CHART).heading, before_last.heading);
    reader.press("Home");
    assert_eq!(reader.see_tooltip(CHART).heading, view.readings[0].heading);
    reader.press("End");
    reader.press("Enter");
    assert!(reader.see_tooltip(CHART).is_held);
    reader.press("Escape");
    reader.see_no_tooltip(CHART);
    reader.finish();
}

#[test]
fn a_finger_reads_a_chart_on_a_phone() {
    let mut reader = Reader::new();
    let touch = json!({"enabled": true, "maxTouchPoints": 1});
    reader
        .driver
        .devtools("Emulation.setTouchEmulationEnabled", touch);
    reader.resize(360, 740);
    reader.open(&Server::site().url(""));
    let view = reader.expected(&mut native(), CHART);
    reader.tap_plot(CHART, place_of(&view, "2018").0);
    let tip = reader.see_tooltip(CHART);
    assert_eq!(tip.heading, "2018");
    reader.see_inside_window(tip.area);
    reader.tap_plot(CHART, place_of(&view, "2014").0);
    reader.wait("the other year", || {
        reader.tooltip(CHART).filter(|tip| tip.heading == "2014")
    });
    reader.finish();
}

#[test]
fn every_tooltip_says_what_its_chart_says_and_stays_in_the_window() {
    for width in [360, 1280] {
        let mut reader = Reader::new();
        reader.resize(width, 700);
        reader.open(&Server::site().url(""));
        let mut engine = native();
        for chart in reader.chart_ids() {
            let view = reader.expected(&mut engine, &chart);
            for idx in [0, view.hits.len() / 2, view.hits.len() - 1] {
                let (x, y) = (view.hits[idx].x.round(), view.hits[idx].y.round());
                let found = nearest_hit(&view.hits, x, y);
                let reading = &view.readings[found.unwrap_or_else(|| panic!("{chart}: {idx}"))];
                reader.hover(&chart, (x, y));
                let tip = reader.see_tooltip(&chart);
                assert_eq!(tip.heading, reading.heading, "{chart}");
                let rows: Vec<_> = reading
                    .rows
                    .iter()
                    .map(|row| (row.label.clone(), row.value.clone()))
                    .collect();
                assert_eq!(tip.rows, rows, "{chart}");
                for detail in reading
                    .rows
                    .iter()
                    .flat_map(|row| [&row.detail, &row.source])
                {
                    assert!(tip.text.contains(detail.as_str()), "{chart}: {detail}");
                }
                reader.see_inside_window(tip.area);
            }
            reader.leave();
        }
        reader.finish();
    }
}
