//! Growth along a series: index, change on the year before, average yearly growth.

use super::lines::Lines;
use super::precision::{MOST_OF_PERCENT, relative_error, rounded, status, to_decimals};
use super::{Derived, Origin, Outcome};
use crate::data::{Bound, Grain, NotAvailable, Number, Period, Status, Unit, UnitKind};
use crate::transform::Observation;

/// Days of a year on average, in the Gregorian calendar.
const YEAR: f64 = 365.2425;

fn each(
    lines: &Lines<'_>,
    outcome: &dyn Fn(usize) -> Result<Outcome, NotAvailable>,
) -> Vec<Derived> {
    let derived = |idx| Derived {
        figure: idx,
        outcome: outcome(idx),
    };
    lines.each().map(derived).collect()
}

/// A ratio of two figures, its error as a part of itself, and its bound.
struct Ratio {
    value: f64,
    error: f64,
    bound: Bound,
}

fn ratio(later: &Observation, earlier: &Observation) -> Result<Ratio, NotAvailable> {
    if earlier.value.value <= 0.0 {
        return Err(NotAvailable::NotAboveZero);
    }
    let bound = later
        .bound
        .joint(earlier.bound.inverse())
        .ok_or(NotAvailable::Bounds)?;
    // Below zero a larger base makes the ratio larger, not smaller.
    if later.value.value < 0.0 && bound != Bound::Exact {
        return Err(NotAvailable::Bounds);
    }
    Ok(Ratio {
        value: later.value.value / earlier.value.value,
        error: relative_error(later.value) + relative_error(earlier.value),
        bound,
    })
}

/// The figure that a level is counted from, where growth may be computed from levels at all.
fn base_of(lines: &Lines<'_>, idx: usize, base: Option<Period>) -> Result<usize, NotAvailable> {
    if let Some(refusal) = lines.refusal(idx) {
        return Err(refusal);
    }
    let base = base.ok_or(NotAvailable::NoBase)?;
    lines.at(lines.line(idx), base)?.ok_or(NotAvailable::NoBase)
}

/// The base = 100; behind each break the first figure is the base.
pub(super) fn index(lines: &Lines<'_>, wanted: Option<Period>) -> Vec<Derived> {
    let base = wanted.or_else(|| lines.first_common());
    each(lines, &|idx| {
        let first = base_of(lines, idx, base)?;
        if lines.n_breaks(idx) < lines.n_breaks(first) {
            return Err(NotAvailable::SeriesBreak);
        }
        let is_again = lines.n_breaks(idx) > lines.n_breaks(first);
        let line = &lines.lines[lines.line(idx)];
        let again = line
            .iter()
            .find(|other| lines.n_breaks(**other) == lines.n_breaks(idx));
        let base = again.filter(|_| is_again).map_or(first, |again| *again);
        let (own, from) = (lines.observation(idx), lines.observation(base));
        if !lines.is_stock(idx) && own.time.map(|t| t.grain) != from.time.map(|t| t.grain) {
            return Err(NotAvailable::OtherPeriodLength);
        }
        let outcome = |value: Number, bound: Bound, status: Status| Outcome {
            value,
            unit: Unit::PURE,
            bound,
            status,
            base: from.time,
            origin: Origin::Computed,
        };
        if idx == base {
            if own.value.value <= 0.0 {
                return Err(NotAvailable::NotAboveZero);
            }
            let status = if is_again { Status::Break } else { own.status };
            return Ok(outcome(to_decimals(100.0, 0), Bound::Exact, status));
        }
        // Two figures at one time leave open which one is meant.
        own.time
            .map_or(Ok(None), |time| lines.at(lines.line(idx), time))?;
        let ratio = ratio(own, from)?;
        let value = 100.0 * ratio.value;
        let number = rounded(
            value,
            value.abs() * ratio.error,
            MOST_OF_PERCENT,
            ratio.bound,
        );
        let own_status = match own.status {
            // It belongs to the base, and the line runs on.
            Status::Break | Status::Definition => Status::Normal,
            status => status,
        };
        Ok(outcome(
            number,
            ratio.bound,
            status(own_status, &[from.status]),
        ))
    })
}

/// The change on the year before; the publisher's own rate where there is one.
pub(super) fn change(lines: &Lines<'_>) -> Vec<Derived> {
    each(lines, &|idx| {
        let computed = computed_change(lines, idx);
        match stated(lines, idx) {
            Some(stated) => Ok(as_stated(stated, computed.ok())),
            None => computed,
        }
    })
}

fn computed_change(lines: &Lines<'_>, idx: usize) -> Result<Outcome, NotAvailable> {
    match lines.refusal(idx) {
        None | Some(NotAvailable::Rate) => {}
        Some(refusal) => return Err(refusal),
    }
    let before = lines.year_before(idx)?;
    if lines.n_breaks(before) != lines.n_breaks(idx) {
        return Err(NotAvailable::SeriesBreak);
    }
    let (later, earlier) = (lines.observation(idx), lines.observation(before));
    let (value, unit, bound) = if lines.is_percent(idx) {
        let bound = later
            .bound
            .joint(earlier.bound.inverse())
            .ok_or(NotAvailable::Bounds)?;
        let decimals = match bound {
            Bound::Exact => later.value.decimals.min(earlier.value.decimals),
            _ => 0,
        };
        let points = Unit {
            kind: UnitKind::Points,
            exp10: 0,
        };
        let difference = later.value.value - earlier.value.value;
        (to_decimals(difference, decimals), points, bound)
    } else {
        let ratio = ratio(later, earlier)?;
        let error = 100.0 * ratio.value.abs() * ratio.error;
        let percent = 100.0 * (ratio.value - 1.0);
        let value = rounded(percent, error, MOST_OF_PERCENT, ratio.bound);
        (value, Unit::PERCENT, ratio.bound)
    };
    Ok(Outcome {
        value,
        unit,
        bound,
        status: status(soft(later.status), &[earlier.status]),
        base: earlier.time,
        origin: Origin::Computed,
    })
}

/// A status that is about the figure and not about its neighbors.
fn soft(status: Status) -> Status {
    if status.is_soft() {
        status
    } else {
        Status::Normal
    }
}

/// The growth that the publisher states for a figure: the one at the same time.
fn stated<'a>(lines: &Lines<'a>, idx: usize) -> Option<&'a Observation> {
    let own = lines.observation(idx);
    let key = lines.meta(idx).map(|meta| &meta.stated_growth)?;
    let mut found = lines.facts.background.iter().filter(|other| {
        !key.is_empty()
            && other.series == *key
            && (other.time, other.nature) == (own.time, own.nature)
            && other.preferred
            && other.unit.kind == UnitKind::Percent
    });
    let one = found.next();
    one.filter(|_| found.next().is_none())
}

fn as_stated(stated: &Observation, computed: Option<Outcome>) -> Outcome {
    let said = |number: Number, decimals: u8| to_decimals(number.value, decimals).value;
    let differs = |computed: &Number| {
        let decimals = computed.decimals.min(stated.value.decimals);
        said(*computed, decimals) != said(stated.value, decimals)
    };
    let exact = computed.filter(|outcome| (outcome.bound, stated.bound) == Default::default());
    Outcome {
        value: stated.value,
        unit: stated.unit.clone(),
        bound: stated.bound,
        status: stated.status,
        base: None,
        origin: Origin::Stated {
            note: stated.note.clone(),
            source: stated.source.clone(),
            computed: exact.map(|outcome| outcome.value).filter(differs),
        },
    }
}

/// The average yearly growth since the first common period.
pub(super) fn cagr(lines: &Lines<'_>) -> Vec<Derived> {
    let base = lines.first_common();
    each(lines, &|idx| {
        let from = base_of(lines, idx, base)?;
        if from == idx {
            return Err(NotAvailable::Base);
        }
        if lines.n_breaks(from) != lines.n_breaks(idx) {
            return Err(NotAvailable::SeriesBreak);
        }
        let (later, earlier) = (lines.observation(idx), lines.observation(from));
        let (Some(end), Some(start)) = (later.time, earlier.time) else {
            return Err(NotAvailable::NotWholeYears);
        };
        lines.at(lines.line(idx), end)?;
        let n_years = years_between(start, end, lines.is_stock(idx))?;
        if later.value.value <= 0.0 {
            return Err(NotAvailable::NotAboveZero);
        }
        let ratio = ratio(later, earlier)?;
        let factor = libm::pow(ratio.value, 1.0 / n_years);
        let error = 100.0 * factor * ratio.error / n_years;
        let percent = 100.0 * (factor - 1.0);
        Ok(Outcome {
            value: rounded(percent, error, MOST_OF_PERCENT, ratio.bound),
            unit: Unit::PERCENT,
            bound: ratio.bound,
            status: status(soft(later.status), &[earlier.status]),
            base: Some(start),
            origin: Origin::Computed,
        })
    })
}

/// The years from one period to another: whole ones, so that the season is the same; of dated
/// stocks any time of a year or more.
fn years_between(start: Period, end: Period, is_stock: bool) -> Result<f64, NotAvailable> {
    let not_whole = NotAvailable::NotWholeYears;
    if start.grain != end.grain {
        return Err(NotAvailable::OtherPeriodLength);
    }
    let (from, to) = (start.civil(), end.civil());
    let is_whole = match start.grain {
        Grain::Week => start.iso_week().1 == end.iso_week().1,
        _ => (from.1, from.2) == (to.1, to.2),
    };
    let n_years = match start.grain {
        Grain::Week => f64::from(end.iso_week().0 - start.iso_week().0),
        _ if is_whole => f64::from(to.0 - from.0),
        _ => f64::from(end.start_day - start.start_day) / YEAR,
    };
    let is_dated_stock = is_stock && start.grain == Grain::Day;
    if n_years >= 0.99 && (is_whole || is_dated_stock) {
        Ok(n_years)
    } else {
        Err(not_whole)
    }
}
