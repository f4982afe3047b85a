//! The words in English.

pub(super) mod derive;
pub(super) mod figures;
pub(super) mod files;
pub(super) mod grid;
mod interface;
pub(super) mod sides;

pub(crate) use interface::INTERFACE;
