//! Derived charts: what is shown in place of the values, and what is said about it.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::data::{InputFile, Lang};
use furrow::engine::{ChartRequest, ChartView, Engine, Request, Response};
use support::{request, sample};

fn asked(chart: &str, view: &str, lang: Lang) -> ChartRequest {
    let mut request = request(chart, 720.0, lang);
    request.derivation = Some(view.to_owned()).filter(|view| !view.is_empty());
    request
}

fn shown(engine: &mut Engine, chart: &str, view: &str, lang: Lang) -> ChartView {
    match engine.handle(Request::Chart(asked(chart, view, lang))) {
        Response::Chart(view) => *view,
        other => panic!("{chart}: {other:?}"),
    }
}

/// A report of one chart over `year,place,value`, of which series `p` and `q` break, or not.
fn made(csv: &str, view: &str) -> Engine {
    let report = format!(
        r#"{{"name": "r", "resources": [{{"name": "t", "path": "t.csv", "schema": {{"fields": [
            {{"name": "year", "type": "year"}}, {{"name": "place", "type": "string"}},
            {{"name": "value", "type": "number"}}, {{"name": "status", "type": "string"}}]}}}}],
            "furrow:report": {{"version": 1, "title": {{"en": "R"}}, "sections": [{{"id": "s",
            "title": {{"en": "S"}}, "blocks": [{{"chart": {{"id": "c", "title": {{"en": "C"}},
            "view": "{view}", "spec": {{"data": {{"name": "t"}}, "mark": "line", "encoding": {{
            "x": {{"field": "year", "type": "temporal"}},
            "y": {{"field": "value", "type": "quantitative"}},
            "color": {{"field": "place", "type": "nominal"}}}}}}}}}}]}}]}}}}"#
    );
    let file = |path: &str, text: &str| InputFile {
        path: path.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut engine = Engine::default();
    let files = vec![file("datapackage.json", &report), file("t.csv", csv)];
    match engine.handle(Request::open(files)) {
        Response::Opened { .. } => engine,
        other => panic!("{other:?}"),
    }
}

const TWO: &str = "year,place,value,status\n2015,p,100,A\n2016,p,110,A\n2017,p,121,B\n2018,p,242,A\n\
                   2015,q,300,A\n2016,q,330,E\n2017,q,297,A\n2018,q,594,A\n";

/// The cells of a chart's table but the last two, a row a line.
fn cells(view: &ChartView) -> Vec<String> {
    let line = |row: &Vec<String>| row[..row.len() - 2].join(" ");
    view.table.rows.iter().map(line).collect()
}

#[track_caller]
fn check_cells(view: &str, expected: &[&str]) {
    let found = shown(&mut made(TWO, ""), "c", view, Lang::En);
    assert_eq!(cells(&found), expected, "{view}: {}", found.note);
}

#[test]
fn a_table_shows_what_is_computed_and_why_the_rest_is_not() {
    check_cells(
        "index",
        &[
            "p 2015 100",
            "p 2016 110",
            "p 2017 100",
            "p 2018 200",
            "q 2015 100",
            "q 2016 110",
            "q 2017 99",
            "q 2018 198",
        ],
    );
    check_cells(
        "change",
        &[
            "p 2015 n/a (no figure a year before)",
            "p 2016 10%",
            "p 2017 n/a (series break)",
            "p 2018 100%",
            "q 2015 n/a (no figure a year before)",
            "q 2016 10%",
            "q 2017 −10%",
            "q 2018 100%",
        ],
    );
}

#[test]
fn what_is_shown_is_said_in_every_place() {
    let mut engine = made(TWO, "");
    let view = shown(&mut engine, "c", "index", Lang::En);
    assert_eq!(view.subtitle, "index, 2015 = 100");
    assert_eq!(view.note, "New base behind a series break: p 2017 = 100.");
    assert!(
        view.description.starts_with("Index, 2015 = 100."),
        "{}",
        view.description
    );
    assert!(view.description.ends_with(&view.note));
    assert_eq!(view.table.heads[2], "index, 2015 = 100");
    assert_eq!(view.readings[0].heading, "2015 · index, 2015 = 100");
    let view = shown(&mut engine, "c", "change", Lang::Zh);
    assert_eq!(view.subtitle, "比上年变化，%");
    assert_eq!(
        view.note,
        "无（序列中断）：p2017年。无（无上年数）：p2015年；q2015年。"
    );
    let reading = &view.readings[2];
    let p = reading.rows.iter().find(|row| row.label == "p").unwrap();
    assert_eq!(p.value, "无（序列中断）");
}

#[test]
fn a_line_stops_at_what_cannot_be_computed() {
    let engine = made(TWO, "change");
    let drawn = engine.outline(&asked("c", "", Lang::En)).unwrap();
    let line = &drawn.body.panels[0].marks.iter();
    let line = line.clone().find(|m| m.mark == "line" && m.series == "p");
    let joined: Vec<bool> = line.unwrap().vertices.iter().map(|v| v.joined).collect();
    assert_eq!(
        joined,
        [false, false],
        "2016 and 2018, 2017 is not available"
    );
}

#[test]
fn the_first_rank_stands_at_the_top() {
    let engine = made(TWO, "");
    let drawn = engine.outline(&asked("c", "rank", Lang::En)).unwrap();
    let y = &drawn.body.panels[0].y;
    let texts: Vec<&str> = y.ticks.iter().map(|tick| tick.text.as_str()).collect();
    assert_eq!(texts, ["1", "2"]);
    assert!(y.ticks[0].at < y.ticks[1].at, "{:?}", y.ticks);
}

#[test]
fn the_author_chooses_what_is_shown_first_and_the_reader_what_then() {
    let mut engine = made(TWO, "share");
    let shown_key = |view: &ChartView| {
        let mut shown = view.derivations.iter().filter(|choice| choice.shown);
        let only = shown
            .next()
            .map(|choice| (choice.label.clone(), choice.key.clone()));
        assert_eq!(shown.next(), None);
        only.unwrap()
    };
    let home = shown(&mut engine, "c", "", Lang::En);
    assert_eq!(shown_key(&home), ("share of total".to_owned(), None));
    assert_eq!(cells(&home)[0], "p 2015 25%");
    let values = shown(&mut engine, "c", "value", Lang::En);
    let key = Some("value".to_owned());
    assert_eq!(shown_key(&values), ("value".to_owned(), key));
    assert_eq!(cells(&values)[0], "p 2015 100");
    assert_eq!(
        shown(&mut engine, "c", "nothing", Lang::En).table,
        values.table
    );
}

#[track_caller]
fn check_refused(chart: &str, lang: Lang, expected: &[(&str, &str)]) {
    let view = shown(&mut sample(), chart, "", lang);
    let found: Vec<(&str, &str)> = view
        .derivations
        .iter()
        .filter_map(|choice| Some((choice.key.as_deref()?, choice.reason_not.as_deref()?)))
        .collect();
    assert_eq!(found, expected, "{chart}");
}

#[test]
fn what_is_refused_as_a_whole_says_why() {
    let levels = "n/a (levels only)";
    check_refused(
        "rural-retail",
        Lang::En,
        &[
            ("index", levels),
            ("cagr", levels),
            ("share", "n/a (only one)"),
            ("rank", "n/a (only one)"),
        ],
    );
    check_refused(
        "taobao-provinces",
        Lang::Zh,
        &[
            ("index", "无（无共同基期数）"),
            ("cagr", "无（无共同基期数）"),
            ("share", "无（部分缺数）"),
            ("rank", "无（部分缺数）"),
        ],
    );
    // Nothing to choose where there is no time, and where nothing can be computed.
    let rows = shown(&mut sample(), "taobao-2017", "change", Lang::En);
    assert_eq!(rows.derivations, []);
    let mut single = made("year,place,value,status\n2015,p,100,A\n", "");
    let only = shown(&mut single, "c", "change", Lang::En);
    assert_eq!(only.derivations, []);
    assert!(
        only.note.starts_with("Not available: change"),
        "{}",
        only.note
    );
}

#[test]
fn stated_rates_stand_in_place_of_what_levels_do_not_give() {
    let mut engine = sample();
    let view = shown(&mut engine, "rural-retail", "change", Lang::En);
    assert!(
        view.subtitle
            .ends_with(", change on the year before, as published, %"),
        "{}",
        view.subtitle
    );
    assert!(view.note.ends_with(
        "Rates that the publisher states are shown as published. n/a (levels only): 2014, 2016."
    ));
    let row = |year: &str| view.table.rows.iter().find(|row| row[0] == year).unwrap();
    assert_eq!(row("2017")[1], "39.1%");
    assert!(
        row("2017")[2].starts_with("as published"),
        "{:?}",
        row("2017")
    );
    assert_eq!(row("2016")[1], "n/a (levels only)");
    // What is refused leaves the values, and says so.
    let index = shown(&mut engine, "rural-retail", "index", Lang::En);
    let values = shown(&mut engine, "rural-retail", "", Lang::En);
    assert_eq!(index.scene, values.scene);
    assert!(index.note.ends_with("Not available: index (levels only)."));
    assert!(
        index
            .description
            .ends_with("Not available: index (levels only).")
    );
}

#[test]
fn a_csv_has_what_is_computed_beside_the_data() {
    let mut engine = made(TWO, "");
    let mut csv = |view: &str| match engine.handle(Request::Csv(asked("c", view, Lang::En))) {
        Response::Csv { text, .. } => text,
        other => panic!("{other:?}"),
    };
    assert!(!csv("").contains("derived"));
    let text = csv("change");
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[..5],
        [
            "year,place,value,status,derivation,derived_value,derived_unit,derived_remark,not_available",
            "2015,p,100,A,change,,,,no figure a year before",
            "2016,p,110,A,change,10,%,,",
            "2017,p,121,B,change,,,,series break",
            "2018,p,242,A,change,100,%,,",
        ]
    );
    assert_eq!(lines[6], "2016,q,330,E,change,10,%,derived or estimated,");
}
