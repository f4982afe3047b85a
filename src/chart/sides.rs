//! Draws two entities beside each other: a row a matter, its panels on one time axis, and below
//! them whether they may be compared.

use super::axis;
use super::body::Room;
use super::canvas::{Canvas, TextLook, stroke};
use super::notes;
use super::plan::Plan;
use super::reading::Reading;
use super::sides_plan::{SideName, SideRow, Sides, Verdict};
use super::upright::{Context, HEADROOM, Place, dot, draw_panel, times};
use crate::data::{Lang, Period};
use crate::scene::{Anchor, Hit, Token, Weight, size, wrap};
use crate::words::side_words;

/// Between the two columns; the sign that tells whether they may be compared stands there.
const GAP: f64 = 36.0;
/// Seven steps of the value axis keep their labels apart in every font.
const PLOT: f64 = 140.0;
/// The names of the entities.
const HEAD: f64 = 26.0;
/// From a row's rule to its label's first line.
const ABOVE: f64 = 6.0;
const LABEL_LINE: f64 = 21.0;
const WHAT_LINE: f64 = 20.0;
const WHY_LINE: f64 = 20.0;
/// Below the last line of a row.
const AFTER: f64 = 12.0;
/// The place of a side that has nothing to show, where it is alone in its line.
const EMPTY: f64 = 30.0;

/// The rows that have panels.
fn rows(sides: &Sides) -> impl Iterator<Item = &SideRow> {
    let has_panels = |row: &&SideRow| row.panels.iter().any(Option::is_some);
    sides.rows.iter().filter(has_panels)
}

/// The words of a row in lines at a width.
struct Lines {
    label: Vec<String>,
    whats: [Vec<String>; 2],
    why: Vec<String>,
}

impl Lines {
    fn of(row: &SideRow, room: Room, width: f64) -> Lines {
        let column = column_width(room, width);
        let what = |side: usize| {
            let figure = row.figures[side].as_ref();
            figure.map_or_else(Vec::new, |figure| {
                wrap(&figure.what, column, size::LABEL, Weight::Regular, 2)
            })
        };
        Lines {
            label: wrap(&row.label, width, size::SUBTITLE, Weight::Bold, 2),
            whats: [what(0), what(1)],
            why: wrap(&row.why, width, size::LABEL, Weight::Regular, 7),
        }
    }
}

fn column_width(room: Room, width: f64) -> f64 {
    match room {
        Room::Wide => (width - GAP) / 2.0,
        Room::Narrow => width,
    }
}

/// The heights of a row's parts. They are those at the least width of a form: at others the lines
/// may be fewer, and their place stays.
struct Heights {
    label: f64,
    /// From the top of what each side says to its plot.
    whats: [f64; 2],
    /// From there to the end of its axis.
    plots: [f64; 2],
    why: f64,
}

impl Heights {
    fn of(plan: &Plan, row: &SideRow, room: Room) -> Heights {
        let lines = Lines::of(row, room, room.least_width());
        let mut whats = lines.whats.map(|lines| lines.len() as f64 * WHAT_LINE);
        if room == Room::Wide {
            // Both plots stand at one height.
            whats = [whats[0].max(whats[1]); 2];
        }
        let plot = notes::height(plan, room) + HEADROOM + PLOT + axis::BELOW;
        Heights {
            label: lines.label.len() as f64 * LABEL_LINE,
            whats,
            plots: row.panels.map(|panel| panel.map_or(EMPTY, |_| plot)),
            why: lines.why.len() as f64 * WHY_LINE,
        }
    }

    /// What one side takes; on a phone its name stands above.
    fn side(&self, side: usize, room: Room) -> f64 {
        let name = match room {
            Room::Wide => 0.0,
            Room::Narrow => HEAD,
        };
        name + self.whats[side] + self.plots[side]
    }

    /// What both take.
    fn sides(&self, room: Room) -> f64 {
        let (left, right) = (self.side(0, room), self.side(1, room));
        match room {
            Room::Wide => left.max(right),
            Room::Narrow => left + right,
        }
    }

    fn all(&self, room: Room) -> f64 {
        ABOVE + self.label + self.sides(room) + self.why + AFTER
    }
}

/// The height of all rows.
pub(super) fn height(plan: &Plan, room: Room) -> f64 {
    let Some(sides) = &plan.sides else { return 0.0 };
    let head = match room {
        Room::Wide => HEAD,
        Room::Narrow => 0.0,
    };
    let of_row = |row| Heights::of(plan, row, room).all(room);
    head + rows(sides).map(of_row).sum::<f64>()
}

/// Draws all rows below `top`.
pub(super) fn draw(
    canvas: &Canvas,
    plan: &Plan,
    room: Room,
    top: f64,
    lang: Lang,
) -> (Vec<Hit>, Vec<Reading>) {
    let Some(sides) = &plan.sides else {
        return Default::default();
    };
    let width = column_width(room, canvas.width);
    let lefts = match room {
        Room::Wide => [0.0, width + GAP],
        Room::Narrow => [0.0, 0.0],
    };
    let axes = [0, 1].map(|side: usize| {
        let panels = rows(sides).filter_map(|row| plan.panels.get(row.panels[side]?));
        let widths = panels.map(|panel| {
            let ticks = axis::value_ticks(panel, &plan.view);
            axis::tick_width(&axis::tick_texts(&ticks, panel.axis_unit(), lang))
        });
        widths.fold(0.0, f64::max)
    });
    let drawing = Drawing {
        canvas,
        plan,
        sides,
        room,
        lang,
        times: &times(plan),
        width,
        lefts,
        axes: match room {
            Room::Wide => axes,
            Room::Narrow => [axes[0].max(axes[1]); 2],
        },
    };
    let mut y = top;
    if room == Room::Wide {
        for (name, left) in sides.names.iter().zip(lefts) {
            name_at(canvas, name, (left, y), width);
        }
        y += HEAD;
    }
    let (mut hits, mut readings) = (Vec::new(), Vec::new());
    for row in rows(sides) {
        let heights = Heights::of(plan, row, room);
        let (mut found, mut said) = drawing.row(row, &heights, y);
        hits.append(&mut found);
        readings.append(&mut said);
        y += heights.all(room);
    }
    (hits, readings)
}

/// What all rows share.
struct Drawing<'a> {
    canvas: &'a Canvas,
    plan: &'a Plan,
    sides: &'a Sides,
    room: Room,
    lang: Lang,
    times: &'a [Period],
    /// The width of a column, and where the two begin.
    width: f64,
    lefts: [f64; 2],
    /// The widths of their value axes.
    axes: [f64; 2],
}

impl Drawing<'_> {
    fn row(&self, row: &SideRow, heights: &Heights, top: f64) -> (Vec<Hit>, Vec<Reading>) {
        let (canvas, room) = (self.canvas, self.room);
        let lines = Lines::of(row, room, canvas.width);
        let rule = stroke(Token::Hairline, size::HAIRLINE);
        canvas.line(&[(0.0, top + 0.5), (canvas.width, top + 0.5)], rule);
        let bold = look(size::SUBTITLE, Weight::Bold, Token::Ink);
        write(canvas, &lines.label, (0.0, top + ABOVE), LABEL_LINE, bold);
        let mut y = top + ABOVE + heights.label;
        let below = y + heights.sides(room);
        let (mut hits, mut readings) = (Vec::new(), Vec::new());
        for (side, what) in lines.whats.iter().enumerate() {
            let (mut found, mut said) = self.side(row, heights, side, what, y);
            hits.append(&mut found);
            readings.append(&mut said);
            if room == Room::Narrow {
                y += heights.side(side, room);
            }
        }
        if room == Room::Wide && row.panels.iter().all(Option::is_some) {
            let middle = below - axis::BELOW - PLOT / 2.0;
            sign(canvas, row.verdict, (self.width + GAP / 2.0, middle));
        }
        let ink = look(size::LABEL, Weight::Regular, Token::Ink);
        write(canvas, &lines.why, (0.0, below), WHY_LINE, ink);
        (hits, readings)
    }

    fn side(
        &self,
        row: &SideRow,
        heights: &Heights,
        side: usize,
        what: &[String],
        top: f64,
    ) -> (Vec<Hit>, Vec<Reading>) {
        let (canvas, left) = (self.canvas, self.lefts[side]);
        let mut y = top;
        if self.room == Room::Narrow {
            name_at(canvas, &self.sides.names[side], (left, y), self.width);
            y += HEAD;
        }
        let soft = look(size::LABEL, Weight::Regular, Token::InkSoft);
        write(canvas, what, (left, y), WHAT_LINE, soft);
        y += heights.whats[side];
        let Some(panel) = row.panels[side].and_then(|idx| self.plan.panels.get(idx)) else {
            let text = side_words(self.lang).no_figures.to_owned();
            write(canvas, &[text], (left, y), WHAT_LINE, soft);
            return Default::default();
        };
        let context = Context {
            canvas,
            plan: self.plan,
            panel,
            room: self.room,
            lang: self.lang,
            times: self.times,
            title: 0.0,
            plot: PLOT,
            axis: self.axes[side],
        };
        let place = Place {
            left,
            top: y,
            width: self.width,
        };
        draw_panel(&context, place)
    }
}

fn look(size: f64, weight: Weight, token: Token) -> TextLook {
    TextLook {
        size,
        weight,
        token,
        anchor: Anchor::Start,
    }
}

/// Writes lines from a top edge on.
fn write(canvas: &Canvas, lines: &[String], (left, top): (f64, f64), step: f64, look: TextLook) {
    for (idx, text) in lines.iter().enumerate() {
        let baseline = top + (idx as f64 + 1.0) * step - (step - look.size) / 2.0 - 1.0;
        canvas.text((left, baseline), text, look);
    }
}

/// An entity's name behind a dot of its colour.
fn name_at(canvas: &Canvas, name: &SideName, (left, top): (f64, f64), width: f64) {
    dot(canvas, (left + 5.0, top + 11.0), name.token);
    let bold = look(size::LABEL, Weight::Bold, Token::Ink);
    let text = crate::scene::ellipsized(&name.label, width - 16.0, size::LABEL, Weight::Bold);
    canvas.text((left + 16.0, top + 15.5), &text, bold);
}

/// Between two panels: whether they may be compared, at a glance.
fn sign(canvas: &Canvas, verdict: Verdict, at: (f64, f64)) {
    let text = match verdict {
        Verdict::Comparable => "=",
        Verdict::Different => "≠",
        Verdict::Alone => return,
    };
    let look = TextLook {
        anchor: Anchor::Middle,
        ..look(size::TITLE, Weight::Bold, Token::InkSoft)
    };
    canvas.text((at.0, at.1 + size::TITLE * 0.35), text, look);
}
