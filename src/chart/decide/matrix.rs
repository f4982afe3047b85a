//! Decides a matrix: a row a category, a column a category or a period, coloured by classes.

use super::comparable::{comparable, kept};
use super::series::{categories, point_of};
use crate::chart::naming::label_of;
use crate::chart::{Across, ChartInput, Form, Panel, Plan, Series};
use crate::data::{Nature, Unit, sort};
use crate::scale::{Classes, ValueScale};
use crate::scene::Token;
use crate::spec::{Field, FieldType, MarkType, Stacking};
use crate::transform::Observation;

/// A cell a column and row; of several figures for one cell the latest is shown.
pub(in crate::chart) fn matrix(
    input: &ChartInput<'_>,
    (x, y): (&Field, &Field),
    color: &Field,
    rows: &[usize],
) -> Plan {
    let name = |field: &Field| field.field.clone().unwrap_or_default();
    let (x_field, y_field) = (name(x), name(y));
    let is_timed = x.kind_in(input.table) == FieldType::Temporal;
    let time_field = is_timed.then_some(x_field.as_str());
    let mut found = kept(input, &name(color), time_field, rows);
    found.retain(|o| o.nature != Nature::Target);
    let first = found.first().map(|o| comparable(input, o));
    let n_before = found.len();
    found.retain(|o| Some(comparable(input, o)) == first);
    let is_split = n_before > found.len();
    // Columns of time are in its order; others and rows as the author sorts them.
    let columns = if is_timed {
        let mut times: Vec<_> = found.iter().filter_map(|o| o.time).collect();
        sort(&mut times, &|a, b| a.cmp(b));
        times.dedup();
        times.iter().map(|time| time.text(input.lang)).collect()
    } else {
        categories(input, x, &found, false)
    };
    let names = categories(input, y, &found, false);
    if !is_timed {
        sort(&mut found, &|a, b| b.time.cmp(&a.time));
    }
    let column_of = |o: &Observation| {
        let label = match o.time.filter(|_| is_timed) {
            Some(time) => time.text(input.lang),
            None => label_of(input, &x_field, o.row),
        };
        let idx = columns.iter().position(|known| *known == label)?;
        Some((idx as f64, label))
    };
    let empty = |label: String| Series {
        key: label.clone(),
        label,
        token: Token::Ramp(5),
        points: Vec::new(),
        targets: Vec::new(),
        absent: Vec::new(),
    };
    let mut series: Vec<Series> = names.into_iter().map(empty).collect();
    for observation in &found {
        let label = label_of(input, &y_field, observation.row);
        let row = series.iter_mut().find(|series| series.label == label);
        if let (Some(row), Some((x, heading))) = (row, column_of(observation))
            && row.points.iter().all(|point| point.x != x)
        {
            row.points.push(point_of(observation, x, heading));
        }
    }
    for row in &mut series {
        sort(&mut row.points, &|a, b| a.x.total_cmp(&b.x));
    }
    let unit = found.first().map_or(Unit::COUNT, |o| o.unit.clone());
    let values: Vec<f64> = found.iter().map(|o| o.value.value).collect();
    let panel = Panel {
        title: String::new(),
        mark: MarkType::Rect,
        points: false,
        stacking: Stacking::Apart,
        across: Across::Band(columns),
        unit,
        scale: ValueScale::default(),
        classes: Some(Classes::of(&values)),
        series,
    };
    Plan {
        split_by_definition: is_split,
        ..Plan::of(Form::Matrix, panel)
    }
}
