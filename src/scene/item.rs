//! Scene and its items: paths, rectangles, circles and text, in px from the top left.

use serde::{Deserialize, Serialize};

use super::{Token, Weight};

/// A finished drawing. Painting it needs nothing but a palette.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Scene {
    /// Width in px.
    pub width: f64,
    /// Height in px.
    pub height: f64,
    /// What is drawn, from back to front.
    pub items: Vec<Item>,
}

/// A stroke.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Stroke {
    /// Its colour.
    pub token: Token,
    /// Width in px.
    pub width: f64,
    /// Whether it is dashed.
    pub dashed: bool,
}

/// A fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fill {
    /// One colour.
    Solid(Token),
    /// Thin diagonal lines in a colour, for estimates.
    Hatch(Token),
    /// A light shade of one colour, below a line in the same.
    Tint(Token),
}

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum PathStep {
    /// Start at x, y.
    Move(f64, f64),
    /// Go straight to x, y.
    Line(f64, f64),
    /// Back to the start.
    Close,
}

/// Where a text's x lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// At its start.
    Start,
    /// In its middle.
    Middle,
    /// At its end.
    End,
}

/// A line of text. `y` is the baseline.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TextItem {
    /// Horizontal position in px, see `anchor`.
    pub x: f64,
    /// The baseline in px.
    pub y: f64,
    /// The words.
    pub text: String,
    /// Font size in px.
    pub size: f64,
    /// Regular or bold.
    pub weight: Weight,
    /// The colour.
    pub token: Token,
    /// Which part of the text lies at `x`.
    pub anchor: Anchor,
}

/// One thing that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Item {
    /// A path, open or closed.
    Path {
        /// The steps.
        steps: Vec<PathStep>,
        /// The fill, if any.
        fill: Option<Fill>,
        /// The stroke, if any.
        stroke: Option<Stroke>,
    },
    /// A rectangle.
    Rect {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
        /// The fill, if any.
        fill: Option<Fill>,
        /// The stroke, if any.
        stroke: Option<Stroke>,
    },
    /// A circle.
    Circle {
        /// Center.
        x: f64,
        /// Center.
        y: f64,
        /// Radius.
        radius: f64,
        /// The fill, if any.
        fill: Option<Fill>,
        /// The stroke, if any.
        stroke: Option<Stroke>,
    },
    /// A line of text.
    Text(TextItem),
}

impl Scene {
    /// Appends the items of `other`, moved by `dx`, `dy`.
    pub fn place(&mut self, other: Scene, dx: f64, dy: f64) {
        self.items
            .extend(other.items.into_iter().map(|item| moved(item, dx, dy)));
    }
}

fn moved(item: Item, dx: f64, dy: f64) -> Item {
    match item {
        Item::Path {
            steps,
            fill,
            stroke,
        } => Item::Path {
            steps: steps
                .into_iter()
                .map(|step| match step {
                    PathStep::Move(x, y) => PathStep::Move(x + dx, y + dy),
                    PathStep::Line(x, y) => PathStep::Line(x + dx, y + dy),
                    PathStep::Close => PathStep::Close,
                })
                .collect(),
            fill,
            stroke,
        },
        Item::Rect {
            x,
            y,
            width,
            height,
            fill,
            stroke,
        } => Item::Rect {
            x: x + dx,
            y: y + dy,
            width,
            height,
            fill,
            stroke,
        },
        Item::Circle {
            x,
            y,
            radius,
            fill,
            stroke,
        } => Item::Circle {
            x: x + dx,
            y: y + dy,
            radius,
            fill,
            stroke,
        },
        Item::Text(text) => Item::Text(TextItem {
            x: text.x + dx,
            y: text.y + dy,
            ..text
        }),
    }
}
