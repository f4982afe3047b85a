//! Words for two entities beside each other: whether they may be compared, and why.

use super::{en, zh};
use crate::data::Lang;

/// A name, its figure, and what it counts.
pub type SideSaid<'a> = (&'a str, &'a str, &'a str);

/// What a chart of two entities, its table and its sentence say.
pub struct SideWords {
    /// The caption of the table.
    pub caption: &'static str,
    /// Head: what the figures are about.
    pub matter: &'static str,
    /// Head: the verdict.
    pub may_compare: &'static str,
    /// Both count the same.
    pub same: &'static str,
    /// The same, but which figure is larger cannot be said.
    pub bounds: &'static str,
    /// The same, but at no common time: names and times.
    pub other_times: fn([&str; 2], &str, &str) -> String,
    /// Both have announced a target and no result.
    pub both_targets: &'static str,
    /// One has announced a target, and has no result.
    pub target_only: fn(who: &str) -> String,
    /// The figures of one run from January to a day.
    pub year_to_date: fn(who: &str) -> String,
    /// One name for two things.
    pub one_name: fn(name: &str) -> String,
    /// Two things: names, and what each counts.
    pub count_different: fn([&str; 2], [&str; 2]) -> String,
    /// Two units: names and units, which of plain numbers are empty.
    pub units: fn([&str; 2], &str, &str) -> String,
    /// One has no figure.
    pub none_of: fn(who: &str) -> String,
    /// In the place of a panel.
    pub no_figures: &'static str,
    /// Between two sentences.
    pub between_sentences: &'static str,
    /// The first sentence about the chart: names, how many pairs, how many may be compared.
    pub summary: fn([&str; 2], usize, usize) -> String,
    /// What both say of a matter: the matter, then each side.
    pub pair: fn(&str, [SideSaid<'_>; 2]) -> String,
    /// A figure with its time.
    pub value_at: fn(value: &str, time: &str) -> String,
}

/// The words in a language.
#[must_use]
pub fn side_words(lang: Lang) -> &'static SideWords {
    match lang {
        Lang::En => &en::sides::SIDES,
        Lang::Zh => &zh::sides::SIDES,
    }
}
