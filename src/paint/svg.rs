//! Writes a Scene as SVG text: the drawing of the live page and of pictures (static pages: `compact`).

use crate::scene::{
    Anchor, FONT_STACK, Fill, Item, Palette, PathStep, Scene, Stroke, TextItem, Token, Weight, size,
};

/// What an SVG needs beside its scene.
#[derive(Debug, Clone, Copy)]
pub struct SvgOptions<'a> {
    /// Put before every id, so that several pictures can share a page.
    pub id_prefix: &'a str,
    /// Title and description for those who cannot see it; `None` where the page gives them.
    pub alt: Option<(&'a str, &'a str)>,
    /// The BCP 47 language of its words.
    pub lang: &'a str,
}

/// The SVG text of a scene. The same scene gives the same bytes on every target.
#[must_use]
pub fn svg(scene: &Scene, palette: Palette, options: &SvgOptions<'_>) -> String {
    let mut out = String::with_capacity(scene.items.len() * 90 + 600);
    let (width, height) = (px(scene.width), px(scene.height));
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\"");
    attr(&mut out, "width", &width);
    attr(&mut out, "height", &height);
    attr(&mut out, "viewBox", &format!("0 0 {width} {height}"));
    // What most of it is; each element says where it differs.
    attr(&mut out, "fill", "none");
    attr(&mut out, "stroke-linejoin", "round");
    attr(&mut out, "stroke-width", &px(size::HAIRLINE));
    attr(&mut out, "font-size", &px(size::LABEL));
    attr(&mut out, "font-family", FONT_STACK);
    attr(&mut out, "xml:lang", options.lang);
    if let Some((title, description)) = options.alt {
        let (title_id, desc_id) = (
            format!("{}title", options.id_prefix),
            format!("{}desc", options.id_prefix),
        );
        attr(&mut out, "role", "img");
        attr(
            &mut out,
            "aria-labelledby",
            &format!("{title_id} {desc_id}"),
        );
        out.push_str("><title id=\"");
        escape(&mut out, &title_id);
        out.push_str("\">");
        escape(&mut out, title);
        out.push_str("</title><desc id=\"");
        escape(&mut out, &desc_id);
        out.push_str("\">");
        escape(&mut out, description);
        out.push_str("</desc>");
    } else {
        attr(&mut out, "aria-hidden", "true");
        out.push('>');
    }
    hatches(&mut out, scene, palette, options.id_prefix);
    for item in &scene.items {
        write_item(&mut out, item, palette, options.id_prefix);
    }
    out.push_str("</svg>");
    out
}

fn write_item(out: &mut String, item: &Item, palette: Palette, prefix: &str) {
    match item {
        Item::Path {
            steps,
            fill,
            stroke,
        } => {
            out.push_str("<path");
            attr(out, "d", &path_data(steps));
            paint_attrs(out, *fill, *stroke, palette, prefix);
            out.push_str("/>");
        }
        Item::Rect {
            x,
            y,
            width,
            height,
            fill,
            stroke,
        } => {
            out.push_str("<rect");
            for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
                attr(out, name, &px(*value));
            }
            paint_attrs(out, *fill, *stroke, palette, prefix);
            out.push_str("/>");
        }
        Item::Circle {
            x,
            y,
            radius,
            fill,
            stroke,
        } => {
            out.push_str("<circle");
            for (name, value) in [("cx", x), ("cy", y), ("r", radius)] {
                attr(out, name, &px(*value));
            }
            paint_attrs(out, *fill, *stroke, palette, prefix);
            out.push_str("/>");
        }
        Item::Text(text) => write_text(out, text, palette),
    }
}

fn write_text(out: &mut String, text: &TextItem, palette: Palette) {
    out.push_str("<text");
    attr(out, "x", &px(text.x));
    attr(out, "y", &px(text.y));
    if text.size != size::LABEL {
        attr(out, "font-size", &px(text.size));
    }
    if text.weight == Weight::Bold {
        attr(out, "font-weight", "700");
    }
    match text.anchor {
        Anchor::Start => {}
        Anchor::Middle => attr(out, "text-anchor", "middle"),
        Anchor::End => attr(out, "text-anchor", "end"),
    }
    attr(out, "fill", &text.token.color(palette));
    out.push('>');
    escape(out, &text.text);
    out.push_str("</text>");
}

/// How much of a light fill's colour covers what is below.
pub(super) const TINT: &str = ".2";

fn paint_attrs(
    out: &mut String,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
    palette: Palette,
    prefix: &str,
) {
    match fill {
        None => {}
        Some(Fill::Solid(token)) => attr(out, "fill", &token.color(palette)),
        Some(Fill::Hatch(token)) => {
            attr(out, "fill", &format!("url(#{})", hatch_id(prefix, token)))
        }
        Some(Fill::Tint(token)) => {
            attr(out, "fill", &token.color(palette));
            attr(out, "fill-opacity", TINT);
        }
    }
    if let Some(stroke) = stroke {
        attr(out, "stroke", &stroke.token.color(palette));
        if stroke.width != size::HAIRLINE {
            attr(out, "stroke-width", &px(stroke.width));
        }
        if stroke.dashed {
            attr(out, "stroke-dasharray", "5 4");
        }
    }
}

pub(super) fn hatch_id(prefix: &str, token: Token) -> String {
    format!("{prefix}hatch-{}", token.code())
}

/// Defines the hatchings that the scene uses, each once.
pub(super) fn hatches(out: &mut String, scene: &Scene, palette: Palette, prefix: &str) {
    let mut tokens: Vec<Token> = Vec::new();
    for item in &scene.items {
        if let Item::Rect {
            fill: Some(Fill::Hatch(token)),
            ..
        }
        | Item::Path {
            fill: Some(Fill::Hatch(token)),
            ..
        }
        | Item::Circle {
            fill: Some(Fill::Hatch(token)),
            ..
        } = item
            && !tokens.contains(token)
        {
            tokens.push(*token);
        }
    }
    if tokens.is_empty() {
        return;
    }
    out.push_str("<defs>");
    for token in tokens {
        out.push_str("<pattern");
        attr(out, "id", &hatch_id(prefix, token));
        out.push_str(
            " width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><path d=\"M1.5 0V6\" stroke-width=\"3\"",
        );
        attr(out, "stroke", &token.color(palette));
        out.push_str("/></pattern>");
    }
    out.push_str("</defs>");
}

fn path_data(steps: &[PathStep]) -> String {
    let mut d = String::with_capacity(steps.len() * 12);
    for step in steps {
        match step {
            PathStep::Move(x, y) => d.push_str(&format!("M{} {}", px(*x), px(*y))),
            PathStep::Line(x, y) => d.push_str(&format!("L{} {}", px(*x), px(*y))),
            PathStep::Close => d.push('Z'),
        }
    }
    d
}

fn attr(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

/// A length with at most two decimals, the shortest way.
pub(super) fn px(value: f64) -> String {
    let mut text = format!("{value:.2}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

/// Escapes text for elements and attributes; control characters that XML forbids are dropped.
pub(super) fn escape(out: &mut String, text: &str) {
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {}
            ch => out.push(ch),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_data_is_never_markup() {
        let text = TextItem {
            x: 1.0,
            y: 2.006,
            text: "<script>\"&'\u{1}".to_owned(),
            size: 13.0,
            weight: Weight::Bold,
            token: Token::Ink,
            anchor: Anchor::End,
        };
        let scene = Scene {
            width: 10.0,
            height: 10.5,
            items: vec![Item::Text(text)],
        };
        let options = SvgOptions {
            id_prefix: "a-",
            alt: None,
            lang: "en",
        };
        let found = svg(&scene, Palette::Light, &options);
        assert!(
            found.contains("&lt;script&gt;&quot;&amp;'</text>"),
            "{found}"
        );
        assert!(found.contains("y=\"2.01\""));
        assert!(found.contains("height=\"10.5\""));
    }

    #[test]
    fn lengths_are_short() {
        assert_eq!(px(10.0), "10");
        assert_eq!(px(-0.001), "0");
        assert_eq!(px(2.71499), "2.71");
        assert_eq!(px(100.0), "100");
    }
}
