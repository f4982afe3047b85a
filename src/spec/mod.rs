//! The grammar of charts and the report file, as authors write them: every field optional.

mod bin;
mod chart_block;
mod check;
mod check_scale;
mod estimate;
mod filter;
mod grammar;
mod op;
mod read_estimate;
mod read_filter;
mod read_rows;
mod read_scale;
mod read_spec;
mod read_top;
mod read_transform;
mod read_units;
mod reading;
mod report_file;
mod scale;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
#[cfg(not(target_arch = "wasm32"))]
mod schema_rules;
#[cfg(not(target_arch = "wasm32"))]
mod schema_shapes;
mod shorthand;
mod time_unit;
mod transform;

pub use bin::{Bin, BinParams};
pub use chart_block::{Annotation, ChartBlock, Pair};
pub use check::check_fields;
pub use check_scale::scales_without_effect;
pub use estimate::{Curve, Density, Loess, Quantile, Regression, Resolve};
pub use filter::{Filter, Predicate};
pub use grammar::{
    DataRef, Encoding, Field, FieldType, Layer, Mark, MarkDef, MarkType, Scalar, Spec, Stacking,
    Title,
};
pub use op::{AggregateOp, WindowOp};
pub use read_spec::read_spec;
pub use report_file::{Block, EntityStyle, FigureRef, ReportFile, Section, TableMap};
pub use scale::{Nice, ScaleDef, ScaleType};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::{report_schema, spec_schema};
pub use shorthand::{Expanded, expand};
pub use time_unit::{TimePart, TimeUnit};
pub use transform::{
    Aggregate, BinStep, Fold, Impute, ImputeMethod, JoinAggregate, KeyVals, Lookup, LookupFrom,
    Measure, Offset, Order, Pivot, SortBy, Stack, TimeUnitStep, Transform, Window, WindowMeasure,
};
