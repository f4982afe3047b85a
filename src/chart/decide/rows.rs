//! Decides a chart of rows: a category a row, the latest figure of each.

use super::comparable::{Comparable, comparable, definitions_differ, kept};
use super::periods::times_of;
use super::scales::rows_scale;
use super::series::{categories, series_field, series_of};
use crate::chart::compile::data_mark;
use crate::chart::naming::{Colors, label_of};
use crate::chart::stack::{stack, stacking};
use crate::chart::{Across, ChartInput, Form, Panel, Plan};
use crate::data::{Nature, Unit};
use crate::scale::ValueScale;
use crate::spec::{Field, MarkType, Stacking};
use crate::transform::Observation;

/// A row a category; of several figures for one category the latest is shown.
pub(in crate::chart) fn rows(input: &ChartInput<'_>, x: &Field, y: &Field, rows: &[usize]) -> Plan {
    let category = y.field.as_deref().unwrap_or_default();
    let mut found = kept(input, x.field.as_deref().unwrap_or_default(), None, rows);
    let times = times_of(input, &found);
    found.retain(|o| times.show(o.time));
    crate::data::sort(&mut found, &|a, b| b.time.cmp(&a.time));
    let key = |o: &Observation| {
        series_field(input)
            .filter(|_| data_mark(input.spec).0 == MarkType::Bar)
            .and_then(|name| input.table.column(name))
            .map(|c| c.display(o.row))
    };
    let wanted = match found.first() {
        Some(first) => stacking(input, x, &first.unit),
        None => (Stacking::Apart, None),
    };
    let stacked = wanted.0 != Stacking::Apart;
    // Names are made once: there may be thousands of older figures.
    let mut names: Vec<(String, Option<String>)> = Vec::new();
    let mut latest: Vec<Observation> = Vec::new();
    for observation in found {
        let name = (
            label_of(input, category, observation.row),
            key(&observation),
        );
        let mut beside = names
            .iter()
            .zip(&latest)
            .filter(|((label, _), _)| *label == name.0);
        // Parts of one time stand on each other; a part of another time is missing.
        if beside.all(|((_, key), o)| *key != name.1 && (!stacked || o.time == observation.time)) {
            names.push(name);
            latest.push(observation);
        }
    }
    crate::data::sort(&mut latest, &|a, b| a.row.cmp(&b.row));
    // Other units, other natures and, unless wished, other definitions do not share the axis.
    let first = latest.first().map(|o| comparable(input, o));
    let n_before = latest.len();
    latest.retain(|o| o.nature != Nature::Target && Some(comparable(input, o)) == first);
    let mut sorted = y.clone();
    if sorted.sort.is_none() && data_mark(input.spec).0 == MarkType::Bar {
        sorted.sort = Some(serde_json::Value::from("-x"));
    }
    let labels = categories(input, &sorted, &latest, stacked);
    let mut colors = Colors::of(input);
    let across = Across::Band(labels);
    let mut series = series_of(input, &mut colors, &across, category, &latest, false);
    let (stacking, stack_refused) = stack(&mut series, wanted);
    let unit = latest.first().map_or(Unit::COUNT, |o| o.unit.clone());
    let groups: Vec<(Comparable, Vec<Observation>)> =
        first.into_iter().map(|key| (key, latest.clone())).collect();
    let panel = Panel {
        title: String::new(),
        mark: data_mark(input.spec).0,
        points: true,
        stacking,
        across,
        unit,
        scale: ValueScale::default(),
        classes: None,
        series,
    };
    Plan {
        definitions_differ: input.block.together && definitions_differ(input, &groups),
        split_by_definition: n_before > latest.len(),
        stack_refused,
        scale_refused: rows_scale(x),
        times,
        ..Plan::of(Form::Rows, panel)
    }
}
