//! Scene → SVG text, and the theme as a style sheet.

mod compact;
mod group;
mod svg;
mod tenths;
mod theme_css;

pub use compact::fluid_svg;
pub use svg::{SvgOptions, svg};
pub use theme_css::theme_css;
