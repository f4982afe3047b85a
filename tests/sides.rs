//! Two entities beside each other: what belongs together, and whether it may be compared.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::data::{InputFile, Lang};
use furrow::engine::{ChartView, Engine, Request, Response};
use serde_json::json;
use support::{page, request, sample, view};

const ALIBABA_JD: &str = "alibaba-jd";
const HEAD: &str =
    "series_id,entity,indicator,period,value,unit,nature,obs_status,bound,preferred,due";
const SERIES: &str = "series_id,measure,definition,target_of";

/// A report of one chart of two entities over made-up rows; what is said against it comes back.
fn opened(rows: &[&str], series: &[&str], pairs: serde_json::Value) -> (Engine, Vec<String>) {
    let chart = json!({
        "id": "sides", "pairs": pairs,
        "spec": {
            "data": {"name": "observations"},
            "mark": "furrow:side-by-side",
            "encoding": {
                "column": {"field": "entity"},
                "x": {"field": "period", "type": "temporal"},
                "y": {"field": "value", "type": "quantitative"},
            },
        },
    });
    let package = json!({
        "name": "p",
        "resources": [
            {"name": "observations", "path": "observations.csv"},
            {"name": "series", "path": "series.csv"},
        ],
        "furrow:report": {
            "version": 1, "title": "p",
            "sections": [{"id": "s", "title": "s", "blocks": [{"chart": chart}]}],
        },
    });
    let file = |path: &str, text: String| InputFile {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    };
    let mut engine = Engine::default();
    let files = vec![
        file("datapackage.json", package.to_string()),
        file("observations.csv", [&[HEAD], rows].concat().join("\n")),
        file("series.csv", [&[SERIES], series].concat().join("\n")),
    ];
    match engine.handle(Request::open(files)) {
        Response::Opened { warnings, .. } => {
            let said = warnings.iter().map(|w| format!("{:?}", w.code)).collect();
            (engine, said)
        }
        other => panic!("{other:?}"),
    }
}

/// The chart, of rows of two entities A and B that both count `things`.
fn drawn(rows: &[&str], series: &[&str]) -> ChartView {
    let (mut engine, said) = opened(rows, series, json!([]));
    assert_eq!(said, [""; 0]);
    view(&mut engine, "sides", 720.0, Lang::En)
}

#[track_caller]
fn check_verdict(rows: &[&str], series: &[&str], sentence: &str) {
    let html = drawn(rows, series).sides.unwrap().comparison_html;
    let escaped = sentence.replace('"', "&quot;");
    assert!(html.contains(&escaped), "{sentence}\n{html}");
}

const SAME: [&str; 2] = ["a.things,stock,things,", "b.things,stock,things,"];

#[test]
fn one_definition_may_be_compared_at_the_latest_common_time() {
    let rows = [
        "a.things,A,Things,2019,10,count,observed,A,,true,",
        "a.things,A,Things,2021,12,count,observed,A,,true,",
        "b.things,B,Things,2019,400,count,observed,A,,true,",
        "b.things,B,Things,2020,500,count,observed,A,,true,",
    ];
    check_verdict(&rows, &SAME, "Comparable: one definition, one unit.");
    let html = drawn(&rows, &SAME).sides.unwrap().comparison_html;
    let of_2019 = ["<strong class=\"side-value\">10</strong>", "400</strong>"];
    assert!(of_2019.iter().all(|cell| html.contains(cell)), "{html}");
    assert!(!html.contains("12</strong>"), "{html}");
    // What may be compared has one scale.
    let (mut engine, _) = opened(&rows, &SAME, json!([]));
    let outline = engine.outline(&request("sides", 720.0, Lang::En)).unwrap();
    let [left, right] = outline.body.panels.as_slice() else {
        panic!("two panels");
    };
    assert_eq!(left.y.domain, right.y.domain);
    assert_eq!(left.x.domain, right.x.domain);
    assert_eq!(left.plot[2..], right.plot[2..]);
    assert_eq!(
        view(&mut engine, "sides", 320.0, Lang::En).readings.len(),
        4
    );
}

#[test]
fn what_differs_is_named() {
    let a = "a.things,A,Things,2020,10,count,observed,A,,true,";
    let of_b = |rest: &str| format!("b.things,B,{rest}");
    let b = of_b("Things,2020,500,count,observed,A,,true,");
    let other = ["a.things,stock,a,", "b.things,stock,b,"];
    check_verdict(
        &[a, &b],
        &other,
        "Not comparable: both say “Things” and count different things.",
    );
    let two = [a, "b.things,B,Shops,2020,500,count,observed,A,,true,"];
    let (mut engine, _) = opened(
        &two,
        &other,
        json!([{"label": "Both", "series": ["a.things", "b.things"], "note": "Mind <this>."}]),
    );
    let html = view(&mut engine, "sides", 720.0, Lang::En).sides.unwrap();
    assert!(
        html.comparison_html
            .contains("Not comparable: A counts “Things”, B “Shops”. Mind &lt;this&gt;.")
    );
    let units = of_b("Things,2020,500,billion CNY,observed,A,,true,");
    check_verdict(
        &[a, &units],
        &SAME,
        "Not comparable: A is given in plain numbers, B in billion yuan.",
    );
    let until_june = of_b("Things,2020,500,count,year_to_date,A,,true,");
    check_verdict(
        &[a, &until_june],
        &SAME,
        "Not comparable: the figures of B run from January to the date shown.",
    );
    let planned = of_b("Things,2020,500,count,target,F,,true,2022");
    check_verdict(
        &[a, &planned],
        &SAME,
        "Not comparable: B announced a target here; a result was not found.",
    );
    let later = of_b("Things,2021,500,count,observed,A,,true,");
    check_verdict(
        &[a, &later],
        &SAME,
        "One definition, but at different times: A 2020, B 2021.",
    );
}

#[test]
fn of_bounds_it_is_said_whether_they_tell_which_is_larger() {
    let rows = |a: &str, b: &str| {
        [
            format!("a.things,A,Things,2020,10,count,observed,A,{a},true,"),
            format!("b.things,B,Things,2020,500,count,observed,A,{b},true,"),
        ]
    };
    let open = "One definition, but the bounds leave open which figure is larger.";
    let known = "Comparable: one definition, one unit.";
    for (a, b, sentence) in [
        ("lower", "lower", open),
        ("lower", "", open),
        ("", "upper", open),
        ("upper", "lower", known),
        ("", "lower", known),
        ("approx", "", known),
    ] {
        let [a, b] = rows(a, b);
        check_verdict(&[&a, &b], &SAME, sentence);
    }
}

#[test]
fn what_only_one_has_stands_in_the_table_alone() {
    let rows = [
        "a.things,A,Things,2020,10,count,observed,A,,true,",
        "a.orders,A,Orders,2020,7,count,observed,A,,true,",
        "b.things,B,Things,2020,500,count,observed,A,,true,",
        "b.things,B,Things,2020,900,count,observed,A,,false,",
    ];
    let drawn = drawn(&rows, &SAME);
    let html = drawn.sides.unwrap().comparison_html;
    assert!(html.contains("No figure of B was found."), "{html}");
    assert!(
        !html.contains("900"),
        "a figure that is not preferred: {html}"
    );
    assert_eq!(
        drawn.description,
        "A and B beside each other: one pair of figures, it may be compared. Things: A 10 in \
         2020 (Things), B 500 in 2020 (Things). Comparable: one definition, one unit."
    );
    // Two panels, and nothing of orders.
    assert_eq!(drawn.readings.len(), 2);
}

#[test]
fn without_a_pair_the_first_figures_of_each_are_drawn() {
    let rows = [
        "a.things,A,Things,2020,10,count,observed,A,,true,",
        "b.shops,B,Shops,2020,500,count,observed,A,,true,",
    ];
    for width in [720.0, 320.0] {
        let (mut engine, _) = opened(&rows, &[], json!([]));
        let drawn = view(&mut engine, "sides", width, Lang::En);
        assert_eq!(drawn.readings.len(), 2);
        assert!(drawn.description.contains("no figures on the same matter"));
    }
}

#[test]
fn one_entity_alone_is_told_by_its_path() {
    let rows = ["a.things,A,Things,2020,10,count,observed,A,,true,"];
    let (mut engine, _) = opened(&rows, &[], json!([]));
    match engine.handle(Request::Chart(request("sides", 720.0, Lang::En))) {
        Response::Failed(errors) => {
            let path = errors[0].place.path.as_deref().unwrap();
            assert!(path.ends_with("/chart/spec/encoding"), "{path}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_reader_puts_others_beside_each_other() {
    let mut engine = sample();
    let chosen = |engine: &mut Engine, entities: &[&str]| {
        let mut asked = request(ALIBABA_JD, 720.0, Lang::En);
        asked.entities = entities.iter().map(|key| (*key).to_owned()).collect();
        match engine.handle(Request::Chart(asked)) {
            Response::Chart(view) => view.sides.unwrap(),
            other => panic!("{other:?}"),
        }
    };
    let author = chosen(&mut engine, &[]);
    let name = |idx: usize| author.choices[idx].1.as_str();
    assert_eq!(author.chosen, author.home);
    assert_eq!(author.chosen.map(name), ["Rural Taobao (Alibaba)", "JD"]);
    let (jd, suning) = ("JD.com rural e-commerce", "Suning rural e-commerce");
    let others = chosen(&mut engine, &[jd, suning]);
    assert_eq!(others.home, author.home);
    assert_eq!(others.chosen.map(name), ["JD", "Suning"]);
    assert!(
        others
            .comparison_html
            .contains("No figure of JD was found.")
    );
    // Of what no data names nothing follows, and one alone keeps the first of the others.
    assert_eq!(
        chosen(&mut engine, &["nobody"]).chosen,
        chosen(&mut engine, &["*"]).chosen
    );
    assert_eq!(chosen(&mut engine, &[suning]).chosen.map(name)[0], "Suning");
}

#[test]
fn nothing_that_alibaba_and_jd_publish_may_be_compared() {
    let mut engine = sample();
    let drawn = view(&mut engine, ALIBABA_JD, 720.0, Lang::En);
    let html = drawn.sides.as_ref().unwrap().comparison_html.clone();
    assert!(!html.contains("verdict may"), "{html}");
    assert!(html.contains("both say “Villages covered” and count different things"));
    assert!(html.contains("Rural Taobao (Alibaba) announced a target here"));
    assert!(
        drawn
            .description
            .contains("4 pairs of figures, none may be compared")
    );
    let zh = view(&mut engine, ALIBABA_JD, 720.0, Lang::Zh);
    assert!(
        zh.description.contains("4组数据，均不可比"),
        "{}",
        zh.description
    );
    // The drawing says it too, so that it stays in every picture.
    let said = furrow::paint::svg(
        &drawn.scene,
        furrow::scene::Palette::Light,
        &furrow::paint::SvgOptions {
            id_prefix: "",
            alt: None,
            lang: "en",
        },
    );
    assert!(said.contains("Not comparable"), "{said}");
    // Every tooltip's figure stands in the table, with whose and what it is.
    for reading in drawn.readings.iter().flat_map(|reading| &reading.rows) {
        let has = |row: &&Vec<String>| row[0].starts_with(&reading.label);
        assert!(drawn.table.rows.iter().any(|row| has(&row)), "{reading:?}");
    }
    let heights = page(&mut engine, Lang::En);
    assert!(
        heights
            .sections
            .iter()
            .any(|section| section.id == "alibaba-and-jd")
    );
}
