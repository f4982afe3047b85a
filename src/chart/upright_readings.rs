//! Readings of an upright chart: every time or category once, all its series together.

use super::canvas::Plot;
use super::plan::{Panel, Point, Series};
use super::reading::{Dot, Reading, ReadingRow, figure_text};
use super::stack::total;
use super::upright::{Context, HEADROOM, Place, below, joined};
use crate::data::Lang;
use crate::scene::{Hit, Token};
use crate::words::figures;

/// The most readings of one panel.
const MOST_READINGS: usize = 1000;

/// The readings of a panel from left to right.
pub(super) fn panel_readings(
    context: &Context<'_>,
    plot: &Plot,
    place: Place,
) -> (Vec<Hit>, Vec<Reading>) {
    let panel = context.panel;
    let mut xs: Vec<f64> = panel
        .series
        .iter()
        .flat_map(|s| {
            let due = s.targets.iter().map(|t| f64::from(t.due.start_day));
            let absent = s.absent.iter().map(|a| a.point.x);
            s.points.iter().map(|p| p.x).chain(due).chain(absent)
        })
        .collect();
    crate::data::sort(&mut xs, &f64::total_cmp);
    xs.dedup();
    // A pointer cannot tell more places apart than there are px.
    let step = xs.len().div_ceil(MOST_READINGS).max(1);
    let xs: Vec<f64> = xs.into_iter().step_by(step).collect();
    let frame = plot.frame;
    let area = (
        place.left,
        frame.top - HEADROOM,
        place.left + place.width,
        frame.bottom + below(context.plan),
    );
    let mut hits = Vec::new();
    let mut readings = Vec::new();
    for at in xs {
        let (x, _) = plot.px(at, frame.y.0);
        let reading = reading_at(context, plot, at);
        hits.push(Hit {
            x,
            y: f64::midpoint(frame.top, frame.bottom),
            area,
            by_x: true,
        });
        readings.push(Reading {
            crosshair: Some((frame.top, frame.bottom)),
            ..reading
        });
    }
    (hits, readings)
}

/// Whose figure it is.
fn named(series: &Series, point: &Point) -> String {
    match (point.name.as_str(), series.label.as_str()) {
        (name, "") => name.to_owned(),
        ("", label) => label.to_owned(),
        (name, label) => [name, " · ", label].concat(),
    }
}

fn reading_at(context: &Context<'_>, plot: &Plot, at: f64) -> Reading {
    let (panel, words) = (context.panel, figures(context.lang));
    let mut heading = String::new();
    let mut found: Vec<(f64, ReadingRow, Dot)> = Vec::new();
    for series in &panel.series {
        for point in series.points.iter().filter(|p| p.x == at) {
            heading.clone_from(&point.heading);
            let (x, y) = plot.px(point.x, point.end());
            let row = ReadingRow {
                token: series.token,
                label: named(series, point),
                value: figure_text(panel, point, context.lang),
                detail: joined(&[(words.status)(point.status), &point.note]),
                source: point.source.clone(),
            };
            found.push((
                point.end(),
                row,
                Dot {
                    x,
                    y,
                    token: series.token,
                },
            ));
        }
        for announced in series
            .targets
            .iter()
            .filter(|t| f64::from(t.due.start_day) == at)
        {
            let (x, y) = plot.px(at, announced.value.value);
            if heading.is_empty() {
                heading = announced.due.text(context.lang);
            }
            let value = context.text(announced.value);
            let lang = context.lang;
            let words = if announced.announced.start_day < announced.due.start_day {
                let since = announced.announced.text(lang);
                (words.target_announced)(&value, &announced.due.text(lang), &since)
            } else {
                (words.target)(&value, &announced.due.text(lang))
            };
            let row = ReadingRow {
                token: series.token,
                label: series.label.clone(),
                value: words,
                detail: announced.note.clone(),
                source: announced.source.clone(),
            };
            found.push((
                announced.value.value,
                row,
                Dot {
                    x,
                    y,
                    token: series.token,
                },
            ));
        }
    }
    crate::data::sort(&mut found, &|a, b| b.0.total_cmp(&a.0));
    let (mut rows, dots): (Vec<ReadingRow>, Vec<Dot>) =
        found.into_iter().map(|(_, row, dot)| (row, dot)).unzip();
    for series in &panel.series {
        for absent in series.absent.iter().filter(|a| a.point.x == at) {
            heading.clone_from(&absent.point.heading);
            rows.push(ReadingRow {
                token: series.token,
                label: series.label.clone(),
                value: absent.words.clone(),
                detail: String::new(),
                source: absent.point.source.clone(),
            });
        }
    }
    sum_up(panel, at, context.lang, &mut rows);
    if !context.plan.view.label.is_empty() {
        heading = [heading.as_str(), " · ", &context.plan.view.label].concat();
    }
    Reading {
        heading,
        dots,
        crosshair: None,
        rows,
    }
}

/// Of a stack: its total before the parts, and the parts that are missing after them.
pub(super) fn sum_up(panel: &Panel, at: f64, lang: Lang, rows: &mut Vec<ReadingRow>) {
    if !panel.is_stacked() {
        return;
    }
    let words = figures(lang);
    let row = |token: Token, label: &str, value: String, detail: &str| ReadingRow {
        token,
        label: label.to_owned(),
        value,
        detail: detail.to_owned(),
        source: String::new(),
    };
    for series in &panel.series {
        if series.points.iter().all(|p| p.x != at) {
            let value = words.not_available.to_owned();
            rows.push(row(series.token, &series.label, value, ""));
        }
    }
    if let Some(total) = total(panel, at) {
        let view = panel.unit.view(lang);
        let value = view.text(total.value.value, total.value.decimals);
        let value = format!("{}{value}", total.bound.sign());
        let status = (words.status)(total.status);
        rows.insert(0, row(Token::Ink, words.total, value, status));
    }
}
