//! The grammar of charts and the report file, as authors write them: every field optional.

mod check;
mod grammar;
mod report_file;

pub use check::{check_fields, read_spec};
pub use grammar::{
    Encoding, Field, FieldType, Filter, Layer, Mark, MarkDef, MarkType, Predicate, Scalar, Spec,
    Transform,
};
pub use report_file::{
    Annotation, Block, ChartBlock, EntityStyle, FigureRef, ReportFile, Section, TableMap,
};
