//! A chart in Vega-Lite with its data inside opens as a report of one chart.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::data::{InputFile, Lang};
use furrow::diag::Diagnostic;
use furrow::engine::{Engine, Request, Response};
use furrow::words::diagnostics::message;
use support::{chart_ids, page, request, root, view};

fn open(name: &str, text: &str) -> Result<(Engine, Vec<Diagnostic>), Vec<Diagnostic>> {
    let file = InputFile {
        path: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut engine = Engine::default();
    match engine.handle(Request::open(vec![file])) {
        Response::Opened { warnings, .. } => Ok((engine, warnings)),
        Response::Failed(errors) => Err(errors),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_chart_as_altair_writes_it_is_drawn() {
    let text = std::fs::read_to_string(root().join("tests/vega/altair.json")).unwrap();
    let (mut engine, warnings) = open("parcels.json", &text).unwrap();
    assert_eq!(warnings, []);
    let ids = chart_ids(&page(&mut engine, Lang::En));
    assert_eq!(ids.len(), 1);
    let found = view(&mut engine, &ids[0], 720.0, Lang::En);
    assert_eq!(found.title, "Hanfu leads in both months");
    assert_eq!(found.subtitle, "Parcels of a month");
    let rows: Vec<[&str; 3]> = found
        .table
        .rows
        .iter()
        .map(|row| [row[0].as_str(), row[1].as_str(), row[2].as_str()])
        .collect();
    let expected = [
        ["Tea", "Jan 2024", "120"],
        ["Tea", "Feb 2024", "135"],
        ["Bamboo", "Jan 2024", "80"],
        ["Hanfu", "Jan 2024", "310"],
        ["Hanfu", "Feb 2024", "290.5"],
    ];
    assert_eq!(rows, expected);
    let outline = engine.outline(&request(&ids[0], 720.0, Lang::En)).unwrap();
    let bars = outline.body.panels[0].marks.iter();
    assert_eq!(bars.filter(|mark| mark.mark == "bar").count(), 5);
}

#[track_caller]
fn check_refused(spec: &str, expected: &str) {
    let said: Vec<String> = match open("chart.json", spec) {
        Ok((_, warnings)) => warnings,
        Err(errors) => errors,
    }
    .iter()
    .map(|found| {
        let path = found.place.path.clone().unwrap_or_default();
        format!("{path}: {}", message(found, Lang::En))
    })
    .collect();
    assert!(
        said.iter().any(|text| text.contains(expected)),
        "{expected} is not in {said:#?}"
    );
}

#[test]
fn what_a_chart_asks_for_and_cannot_have_is_named_by_its_path() {
    let encoding = r#""encoding":{"x":{"field":"a","type":"nominal"},"y":{"field":"b","type":"quantitative"}}"#;
    let values = r#"{"values":[{"a":"p","b":1},{"a":"q","b":2}]}"#;
    check_refused(
        &format!(r#"{{"mark":"bar","data":{{"url":"cars.json"}},{encoding}}}"#),
        "/data/url: ",
    );
    check_refused(
        &format!(r#"{{"mark":"arc","data":{values},{encoding}}}"#),
        "/mark: ",
    );
    let steps = r#"[{"window":[{"op":"sum","field":"c","as":"s"}]}]"#;
    check_refused(
        &format!(r#"{{"mark":"bar","data":{values},"transform":{steps},{encoding}}}"#),
        "/transform/0/window/0/field: ",
    );
    let steps = r#"[{"lookup":"a","from":{"data":{"name":"other"},"key":"k"}}]"#;
    check_refused(
        &format!(r#"{{"mark":"bar","data":{values},"transform":{steps},{encoding}}}"#),
        "/transform/0",
    );
}

#[test]
fn records_without_a_chart_stay_a_table() {
    let (mut engine, _) = open("plain.json", r#"[{"mark":"a","n":1},{"mark":"b","n":2}]"#).unwrap();
    assert!(chart_ids(&page(&mut engine, Lang::En)).len() < 2);
}
