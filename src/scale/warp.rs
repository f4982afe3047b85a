//! Warp: the function that a scale applies to values before they are laid out evenly.

/// How lengths along an axis grow with values.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Warp {
    /// Evenly.
    #[default]
    Linear,
    /// With the logarithm; only values above zero have a place.
    Log,
    /// With a power, the same on both sides of zero; `sqrt` is the power of a half.
    Power(f64),
    /// With the logarithm, but evenly around zero within this constant.
    Symlog(f64),
}

impl Warp {
    /// The name as in the grammar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Warp::Linear => "linear",
            Warp::Log => "log",
            Warp::Power(_) => "pow",
            Warp::Symlog(_) => "symlog",
        }
    }

    /// Where a value stands, up to the scale of the axis.
    #[must_use]
    pub fn place(self, value: f64) -> f64 {
        match self {
            Warp::Linear => value,
            Warp::Log => libm::log10(value.max(f64::MIN_POSITIVE)),
            Warp::Power(exponent) => libm::copysign(libm::pow(value.abs(), exponent), value),
            Warp::Symlog(constant) => libm::copysign(libm::log1p((value / constant).abs()), value),
        }
    }

    /// Where a value stands between two others: 0 at `low`, 1 at `high`.
    #[must_use]
    pub fn share(self, value: f64, (low, high): (f64, f64)) -> f64 {
        let (low, high) = (self.place(low), self.place(high));
        (self.place(value) - low) / (high - low)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(warp: Warp, value: f64, domain: (f64, f64), expected: f64) {
        let share = warp.share(value, domain);
        assert!((share - expected).abs() < 1e-9, "{warp:?} {value}: {share}");
    }

    #[test]
    fn values_stand_where_d3_puts_them() {
        check(Warp::Linear, 25.0, (0.0, 100.0), 0.25);
        check(Warp::Log, 10.0, (1.0, 100.0), 0.5);
        check(Warp::Power(0.5), 25.0, (0.0, 100.0), 0.5);
        check(Warp::Power(2.0), 50.0, (0.0, 100.0), 0.25);
        check(Warp::Power(0.5), -25.0, (-100.0, 100.0), 0.25);
        check(Warp::Symlog(1.0), 0.0, (-100.0, 100.0), 0.5);
        check(Warp::Symlog(1.0), 9.0, (0.0, 99.0), 0.5);
    }

    #[test]
    fn a_turned_axis_counts_from_the_other_end() {
        check(Warp::Log, 1.0, (100.0, 1.0), 1.0);
        check(Warp::Linear, 25.0, (100.0, 0.0), 0.75);
    }
}
