//! A matrix: a row a category, a column a category or a period, each cell in its class.

use super::body::Room;
use super::canvas::{Canvas, Frame, TextLook};
use super::cell::{self, fits};
use super::labels::Labels;
use super::noted::Noted;
use super::plan::{Across, Plan};
use super::reading::Reading;
use crate::data::Lang;
use crate::scene::{Anchor, Hit, Token, Weight, ellipsized, size, text_width};

const PITCH: f64 = 30.0;
/// What the names of the columns take above them.
const HEAD: f64 = 28.0;

/// The height of all rows with the names above them.
pub(super) fn height(plan: &Plan) -> f64 {
    let n_rows = plan.panels.first().map_or(0, |panel| panel.series.len());
    HEAD + n_rows.max(1) as f64 * PITCH + 8.0
}

/// Draws all cells below `top`.
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
    let columns: &[String] = match &panel.across {
        Across::Band(names) => names,
        _ => &[],
    };
    let most = match room {
        Room::Narrow => canvas.width * 0.34,
        Room::Wide => canvas.width * 0.3,
    };
    let names: Vec<String> = panel
        .series
        .iter()
        .map(|series| ellipsized(&series.label, most, size::LABEL, Weight::Regular))
        .collect();
    let widest = names
        .iter()
        .map(|name| text_width(name, size::LABEL, Weight::Regular))
        .fold(0.0, f64::max);
    let left = widest + 12.0;
    let pitch = (canvas.width - left) / columns.len().max(1) as f64;
    let (width, tall) = (pitch - cell::GAP.min(pitch / 4.0), PITCH - cell::GAP);
    let first = top + HEAD;
    canvas.notes.add(|| {
        Noted::Plot(Frame {
            left,
            top: first,
            right: canvas.width - (pitch - width),
            bottom: first + PITCH * names.len() as f64 - cell::GAP,
            x: middles(columns.len(), width / pitch),
            y: middles(names.len(), tall / PITCH),
            warps: Default::default(),
        })
    });
    head(canvas, columns, (left, pitch, width), top);
    let view = panel.unit.view(lang);
    let points = panel.series.iter().flat_map(|series| &series.points);
    // A few values here and there would look like a choice.
    let has_values = points
        .clone()
        .all(|p| fits(&cell::text_of(panel, &view, p), size::LABEL, width));
    let (mut hits, mut readings) = (Vec::new(), Vec::new());
    for (row, series) in panel.series.iter().enumerate() {
        let y = first + row as f64 * PITCH;
        let look = TextLook {
            token: Token::Ink,
            ..TextLook::label(Anchor::End)
        };
        canvas.text((widest, y + tall / 2.0 + 4.5), &names[row], look);
        for column in 0..columns.len() {
            let place = (left + column as f64 * pitch, y, width, tall);
            let Some(item) = series.at(column as f64) else {
                cell::draw_empty(canvas, place);
                if has_values {
                    cell::write(canvas, place, &["–"], size::LABEL, Token::InkSoft);
                }
                continue;
            };
            let token = cell::draw(canvas, panel, item, place);
            if has_values {
                let text = cell::text_of(panel, &view, item);
                cell::write(canvas, place, &[&text], size::LABEL, token);
            }
            let words = (series.label.as_str(), item.heading.as_str());
            let (hit, reading) = cell::read(panel, item, words, place, lang);
            hits.push(hit);
            readings.push(reading);
        }
    }
    (hits, readings)
}

/// The ends of an axis of `n` cells, counted from the middle of the first; a cell takes `share` of
/// its step.
fn middles(n: usize, share: f64) -> (f64, f64) {
    (-share / 2.0, n as f64 - 1.0 + share / 2.0)
}

/// The names of the columns: where they do not fit, every second, every third and so on.
fn head(canvas: &Canvas, columns: &[String], (left, pitch, width): (f64, f64, f64), top: f64) {
    let widest = columns
        .iter()
        .map(|name| text_width(name, size::LABEL, Weight::Regular))
        .fold(0.0, f64::max);
    let stride = ((widest.min(86.0) + 8.0) / pitch).ceil().max(1.0) as usize;
    let room = pitch * stride as f64 - 6.0;
    let mut labels = Labels::within((0.0, top, canvas.width, top + HEAD));
    for (idx, name) in columns.iter().enumerate().step_by(stride) {
        let text = ellipsized(name, room, size::LABEL, Weight::Regular);
        let middle = left + idx as f64 * pitch + width / 2.0;
        let half = text_width(&text, size::LABEL, Weight::Regular) / 2.0;
        // The last may stand out of its column, but not out of the picture.
        let x = middle.min(canvas.width - half);
        canvas.notes.add(|| Noted::Tick {
            below: true,
            value: idx as f64,
            text: text.clone(),
        });
        labels.try_put(
            canvas,
            &[(x, top + 19.0)],
            &text,
            TextLook::label(Anchor::Middle),
        );
    }
}
