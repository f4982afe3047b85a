//! The display list: everything a chart draws, in pixels, before any output format.

mod hit;
mod item;
mod long_list;
mod text_width;
mod theme;

pub use hit::{Hit, nearest_hit};
pub use item::{Anchor, Fill, Item, PathStep, Scene, Stroke, TextItem};
pub use long_list::LongList;
pub use text_width::{ellipsized, text_width, wrap};
pub use theme::{FONT_STACK, Palette, Token, Weight, size};
