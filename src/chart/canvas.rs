//! Canvas: draws with plotters' elements in px, and in a plot's own coordinates.

use std::cell::RefCell;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::DrawingArea;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::series::LineSeries;
use plotters::style::{
    Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle,
    text_anchor::{HPos, Pos, VPos},
};

use super::noted::{Noted, Notes};
use super::recorder::{Recorder, UNITS, dashed, hatched, ink, tinted};
use crate::scale::Warp;
use crate::scene::{Anchor, Fill, Item, Scene, Stroke, Token, Weight};

/// The largest picture side in px; plotters counts in 32-bit units.
const MAX_SIDE: f64 = 30_000.0;

/// A drawing surface in px.
pub(super) struct Canvas {
    recorder: Rc<RefCell<Recorder>>,
    area: DrawingArea<Recorder, Shift>,
    /// Width in px.
    pub(super) width: f64,
    /// Height in px.
    pub(super) height: f64,
    /// What is noted beside the items.
    pub(super) notes: Notes,
}

/// A rectangle in px with the domains of its two axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
    /// How lengths grow along both.
    pub(super) warps: (Warp, Warp),
}

/// A plot: plotters' Cartesian coordinates over a frame, of places that the frame's warps give to
/// values; y grows upward.
pub(super) struct Plot {
    area: DrawingArea<Recorder, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    pub(super) frame: Frame,
}

fn unit(value: f64) -> i32 {
    let clamped = value.clamp(-MAX_SIDE, MAX_SIDE);
    libm::round(clamped * UNITS) as i32
}

fn style(color: RGBColor, width: f64, filled: bool) -> ShapeStyle {
    ShapeStyle {
        color: color.to_rgba(),
        filled,
        stroke_width: unit(width).unsigned_abs(),
    }
}

fn stroke_style(stroke: Stroke) -> ShapeStyle {
    let color = if stroke.dashed {
        dashed(stroke.token)
    } else {
        ink(stroke.token)
    };
    style(color, stroke.width, false)
}

fn fill_style(fill: Fill) -> ShapeStyle {
    match fill {
        Fill::Solid(token) => style(ink(token), 0.0, true),
        Fill::Hatch(token) => style(hatched(token), 0.0, true),
        Fill::Tint(token) => style(tinted(token), 0.0, true),
    }
}

/// A solid stroke.
pub(super) fn stroke(token: Token, width: f64) -> Stroke {
    Stroke {
        token,
        width,
        dashed: false,
    }
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64) -> Canvas {
        let (width, height) = (width.clamp(1.0, MAX_SIDE), height.clamp(1.0, MAX_SIDE));
        let size = (unit(width).unsigned_abs(), unit(height).unsigned_abs());
        let recorder = Rc::new(RefCell::new(Recorder {
            size,
            items: Vec::new(),
        }));
        let area = DrawingArea::from(&recorder);
        Canvas {
            recorder,
            area,
            width,
            height,
            notes: Notes::default(),
        }
    }

    /// What was noted while drawing.
    pub(super) fn into_notes(self) -> Vec<Noted> {
        self.notes.into_list()
    }

    /// The scene drawn so far.
    pub(super) fn into_scene(self) -> Scene {
        let items: Vec<Item> = std::mem::take(&mut self.recorder.borrow_mut().items);
        Scene {
            width: self.width,
            height: self.height,
            items,
        }
    }

    /// plotters' errors here are impossible: the recorder's error type has no value.
    fn draw<'a, E>(&self, element: &'a E)
    where
        &'a E: plotters::element::PointCollection<'a, (i32, i32)>,
        E: plotters::element::Drawable<Recorder>,
    {
        drop(self.area.draw(element));
    }

    pub(super) fn line(&self, points: &[(f64, f64)], stroke: Stroke) {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (unit(*x), unit(*y))).collect();
        self.draw(&PathElement::new(points, stroke_style(stroke)));
    }

    pub(super) fn rect(&self, (x, y): (f64, f64), (width, height): (f64, f64), fill: Fill) {
        let corners = [(unit(x), unit(y)), (unit(x + width), unit(y + height))];
        self.draw(&Rectangle::new(corners, fill_style(fill)));
    }

    pub(super) fn circle(&self, (x, y): (f64, f64), radius: f64, fill: Fill) {
        let radius = unit(radius).unsigned_abs();
        self.draw(&Circle::new((unit(x), unit(y)), radius, fill_style(fill)));
    }

    pub(super) fn ring(&self, (x, y): (f64, f64), radius: f64, stroke: Stroke) {
        let radius = unit(radius).unsigned_abs();
        self.draw(&Circle::new(
            (unit(x), unit(y)),
            radius,
            stroke_style(stroke),
        ));
    }

    pub(super) fn polygon(&self, points: &[(f64, f64)], fill: Fill) {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| (unit(*x), unit(*y))).collect();
        self.draw(&Polygon::new(points, fill_style(fill)));
    }

    /// Text with its baseline at y.
    pub(super) fn text(&self, (x, y): (f64, f64), text: &str, look: TextLook) {
        if text.is_empty() {
            return;
        }
        let weight = match look.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let anchor = match look.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = FontDesc::new(FontFamily::SansSerif, look.size, weight);
        let color = ink(look.token);
        let style = TextStyle::from(font)
            .color(&color)
            .pos(Pos::new(anchor, VPos::Bottom));
        self.draw(&Text::new(text, (unit(x), unit(y)), style));
    }

    /// A plot over a frame.
    pub(super) fn plot(&self, frame: Frame) -> Plot {
        self.notes.add(|| Noted::Plot(frame));
        let spec = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            frame.warps.0.place(frame.x.0)..frame.warps.0.place(frame.x.1),
            frame.warps.1.place(frame.y.0)..frame.warps.1.place(frame.y.1),
            (
                unit(frame.left)..unit(frame.right),
                unit(frame.bottom)..unit(frame.top),
            ),
        );
        Plot {
            area: self.area.apply_coord_spec(spec),
            frame,
        }
    }
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLook {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) token: Token,
    pub(super) anchor: Anchor,
}

impl TextLook {
    /// A label in the soft ink.
    pub(super) fn label(anchor: Anchor) -> TextLook {
        TextLook {
            size: crate::scene::size::LABEL,
            weight: Weight::Regular,
            token: Token::InkSoft,
            anchor,
        }
    }
}

impl Plot {
    fn place(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (across, upward) = self.frame.warps;
        (across.place(x), upward.place(y))
    }

    /// The px of a value pair.
    pub(super) fn px(&self, x: f64, y: f64) -> (f64, f64) {
        let (px, py) = self.area.map_coordinate(&self.place((x, y)));
        (f64::from(px) / UNITS, f64::from(py) / UNITS)
    }

    /// A data line through values.
    pub(super) fn line(&self, points: &[(f64, f64)], stroke: Stroke) {
        for element in LineSeries::new(
            points.iter().map(|at| self.place(*at)),
            stroke_style(stroke),
        ) {
            drop(self.area.draw(&element));
        }
    }

    /// A data point.
    pub(super) fn point(&self, at: (f64, f64), radius: f64, fill: Fill) {
        let radius = unit(radius).unsigned_abs();
        drop(
            self.area
                .draw(&Circle::new(self.place(at), radius, fill_style(fill))),
        );
    }
}
