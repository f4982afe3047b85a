//! Summary: what a column holds in a few numbers, taken once when it was read.

use serde::{Deserialize, Serialize};

use super::cells::is_number;
use super::{Column, Period, Times, Values};

/// How many steps a distribution has.
const STEPS: usize = 12;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Cells without a value.
    pub n_missing: usize,
    /// The least and the largest number.
    pub numbers: Option<(f64, f64)>,
    /// The most decimals of a number.
    pub decimals: u8,
    /// The earliest and the latest time.
    pub times: Option<(Period, Period)>,
    /// How many distinct texts there are.
    pub n_texts: usize,
    /// How the values are spread, as shares of the largest step, 0 to 1: numbers and times in
    /// equal steps from the least on, texts by frequency, the most frequent first.
    pub spread: Vec<f64>,
}

impl Summary {
    /// Looks at every cell.
    #[must_use]
    pub fn of(column: &Column) -> Summary {
        let mut out = Summary::default();
        match &column.values {
            Values::Number(cells) => {
                let (values, marks) = cells.parts();
                let numbers = || {
                    let cells = values.iter().zip(marks);
                    cells.filter(|(_, mark)| is_number(**mark))
                };
                let (mut n_numbers, mut least, mut largest) = (0, f64::INFINITY, f64::NEG_INFINITY);
                for (value, decimals) in numbers() {
                    n_numbers += 1;
                    out.decimals = out.decimals.max(*decimals);
                    (least, largest) = (least.min(*value), largest.max(*value));
                }
                out.n_missing = cells.len() - n_numbers;
                out.numbers = (n_numbers > 0).then_some((least, largest));
                out.spread = spread(least, largest, numbers().map(|(value, _)| *value));
            }
            Values::Time(cells) => {
                let known = || cells.parts().iter().filter_map(|c| Times::cell(*c).ok());
                let mut n_times = 0;
                for period in known() {
                    n_times += 1;
                    let (first, last) = out.times.unwrap_or((period, period));
                    out.times = Some((first.min(period), last.max(period)));
                }
                out.n_missing = cells.len() - n_times;
                if let Some((first, last)) = out.times {
                    let day = |period: Period| f64::from(period.start_day);
                    out.spread = spread(day(first), day(last), known().map(day));
                }
            }
            Values::Text { levels, codes } => {
                out.n_texts = levels.len();
                let mut counts = vec![0.0_f64; levels.len()];
                for code in codes.parts() {
                    match counts.get_mut(*code as usize) {
                        Some(count) => *count += 1.0,
                        None => out.n_missing += 1,
                    }
                }
                super::sort(&mut counts, &|a: &f64, b: &f64| b.total_cmp(a));
                counts.truncate(STEPS);
                out.spread = shares(counts);
            }
        }
        out
    }
}

/// How many values lie in each of a few equal steps, as shares of the most.
fn spread(least: f64, largest: f64, values: impl Iterator<Item = f64>) -> Vec<f64> {
    let width = largest - least;
    if !width.is_finite() || width <= 0.0 {
        return Vec::new();
    }
    let mut counts = vec![0.0; STEPS];
    let scale = STEPS as f64 / width;
    for value in values {
        let step = ((value - least) * scale) as usize;
        counts[step.min(STEPS - 1)] += 1.0;
    }
    shares(counts)
}

fn shares(mut counts: Vec<f64>) -> Vec<f64> {
    let most = counts.iter().copied().fold(0.0, f64::max);
    for count in &mut counts {
        *count /= most.max(1.0);
    }
    counts
}
