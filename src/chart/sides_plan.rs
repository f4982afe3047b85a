//! Sides: what two entities say beside each other, decided; every word is the reader's.

use crate::scene::Token;

/// Two entities with what each says of the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sides {
    /// The entities, left and right.
    pub names: [SideName; 2],
    /// Their places among the plan's choices.
    pub chosen: [usize; 2],
    /// The places of those whom the author has put there.
    pub home: [usize; 2],
    /// What they say: pairs first, then what only one of them has.
    pub rows: Vec<SideRow>,
}

/// An entity on one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideName {
    /// Its name.
    pub label: String,
    /// Its colour.
    pub token: Token,
}

/// What both say of one matter, or one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideRow {
    /// The matter.
    pub label: String,
    /// What each says; `None` for the one that says nothing.
    pub figures: [Option<SideFigure>; 2],
    /// Whether the two may be compared.
    pub verdict: Verdict,
    /// Why, in a whole sentence.
    pub why: String,
    /// What the author says of the two; may be empty.
    pub note: String,
    /// The place of each one's panel in the plan; `None` for both where the row stands in the
    /// table alone.
    pub panels: [Option<usize>; 2],
}

/// What one entity says of a matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideFigure {
    /// What it counts.
    pub what: String,
    /// The figure with bound and unit, spoken in full; empty where only a target is known.
    pub value: String,
    /// Its time, as text; empty with the value.
    pub time: String,
    /// What else is to be known of it: a status, the target.
    pub remark: String,
}

/// Whether two figures may be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// They count the same.
    Comparable,
    /// They do not.
    Different,
    /// There is one alone.
    Alone,
}
