//! Labels of an upright chart: names at the ends of lines, values at marks, gaps that say so.

use super::canvas::{Plot, TextLook, stroke};
use super::labels::{Labels, spread};
use super::mark::line;
use super::plan::{Across, Panel, Target};
use super::reading::short_text;
use super::upright::Context;
use crate::data::{Bound, Grain, Period};
use crate::scene::{Anchor, Token, Weight, size, text_width};
use crate::spec::MarkType;
use crate::words::figures;

/// Names of series at the ends of their lines or layers, moved apart where they would touch.
pub(super) fn labels_at_ends(context: &Context<'_>, plot: &Plot, labels: &mut Labels) {
    let Context { canvas, panel, .. } = *context;
    let mut ends: Vec<(f64, f64, usize)> = panel
        .series
        .iter()
        .enumerate()
        .filter_map(|(idx, series)| {
            let last = series.points.last()?;
            let middle = match panel.is_stacked() {
                true => f64::midpoint(last.base, last.end()),
                false => last.end(),
            };
            let (x, y) = plot.px(last.x, middle);
            Some((y, x, idx))
        })
        .collect();
    crate::data::sort(&mut ends, &|a, b| a.0.total_cmp(&b.0));
    let heights: Vec<f64> = ends.iter().map(|(y, _, _)| *y).collect();
    let gap = size::LABEL * size::LINE_HEIGHT + 0.5;
    let range = (plot.frame.top - 8.0, plot.frame.bottom - 6.0);
    let x = plot.frame.right + 18.0;
    let room = canvas.width - x;
    for ((y, end, idx), placed) in ends.iter().zip(spread(&heights, gap, range)) {
        let series = &panel.series[*idx];
        let from = (end + size::POINT + 2.0, *y);
        let leader = stroke(Token::Context, 0.75);
        canvas.line(&[from, (x - 10.0, *y), (x - 3.0, placed)], leader);
        let look = TextLook {
            weight: Weight::Bold,
            token: series.token,
            ..TextLook::label(Anchor::Start)
        };
        let text = crate::scene::ellipsized(&series.label, room, look.size, look.weight);
        labels.put(canvas, (x, placed + 4.5), &text, look);
    }
}

/// Says in a panel without any figure why it has none.
pub(super) fn absent_label(context: &Context<'_>, plot: &Plot, labels: &mut Labels) {
    let series = || context.panel.series.iter();
    let is_empty = series().all(|s| s.points.is_empty() && s.targets.is_empty());
    if let Some(absent) = series().find_map(|s| s.absent.first()).filter(|_| is_empty) {
        let frame = plot.frame;
        let at = (
            f64::midpoint(frame.left, frame.right),
            f64::midpoint(frame.top, frame.bottom),
        );
        let look = TextLook::label(Anchor::Middle);
        let text = crate::scene::ellipsized(
            &absent.words,
            frame.right - frame.left,
            look.size,
            look.weight,
        );
        labels.put(context.canvas, at, &text, look);
    }
}

/// Values at the marks: the last, the first and the largest before the others.
pub(super) fn value_labels(context: &Context<'_>, plot: &Plot, labels: &mut Labels) {
    let panel = context.panel;
    let Some(series) = panel.series.first() else {
        return;
    };
    let is_bar = panel.mark == MarkType::Bar;
    let view = panel.unit.view(context.lang);
    keep_marks_free(plot, panel, labels);
    if panel.across == Across::Time {
        for note in &context.plan.notes {
            let (x, _) = plot.px(f64::from(note.at.start_day), plot.frame.y.0);
            labels.take((x - 2.0, plot.frame.top, x + 2.0, plot.frame.bottom));
        }
    }
    for announced in &series.targets {
        target_label(context, plot, announced, labels);
    }
    let n = series.points.len();
    let largest = (0..n).max_by(|a, b| {
        series.points[*a]
            .value
            .value
            .total_cmp(&series.points[*b].value.value)
    });
    let mut order: Vec<usize> = Vec::new();
    for idx in [n.checked_sub(1), Some(0), largest]
        .into_iter()
        .flatten()
        .chain(0..n)
    {
        if idx < n && !order.contains(&idx) {
            order.push(idx);
        }
    }
    // Of points that touch only the first, the last and the largest are named: a label
    // between two would belong to either.
    let at: Vec<(f64, f64)> = series
        .points
        .iter()
        .map(|p| plot.px(p.x, p.value.value))
        .collect();
    let is_crowded = |idx: usize| {
        let (x, y) = at[idx];
        let near = |other: &(f64, f64)| (other.0 - x).abs() < 14.0 && (other.1 - y).abs() < 14.0;
        at.iter().filter(|other| near(other)).count() > 1
    };
    let named = [n.checked_sub(1), Some(0), largest];
    order.retain(|idx| named.contains(&Some(*idx)) || !is_crowded(*idx));
    let most = if n <= 20 { order.len() } else { 3 };
    for idx in order.into_iter().take(most) {
        let point = &series.points[idx];
        let (x, y) = plot.px(point.x, point.value.value);
        let text = short_text(&panel.unit, &view, point.value, point.bound);
        let look = TextLook {
            token: Token::Ink,
            ..TextLook::label(Anchor::Middle)
        };
        let width = text_width(&text, look.size, Weight::Regular);
        if is_bar {
            let foot = plot.px(point.x, 0.0).1;
            let at = if y <= foot { y - 7.0 } else { y + 18.0 };
            labels.try_put(context.canvas, &[(x, at)], &text, look);
        } else {
            let right = plot.frame.right + 20.0 - width / 2.0;
            let places = around(x, y, width, point.bound, right);
            labels.try_put(context.canvas, &places, &text, look);
        }
    }
    if is_bar {
        missing_years(context, plot, labels);
    }
}

/// Where a label may stand near a point, best first; the text is centered at each.
fn around(x: f64, y: f64, width: f64, bound: Bound, right: f64) -> Vec<(f64, f64)> {
    // A tick of a bound keeps its place.
    let up = if bound == Bound::Lower { 20.0 } else { 12.0 };
    let down = if bound == Bound::Upper { 30.0 } else { 22.0 };
    let side = width / 2.0 + 9.0;
    let corner = width / 2.0 + 6.0;
    vec![
        (x.min(right), y - up),
        (x - corner, y - 7.0),
        (x + corner, y + 17.0),
        (x.min(right), y + down),
        (x + side, y + 4.5),
        (x - side, y + 4.5),
        (x + corner, y - 7.0),
    ]
}

/// Points, targets and lines are not written over.
fn keep_marks_free(plot: &Plot, panel: &Panel, labels: &mut Labels) {
    if panel.mark == MarkType::Bar {
        return;
    }
    for series in &panel.series {
        for announced in &series.targets {
            let (x, y) = plot.px(f64::from(announced.due.start_day), announced.value.value);
            labels.take((x - 7.0, y - 7.0, x + 7.0, y + 7.0));
        }
        let at: Vec<(f64, f64)> = series
            .points
            .iter()
            .map(|p| plot.px(p.x, p.value.value))
            .collect();
        for (point, (x, y)) in series.points.iter().zip(&at) {
            let up = if point.bound == Bound::Lower {
                13.0
            } else {
                5.0
            };
            let down = if point.bound == Bound::Upper {
                13.0
            } else {
                5.0
            };
            labels.take((x - 5.0, y - up, x + 5.0, y + down));
        }
        for (idx, pair) in at.windows(2).enumerate() {
            let joint = line::joint(&series.points[idx], &series.points[idx + 1]);
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            match joint {
                _ if !panel.mark.is_joined() => continue,
                line::Joint::Gap => continue,
                line::Joint::Break => {
                    let (x, y) = (f64::midpoint(x0, x1), f64::midpoint(y0, y1));
                    labels.take((x - 6.0, y - 7.0, x + 6.0, y + 7.0));
                    continue;
                }
                line::Joint::Solid | line::Joint::Dashed => {}
            }
            let n = (((x1 - x0).abs() + (y1 - y0).abs()) / 6.0).clamp(1.0, 400.0) as usize;
            for step in 0..=n {
                let t = step as f64 / n as f64;
                let (x, y) = (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t);
                labels.take((x - 2.0, y - 2.0, x + 2.0, y + 2.0));
            }
        }
    }
}

fn target_label(context: &Context<'_>, plot: &Plot, announced: &Target, labels: &mut Labels) {
    let (panel, lang) = (context.panel, context.lang);
    let (x, y) = plot.px(f64::from(announced.due.start_day), announced.value.value);
    let value = panel
        .unit
        .view(lang)
        .number(announced.value.value, announced.value.decimals);
    let year = Period::year(announced.due.civil().0);
    let text = (figures(lang).target)(&value, &year.text(lang));
    let half = text_width(&text, size::LABEL, Weight::Regular) / 2.0;
    let right = plot.frame.right + 20.0 - half;
    let centered = x.clamp((plot.frame.left + half).min(right), right);
    let places = [
        (centered, y - 12.0),
        (centered, y + 23.0),
        (x - half - 12.0, y + 4.5),
        (x + half + 12.0, y + 4.5),
        (x + half + 4.0, y + 23.0),
        (x + half + 4.0, y - 12.0),
    ];
    labels.try_put(
        context.canvas,
        &places,
        &text,
        TextLook::label(Anchor::Middle),
    );
}

/// A year between others without a bar says that there is no figure.
fn missing_years(context: &Context<'_>, plot: &Plot, labels: &mut Labels) {
    let panel = context.panel;
    let years: Vec<i32> = panel
        .series
        .iter()
        .flat_map(|s| s.points.iter().filter_map(|p| p.time))
        .filter(|t| t.grain == Grain::Year)
        .map(|t| t.civil().0)
        .collect();
    let (Some(first), Some(last)) = (years.iter().min(), years.iter().max()) else {
        return;
    };
    for year in (*first..=*last).filter(|year| !years.contains(year)) {
        let (x, y) = plot.px(f64::from(Period::year(year).start_day), 0.0);
        let text = figures(context.lang).not_available;
        labels.try_put(
            context.canvas,
            &[(x, y - 7.0)],
            text,
            TextLook::label(Anchor::Middle),
        );
    }
}
