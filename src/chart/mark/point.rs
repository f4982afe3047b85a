//! Points: filled for a figure, hollow for an estimate, ringed for about, ticked for a bound.

use crate::chart::canvas::{Canvas, Plot, stroke};
use crate::chart::noted::Noted;
use crate::chart::plan::Point;
use crate::data::Bound;
use crate::scene::{Fill, Token, size};

/// Draws one figure as a point in an upright plot.
pub(crate) fn draw(canvas: &Canvas, plot: &Plot, point: &Point, token: Token) {
    let at = plot.px(point.x, point.value.value);
    note(canvas, point, at);
    if point.status.is_soft() {
        plot.point(
            (point.x, point.value.value),
            size::POINT,
            Fill::Solid(Token::Surface),
        );
        canvas.ring(at, size::POINT, stroke(token, 1.75));
    } else {
        plot.point(
            (point.x, point.value.value),
            size::POINT,
            Fill::Solid(token),
        );
    }
    around(canvas, at, point.bound, token, Heading::Up);
}

/// Notes that a figure stands as a point at a place.
pub(crate) fn note(canvas: &Canvas, point: &Point, at: (f64, f64)) {
    canvas.notes.add(|| Noted::Mark {
        mark: "point",
        row: point.row,
        from: at,
        to: at,
    });
}

/// Which way larger values lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    /// Upward.
    Up,
    /// To the right.
    Right,
}

/// Draws what a bound adds to a mark: a tick toward the side where the value may lie, or a ring.
pub(crate) fn around(
    canvas: &Canvas,
    (x, y): (f64, f64),
    bound: Bound,
    token: Token,
    heading: Heading,
) {
    let line = stroke(token, 1.75);
    let (near, far) = (size::POINT + 1.0, size::POINT + 8.0);
    let tick = |sign: f64| match heading {
        Heading::Up => {
            let tip = (x, y - sign * far);
            canvas.line(&[(x, y - sign * near), tip], line);
            let wings = [
                (x - 3.0, tip.1 + sign * 3.0),
                tip,
                (x + 3.0, tip.1 + sign * 3.0),
            ];
            canvas.line(&wings, line);
        }
        Heading::Right => {
            let tip = (x + sign * far, y);
            canvas.line(&[(x + sign * near, y), tip], line);
            let wings = [
                (tip.0 - sign * 3.0, y - 3.0),
                tip,
                (tip.0 - sign * 3.0, y + 3.0),
            ];
            canvas.line(&wings, line);
        }
    };
    match bound {
        Bound::Exact => {}
        Bound::Lower => tick(1.0),
        Bound::Upper => tick(-1.0),
        Bound::Approx => canvas.ring((x, y), size::POINT + 3.0, stroke(token, 1.0)),
    }
}
