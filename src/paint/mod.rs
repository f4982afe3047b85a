//! Scene → SVG text, and the theme as a style sheet.

mod svg;
mod theme_css;

pub use svg::{Sizing, SvgOptions, fluid_svg, svg};
pub use theme_css::theme_css;
