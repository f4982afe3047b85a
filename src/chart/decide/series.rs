//! Series and their points: who is shown, in which order, where each figure stands.

use crate::chart::naming::{Colors, label_of};
use crate::chart::{Across, ChartInput, Choice, Point, Series, Target};
use crate::data::{Grain, Nature, Period, sort};
use crate::spec::{Encoding, Field};
use crate::transform::Observation;

/// The field that tells series apart.
pub(super) fn series_field<'a>(input: &ChartInput<'a>) -> Option<&'a str> {
    series_channel(&input.spec.encoding)
}

/// The field of an encoding that tells series apart; a column is left in it only where two
/// entities stand beside each other.
pub(in crate::chart) fn series_channel(encoding: &Encoding) -> Option<&str> {
    encoding
        .column
        .as_ref()
        .or(encoding.color.as_ref())
        .or(encoding.detail.as_ref())
        .or(encoding.x_offset.as_ref())
        .or(encoding.y_offset.as_ref())
        .and_then(|f| f.field.as_deref())
}

/// Keeps the entity of a row among the reader's choices.
pub(super) fn note_choice(
    input: &ChartInput<'_>,
    choices: &mut Vec<Choice>,
    colors: &mut Colors<'_>,
    row: usize,
) {
    let Some(field) = series_field(input) else {
        return;
    };
    let key = input
        .table
        .column(field)
        .map(|c| c.display(row))
        .unwrap_or_default();
    if choices.iter().all(|choice| choice.key != key) {
        let (label, token) = (label_of(input, field, row), colors.token(&key));
        let shown = input.shown.is_empty() || input.shown.contains(&key);
        choices.push(Choice {
            key,
            label,
            token,
            shown,
        });
    }
}

/// Choices as a reader has them: of one alone there is none.
pub(super) fn offered(choices: Vec<Choice>) -> Vec<Choice> {
    match choices.len() {
        0 | 1 => Vec::new(),
        _ => choices,
    }
}

/// Whether the reader has chosen the entity of a row.
pub(super) fn is_shown(input: &ChartInput<'_>, row: usize) -> bool {
    let Some(field) = series_field(input) else {
        return true;
    };
    let key = input
        .table
        .column(field)
        .map(|c| c.display(row))
        .unwrap_or_default();
    input.shown.is_empty() || input.shown.contains(&key)
}

/// The categories of a field, in the order that the author or the house theme asks for.
pub(super) fn categories(
    input: &ChartInput<'_>,
    field: &Field,
    list: &[Observation],
    stacked: bool,
) -> Vec<String> {
    let name = field.field.as_deref().unwrap_or_default();
    let mut out: Vec<(String, f64)> = Vec::new();
    for observation in list {
        let label = label_of(input, name, observation.row);
        match out.iter_mut().find(|(known, _)| *known == label) {
            Some((_, sum)) if stacked => *sum += observation.value.value,
            Some(_) => {}
            None => out.push((label, observation.value.value)),
        }
    }
    match field.sort.as_ref().and_then(|s| s.as_str()) {
        Some("x" | "y") => sort(&mut out, &|a, b| a.1.total_cmp(&b.1)),
        Some("-x" | "-y") => sort(&mut out, &|a, b| b.1.total_cmp(&a.1)),
        _ => {}
    }
    out.into_iter().map(|(label, _)| label).collect()
}

/// The series of a panel, each with its figures and targets in order.
pub(super) fn series_of(
    input: &ChartInput<'_>,
    colors: &mut Colors<'_>,
    across: &Across,
    x_field: &str,
    list: &[Observation],
    all_years: bool,
) -> Vec<Series> {
    let field = series_field(input);
    let mut out: Vec<Series> = Vec::new();
    for observation in list {
        let cell = |name: &str| input.table.column(name).map(|c| c.display(observation.row));
        let key = field.and_then(cell).unwrap_or_default();
        let idx = match out.iter().position(|series| series.key == key) {
            Some(idx) => idx,
            None => {
                let entity = input
                    .roles
                    .entity
                    .as_deref()
                    .and_then(cell)
                    .unwrap_or_default();
                let (label, token) = match field {
                    Some(name) => (label_of(input, name, observation.row), colors.token(&key)),
                    None => (String::new(), colors.token(&entity)),
                };
                let (points, targets) = (Vec::new(), Vec::new());
                out.push(Series {
                    key,
                    label,
                    token,
                    points,
                    targets,
                    absent: Vec::new(),
                });
                out.len() - 1
            }
        };
        if observation.nature == Nature::Target {
            if let Some(announced) = observation.time {
                let due = observation.due.unwrap_or(announced);
                out[idx].targets.push(Target {
                    row: observation.row,
                    announced,
                    due,
                    value: observation.value,
                    note: observation.note.clone(),
                    source: observation.source.clone(),
                });
            }
            continue;
        }
        let (x, heading) = match across {
            Across::Time => match observation.time {
                Some(time) => (day_of(time, all_years), time.text(input.lang)),
                None => continue,
            },
            Across::Band(labels) => {
                let label = label_of(input, x_field, observation.row);
                let idx = labels.iter().position(|known| *known == label).unwrap_or(0);
                (idx as f64, label)
            }
            Across::Linear(measures) => match input
                .table
                .column(x_field)
                .and_then(|c| c.number(observation.row))
            {
                Some(n) => (
                    n.value,
                    measures.unit.view(input.lang).text(n.value, n.decimals),
                ),
                None => continue,
            },
        };
        let mut point = point_of(observation, x, heading);
        if let (Across::Linear(_), Some(entity)) = (across, &input.roles.entity)
            && field != Some(entity)
        {
            point.name = label_of(input, entity, observation.row);
        }
        out[idx].points.push(point);
    }
    for series in &mut out {
        sort(&mut series.points, &|a, b| a.x.total_cmp(&b.x));
        sort(&mut series.targets, &|a, b| {
            a.due.start_day.cmp(&b.due.start_day)
        });
    }
    out
}

/// Whether every time of figures and targets is a whole year.
pub(super) fn are_years<'a>(mut list: impl Iterator<Item = &'a Observation>) -> bool {
    list.all(|o| {
        let mut times = [o.time, o.due].into_iter().flatten();
        times.all(|time| time.grain == Grain::Year)
    })
}

/// Where a time stands: whole years at their first day where all are years, and
/// every longer period in its middle where days stand beside it.
fn day_of(time: Period, all_years: bool) -> f64 {
    let half = match time.grain {
        _ if all_years => 0.0,
        Grain::Year => 182.0,
        Grain::Half => 91.0,
        Grain::Quarter => 45.0,
        Grain::Month => 15.0,
        Grain::Week => 3.0,
        Grain::Day => 0.0,
    };
    f64::from(time.start_day) + half
}

/// A figure at a place under a heading.
pub(super) fn point_of(observation: &Observation, x: f64, heading: String) -> Point {
    Point {
        row: observation.row,
        x,
        time: observation.time,
        heading,
        name: String::new(),
        value: observation.value,
        base: 0.0,
        extent: observation.value.value,
        status: observation.status,
        bound: observation.bound,
        note: observation.note.clone(),
        source: observation.source.clone(),
        after_gap: false,
    }
}
