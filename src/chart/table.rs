//! The table of a chart: the same numbers, in rows.

use super::plan::{Across, Form, Measures, Panel, Plan, Point, Target};
use super::reading::figure_text;
use super::upright::joined;
use crate::data::{Lang, Period, order};
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
    /// The numbers and days behind the cells, by which rows are put in order; parallel to `rows`.
    pub keys: Vec<Vec<Option<f64>>>,
    /// The panel of each row: numbers of several are not put in one order.
    pub panels: Vec<usize>,
}

/// A row while it is written.
#[derive(Default)]
struct Row {
    cells: Vec<String>,
    keys: Vec<Option<f64>>,
}

impl Row {
    fn text(&mut self, cell: &str) {
        self.cells.push(cell.to_owned());
        self.keys.push(None);
    }

    fn keyed(&mut self, cell: String, key: Option<f64>) {
        self.cells.push(cell);
        self.keys.push(key);
    }

    fn time(&mut self, time: Option<Period>, lang: Lang) {
        let day = time.map(|time| f64::from(time.start_day));
        self.keyed(time.map(|t| t.text(lang)).unwrap_or_default(), day);
    }
}

/// The table of what a chart shows, in the reader's language.
#[must_use]
pub fn text_table(plan: &Plan, lang: Lang) -> Cells {
    let columns = Columns::of(plan, lang);
    let mut out = Cells::default();
    columns.add_heads(&mut out);
    for (place, panel) in plan.panels.iter().enumerate() {
        for series in &panel.series {
            let name = match (plan.form, panel.title.as_str()) {
                (Form::Sides, what) => [&series.label, ": ", what].concat(),
                (_, "") => series.label.clone(),
                (_, title) => title.to_owned(),
            };
            let absent = series.absent.iter();
            let absent = absent.map(|a| (&a.point, Some(a.words.as_str())));
            let points = series.points.iter().map(|point| (point, None));
            let all: Vec<(&Point, Option<&str>)> = points.chain(absent).collect();
            let in_order = order(all.len(), &|a, b| all[a].0.x.total_cmp(&all[b].0.x));
            let points = in_order.into_iter().map(|at| {
                let (point, absent) = all[at];
                columns.point(panel, &name, point, absent)
            });
            let targets = series.targets.iter();
            let targets = targets.map(|target| columns.target(panel, &name, target));
            for row in points.chain(targets) {
                out.rows.push(row.cells);
                out.keys.push(row.keys);
                out.panels.push(place);
            }
        }
    }
    if plan.form == Form::Events {
        order_events(plan, usize::from(columns.has_series), &mut out);
    }
    out
}

/// Which columns the table has.
struct Columns<'a> {
    plan: &'a Plan,
    lang: Lang,
    has_series: bool,
    named: bool,
    banded: bool,
    timed: bool,
    measures: Option<&'a Measures>,
}

impl<'a> Columns<'a> {
    fn of(plan: &'a Plan, lang: Lang) -> Columns<'a> {
        let mut points = plan.points();
        let has_labels = points.any(|(_, s, _)| !s.label.is_empty());
        let is_timed = plan.points().any(|(_, _, p)| p.time.is_some());
        Columns {
            plan,
            lang,
            has_series: plan.panels.len() > 1 || has_labels,
            named: plan.points().any(|(_, _, p)| !p.name.is_empty()),
            banded: is_banded(plan, lang),
            timed: plan.form == Form::Events || is_timed,
            measures: plan.panels.first().and_then(Panel::measures),
        }
    }

    fn add_heads(&self, out: &mut Cells) {
        let heads = &figures(self.lang).heads;
        let mut add = |head: &str, numeric: bool| {
            out.heads.push(head.to_owned());
            out.numeric.push(numeric);
        };
        if self.has_series {
            add(heads.series, false);
        }
        match self.plan.form {
            Form::Events => add(heads.event, false),
            _ if self.banded || self.named => add(heads.category, false),
            _ => {}
        }
        if let Some(measures) = self.measures {
            add(&measures.across, true);
        }
        if self.timed {
            add(heads.period, false);
        }
        if self.plan.form != Form::Events {
            let value = match self.plan.view.label.as_str() {
                "" => heads.value,
                derived => derived,
            };
            add(self.measures.map_or(value, |m| m.upward.as_str()), true);
        }
        add(heads.remark, false);
        add(heads.source, false);
    }

    /// A figure, or what stands in its place.
    fn point(&self, panel: &Panel, name: &str, point: &Point, absent: Option<&str>) -> Row {
        let mut row = Row::default();
        if self.has_series {
            row.text(name);
        }
        if self.named {
            row.text(&point.name);
        }
        if self.banded || self.measures.is_some() {
            row.keyed(point.heading.clone(), self.measures.map(|_| point.x));
        }
        if self.timed {
            row.time(point.time, self.lang);
        }
        match (self.plan.form, absent) {
            (Form::Events, _) => {}
            (_, Some(words)) => row.text(words),
            (_, None) => {
                let text = figure_text(panel, point, self.lang);
                row.keyed(text, Some(point.value.value));
            }
        }
        let status = (figures(self.lang).status)(point.status);
        row.text(&joined(&[status, &point.note]));
        row.text(&point.source);
        row
    }

    fn target(&self, panel: &Panel, name: &str, target: &Target) -> Row {
        let lang = self.lang;
        let view = panel.unit.view(lang);
        let value = view.text(target.value.value, target.value.decimals);
        let mut row = Row::default();
        if self.has_series {
            row.text(name);
        }
        if self.banded {
            row.text("");
        }
        if self.timed {
            row.time(Some(target.due), lang);
        }
        let (due, since) = (target.due.text(lang), target.announced.text(lang));
        let words = (figures(lang).target_announced)(&value, &due, &since);
        row.keyed(value, Some(target.value.value));
        row.text(&joined(&[&words, &target.note]));
        row.text(&target.source);
        row
    }
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
fn order_events(plan: &Plan, at: usize, cells: &mut Cells) {
    let names = match plan.panels.first().map(|p| &p.across) {
        Some(Across::Band(names)) => names.as_slice(),
        _ => &[],
    };
    let place = |row: &usize| {
        let name = cells.rows[*row].get(at);
        names.iter().position(|known| Some(known) == name)
    };
    let places: Vec<Option<usize>> = (0..cells.rows.len()).map(|row| place(&row)).collect();
    let rows = order(places.len(), &|a, b| places[a].cmp(&places[b]));
    // Events have one panel.
    cells.keys = rows.iter().map(|row| cells.keys[*row].clone()).collect();
    cells.rows = rows.iter().map(|row| cells.rows[*row].clone()).collect();
}
