//! Reading: what a tooltip says at one place of a chart, and which marks it lights up.

use serde::{Deserialize, Serialize};

use super::plan::{Panel, Point};
use crate::data::{Bound, Lang, Number, Unit, UnitKind, UnitView, grouped};
use crate::scene::Token;
use crate::words::figures;

/// What a tooltip says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// The time or the category.
    pub heading: String,
    /// The marks that belong to it.
    pub dots: Vec<Dot>,
    /// Top and bottom of a crosshair in px, where the chart has one at the hit's x.
    pub crosshair: Option<(f64, f64)>,
    /// One line a series, largest value first.
    pub rows: Vec<ReadingRow>,
}

/// A mark to highlight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Dot {
    /// Position in px.
    pub x: f64,
    /// Position in px.
    pub y: f64,
    /// Its colour.
    pub token: Token,
}

/// A line of a tooltip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingRow {
    /// The colour of the series.
    pub token: Token,
    /// The series; may be empty in a chart of one.
    pub label: String,
    /// The value with bound, unit and status.
    pub value: String,
    /// Remarks: break, derived, the note of the data; may be empty.
    pub detail: String,
    /// Publisher and date of the source; may be empty.
    pub source: String,
}

/// A figure in words: its bound, its value with the unit, and its share before both where the
/// panel shows shares.
pub(super) fn figure_text(panel: &Panel, point: &Point, lang: Lang) -> String {
    let value = panel
        .unit
        .view(lang)
        .text(point.value.value, point.value.decimals);
    let value = [point.bound.sign(), &value].concat();
    match panel.share(point) {
        Some(share) => (figures(lang).share_and_value)(&share_text(share), &value),
        None => value,
    }
}

/// A value as it stands at its mark: without the unit, but for per cent.
pub(super) fn short_text(unit: &Unit, view: &UnitView, value: Number, bound: Bound) -> String {
    let percent = if unit.kind == UnitKind::Percent {
        "%"
    } else {
        ""
    };
    [
        bound.sign(),
        &view.number(value.value, value.decimals),
        percent,
    ]
    .concat()
}

/// A share in per cent, as it stands in a bar and in words.
pub(super) fn share_text(share: f64) -> String {
    [grouped(share, 1).as_str(), "%"].concat()
}
