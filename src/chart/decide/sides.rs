//! Decides a chart of two entities beside each other: what of theirs belongs together.

use super::comparable::{Comparable, comparable, kept};
use super::scales::value_scale;
use super::series::{are_years, note_choice, series_of};
use super::sides_rows::{Both, side_row};
use super::upright::notes;
use crate::chart::naming::{Colors, label_of};
use crate::chart::sides_plan::{SideName, SideRow, Sides, Verdict};
use crate::chart::{Across, ChartInput, Choice, Form, Panel, Plan};
use crate::data::Nature;
use crate::scale::ValueScale;
use crate::spec::{Field, MarkType, Stacking};
use crate::transform::Observation;

/// More rows have no panels.
const MOST_WITH_PANELS: usize = 6;
/// Without any pair, so many rows of each entity have a panel.
const FIRST_ALONE: usize = 2;

/// What one entity counts: results and targets of one definition and one unit.
pub(super) struct Line {
    pub(super) key: Comparable,
    /// The name of what it counts.
    pub(super) what: String,
    pub(super) list: Vec<Observation>,
}

impl Line {
    /// Whether there are figures, and not targets alone.
    pub(super) fn has_results(&self) -> bool {
        self.list.iter().any(|o| o.nature != Nature::Target)
    }
}

/// Two lines, or one, of a matter.
struct Matched {
    label: String,
    note: String,
    lines: [Option<usize>; 2],
}

/// The plan of the two entities that the reader or the author has chosen, else of the first two;
/// `None` where there are not two.
pub(in crate::chart) fn sides(
    input: &ChartInput<'_>,
    (x, y): (&Field, &Field),
    column: &Field,
) -> Option<Plan> {
    let entity_field = column.field.as_deref().unwrap_or_default();
    let x_field = x.field.as_deref().unwrap_or_default();
    let value_field = y.field.as_deref().unwrap_or_default();
    let found = kept(input, value_field, Some(x_field), input.rows);
    let mut colors = Colors::of(input);
    let mut choices = Vec::new();
    for observation in &found {
        note_choice(input, &mut choices, &mut colors, observation.row);
    }
    let chosen = two_of(&choices, input.shown)?;
    let home = two_of(&choices, &input.block.entities)?;
    for (idx, choice) in choices.iter_mut().enumerate() {
        choice.shown = chosen.contains(&idx);
    }
    let names = chosen.map(|idx| SideName {
        label: choices[idx].label.clone(),
        token: choices[idx].token,
    });
    let entities = input.table.column(entity_field)?;
    let lines: [Vec<Line>; 2] = [0, 1].map(|side: usize| {
        let of_side = |o: &&Observation| entities.display(o.row) == choices[chosen[side]].key;
        lines(input, found.iter().filter(of_side))
    });
    let mut panels = Vec::new();
    let mut rows: Vec<SideRow> = Vec::new();
    let matched = matched(input, &lines);
    let has_pair = matched
        .iter()
        .any(|row| row.lines.iter().all(Option::is_some));
    let mut n_alone = [0, 0];
    let all_years = are_years(lines.iter().flatten().flat_map(|line| &line.list));
    let mut scale_refused = None;
    let mut panel = |line: &Line| {
        let list = &line.list;
        let series = series_of(input, &mut colors, &Across::Time, x_field, list, all_years);
        let mut panel = Panel {
            title: line.what.clone(),
            mark: MarkType::Line,
            points: true,
            stacking: Stacking::Apart,
            across: Across::Time,
            unit: line.key.unit.clone(),
            scale: ValueScale::default(),
            classes: None,
            series,
        };
        let (scale, refused) = value_scale(input, y, &panel, None);
        panel.scale = scale;
        scale_refused = scale_refused.or(refused);
        panel
    };
    for row in matched {
        let of_row = [0, 1].map(|side: usize| row.lines[side].map(|idx| &lines[side][idx]));
        let both = Both {
            names: &names,
            lines: of_row,
        };
        let mut out = side_row(input, row.label, &row.note, &both);
        let has_panels = match (of_row, has_pair) {
            ([Some(_), Some(_)], _) => true,
            (_, true) => false,
            ([left, _], false) => {
                let side = usize::from(left.is_none());
                n_alone[side] += 1;
                n_alone[side] <= FIRST_ALONE
            }
        };
        if has_panels && rows.len() < MOST_WITH_PANELS {
            let mut of_panels = of_row.map(|line| line.map(&mut panel));
            if out.verdict == Verdict::Comparable {
                share_scale(&mut of_panels);
            }
            out.panels = of_panels.map(|panel| {
                panels.push(panel?);
                Some(panels.len() - 1)
            });
        }
        rows.push(out);
    }
    let mut panels = panels.into_iter();
    let first = panels.next()?;
    let mut plan = Plan::of(Form::Sides, first);
    plan.panels.extend(panels);
    plan.n_columns = 2;
    plan.notes = notes(input);
    plan.choices = choices;
    plan.scale_refused = scale_refused;
    plan.sides = Some(Sides {
        names,
        chosen,
        home,
        rows,
    });
    Some(plan)
}

/// The places of the first two that are wanted, else of the first of the others; left and right.
fn two_of(choices: &[Choice], wanted: &[String]) -> Option<[usize; 2]> {
    let place = |key: &String| choices.iter().position(|choice| choice.key == *key);
    let mut places = wanted.iter().filter_map(place).chain(0..choices.len());
    let left = places.next()?;
    let right = places.find(|idx| *idx != left)?;
    Some([left, right])
}

/// What an entity counts, in the order of the data.
fn lines<'a>(
    input: &ChartInput<'_>,
    observations: impl Iterator<Item = &'a Observation>,
) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for observation in observations.filter(|o| o.time.is_some()) {
        let key = comparable(input, observation);
        let line = match out.iter().position(|line| line.key == key) {
            Some(idx) => &mut out[idx],
            None => {
                out.push(Line {
                    key,
                    what: String::new(),
                    list: Vec::new(),
                });
                let last = out.len() - 1;
                &mut out[last]
            }
        };
        // A target is named after its results, where there are any.
        if line.what.is_empty() || (!line.has_results() && observation.nature != Nature::Target) {
            line.what = what(input, observation);
        }
        line.list.push(observation.clone());
    }
    out
}

/// The name of what a figure counts: its indicator, else the column of values.
fn what(input: &ChartInput<'_>, observation: &Observation) -> String {
    if let Some(field) = input.roles.indicator.as_deref() {
        return label_of(input, field, observation.row);
    }
    let value = input.spec.encoding.y.as_ref();
    let column = value.and_then(|y| input.table.column(y.field.as_deref()?));
    column.map_or_else(String::new, |column| column.title(input.lang).to_owned())
}

/// Which lines belong together, while it is found.
struct Matching<'a> {
    lines: &'a [Vec<Line>; 2],
    taken: [Vec<bool>; 2],
    out: Vec<Matched>,
}

impl Matching<'_> {
    fn add(&mut self, label: &str, note: &str, lines: [Option<usize>; 2]) {
        for (taken, idx) in self.taken.iter_mut().zip(lines) {
            if let Some(idx) = idx {
                taken[idx] = true;
            }
        }
        self.out.push(Matched {
            label: label.to_owned(),
            note: note.to_owned(),
            lines,
        });
    }

    /// The first free line of a side that fits.
    fn free(&self, side: usize, fits: &dyn Fn(&Line) -> bool) -> Option<usize> {
        let lines = &self.lines[side];
        (0..lines.len()).find(|idx| !self.taken[side][*idx] && fits(&lines[*idx]))
    }
}

/// Which lines belong together: as the author says, else by definition, else by name; then the
/// rest, each alone.
fn matched(input: &ChartInput<'_>, lines: &[Vec<Line>; 2]) -> Vec<Matched> {
    let mut found = Matching {
        lines,
        taken: [0, 1].map(|side: usize| vec![false; lines[side].len()]),
        out: Vec::new(),
    };
    for pair in &input.block.pairs {
        let is_named = |line: &Line| line.list.iter().any(|o| pair.series.contains(&o.series));
        let with_results = |line: &Line| is_named(line) && line.has_results();
        let of_pair = [0, 1].map(|side| {
            let first = found.free(side, &with_results);
            first.or_else(|| found.free(side, &is_named))
        });
        if of_pair.iter().all(Option::is_some) {
            let (label, note) = (pair.label.get(input.lang), pair.note.get(input.lang));
            found.add(label, note, of_pair);
        }
    }
    let same: [fn(&Line, &Line) -> bool; 2] = [|a, b| a.key == b.key, |a, b| a.what == b.what];
    for same in same {
        for (idx, line) in lines[0].iter().enumerate() {
            let other = found.free(1, &|other| same(line, other));
            if other.is_some() && !found.taken[0][idx] {
                found.add(&line.what, "", [Some(idx), other]);
            }
        }
    }
    for (side, lines) in lines.iter().enumerate() {
        for (idx, line) in lines.iter().enumerate() {
            if !found.taken[side][idx] {
                let mut alone = [None, None];
                alone[side] = Some(idx);
                found.add(&line.what, "", alone);
            }
        }
    }
    found.out
}

/// What may be compared has one scale, or lengths would say what the figures do not.
fn share_scale(panels: &mut [Option<Panel>; 2]) {
    let ends = (f64::MAX, f64::MIN);
    let values = panels.iter().flatten().flat_map(Panel::values);
    let (low, high) = values.fold(ends, |(l, h), v| (l.min(v), h.max(v)));
    if low > high {
        return;
    }
    for panel in panels.iter_mut().flatten() {
        let ticks = panel.scale.ticks(low, high, 4);
        panel.scale.domain = Some((ticks.low.min(ticks.high), ticks.high.max(ticks.low)));
    }
}
