//! Scales: what an axis shows, and what it says where it cannot have the one that was asked for.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::chart::{Outline, OutlineAxis};
use furrow::data::Lang;
use furrow::engine::{ChartRequest, ChartView, Engine, Request, Response};
use support::{opened, request};

const REPORT: &str = "tests/plots/specs";

fn outline(chart: &str) -> Outline {
    let request = request(chart, 720.0, Lang::En);
    opened(REPORT).outline(&request).unwrap().body
}

fn values(axis: &OutlineAxis) -> Vec<f64> {
    axis.ticks
        .iter()
        .map(|t| t.value.as_f64().unwrap())
        .collect()
}

fn texts(axis: &OutlineAxis) -> Vec<&str> {
    axis.ticks.iter().map(|tick| tick.text.as_str()).collect()
}

fn ends(axis: &OutlineAxis) -> Vec<f64> {
    axis.domain.iter().map(|v| v.as_f64().unwrap()).collect()
}

fn asked(engine: &mut Engine, chart: &str, scale: &str, view: &str) -> ChartView {
    let asked = ChartRequest {
        scale: Some(scale.to_owned()).filter(|scale| !scale.is_empty()),
        derivation: Some(view.to_owned()).filter(|view| !view.is_empty()),
        ..ChartRequest::plain(0, chart, 720.0, Lang::En)
    };
    match engine.handle(Request::Chart(asked)) {
        Response::Chart(view) => *view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_log_axis_labels_powers_and_says_so() {
    let panel = &outline("log-lines").panels[0];
    assert_eq!(
        (panel.y.scale, ends(&panel.y)),
        ("log", vec![2.0, 50_000.0])
    );
    assert_eq!(values(&panel.y), [10.0, 100.0, 1000.0, 10_000.0]);
    assert_eq!(texts(&panel.y), ["10", "100", "1,000", "10,000"]);
    // Equal ratios are equal lengths.
    let steps: Vec<f64> = panel
        .y
        .ticks
        .windows(2)
        .map(|t| t[0].at - t[1].at)
        .collect();
    assert!(
        steps.iter().all(|step| (step - steps[0]).abs() < 0.01),
        "{steps:?}"
    );
    let view = asked(&mut opened(REPORT), "log-lines", "", "");
    assert!(view.subtitle.ends_with("log scale"), "{}", view.subtitle);
    assert_eq!(view.note, "");
    let choice = view.log_scale.unwrap();
    assert_eq!(
        (choice.other.as_deref(), choice.shown),
        (Some("linear"), true)
    );
}

#[test]
fn a_reader_may_ask_for_a_log_scale_and_back() {
    let mut engine = opened(REPORT);
    let linear = asked(&mut engine, "log-lines", "linear", "");
    assert!(!linear.subtitle.contains("log"), "{}", linear.subtitle);
    let choice = linear.log_scale.unwrap();
    assert_eq!((choice.other, choice.shown), (None, false));
    // Roots are offered the logarithm as well; what spans little and bars are not.
    assert!(asked(&mut engine, "sqrt", "", "").log_scale.is_some());
    for chart in ["without-zero", "log-bars", "symlog", "stack-years"] {
        assert_eq!(asked(&mut engine, chart, "", "").log_scale, None, "{chart}");
    }
}

#[test]
fn a_scale_that_would_mislead_is_refused_with_the_reason() {
    let mut engine = opened(REPORT);
    let zero = asked(&mut engine, "log-zero", "", "");
    assert!(
        zero.note.contains("no place on a log scale"),
        "{}",
        zero.note
    );
    let bars = asked(&mut engine, "log-bars", "", "");
    assert!(bars.note.contains("read from zero"), "{}", bars.note);
    assert_eq!(outline("log-zero").panels[0].y.scale, "linear");
    let axis = &outline("log-bars").panels[0].y;
    assert_eq!((axis.scale, ends(axis)[0]), ("linear", 0.0));
    // Also where a link asks for it.
    let asked = asked(&mut engine, "symlog", "log", "");
    assert!(
        asked.note.contains("no place on a log scale"),
        "{}",
        asked.note
    );
}

#[test]
fn a_line_may_leave_zero_out_and_its_author_may_write_the_ends() {
    assert_eq!(ends(&outline("without-zero").panels[0].y), [91.0, 93.5]);
    let axis = &outline("domain").panels[0].y;
    assert_eq!((ends(axis), values(axis)[0]), (vec![50.0, 100.0], 50.0));
    let turned = &outline("reversed").panels[0].y;
    assert_eq!(ends(turned), [100.0, 0.0]);
    let places: Vec<f64> = turned.ticks.iter().map(|tick| tick.at).collect();
    assert!(
        places.windows(2).all(|pair| pair[0] < pair[1]),
        "{places:?}"
    );
}

#[test]
fn both_axes_of_points_may_be_logarithmic() {
    let panel = &outline("log-scatter").panels[0];
    assert_eq!((panel.x.scale, panel.y.scale), ("log", "log"));
    assert_eq!(panel.marks.len(), 40);
    let [_, _, width, height] = panel.plot;
    for mark in &panel.marks {
        let (x, y) = (mark.x.unwrap(), mark.y.unwrap());
        assert!(
            (-0.5..=width + 0.5).contains(&x) && (-0.5..=height + 0.5).contains(&y),
            "{mark:?}"
        );
    }
}

#[test]
fn what_is_computed_keeps_a_log_scale_only_where_it_has_a_place() {
    let mut engine = opened(REPORT);
    let index = asked(&mut engine, "log-lines", "", "index");
    assert!(index.subtitle.ends_with("log scale"), "{}", index.subtitle);
    let change = asked(&mut engine, "log-lines", "", "change");
    assert!(
        change.note.contains("no place on a log scale"),
        "{}",
        change.note
    );
}
