//! Steps on a table, as Vega-Lite's `transform` writes them.
//!
//! A name that the author left out is an empty text or `None`; `crate::transform` knows the
//! defaults. Names in `as` are kept as a list, whether one or several were written.

use serde::Serialize;

#[cfg(not(target_arch = "wasm32"))]
use super::schema_shapes::{Names, TableName};
use super::{
    AggregateOp, Bin, DataRef, Density, Filter, Loess, Quantile, Regression, Scalar, TimeUnit,
    WindowOp,
};

/// One step.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Transform {
    /// Keeps the rows that fit.
    Filter {
        /// What they must fit.
        filter: Filter,
    },
    /// A row a group.
    Aggregate(Aggregate),
    /// The group's figures beside each row.
    JoinAggregate(JoinAggregate),
    /// Figures over a frame that moves along sorted rows.
    Window(Window),
    /// Columns become rows.
    Fold(Fold),
    /// Rows become columns.
    Pivot(Pivot),
    /// Numbers fall into ranges.
    Bin(BinStep),
    /// Times fall into units of the calendar.
    TimeUnit(TimeUnitStep),
    /// Lengths stand on each other.
    Stack(Stack),
    /// Cells of another table.
    Lookup(Lookup),
    /// Rows for what is missing.
    Impute(Impute),
    /// Some of the rows.
    Sample {
        /// At most so many.
        sample: u32,
    },
    /// Quantiles of a column.
    Quantile(Quantile),
    /// A curve fitted to two columns.
    Regression(Regression),
    /// A smooth curve through two columns.
    Loess(Loess),
    /// An estimate of how the numbers of a column are spread.
    Density(Density),
}

impl Transform {
    /// The names of all steps, for messages.
    pub const NAMES: &'static str = "filter, aggregate, joinaggregate, window, fold, pivot, bin, \
         timeUnit, stack, lookup, impute, sample, quantile, regression, loess, density";
}

/// A figure of a group: `{"op": "mean", "field": "v", "as": "mean_v"}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Measure {
    /// How it is computed.
    pub op: AggregateOp,
    /// From which column; `count` needs none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The name of the new column; without one `mean_v`, as Vega-Lite names it.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<String>,
}

impl Measure {
    /// The new column's name: as written, else `mean_v`, as Vega-Lite names it.
    #[must_use]
    pub fn name(&self) -> String {
        match (&self.name_as, &self.field) {
            (Some(name), _) => name.clone(),
            (None, Some(field)) => [self.op.name(), "_", field].concat(),
            (None, None) => self.op.name().to_owned(),
        }
    }
}

/// A row a group, with its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Aggregate {
    /// The figures.
    pub aggregate: Vec<Measure>,
    /// The columns whose equal cells make a group; none for one group of all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
}

/// The figures of a group beside each of its rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct JoinAggregate {
    /// The figures.
    pub joinaggregate: Vec<Measure>,
    /// The columns whose equal cells make a group; none for one group of all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
}

/// Figures over a frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Window {
    /// The figures.
    pub window: Vec<WindowMeasure>,
    /// Rows before and behind the current one, `null` for all; `[null, 0]` where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<[Option<i32>; 2]>,
    /// The columns whose equal cells make a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// The order within a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<SortBy>,
    /// Whether rows that the order does not tell apart may stand on two sides of a frame's end.
    #[serde(rename = "ignorePeers", skip_serializing_if = "Option::is_none")]
    pub ignore_peers: Option<bool>,
}

/// A figure over a frame.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct WindowMeasure {
    /// How it is computed.
    pub op: WindowOp,
    /// From which column, where one is needed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The distance of `lag` and `lead`, the number of `ntile`, the place of `nth_value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub param: Option<u32>,
    /// The name of the new column; without one `rank` or `sum_v`.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<String>,
}

/// A column to sort by.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SortBy {
    /// The column.
    pub field: String,
    /// Whether the largest comes first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Order>,
}

/// A direction of sorting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// The least first; missing cells before all.
    Ascending,
    /// The largest first.
    Descending,
}

/// Columns become rows of a key and a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Fold {
    /// The columns.
    pub fold: Vec<String>,
    /// The names of key and value; `key` and `value` where not written.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub name_as: Option<[String; 2]>,
}

/// The distinct cells of a column become columns.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Pivot {
    /// The column whose cells name the new ones.
    pub pivot: String,
    /// The column whose cells fill them.
    pub value: String,
    /// The columns whose equal cells make a row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// How several cells become one; `sum` where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub op: Option<AggregateOp>,
    /// The most new columns; 0 for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// The range of each number.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct BinStep {
    /// How ranges are chosen.
    pub bin: Bin,
    /// The column of numbers.
    pub field: String,
    /// The names of the range's start and end; of one name the end's is `name_end`.
    #[serde(rename = "as")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Names"))]
    pub name_as: Vec<String>,
    /// The name of a further column with the range as text; only shorthand asks for it.
    #[serde(skip)]
    pub range: Option<String>,
}

/// The calendar unit of each time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TimeUnitStep {
    /// The unit.
    #[serde(rename = "timeUnit")]
    pub time_unit: TimeUnit,
    /// The column of times.
    pub field: String,
    /// The name of the new column; a second one, `name_end`, has the start of the next unit.
    #[serde(rename = "as")]
    pub name_as: String,
}

/// Where each length starts and ends when they stand on each other.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Stack {
    /// The column of lengths.
    pub stack: String,
    /// The columns whose equal cells make a stack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// The order within a stack.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sort: Vec<SortBy>,
    /// Where a stack starts; `zero` where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<Offset>,
    /// The names of start and end; of one name the end's is `name_end`.
    #[serde(rename = "as", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Names"))]
    pub name_as: Vec<String>,
}

/// Where a stack starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Offset {
    /// At zero, what is negative below it.
    Zero,
    /// So that all stacks have one middle.
    Center,
    /// At zero, each stack from 0 to 1.
    Normalize,
}

/// Cells of another table, found by a key.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Lookup {
    /// The column whose cells are looked for.
    pub lookup: String,
    /// Where they are looked for.
    pub from: LookupFrom,
    /// The names of the new columns; those of `fields` where not written.
    #[serde(rename = "as", skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Names"))]
    pub name_as: Vec<String>,
    /// What stands where nothing is found; as in Vega-Lite 0, false and "" are like nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Scalar>,
}

/// A table to look things up in.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct LookupFrom {
    /// The table.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "TableName"))]
    pub data: DataRef,
    /// Its column of keys.
    pub key: String,
    /// Its columns that are wanted.
    pub fields: Vec<String>,
}

/// Rows for the keys that a group does not have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Impute {
    /// The column that gets values.
    pub impute: String,
    /// The column whose cells each group should have once.
    pub key: String,
    /// Where the values come from; `value` where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<ImputeMethod>,
    /// The value of the method `value`: 0 where not written, `null` for a missing one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Option<Scalar>>,
    /// Rows before and behind from which a value is computed; all where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frame: Option<[Option<i32>; 2]>,
    /// The columns whose equal cells make a group.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groupby: Vec<String>,
    /// Keys beside those of the column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keyvals: Option<KeyVals>,
}

/// Where imputed values come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum ImputeMethod {
    /// A constant.
    Value,
    /// The mean of the frame.
    Mean,
    /// The median of the frame.
    Median,
    /// The largest of the frame.
    Max,
    /// The least of the frame.
    Min,
}

/// Keys that every group should have.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum KeyVals {
    /// These.
    List(Vec<Scalar>),
    /// `start`, `start + step` … below `stop`.
    Sequence {
        /// The first; 0 where not written.
        #[serde(skip_serializing_if = "Option::is_none")]
        start: Option<f64>,
        /// The end, which is not one of them.
        stop: f64,
        /// The distance; 1 where not written.
        #[serde(skip_serializing_if = "Option::is_none")]
        step: Option<f64>,
    },
}
