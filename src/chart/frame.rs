//! The frame of an exported picture: title, subtitle and footer around the body.

use super::canvas::{Canvas, TextLook};
use crate::scene::{Anchor, Fill, Scene, Token, Weight, size, wrap};

/// The words around a body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Captions {
    /// The finding.
    pub title: String,
    /// What is measured.
    pub subtitle: String,
    /// Lines under the chart: source, note, licence, in that order.
    pub footer: Vec<String>,
}

/// The margin around everything.
const MARGIN: f64 = 16.0;

/// The width that is left for a body inside a picture of `width` px.
#[must_use]
pub fn body_width(width: f64) -> f64 {
    width - 2.0 * MARGIN
}

/// Puts a frame around a body; the picture is `2 × 16` px wider than the body.
#[must_use]
pub fn framed(body: Scene, captions: &Captions) -> Scene {
    let inner = body.width;
    let blocks = |texts: &[&str], size: f64, weight: Weight, most: usize| -> Vec<String> {
        texts
            .iter()
            .filter(|t| !t.is_empty())
            .flat_map(|text| wrap(text, inner, size, weight, most))
            .collect()
    };
    let title = blocks(&[&captions.title], size::TITLE, Weight::Bold, 4);
    let subtitle = blocks(&[&captions.subtitle], size::SUBTITLE, Weight::Regular, 5);
    let footer_texts: Vec<&str> = captions.footer.iter().map(String::as_str).collect();
    let footer = blocks(&footer_texts, size::FOOTER, Weight::Regular, 12);
    let line = |size: f64| size * size::LINE_HEIGHT;
    let head = MARGIN
        + title.len() as f64 * line(size::TITLE)
        + subtitle.len() as f64 * line(size::SUBTITLE)
        + 10.0;
    let foot = 10.0 + footer.len() as f64 * line(size::FOOTER) + MARGIN;
    let canvas = Canvas::new(inner + 2.0 * MARGIN, head + body.height + foot);
    canvas.rect(
        (0.0, 0.0),
        (canvas.width, canvas.height),
        Fill::Solid(Token::Surface),
    );
    let mut y = MARGIN;
    let mut write = |lines: &[String], size: f64, weight: Weight, token: Token| {
        for text in lines {
            y += line(size);
            let look = TextLook {
                size,
                weight,
                token,
                anchor: Anchor::Start,
            };
            canvas.text((MARGIN, y - 0.4 * size), text, look);
        }
    };
    write(&title, size::TITLE, Weight::Bold, Token::Ink);
    write(&subtitle, size::SUBTITLE, Weight::Regular, Token::InkSoft);
    let footer_top = head + body.height + 10.0;
    for (idx, text) in footer.iter().enumerate() {
        let look = TextLook {
            size: size::FOOTER,
            weight: Weight::Regular,
            token: Token::InkSoft,
            anchor: Anchor::Start,
        };
        let baseline = footer_top + (idx as f64 + 1.0) * line(size::FOOTER) - 0.4 * size::FOOTER;
        canvas.text((MARGIN, baseline), text, look);
    }
    let mut scene = canvas.into_scene();
    scene.place(body, MARGIN, head);
    scene
}
