//! Cells coloured by classes: matrices and maps of tiles.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::chart::Outline;
use furrow::data::Lang;
use support::{opened, request, view};

const REPORT: &str = "tests/plots/specs";

fn outline(chart: &str) -> Outline {
    let request = request(chart, 720.0, Lang::En);
    opened(REPORT).outline(&request).unwrap().body
}

#[test]
fn every_region_with_a_figure_has_its_tile() {
    let panel = &outline("tile-grid").panels[0];
    assert_eq!(panel.marks.len(), 31);
    let place = |name: &str| {
        let is_it = |mark: &&furrow::chart::OutlineMark| mark.datum["region"] == name;
        let mark = panel.marks.iter().find(is_it).unwrap();
        (mark.x.unwrap(), mark.y.unwrap())
    };
    let (zhejiang, heilongjiang, xinjiang) =
        (place("Zhejiang"), place("Heilongjiang"), place("Xinjiang"));
    assert!(heilongjiang.1 < xinjiang.1 && xinjiang.1 < zhejiang.1);
    assert!(xinjiang.0 < zhejiang.0 && zhejiang.0 < heilongjiang.0);
}

#[test]
fn a_map_says_what_is_not_on_it_and_what_is_older() {
    let mut engine = opened(REPORT);
    let english = view(&mut engine, "tile-grid", 720.0, Lang::En);
    assert_eq!(
        english.note,
        "Latest figures: 2021, but Xizang (2019). Not on the map: National."
    );
    assert_eq!(
        english.description,
        "Of 31, Zhejiang has the most (2,203), then Guangdong (1,322). \
         Latest figures: 2021, but Xizang (2019). Not on the map: National."
    );
    let chinese = view(&mut engine, "tile-grid", 320.0, Lang::Zh);
    assert_eq!(
        chinese.note,
        "最新数据为2021年，其中西藏（2019年）。未在图中显示：全国。"
    );
    // By their Chinese names the regions stand at the same tiles.
    assert_eq!(chinese.readings.len(), english.readings.len());
    assert_eq!(english.table.rows.len(), 31);
}

#[test]
fn a_tile_answers_with_its_figure() {
    let found = view(&mut opened(REPORT), "tile-grid", 720.0, Lang::En);
    let idx = found
        .readings
        .iter()
        .position(|r| r.heading == "Shanxi")
        .unwrap();
    let (reading, hit) = (&found.readings[idx], found.hits[idx]);
    assert_eq!(reading.rows[0].value, "4");
    assert_eq!(reading.rows[0].detail, "2021; derived or estimated");
    let (left, top, right, bottom) = hit.area;
    assert!(left < hit.x && hit.x < right && top < hit.y && hit.y < bottom);
}

#[test]
fn a_matrix_has_a_cell_a_figure_and_leaves_the_others_empty() {
    let panel = &outline("heatmap").panels[0];
    assert_eq!(panel.x.domain.len(), 8);
    assert_eq!(panel.y.domain.len(), 6);
    // Gansu has no figure in one year.
    assert_eq!(panel.marks.len(), 6 * 8 - 1);
    let found = view(&mut opened(REPORT), "heatmap", 720.0, Lang::En);
    assert_eq!(&found.table.heads[..3], ["Series", "Period", "Value"]);
    assert_eq!(found.table.rows.len(), 47);
    assert_eq!(found.readings[0].heading, "Zhejiang");
}

#[test]
fn changes_diverge_at_zero() {
    let found = view(&mut opened(REPORT), "heatmap-change", 720.0, Lang::En);
    let tokens = found
        .readings
        .iter()
        .map(|reading| reading.rows[0].token.name());
    let tokens: Vec<String> = tokens.collect();
    for (reading, token) in found.readings.iter().zip(&tokens) {
        let is_negative = reading.rows[0].value.starts_with(['-', '−']);
        let step: u8 = token.strip_prefix("fw-d").unwrap().parse().unwrap();
        assert_eq!(is_negative, step <= 3, "{token} {}", reading.rows[0].value);
    }
}
