//! Parts on each other: what may stand so, where each part starts, and what they add up to.

use super::compile::{ChartInput, data_mark};
use super::plan::{Panel, Series};
use crate::data::{Bound, Number, Status, Unit, UnitKind};
use crate::spec::{Field, MarkType};

/// Whether bars or areas of a measure may stand on each other: never a percentage, and not where
/// the author wants them side by side.
pub(super) fn may_stack(input: &ChartInput<'_>, measure: &Field, unit: &Unit) -> bool {
    let encoding = &input.spec.encoding;
    matches!(data_mark(input.spec).0, MarkType::Bar | MarkType::Area)
        && measure.stack.unwrap_or(true)
        && encoding.x_offset.is_none()
        && encoding.y_offset.is_none()
        && unit.kind != UnitKind::Percent
}

/// Gives every part its start, the first series at the foot: positive parts upward, negative
/// ones downward from zero. Says whether there is more than one series, so that parts may meet.
///
/// Two figures of one series at one place would be counted twice; then nothing is stacked.
pub(super) fn stack(series: &mut [Series]) -> bool {
    let repeats = |s: &Series| s.points.windows(2).any(|pair| pair[0].x == pair[1].x);
    if series.len() < 2 || series.iter().any(repeats) {
        return false;
    }
    let mut ends: Vec<(f64, f64, f64)> = Vec::new();
    for point in series.iter_mut().flat_map(|s| &mut s.points) {
        let at = match ends.binary_search_by(|(x, _, _)| x.total_cmp(&point.x)) {
            Ok(at) => at,
            Err(at) => {
                ends.insert(at, (point.x, 0.0, 0.0));
                at
            }
        };
        let (_, up, down) = &mut ends[at];
        let end = if point.value.value < 0.0 { down } else { up };
        point.base = *end;
        *end += point.value.value;
    }
    true
}

/// The places where a series has no figure though it has earlier and later ones: what stands on
/// it has no place there.
pub(super) fn gaps(panel: &Panel) -> Vec<f64> {
    let points = || panel.series.iter().flat_map(|series| &series.points);
    let mut xs: Vec<f64> = points().map(|point| point.x).collect();
    crate::data::sort(&mut xs, &f64::total_cmp);
    xs.dedup();
    let is_gap = |x: &f64| {
        panel
            .series
            .iter()
            .any(|series| match series.points.as_slice() {
                [first, .., last] if (first.x..=last.x).contains(x) => {
                    let at = series.points.binary_search_by(|p| p.x.total_cmp(x));
                    at.is_err()
                }
                _ => false,
            })
    };
    xs.retain(is_gap);
    xs
}

/// What the parts at a place add up to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Total {
    /// The sum, no more precise than its least precise part.
    pub value: Number,
    /// The bound that follows from those of the parts.
    pub bound: Bound,
    /// The status of the first part that is not normal.
    pub status: Status,
}

/// The total at a place of a stacked panel; none with a part missing, or where bounds of
/// both directions meet.
#[must_use]
pub fn total(panel: &Panel, x: f64) -> Option<Total> {
    let mut out: Option<Total> = None;
    for series in panel.series.iter().filter(|s| !s.points.is_empty()) {
        let part = series.points.iter().find(|p| p.x == x)?;
        out = Some(match out {
            None => Total {
                value: part.value,
                bound: part.bound,
                status: part.status,
            },
            Some(sum) => Total {
                value: Number {
                    value: sum.value.value + part.value.value,
                    decimals: sum.value.decimals.min(part.value.decimals),
                },
                bound: joint(sum.bound, part.bound)?,
                status: match sum.status {
                    Status::Normal => part.status,
                    known => known,
                },
            },
        });
    }
    out.filter(|_| panel.stacked)
}

fn joint(a: Bound, b: Bound) -> Option<Bound> {
    match (a, b) {
        (a, b) if a == b => Some(a),
        (Bound::Exact, other) | (other, Bound::Exact) => Some(other),
        _ => None,
    }
}
