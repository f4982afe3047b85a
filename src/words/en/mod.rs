//! The words in English.

pub(super) mod figures;
mod interface;

pub(crate) use interface::INTERFACE;
