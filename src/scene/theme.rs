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
    /// A step of the ramp of sizes, from the least, 1, to the largest, 6; others are at its ends.
    Ramp(u8),
    /// A step of the ramp around zero: 1 to 3 below it, 4 to 6 above.
    Diverging(u8),
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

// Text on the three steps that are nearest to the surface is ink; on the others it is surface.
const RAMP_LIGHT: [&str; 6] = [
    "#dfeaf5", "#b9d4eb", "#8fbbe0", "#2f76b5", "#1b5891", "#0b3a66",
];
const RAMP_DARK: [&str; 6] = [
    "#1f3346", "#26496a", "#2c5f93", "#4f93d2", "#80b8ea", "#bcdffb",
];
const DIVERGING_LIGHT: [&str; 6] = [
    "#8a3a12", "#b4531f", "#f2c3a3", "#b9d4eb", "#2f76b5", "#0b3a66",
];
const DIVERGING_DARK: [&str; 6] = [
    "#ffc19d", "#e08a52", "#6b3d22", "#26496a", "#4f93d2", "#bcdffb",
];

impl Token {
    /// The step of a class, of `n` classes from 0, on the ramp of sizes or the one around zero.
    #[must_use]
    pub fn of_class(class: usize, n: usize, diverging: bool) -> Token {
        let last = n.saturating_sub(1);
        let step = match last {
            0 => 2,
            _ => (class.min(last) * 5 + last / 2) / last,
        };
        let step = u8::try_from(step).unwrap_or(5) + 1;
        if diverging {
            Token::Diverging(step)
        } else {
            Token::Ramp(step)
        }
    }

    /// The colour of text on it.
    #[must_use]
    pub fn text_on(self) -> Token {
        match self {
            Token::Surface | Token::Hairline | Token::Ramp(..=3) | Token::Diverging(3 | 4) => {
                Token::Ink
            }
            _ => Token::Surface,
        }
    }

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
        out.extend((1..=6).map(Token::Ramp));
        out.extend((1..=6).map(Token::Diverging));
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
            Token::Ramp(step) => format!("fw-r{}", step.clamp(1, 6)),
            Token::Diverging(step) => format!("fw-d{}", step.clamp(1, 6)),
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
            Token::Ramp(step) => step_of(if dark { &RAMP_DARK } else { &RAMP_LIGHT }, step),
            Token::Diverging(step) => step_of(
                if dark {
                    &DIVERGING_DARK
                } else {
                    &DIVERGING_LIGHT
                },
                step,
            ),
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
            Token::Series(slot) => 16 + slot.min(15),
            Token::Ramp(step) => 32 + step.clamp(1, 6),
            Token::Diverging(step) => 40 + step.clamp(1, 6),
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
            17..=31 => Token::Series(code - 16),
            33..=39 => Token::Ramp(code - 32),
            41..=47 => Token::Diverging(code - 40),
            _ => Token::Context,
        }
    }
}

fn step_of(ramp: &[&'static str; 6], step: u8) -> &'static str {
    ramp[usize::from(step.clamp(1, 6)) - 1]
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
    fn steps_of_a_ramp_are_told_apart_and_carry_text() {
        for palette in [Palette::Light, Palette::Dark] {
            let color = |token: Token| token.color(palette);
            let surface = color(Token::Surface);
            for ramp in [Token::Ramp as fn(u8) -> Token, Token::Diverging] {
                for step in 1..=6 {
                    let token = ramp(step);
                    let found = contrast(&color(token), &color(token.text_on()));
                    assert!(found >= 4.5, "{token:?} in {palette:?}: {found:.2}");
                }
            }
            let far = |token| contrast(&color(token), &surface);
            let sizes: Vec<Token> = (1..=6).map(Token::Ramp).collect();
            let below = [3, 2, 1].map(Token::Diverging);
            let above = [4, 5, 6].map(Token::Diverging);
            for steps in [&sizes[..], &below, &above] {
                for pair in steps.windows(2) {
                    let found = far(pair[1]) / far(pair[0]);
                    assert!(found >= 1.2, "{pair:?} in {palette:?}: {found:.2}");
                }
            }
        }
    }

    #[test]
    fn classes_spread_over_the_ramp() {
        let steps = |n: usize| -> Vec<Token> {
            (0..n)
                .map(|class| Token::of_class(class, n, false))
                .collect()
        };
        assert_eq!(steps(1), [3].map(Token::Ramp));
        assert_eq!(steps(2), [1, 6].map(Token::Ramp));
        assert_eq!(steps(6), [1, 2, 3, 4, 5, 6].map(Token::Ramp));
    }

    #[test]
    fn every_token_survives_its_code() {
        for token in Token::all() {
            assert_eq!(Token::from_code(token.code()), token);
        }
    }
}
