//! The scale of a channel, as Vega-Lite's `scale` writes it.

use serde::{Deserialize, Serialize};

/// How a channel's values become places.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ScaleDef {
    /// The function.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ScaleType>,
    /// The two ends, of numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<[f64; 2]>,
    /// Whether zero is on the axis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zero: Option<bool>,
    /// Whether the ends are round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nice: Option<Nice>,
    /// Whether the axis is turned round.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reverse: Option<bool>,
    /// The power of `pow`; 1 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exponent: Option<f64>,
    /// Up to where `symlog` is nearly even; 1 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<f64>,
}

/// `true`, `false`, or about how many ticks are wanted, which asks for round ends too.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Nice {
    /// Round ends, or the values' own.
    Flag(bool),
    /// Ticks that are wanted.
    Count(f64),
}

/// The functions, by Vega-Lite's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum ScaleType {
    /// Evenly.
    Linear,
    /// With the logarithm.
    Log,
    /// With the logarithm, on both sides of zero.
    Symlog,
    /// With the square root.
    Sqrt,
    /// With a power.
    Pow,
    /// Times of the reader's clock.
    Time,
    /// Times.
    Utc,
    /// A band each.
    Band,
    /// A point each.
    Point,
    /// A colour each.
    Ordinal,
}

impl ScaleType {
    /// The names of all functions, for messages.
    pub const NAMES: &'static str =
        "linear, log, symlog, sqrt, pow, time, utc, band, point, ordinal";

    /// Reads a function by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<ScaleType> {
        Some(match name {
            "linear" => ScaleType::Linear,
            "log" => ScaleType::Log,
            "symlog" => ScaleType::Symlog,
            "sqrt" => ScaleType::Sqrt,
            "pow" => ScaleType::Pow,
            "time" => ScaleType::Time,
            "utc" => ScaleType::Utc,
            "band" => ScaleType::Band,
            "point" => ScaleType::Point,
            "ordinal" => ScaleType::Ordinal,
            _ => return None,
        })
    }

    /// One of the two that a reader chooses between, by its name.
    #[must_use]
    pub fn of_reader(name: &str) -> Option<ScaleType> {
        let found = ScaleType::from_name(name);
        found.filter(|kind| matches!(kind, ScaleType::Linear | ScaleType::Log))
    }

    /// The name as in the grammar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            ScaleType::Linear => "linear",
            ScaleType::Log => "log",
            ScaleType::Symlog => "symlog",
            ScaleType::Sqrt => "sqrt",
            ScaleType::Pow => "pow",
            ScaleType::Time => "time",
            ScaleType::Utc => "utc",
            ScaleType::Band => "band",
            ScaleType::Point => "point",
            ScaleType::Ordinal => "ordinal",
        }
    }

    /// Whether it places numbers.
    #[must_use]
    pub fn is_of_numbers(self) -> bool {
        use ScaleType::{Linear, Log, Pow, Sqrt, Symlog};
        matches!(self, Linear | Log | Pow | Sqrt | Symlog)
    }
}
