//! Decides a map of tiles: the latest figure of each of China's regions, by classes.

use std::collections::BTreeMap;

use super::comparable::{comparable, kept};
use super::periods::times_of;
use super::series::point_of;
use crate::chart::china::{REGIONS, region_of};
use crate::chart::naming::label_of;
use crate::chart::{Across, ChartInput, Form, Panel, Plan, Point, Series, View};
use crate::data::{Lang, Nature, Period, Unit, sort};
use crate::scale::{Classes, ValueScale};
use crate::scene::Token;
use crate::spec::{Field, MarkType, Stacking};
use crate::transform::Observation;
use crate::words::figures;

/// Names in a remark; the rest is counted.
const MOST_NAMED: usize = 6;

/// A tile a region; of several figures of one region the latest is shown.
pub(in crate::chart) fn tiles(
    input: &ChartInput<'_>,
    region: &Field,
    color: &Field,
    rows: &[usize],
) -> Plan {
    let region_field = region.field.as_deref().unwrap_or_default();
    let value_field = color.field.as_deref().unwrap_or_default();
    let mut found = kept(input, value_field, None, rows);
    found.retain(|o| o.nature != Nature::Target);
    let times = times_of(input, &found);
    sort(&mut found, &|a, b| b.time.cmp(&a.time));
    let cell = |row: usize| {
        let column = input.table.column(region_field);
        column.map(|c| c.display(row)).unwrap_or_default()
    };
    // By the name as written, or as the report translates it; each is looked up once.
    let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
    let mut region_at = |row: usize| {
        let name = cell(row);
        let found = known.get(&name).copied();
        found.unwrap_or_else(|| {
            let translated = || region_of(&label_of(input, region_field, row));
            let found = region_of(&name).or_else(translated);
            known.insert(name, found);
            found
        })
    };
    let mut elsewhere: Vec<String> = Vec::new();
    let mut latest: Vec<(usize, &Observation)> = Vec::new();
    for observation in found.iter().filter(|o| times.show(o.time)) {
        let label = label_of(input, region_field, observation.row);
        match region_at(observation.row) {
            Some(idx) if latest.iter().all(|(known, _)| *known != idx) => {
                latest.push((idx, observation));
            }
            Some(_) => {}
            None if elsewhere.contains(&label) => {}
            None => elsewhere.push(label),
        }
    }
    let first = latest.first().map(|(_, o)| comparable(input, o));
    let n_before = latest.len();
    latest.retain(|(_, o)| Some(comparable(input, o)) == first);
    sort(&mut latest, &|a, b| a.0.cmp(&b.0));
    let unit = latest.first().map_or(Unit::COUNT, |(_, o)| o.unit.clone());
    // Of all periods: the classes stay while a reader steps through them.
    let values: Vec<f64> = found
        .iter()
        .filter(|o| Some(comparable(input, o)) == first && region_at(o.row).is_some())
        .map(|o| o.value.value)
        .collect();
    let point = |(idx, o): &(usize, &Observation)| {
        point_of(o, *idx as f64, label_of(input, region_field, o.row))
    };
    let series = Series {
        key: String::new(),
        label: String::new(),
        token: Token::Ramp(5),
        points: latest.iter().map(point).collect(),
        targets: Vec::new(),
        absent: Vec::new(),
    };
    let name = |region: &crate::chart::china::Region| match input.lang {
        Lang::Zh => region.zh.to_owned(),
        Lang::En => region.en.to_owned(),
    };
    let remarks = remarks(input, &series.points, elsewhere);
    let panel = Panel {
        title: String::new(),
        mark: MarkType::Tiles,
        points: false,
        stacking: Stacking::Apart,
        across: Across::Band(REGIONS.iter().map(name).collect()),
        unit,
        scale: ValueScale::default(),
        classes: Some(Classes::of(&values)),
        series: vec![series],
    };
    Plan {
        split_by_definition: n_before > latest.len(),
        times,
        view: View {
            remarks,
            ..View::default()
        },
        ..Plan::of(Form::Tiles, panel)
    }
}

/// What a reader of the map must know: who has an older figure only, and what is not on it.
fn remarks(input: &ChartInput<'_>, points: &[Point], elsewhere: Vec<String>) -> Vec<String> {
    let words = figures(input.lang);
    let newest = points.iter().filter_map(|point| point.time).max();
    let older: Vec<String> = points
        .iter()
        .filter(|point| point.time < newest)
        .map(|point| named_time(&point.heading, point.time, input.lang))
        .collect();
    let mut out = Vec::new();
    if let Some(newest) = newest.filter(|_| !older.is_empty()) {
        let list = shortened(older, input.lang);
        out.push((words.older_than)(&newest.text(input.lang), &list));
    }
    if !elsewhere.is_empty() {
        out.push((words.not_on_map)(&shortened(elsewhere, input.lang)));
    }
    out
}

fn named_time(name: &str, time: Option<Period>, lang: Lang) -> String {
    let when = time.map(|t| t.text(lang)).unwrap_or_default();
    match lang {
        Lang::En => format!("{name} ({when})"),
        Lang::Zh => format!("{name}（{when}）"),
    }
}

/// The first names of a list, and how many more there are.
fn shortened(mut names: Vec<String>, lang: Lang) -> String {
    let more = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    if more > 0 {
        names.push((crate::words::derive_words(lang).more)(more));
    }
    (figures(lang).list)(&names)
}
