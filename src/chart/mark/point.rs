//! Points: filled for a figure, hollow for an estimate, ringed for about, ticked for a bound.

use crate::chart::canvas::{Canvas, Plot, stroke};
use crate::chart::noted::Noted;
use crate::chart::plan::Point;
use crate::data::Bound;
use crate::scene::{Fill, Stroke, Token, size};
use crate::spec::MarkType;

/// Half the length of a tick in px.
const TICK: f64 = 8.0;

/// Draws one figure as a point, a square or a tick in an upright plot.
pub(crate) fn draw(canvas: &Canvas, plot: &Plot, point: &Point, token: Token, mark: MarkType) {
    let value = (point.x, point.end());
    let at = plot.px(value.0, value.1);
    let is_soft = point.status.is_soft();
    let outline = stroke(token, 1.75);
    let fill = Fill::Solid(if is_soft { Token::Surface } else { token });
    let name = match mark {
        MarkType::Tick => {
            let ends = [(at.0 - TICK, at.1), (at.0 + TICK, at.1)];
            let dashed = is_soft;
            canvas.line(&ends, Stroke { dashed, ..outline });
            "tick"
        }
        MarkType::Square => {
            let half = size::POINT - 0.5;
            let (low, high) = ((at.0 - half, at.1 - half), (at.0 + half, at.1 + half));
            canvas.rect(low, (half * 2.0, half * 2.0), fill);
            if is_soft {
                let corners = [low, (high.0, low.1), high, (low.0, high.1), low];
                canvas.line(&corners, outline);
            }
            "square"
        }
        _ => {
            plot.point(value, size::POINT, fill);
            if is_soft {
                canvas.ring(at, size::POINT, outline);
            }
            "point"
        }
    };
    note(canvas, point, name, at);
    around(canvas, at, point.bound, token, Heading::Up);
}

/// Notes that a figure stands as a point, or the like, at a place.
pub(crate) fn note(canvas: &Canvas, point: &Point, mark: &'static str, at: (f64, f64)) {
    canvas.notes.add(|| Noted::Mark {
        mark,
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
