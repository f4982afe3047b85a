//! Units: a kind and a power of ten, and how each language likes to read them.

use super::{Lang, grouped, scaled};

/// What is counted. Units convert only within one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitKind {
    /// Chinese yuan
    Yuan,
    /// Per cent of something
    Percent,
    /// Things without a name
    Count,
    /// A pure number, which counts nothing: an index, a rank
    Pure,
    /// The distance of two percentages
    Points,
    /// People
    Persons,
    /// Express parcels
    Parcels,
    /// Orders
    Orders,
    /// Anything else, by its own name
    Other(String),
}

/// A unit as files write it: `billion CNY` is yuan times 10⁹.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What is counted.
    pub kind: UnitKind,
    /// The power of ten of one unit.
    pub exp10: i32,
}

/// A unit as one language reads it: values are multiplied by 10^`exp10` first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitView {
    /// From the unit of the data to the unit shown, as a power of ten.
    pub exp10: i32,
    /// The unit's name in a subtitle: `billion yuan`, `亿元`; empty for plain counts.
    pub label: String,
    /// What stands right behind a number in running text: ` billion yuan`, `亿元`, `%`.
    pub suffix: String,
}

const MULTIPLIERS: [(&str, i32); 8] = [
    ("thousand", 3),
    ("million", 6),
    ("billion", 9),
    ("trillion", 12),
    ("万亿", 12),
    ("百万", 6),
    ("亿", 8),
    ("万", 4),
];

impl Unit {
    /// A plain count.
    pub const COUNT: Unit = Unit {
        kind: UnitKind::Count,
        exp10: 0,
    };

    /// A pure number: an index, a rank.
    pub const PURE: Unit = Unit {
        kind: UnitKind::Pure,
        exp10: 0,
    };

    /// Per cent.
    pub const PERCENT: Unit = Unit {
        kind: UnitKind::Percent,
        exp10: 0,
    };

    /// Reads `billion CNY`, `million persons`, `percent`, `count`, `亿元`, `万人`.
    #[must_use]
    pub fn parse(text: &str) -> Unit {
        let text = text.trim();
        let (exp10, rest) = MULTIPLIERS
            .iter()
            .find_map(|(name, exp10)| text.strip_prefix(name).map(|rest| (*exp10, rest.trim())))
            .unwrap_or((0, text));
        let kind = match rest.to_ascii_lowercase().as_str() {
            "cny" | "rmb" | "yuan" | "元" | "人民币" => UnitKind::Yuan,
            "percent" | "%" | "per cent" | "百分比" => UnitKind::Percent,
            "" | "count" | "number" | "个" => UnitKind::Count,
            "persons" | "people" | "人" => UnitKind::Persons,
            "parcels" | "件" => UnitKind::Parcels,
            "orders" | "单" => UnitKind::Orders,
            _ => {
                return Unit {
                    kind: UnitKind::Other(text.to_owned()),
                    exp10: 0,
                };
            }
        };
        Unit { kind, exp10 }
    }

    /// How `lang` reads this unit. Chinese counts in 万 and 亿, English in thousands.
    #[must_use]
    pub fn view(&self, lang: Lang) -> UnitView {
        if self.kind == UnitKind::Percent {
            return UnitView {
                exp10: 0,
                label: "%".to_owned(),
                suffix: "%".to_owned(),
            };
        }
        if let UnitKind::Other(name) = &self.kind {
            return UnitView {
                exp10: 0,
                label: name.clone(),
                suffix: format!(" {name}"),
            };
        }
        let shown = match (lang, self.exp10) {
            (Lang::Zh, 8..) => 8,
            (Lang::Zh, 3..) => 4,
            (_, exp10) => exp10,
        };
        let label = format!(
            "{}{}",
            multiplier(shown, lang),
            noun(&self.kind, lang, shown)
        );
        let label = label.trim().to_owned();
        let suffix = match lang {
            Lang::En if label.is_empty() => String::new(),
            Lang::En => format!(" {label}"),
            Lang::Zh => label.clone(),
        };
        UnitView {
            exp10: self.exp10 - shown,
            label,
            suffix,
        }
    }

    /// A value as a person would say it, about three digits: `1.24 trillion yuan`, `1.24万亿元`.
    #[must_use]
    pub fn spoken(&self, value: f64, decimals: u8, lang: Lang) -> String {
        self.said(value, decimals, lang, Digits::Few)
    }

    /// The same with every digit of the source: `84.608 billion yuan`, `846.08亿元`.
    #[must_use]
    pub fn stated(&self, value: f64, decimals: u8, lang: Lang) -> String {
        self.said(value, decimals, lang, Digits::All)
    }

    fn said(&self, value: f64, decimals: u8, lang: Lang, digits: Digits) -> String {
        let view = self.view(lang);
        if matches!(self.kind, UnitKind::Percent | UnitKind::Other(_)) {
            return format!("{}{}", grouped(value, decimals), view.suffix);
        }
        let steps: &[i32] = match lang {
            Lang::En => &[12, 9, 6],
            Lang::Zh => &[12, 8, 4],
        };
        let whole = scaled(value, self.exp10).abs();
        let step = steps
            .iter()
            .copied()
            .find(|step| whole >= scaled(1.0, *step))
            .unwrap_or(0);
        let shift = self.exp10 - step;
        let shown = scaled(value, shift);
        let written = (i32::from(decimals) - shift).clamp(0, 9) as u8;
        let wanted = match shown.abs() {
            _ if digits == Digits::All => written,
            x if x >= 100.0 => 0,
            x if x >= 10.0 => 1,
            _ => 2,
        };
        let mut text = grouped(shown, written.min(wanted));
        if text.contains('.') {
            text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
        }
        let unit = format!("{}{}", multiplier(step, lang), noun(&self.kind, lang, step));
        match lang {
            Lang::En if unit.trim().is_empty() => text,
            Lang::En => format!("{text} {}", unit.trim()),
            Lang::Zh => format!("{text}{unit}"),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Few,
    All,
}

impl UnitView {
    /// A value with the decimals of its source, in the unit shown, without the unit.
    #[must_use]
    pub fn number(&self, value: f64, decimals: u8) -> String {
        let decimals = (i32::from(decimals) - self.exp10).clamp(0, 9) as u8;
        grouped(scaled(value, self.exp10), decimals)
    }

    /// The same with its unit: `1,244.88 billion yuan`, `12,448.8亿元`.
    #[must_use]
    pub fn text(&self, value: f64, decimals: u8) -> String {
        format!("{}{}", self.number(value, decimals), self.suffix)
    }
}

fn multiplier(exp10: i32, lang: Lang) -> &'static str {
    match (lang, exp10) {
        (Lang::En, 3) => "thousand ",
        (Lang::En, 4) => "ten thousand ",
        (Lang::En, 6) => "million ",
        (Lang::En, 8) => "hundred million ",
        (Lang::En, 9) => "billion ",
        (Lang::En, 12) => "trillion ",
        (Lang::Zh, 4) => "万",
        (Lang::Zh, 8) => "亿",
        (Lang::Zh, 12) => "万亿",
        _ => "",
    }
}

fn noun(kind: &UnitKind, lang: Lang, exp10: i32) -> &'static str {
    match (kind, lang) {
        (UnitKind::Yuan, Lang::En) => "yuan",
        (UnitKind::Yuan, Lang::Zh) => "元",
        (UnitKind::Persons, Lang::En) if exp10 > 0 => "people",
        (UnitKind::Persons, Lang::En) => "people",
        (UnitKind::Persons, Lang::Zh) => "人",
        (UnitKind::Parcels, Lang::En) => "parcels",
        (UnitKind::Parcels, Lang::Zh) => "件",
        (UnitKind::Orders, Lang::En) => "orders",
        (UnitKind::Orders, Lang::Zh) => "单",
        (UnitKind::Count, Lang::Zh) => "个",
        (UnitKind::Points, Lang::En) => "percentage points",
        (UnitKind::Points, Lang::Zh) => "个百分点",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unit: &str, value: f64, decimals: u8, lang: Lang, expected: &str) {
        assert_eq!(Unit::parse(unit).view(lang).text(value, decimals), expected);
    }

    #[test]
    fn figures_read_as_each_language_writes_them() {
        check("billion CNY", 1244.88, 2, Lang::En, "1,244.88 billion yuan");
        check("billion CNY", 1244.88, 2, Lang::Zh, "12,448.8亿元");
        check("million persons", 221.95, 2, Lang::Zh, "22,195万人");
        check("million", 8.163, 3, Lang::Zh, "816.3万个");
        check("million", 8.163, 3, Lang::En, "8.163 million");
        check("percent", 39.1, 1, Lang::En, "39.1%");
        check("count", 30_000.0, 0, Lang::En, "30,000");
        check("亿元", 3400.0, 0, Lang::En, "3,400 hundred million yuan");
        check("kg", 3.0, 0, Lang::En, "3 kg");
    }

    #[test]
    fn derived_figures_have_units_of_their_own() {
        let points = Unit {
            kind: UnitKind::Points,
            exp10: 0,
        };
        for (unit, lang, expected) in [
            (Unit::PURE, Lang::En, "104.2"),
            (Unit::PURE, Lang::Zh, "104.2"),
            (points.clone(), Lang::En, "104.2 percentage points"),
            (points, Lang::Zh, "104.2个百分点"),
        ] {
            assert_eq!(unit.view(lang).text(104.2, 1), expected);
        }
    }

    #[test]
    fn spoken_figures_are_short() {
        let cny = Unit::parse("billion CNY");
        assert_eq!(cny.spoken(1244.88, 2, Lang::En), "1.24 trillion yuan");
        assert_eq!(cny.spoken(1244.88, 2, Lang::Zh), "1.24万亿元");
        assert_eq!(cny.spoken(3000.0, 0, Lang::En), "3 trillion yuan");
        assert_eq!(cny.spoken(84.608, 3, Lang::Zh), "846亿元");
        assert_eq!(cny.stated(84.608, 3, Lang::Zh), "846.08亿元");
        assert_eq!(cny.stated(1244.88, 2, Lang::En), "1.24488 trillion yuan");
        assert_eq!(Unit::COUNT.spoken(28_000.0, 0, Lang::Zh), "2.8万个");
        assert_eq!(Unit::COUNT.spoken(28_000.0, 0, Lang::En), "28,000");
        assert_eq!(Unit::parse("percent").spoken(96.0, 0, Lang::En), "96%");
    }
}
