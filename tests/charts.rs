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

#[test]
fn shares_are_of_their_whole_or_are_not_there() {
    let mut engine = opened("tests/plots/specs");
    let view = view(&mut engine, "norm-years", 720.0, Lang::En);
    assert_eq!(view.subtitle, "Share of the total, %");
    let at = |heading: &str| {
        let found = view.readings.iter().find(|r| r.heading == heading).unwrap();
        let value = |label: &str| {
            let row = found.rows.iter().find(|row| row.label == label);
            row.map(|row| row.value.clone()).unwrap_or_default()
        };
        ["Goods", "Services", "Food", "Total"].map(value)
    };
    assert_eq!(
        at("2019"),
        [
            "44.4% (120 billion yuan)",
            "33.3% (90 billion yuan)",
            "22.2% (60 billion yuan)",
            "270 billion yuan"
        ]
    );
    // Of 2021 a part is missing: the figures that are there are of no known whole.
    assert_eq!(
        at("2021"),
        ["190 billion yuan", "n/a", "136 billion yuan", ""]
    );
    let of_2021 = |mark: &&OutlineMark| mark.datum["period"] == "2021";
    let outline = outline("norm-years");
    let heights: Vec<f64> = outline.panels[0]
        .marks
        .iter()
        .filter(of_2021)
        .map(|mark| (mark.y.unwrap() - mark.y2.unwrap()).abs())
        .collect();
    assert_eq!(heights, [0.0, 0.0]);
}

#[track_caller]
fn check_note(chart: &str, expected: &str) {
    let found = view(&mut opened("tests/plots/specs"), chart, 720.0, Lang::En);
    assert_eq!(found.note, expected);
}

#[test]
fn a_stack_that_is_refused_says_why() {
    check_note(
        "norm-negative",
        "Parts are not shown as shares, because some are negative.",
    );
    check_note(
        "stack-percent",
        "Percentages are not stacked: their wholes may differ.",
    );
    check_note("area-shares", "");
}

#[test]
fn a_chart_shows_what_its_steps_make() {
    let mut engine = opened("tests/plots/specs");
    let first = |engine: &mut furrow::engine::Engine, chart: &str| {
        let table = view(engine, chart, 720.0, Lang::En).table;
        (table.n_rows, table.rows[0].clone())
    };
    let (n_rows, row) = first(&mut engine, "histogram");
    assert_eq!(
        (n_rows, &row[..2]),
        (5, &["10–15".to_owned(), "12".to_owned()][..])
    );
    let (n_rows, row) = first(&mut engine, "months");
    assert_eq!((n_rows, row[1].as_str()), (48, "Jan 2023"));
    let (n_rows, row) = first(&mut engine, "few");
    assert_eq!((n_rows, row[0].as_str()), (6, "County 39"));
    let (_, row) = first(&mut engine, "mean-rows");
    assert_eq!(row[..2], ["Apples", "44.9"]);
}
