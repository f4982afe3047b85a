//! The table of a chart: the same numbers, in rows.

use super::plan::{Across, Form, Panel, Plan, Point};
use super::reading::figure_text;
use super::upright::joined;
use crate::data::{Lang, order};
use crate::words::figures;

/// The cells of a chart's table: heads, which columns are numbers, rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cells {
    /// The column heads.
    pub heads: Vec<String>,
    /// Whether a column holds numbers.
    pub numeric: Vec<bool>,
    /// The rows; the source's key stands last.
    pub rows: Vec<Vec<String>>,
}

/// The table of what a chart shows, in the reader's language.
#[must_use]
pub fn text_table(plan: &Plan, lang: Lang) -> Cells {
    let words = figures(lang);
    let heads = &words.heads;
    let mut out = Cells::default();
    let has_series = plan.panels.len() > 1 || plan.points().any(|(_, s, _)| !s.label.is_empty());
    let mut add = |head: &str, numeric: bool| {
        out.heads.push(head.to_owned());
        out.numeric.push(numeric);
    };
    if has_series {
        add(heads.series, false);
    }
    let banded = is_banded(plan, lang);
    let named = plan.points().any(|(_, _, p)| !p.name.is_empty());
    match plan.form {
        Form::Events => add(heads.event, false),
        _ if banded || named => add(heads.category, false),
        _ => {}
    }
    let measures = plan.panels.first().and_then(Panel::measures);
    if let Some(measures) = measures {
        add(&measures.across, true);
    }
    let timed = plan.form == Form::Events || plan.points().any(|(_, _, p)| p.time.is_some());
    if timed {
        add(heads.period, false);
    }
    if plan.form != Form::Events {
        let value = match plan.view.label.as_str() {
            "" => heads.value,
            derived => derived,
        };
        add(measures.map_or(value, |m| m.upward.as_str()), true);
    }
    add(heads.remark, false);
    add(heads.source, false);
    for panel in &plan.panels {
        let view = panel.unit.view(lang);
        for series in &panel.series {
            let name = if panel.title.is_empty() {
                &series.label
            } else {
                &panel.title
            };
            let absent = series.absent.iter();
            let absent = absent.map(|a| (&a.point, Some(a.words.as_str())));
            let points = series.points.iter().map(|point| (point, None));
            let all: Vec<(&Point, Option<&str>)> = points.chain(absent).collect();
            for at in order(all.len(), &|a, b| all[a].0.x.total_cmp(&all[b].0.x)) {
                let (point, absent) = all[at];
                let mut row = Vec::new();
                if has_series {
                    row.push(name.clone());
                }
                if named {
                    row.push(point.name.clone());
                }
                if banded || measures.is_some() {
                    row.push(point.heading.clone());
                }
                if timed {
                    row.push(point.time.map(|t| t.text(lang)).unwrap_or_default());
                }
                if plan.form != Form::Events {
                    row.push(absent.map_or_else(|| figure_text(panel, point, lang), str::to_owned));
                }
                row.push(joined(&[(words.status)(point.status), &point.note]));
                row.push(point.source.clone());
                out.rows.push(row);
            }
            for target in &series.targets {
                let value = view.text(target.value.value, target.value.decimals);
                let mut row = Vec::new();
                if has_series {
                    row.push(name.clone());
                }
                if banded {
                    row.push(String::new());
                }
                if timed {
                    row.push(target.due.text(lang));
                }
                row.push(value.clone());
                let target_words = (words.target_announced)(
                    &value,
                    &target.due.text(lang),
                    &target.announced.text(lang),
                );
                row.push(joined(&[&target_words, &target.note]));
                row.push(target.source.clone());
                out.rows.push(row);
            }
        }
    }
    if plan.form == Form::Events {
        order_events(plan, usize::from(has_series), &mut out.rows);
    }
    out
}

/// Whether figures stand in named bands; the columns of a matrix may be periods, which have a
/// column of their own.
fn is_banded(plan: &Plan, lang: Lang) -> bool {
    let is_period = |p: &Point| p.time.is_some_and(|time| time.text(lang) == p.heading);
    let has_bands = |p: &Panel| matches!(p.across, Across::Band(_));
    plan.panels.iter().any(has_bands)
        && !(plan.form == Form::Matrix && plan.points().all(|(_, _, p)| is_period(p)))
}

/// Puts events in the order of their names, which stand in column `at`.
fn order_events(plan: &Plan, at: usize, rows: &mut Vec<Vec<String>>) {
    let names = match plan.panels.first().map(|p| &p.across) {
        Some(Across::Band(names)) => names.as_slice(),
        _ => &[],
    };
    let place = |row: &Vec<String>| {
        let name = row.get(at);
        names.iter().position(|known| Some(known) == name)
    };
    crate::data::sort(rows, &|a, b| place(a).cmp(&place(b)));
}
