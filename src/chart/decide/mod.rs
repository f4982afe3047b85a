//! Decisions: from a spec and figures to a plan, one file a form.

mod comparable;
mod derived;
mod events;
mod matrix;
mod offers;
mod periods;
mod rows;
mod scales;
mod series;
mod sides;
mod sides_rows;
mod tiles;
mod upright;

pub(in crate::chart) use events::events;
pub(in crate::chart) use matrix::matrix;
pub(in crate::chart) use rows::rows;
pub(in crate::chart) use series::series_channel;
pub(in crate::chart) use sides::sides;
pub(in crate::chart) use tiles::tiles;
pub(in crate::chart) use upright::upright;
