//! Periods of charts that show one figure of each entity: the latest, or those of one period.

use crate::chart::{ChartInput, Times};
use crate::data::{Nature, Period, sort};
use crate::transform::Observation;

/// More periods are no list for people.
const MOST_PERIODS: usize = 400;

/// The periods of the figures that can be chosen, the latest first, and the reader's choice where
/// it is one of them.
pub(super) fn times_of(input: &ChartInput<'_>, found: &[Observation]) -> Times {
    let figures = found.iter().filter(|o| o.nature != Nature::Target);
    let mut offered: Vec<Period> = figures.filter_map(|o| o.time).collect();
    sort(&mut offered, &|a, b| b.cmp(a));
    offered.dedup();
    if offered.len() < 2 || offered.len() > MOST_PERIODS {
        return Times::default();
    }
    let chosen = input.period.filter(|period| offered.contains(period));
    Times { offered, chosen }
}
