//! The words in Chinese.

pub(super) mod figures;
pub(super) mod files;
mod interface;

pub(crate) use interface::INTERFACE;
