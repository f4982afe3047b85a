//! Labels of upright stacks: what each part is, and what they add up to.

use super::canvas::{Plot, TextLook};
use super::labels::Labels;
use super::plan::{Panel, Point};
use super::reading::{share_text, short_text};
use super::stack::total;
use super::upright::{Context, bar_thickness};
use crate::data::{Lang, UnitView};
use crate::scene::{Anchor, Token, Weight, size, text_width};
use crate::spec::MarkType;
use crate::words::figures;

/// What a part says within itself where it is `length` px long and `thickness` px thick along the
/// text: its share where shares are drawn, else its value; nothing where it has no room, and on a
/// hatching, which cannot be written on.
pub(super) fn part_text(
    panel: &Panel,
    view: &UnitView,
    point: &Point,
    (width, height): (f64, f64),
) -> Option<String> {
    let text = match panel.is_normalized() {
        true => share_text(panel.share(point)?),
        false => short_text(&panel.unit, view, point.value, point.bound),
    };
    let needed = text_width(&text, size::LABEL, Weight::Regular) + 8.0;
    let has_room = width >= needed && height >= size::LABEL * size::LINE_HEIGHT;
    (has_room && !point.status.is_soft()).then_some(text)
}

/// How a text in a part looks: paper on ink.
pub(super) const PART: TextLook = TextLook {
    size: size::LABEL,
    weight: Weight::Regular,
    token: Token::Surface,
    anchor: Anchor::Middle,
};

/// What each bar of a stack is, within it.
pub(super) fn part_labels(context: &Context<'_>, plot: &Plot, labels: &mut Labels) {
    let panel = context.panel;
    if panel.mark != MarkType::Bar {
        return;
    }
    let view = panel.unit.view(context.lang);
    let thickness = bar_thickness(panel, plot);
    let points = || panel.series.iter().flat_map(|s| &s.points);
    let labelled = |point: &Point| {
        let ((x, foot), (_, tip)) = (plot.px(point.x, point.base), plot.px(point.x, point.end()));
        let text = part_text(panel, &view, point, (thickness, (foot - tip).abs()))?;
        Some(((x, f64::midpoint(foot, tip) + 4.5), text))
    };
    let found: Vec<((f64, f64), String)> = points().filter_map(labelled).collect();
    // A few labels here and there would look like a choice.
    if found.len() * 2 < points().count() {
        return;
    }
    for (at, text) in found {
        labels.try_put(context.canvas, &[at], &text, PART);
    }
}

/// What stands at the end of a stack: its sum, where no part is missing; of shares, that there are
/// none where one is.
pub(super) fn total_text(panel: &Panel, view: &UnitView, at: f64, lang: Lang) -> Option<String> {
    match total(panel, at) {
        found if panel.is_normalized() => {
            let missing = figures(lang).not_available.to_owned();
            found.is_none().then_some(missing)
        }
        found => found.map(|total| short_text(&panel.unit, view, total.value, total.bound)),
    }
}

/// What the parts of each stack add up to, above it; below it where that is negative.
pub(super) fn total_labels(context: &Context<'_>, plot: &Plot, labels: &mut Labels) {
    let panel = context.panel;
    let mut ends: Vec<(f64, f64, f64)> = Vec::new();
    for point in panel.series.iter().flat_map(|s| &s.points) {
        let end = point.end();
        match ends.iter_mut().find(|(x, _, _)| *x == point.x) {
            Some((_, low, high)) => (*low, *high) = (low.min(end), high.max(end)),
            None => ends.push((point.x, end.min(0.0), end.max(0.0))),
        }
    }
    crate::data::sort(&mut ends, &|a, b| b.0.total_cmp(&a.0));
    if panel.mark == MarkType::Area {
        // Along an edge that rises and falls only the end has room.
        ends.truncate(1);
    } else if ends.len() > 20 {
        return;
    }
    let view = panel.unit.view(context.lang);
    for (at, low, high) in ends {
        let Some(text) = total_text(panel, &view, at, context.lang) else {
            continue;
        };
        let is_negative = total(panel, at).is_some_and(|total| total.value.value < 0.0);
        let (x, y) = plot.px(at, if is_negative { low } else { high });
        let y = if is_negative { y + 18.0 } else { y - 7.0 };
        let look = TextLook {
            token: Token::Ink,
            ..TextLook::label(Anchor::Middle)
        };
        labels.try_put(context.canvas, &[(x, y)], &text, look);
    }
}
