//! Ticks for times: years where there are many, months where the span is short.

use crate::data::{Grain, Lang, Period};

/// One tick of a time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeTick {
    /// Days from 1970-01-01 where the label stands.
    pub at: f64,
    /// Days where a small tick mark stands; differs where a label names a span.
    pub mark: f64,
    /// The label.
    pub text: String,
}

/// A time axis: its domain in days and its ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeAxis {
    /// First day of the domain.
    pub low: f64,
    /// Last day of the domain.
    pub high: f64,
    /// The ticks in order; labels as dense as `n_labels` allows.
    pub ticks: Vec<TimeTick>,
    /// Whether every time shown is a whole year, placed at its first day.
    pub yearly: bool,
}

/// A domain and ticks for `periods`, with at most `n_labels` labels.
///
/// Whole years are labelled where they stand, the first and the last always.
/// Dates get the whole years around them; each label stands in the middle of
/// its year, or at the first of a month where the span is under two years.
#[must_use]
pub fn time_axis(periods: &[Period], n_labels: usize, lang: Lang) -> TimeAxis {
    let first = periods.iter().min().copied().unwrap_or(Period::year(2000));
    let last = periods
        .iter()
        .max_by_key(|p| p.start_day)
        .copied()
        .unwrap_or(first);
    let (first_year, last_year) = (first.civil().0, last.civil().0);
    let yearly = periods.iter().all(|p| p.grain == Grain::Year);
    if yearly {
        return yearly_axis(first_year, last_year, n_labels, lang);
    }
    let low = Period::year(first_year).start_day;
    let high = Period::year(last_year + 1).start_day;
    let mut ticks = Vec::new();
    if last_year - first_year < 2 {
        let step = [1, 2, 3, 6, 12]
            .into_iter()
            .find(|step| (last_year - first_year + 1) * 12 / step <= n_labels.max(1) as i32)
            .unwrap_or(12);
        for year in first_year..=last_year {
            for month in (1..=12).step_by(step as usize) {
                let start = Period {
                    grain: Grain::Month,
                    ..Period::day(year, month, 1)
                };
                let at = f64::from(start.start_day);
                ticks.push(TimeTick {
                    at,
                    mark: at,
                    text: start.text(lang),
                });
            }
        }
    } else {
        let n_years = (last_year - first_year + 1) as usize;
        let step = n_years.div_ceil(n_labels.max(1)).max(1);
        for year in (first_year..=last_year).step_by(step) {
            let start = f64::from(Period::year(year).start_day);
            let end = f64::from(Period::year(year + 1).start_day);
            ticks.push(TimeTick {
                at: f64::midpoint(start, end),
                mark: start,
                text: year.to_string(),
            });
        }
    }
    TimeAxis {
        low: f64::from(low),
        high: f64::from(high),
        ticks,
        yearly,
    }
}

fn yearly_axis(first: i32, last: i32, n_labels: usize, _lang: Lang) -> TimeAxis {
    let n_years = (last - first + 1) as usize;
    let mut step = n_years.div_ceil(n_labels.max(2)).max(1);
    if step > 2 {
        step = [5, 10, 20, 25, 50, 100]
            .into_iter()
            .find(|s| *s >= step)
            .unwrap_or(step);
    }
    let day = |year: i32| f64::from(Period::year(year).start_day);
    let mut years: Vec<i32> = match step {
        1 | 2 => (first..=last).rev().step_by(step).collect(),
        _ => (first..=last)
            .filter(|y| y.rem_euclid(step as i32) == 0)
            .rev()
            .collect(),
    };
    years.reverse();
    // The ends are always named; a neighbor too close to an end gives way.
    let close = step.div_ceil(2) as i32;
    years.retain(|y| {
        (y - first).abs() > close.max(step as i32 - 1).min(step as i32) - 1 || *y == first
    });
    years.retain(|y| (last - y) >= step as i32 || *y == last);
    if years.first() != Some(&first) {
        years.retain(|y| y - first >= step as i32);
        years.insert(0, first);
    }
    if years.last() != Some(&last) {
        years.push(last);
    }
    let ticks = years
        .into_iter()
        .map(|year| TimeTick {
            at: day(year),
            mark: day(year),
            text: year.to_string(),
        })
        .collect();
    let (low, high) = if first == last {
        (day(first) - 183.0, day(first) + 183.0)
    } else {
        (day(first), day(last))
    };
    TimeAxis {
        low,
        high,
        ticks,
        yearly: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(periods: &[&str], n_labels: usize, expected: &[&str]) {
        let periods: Vec<Period> = periods.iter().filter_map(|t| Period::parse(t)).collect();
        let found: Vec<String> = time_axis(&periods, n_labels, Lang::En)
            .ticks
            .into_iter()
            .map(|t| t.text)
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_first_and_last_year_are_always_named() {
        check(
            &["2014", "2018"],
            12,
            &["2014", "2015", "2016", "2017", "2018"],
        );
        check(
            &["2014", "2025"],
            6,
            &["2014", "2017", "2019", "2021", "2023", "2025"],
        );
        check(&["2009", "2022"], 4, &["2009", "2015", "2022"]);
        check(&["2020"], 4, &["2020"]);
    }

    #[test]
    fn dates_get_the_years_around_them() {
        check(
            &["2015-03-29", "2018-06-21"],
            8,
            &["2015", "2016", "2017", "2018"],
        );
        check(
            &["2016-05-10", "2016-12-31"],
            4,
            &["Jan 2016", "Apr 2016", "Jul 2016", "Oct 2016"],
        );
    }

    #[test]
    fn labels_are_never_more_than_asked_for_by_much() {
        for last in 1801..2100 {
            for n in 2..12 {
                let periods = [Period::year(1800), Period::year(last)];
                let found = time_axis(&periods, n, Lang::En).ticks;
                assert!(found.len() <= n + 1, "{last} {n}: {}", found.len());
            }
        }
    }
}
