//! The grammar of charts and the report file, as authors write them: every field optional.

mod check;
mod grammar;
mod read_spec;
mod reading;
mod report_file;

pub use check::check_fields;
pub use grammar::{
    Encoding, Field, FieldType, Filter, Layer, Mark, MarkDef, MarkType, Predicate, Scalar, Spec,
    Transform,
};
pub use read_spec::read_spec;
pub use report_file::{
    Annotation, Block, ChartBlock, EntityStyle, FigureRef, ReportFile, Section, TableMap,
};
