//! Times: a period with its first day and its length, read from and written as text.

use serde::{Deserialize, Serialize};

use super::Lang;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Grain {
    /// A calendar year
    Year,
    /// Half a year
    Half,
    /// Three months
    Quarter,
    /// A calendar month
    Month,
    /// A week from Monday, as ISO 8601 numbers it
    Week,
    /// One day
    Day,
}

/// A year, half, quarter, month, week or day. Ordered by first day, then the longer first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// Days from 1970-01-01 to the first day.
    pub start_day: i32,
    /// The length.
    pub grain: Grain,
}

const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Period {
    /// A whole year.
    #[must_use]
    pub fn year(year: i32) -> Period {
        Period {
            start_day: days_from_civil(year, 1, 1),
            grain: Grain::Year,
        }
    }

    /// A month, counted from one; `None` for a month that no year has.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Period> {
        (1..=12).contains(&month).then(|| Period {
            start_day: days_from_civil(year, month, 1),
            grain: Grain::Month,
        })
    }

    /// A single day; `month` and `day` count from one.
    #[must_use]
    pub fn day(year: i32, month: u32, day: u32) -> Period {
        Period {
            start_day: days_from_civil(year, month, day),
            grain: Grain::Day,
        }
    }

    /// The day that lies so many days after 1970-01-01.
    #[must_use]
    pub fn from_days(start_day: i32) -> Period {
        Period {
            start_day,
            grain: Grain::Day,
        }
    }

    /// Reads `2017`, `2017年`, `2017-11`, `2017/11/11`, `2017年11月`, `2017Q3`, `2017H1`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        if text.len() < 4 || !text.is_char_boundary(4) {
            return None;
        }
        let (head, rest) = text.split_at(4);
        if !head.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i32 = head.parse().ok().filter(|y| (1000..=2999).contains(y))?;
        let rest = rest.strip_suffix(['年', '月', '日']).unwrap_or(rest);
        let rest = rest.trim_start_matches(['-', '/', '.', '年', ' ']);
        match rest.as_bytes() {
            [] => Some(Period::year(year)),
            [b'Q' | b'q', q @ b'1'..=b'4'] => Some(Period {
                start_day: days_from_civil(year, u32::from(q - b'1') * 3 + 1, 1),
                grain: Grain::Quarter,
            }),
            [b'W' | b'w', digits @ ..] => {
                let digits = std::str::from_utf8(digits).ok()?;
                Period::week(year, two_digits(digits)?)
            }
            [b'M' | b'm', m @ b'0'..=b'1', n @ b'0'..=b'9'] => {
                let month = u32::from(m - b'0') * 10 + u32::from(n - b'0');
                Period::month(year, month)
            }
            [b'H' | b'h' | b'S', h @ b'1'..=b'2'] => Some(Period {
                start_day: days_from_civil(year, u32::from(h - b'1') * 6 + 1, 1),
                grain: Grain::Half,
            }),
            _ => {
                let mut parts = rest.split(['-', '/', '.', '月']);
                let month: u32 = two_digits(parts.next()?)?;
                let day = parts.next().map(two_digits);
                if parts.next().is_some() || !(1..=12).contains(&month) {
                    return None;
                }
                match day {
                    None => Period::month(year, month),
                    Some(day) => {
                        let day = day.filter(|d| (1..=days_in_month(year, month)).contains(d))?;
                        Some(Period::day(year, month, day))
                    }
                }
            }
        }
    }

    /// A week of a year by ISO 8601: the first one has the year's first Thursday.
    #[must_use]
    pub fn week(year: i32, week: u32) -> Option<Period> {
        let fourth = days_from_civil(year, 1, 4);
        let monday = fourth - (fourth + 3).rem_euclid(7);
        let start_day = monday + (i32::try_from(week).ok()? - 1) * 7;
        let period = Period {
            start_day,
            grain: Grain::Week,
        };
        (week >= 1 && period.iso_week() == (year, week)).then_some(period)
    }

    /// The year and number of the week in which the first day lies, by ISO 8601.
    #[must_use]
    pub fn iso_week(self) -> (i32, u32) {
        let thursday = self.start_day - (self.start_day + 3).rem_euclid(7) + 3;
        let (year, ..) = civil_from_days(thursday);
        let n_days = thursday - days_from_civil(year, 1, 1);
        (year, (n_days / 7 + 1) as u32)
    }

    /// The day after the last one, counted from 1970-01-01.
    #[must_use]
    pub fn day_after(self) -> i32 {
        let (year, month, _) = self.civil();
        let month_after = |n: u32| match month + n {
            month @ 1..=12 => days_from_civil(year, month, 1),
            month => days_from_civil(year + 1, month - 12, 1),
        };
        match self.grain {
            Grain::Year => month_after(12),
            Grain::Half => month_after(6),
            Grain::Quarter => month_after(3),
            Grain::Month => month_after(1),
            Grain::Week => self.start_day + 7,
            Grain::Day => self.start_day + 1,
        }
    }

    /// Year, month and day of the first day.
    #[must_use]
    pub fn civil(self) -> (i32, u32, u32) {
        civil_from_days(self.start_day)
    }

    /// The text as people write it: `11 Nov 2017`, `2017年11月11日`.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        let (year, month, day) = self.civil();
        let name = MONTHS_EN[(month as usize - 1).min(11)];
        match (lang, self.grain) {
            (Lang::En, Grain::Year) => format!("{year}"),
            (Lang::Zh, Grain::Year) => format!("{year}年"),
            (Lang::En, Grain::Half) => format!("H{} {year}", if month < 7 { 1 } else { 2 }),
            (Lang::Zh, Grain::Half) => {
                format!("{year}年{}半年", if month < 7 { "上" } else { "下" })
            }
            (Lang::En, Grain::Quarter) => format!("Q{} {year}", month.div_ceil(3)),
            (Lang::Zh, Grain::Quarter) => format!("{year}年第{}季度", month.div_ceil(3)),
            (Lang::En, Grain::Week) => {
                let (year, week) = self.iso_week();
                format!("week {week} of {year}")
            }
            (Lang::Zh, Grain::Week) => {
                let (year, week) = self.iso_week();
                format!("{year}年第{week}周")
            }
            (Lang::En, Grain::Month) => format!("{name} {year}"),
            (Lang::Zh, Grain::Month) => format!("{year}年{month}月"),
            (Lang::En, Grain::Day) => format!("{day} {name} {year}"),
            (Lang::Zh, Grain::Day) => format!("{year}年{month}月{day}日"),
        }
    }

    /// The text as ISO 8601 writes it, and the link: `2017-11-11`.
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        match self.grain {
            Grain::Year => format!("{year}"),
            Grain::Half => format!("{year}-H{}", if month < 7 { 1 } else { 2 }),
            Grain::Quarter => format!("{year}-Q{}", month.div_ceil(3)),
            Grain::Month => format!("{year}-{month:02}"),
            Grain::Week => {
                let (year, week) = self.iso_week();
                format!("{year}-W{week:02}")
            }
            Grain::Day => format!("{year}-{month:02}-{day:02}"),
        }
    }

    /// The same period one year earlier (29 February becomes the 28th).
    #[must_use]
    pub fn year_before(self) -> Period {
        let (year, month, day) = self.civil();
        let day = day.min(days_in_month(year - 1, month));
        Period {
            start_day: days_from_civil(year - 1, month, day),
            grain: self.grain,
        }
    }
}

fn two_digits(text: &str) -> Option<u32> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar (Hinnant's algorithm).
fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = month as i32;
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * shifted_month + 2) / 5 + 1) as u32;
    let month = (if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    }) as u32;
    let year = year_of_era + era * 400 + i32::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, iso: &str) {
        assert_eq!(
            Period::parse(text).map(Period::iso).as_deref(),
            Some(iso),
            "{text}"
        );
    }

    #[test]
    fn times_are_read_in_the_ways_people_write_them() {
        check("2017", "2017");
        check("2017年", "2017");
        check("2017-11", "2017-11");
        check("2017年11月", "2017-11");
        check("2017/11/11", "2017-11-11");
        check("2017年3月9日", "2017-03-09");
        check("2017Q3", "2017-Q3");
        check("2017-H1", "2017-H1");
        check("2020-02-29", "2020-02-29");
        check("2017-W46", "2017-W46");
        check("2020W53", "2020-W53");
        check("2017M11", "2017-11");
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            "17",
            "abcd",
            "2017-13",
            "2019-02-29",
            "2017-1-1-1",
            "99999",
            "2017x",
            "2017-W53",
            "2017-W00",
            "2017M13",
            "年年年年",
        ] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_round_trip_over_four_centuries() {
        for days in (-80_000..80_000).step_by(13) {
            let (y, m, d) = civil_from_days(days);
            assert_eq!(days_from_civil(y, m, d), days);
        }
        assert_eq!(days_from_civil(1970, 1, 1), 0);
    }

    #[test]
    fn a_period_ends_before_the_next_one() {
        for (text, next) in [
            ("2017", "2018-01-01"),
            ("2017-H2", "2018-01-01"),
            ("2017-Q3", "2017-10-01"),
            ("2017-12", "2018-01-01"),
            ("2020-02", "2020-03-01"),
            ("2017-W52", "2018-01-01"),
            ("2020-02-28", "2020-02-29"),
        ] {
            let day = Period::parse(text).map(|period| Period::from_days(period.day_after()).iso());
            assert_eq!(day.as_deref(), Some(next), "{text}");
        }
    }

    #[test]
    fn a_leap_day_has_a_year_before() {
        assert_eq!(Period::day(2020, 2, 29).year_before().iso(), "2019-02-28");
    }
}
