//! Time units: the unit of the calendar that each time lies in, as `vega-time` floors times.
//!
//! Units without a year lie in 2012, Vega's year of reference. A time that is longer than the
//! unit (a year asked for its month) stays as long as it is; where the unit has no year there is
//! no answer.

use super::cells::{named, time_column};
use super::input::wrong_type;
use super::{Input, Outcome, Refusal};
use crate::data::{Grain, Period, Values};
use crate::spec::{TimePart, TimeUnitStep};

/// A leap year that begins on a Sunday.
const REFERENCE_YEAR: i32 = 2012;

/// The unit of each time, and the start of the next one.
pub(super) fn time_unit(input: &Input<'_>, step: &TimeUnitStep) -> Result<Outcome, Refusal> {
    let column = input.column(&step.field, "/field")?;
    let rows = || input.rows.iter();
    let is_time = match &column.values {
        Values::Number(_) => false,
        Values::Time(_) => true,
        Values::Text { levels, .. } => {
            levels.is_empty() || levels.iter().any(|text| Period::parse(text).is_some())
        }
    };
    if !is_time {
        return Err(wrong_type(column, "time", "/field"));
    }
    let parts = step.time_unit.parts();
    let units: Vec<Option<Period>> = rows()
        .map(|row| floor(&parts, column.period(*row)?))
        .collect();
    let starts = time_column(&step.name_as, &mut units.iter().copied());
    let is_week = parts.last() == Some(&TimePart::Week);
    let mut next = units.iter().map(|unit| {
        let unit = (*unit)?;
        let start_day = if is_week {
            unit.start_day + 7
        } else {
            unit.day_after()
        };
        Some(Period { start_day, ..unit })
    });
    let ends = time_column(&[&step.name_as, "_end"].concat(), &mut next);
    Ok(Outcome::Columns(vec![named(starts, &step.name_as), ends]))
}

/// The unit in which a time begins.
fn floor(parts: &[TimePart], time: Period) -> Option<Period> {
    let has = |part: TimePart| parts.contains(&part);
    let (year, month, day) = time.civil();
    let grain = grain_of(parts);
    if time.grain < grain && !has(TimePart::Year) {
        return None;
    }
    let in_year = if has(TimePart::Year) {
        year
    } else {
        REFERENCE_YEAR
    };
    let first_day = Period::year(in_year).start_day;
    // The day of the week of 1 January, from Sunday; 1970-01-01 was a Thursday.
    let first_weekday = weekday(first_day);
    let day_of_year = time.start_day - Period::year(year).start_day;
    // The number of Sundays in the year so far.
    let week = (day_of_year + 7 - weekday(time.start_day)) / 7;
    let from_week = |week: i32, day: i32| day + week * 7 - (first_weekday + 6) % 7 - 1;
    let start_day = if has(TimePart::Week) {
        let day = if has(TimePart::Day) {
            weekday(time.start_day)
        } else {
            0
        };
        first_day + from_week(week, day)
    } else if has(TimePart::Day) {
        first_day + from_week(1, weekday(time.start_day))
    } else if has(TimePart::DayOfYear) {
        first_day + day_of_year
    } else {
        let in_month = if has(TimePart::Month) {
            month
        } else if has(TimePart::Quarter) {
            (month - 1) / 3 * 3 + 1
        } else {
            1
        };
        let in_day = if has(TimePart::Date) { day } else { 1 };
        Period::day(in_year, in_month, in_day).start_day
    };
    let grain = if time.grain < grain {
        time.grain
    } else {
        grain
    };
    Some(Period { start_day, grain })
}

/// The day of the week, from Sunday.
fn weekday(day: i32) -> i32 {
    (day + 4).rem_euclid(7)
}

/// How long the unit is. Vega's weeks begin on Sunday, ours on Monday, so theirs are days.
fn grain_of(parts: &[TimePart]) -> Grain {
    match parts.last() {
        Some(TimePart::Year) => Grain::Year,
        Some(TimePart::Quarter) => Grain::Quarter,
        Some(TimePart::Month) => Grain::Month,
        _ => Grain::Day,
    }
}
