//! Decides a matrix: a row a category, a column a category or a period, coloured by classes.

use super::comparable::{comparable, kept};
use super::series::{categories, point_of};
use crate::chart::compile::kind_of;
use crate::chart::naming::label_of;
use crate::chart::{Across, ChartInput, Form, Panel, Plan, Series, Times, View};
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
    let is_timed = kind_of(x, input.table) == FieldType::Temporal;
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
    let row_of = |label: &String| {
        let mut points = Vec::new();
        for observation in &found {
            if label_of(input, &y_field, observation.row) != *label {
                continue;
            }
            if let Some((x, heading)) = column_of(observation)
                && points.iter().all(|p: &crate::chart::Point| p.x != x)
            {
                points.push(point_of(observation, x, heading));
            }
        }
        sort(&mut points, &|a, b| a.x.total_cmp(&b.x));
        Series {
            key: label.clone(),
            label: label.clone(),
            token: Token::Ramp(5),
            points,
            targets: Vec::new(),
            absent: Vec::new(),
        }
    };
    let series: Vec<Series> = names.iter().map(row_of).collect();
    let unit = found.first().map_or(Unit::COUNT, |o| o.unit.clone());
    let values: Vec<f64> = found.iter().map(|o| o.value.value).collect();
    Plan {
        form: Form::Matrix,
        panels: vec![Panel {
            title: String::new(),
            mark: MarkType::Rect,
            points: false,
            stacking: Stacking::Apart,
            across: Across::Band(columns),
            unit,
            scale: ValueScale::default(),
            classes: Some(Classes::of(&values)),
            series,
        }],
        n_columns: 1,
        notes: Vec::new(),
        definitions_differ: false,
        choices: Vec::new(),
        split_by_definition: is_split,
        stack_refused: None,
        scale_refused: None,
        log_offer: None,
        times: Times::default(),
        view: View::default(),
    }
}
