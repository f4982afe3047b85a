//! Domain → range: nice ticks for numbers and for times.

mod linear;
mod time;

pub use linear::{Ticks, nice_ticks};
pub use time::{TimeAxis, TimeTick, time_axis};
