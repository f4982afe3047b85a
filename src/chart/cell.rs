//! A coloured cell with its value: what a matrix and a map of tiles are made of.

use super::canvas::{Canvas, TextLook, stroke};
use super::noted::Noted;
use super::plan::{Panel, Point};
use super::reading::{Reading, ReadingRow, figure_text, short_text};
use super::upright::joined;
use crate::data::{Lang, UnitView};
use crate::scale::Classes;
use crate::scene::{Anchor, Fill, Hit, Token, Weight, size, text_width};
use crate::words::figures;

/// Between cells in px.
pub(super) const GAP: f64 = 2.0;

/// From one line of text in a cell to the next.
const LINE: f64 = 18.0;

/// A cell's box: left, top, width, height.
pub(super) type Box = (f64, f64, f64, f64);

/// The colour of a class, from 0.
pub(super) fn token_of_class(classes: &Classes, class: usize) -> Token {
    Token::of_class(class, classes.n_classes(), classes.diverging)
}

/// The colour of a figure's class.
fn token_of(panel: &Panel, point: &Point) -> Token {
    let of = |classes: &Classes| token_of_class(classes, classes.class_of(point.value.value));
    panel.classes.as_ref().map_or(Token::Context, of)
}

/// What a cell says: its value, without the unit.
pub(super) fn text_of(panel: &Panel, view: &UnitView, point: &Point) -> String {
    short_text(&panel.unit, view, point.value, point.bound)
}

/// Draws a cell and says what was drawn; estimates carry a ring in their corner.
pub(super) fn draw(canvas: &Canvas, panel: &Panel, item: &Point, (x, y, w, h): Box) -> Token {
    let token = token_of(panel, item);
    canvas.rect((x, y), (w, h), Fill::Solid(token));
    canvas.notes.add(|| Noted::Mark {
        mark: "rect",
        row: item.row,
        from: (x, y),
        to: (x + w, y + h),
    });
    if item.status.is_soft() && w > 20.0 {
        canvas.ring((x + w - 7.0, y + 7.0), 2.5, stroke(token.text_on(), 1.0));
    }
    token.text_on()
}

/// A cell without a figure.
pub(super) fn draw_empty(canvas: &Canvas, (x, y, w, h): Box) {
    let (right, bottom) = (x + w - 0.5, y + h - 0.5);
    let (x, y) = (x + 0.5, y + 0.5);
    let edge = [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)];
    canvas.line(&edge, stroke(Token::Hairline, size::HAIRLINE));
}

/// Writes lines of text in the middle of a cell.
pub(super) fn write(canvas: &Canvas, (x, y, w, h): Box, lines: &[&str], size: f64, token: Token) {
    let look = TextLook {
        size,
        token,
        ..TextLook::label(Anchor::Middle)
    };
    let first = y + h / 2.0 + 4.5 - (lines.len() as f64 - 1.0) * LINE / 2.0;
    for (idx, text) in lines.iter().enumerate() {
        canvas.text((x + w / 2.0, first + idx as f64 * LINE), text, look);
    }
}

/// Whether a text has room in a cell.
pub(super) fn fits(text: &str, size: f64, width: f64) -> bool {
    text_width(text, size, Weight::Regular) <= width - 3.0
}

/// What a cell answers to a pointer and to keys, under a heading and a name.
pub(super) fn read(
    panel: &Panel,
    item: &Point,
    (heading, label): (&str, &str),
    (x, y, w, h): Box,
    lang: Lang,
) -> (Hit, Reading) {
    let when = item
        .time
        .map(|t| t.text(lang))
        .filter(|when| when != heading);
    let status = (figures(lang).status)(item.status);
    let reading = Reading {
        heading: heading.to_owned(),
        // Without marks the whole place lights up.
        dots: Vec::new(),
        crosshair: None,
        rows: vec![ReadingRow {
            token: token_of(panel, item),
            label: label.to_owned(),
            value: figure_text(panel, item, lang),
            detail: joined(&[when.as_deref().unwrap_or_default(), status, &item.note]),
            source: item.source.clone(),
        }],
    };
    let hit = Hit {
        x: x + w / 2.0,
        y: y + h / 2.0,
        area: (x, y, x + w, y + h),
        by_x: false,
    };
    (hit, reading)
}
