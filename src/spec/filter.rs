//! Predicates: which rows a filter keeps.

use serde::Serialize;

use super::Scalar;

/// A predicate, or several joined.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Filter {
    /// All must hold.
    And {
        /// The parts.
        and: Vec<Filter>,
    },
    /// One must hold.
    Or {
        /// The parts.
        or: Vec<Filter>,
    },
    /// The part must not hold.
    Not {
        /// The part.
        not: Box<Filter>,
    },
    /// One field against constants.
    Field(Predicate),
}

/// A field against constants; all that are given must hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Predicate {
    /// The column's name.
    pub field: String,
    /// Equal to this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equal: Option<Scalar>,
    /// One of these.
    #[serde(rename = "oneOf", skip_serializing_if = "Option::is_none")]
    pub one_of: Option<Vec<Scalar>>,
    /// Below this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lt: Option<Scalar>,
    /// Above this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gt: Option<Scalar>,
    /// At least this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gte: Option<Scalar>,
    /// At most this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lte: Option<Scalar>,
    /// From the first to the second, both included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<[Scalar; 2]>,
    /// Whether the cell has a value, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid: Option<bool>,
}
