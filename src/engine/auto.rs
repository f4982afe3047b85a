//! A first report for a dataset that brings none: a chart of its main figures and its table.

use serde_json::{Value, json};

use super::auto_more::more;
use super::auto_slice::{Slice, rows_of, slices};
use crate::data::{LocalText, Period, Table, Values, is_letter, order};
use crate::spec::{Block, ChartBlock, ReportFile, Section};
use crate::transform::Roles;

/// How many number columns of one table get a chart.
const MOST_CHARTS: usize = 4;
/// How many charts there are at all.
const MOST_LOOKS: usize = 6;
/// How many entities one chart compares over time.
const MOST_LINES: usize = 8;
/// Entities over time that a reader may choose from.
const MOST_CHOICES: usize = 60;
/// How many entities one chart ranks.
const MOST_BARS: usize = 30;
/// How many figures one chart draws; more are no chart for people.
const MOST_POINTS: usize = 20_000;

/// The report: a section a table, with a chart for each of its first number columns.
pub(super) fn report(name: &str, title: &LocalText, tables: &[Table]) -> ReportFile {
    let mut sections = Vec::new();
    for table in tables {
        let roles = Roles::of(table, None);
        let charts = charts(table, &roles);
        if charts.is_empty() {
            continue;
        }
        let blocks = charts
            .into_iter()
            .map(|chart| Block {
                chart: Some(Box::new(chart)),
                ..Block::default()
            })
            .collect();
        sections.push(Section {
            id: slug(&table.name),
            title: LocalText::plain(&table.name),
            blocks,
        });
    }
    let title = if title.is_empty() {
        LocalText::plain(name)
    } else {
        title.clone()
    };
    ReportFile {
        version: 1,
        title,
        sections,
        ..ReportFile::default()
    }
}

fn charts(table: &Table, roles: &Roles) -> Vec<ChartBlock> {
    if table.n_rows == 0 {
        return Vec::new();
    }
    let is_number = |name: &str| {
        table
            .column(name)
            .is_some_and(|c| matches!(c.values, Values::Number(_)))
    };
    let mut values: Vec<&str> = Vec::new();
    if let Some(value) = roles.value.as_deref().filter(|v| is_number(v)) {
        values.push(value);
    }
    // A column named "value" is the measure; otherwise each number column is one.
    let is_long = roles.value.as_deref().is_some_and(|v| {
        ["value", "obs_value", "数值", "值"]
            .iter()
            .any(|name| v.eq_ignore_ascii_case(name))
    });
    if !is_long {
        for column in &table.columns {
            let name = column.name.as_str();
            if is_number(name) && roles.time.as_deref() != Some(name) && !values.contains(&name) {
                values.push(name);
            }
        }
    }
    let timed = roles.time.as_deref().filter(|time| {
        let column = table.column(time);
        column.is_some_and(|c| (0..table.n_rows).any(|row| c.period(row).is_some()))
    });
    let slices = slices(table, roles.entity.as_deref(), timed, MOST_CHARTS);
    values.truncate(MOST_CHARTS);
    let rows = rows_of(table, &slices);
    let charts = slices
        .iter()
        .zip(&rows)
        .enumerate()
        .flat_map(|(idx, (slice, rows))| {
            let mut charts: Vec<(&str, ChartBlock)> = Vec::new();
            for value in values.iter().copied() {
                let found = chart(table, timed, (slice, rows), value);
                charts.extend(found.map(|chart| (value, chart)));
            }
            let more = match (charts.first(), slice.entity.as_deref()) {
                // Of the first figures alone, so that no others lose their chart to them.
                (Some((value, first)), Some(entity)) if timed.is_some() && idx == 0 => {
                    more(first, table, entity, value)
                }
                _ => Vec::new(),
            };
            let mut charts = charts.into_iter().map(|(_, chart)| chart);
            let first = charts.next();
            first
                .into_iter()
                .chain(more)
                .chain(charts)
                .collect::<Vec<_>>()
        });
    charts.take(MOST_LOOKS).collect()
}

fn chart(
    table: &Table,
    timed: Option<&str>,
    (slice, shown): (&Slice, &[usize]),
    value: &str,
) -> Option<ChartBlock> {
    let measure = json!({"field": value, "type": "quantitative"});
    let entity = slice.entity.as_deref();
    let fixed = slice.fixed.iter();
    let mut transform: Vec<Value> = fixed
        .map(|(field, text)| json!({"filter": {"field": field, "equal": text}}))
        .collect();
    let largest = entity.and_then(|entity| largest(table, shown, timed, entity, value));
    let (mark, encoding) = match (timed, entity) {
        (Some(time), _) => {
            let mut encoding = json!({"x": {"field": time, "type": "temporal"}, "y": measure});
            if let (Some(entity), Value::Object(map)) = (entity, &mut encoding) {
                map.insert(
                    "color".to_owned(),
                    json!({"field": entity, "type": "nominal"}),
                );
            }
            (json!("line"), encoding)
        }
        (None, Some(entity)) => {
            let category = json!({"field": entity, "type": "nominal", "sort": "-x"});
            (json!("bar"), json!({"y": category, "x": measure}))
        }
        (None, None) => return None,
    };
    // What is held fixed says what the figures are; the first of them names the chart.
    let mut fixed = slice.fixed.iter().map(|(_, text)| text.as_str());
    let title = match fixed.next() {
        Some(text) => LocalText::plain(text),
        None => table.column(value).map(LocalText::from).unwrap_or_default(),
    };
    let named: Vec<&str> = fixed.chain([entity, timed].into_iter().flatten()).collect();
    let mut subtitle = named.join(" × ");
    let mut n_points = shown.len();
    let mut first = Vec::new();
    if let (Some(entity), Some((mut names, n_all))) = (entity, largest) {
        // About as many figures of each.
        let n_each = (n_points / n_all).max(1);
        let most = match timed {
            Some(_) => (MOST_POINTS / n_each).clamp(MOST_LINES, MOST_CHOICES),
            None => MOST_BARS,
        };
        if n_all > most {
            names.truncate(most);
            subtitle.push_str(&format!(" ({most} / {n_all})"));
            n_points = n_each * most;
            transform.push(json!({"filter": {"field": entity, "oneOf": names}}));
        }
        if timed.is_some() && n_all > MOST_LINES {
            names.truncate(MOST_LINES);
            first = names;
        }
    }
    if n_points > MOST_POINTS {
        return None;
    }
    let slice_name = slice.fixed.first().map_or("", |(_, text)| text.as_str());
    Some(ChartBlock {
        id: slug(&format!("{}-{slice_name}-{value}", table.name)),
        entities: first,
        title,
        subtitle: LocalText::plain(&subtitle),
        spec: json!({
            "data": {"name": table.name},
            "transform": transform,
            "mark": mark,
            "encoding": encoding,
        }),
        ..ChartBlock::default()
    })
}

/// The entities with the largest latest figures, and how many there are, where these are too
/// many for one chart: a thousand lines say nothing and freeze a page.
fn largest(
    table: &Table,
    rows: &[usize],
    timed: Option<&str>,
    entity: &str,
    value: &str,
) -> Option<(Vec<String>, usize)> {
    let Values::Text { levels, codes } = &table.column(entity)?.values else {
        return None;
    };
    if levels.is_empty() {
        return None;
    }
    let values = table.column(value)?;
    let times = timed.and_then(|name| table.column(name));
    let mut latest: Vec<Option<(Option<Period>, f64)>> = vec![None; levels.len()];
    for row in rows.iter().copied() {
        let (Some(Ok(code)), Some(number)) = (codes.get(row), values.number(row)) else {
            continue;
        };
        let Some(known) = latest.get_mut(code as usize) else {
            continue;
        };
        let time = times.and_then(|column| column.period(row));
        if known.is_none_or(|(before, _)| time >= before) {
            *known = Some((time, number.value));
        }
    }
    let size = |idx: usize| latest[idx].map_or(f64::NEG_INFINITY, |(_, value)| value);
    let order = order(levels.len(), &|a, b| size(b).total_cmp(&size(a)));
    let names = order
        .into_iter()
        .take(MOST_CHOICES)
        .map(|idx| levels[idx].clone())
        .collect();
    Some((names, levels.len()))
}

/// A name that can stand in a link and an element's id.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for ch in name.chars() {
        if is_letter(ch) {
            out.push(ch.to_ascii_lowercase());
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_keeps_letters_of_every_script() {
        assert_eq!(slug("Sales (bn CNY)"), "sales-bn-cny");
        assert_eq!(slug("成交额（亿元）"), "成交额-亿元");
    }
}
