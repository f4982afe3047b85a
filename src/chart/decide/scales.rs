//! Decides the scales of axes of numbers: what was asked for, where it can be read right.

use crate::chart::ChartInput;
use crate::chart::plan::{Panel, Series};
use crate::data::ScaleRefusal;
use crate::scale::{ValueScale, Warp};
use crate::spec::{Field, MarkType, Nice, ScaleDef, ScaleType};
use crate::transform::Derivation;

/// How many times the least value the largest is, where a log scale is worth a switch.
const WORTH_A_LOG: f64 = 10.0;

/// A scale, and why it is not the one that was asked for.
pub(super) type Scaled = (ValueScale, Option<ScaleRefusal>);

fn warp_of(written: &ScaleDef) -> Warp {
    let above_zero = |value: Option<f64>| value.filter(|v| *v > 0.0 && v.is_finite());
    match written.kind {
        Some(ScaleType::Log) => Warp::Log,
        Some(ScaleType::Sqrt) => Warp::Power(0.5),
        Some(ScaleType::Pow) => match above_zero(written.exponent) {
            Some(exponent) if exponent != 1.0 => Warp::Power(exponent),
            _ => Warp::Linear,
        },
        Some(ScaleType::Symlog) => Warp::Symlog(above_zero(written.constant).unwrap_or(1.0)),
        _ => Warp::Linear,
    }
}

/// The scale as written, for values that have a place on it; silent where the author was.
fn written_scale(field: &Field, zero: bool) -> ValueScale {
    let written = field.scale.clone().unwrap_or_default();
    ValueScale {
        warp: warp_of(&written),
        domain: written.domain.map(|[a, b]| (a.min(b), a.max(b))),
        zero: written.zero.unwrap_or(zero),
        nice: written.nice != Some(Nice::Flag(false)),
        // Ends that descend turn the axis round, as `reverse` does.
        reverse: written.reverse.unwrap_or(false) != written.domain.is_some_and(|[a, b]| a > b),
    }
}

/// A log scale has no place for zero: linear then, with the reason.
fn placed(mut scale: ValueScale, mut values: impl Iterator<Item = f64>) -> Scaled {
    if !scale.is_log() {
        return (scale, None);
    }
    scale.domain = scale.domain.filter(|(from, to)| *from > 0.0 && *to > 0.0);
    if values.all(|value| value > 0.0) {
        return (scale, None);
    }
    scale.warp = Warp::Linear;
    (scale, Some(ScaleRefusal::NotAboveZero))
}

/// The scale of the values of a panel that is otherwise decided.
pub(super) fn value_scale(
    input: &ChartInput<'_>,
    y: &Field,
    panel: &Panel,
    derivation: Option<&Derivation>,
) -> Scaled {
    // Ranks have an axis of their own, and shares one from 0 to 100.
    if derivation == Some(&Derivation::Rank) || panel.is_normalized() {
        return (ValueScale::default(), None);
    }
    let mut scale = written_scale(y, true);
    match input.scale {
        Some(ScaleType::Log) => scale.warp = Warp::Log,
        Some(_) => scale.warp = Warp::Linear,
        None => {}
    }
    if derivation.is_some() {
        // The author's ends are those of the values.
        scale.domain = None;
    }
    if is_length(panel) {
        let plain = ValueScale {
            reverse: scale.reverse,
            nice: scale.nice,
            domain: scale
                .domain
                .map(|(low, high)| (low.min(0.0), high.max(0.0))),
            ..ValueScale::default()
        };
        let is_cut = scale.domain.is_some_and(|(from, to)| from * to > 0.0);
        let is_refused = scale.warp != Warp::Linear || !scale.zero || is_cut;
        return (plain, is_refused.then_some(ScaleRefusal::FromZero));
    }
    placed(scale, panel.values())
}

/// The scale of the measure across, of the points of `series`.
pub(super) fn across_scale(x: &Field, mark: MarkType, series: &[Series]) -> Scaled {
    if mark == MarkType::Bar || mark == MarkType::Area {
        return (ValueScale::AROUND, None);
    }
    placed(
        written_scale(x, false),
        series.iter().flat_map(|s| s.points.iter().map(|p| p.x)),
    )
}

/// Why rows do not have the scale that was asked for: they are lengths from zero.
pub(super) fn rows_scale(x: &Field) -> Option<ScaleRefusal> {
    let written = written_scale(x, true);
    let nice = written.nice;
    let plain = ValueScale {
        nice,
        ..ValueScale::default()
    };
    (written != plain).then_some(ScaleRefusal::FromZero)
}

/// Whether a value is read from a length, which begins at zero.
fn is_length(panel: &Panel) -> bool {
    matches!(panel.mark, MarkType::Bar | MarkType::Area) || panel.is_stacked()
}

/// Whether a log scale is shown, where it can be asked for: values above zero that span enough,
/// as lines or points.
pub(super) fn log_offer(panels: &[Panel], derivation: Option<&Derivation>) -> Option<bool> {
    let is_log = panels.iter().any(|panel| panel.scale.is_log());
    if is_log {
        return Some(true);
    }
    let can = |panel: &Panel| {
        let (low, high) = panel.values().fold((f64::MAX, f64::MIN), |(low, high), v| {
            (low.min(v), high.max(v))
        });
        !is_length(panel) && low > 0.0 && high.is_finite() && high / low >= WORTH_A_LOG
    };
    (derivation != Some(&Derivation::Rank) && panels.iter().any(can)).then_some(false)
}
