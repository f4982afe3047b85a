//! The body of a chart at a width: the one drawing that page, pictures and print share.

use super::canvas::Canvas;
use super::legend;
use super::plan::{Form, Plan};
use super::reading::Reading;
use super::{events, matrix, rows, sides, tiles, upright};
use crate::data::Lang;
use crate::scene::{Hit, Scene, size};

/// A drawn body.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    /// The drawing.
    pub scene: Scene,
    /// Where a pointer finds which reading; parallel to `readings`.
    pub hits: Vec<Hit>,
    /// What tooltips say.
    pub readings: Vec<Reading>,
}

/// The two forms of every chart. Heights depend on the form alone, never on
/// the exact width, so that a page can keep the place of a chart free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// Under 480 px.
    Narrow,
    /// 480 px and more.
    Wide,
}

impl Room {
    /// The form at a width.
    pub(super) fn at(width: f64) -> Room {
        if width < size::NARROW {
            Room::Narrow
        } else {
            Room::Wide
        }
    }

    /// The least width of this form: what breaks into lines is measured at it.
    pub(super) fn least_width(self) -> f64 {
        match self {
            Room::Narrow => 280.0,
            Room::Wide => size::NARROW,
        }
    }
}

/// The height in px that a chart takes at a width.
#[must_use]
pub fn body_height(plan: &Plan, width: f64) -> f64 {
    let room = Room::at(width);
    let below = legend::height(plan, room);
    below
        + match plan.form {
            Form::Upright => upright::height(plan, room),
            Form::Rows => rows::height(plan, room),
            Form::Events => events::height(plan, room),
            Form::Matrix => matrix::height(plan),
            Form::Tiles => tiles::height(room),
            Form::Sides => sides::height(plan, room),
        }
}

/// Draws the body at a width of 280 to 1,920 px; other widths are clamped.
#[must_use]
pub fn body(plan: &Plan, width: f64, lang: Lang) -> Drawn {
    let (canvas, hits, readings) = draw(plan, width, lang);
    Drawn {
        scene: canvas.into_scene(),
        hits,
        readings,
    }
}

/// Draws the body onto a canvas; what was drawn is noted there.
pub(super) fn draw(plan: &Plan, width: f64, lang: Lang) -> (Canvas, Vec<Hit>, Vec<Reading>) {
    let width = width.clamp(280.0, 1920.0);
    let room = Room::at(width);
    let canvas = Canvas::new(width, body_height(plan, width));
    let top = legend::draw(&canvas, plan, room, lang);
    let (hits, readings) = match plan.form {
        Form::Upright => upright::draw(&canvas, plan, room, top, lang),
        Form::Rows => rows::draw(&canvas, plan, room, top, lang),
        Form::Events => events::draw(&canvas, plan, room, top, lang),
        Form::Matrix => matrix::draw(&canvas, plan, room, top, lang),
        Form::Tiles => tiles::draw(&canvas, plan, room, top, lang),
        Form::Sides => sides::draw(&canvas, plan, room, top, lang),
    };
    (canvas, hits, readings)
}
