//! Precision: how many decimals, which bound and which status a computed figure has.

use crate::data::{Bound, Number, Status, scaled};

/// The most decimals of a percentage or an index: more say nothing to a reader.
pub(super) const MOST_OF_PERCENT: u8 = 1;

/// Half of the last place that a figure states: 0.05 of `1.2`.
///
/// A whole number that ends in two zeros or more is rounded to these.
pub(super) fn half_place(number: Number) -> f64 {
    if number.decimals > 0 {
        return 0.5 * scaled(1.0, -i32::from(number.decimals));
    }
    let mut place = 1.0;
    while number.value != 0.0 && place < 1e15 && number.value % (place * 10.0) == 0.0 {
        place *= 10.0;
    }
    if place < 100.0 { 0.5 } else { 0.5 * place }
}

/// How far a figure may be from the truth, as a part of itself.
pub(super) fn relative_error(number: Number) -> f64 {
    if number.value == 0.0 {
        return 0.0;
    }
    half_place(number) / number.value.abs()
}

/// A value with as many decimals as an error of this size leaves certain to one unit of the
/// last, at most `most`; none where the value is a bound.
pub(super) fn rounded(value: f64, error: f64, most: u8, bound: Bound) -> Number {
    let certain = |decimals: &u8| scaled(1.0, -i32::from(*decimals)) >= error;
    let decimals = match bound {
        Bound::Exact => (1..=most).rev().find(certain).unwrap_or(0),
        _ => 0,
    };
    to_decimals(value, decimals)
}

/// A value cut to decimals, so that what is drawn is what is said.
pub(super) fn to_decimals(value: f64, decimals: u8) -> Number {
    let places = i32::from(decimals);
    Number {
        value: scaled(scaled(value, places).round(), -places) + 0.0,
        decimals,
    }
}

/// The status of a result: its own where that says more than *normal*, else an estimate where
/// another input is one.
pub(super) fn status(own: Status, inputs: &[Status]) -> Status {
    if own != Status::Normal {
        own
    } else if inputs.iter().any(|status| status.is_soft()) {
        Status::Estimated
    } else {
        Status::Normal
    }
}
