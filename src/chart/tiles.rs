//! A map of tiles: China's regions in a grid, each with its name and its value.

use super::body::Room;
use super::canvas::{Canvas, Frame};
use super::cell::{self, fits};
use super::china::{GRID, REGIONS};
use super::noted::Noted;
use super::plan::{Plan, Point};
use super::reading::Reading;
use crate::data::Lang;
use crate::scene::{Hit, Token, size};

const WIDEST: f64 = 96.0;

/// The sizes of text in a tile, of which the first that fits is taken.
const SIZES: [f64; 3] = [size::LABEL, 12.0, 11.0];

/// The height of a tile: two lines of text where there is room for both.
fn tile_height(room: Room) -> f64 {
    match room {
        Room::Narrow => 44.0,
        Room::Wide => 50.0,
    }
}

/// The height of the map.
pub(super) fn height(room: Room) -> f64 {
    f64::from(GRID.1) * tile_height(room) + 8.0
}

/// Draws the map below `top`.
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
    let (columns, rows) = (f64::from(GRID.0), f64::from(GRID.1));
    let pitch = (canvas.width / columns).min(WIDEST);
    let height = tile_height(room);
    let (width, tall) = (pitch - cell::GAP, height - cell::GAP);
    canvas.notes.add(|| {
        Noted::Plot(Frame {
            left: 0.0,
            top,
            right: pitch * columns - cell::GAP,
            bottom: top + height * rows - cell::GAP,
            x: (-0.5, columns - 0.5),
            y: (-0.5, rows - 0.5),
            warps: Default::default(),
        })
    });
    // One kind of name and one size for all: whole names where the longest fits.
    let name = |idx: usize| match lang {
        Lang::Zh => REGIONS[idx].zh,
        Lang::En => REGIONS[idx].en,
    };
    let is_fitting = |size: &f64| (0..REGIONS.len()).all(|idx| fits(name(idx), *size, width));
    let whole = SIZES.into_iter().find(is_fitting);
    let size = whole.unwrap_or(size::LABEL);
    let points: Vec<Option<&Point>> = (0..REGIONS.len())
        .map(|idx| {
            panel
                .series
                .first()
                .and_then(|series| series.at(idx as f64))
        })
        .collect();
    let view = panel.unit.view(lang);
    let values = points.iter().flatten();
    let texts = values.clone().map(|p| cell::text_of(panel, &view, p));
    let has_values = texts.into_iter().all(|text| fits(&text, size, width));
    let (mut hits, mut readings) = (Vec::new(), Vec::new());
    for (idx, region) in REGIONS.iter().enumerate() {
        let (x, y) = (
            f64::from(region.tile.0) * pitch,
            top + f64::from(region.tile.1) * height,
        );
        let place = (x, y, width, tall);
        let token = match points[idx] {
            Some(item) => cell::draw(canvas, panel, item, place),
            None => {
                cell::draw_empty(canvas, place);
                Token::InkSoft
            }
        };
        let label = match whole {
            Some(_) => name(idx),
            None => region.letters,
        };
        let value = points[idx].filter(|_| has_values);
        let value = value.map(|p| cell::text_of(panel, &view, p));
        let lines: Vec<&str> = [label].into_iter().chain(value.as_deref()).collect();
        cell::write(canvas, place, &lines, size, token);
        if let Some(item) = points[idx] {
            let (hit, reading) = cell::read(panel, item, (&item.heading, ""), place, lang);
            hits.push(hit);
            readings.push(reading);
        }
    }
    (hits, readings)
}
