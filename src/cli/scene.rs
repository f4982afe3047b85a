//! `furrow scene`: what one chart shows, for people, for programs, or as Vega-Lite.

use std::path::Path;

use serde_json::Value;

use super::Outcome;
use super::args::Args;
use super::console;
use super::error::CliError;
use super::session::{Session, chart_ids};
use super::source::read_report;
use crate::engine::ChartOutline;

pub(super) const OPTIONS: &[&str] = &["--chart", "--width", "--lang"];
pub(super) const FLAGS: &[&str] = &["--json", "--expanded"];

pub(super) const HELP: &str = "\
Says what one chart shows: its panels with their scales, ticks and marks, each mark with the
figure behind it, and the entries of its legend.

Usage: furrow scene REPORT [--chart ID] [--json | --expanded] [--width PX] [--lang en|zh]

  REPORT          a folder with a datapackage.json, or one data file
  --chart ID      the chart's id; not needed where there is one chart
  --json          the same for programs; places are in px from the plot's corner, times in
                  milliseconds since 1970 in UTC
  --expanded      the chart's spec as it was decided, with nothing left open: rows, order,
                  domains and ticks are written out, and Vega-Lite draws the same chart from it
  --width PX      the width of the chart, 280 to 1920; 720 without it
  --lang en|zh    the language; without it the report's own

  furrow scene public/data/rural-ecommerce --chart rural-retail
  furrow scene public/data/rural-ecommerce --chart rural-retail --expanded > retail.vl.json

Exit codes: 0 said, 2 failed.
";

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let report = read_report(Path::new(args.file()?))?;
    let width = args.width(280, 1920)?;
    let lang = args.lang()?.unwrap_or(report.lang);
    let mut session = Session::open(report.files)?;
    let available = chart_ids(&session.page(lang)?);
    let chart = match (args.option("--chart"), available.as_slice()) {
        (Some(chart), _) => chart.to_owned(),
        (None, [only]) => only.clone(),
        (None, _) => {
            let what = format!("which chart? `--chart` is one of {}", available.join(", "));
            return Err(args.usage(&what));
        }
    };
    if !available.contains(&chart) {
        return Err(CliError::NoChart { chart, available });
    }
    let outline = session.outline(&chart, lang, width)?;
    let text = if args.has("--expanded") {
        pretty(&outline.expanded)
    } else if args.has("--json") {
        pretty(&serde_json::to_value(&outline).unwrap_or_default())
    } else {
        lines(&outline)
    };
    console::print(&text)?;
    Ok(Outcome::Done)
}

fn pretty(json: &Value) -> String {
    format!("{json:#}\n")
}

/// The outline for people: a line a thing.
fn lines(outline: &ChartOutline) -> String {
    let mut out = vec![format!("{}: {}", outline.id, outline.title)];
    out.push(outline.subtitle.clone());
    for (idx, panel) in outline.body.panels.iter().enumerate() {
        let [left, top, width, height] = panel.plot;
        let title = &panel.title;
        out.push(format!(
            "panel {} {title}: {width} × {height} px at {left}, {top}",
            idx + 1
        ));
        for (name, axis) in [("x", &panel.x), ("y", &panel.y)] {
            let domain: Vec<String> = axis.domain.iter().map(plain).collect();
            let ticks: Vec<&str> = axis.ticks.iter().map(|tick| tick.text.as_str()).collect();
            out.push(format!(
                "  {name} {} {}: {}; ticks: {}",
                axis.scale,
                axis.field,
                domain.join(", "),
                ticks.join(", ")
            ));
        }
        for mark in &panel.marks {
            let places: Vec<String> = [mark.x, mark.y, mark.x2, mark.y2]
                .into_iter()
                .flatten()
                .map(|px| px.to_string())
                .collect();
            out.push(format!(
                "  {} {} {} at {}",
                mark.mark,
                mark.series,
                cells(&mark.datum),
                places.join(", ")
            ));
            for vertex in &mark.vertices {
                let sign = if vertex.joined { "–" } else { "·" };
                let cells = cells(&vertex.datum);
                out.push(format!("    {sign} {cells} at {}, {}", vertex.x, vertex.y));
            }
        }
    }
    let swatches = outline.body.legend.iter();
    let legend: Vec<&str> = swatches.map(|swatch| swatch.label.as_str()).collect();
    if !legend.is_empty() {
        out.push(format!("legend: {}", legend.join(", ")));
    }
    out.retain(|line| !line.is_empty());
    out.join("\n") + "\n"
}

fn cells(datum: &serde_json::Map<String, Value>) -> String {
    let cell = |(name, value): (&String, &Value)| format!("{name}={}", plain(value));
    datum.iter().map(cell).collect::<Vec<_>>().join(" ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "–".to_owned(),
        other => other.to_string(),
    }
}
