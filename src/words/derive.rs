//! Words for what is computed: what is shown, and why a figure is not.

use super::{en, zh};
use crate::data::{Lang, NotAvailable};

/// What a switch, a subtitle, a note and a table say of computed figures.
pub struct DeriveWords {
    /// Choice: the values as published.
    pub value: &'static str,
    /// Choice: base = 100.
    pub index: &'static str,
    /// Choice: change on the year before; also says what is shown.
    pub change: &'static str,
    /// Choice: average yearly growth.
    pub cagr: &'static str,
    /// Choice: share of total; also says what is shown.
    pub share: &'static str,
    /// Choice: place by size.
    pub rank: &'static str,
    /// Choice: difference to an entity; also says what is shown.
    pub difference: fn(to: &str) -> String,
    /// For each of another indicator.
    pub per: fn(indicator: &str) -> String,
    /// `index, 2016 = 100`; the base is empty where series have bases of their own.
    pub index_shown: fn(base: &str) -> String,
    /// `average yearly growth since 2014`; the base is empty as for the index.
    pub cagr_shown: fn(base: &str) -> String,
    /// What is shown by rank.
    pub rank_shown: &'static str,
    /// Between a subtitle, what is shown and its unit.
    pub joint: &'static str,
    /// Why a figure is not there, for brackets.
    pub reason: fn(NotAvailable) -> &'static str,
    /// `n/a (series break)`
    pub absent: fn(reason: &str) -> String,
    /// `n/a (series break): Zhejiang 2020, 2021.`
    pub absent_list: fn(reason: &str, list: &[String]) -> String,
    /// Between the periods of one name.
    pub and_period: &'static str,
    /// So many more, at the end of a list.
    pub more: fn(n: usize) -> String,
    /// A rate that the publisher states.
    pub stated: &'static str,
    /// The same, where what is computed differs.
    pub stated_differs: fn(computed: &str) -> String,
    /// What is shown where every change is stated, none computed.
    pub stated_change: &'static str,
    /// The line under a chart that shows stated rates.
    pub stated_note: &'static str,
    /// `2020 = 100`
    pub base: fn(period: &str) -> String,
    /// The line under a chart of which an index starts again.
    pub new_bases: fn(list: &[String]) -> String,
    /// The line under a chart that cannot show what was asked for.
    pub refused: fn(what: &str, reason: &str) -> String,
    /// A name and the periods that belong to it.
    pub of: fn(label: &str, periods: &str) -> String,
    /// The first sentence about a chart of computed figures.
    pub shown: fn(what: &str) -> String,
    /// The lowest and the highest figure of a series, each with its period.
    pub between: fn(low: super::Named<'_>, high: super::Named<'_>) -> String,
}

/// The words about computed figures in a language.
#[must_use]
pub fn derive_words(lang: Lang) -> &'static DeriveWords {
    match lang {
        Lang::En => &en::derive::DERIVE,
        Lang::Zh => &zh::derive::DERIVE,
    }
}
