//! The scale of an axis of numbers: its function, its ends and its ticks.

use super::{Ticks, Warp, nice_ticks};
use crate::data::scaled;

/// More labels than this crowd an axis of powers.
const MOST_POWERS: usize = 7;

/// What is decided about an axis of numbers; the default is linear from zero with round ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValueScale {
    /// How lengths grow.
    pub warp: Warp,
    /// The ends that the author asked for, ascending; widened where values lie beyond.
    pub domain: Option<(f64, f64)>,
    /// Whether zero is on the axis.
    pub zero: bool,
    /// Whether the ends are round.
    pub nice: bool,
    /// Whether the largest value stands where the least would.
    pub reverse: bool,
}

impl Default for ValueScale {
    fn default() -> ValueScale {
        ValueScale {
            warp: Warp::Linear,
            domain: None,
            zero: true,
            nice: true,
            reverse: false,
        }
    }
}

impl ValueScale {
    /// Linear, around the values alone.
    pub const AROUND: ValueScale = ValueScale {
        warp: Warp::Linear,
        domain: None,
        zero: false,
        nice: true,
        reverse: false,
    };

    /// Whether it is logarithmic.
    #[must_use]
    pub fn is_log(&self) -> bool {
        self.warp == Warp::Log
    }

    /// The ends and about `wanted` ticks for values from `low` to `high`.
    #[must_use]
    pub fn ticks(&self, low: f64, high: f64, wanted: usize) -> Ticks {
        let (mut low, mut high) = (low.min(high), high.max(low));
        if let Some((from, to)) = self.domain {
            low = low.min(from);
            high = high.max(to);
        } else if self.zero && !self.is_log() {
            low = low.min(0.0);
            high = high.max(0.0);
        }
        let mut ticks = match self.warp {
            Warp::Log => log_ticks(low, high),
            Warp::Symlog(_) => symlog_ticks(self.warp, low, high, wanted),
            Warp::Linear | Warp::Power(_) => nice_ticks(low, high, wanted),
        };
        // Ends that the author wrote stand as written.
        if (self.domain.is_some() || !self.nice) && low < high {
            let slack = (high - low) * 1e-9;
            ticks
                .values
                .retain(|v| *v >= low - slack && *v <= high + slack);
            (ticks.low, ticks.high) = (low, high);
        }
        if self.reverse {
            (ticks.low, ticks.high) = (ticks.high, ticks.low);
        }
        ticks
    }
}

/// Ends at 1, 2 or 5 times a power of ten; ticks there, or at the powers alone where the values
/// span many. Without a value above zero: 1 to 10.
fn log_ticks(low: f64, high: f64) -> Ticks {
    let is_placed = low > 0.0 && high.is_finite();
    let (low, high) = if is_placed { (low, high) } else { (1.0, 10.0) };
    let (first, last) = (exponent(low), exponent(high) + 1);
    let steps: Vec<(i32, f64)> = (first..=last)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|factor| (power, factor * scaled(1.0, power))))
        .collect();
    let start = steps.iter().rposition(|(_, v)| *v <= low * (1.0 + 1e-12));
    let end = steps.iter().position(|(_, v)| *v >= high * (1.0 - 1e-12));
    let (start, end) = (start.unwrap_or(0), end.unwrap_or(steps.len() - 1));
    // One value alone still needs a length.
    let end = if end > start {
        end
    } else {
        (start + 1).min(steps.len() - 1)
    };
    let within = &steps[start..=end];
    let all = within.iter().map(|(_, v)| *v).collect::<Vec<f64>>();
    let (low, high) = (all[0], all[all.len() - 1]);
    let values = if all.len() <= MOST_POWERS {
        all
    } else {
        let powers: Vec<f64> = within
            .iter()
            .filter(|(power, v)| *v == scaled(1.0, *power))
            .map(|(_, v)| *v)
            .collect();
        let stride = powers.len().div_ceil(MOST_POWERS).max(1);
        powers.into_iter().step_by(stride).collect()
    };
    Ticks {
        low,
        high,
        decimals: None,
        values,
    }
}

/// Zero and powers of ten on both sides, where the values span more than one power.
fn symlog_ticks(warp: Warp, low: f64, high: f64, wanted: usize) -> Ticks {
    let largest = low.abs().max(high.abs());
    if !(largest.is_finite() && largest > 10.0) {
        return nice_ticks(low, high, wanted);
    }
    let ends = nice_ticks(low, high, wanted);
    let top = exponent(largest);
    let stride = (top as usize + 1).div_ceil(4).max(1);
    let powers: Vec<f64> = (0..=top)
        .rev()
        .step_by(stride)
        .map(|p| scaled(1.0, p))
        .collect();
    let below = powers.iter().map(|v| -v);
    let mut values: Vec<f64> = below
        .chain([0.0])
        .chain(powers.iter().rev().copied())
        .collect();
    // Labels of small powers would stand on that of zero.
    let ends_at = (ends.low, ends.high);
    let from_zero = |v: f64| (warp.share(v, ends_at) - warp.share(0.0, ends_at)).abs();
    values.retain(|v| (ends.low..=ends.high).contains(v) && (*v == 0.0 || from_zero(*v) > 0.08));
    Ticks {
        decimals: None,
        values,
        ..ends
    }
}

/// The power of ten at or below a positive value.
fn exponent(value: f64) -> i32 {
    libm::floor(libm::log10(value) + 1e-12) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: ValueScale = ValueScale {
        warp: Warp::Log,
        ..ValueScale::AROUND
    };

    #[track_caller]
    fn check(scale: ValueScale, (low, high): (f64, f64), ends: (f64, f64), ticks: &[f64]) {
        let found = scale.ticks(low, high, 4);
        assert_eq!((found.low, found.high), ends, "{scale:?}");
        assert_eq!(found.values, ticks, "{scale:?}");
    }

    #[test]
    fn zero_is_on_the_axis_unless_it_is_left_out() {
        check(
            ValueScale::default(),
            (60.0, 96.0),
            (0.0, 100.0),
            &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0],
        );
        check(
            ValueScale::AROUND,
            (60.0, 96.0),
            (60.0, 100.0),
            &[60.0, 70.0, 80.0, 90.0, 100.0],
        );
    }

    #[test]
    fn written_ends_stand_and_are_widened_for_values_beyond() {
        let within = ValueScale {
            domain: Some((3.0, 97.0)),
            ..ValueScale::default()
        };
        check(within, (10.0, 90.0), (3.0, 97.0), &[20.0, 40.0, 60.0, 80.0]);
        check(
            within,
            (-10.0, 90.0),
            (-10.0, 97.0),
            &[0.0, 20.0, 40.0, 60.0, 80.0],
        );
        let exact = ValueScale {
            nice: false,
            ..ValueScale::AROUND
        };
        check(exact, (13.0, 87.0), (13.0, 87.0), &[20.0, 40.0, 60.0, 80.0]);
    }

    #[test]
    fn a_reversed_axis_keeps_its_ticks() {
        let turned = ValueScale {
            reverse: true,
            ..ValueScale::default()
        };
        check(turned, (0.0, 4.0), (4.0, 0.0), &[0.0, 1.0, 2.0, 3.0, 4.0]);
    }

    #[test]
    fn powers_are_labelled_and_their_parts_where_they_are_few() {
        check(
            LOG,
            (3.0, 90.0),
            (2.0, 100.0),
            &[2.0, 5.0, 10.0, 20.0, 50.0, 100.0],
        );
        check(
            LOG,
            (1.0, 1e5),
            (1.0, 1e5),
            &[1.0, 10.0, 100.0, 1e3, 1e4, 1e5],
        );
        check(LOG, (0.04, 0.3), (0.02, 0.5), &[0.02, 0.05, 0.1, 0.2, 0.5]);
        let far = LOG.ticks(1e-9, 1e9, 4);
        assert!(far.values.len() <= MOST_POWERS, "{far:?}");
        assert_eq!((far.low, far.high), (1e-9, 1e9));
    }

    #[test]
    fn odd_values_still_have_ticks() {
        for warp in [Warp::Log, Warp::Symlog(1.0), Warp::Power(0.5), Warp::Linear] {
            let scale = ValueScale {
                warp,
                ..ValueScale::default()
            };
            for (low, high) in [
                (0.0, 0.0),
                (7.0, 7.0),
                (-5.0, 5.0),
                (1e-300, 2e-300),
                (1e300, 1e301),
                (f64::MAX, f64::MIN),
                (-1e6, 3e6),
            ] {
                let ticks = scale.ticks(low, high, 4);
                assert!(ticks.low < ticks.high, "{warp:?} {low} {high}: {ticks:?}");
                assert!(
                    (2..=20).contains(&ticks.values.len()),
                    "{warp:?} {low} {high}: {ticks:?}"
                );
            }
        }
    }

    #[test]
    fn symlog_labels_powers_on_both_sides_of_zero() {
        let scale = ValueScale {
            warp: Warp::Symlog(1.0),
            ..ValueScale::default()
        };
        check(
            scale,
            (-90.0, 800.0),
            (-200.0, 800.0),
            &[-100.0, -10.0, 0.0, 10.0, 100.0],
        );
    }
}
