//! Lines: solid between neighbors, dashed to estimates, open at gaps and breaks.

use crate::chart::canvas::{Canvas, Plot, stroke};
use crate::chart::noted::{Noted, NotedVertex};
use crate::chart::plan::{Point, Series};
use crate::data::{Grain, Status};
use crate::scene::{Stroke, Token, size};

/// How two neighboring figures are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joint {
    /// A line.
    Solid,
    /// A dashed line: one of them is an estimate.
    Dashed,
    /// Nothing: figures between them are missing.
    Gap,
    /// Nothing but a break sign: they are not comparable.
    Break,
}

impl Joint {
    /// Whether a line leads from one to the other.
    pub(crate) fn is_joined(self) -> bool {
        matches!(self, Joint::Solid | Joint::Dashed)
    }
}

/// How `later` is joined to `earlier`.
///
/// A whole year between two annual figures is a gap, and so is a figure that could not be
/// computed. Dated stocks are joined
/// over any distance: they were never published at regular times.
pub(crate) fn joint(earlier: &Point, later: &Point) -> Joint {
    if matches!(later.status, Status::Break | Status::Definition) {
        return Joint::Break;
    }
    if later.after_gap {
        return Joint::Gap;
    }
    if let (Some(a), Some(b)) = (earlier.time, later.time)
        && a.grain == Grain::Year
        && b.grain == Grain::Year
        && b.civil().0 - a.civil().0 > 1
    {
        return Joint::Gap;
    }
    if earlier.status.is_soft() || later.status.is_soft() {
        Joint::Dashed
    } else {
        Joint::Solid
    }
}

/// Draws the line of a series, its breaks and its gaps.
pub(crate) fn draw(canvas: &Canvas, plot: &Plot, series: &Series) {
    // Of targets alone there is no line.
    if !series.points.is_empty() {
        note(canvas, plot, series, "line", &joint);
        edge(canvas, plot, series);
    }
}

/// Notes the line of a series, or its layer, with what joins two figures.
pub(super) fn note(
    canvas: &Canvas,
    plot: &Plot,
    series: &Series,
    mark: &'static str,
    joint: &dyn Fn(&Point, &Point) -> Joint,
) {
    canvas.notes.add(|| {
        let vertex = |(idx, point): (usize, &Point)| {
            let before = idx.checked_sub(1).and_then(|idx| series.points.get(idx));
            NotedVertex {
                row: point.row,
                at: plot.px(point.x, point.end()),
                base: plot.px(point.x, point.base).1,
                joined: before.is_some_and(|before| joint(before, point).is_joined()),
            }
        };
        Noted::Line {
            mark,
            vertices: series.points.iter().enumerate().map(vertex).collect(),
        }
    });
}

/// Draws the line alone.
pub(super) fn edge(canvas: &Canvas, plot: &Plot, series: &Series) {
    let solid = stroke(series.token, size::LINE);
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut run_joint = Joint::Solid;
    let flush = |run: &mut Vec<(f64, f64)>, joint: Joint| {
        if run.len() > 1 {
            plot.line(
                run,
                Stroke {
                    dashed: joint == Joint::Dashed,
                    ..solid
                },
            );
        }
        run.clear();
    };
    let mut previous: Option<&Point> = None;
    for point in &series.points {
        let at = (point.x, point.end());
        if let Some(earlier) = previous {
            let joint = joint(earlier, point);
            if joint != run_joint || matches!(joint, Joint::Gap | Joint::Break) {
                let last = run.last().copied();
                flush(&mut run, run_joint);
                if matches!(joint, Joint::Solid | Joint::Dashed) {
                    run.extend(last);
                }
            }
            if joint == Joint::Break {
                break_sign(canvas, plot, (earlier.x, earlier.end()), at);
            }
            run_joint = if joint == Joint::Dashed {
                Joint::Dashed
            } else {
                Joint::Solid
            };
        }
        run.push(at);
        previous = Some(point);
    }
    flush(&mut run, run_joint);
}

/// Two short strokes half way between two figures that are not comparable.
pub(super) fn break_sign(canvas: &Canvas, plot: &Plot, from: (f64, f64), to: (f64, f64)) {
    let (x0, y0) = plot.px(from.0, from.1);
    let (x1, y1) = plot.px(to.0, to.1);
    let (x, y) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
    for dx in [-2.5, 2.5] {
        let ends = [(x + dx - 2.5, y + 6.0), (x + dx + 2.5, y - 6.0)];
        canvas.line(&ends, stroke(Token::InkSoft, 1.5));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Period;

    fn point(time: &str, status: Status) -> Point {
        let time = Period::parse(time);
        Point {
            time,
            status,
            ..Point::sample(0)
        }
    }

    #[track_caller]
    fn check(earlier: (&str, Status), later: (&str, Status), expected: Joint) {
        assert_eq!(
            joint(&point(earlier.0, earlier.1), &point(later.0, later.1)),
            expected
        );
    }

    #[test]
    fn lines_open_at_breaks_and_gaps() {
        check(
            ("2016", Status::Normal),
            ("2017", Status::Normal),
            Joint::Solid,
        );
        check(
            ("2015", Status::Normal),
            ("2016", Status::Break),
            Joint::Break,
        );
        check(
            ("2023", Status::Normal),
            ("2025", Status::Normal),
            Joint::Gap,
        );
        check(
            ("2017", Status::Estimated),
            ("2018", Status::Normal),
            Joint::Dashed,
        );
        check(
            ("2015-03-29", Status::Normal),
            ("2018-06-21", Status::Normal),
            Joint::Solid,
        );
    }
}
