//! Marks: one file each; what a figure says of itself changes how its mark looks.

pub(super) mod area;
pub(super) mod bar;
pub(super) mod line;
pub(super) mod point;
pub(super) mod target;
