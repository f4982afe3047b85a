//! The words in Chinese.

pub(super) mod figures;
mod interface;

pub(crate) use interface::INTERFACE;
