//! Bars: from zero, solid; hatched for an estimate, with an open end for a bound.

use crate::chart::canvas::{Canvas, stroke};
use crate::chart::noted::Noted;
use crate::chart::plan::Point;
use crate::data::{Bound, Status};
use crate::scene::{Fill, Token, size};

/// A bar in px: the middle of its foot, its tip, and its thickness.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bar {
    /// The coordinate across the bar's length: x of an upright bar, y of a lying one.
    pub(crate) middle: f64,
    /// Where it starts along its length, at zero.
    pub(crate) foot: f64,
    /// Where it ends.
    pub(crate) tip: f64,
    /// How thick it is.
    pub(crate) thickness: f64,
    /// Whether it lies.
    pub(crate) lying: bool,
}

/// Draws one figure as a bar.
pub(crate) fn draw(canvas: &Canvas, bar: Bar, point: &Point, token: Token) {
    let Point { status, bound, .. } = *point;
    let fill = if status.is_soft() {
        Fill::Hatch(token)
    } else {
        Fill::Solid(token)
    };
    let half = bar.thickness / 2.0;
    let at = |along: f64, across: f64| {
        if bar.lying {
            (along, bar.middle + across)
        } else {
            (bar.middle + across, along)
        }
    };
    canvas.notes.add(|| Noted::Mark {
        mark: "bar",
        row: point.row,
        from: at(bar.foot, -half),
        to: at(bar.tip, half),
    });
    if matches!(bound, Bound::Lower | Bound::Upper) {
        let points = open_ended(bar, half);
        canvas.polygon(
            &points
                .iter()
                .map(|(along, across)| at(*along, *across))
                .collect::<Vec<_>>(),
            fill,
        );
    } else {
        let (a, b) = (at(bar.foot, -half), at(bar.tip, half));
        let corner = (a.0.min(b.0), a.1.min(b.1));
        canvas.rect(corner, ((a.0 - b.0).abs(), (a.1 - b.1).abs()), fill);
        if status.is_soft() {
            let ends = [
                at(bar.foot, -half),
                at(bar.tip, -half),
                at(bar.tip, half),
                at(bar.foot, half),
            ];
            canvas.line(&ends, stroke(token, 1.25));
        }
    }
    if matches!(status, Status::Break | Status::Definition) {
        for shift in [6.0, 10.0] {
            let along = bar.foot + shift * (bar.tip - bar.foot).signum();
            let ends = [at(along + 2.0, -half - 3.0), at(along - 2.0, half + 3.0)];
            canvas.line(&ends, stroke(Token::Surface, 2.0));
        }
    }
}

/// A hairline of the paper between a part and the one that it stands on.
pub(crate) fn seam(canvas: &Canvas, bar: Bar) {
    let half = bar.thickness / 2.0;
    let ends = if bar.lying {
        [(bar.foot, bar.middle - half), (bar.foot, bar.middle + half)]
    } else {
        [(bar.middle - half, bar.foot), (bar.middle + half, bar.foot)]
    };
    canvas.line(&ends, stroke(Token::Surface, size::HAIRLINE));
}

/// The outline of a bar whose end is torn: the value is a bound, not a length.
fn open_ended(bar: Bar, half: f64) -> Vec<(f64, f64)> {
    let sign = (bar.tip - bar.foot).signum();
    let depth = 5.0_f64.min((bar.tip - bar.foot).abs() / 2.0) * sign;
    let n_teeth = ((bar.thickness / 8.0) as usize).clamp(2, 6);
    let mut points = vec![(bar.foot, half), (bar.foot, -half)];
    for tooth in 0..n_teeth {
        let start = -half + bar.thickness * tooth as f64 / n_teeth as f64;
        points.push((bar.tip - depth, start));
        points.push((bar.tip, start + bar.thickness / n_teeth as f64 / 2.0));
    }
    points.push((bar.tip - depth, half));
    points
}
