//! Across series at one time: share of total, rank, difference, per another indicator.

use std::collections::BTreeMap;

use super::lines::Lines;
use super::precision::{MOST_OF_PERCENT, half_place, relative_error, rounded, status, to_decimals};
use super::{Derived, Origin, Outcome};
use crate::data::{Bound, NotAvailable, Number, Period, Status, Unit, UnitKind, scaled, sort};
use crate::transform::Observation;

/// The most decimals of what falls on one of many.
const MOST_OF_PER: u8 = 6;

fn computed(value: Number, unit: Unit, bound: Bound, status: Status) -> Outcome {
    Outcome {
        value,
        unit,
        bound,
        status,
        base: None,
        origin: Origin::Computed,
    }
}

/// The status of what several figures of one time give: a break or an estimate in any of them.
fn joint_status(own: Status, others: &[Status]) -> Status {
    if others.contains(&Status::Break) {
        return Status::Break;
    }
    status(own, others)
}

type Section = Result<Vec<Result<Outcome, NotAvailable>>, NotAvailable>;

/// Gives every time its section; a section that fails fails as a whole.
fn by_time(lines: &Lines<'_>, section: &dyn Fn(Period, &[usize]) -> Section) -> Vec<Derived> {
    let mut out = Vec::new();
    for (time, members) in &lines.times {
        let outcomes = section(*time, members)
            .unwrap_or_else(|reason| members.iter().map(|_| Err(reason)).collect());
        let derived = members.iter().zip(outcomes);
        out.extend(derived.map(|(figure, outcome)| Derived {
            figure: *figure,
            outcome,
        }));
    }
    out
}

/// Nothing where the lines of a panel are what a total or an order can be made of: more than
/// one, of one definition.
fn refusal(lines: &Lines<'_>) -> Option<NotAvailable> {
    if lines.lines.len() < 2 {
        return Some(NotAvailable::OnlyOne);
    }
    let first_of = |line: &Vec<usize>| line.first().copied();
    let mut definitions = lines.lines.iter().filter_map(first_of).map(|idx| {
        let meta = lines.meta(idx);
        meta.map_or("", |meta| meta.definition.as_str())
    });
    let first = definitions.next();
    definitions
        .any(|other| Some(other) != first)
        .then_some(NotAvailable::DefinitionsDiffer)
}

/// Every line has one figure, none of which is defined in another way.
fn complete(lines: &Lines<'_>, members: &[usize]) -> Result<(), NotAvailable> {
    let mut found: Vec<usize> = members.iter().map(|idx| lines.line(*idx)).collect();
    let n_figures = found.len();
    sort(&mut found, &Ord::cmp);
    found.dedup();
    if found.len() < n_figures {
        return Err(NotAvailable::Ambiguous);
    }
    let differs = |idx: &usize| lines.observation(*idx).status == Status::Definition;
    if members.iter().any(differs) && !members.iter().all(differs) {
        return Err(NotAvailable::DefinitionsDiffer);
    }
    if n_figures < lines.lines.len() {
        return Err(NotAvailable::PartMissing);
    }
    Ok(())
}

/// The share of the sum, where all parts are there and none holds another.
pub(super) fn share(lines: &Lines<'_>) -> Vec<Derived> {
    let overlap = overlap(lines);
    let is_percent = lines.each().next().is_some_and(|idx| lines.is_percent(idx));
    by_time(lines, &|time, members| {
        if let Some(reason) = refusal(lines) {
            return Err(reason);
        }
        if is_percent {
            return Err(NotAvailable::Rate);
        }
        if let Some(reason) = overlap {
            return Err(reason);
        }
        complete(lines, members)?;
        let parts: Vec<&Observation> = members.iter().map(|i| lines.observation(*i)).collect();
        let sum: f64 = parts.iter().map(|part| part.value.value).sum();
        if sum <= 0.0 || parts.iter().any(|part| part.value.value < 0.0) {
            return Err(NotAvailable::NotAboveZero);
        }
        let places: f64 = parts.iter().map(|part| half_place(part.value)).sum();
        is_all(lines, time, members, (sum, places))?;
        let statuses: Vec<Status> = parts.iter().map(|part| part.status).collect();
        let one = |(own, part): (usize, &&Observation)| {
            let others = parts.iter().enumerate().filter(|(idx, _)| *idx != own);
            let mut rest = Some(Bound::Exact);
            for (_, other) in others {
                rest = rest.and_then(|rest: Bound| rest.joint(other.bound));
            }
            let rest = rest.ok_or(NotAvailable::Bounds)?;
            let bound = part
                .bound
                .joint(rest.inverse())
                .ok_or(NotAvailable::Bounds)?;
            let share = 100.0 * part.value.value / sum;
            let error = 100.0 * half_place(part.value) / sum + share * places / sum;
            let value = rounded(share, error, MOST_OF_PERCENT, bound);
            let status = joint_status(part.status, &statuses);
            Ok(computed(value, Unit::PERCENT, bound, status))
        };
        Ok(parts.iter().enumerate().map(one).collect())
    })
}

/// Why the lines of a panel are no parts of one whole, if they are not.
fn overlap(lines: &Lines<'_>) -> Option<NotAvailable> {
    let mut wholes = Vec::new();
    for line in &lines.lines {
        let idx = *line.first()?;
        let whole = lines.meta(idx).map_or("", |meta| meta.part_of.as_str());
        wholes.push((lines.observation(idx).series.as_str(), whole));
    }
    let first = wholes.first()?.1;
    let is_whole = |key: &str| wholes.iter().any(|(_, whole)| *whole == key);
    if wholes.iter().any(|(_, whole)| *whole != first)
        || wholes
            .iter()
            .any(|(key, _)| !key.is_empty() && is_whole(key))
    {
        return Some(NotAvailable::PartsOverlap);
    }
    // A total among the parts: each time the sum of all others.
    let mut suspects: Option<Vec<usize>> = None;
    let mut n_sections = 0;
    for members in lines.times.values() {
        if members.len() < 3 || complete(lines, members).is_err() {
            continue;
        }
        n_sections += 1;
        let values = members.iter().map(|idx| lines.observation(*idx).value);
        let sum: f64 = values.clone().map(|value| value.value).sum();
        let places: f64 = values.map(half_place).sum();
        let holds_all = |idx: &&usize| {
            let value = lines.observation(**idx).value.value;
            (sum - 2.0 * value).abs() <= places && value > 0.0
        };
        let found: Vec<usize> = members
            .iter()
            .filter(holds_all)
            .map(|idx| lines.line(*idx))
            .collect();
        suspects = Some(match suspects {
            None => found,
            Some(known) => known.into_iter().filter(|l| found.contains(l)).collect(),
        });
    }
    let is_total = n_sections > 1 && suspects.is_some_and(|found| !found.is_empty());
    is_total.then_some(NotAvailable::PartsOverlap)
}

/// Where the parts name their total, they must add up to it.
fn is_all(
    lines: &Lines<'_>,
    time: Period,
    members: &[usize],
    (sum, places): (f64, f64),
) -> Result<(), NotAvailable> {
    let Some(whole) = members
        .first()
        .and_then(|idx| lines.meta(*idx))
        .map(|meta| meta.part_of.as_str())
        .filter(|whole| !whole.is_empty())
    else {
        return Ok(());
    };
    let own = lines.observation(members[0]);
    let mut totals = lines.facts.background.iter().filter(|other| {
        other.series == whole
            && (other.time, other.nature) == (Some(time), own.nature)
            && other.unit == own.unit
            && other.preferred
    });
    let total = totals.next().ok_or(NotAvailable::PartMissing)?.value;
    let apart = sum - total.value;
    match apart.abs() <= places + half_place(total) {
        true => Ok(()),
        false if apart < 0.0 => Err(NotAvailable::PartMissing),
        false => Err(NotAvailable::PartsOverlap),
    }
}

/// The place by size; equal ones share it. Only where all have a figure.
pub(super) fn rank(lines: &Lines<'_>) -> Vec<Derived> {
    by_time(lines, &|_, members| {
        if let Some(reason) = refusal(lines) {
            return Err(reason);
        }
        complete(lines, members)?;
        let statuses: Vec<Status> = members
            .iter()
            .map(|i| lines.observation(*i).status)
            .collect();
        let mut order = members.to_vec();
        let value = |idx: usize| lines.observation(idx).value.value;
        sort(&mut order, &|a, b| value(*b).total_cmp(&value(*a)));
        // What may lie above all, and what may lie below all, among those before and behind.
        let bounds: Vec<(f64, Bound)> = order
            .iter()
            .map(|idx| (value(*idx), lines.observation(*idx).bound))
            .collect();
        let one = |idx: &usize| {
            let own = lines.observation(*idx);
            let larger = bounds.partition_point(|(other, _)| *other > own.value.value);
            let equal = bounds.partition_point(|(other, _)| *other >= own.value.value);
            let open_above = equal < bounds.len() && own.bound == Bound::Upper;
            let open_below = larger > 0 && own.bound == Bound::Lower;
            let from_below = bounds[equal..].iter().any(|(_, b)| *b == Bound::Lower);
            let from_above = bounds[..larger].iter().any(|(_, b)| *b == Bound::Upper);
            let beside = &bounds[larger..equal];
            let ties = beside.len() > 1
                && (beside.iter()).any(|(_, b)| matches!(b, Bound::Lower | Bound::Upper));
            if open_above || open_below || from_below || from_above || ties {
                return Err(NotAvailable::Bounds);
            }
            let rank = (larger + 1) as f64;
            let is_near = bounds.iter().any(|(_, bound)| *bound == Bound::Approx);
            let bound = if is_near { Bound::Approx } else { Bound::Exact };
            let status = joint_status(own.status, &statuses);
            Ok(computed(to_decimals(rank, 0), Unit::PURE, bound, status))
        };
        Ok(members.iter().map(one).collect())
    })
}

/// What a line has more than another at the same time; that other one has zero.
pub(super) fn difference(lines: &Lines<'_>, to: &str) -> Vec<Derived> {
    let mut theirs = lines.lines.iter().enumerate().filter(|(_, line)| {
        let first = line.first();
        first.is_some_and(|idx| lines.figure(*idx).line == to)
    });
    let other_line = match (theirs.next(), theirs.next()) {
        (None, _) => Err(NotAvailable::NoOther),
        (Some((line, _)), None) => Ok(line),
        (Some(_), Some(_)) => Err(NotAvailable::Ambiguous),
    };
    by_time(lines, &|time, members| {
        if let Some(reason) = refusal(lines) {
            return Err(reason);
        }
        let other = lines.at(other_line?, time)?.ok_or(NotAvailable::NoOther)?;
        let other_figure = lines.observation(other);
        let one = |idx: &usize| {
            lines.at(lines.line(*idx), time)?;
            let own = lines.observation(*idx);
            let differs = |figure: &Observation| figure.status == Status::Definition;
            if differs(own) != differs(other_figure) {
                return Err(NotAvailable::DefinitionsDiffer);
            }
            let unit = match own.unit.kind {
                UnitKind::Percent => Unit {
                    kind: UnitKind::Points,
                    exp10: 0,
                },
                _ => own.unit.clone(),
            };
            if *idx == other {
                let zero = to_decimals(0.0, own.value.decimals);
                return Ok(computed(zero, unit, Bound::Exact, own.status));
            }
            let bound = own
                .bound
                .joint(other_figure.bound.inverse())
                .ok_or(NotAvailable::Bounds)?;
            let decimals = own.value.decimals.min(other_figure.value.decimals);
            let value = to_decimals(own.value.value - other_figure.value.value, decimals);
            let status = joint_status(own.status, &[other_figure.status]);
            Ok(computed(value, unit, bound, status))
        };
        Ok(members.iter().map(one).collect())
    })
}

/// What falls on one of another indicator of the same entity at the same time.
pub(super) fn per(lines: &Lines<'_>) -> Vec<Derived> {
    let mut others: BTreeMap<(&str, Option<Period>), Vec<&Observation>> = BTreeMap::new();
    for other in lines.facts.others {
        let key = (other.entity.as_str(), other.observation.time);
        let is_one = other.observation.preferred && other.observation.due.is_none();
        if is_one {
            others.entry(key).or_default().push(&other.observation);
        }
    }
    let quotient = |idx: usize| -> Result<(f64, f64, Bound, Status), NotAvailable> {
        let own = lines.observation(idx);
        let key = (lines.figure(idx).entity.as_str(), own.time);
        let found = others.get(&key).map(Vec::as_slice);
        let other = match found {
            Some([one]) if one.nature == own.nature => *one,
            Some([_, _, ..]) => return Err(NotAvailable::Ambiguous),
            _ => return Err(NotAvailable::NoOther),
        };
        if [own, other]
            .iter()
            .any(|o| o.unit.kind == UnitKind::Percent)
        {
            return Err(NotAvailable::Rate);
        }
        if other.value.value <= 0.0 || own.value.value < 0.0 {
            return Err(NotAvailable::NotAboveZero);
        }
        let bound = own
            .bound
            .joint(other.bound.inverse())
            .ok_or(NotAvailable::Bounds)?;
        let exp10 = own.unit.exp10 - other.unit.exp10;
        let value = scaled(own.value.value / other.value.value, exp10);
        let error = relative_error(own.value) + relative_error(other.value);
        let status = joint_status(own.status, &[other.status]);
        Ok((value, error, bound, status))
    };
    let quotients: Vec<_> = lines.each().map(|idx| (idx, quotient(idx))).collect();
    // One power of ten for all: the largest that leaves the largest value above one.
    let largest = quotients
        .iter()
        .filter_map(|(_, found)| found.as_ref().ok())
        .map(|(value, ..)| *value)
        .fold(0.0_f64, f64::max);
    let is_named = |idx: usize| matches!(lines.observation(idx).unit.kind, UnitKind::Other(_));
    let out = quotients.into_iter().map(|(idx, found)| {
        let steps = [9, 6, 3].into_iter();
        let exp10 = steps
            .filter(|_| !is_named(idx))
            .find(|step| largest >= scaled(1.0, *step))
            .unwrap_or(0);
        let outcome = found.map(|(value, error, bound, status)| {
            let value = scaled(value, -exp10);
            let number = rounded(value, value * error, MOST_OF_PER, bound);
            let number = match bound {
                Bound::Exact => number,
                // A bound below one would be nothing at all without decimals.
                _ => two_digits(value),
            };
            let kind = lines.observation(idx).unit.kind.clone();
            computed(number, Unit { kind, exp10 }, bound, status)
        });
        Derived {
            figure: idx,
            outcome,
        }
    });
    out.collect()
}

fn two_digits(value: f64) -> Number {
    let is_short = |decimals: &u8| scaled(value.abs(), i32::from(*decimals)) >= 10.0;
    let decimals = (0..MOST_OF_PER).find(is_short).unwrap_or(MOST_OF_PER);
    to_decimals(value, decimals)
}
