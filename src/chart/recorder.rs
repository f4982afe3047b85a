//! Recorder: the one plotters backend; it draws nothing and records the Scene.
//!
//! plotters thinks in whole pixels, so this backend has 64 units to the px.
//! A colour's red carries a theme token, green says hatched or light, blue says dashed:
//! a Scene names colours by role, and plotters need not know.

use std::convert::Infallible;

use plotters::style::RGBColor;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle, text_anchor::HPos,
};

use crate::scene::{Anchor, Fill, Item, PathStep, Stroke, TextItem, Token, Weight};

/// Backend units to one px.
pub(super) const UNITS: f64 = 64.0;

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// Records what plotters draws, in the order of drawing.
pub(super) struct Recorder {
    /// Size in units.
    pub(super) size: (u32, u32),
    /// What was drawn.
    pub(super) items: Vec<Item>,
}

/// A solid colour for plotters.
pub(super) fn ink(token: Token) -> RGBColor {
    RGBColor(token.code(), 0, 0)
}

/// A hatched fill for plotters.
pub(super) fn hatched(token: Token) -> RGBColor {
    RGBColor(token.code(), 1, 0)
}

/// A light fill for plotters.
pub(super) fn tinted(token: Token) -> RGBColor {
    RGBColor(token.code(), 2, 0)
}

/// A dashed stroke for plotters.
pub(super) fn dashed(token: Token) -> RGBColor {
    RGBColor(token.code(), 0, 1)
}

fn px((x, y): BackendCoord) -> (f64, f64) {
    (f64::from(x) / UNITS, f64::from(y) / UNITS)
}

fn fill_of(color: BackendColor) -> Fill {
    let token = Token::from_code(color.rgb.0);
    match color.rgb.1 {
        1 => Fill::Hatch(token),
        2 => Fill::Tint(token),
        _ => Fill::Solid(token),
    }
}

fn stroke_of<S: BackendStyle>(style: &S) -> Stroke {
    let color = style.color();
    Stroke {
        token: Token::from_code(color.rgb.0),
        width: f64::from(style.stroke_width()) / UNITS,
        dashed: color.rgb.2 == 1,
    }
}

fn steps(points: impl Iterator<Item = BackendCoord>) -> Vec<PathStep> {
    points
        .enumerate()
        .map(|(idx, point)| {
            let (x, y) = px(point);
            if idx == 0 {
                PathStep::Move(x, y)
            } else {
                PathStep::Line(x, y)
            }
        })
        .collect()
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        let (x, y) = px(point);
        let fill = Some(fill_of(color));
        self.items.push(Item::Rect {
            x,
            y,
            width: 1.0,
            height: 1.0,
            fill,
            stroke: None,
        });
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let ((x0, y0), (x1, y1)) = (px(upper_left), px(bottom_right));
        self.items.push(Item::Rect {
            x: x0.min(x1),
            y: y0.min(y1),
            width: (x1 - x0).abs(),
            height: (y1 - y0).abs(),
            fill: fill.then(|| fill_of(style.color())),
            stroke: (!fill).then(|| stroke_of(style)),
        });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let steps = steps(path.into_iter());
        if steps.len() > 1 {
            self.items.push(Item::Path {
                steps,
                fill: None,
                stroke: Some(stroke_of(style)),
            });
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let (x, y) = px(center);
        self.items.push(Item::Circle {
            x,
            y,
            radius: f64::from(radius) / UNITS,
            fill: fill.then(|| fill_of(style.color())),
            stroke: (!fill).then(|| stroke_of(style)),
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Done {
        let mut steps = steps(vert.into_iter());
        steps.push(PathStep::Close);
        self.items.push(Item::Path {
            steps,
            fill: Some(fill_of(style.color())),
            stroke: None,
        });
        Ok(())
    }

    /// Text stands with its baseline at `pos`; widths come from our own table.
    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Done {
        let (x, y) = px(pos);
        self.items.push(Item::Text(TextItem {
            x,
            y,
            text: text.to_owned(),
            size: style.size(),
            weight: match style.style() {
                FontStyle::Bold => Weight::Bold,
                _ => Weight::Regular,
            },
            token: Token::from_code(style.color().rgb.0),
            anchor: match style.anchor().h_pos {
                HPos::Left => Anchor::Start,
                HPos::Center => Anchor::Middle,
                HPos::Right => Anchor::End,
            },
        }));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = crate::scene::text_width(text, style.size(), Weight::Regular);
        Ok(((width * UNITS) as u32, (style.size() * UNITS) as u32))
    }
}
