//! Steps that estimate: quantiles, fitted curves, densities.

use serde::Serialize;

/// Quantiles of a column of numbers.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Quantile {
    /// The column.
    pub quantile: String,
    /// The columns whose equal cells make a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// The probabilities; without them from half a step on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probs: Option<Vec<f64>>,
    /// The distance of probabilities; 0.01 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// The names of probability and quantile; `prob` and `value` where not written.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<[String; 2]>,
}

/// A curve fitted to the numbers of two columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Regression {
    /// The column that depends.
    pub regression: String,
    /// The column that it depends on.
    pub on: String,
    /// The columns whose equal cells make a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// The curve; `linear` where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Curve>,
    /// The order of `poly`; 3 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = 16)))]
    pub order: Option<u32>,
    /// From where to where it is drawn; along the data where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<[f64; 2]>,
    /// The names of `on` and `regression` in the new table; their own where not written.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<[String; 2]>,
}

/// The curves of a regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Curve {
    /// a + bx
    Linear,
    /// a + b ln x
    Log,
    /// a eᵇˣ
    Exp,
    /// a xᵇ
    Pow,
    /// a + bx + cx²
    Quad,
    /// A polynomial of `order`.
    Poly,
}

/// A locally weighted regression.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Loess {
    /// The column that depends.
    pub loess: String,
    /// The column that it depends on.
    pub on: String,
    /// The columns whose equal cells make a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// The share of the points that each place looks at; 0.3 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bandwidth: Option<f64>,
    /// The names of `on` and `loess` in the new table; their own where not written.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<[String; 2]>,
}

/// A kernel density estimate.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Density {
    /// The column of numbers.
    pub density: String,
    /// The columns whose equal cells make a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// Whether densities add up from left to right.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cumulative: Option<bool>,
    /// Whether densities are multiplied by the number of rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<bool>,
    /// The kernel's standard deviation; 0 or nothing for Scott's rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bandwidth: Option<f64>,
    /// From where to where; along the data where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<[f64; 2]>,
    /// The least number of samples; 25 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = 10000)))]
    pub minsteps: Option<u32>,
    /// The largest number of samples; 200 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = 10000)))]
    pub maxsteps: Option<u32>,
    /// The exact number of samples.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(range(max = 10000)))]
    pub steps: Option<u32>,
    /// Whether all groups have one extent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolve: Option<Resolve>,
    /// The names of sample and density; `value` and `density` where not written.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<[String; 2]>,
}

/// Whether groups share what is found for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Resolve {
    /// Each has its own.
    Independent,
    /// All have one.
    Shared,
}
