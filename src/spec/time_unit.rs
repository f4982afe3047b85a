//! Units of the calendar, by Vega-Lite's names: `year`, `yearmonth`, `day`.

use serde::Serialize;

/// A unit of the calendar, checked when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TimeUnit {
    name: String,
}

/// One part of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimePart {
    /// The year.
    Year,
    /// The quarter of a year.
    Quarter,
    /// The month of a year.
    Month,
    /// The week of a year, from Sunday.
    Week,
    /// The day of a week.
    Day,
    /// The day of a year.
    DayOfYear,
    /// The day of a month.
    Date,
}

const UNITS: [&str; 16] = [
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "dayofyear",
    "date",
    "yearquarter",
    "yearquartermonth",
    "yearmonth",
    "yearmonthdate",
    "yearweek",
    "yearweekday",
    "yeardayofyear",
    "quartermonth",
    "monthdate",
];

/// A part before another that begins its name.
const PARTS: [(&str, TimePart); 7] = [
    ("year", TimePart::Year),
    ("quarter", TimePart::Quarter),
    ("month", TimePart::Month),
    ("week", TimePart::Week),
    ("dayofyear", TimePart::DayOfYear),
    ("day", TimePart::Day),
    ("date", TimePart::Date),
];

impl TimeUnit {
    /// The names of all units, for messages.
    pub const NAMES: &'static str = "year, quarter, month, week, day, dayofyear, date, \
         yearquarter, yearquartermonth, yearmonth, yearmonthdate, yearweek, yearweekday, \
         yeardayofyear, quartermonth, monthdate, weekday";

    /// Reads a unit by its name. `utc` before it means nothing here: days have no time zone.
    #[must_use]
    pub fn from_name(name: &str) -> Option<TimeUnit> {
        let plain = name.strip_prefix("utc").unwrap_or(name);
        let is_known = UNITS.contains(&plain) || plain == "weekday";
        is_known.then(|| TimeUnit {
            name: name.to_owned(),
        })
    }

    /// The name as written.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The parts, the largest first.
    #[must_use]
    pub fn parts(&self) -> Vec<TimePart> {
        let mut rest = self.name.strip_prefix("utc").unwrap_or(&self.name);
        let mut out = Vec::new();
        while let Some((name, part)) = PARTS.iter().find(|(name, _)| rest.starts_with(name)) {
            out.push(*part);
            rest = &rest[name.len()..];
        }
        out
    }

    /// How Vega-Lite names the parts in a title: `year-month`.
    #[must_use]
    pub fn title(&self) -> String {
        let parts = self.parts();
        let names = PARTS.iter().filter(|(_, part)| parts.contains(part));
        names.map(|(name, _)| *name).collect::<Vec<_>>().join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_read_whole() {
        for name in TimeUnit::NAMES.split(',').map(str::trim) {
            let unit = TimeUnit::from_name(name).unwrap();
            assert_eq!(unit.title().replace('-', ""), name);
        }
        let parts = |name: &str| TimeUnit::from_name(name).unwrap().parts();
        assert_eq!(parts("utcyearmonth"), [TimePart::Year, TimePart::Month]);
        assert_eq!(parts("weekday"), [TimePart::Week, TimePart::Day]);
        assert_eq!(
            parts("yeardayofyear"),
            [TimePart::Year, TimePart::DayOfYear]
        );
        for name in ["", "hours", "binnedyear", "yearyear", "utc"] {
            assert_eq!(TimeUnit::from_name(name), None, "{name}");
        }
    }
}
