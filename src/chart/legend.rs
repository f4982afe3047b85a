//! The legend above a chart, where labels at the marks cannot stand.

use super::body::Room;
use super::canvas::{Canvas, TextLook};
use super::class_legend;
use super::plan::{Form, Panel, Plan};
use crate::data::Lang;
use crate::scale::Classes;
use crate::scene::{Anchor, Fill, Token, size, text_width};
use crate::scene::{Weight, ellipsized};

const ROW: f64 = 22.0;
const SWATCH: f64 = 10.0;
const GAP: f64 = 18.0;

/// The entries: none where labels stand at the marks.
pub(super) fn entries(plan: &Plan, room: Room) -> Vec<(String, Token)> {
    let mut out: Vec<(String, Token)> = Vec::new();
    for panel in &plan.panels {
        for series in &panel.series {
            let entry = (series.label.clone(), series.token);
            if !series.label.is_empty() && !out.contains(&entry) {
                out.push(entry);
            }
        }
    }
    let most = plan
        .panels
        .iter()
        .map(|p| p.series.len())
        .max()
        .unwrap_or(0);
    let needed = match plan.form {
        Form::Upright => most > 1 && !labels_at_marks(plan, room),
        Form::Rows => plan.panels.iter().any(Panel::shares_places),
        Form::Events => most > 1,
        Form::Matrix | Form::Tiles | Form::Sides => false,
    };
    if needed { out } else { Vec::new() }
}

/// Whether the names of the series stand at the ends of their lines or layers.
pub(super) fn labels_at_marks(plan: &Plan, room: Room) -> bool {
    let one_panel = plan.panels.len() == 1;
    let lines = plan.panels.iter().all(|p| p.mark.is_joined());
    let n_series = plan.panels.first().map_or(0, |p| p.series.len());
    room == Room::Wide && one_panel && lines && n_series > 1 && n_series <= 12
}

/// The classes that colours stand for.
fn classes_of(plan: &Plan) -> Option<(&Panel, &Classes)> {
    let panel = plan.panels.first()?;
    let classes = panel
        .classes
        .as_ref()
        .filter(|classes| !classes.bounds.is_empty());
    classes.map(|classes| (panel, classes))
}

/// Rows of entries at a width.
fn rows_of(entries: &[(String, Token)], width: f64) -> Vec<Vec<(String, Token)>> {
    let mut rows: Vec<Vec<(String, Token)>> = Vec::new();
    let mut x = 0.0;
    for (label, token) in entries {
        let label = ellipsized(label, width - SWATCH - 8.0, size::LABEL, Weight::Regular);
        let entry = SWATCH + 6.0 + text_width(&label, size::LABEL, Weight::Regular) + GAP;
        if rows.is_empty() || x + entry - GAP > width {
            rows.push(Vec::new());
            x = 0.0;
        }
        x += entry;
        if let Some(row) = rows.last_mut() {
            row.push((label, *token));
        }
    }
    rows
}

/// The height that the legend takes; zero where there is none.
pub(super) fn height(plan: &Plan, room: Room) -> f64 {
    if classes_of(plan).is_some() {
        return class_legend::HEIGHT;
    }
    let n_rows = rows_of(&entries(plan, room), room.least_width()).len();
    if n_rows == 0 {
        0.0
    } else {
        n_rows as f64 * ROW + 8.0
    }
}

/// Draws the legend at the top and returns where the chart may begin.
pub(super) fn draw(canvas: &Canvas, plan: &Plan, room: Room, lang: Lang) -> f64 {
    if let Some((panel, classes)) = classes_of(plan) {
        class_legend::draw(canvas, panel, classes, lang);
    }
    // Broken at the least width, so that the height never depends on the exact one.
    for (idx, row) in rows_of(&entries(plan, room), room.least_width())
        .iter()
        .enumerate()
    {
        let mut x = 0.0;
        let baseline = idx as f64 * ROW + 16.0;
        for (label, token) in row {
            canvas.circle(
                (x + SWATCH / 2.0, baseline - 4.5),
                SWATCH / 2.0,
                Fill::Solid(*token),
            );
            x += SWATCH + 6.0;
            let look = TextLook {
                token: Token::Ink,
                ..TextLook::label(Anchor::Start)
            };
            canvas.text((x, baseline), label, look);
            x += text_width(label, size::LABEL, Weight::Regular) + GAP;
        }
    }
    height(plan, room)
}
