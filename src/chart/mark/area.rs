//! Areas: what lies below a line, or the layers of a stack; open at gaps and breaks.

use super::line::{self, Joint, joint};
use crate::chart::canvas::{Canvas, Plot, stroke};
use crate::chart::plan::{Point, Series};
use crate::scene::{Fill, Token, size};

/// Draws what lies below the line of one series, and the line.
pub(crate) fn draw(canvas: &Canvas, plot: &Plot, series: &Series) {
    line::note(canvas, plot, series, "area", &joint);
    for run in runs(&series.points, &joint) {
        let fill = match run.soft {
            true => Fill::Hatch(series.token),
            false => Fill::Tint(series.token),
        };
        fill_run(canvas, plot, run.points, fill);
    }
    line::edge(canvas, plot, series);
}

/// Draws the layer of a series in a stack. At the places in `gaps` a part is missing, so that no
/// layer leads there.
pub(crate) fn draw_layer(canvas: &Canvas, plot: &Plot, series: &Series, gaps: &[f64]) {
    let joint = |a: &Point, b: &Point| {
        let is_open = gaps.iter().any(|gap| (a.x..=b.x).contains(gap));
        if is_open { Joint::Gap } else { joint(a, b) }
    };
    line::note(canvas, plot, series, "area", &joint);
    for run in runs(&series.points, &joint) {
        let base = |point: &Point| plot.px(point.x, point.base);
        if let [alone] = run.points {
            let ends = [base(alone), plot.px(alone.x, alone.end())];
            canvas.line(&ends, stroke(series.token, size::LINE));
            continue;
        }
        let fill = match run.soft {
            true => Fill::Hatch(series.token),
            false => Fill::Solid(series.token),
        };
        fill_run(canvas, plot, run.points, fill);
        if run.points.iter().any(|point| point.base != 0.0) {
            let seam: Vec<(f64, f64)> = run.points.iter().map(base).collect();
            canvas.line(&seam, stroke(Token::Surface, size::HAIRLINE));
        }
    }
    for pair in series.points.windows(2) {
        if joint(&pair[0], &pair[1]) == Joint::Break {
            let end = |point: &Point| (point.x, point.end());
            line::break_sign(canvas, plot, end(&pair[0]), end(&pair[1]));
        }
    }
}

fn fill_run(canvas: &Canvas, plot: &Plot, points: &[Point], fill: Fill) {
    if points.len() < 2 {
        return;
    }
    let top = points.iter().map(|p| plot.px(p.x, p.end()));
    let bottom = points.iter().rev().map(|p| plot.px(p.x, p.base));
    canvas.polygon(&top.chain(bottom).collect::<Vec<_>>(), fill);
}

/// Figures in a row that an area joins.
#[derive(Debug, PartialEq)]
struct Run<'a> {
    points: &'a [Point],
    /// Whether it leads to an estimate or from one.
    soft: bool,
}

/// Splits figures where nothing joins them, and where it is joined in another way; the figure
/// between a hatched and a solid run belongs to both.
fn runs<'a>(points: &'a [Point], joint: &dyn Fn(&Point, &Point) -> Joint) -> Vec<Run<'a>> {
    let mut out: Vec<Run<'a>> = Vec::new();
    let mut start = 0;
    let mut so_far: Option<Joint> = None;
    for idx in 1..=points.len() {
        let next = points.get(idx).map(|point| joint(&points[idx - 1], point));
        let goes_on = next.is_some_and(Joint::is_joined) && (so_far.is_none() || so_far == next);
        if goes_on {
            so_far = next;
            continue;
        }
        out.push(Run {
            points: &points[start..idx],
            soft: so_far == Some(Joint::Dashed),
        });
        let is_shared = next.is_some_and(Joint::is_joined);
        start = if is_shared { idx - 1 } else { idx };
        so_far = next.filter(|_| is_shared);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(joints: &str, expected: &[(usize, usize, bool)]) {
        let points: Vec<Point> = (0..=joints.len()).map(Point::sample).collect();
        let joint = |a: &Point, _: &Point| match joints.as_bytes()[a.x as usize] {
            b'-' => Joint::Solid,
            b'.' => Joint::Dashed,
            b'|' => Joint::Break,
            _ => Joint::Gap,
        };
        let found = runs(&points, &joint);
        let ends = |run: &Run<'_>| {
            let last = run.points.len() - 1;
            (
                run.points[0].x as usize,
                run.points[last].x as usize,
                run.soft,
            )
        };
        assert_eq!(found.iter().map(ends).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn runs_end_where_nothing_joins_and_share_a_figure_where_the_joint_changes() {
        check("", &[(0, 0, false)]);
        check("---", &[(0, 3, false)]);
        check("-..-", &[(0, 1, false), (1, 3, true), (3, 4, false)]);
        check("- |-", &[(0, 1, false), (2, 2, false), (3, 4, false)]);
        check(". .", &[(0, 1, true), (2, 3, true)]);
        assert!(runs(&[], &|_, _| Joint::Solid).is_empty());
    }
}
