//! Writes a Scene for a static page: the same picture in half the bytes of [`super::svg`].
//!
//! Items of one look share an element, wherever nothing that lies between them in the order of
//! painting touches the later one. Positions are kept to a tenth of a px. It is SVG as HTML has it,
//! with bare attribute values; language, font and words are the page's.

use super::group::{self, Area, Group, Kind};
use super::svg::{TINT, escape, hatch_id, hatches, px};
use super::tenths::{number, path_data, tenths};
use crate::scene::{
    Anchor, Fill, Item, Palette, PathStep, Scene, Stroke, TextItem, Token, Weight, size, text_width,
};

const COLORS: Palette = Palette::Variables;
/// Text may be wider than it is counted, by this part.
const TEXT_MARGIN: f64 = 0.15;

/// The picture of a static page: as wide as its container and as high as the scene, in colours
/// that follow the page. A narrower container shrinks the drawing and leaves the height, as a
/// chart drawn anew at that width has it.
#[must_use]
pub fn fluid_svg(scene: &Scene, id_prefix: &str) -> String {
    let (width, height) = (px(scene.width), px(scene.height));
    let mut out = String::from("<svg");
    attr(&mut out, "width", "100%");
    attr(&mut out, "height", &height);
    attr(
        &mut out,
        "viewBox",
        &["0 0 ", &width, " ", &height].concat(),
    );
    attr(&mut out, "preserveAspectRatio", "xMinYMin");
    attr(&mut out, "fill", "none");
    attr(&mut out, "stroke-linejoin", "round");
    attr(&mut out, "font-size", &px(size::LABEL));
    attr(&mut out, "aria-hidden", "true");
    out.push('>');
    hatches(&mut out, scene, COLORS, id_prefix);
    let mut groups = Vec::new();
    for item in &scene.items {
        let (kind, look, part, area) = described(item, id_prefix);
        group::add(&mut groups, kind, look, part, area);
    }
    for group in groups {
        write(&mut out, &group);
    }
    out.push_str("</svg>");
    out
}

/// An item's kind, look, own part, and the area that it may paint.
fn described(item: &Item, prefix: &str) -> (Kind, String, String, Area) {
    match item {
        Item::Path {
            steps,
            fill,
            stroke,
        } => shape(steps, *fill, *stroke, prefix),
        Item::Rect {
            x,
            y,
            width,
            height,
            fill,
            stroke,
        } => {
            let (right, bottom) = (x + width, y + height);
            let steps = [
                PathStep::Move(*x, *y),
                PathStep::Line(right, *y),
                PathStep::Line(right, bottom),
                PathStep::Line(*x, bottom),
                PathStep::Close,
            ];
            shape(&steps, *fill, *stroke, prefix)
        }
        Item::Circle {
            x,
            y,
            radius,
            fill,
            stroke,
        } => circle(*x, *y, *radius, *fill, *stroke, prefix),
        Item::Text(text) => text_part(text),
    }
}

fn shape(
    steps: &[PathStep],
    fill: Option<Fill>,
    stroke: Option<Stroke>,
    prefix: &str,
) -> (Kind, String, String, Area) {
    let mut area = (
        f64::INFINITY,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NEG_INFINITY,
    );
    for step in steps {
        if let PathStep::Move(x, y) | PathStep::Line(x, y) = *step {
            area = (area.0.min(x), area.1.min(y), area.2.max(x), area.3.max(y));
        }
    }
    let reach = stroke.map_or(0.0, |stroke| stroke.width);
    let kind = if fill.is_some() {
        Kind::Shapes
    } else {
        Kind::Lines
    };
    (
        kind,
        paint(fill, stroke, prefix),
        path_data(steps),
        wider(area, reach),
    )
}

fn circle(
    x: f64,
    y: f64,
    radius: f64,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
    prefix: &str,
) -> (Kind, String, String, Area) {
    let reach = radius + stroke.map_or(0.0, |stroke| stroke.width);
    let area = wider((x, y, x, y), reach);
    let (cx, cy) = (number(tenths(x)), number(tenths(y)));
    // A dot is a line without length and with round ends.
    if let (Some(Fill::Solid(token)), None) = (fill, stroke) {
        let mut look = line(token, radius * 2.0);
        attr(&mut look, "stroke-linecap", "round");
        let separator = if cy.starts_with('-') { "" } else { " " };
        let part = ["M", &cx, separator, &cy, "h0"].concat();
        return (Kind::Lines, look, part, area);
    }
    let mut part = String::new();
    attr(&mut part, "cx", &cx);
    attr(&mut part, "cy", &cy);
    attr(&mut part, "r", &px(radius));
    (Kind::Circles, paint(fill, stroke, prefix), part, area)
}

fn text_part(text: &TextItem) -> (Kind, String, String, Area) {
    let mut look = String::new();
    attr(&mut look, "fill", &text.token.color(COLORS));
    if text.size != size::LABEL {
        attr(&mut look, "font-size", &px(text.size));
    }
    if text.weight == Weight::Bold {
        attr(&mut look, "font-weight", "700");
    }
    let width = text_width(&text.text, text.size, text.weight);
    let (before, anchor) = match text.anchor {
        Anchor::Start => (0.0, ""),
        Anchor::Middle => (0.5, "middle"),
        Anchor::End => (1.0, "end"),
    };
    if !anchor.is_empty() {
        attr(&mut look, "text-anchor", anchor);
    }
    let left = text.x - width * before;
    let margin = width * TEXT_MARGIN;
    let area = (
        left - margin,
        text.y - text.size,
        left + width + margin,
        text.y + text.size / 3.0,
    );
    let mut part = String::new();
    attr(&mut part, "x", &number(tenths(text.x)));
    attr(&mut part, "y", &number(tenths(text.y)));
    part.push('>');
    escape(&mut part, &text.text);
    (Kind::Texts, look, part, area)
}

fn wider(area: Area, by: f64) -> Area {
    (area.0 - by, area.1 - by, area.2 + by, area.3 + by)
}

fn paint(fill: Option<Fill>, stroke: Option<Stroke>, prefix: &str) -> String {
    let mut out = match stroke {
        Some(stroke) => line(stroke.token, stroke.width),
        None => String::new(),
    };
    if stroke.is_some_and(|stroke| stroke.dashed) {
        attr(&mut out, "stroke-dasharray", "5 4");
    }
    match fill {
        None => {}
        Some(Fill::Solid(token)) => attr(&mut out, "fill", &token.color(COLORS)),
        Some(Fill::Hatch(token)) => {
            let pattern = ["url(#", &hatch_id(prefix, token), ")"].concat();
            attr(&mut out, "fill", &pattern);
        }
        Some(Fill::Tint(token)) => {
            attr(&mut out, "fill", &token.color(COLORS));
            attr(&mut out, "fill-opacity", TINT);
        }
    }
    out
}

/// A stroke's colour, and its width where it is not SVG's own.
fn line(token: Token, width: f64) -> String {
    let mut out = String::new();
    attr(&mut out, "stroke", &token.color(COLORS));
    if width != 1.0 {
        attr(&mut out, "stroke-width", &px(width));
    }
    out
}

/// An attribute, bare where HTML allows it.
fn attr(out: &mut String, name: &str, value: &str) {
    let is_plain = |ch: char| ch.is_ascii_alphanumeric() || "-_.#%()".contains(ch);
    out.push(' ');
    out.push_str(name);
    out.push('=');
    if !value.is_empty() && value.chars().all(is_plain) {
        out.push_str(value);
    } else {
        out.push('"');
        escape(out, value);
        out.push('"');
    }
}

fn write(out: &mut String, group: &Group) {
    let (name, end) = match group.kind {
        Kind::Lines | Kind::Shapes => {
            push_all(
                out,
                &["<path", &group.look, " d=\"", &group.parts.concat(), "\"/>"],
            );
            return;
        }
        Kind::Circles => ("<circle", " />"),
        Kind::Texts => ("<text", "</text>"),
    };
    if let [part] = group.parts.as_slice() {
        push_all(out, &[name, &group.look, part, end]);
        return;
    }
    push_all(out, &["<g", &group.look, ">"]);
    for part in &group.parts {
        push_all(out, &[name, part, end]);
    }
    out.push_str("</g>");
}

fn push_all(out: &mut String, texts: &[&str]) {
    for text in texts {
        out.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f64, width: f64, token: Token) -> Item {
        Item::Rect {
            x,
            y: 0.0,
            width,
            height: 5.0,
            fill: Some(Fill::Solid(token)),
            stroke: None,
        }
    }

    fn words(text: &str, x: f64) -> Item {
        Item::Text(TextItem {
            x,
            y: 4.0,
            text: text.to_owned(),
            size: 13.0,
            weight: Weight::Regular,
            token: Token::Ink,
            anchor: Anchor::Start,
        })
    }

    fn dot(x: f64) -> Item {
        Item::Circle {
            x,
            y: -2.0,
            radius: 3.5,
            fill: Some(Fill::Solid(Token::Series(1))),
            stroke: None,
        }
    }

    #[track_caller]
    fn check(items: Vec<Item>, expected: &str) {
        let scene = Scene {
            width: 10.0,
            height: 5.0,
            items,
        };
        let svg = fluid_svg(&scene, "a-");
        let (_, inside) = svg.split_once('>').unwrap();
        assert_eq!(inside, format!("{expected}</svg>"));
    }

    #[test]
    fn items_of_one_look_share_an_element() {
        let (one, two) = (Token::Series(1), Token::Series(2));
        check(
            vec![
                rect(0.0, 2.0, one),
                rect(4.0, 2.0, two),
                rect(8.0, 2.0, one),
            ],
            "<path fill=var(--fw-s1) d=\"M0 0h2v5H0zM8 0h2v5H8z\"/>\
             <path fill=var(--fw-s2) d=\"M4 0h2v5H4z\"/>",
        );
        check(
            vec![words("a", 0.0), dot(40.0), words("b", 80.0), dot(90.0)],
            "<g fill=var(--fw-ink)><text x=0 y=4>a</text><text x=80 y=4>b</text></g>\
             <path stroke=var(--fw-s1) stroke-width=7 stroke-linecap=round d=\"M40-2h0M90-2h0\"/>",
        );
    }

    #[test]
    fn what_lies_over_another_stays_over_it() {
        let (one, two) = (Token::Series(1), Token::Series(2));
        check(
            vec![
                rect(0.0, 5.0, one),
                rect(4.0, 5.0, two),
                rect(8.0, 2.0, one),
            ],
            "<path fill=var(--fw-s1) d=\"M0 0h5v5H0z\"/>\
             <path fill=var(--fw-s2) d=\"M4 0h5v5H4z\"/>\
             <path fill=var(--fw-s1) d=\"M8 0h2v5H8z\"/>",
        );
        // In one path, shapes that overlap could cut holes into each other.
        check(
            vec![rect(0.0, 5.0, one), rect(4.0, 5.0, one)],
            "<path fill=var(--fw-s1) d=\"M0 0h5v5H0z\"/>\
             <path fill=var(--fw-s1) d=\"M4 0h5v5H4z\"/>",
        );
    }

    #[test]
    fn text_from_data_is_never_markup() {
        check(
            vec![words("<script>\"&'\u{1}", 1.0)],
            "<text fill=var(--fw-ink) x=1 y=4>&lt;script&gt;&quot;&amp;'</text>",
        );
    }

    #[test]
    fn an_attribute_is_quoted_where_it_must_be() {
        let mut out = String::new();
        attr(&mut out, "a", "url(#x-1)");
        attr(&mut out, "b", "5 4");
        attr(&mut out, "c", "\"><script>");
        assert_eq!(out, " a=url(#x-1) b=\"5 4\" c=\"&quot;&gt;&lt;script&gt;\"");
    }
}
