//! What a plan shows in place of values, of which period, and what else it can show.

use crate::data::Period;
use crate::transform::Derivation;

/// The periods of a chart that shows one figure of each entity.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Times {
    /// Those that can be chosen, the latest first; empty where there is no choice.
    pub offered: Vec<Period>,
    /// The one that is shown; `None` for the latest figure of each entity.
    pub chosen: Option<Period>,
}

impl Times {
    /// Whether figures of a time are shown.
    pub(super) fn show(&self, time: Option<Period>) -> bool {
        self.chosen.is_none() || time == self.chosen
    }
}

/// What the values of a plan are: as published, or computed from these. Words are the reader's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// What is shown in place of the values; `None` for the values themselves.
    pub derivation: Option<Derivation>,
    /// What is shown, for a subtitle; empty for values.
    pub label: String,
    /// What a reader must know, in whole sentences: what is not available, and why.
    pub remarks: Vec<String>,
    /// What can be shown; empty where nothing can be computed.
    pub offers: Vec<Offer>,
}

impl View {
    /// Whether ranks are shown, of which the smallest number is the first.
    #[must_use]
    pub fn is_rank(&self) -> bool {
        self.derivation == Some(Derivation::Rank)
    }
}

/// Something that can be shown in place of the values, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The text that [`Derivation::parse`] reads, or `value`.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Why nothing of it can be computed, as `n/a (levels only)`; `None` where something can.
    pub reason_not: Option<String>,
    /// Whether it is shown now.
    pub shown: bool,
}
