//! Derivations: what may be computed from the figures of a panel, and why the rest may not.
//!
//! Every figure gives either a value, with the unit, bound and status that follow from what it
//! was computed from, or a reason. The rules stand one a function: `growth` looks along a series,
//! `across` at all series of one time, `precision` at decimals and bounds, `lines` at who is whose
//! neighbor and where a series breaks. Whoever adds a derivation asks each of these four.

mod across;
mod growth;
mod lines;
mod precision;
#[cfg(test)]
mod tests;

use super::{Observation, SeriesBook};
use crate::data::{Bound, NotAvailable, Number, Period, Status, Unit};
use lines::Lines;

/// What is shown in place of the values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// The base = 100.
    Index {
        /// The base; `None` for the earliest period in which all that are shown have a figure.
        base: Option<Period>,
    },
    /// The change on the same period of the year before, in per cent; of percentages in points.
    Change,
    /// The average yearly growth since the first common period, in per cent.
    Cagr,
    /// The share of the sum of all parts, in per cent.
    Share,
    /// The place by size, the largest first.
    Rank,
    /// What one entity has more than another.
    Difference {
        /// The key of that other one, as [`Figure::line`] has it.
        to: String,
    },
    /// For each of another indicator of the same entity.
    Per {
        /// That indicator, as in the data.
        indicator: String,
    },
}

impl Derivation {
    /// Reads `index`, `index:2016`, `change`, `cagr`, `share`, `rank`, `difference:KEY`,
    /// `per:INDICATOR`; nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Derivation> {
        let (name, rest) = match text.split_once(':') {
            Some((_, "")) => return None,
            Some((name, rest)) => (name, Some(rest.to_owned())),
            None => (text, None),
        };
        Some(match (name, rest) {
            ("index", None) => Derivation::Index { base: None },
            ("index", Some(base)) => Derivation::Index {
                base: Some(Period::parse(&base)?),
            },
            ("change", None) => Derivation::Change,
            ("cagr", None) => Derivation::Cagr,
            ("share", None) => Derivation::Share,
            ("rank", None) => Derivation::Rank,
            ("difference", Some(to)) => Derivation::Difference { to },
            ("per", Some(indicator)) => Derivation::Per { indicator },
            _ => return None,
        })
    }

    /// The text that [`Derivation::parse`] reads.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Derivation::Index { base: None } => "index".to_owned(),
            Derivation::Index { base: Some(base) } => "index:".to_owned() + &base.iso(),
            Derivation::Change => "change".to_owned(),
            Derivation::Cagr => "cagr".to_owned(),
            Derivation::Share => "share".to_owned(),
            Derivation::Rank => "rank".to_owned(),
            Derivation::Difference { to } => "difference:".to_owned() + to,
            Derivation::Per { indicator } => "per:".to_owned() + indicator,
        }
    }
}

/// One figure of a panel with its place there.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The key of its line, such as its entity.
    pub line: String,
    /// Whom it is about, for figures of another indicator.
    pub entity: String,
    /// Whether the reader sees its line. Totals and ranks count those that are hidden as well.
    pub shown: bool,
    /// The figure.
    pub observation: Observation,
}

/// What is known where something is to be computed.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The figures of one panel, hidden ones too: one unit and, unless the author puts others
    /// together, one definition.
    pub figures: &'a [Figure],
    /// The table's other figures of the series that [`related`] names.
    pub background: &'a [Observation],
    /// The figures of the indicator that [`Derivation::Per`] names.
    pub others: &'a [Figure],
    /// What the series say of themselves.
    pub book: &'a SeriesBook,
}

/// A figure and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// Its index among the figures of the panel.
    pub figure: usize,
    /// What is shown in its place, or why nothing is.
    pub outcome: Result<Outcome, NotAvailable>,
}

/// A computed or stated value.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The value, rounded to its decimals.
    pub value: Number,
    /// In what.
    pub unit: Unit,
    /// The bound that follows from those of the inputs.
    pub bound: Bound,
    /// An estimate where an input is one; a break where the series starts again.
    pub status: Status,
    /// The period that is 100, or from which growth is counted.
    pub base: Option<Period>,
    /// Who says so.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// From the figures shown.
    Computed,
    /// From the publisher, who states it as a figure of its own.
    Stated {
        /// What the publisher says of it.
        note: String,
        /// The key of its source.
        source: String,
        /// What comes out when it is computed, where that differs.
        computed: Option<Number>,
    },
}

/// The series whose figures decide what may be computed from `series`: itself, for its breaks,
/// the growth that is stated for it, and the total that it is a part of.
#[must_use]
pub fn related<'a>(book: &'a SeriesBook, series: &'a str) -> Vec<&'a str> {
    let mut keys = vec![series];
    if let Some(meta) = book.get(series) {
        keys.extend([meta.stated_growth.as_str(), meta.part_of.as_str()]);
    }
    keys.retain(|key| !key.is_empty());
    keys
}

/// Computes what may be computed of every figure, in their order.
///
/// Targets and figures without a time are left out. Times in n · log n for n figures.
#[must_use]
pub fn derive(facts: Facts<'_>, derivation: &Derivation) -> Vec<Derived> {
    let lines = Lines::of(facts);
    let mut outcomes = match derivation {
        Derivation::Index { base } => growth::index(&lines, *base),
        Derivation::Change => growth::change(&lines),
        Derivation::Cagr => growth::cagr(&lines),
        Derivation::Share => across::share(&lines),
        Derivation::Rank => across::rank(&lines),
        Derivation::Difference { to } => across::difference(&lines, to),
        Derivation::Per { .. } => across::per(&lines),
    };
    crate::data::sort(&mut outcomes, &|a, b| a.figure.cmp(&b.figure));
    outcomes
}
