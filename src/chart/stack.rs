//! Parts on each other: what may stand so, where each part starts, and what they add up to.

use super::compile::{ChartInput, data_mark};
use super::plan::{Panel, Point, Series};
use crate::data::{Bound, Number, StackRefusal, Status, Unit, UnitKind};
use crate::spec::{Field, MarkType, Stacking};

/// How the figures of a series stand, and why not as the author asked.
pub(super) type Decided = (Stacking, Option<StackRefusal>);

/// How bars or areas of a measure are to stand: percentages never on each other, and not where
/// the author wants them side by side.
pub(super) fn stacking(input: &ChartInput<'_>, measure: &Field, unit: &Unit) -> Decided {
    let encoding = &input.spec.encoding;
    let is_stackable = matches!(data_mark(input.spec).0, MarkType::Bar | MarkType::Area)
        && encoding.x_offset.is_none()
        && encoding.y_offset.is_none();
    match measure.stack.unwrap_or(Stacking::Zero) {
        wanted if !is_stackable || wanted == Stacking::Apart => (Stacking::Apart, None),
        _ if unit.kind == UnitKind::Percent => {
            let refused = measure.stack.map(|_| StackRefusal::Percent);
            (Stacking::Apart, refused)
        }
        wanted => (wanted, None),
    }
}

/// Gives every part its start, the first series at the foot: positive parts upward, negative
/// ones downward from zero. Says how they stand in the end; one series alone stands apart.
pub(super) fn stack(series: &mut [Series], (wanted, refused): Decided) -> Decided {
    let repeats = |s: &Series| s.points.windows(2).any(|pair| pair[0].x == pair[1].x);
    if series.len() < 2 || wanted == Stacking::Apart {
        return (Stacking::Apart, refused);
    }
    if series.iter().any(repeats) {
        return (Stacking::Apart, Some(StackRefusal::Repeated));
    }
    let points = || series.iter().flat_map(|s| &s.points);
    let is_negative = |point: &Point| point.value.value < 0.0;
    let (wanted, refused) = match points().any(is_negative) {
        true if wanted == Stacking::Normalize => (Stacking::Zero, Some(StackRefusal::Negative)),
        _ => (wanted, refused),
    };
    let n_parts = series.iter().filter(|s| !s.points.is_empty()).count();
    let mut ends: Vec<Ends> = Vec::new();
    for point in series.iter_mut().flat_map(|s| &mut s.points) {
        let at = match ends.binary_search_by(|ends| ends.x.total_cmp(&point.x)) {
            Ok(at) => at,
            Err(at) => {
                ends.insert(at, Ends::at(point.x));
                at
            }
        };
        let ends = &mut ends[at];
        let end = match point.value.value < 0.0 {
            true => &mut ends.down,
            false => &mut ends.up,
        };
        point.base = *end;
        *end += point.value.value;
        ends.n_parts += 1;
    }
    if wanted == Stacking::Normalize {
        for point in series.iter_mut().flat_map(|s| &mut s.points) {
            let found = ends.binary_search_by(|ends| ends.x.total_cmp(&point.x));
            let whole = found.ok().and_then(|at| ends.get(at));
            let whole = whole.filter(|ends| ends.n_parts == n_parts && ends.up > 0.0);
            let scale = whole.map_or(0.0, |ends| 100.0 / ends.up);
            point.base *= scale;
            point.extent *= scale;
        }
    }
    (wanted, refused)
}

/// Where the parts at a place end so far.
struct Ends {
    x: f64,
    up: f64,
    down: f64,
    n_parts: usize,
}

impl Ends {
    fn at(x: f64) -> Ends {
        Ends {
            x,
            up: 0.0,
            down: 0.0,
            n_parts: 0,
        }
    }
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
                [first, .., last] => (first.x..=last.x).contains(x) && series.at(*x).is_none(),
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
    if !panel.is_stacked() {
        return None;
    }
    let mut out: Option<Total> = None;
    for series in panel.series.iter().filter(|s| !s.points.is_empty()) {
        let part = series.at(x)?;
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
                bound: sum.bound.joint(part.bound)?,
                status: match sum.status {
                    Status::Normal => part.status,
                    known => known,
                },
            },
        });
    }
    out
}
