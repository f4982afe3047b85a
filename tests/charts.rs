//! What single charts show, say and list, by their marks, tooltips and tables.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::chart::{Outline, OutlineMark};
use furrow::data::Lang;
use support::{opened, request, view};

fn outline(chart: &str) -> Outline {
    let request = request(chart, 720.0, Lang::En);
    opened("tests/plots/specs").outline(&request).unwrap().body
}

/// How each figure of a mark is joined to the one before: `o` alone, `-` joined.
fn joints(mark: &OutlineMark) -> String {
    let joint = |joined: bool| if joined { '-' } else { 'o' };
    mark.vertices.iter().map(|v| joint(v.joined)).collect()
}

#[test]
fn layers_stand_on_each_other_and_open_where_a_part_is_missing() {
    let outline = outline("area-stack");
    let marks = &outline.panels[0].marks;
    let found: Vec<(&str, &str, String)> = marks
        .iter()
        .map(|mark| (mark.mark, mark.series.as_str(), joints(mark)))
        .collect();
    // Services has no figure in 2015, Food begins then.
    let expected = [
        ("area", "Goods", "o--oo------".to_owned()),
        ("area", "Services", "o--o------".to_owned()),
        ("area", "Food", "oo------".to_owned()),
    ];
    assert_eq!(found, expected);
    let last = |idx: usize| {
        let vertex = marks[idx].vertices.last().unwrap();
        (vertex.y2.unwrap(), vertex.y)
    };
    let (foot, _) = last(0);
    assert!((foot - outline.panels[0].plot[3]).abs() < 0.5);
    for idx in 1..3 {
        assert!((last(idx).0 - last(idx - 1).1).abs() < 0.5);
    }
}

#[test]
fn a_line_below_which_nothing_is_joined_has_an_area_that_is_not() {
    let outline = outline("area-one");
    let mark = &outline.panels[0].marks[0];
    assert_eq!((mark.mark, joints(mark)), ("area", "o---o--o--".to_owned()));
}

#[test]
fn percentages_are_not_layered() {
    let outline = outline("area-shares");
    let marks: Vec<&str> = outline.panels[0].marks.iter().map(|m| m.mark).collect();
    assert_eq!(marks, ["line", "line", "line"]);
}

#[test]
fn every_point_of_two_measures_is_drawn_and_named() {
    let points = outline("scatter").panels[0].marks.len();
    assert_eq!(points, 40);
    let view = view(&mut opened("tests/plots/specs"), "scatter", 720.0, Lang::En);
    let named = view.readings.iter().flat_map(|reading| &reading.rows);
    assert!(named.clone().count() >= 38);
    assert!(named.clone().all(|row| row.label.starts_with("County ")));
    let cells = &view.table;
    assert_eq!(&cells.heads[..3], ["Category", "income", "sales"]);
    let row = cells.rows.iter().find(|row| row[0] == "County 1").unwrap();
    assert_eq!(row[1..3], ["14.2 thousand yuan", "37 million yuan"]);
}
