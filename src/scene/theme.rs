//! The theme: every colour, size and font, by token. No other file names one.

use serde::{Deserialize, Serialize};

/// The fonts, by name, of the systems that readers have; no font is loaded.
pub const FONT_STACK: &str = "\"Segoe UI\",Roboto,\"Helvetica Neue\",\"Noto Sans\",\"Liberation Sans\",Arial,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",\"Noto Sans SC\",sans-serif";

/// A font's weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weight {
    /// 400
    Regular,
    /// 700
    Bold,
}

/// A colour by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Token {
    /// The page behind a chart.
    Surface,
    /// Text that must be read.
    Ink,
    /// Labels, subtitles and notes.
    InkSoft,
    /// Grid lines.
    Hairline,
    /// The zero line and rules.
    Line,
    /// Marks that give context.
    Context,
    /// A slot of the categorical palette, 1 to 8; others wrap to the context grey.
    Series(u8),
}

/// Where colours come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// CSS variables with the light palette behind them, for pages that switch by themselves.
    Variables,
}

const SERIES_LIGHT: [&str; 8] = [
    "#1b65a6", "#c2410c", "#00796f", "#7a4aa0", "#8a6100", "#b02a6b", "#3f7d20", "#556575",
];
const SERIES_DARK: [&str; 8] = [
    "#72b6f2", "#ff9b61", "#4fcabf", "#c3a2ee", "#e0b84a", "#f58fb9", "#98cf6f", "#adbccb",
];

impl Token {
    /// Every token, for style sheets and tests.
    #[must_use]
    pub fn all() -> Vec<Token> {
        let mut out = vec![
            Token::Surface,
            Token::Ink,
            Token::InkSoft,
            Token::Hairline,
            Token::Line,
            Token::Context,
        ];
        out.extend((1..=8).map(Token::Series));
        out
    }

    /// The name of its CSS variable, without the dashes: `fw-ink`.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Token::Surface => "fw-surface".to_owned(),
            Token::Ink => "fw-ink".to_owned(),
            Token::InkSoft => "fw-soft".to_owned(),
            Token::Hairline => "fw-hair".to_owned(),
            Token::Line => "fw-line".to_owned(),
            Token::Context => "fw-grey".to_owned(),
            Token::Series(slot @ 1..=8) => format!("fw-s{slot}"),
            Token::Series(_) => Token::Context.name(),
        }
    }

    /// The colour in a palette, as an SVG attribute takes it.
    #[must_use]
    pub fn color(self, palette: Palette) -> String {
        if palette == Palette::Variables {
            return format!("var(--{})", self.name());
        }
        let dark = palette == Palette::Dark;
        match self {
            Token::Surface => {
                if dark {
                    "#14181d"
                } else {
                    "#ffffff"
                }
            }
            Token::Ink => {
                if dark {
                    "#eef1f4"
                } else {
                    "#16191d"
                }
            }
            Token::InkSoft => {
                if dark {
                    "#aab4be"
                } else {
                    "#55606b"
                }
            }
            Token::Hairline => {
                if dark {
                    "#2b323a"
                } else {
                    "#e3e7eb"
                }
            }
            Token::Line => {
                if dark {
                    "#6b7682"
                } else {
                    "#8b96a1"
                }
            }
            Token::Series(slot @ 1..=8) => {
                let slots = if dark { &SERIES_DARK } else { &SERIES_LIGHT };
                slots[usize::from(slot) - 1]
            }
            Token::Context | Token::Series(_) => {
                if dark {
                    "#8a949e"
                } else {
                    "#76808b"
                }
            }
        }
        .to_owned()
    }

    /// A small number that survives a trip through a drawing library's RGB colour.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Token::Surface => 0,
            Token::Ink => 1,
            Token::InkSoft => 2,
            Token::Hairline => 3,
            Token::Line => 4,
            Token::Context => 5,
            Token::Series(slot) => 16 + slot,
        }
    }

    /// The token of a [`Token::code`].
    #[must_use]
    pub fn from_code(code: u8) -> Token {
        match code {
            0 => Token::Surface,
            1 => Token::Ink,
            2 => Token::InkSoft,
            3 => Token::Hairline,
            4 => Token::Line,
            17.. => Token::Series(code - 16),
            _ => Token::Context,
        }
    }
}

/// Sizes in px.
pub mod size {
    /// Axis and series labels.
    pub const LABEL: f64 = 13.0;
    /// The title of an exported picture.
    pub const TITLE: f64 = 19.0;
    /// The subtitle of an exported picture, and panel titles.
    pub const SUBTITLE: f64 = 14.0;
    /// The footer of an exported picture.
    pub const FOOTER: f64 = 12.0;
    /// From one baseline to the next, as a multiple of the font size; room for CJK fonts.
    pub const LINE_HEIGHT: f64 = 1.5;
    /// Data lines.
    pub const LINE: f64 = 2.0;
    /// Radius of a data point.
    pub const POINT: f64 = 3.5;
    /// Grid lines.
    pub const HAIRLINE: f64 = 1.0;
    /// Below this width a chart takes its narrow form.
    pub const NARROW: f64 = 480.0;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2 contrast of two `#rrggbb` colours.
    fn contrast(a: &str, b: &str) -> f64 {
        fn luminance(hex: &str) -> f64 {
            let channel = |at: usize| {
                let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
                if c <= 0.040_45 {
                    c / 12.92
                } else {
                    libm::pow((c + 0.055) / 1.055, 2.4)
                }
            };
            0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
        }
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn marks_and_labels_stand_out_from_both_surfaces() {
        for palette in [Palette::Light, Palette::Dark] {
            let surface = Token::Surface.color(palette);
            for slot in 1..=8 {
                let found = contrast(&Token::Series(slot).color(palette), &surface);
                assert!(found >= 4.5, "slot {slot} in {palette:?}: {found:.2}");
            }
            assert!(contrast(&Token::InkSoft.color(palette), &surface) >= 4.5);
            assert!(contrast(&Token::Context.color(palette), &surface) >= 3.0);
            assert!(contrast(&Token::Ink.color(palette), &surface) >= 12.0);
        }
    }

    #[test]
    fn every_token_survives_its_code() {
        for token in Token::all() {
            assert_eq!(Token::from_code(token.code()), token);
        }
    }
}
