//! What two entities say of one matter, and whether it may be compared.

use super::sides::Line;
use crate::chart::ChartInput;
use crate::chart::sides_plan::{SideFigure, SideName, SideRow, Verdict};
use crate::data::{Bound, Nature, Period};
use crate::transform::Observation;
use crate::words::{figures, side_words};

/// Two entities with what each counts.
pub(super) struct Both<'a> {
    pub(super) names: &'a [SideName; 2],
    pub(super) lines: [Option<&'a Line>; 2],
}

/// The row of a matter, without panels.
pub(super) fn side_row(
    input: &ChartInput<'_>,
    label: String,
    note: &str,
    both: &Both<'_>,
) -> SideRow {
    let (verdict, why, at) = match both.lines {
        [Some(left), Some(right)] => verdict(input, both.names, [left, right]),
        [left, _] => {
            let missing = &both.names[usize::from(left.is_some())];
            let why = (side_words(input.lang).none_of)(&missing.label);
            (Verdict::Alone, why, None)
        }
    };
    SideRow {
        label,
        figures: both.lines.map(|line| Some(side_figure(input, line?, at))),
        verdict,
        why,
        note: note.to_owned(),
        panels: [None, None],
    }
}

/// Whether two lines may be compared, why, and at which time they are where both have a figure.
fn verdict(
    input: &ChartInput<'_>,
    names: &[SideName; 2],
    lines: [&Line; 2],
) -> (Verdict, String, Option<Period>) {
    let words = side_words(input.lang);
    let [left, right] = lines;
    let labels = [names[0].label.as_str(), names[1].label.as_str()];
    let whats = [left.what.as_str(), right.what.as_str()];
    let different = |why: String| (Verdict::Different, why, None);
    match [left.has_results(), right.has_results()] {
        [true, false] => return different((words.target_only)(labels[1])),
        [false, true] => return different((words.target_only)(labels[0])),
        _ => {}
    }
    if left.key.year_to_date != right.key.year_to_date {
        let side = usize::from(right.key.year_to_date);
        return different((words.year_to_date)(labels[side]));
    }
    if left.key.definition != right.key.definition || left.key.facet != right.key.facet {
        let why = match whats[0] == whats[1] {
            true => (words.one_name)(whats[0]),
            false => (words.count_different)(labels, whats),
        };
        return different(why);
    }
    if left.key.unit != right.key.unit {
        let unit = |line: &Line| line.key.unit.view(input.lang).label;
        return different((words.units)(labels, &unit(left), &unit(right)));
    }
    if !left.has_results() {
        return (Verdict::Comparable, words.both_targets.to_owned(), None);
    }
    let common = common_time(left, right);
    let latest = lines.map(|line| shown_figure(line, common));
    let why = match latest {
        [Some(a), Some(b)] if common.is_none() => {
            let time = |o: &Observation| o.time.map(|t| t.text(input.lang)).unwrap_or_default();
            (words.other_times)(labels, &time(a), &time(b))
        }
        [Some(a), Some(b)] if !is_order_known(a, b) => words.bounds.to_owned(),
        _ => words.same.to_owned(),
    };
    (Verdict::Comparable, why, common)
}

fn results(line: &Line) -> impl Iterator<Item = &Observation> {
    line.list.iter().filter(|o| o.nature != Nature::Target)
}

/// The latest time at which both have a figure.
fn common_time(left: &Line, right: &Line) -> Option<Period> {
    let has = |time: &Period| results(right).any(|o| o.time == Some(*time));
    results(left).filter_map(|o| o.time).filter(has).max()
}

/// The figure at a time, else the latest.
fn shown_figure(line: &Line, at: Option<Period>) -> Option<&Observation> {
    match at {
        Some(at) => results(line).find(|o| o.time == Some(at)),
        None => results(line).max_by(|a, b| a.time.cmp(&b.time)),
    }
}

/// Whether it can be said which of two figures is larger: "more than" may be anything above.
fn is_order_known(a: &Observation, b: &Observation) -> bool {
    let range = |o: &Observation| match o.bound {
        Bound::Lower => (o.value.value, f64::INFINITY),
        Bound::Upper => (f64::NEG_INFINITY, o.value.value),
        _ => (o.value.value, o.value.value),
    };
    let is_bound = |o: &Observation| matches!(o.bound, Bound::Lower | Bound::Upper);
    let ((a_low, a_high), (b_low, b_high)) = (range(a), range(b));
    !(is_bound(a) || is_bound(b)) || a_high <= b_low || b_high <= a_low
}

fn side_figure(input: &ChartInput<'_>, line: &Line, at: Option<Period>) -> SideFigure {
    let (lang, words) = (input.lang, figures(input.lang));
    let unit = &line.key.unit;
    let shown = shown_figure(line, at);
    let targets = line.list.iter().filter(|o| o.nature == Nature::Target);
    let target = targets.max_by(|a, b| a.time.cmp(&b.time));
    let target = target.map(|o| {
        let due = o.due.or(o.time).map(|due| Period::year(due.civil().0));
        let due = due.map(|year| year.text(lang)).unwrap_or_default();
        (words.target)(&unit.stated(o.value.value, o.value.decimals, lang), &due)
    });
    let status = shown.map_or("", |o| (words.status)(o.status));
    let mut remarks = vec![status.to_owned()];
    remarks.extend(target);
    remarks.retain(|remark| !remark.is_empty());
    SideFigure {
        what: line.what.clone(),
        value: shown
            .map(|o| {
                let stated = unit.stated(o.value.value, o.value.decimals, lang);
                [o.bound.sign(), &stated].concat()
            })
            .unwrap_or_default(),
        time: shown
            .and_then(|o| o.time)
            .map(|time| time.text(lang))
            .unwrap_or_default(),
        remark: remarks.join("; "),
    }
}
