//! Round ticks for numbers, as d3 and Vega choose them: steps of 1, 2 or 5 times a power of ten.

/// A nice domain with its ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// The first tick; at or below the least value.
    pub low: f64,
    /// The last tick; at or above the largest value.
    pub high: f64,
    /// Every tick, ascending.
    pub values: Vec<f64>,
    /// Digits behind the decimal point that tell the ticks apart; `None` where every tick has as
    /// many as it needs, as over several powers of ten.
    pub decimals: Option<u8>,
}

/// About `wanted` round ticks that hold `low` to `high`.
///
/// A domain of no length gets a length: zero becomes 0 to 1, another value
/// becomes zero to that value. Values that are not finite are treated as zero.
#[must_use]
pub fn nice_ticks(low: f64, high: f64, wanted: usize) -> Ticks {
    let finite = |value: f64| {
        if value.is_finite() {
            value.clamp(-1e300, 1e300)
        } else {
            0.0
        }
    };
    let (mut low, mut high) = (finite(low.min(high)), finite(low.max(high)));
    if high - low <= f64::EPSILON * high.abs().max(low.abs()) {
        low = low.min(0.0);
        high = high.max(0.0);
        if high - low <= 0.0 {
            high = 1.0;
        }
    }
    let raw = (high - low) / wanted.max(1) as f64;
    let power = libm::floor(libm::log10(raw)) as i32;
    let base = power_of_ten(power);
    let ratio = raw / base;
    // The thresholds are the geometric means between 1, 2, 5 and 10, squared.
    let factor = match ratio * ratio {
        r if r >= 50.0 => 10.0,
        r if r >= 10.0 => 5.0,
        r if r >= 2.0 => 2.0,
        _ => 1.0,
    };
    let step_power = if factor >= 10.0 { power + 1 } else { power };
    let decimals = (-step_power).clamp(0, 12) as u8;
    let step = factor * base;
    let first = libm::floor(low / step + 1e-9) as i64;
    let last = libm::ceil(high / step - 1e-9) as i64;
    let values: Vec<f64> = (first..=last).map(|k| times(k, factor, power)).collect();
    Ticks {
        low: times(first, factor, power),
        high: times(last, factor, power),
        values,
        decimals: Some(decimals),
    }
}

/// k · factor · 10^power with the fewest roundings, so that 3 × 0.1 is 0.3.
fn times(k: i64, factor: f64, power: i32) -> f64 {
    let whole = k as f64 * factor;
    if power >= 0 {
        whole * power_of_ten(power)
    } else {
        whole / power_of_ten(-power)
    }
}

fn power_of_ten(power: i32) -> f64 {
    crate::data::scaled(1.0, power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(low: f64, high: f64, expected: &[f64]) {
        assert_eq!(nice_ticks(low, high, 5).values, expected);
    }

    #[test]
    fn ticks_are_round_and_hold_the_domain() {
        check(
            0.0,
            3000.0,
            &[0.0, 500.0, 1000.0, 1500.0, 2000.0, 2500.0, 3000.0],
        );
        check(0.0, 96.0, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        check(0.0, 0.3, &[0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
        check(-35.0, 40.0, &[-40.0, -20.0, 0.0, 20.0, 40.0]);
    }

    #[test]
    fn odd_domains_still_have_ticks() {
        for (low, high) in [
            (0.0, 0.0),
            (7.0, 7.0),
            (-3.0, -3.0),
            (f64::NAN, 1.0),
            (1e300, 1e301),
            (1e-300, 2e-300),
        ] {
            let ticks = nice_ticks(low, high, 5);
            assert!(ticks.values.len() >= 2, "{low} {high}: {ticks:?}");
            assert!(ticks.values.len() <= 12, "{low} {high}: {ticks:?}");
        }
    }
}
