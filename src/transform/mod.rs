//! Table → rows that count, read by their roles; the rules of honest comparison.

mod cell;
mod condition;
mod derive;
mod filter;
mod observation;
mod order_rows;
mod roles;
mod select;
mod series_meta;
mod steps;

pub use cell::shown;
pub use derive::{Derivation, Derived, Facts, Figure, Origin, Outcome, derive, related};
pub use observation::{Observation, observations};
pub use roles::Roles;
pub use select::{Direction, RowsQuery, Selecting};
pub use series_meta::{SeriesBook, SeriesMeta};
pub use steps::{Problem, Refused, Stepped, apply};
