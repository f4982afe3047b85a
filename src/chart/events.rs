//! Events: a row an event, a dot at its time; the diagonal shows when much happened.

use super::axis;
use super::body::Room;
use super::canvas::{Canvas, Frame, TextLook, stroke};
use super::labels::Labels;
use super::mark::point;
use super::plan::{Across, Plan, Point, Series};
use super::reading::{Dot, Reading, ReadingRow};
use super::upright;
use crate::data::{Lang, Period};
use crate::scale::time_axis;
use crate::scene::{Anchor, Hit, Token, Weight, ellipsized, size, text_width};

const PITCH: f64 = 24.0;
const NARROW_PITCH: f64 = 42.0;

fn n_rows(plan: &Plan) -> usize {
    match plan.panels.first().map(|p| &p.across) {
        Some(Across::Band(names)) => names.len(),
        _ => 0,
    }
}

/// The height of all rows with the time axis below.
pub(super) fn height(plan: &Plan, room: Room) -> f64 {
    let pitch = if room == Room::Wide {
        PITCH
    } else {
        NARROW_PITCH
    };
    n_rows(plan) as f64 * pitch + axis::BELOW + 6.0
}

/// Draws all rows below `top`.
pub(super) fn draw(
    canvas: &Canvas,
    plan: &Plan,
    room: Room,
    top: f64,
    lang: Lang,
) -> (Vec<Hit>, Vec<Reading>) {
    let times: Vec<Period> = plan.points().filter_map(|(_, _, p)| p.time).collect();
    let pitch = if room == Room::Wide {
        PITCH
    } else {
        NARROW_PITCH
    };
    let widest = plan
        .points()
        .map(|(_, _, p)| text_width(&p.heading, size::LABEL, Weight::Regular))
        .fold(0.0, f64::max);
    let (left, name_width) = match room {
        Room::Wide => {
            let column = widest.min(canvas.width * 0.5);
            (column + 18.0, column)
        }
        Room::Narrow => (8.0, canvas.width),
    };
    let right = canvas.width - 20.0;
    let bottom = top + n_rows(plan) as f64 * pitch + 4.0;
    let axis = time_axis(&times, axis::n_time_labels(right - left, true), lang);
    let domain = (axis.low, axis.high);
    let plot = canvas.plot(Frame {
        left,
        top,
        right,
        bottom,
        x: domain,
        y: (0.0, 1.0),
        warps: Default::default(),
    });
    let mut labels = Labels::within((0.0, 0.0, canvas.width, canvas.height));
    for tick in &axis.ticks {
        let (x, _) = plot.px(tick.mark, 0.0);
        canvas.line(
            &[(x, top), (x, bottom)],
            stroke(Token::Hairline, size::HAIRLINE),
        );
    }
    axis::time_axis(canvas, &plot, &axis, &mut labels);
    let mut found: Vec<(f64, Hit, Reading)> = Vec::new();
    for (_, series, point) in plan.points() {
        let Some(time) = point.time else { continue };
        let row_top = top + point.x * pitch;
        let middle = match room {
            Room::Wide => row_top + pitch / 2.0,
            Room::Narrow => row_top + pitch - 10.0,
        };
        let (x, _) = plot.px(f64::from(time.start_day), 0.0);
        let name = ellipsized(&point.heading, name_width, size::LABEL, Weight::Regular);
        let look = TextLook {
            token: Token::Ink,
            ..TextLook::label(Anchor::Start)
        };
        match room {
            Room::Wide => {
                let look = TextLook {
                    anchor: Anchor::End,
                    ..look
                };
                canvas.text((left - 12.0, middle + 4.5), &name, look);
            }
            Room::Narrow => canvas.text((0.0, row_top + 18.0), &name, look),
        }
        canvas.line(
            &[(left, middle), (x, middle)],
            stroke(Token::Hairline, size::HAIRLINE),
        );
        upright::dot(canvas, (x, middle), series.token);
        point::note(canvas, point, "point", (x, middle));
        let area = (0.0, row_top, canvas.width, row_top + pitch);
        let dot = Dot {
            x,
            y: middle,
            token: series.token,
        };
        let reading = reading_of(series, point, dot, time.text(lang));
        found.push((
            point.x,
            Hit {
                x,
                y: middle,
                area,
                by_x: false,
            },
            reading,
        ));
    }
    crate::data::sort(&mut found, &|a, b| a.0.total_cmp(&b.0));
    found
        .into_iter()
        .map(|(_, hit, reading)| (hit, reading))
        .unzip()
}

fn reading_of(series: &Series, point: &Point, dot: Dot, when: String) -> Reading {
    let row = ReadingRow {
        token: series.token,
        label: series.label.clone(),
        value: when,
        detail: point.note.clone(),
        source: point.source.clone(),
    };
    Reading {
        heading: point.heading.clone(),
        dots: vec![dot],
        crosshair: None,
        rows: vec![row],
    }
}
