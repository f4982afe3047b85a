//! Decides an upright chart: panels by what may share an axis, series by colour.

use super::comparable::{Comparable, comparable, definitions_differ, kept};
use super::series::{categories, is_shown, note_choice, series_of};
use crate::chart::compile::{data_mark, kind_of};
use crate::chart::naming::{Colors, label_of, written_label};
use crate::chart::stack::{stack, stacking};
use crate::chart::{Across, ChartInput, Form, Measures, Panel, Plan, TimeNote};
use crate::data::{Grain, Nature, Period, Unit};
use crate::spec::{Field, FieldType, MarkType, Stacking};
use crate::transform::Observation;

/// The plan of values over times, categories or numbers.
pub(in crate::chart) fn upright(
    input: &ChartInput<'_>,
    x: &Field,
    y: &Field,
    rows: &[usize],
) -> Plan {
    let x_field = x.field.as_deref().unwrap_or_default();
    let across_kind = kind_of(x, input.table);
    let time_field = (across_kind == FieldType::Temporal).then_some(x_field);
    let found = kept(
        input,
        y.field.as_deref().unwrap_or_default(),
        time_field,
        rows,
    );
    let (mark, point) = data_mark(input.spec);
    let mut groups: Vec<(Comparable, Vec<Observation>)> = Vec::new();
    let mut colors = Colors::of(input);
    let mut choices = Vec::new();
    for observation in found {
        note_choice(input, &mut choices, &mut colors, observation.row);
        if !is_shown(input, observation.row) {
            continue;
        }
        let key = comparable(input, &observation);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, list)) => list.push(observation),
            None => groups.push((key, vec![observation])),
        }
    }
    let all_years = groups.iter().flat_map(|(_, list)| list).all(|o| {
        [o.time, o.due]
            .into_iter()
            .flatten()
            .all(|time| time.grain == Grain::Year)
    });
    let has_facet = input.spec.encoding.facet.is_some();
    let n_facets = groups
        .iter()
        .enumerate()
        .filter(|(idx, (key, _))| {
            groups[..*idx]
                .iter()
                .all(|(other, _)| other.facet != key.facet)
        })
        .count();
    let split_by_definition = groups.len() > n_facets;
    let many = groups.len() > 1;
    let mut stack_refused = None;
    let panels = groups
        .iter()
        .map(|(key, list)| {
            let title = if many || has_facet {
                panel_title(input, key, list)
            } else {
                String::new()
            };
            let wanted = stacking(input, y, &key.unit);
            let across = match across_kind {
                FieldType::Temporal => Across::Time,
                FieldType::Quantitative => Across::Linear(measures(input, x, y)),
                _ => Across::Band(categories(input, x, list, wanted.0 != Stacking::Apart)),
            };
            let mut series = series_of(input, &mut colors, &across, x_field, list, all_years);
            let (stacking, refused) = stack(&mut series, wanted);
            stack_refused = stack_refused.or(refused);
            let stacked = stacking != Stacking::Apart;
            let most = series.iter().map(|s| s.points.len()).max().unwrap_or(0);
            let points = shows_points(mark, point, most);
            // Areas over each other hide each other; their lines do not.
            let mark = match mark {
                MarkType::Area if !stacked && series.len() > 1 => MarkType::Line,
                _ => mark,
            };
            Panel {
                title,
                mark,
                points,
                stacked,
                normalized: stacking == Stacking::Normalize,
                across,
                unit: key.unit.clone(),
                series,
            }
        })
        .collect();
    Plan {
        form: Form::Upright,
        panels,
        n_columns: input
            .spec
            .encoding
            .facet
            .as_ref()
            .and_then(|f| f.columns)
            .unwrap_or(2)
            .max(1),
        notes: notes(input),
        definitions_differ: input.block.together && definitions_differ(input, &groups),
        choices: if choices.len() > 1 {
            choices
        } else {
            Vec::new()
        },
        split_by_definition,
        stack_refused,
    }
}

/// Whether figures are marked one by one: where the author is silent, on a line with few of them.
fn shows_points(mark: MarkType, written: Option<bool>, n_points: usize) -> bool {
    match mark {
        MarkType::Line => written.unwrap_or(n_points < 25),
        MarkType::Area => written.unwrap_or(false),
        _ => true,
    }
}

/// What the two axes measure.
fn measures(input: &ChartInput<'_>, x: &Field, y: &Field) -> Measures {
    let column = |field: &Field| field.field.as_deref().and_then(|f| input.table.column(f));
    let name = |field: &Field| {
        let column = column(field);
        let written = field
            .title
            .as_deref()
            .or(column.map(|c| c.title(input.lang)));
        let unit = column.map_or("", |c| c.unit.as_str());
        without_unit(written.unwrap_or_default(), unit).to_owned()
    };
    Measures {
        across: name(x),
        unit: Unit::parse(column(x).map_or("", |c| c.unit.as_str())),
        upward: name(y),
    }
}

/// A header without the unit that stands in brackets at its end.
fn without_unit<'a>(header: &'a str, unit: &str) -> &'a str {
    let is_bracket = |ch: char| "()（）[]".contains(ch);
    let rest = header.strip_suffix(is_bracket);
    let rest = rest.and_then(|rest| rest.trim_end().strip_suffix(unit));
    let rest = rest.and_then(|rest| rest.trim_end().strip_suffix(is_bracket));
    match rest.map(str::trim_end) {
        Some(name) if !name.is_empty() && !unit.is_empty() => name,
        _ => header,
    }
}

fn panel_title(input: &ChartInput<'_>, key: &Comparable, list: &[Observation]) -> String {
    let Some(first) = list
        .iter()
        .find(|o| o.nature != Nature::Target)
        .or(list.first())
    else {
        return String::new();
    };
    if let Some(field) = input
        .spec
        .encoding
        .facet
        .as_ref()
        .and_then(|f| f.field.as_deref())
        && !key.facet.is_empty()
    {
        return written_label(input, field, &key.facet)
            .unwrap_or_else(|| label_of(input, field, first.row));
    }
    let series = written_label(input, "", &first.series);
    let indicator = input
        .roles
        .indicator
        .as_deref()
        .map(|f| label_of(input, f, first.row));
    series.or(indicator).unwrap_or_default()
}

/// The chart's annotations and its layers of rules with text, in the order of time.
fn notes(input: &ChartInput<'_>) -> Vec<TimeNote> {
    let mut out: Vec<TimeNote> = input
        .block
        .annotations
        .iter()
        .filter_map(|note| {
            let at = Period::parse(&note.x)?;
            Some(TimeNote {
                at,
                text: note.text.get(input.lang).to_owned(),
            })
        })
        .collect();
    for layer in &input.spec.layer {
        let Some(kind) = layer
            .mark
            .as_ref()
            .and_then(|m| MarkType::from_name(m.name()))
        else {
            continue;
        };
        let at = layer
            .encoding
            .x
            .as_ref()
            .and_then(|x| x.datum.as_ref())
            .and_then(|datum| Period::parse(&datum.text()));
        let words = layer
            .encoding
            .text
            .as_ref()
            .and_then(|t| t.value.as_ref())
            .map(|v| v.text());
        if let (MarkType::Rule | MarkType::Text, Some(at)) = (kind, at) {
            match out.iter_mut().find(|note| note.at == at) {
                Some(note) if note.text.is_empty() => note.text = words.unwrap_or_default(),
                Some(_) => {}
                None => out.push(TimeNote {
                    at,
                    text: words.unwrap_or_default(),
                }),
            }
        }
    }
    crate::data::sort(&mut out, &|a, b| a.at.cmp(&b.at));
    out
}
