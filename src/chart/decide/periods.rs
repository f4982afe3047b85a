//! Periods of charts that show one figure of each entity: the latest, or those of one period.

use crate::chart::{ChartInput, Times};
use crate::data::{Nature, Period, sort};
use crate::transform::Observation;

/// More periods are no list for people.
const MOST_PERIODS: usize = 400;

/// The periods that can be chosen, the latest first. Where the reader has chosen one of them,
/// only its figures are kept.
pub(super) fn choose(input: &ChartInput<'_>, found: &mut Vec<Observation>) -> Times {
    let figures = found.iter().filter(|o| o.nature != Nature::Target);
    let mut offered: Vec<Period> = figures.filter_map(|o| o.time).collect();
    sort(&mut offered, &|a, b| b.cmp(a));
    offered.dedup();
    if offered.len() < 2 || offered.len() > MOST_PERIODS {
        return Times::default();
    }
    let chosen = input.period.filter(|period| offered.contains(period));
    if chosen.is_some() {
        found.retain(|o| o.time == chosen);
    }
    Times { offered, chosen }
}
