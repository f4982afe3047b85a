//! Table → rows that count, read by their roles; the rules of honest comparison.

mod filter;
mod observation;
mod roles;
mod series_meta;

pub use filter::filtered_rows;
pub use observation::{Observation, observations};
pub use roles::Roles;
pub use series_meta::{SeriesBook, SeriesMeta};
