//! Rows: a category a row, its value to the right, as a bar or a point.

use super::body::Room;
use super::canvas::{Canvas, Frame, TextLook, stroke};
use super::mark::{bar, point};
use super::noted::Noted;
use super::plan::{Across, Panel, Plan, Point, Series};
use super::reading::{Dot, Reading, ReadingRow, figure_text, short_text};
use super::stack_labels::{PART, part_text, total_text};
use super::upright::joined;
use super::upright_readings::sum_up;
use crate::data::{Lang, UnitView};
use crate::scene::{Anchor, Fill, Hit, Token, Weight, size, text_width, wrap};
use crate::spec::MarkType;
use crate::words::figures;

const LINE: f64 = 20.0;
const BAR: f64 = 22.0;
/// The least thickness of a bar with a label of its own.
const LABELLED: f64 = 16.0;

fn names(plan: &Plan) -> &[String] {
    match plan.panels.first().map(|p| &p.across) {
        Some(Across::Band(names)) => names,
        _ => &[],
    }
}

/// The width of the column of names, and the lines that each name takes at it.
fn name_column(plan: &Plan, room: Room, width: f64) -> (f64, Vec<Vec<String>>) {
    let limit = match room {
        Room::Narrow => width,
        Room::Wide => width * 0.38,
    };
    let lines: Vec<Vec<String>> = names(plan)
        .iter()
        .map(|name| wrap(name, limit, size::LABEL, Weight::Regular, 2))
        .collect();
    let widest = lines
        .iter()
        .flatten()
        .map(|line| text_width(line, size::LABEL, Weight::Regular))
        .fold(0.0, f64::max);
    (widest, lines)
}

/// The pitch of the rows: what the tallest name at the least width needs.
fn pitch(plan: &Plan, room: Room) -> f64 {
    let (_, lines) = name_column(plan, room, room.least_width());
    let most = lines.iter().map(Vec::len).max().unwrap_or(1) as f64;
    match room {
        Room::Narrow => most * LINE + bars_height(plan) + 10.0,
        Room::Wide => (most * LINE).max(bars_height(plan)) + 10.0,
    }
}

/// The most bars side by side in one row.
fn n_slots(plan: &Plan) -> usize {
    let most = plan
        .panels
        .first()
        .filter(|p| !p.is_stacked())
        .map(|panel| {
            let at = |x: usize| {
                let points = panel.series.iter().flat_map(|s| &s.points);
                points.filter(|p| p.x == x as f64).count()
            };
            (0..names(plan).len()).map(at).max().unwrap_or(1)
        });
    most.unwrap_or(1).max(1)
}

/// The height of the bars of a row: several side by side need a label each.
fn bars_height(plan: &Plan) -> f64 {
    BAR.max(n_slots(plan) as f64 * LABELLED)
}

/// The height of all rows.
pub(super) fn height(plan: &Plan, room: Room) -> f64 {
    names(plan).len().max(1) as f64 * pitch(plan, room) + 8.0
}

/// What the rows of one chart share.
struct Layout<'a> {
    canvas: &'a Canvas,
    panel: &'a Panel,
    room: Room,
    lang: Lang,
    view: UnitView,
    /// Width of the column of names.
    column: f64,
    /// px of the least value, and px a unit of value.
    origin: f64,
    scale: f64,
    low: f64,
    pitch: f64,
    /// Thickness of all bars of a row.
    bars: f64,
    /// The most bars side by side in one row.
    n_slots: usize,
}

impl Layout<'_> {
    fn x(&self, value: f64) -> f64 {
        self.origin + (value - self.low) * self.scale
    }

    /// The middle of the bars of a row that begins at `row_top`.
    fn middle(&self, row_top: f64) -> f64 {
        match self.room {
            Room::Narrow => row_top + self.pitch - 10.0 - self.bars / 2.0,
            Room::Wide => row_top + (self.pitch - 10.0) / 2.0,
        }
    }
}

/// Draws all rows below `top`.
pub(super) fn draw(
    canvas: &Canvas,
    plan: &Plan,
    room: Room,
    top: f64,
    lang: Lang,
) -> (Vec<Hit>, Vec<Reading>) {
    let Some(panel) = plan.panels.first() else {
        return (Vec::new(), Vec::new());
    };
    let view = panel.unit.view(lang);
    let points = || panel.series.iter().flat_map(|s| &s.points);
    let widest = points()
        .map(|p| short_text(&panel.unit, &view, p.value, p.bound))
        .map(|text| text_width(&text, size::LABEL, Weight::Regular))
        .fold(0.0, f64::max);
    let totals =
        (0..names(plan).len()).filter_map(|idx| total_text(panel, &view, idx as f64, lang));
    let widest = totals
        .map(|text| text_width(&text, size::LABEL, Weight::Regular))
        .fold(widest, f64::max);
    let values = || points().map(Point::end);
    let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
    let span = if high > low { high - low } else { 1.0 };
    let (column, lines) = name_column(plan, room, canvas.width);
    let names_end = match room {
        Room::Narrow => 0.0,
        Room::Wide => column + 12.0,
    };
    let origin = names_end + if low < 0.0 { widest + 8.0 } else { 0.0 };
    let right = canvas.width - widest - 16.0;
    let scale = (right - origin).max(1.0) / span;
    let pitch = pitch(plan, room);
    let layout = Layout {
        canvas,
        panel,
        room,
        lang,
        view,
        column,
        origin,
        scale,
        low,
        pitch,
        bars: bars_height(plan),
        n_slots: n_slots(plan),
    };
    canvas.notes.add(|| {
        let plot_top = layout.middle(top + 4.0) - pitch / 2.0;
        let n_rows = names(plan).len() as f64;
        Noted::Plot(Frame {
            left: origin,
            top: plot_top,
            right,
            bottom: plot_top + n_rows * pitch,
            x: (low, low + span),
            y: (-0.5, n_rows - 0.5),
            warps: Default::default(),
        })
    });
    let (hits, readings) = names(plan)
        .iter()
        .zip(&lines)
        .enumerate()
        .map(|(idx, (name, lines))| draw_row(&layout, idx, top + 4.0, name, lines))
        .unzip();
    let bottom = top + 4.0 + names(plan).len() as f64 * pitch - 6.0;
    if panel.mark == MarkType::Bar && room == Room::Wide {
        let zero = layout.x(0.0);
        canvas.line(
            &[(zero, top), (zero, bottom)],
            stroke(Token::Line, size::HAIRLINE),
        );
    }
    (hits, readings)
}

fn draw_row(
    layout: &Layout<'_>,
    idx: usize,
    top: f64,
    name: &str,
    lines: &[String],
) -> (Hit, Reading) {
    let Layout {
        canvas,
        panel,
        pitch,
        ..
    } = *layout;
    let row_top = top + idx as f64 * pitch;
    let middle = layout.middle(row_top);
    draw_name(canvas, lines, layout.room, (layout.column, row_top, middle));
    let (mut here, mut slots): (Vec<(&Series, &Point)>, Vec<usize>) = (Vec::new(), Vec::new());
    // Where every series has a place of its own a missing figure leaves it empty.
    let has_places = panel.series.len() == layout.n_slots;
    for (place, series) in panel.series.iter().enumerate() {
        for point in series.points.iter().filter(|p| p.x == idx as f64) {
            slots.push(if has_places { place } else { here.len() });
            here.push((series, point));
        }
    }
    let n_slots = match has_places || panel.is_stacked() {
        true => layout.n_slots,
        false => here.len().max(1),
    };
    let thickness = layout.bars / n_slots as f64;
    let mut reading = Reading {
        heading: name.to_owned(),
        dots: Vec::new(),
        crosshair: None,
        rows: Vec::new(),
    };
    for ((series, item), slot) in here.iter().zip(slots) {
        let slot = slot.min(n_slots - 1);
        let y = middle - layout.bars / 2.0 + (slot as f64 + 0.5) * thickness;
        let tip = draw_mark(layout, item, series.token, (y, thickness));
        if !panel.is_stacked() {
            let extra = if panel.mark == MarkType::Bar {
                7.0
            } else {
                15.0
            };
            let (x, anchor) = if item.value.value < 0.0 {
                (tip - extra, Anchor::End)
            } else {
                (tip + extra, Anchor::Start)
            };
            let look = TextLook {
                token: Token::Ink,
                ..TextLook::label(anchor)
            };
            let text = short_text(&panel.unit, &layout.view, item.value, item.bound);
            canvas.text((x, y + 4.5), &text, look);
        }
        reading.dots.push(Dot {
            x: tip,
            y,
            token: series.token,
        });
        reading.rows.push(row_of(panel, series, item, layout.lang));
    }
    if panel.is_stacked() {
        total_label(layout, idx as f64, middle, &here);
        // Top of the list: the end of the row.
        reading.rows.reverse();
        sum_up(panel, idx as f64, layout.lang, &mut reading.rows);
    }
    let area = (0.0, row_top - 4.0, canvas.width, row_top + pitch - 4.0);
    (
        Hit {
            x: layout.x(0.0),
            y: middle,
            area,
            by_x: false,
        },
        reading,
    )
}

/// Draws a bar or a point and returns where it ends.
fn draw_mark(layout: &Layout<'_>, item: &Point, token: Token, (y, thickness): (f64, f64)) -> f64 {
    let (foot, tip) = (layout.x(item.base), layout.x(item.end()));
    if layout.panel.mark == MarkType::Bar {
        let shape = bar::Bar {
            middle: y,
            foot,
            tip,
            thickness,
            lying: true,
        };
        bar::draw(layout.canvas, shape, item, token);
        if item.base != 0.0 {
            bar::seam(layout.canvas, shape);
        }
        let room = ((tip - foot).abs(), thickness);
        if layout.panel.is_stacked()
            && let Some(text) = part_text(layout.panel, &layout.view, item, room)
        {
            let at = (f64::midpoint(foot, tip), y + 4.5);
            layout.canvas.text(at, &text, PART);
        }
    } else {
        let rule = stroke(Token::Hairline, size::HAIRLINE);
        layout.canvas.line(&[(foot, y), (tip, y)], rule);
        layout
            .canvas
            .circle((tip, y), size::POINT + 1.0, Fill::Solid(token));
        point::note(layout.canvas, item, "point", (tip, y));
        point::around(
            layout.canvas,
            (tip, y),
            item.bound,
            token,
            point::Heading::Right,
        );
    }
    tip
}

/// What the parts of a row add up to, after its end.
fn total_label(layout: &Layout<'_>, at: f64, y: f64, here: &[(&Series, &Point)]) {
    let far = here.iter().map(|(_, p)| p.end()).fold(0.0, f64::max);
    let Some(text) = total_text(layout.panel, &layout.view, at, layout.lang) else {
        return;
    };
    let look = TextLook {
        token: Token::Ink,
        ..TextLook::label(Anchor::Start)
    };
    layout
        .canvas
        .text((layout.x(far) + 7.0, y + 4.5), &text, look);
}

fn row_of(panel: &Panel, series: &Series, item: &Point, lang: Lang) -> ReadingRow {
    let when = item.time.map(|t| t.text(lang)).unwrap_or_default();
    ReadingRow {
        token: series.token,
        label: series.label.clone(),
        value: figure_text(panel, item, lang),
        detail: joined(&[&when, (figures(lang).status)(item.status), &item.note]),
        source: item.source.clone(),
    }
}

fn draw_name(
    canvas: &Canvas,
    lines: &[String],
    room: Room,
    (column, top, middle): (f64, f64, f64),
) {
    let look = TextLook {
        token: Token::Ink,
        ..TextLook::label(Anchor::Start)
    };
    for (idx, line) in lines.iter().enumerate() {
        match room {
            Room::Narrow => canvas.text((0.0, top + 14.0 + idx as f64 * LINE), line, look),
            Room::Wide => {
                let first = middle + 4.5 - (lines.len() as f64 - 1.0) * LINE / 2.0;
                let look = TextLook {
                    anchor: Anchor::End,
                    ..look
                };
                canvas.text((column, first + idx as f64 * LINE), line, look);
            }
        }
    }
}
