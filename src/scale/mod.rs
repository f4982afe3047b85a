//! Domain → range: nice ticks for numbers and for times.

mod classes;
mod linear;
mod time;
mod value;
mod warp;

pub use classes::{Classes, MOST_CLASSES};
pub use linear::{Ticks, nice_ticks};
pub use time::{TimeAxis, TimeTick, time_axis};
pub use value::ValueScale;
pub use warp::Warp;
