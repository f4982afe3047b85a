//! The words in English.

pub(super) mod figures;
pub(super) mod files;
mod interface;

pub(crate) use interface::INTERFACE;
