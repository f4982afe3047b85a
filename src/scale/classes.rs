//! Classes of numbers for colours: round bounds that say something of the values at hand.

use super::nice_ticks;
use crate::data::{scaled, sort};

/// The most classes that an eye tells apart on one ramp.
pub const MOST_CLASSES: usize = 6;

/// From how many times the median on the largest value stands alone, so that even bounds would
/// leave most values in one class.
const SKEWED: f64 = 6.0;

/// Numbers in classes. A value at a bound belongs to the class above it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Classes {
    /// The bounds between classes, ascending; one fewer than there are classes.
    pub bounds: Vec<f64>,
    /// Whether zero is a bound, with as many classes below as above.
    pub diverging: bool,
}

impl Classes {
    /// Classes for values: even ones, or with bounds that grow where few values are far larger
    /// than the rest; around zero where values have both signs.
    #[must_use]
    pub fn of(values: &[f64]) -> Classes {
        let mut values: Vec<f64> = values.iter().copied().filter(|v| v.is_finite()).collect();
        sort(&mut values, &f64::total_cmp);
        let (Some(&low), Some(&high)) = (values.first(), values.last()) else {
            return Classes::default();
        };
        if low < 0.0 && high > 0.0 {
            return Classes {
                bounds: around_zero(high.max(-low)),
                diverging: true,
            };
        }
        let median = values[values.len() / 2];
        let is_skewed = low >= 0.0 && high > SKEWED * median;
        let bounds = if is_skewed {
            growing(&values)
        } else {
            even(low, high)
        };
        Classes {
            bounds,
            diverging: false,
        }
    }

    /// How many classes there are.
    #[must_use]
    pub fn n_classes(&self) -> usize {
        self.bounds.len() + 1
    }

    /// The class of a value, from 0.
    #[must_use]
    pub fn class_of(&self, value: f64) -> usize {
        self.bounds.iter().filter(|bound| **bound <= value).count()
    }
}

fn even(low: f64, high: f64) -> Vec<f64> {
    for wanted in (2..MOST_CLASSES).rev() {
        let mut ticks = nice_ticks(low, high, wanted).values;
        ticks.retain(|tick| *tick > low && *tick <= high);
        if ticks.len() < MOST_CLASSES {
            return ticks;
        }
    }
    Vec::new()
}

/// Bounds of 1, 2 or 5 times a power of ten, near those that would put equally many values into
/// each class.
fn growing(values: &[f64]) -> Vec<f64> {
    let mut out: Vec<f64> = Vec::new();
    // Zeros are of the lowest class, whatever their number.
    let above: Vec<f64> = values.iter().copied().filter(|v| *v > 0.0).collect();
    for cut in 1..MOST_CLASSES {
        let Some(value) = above.get(above.len() * cut / MOST_CLASSES) else {
            continue;
        };
        let bound = rounded(*value);
        if out.last().is_none_or(|last| bound > *last) && values.iter().any(|v| *v >= bound) {
            out.push(bound);
        }
    }
    // A lowest class that no value is in would only take a colour away.
    out.retain(|bound| values.iter().any(|v| v < bound));
    out
}

fn around_zero(most: f64) -> Vec<f64> {
    let step = rounded(most / 3.0);
    vec![-2.0 * step, -step, 0.0, step, 2.0 * step]
}

/// The nearest 1, 2 or 5 times a power of ten, by ratio.
fn rounded(value: f64) -> f64 {
    let power = libm::floor(libm::log10(value)) as i32;
    let distance = |v: f64| libm::fabs(libm::log10(v / value));
    [1.0, 2.0, 5.0, 10.0]
        .map(|factor| factor * scaled(1.0, power))
        .into_iter()
        .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[f64], bounds: &[f64]) {
        assert_eq!(Classes::of(values).bounds, bounds, "{values:?}");
    }

    #[test]
    fn even_values_have_even_classes() {
        check(
            &[12.0, 30.0, 45.0, 61.0, 88.0, 97.0],
            &[20.0, 40.0, 60.0, 80.0],
        );
        check(&[90.1, 91.0, 93.9], &[91.0, 92.0, 93.0]);
    }

    #[test]
    fn few_large_values_do_not_leave_the_rest_in_one_class() {
        let counts = [
            1.0, 2.0, 4.0, 7.0, 9.0, 14.0, 30.0, 62.0, 110.0, 420.0, 1573.0,
        ];
        let found = Classes::of(&counts);
        assert_eq!(found.bounds, [2.0, 5.0, 10.0, 50.0, 500.0]);
        let mut filled: Vec<usize> = counts.iter().map(|v| found.class_of(*v)).collect();
        filled.dedup();
        assert_eq!(filled, [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn both_signs_diverge_at_zero() {
        let found = Classes::of(&[-30.0, -4.0, 3.0, 58.0]);
        assert!(found.diverging);
        assert_eq!(found.bounds, [-40.0, -20.0, 0.0, 20.0, 40.0]);
        assert_eq!(found.class_of(-4.0), 2);
        assert_eq!(found.class_of(0.0), 3);
    }

    #[test]
    fn odd_values_have_classes_too() {
        check(&[], &[]);
        check(&[f64::NAN], &[]);
        check(&[7.0], &[]);
        check(&[0.0, 0.0], &[]);
        for values in [
            vec![0.0, 0.0, 0.0, 1e12],
            vec![1e-9, 1e-3, 5.0],
            vec![-5.0, -1.0],
            (0..5000).map(f64::from).collect(),
            vec![f64::MIN, f64::MAX],
        ] {
            let found = Classes::of(&values);
            assert!(found.n_classes() <= MOST_CLASSES, "{values:?}: {found:?}");
            let mut bounds = found.bounds.windows(2);
            assert!(bounds.all(|pair| pair[0] < pair[1]), "{found:?}");
        }
    }
}
