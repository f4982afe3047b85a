//! A matrix and a map of tiles in Vega-Lite: rectangles in bands, coloured by thresholds.

use serde_json::{Map, Value, json};

use super::cell;
use super::china::REGIONS;
use super::expanded::escaped;
use super::outline::{OutlineAxis, OutlinePanel, number};
use super::plan::{Form, Panel, Plan, Point, Series};
use crate::scene::Palette;

/// The field of a record with the value that the colour shows.
const VALUE: &str = "furrow:value";

/// The panel as one layer of cells.
pub(super) fn cells(plan: &Plan, panel: &Panel, drawn: &OutlinePanel) -> Value {
    let [_, _, width, height] = drawn.plot;
    let classes = panel.classes.clone().unwrap_or_default();
    let color = |class| cell::token_of_class(&classes, class).color(Palette::Light);
    let range: Vec<String> = (0..classes.n_classes()).map(color).collect();
    let is_map = plan.form == Form::Tiles;
    let first = drawn.marks.first();
    let size = |a: Option<f64>, b: Option<f64>| a.zip(b).map(|(a, b)| (a - b).abs());
    let wide = first.and_then(|mark| size(mark.x, mark.x2));
    let tall = first.and_then(|mark| size(mark.y, mark.y2));
    let records: Vec<Value> = panel
        .series
        .iter()
        .flat_map(|series| series.points.iter().map(move |point| (series, point)))
        .filter_map(|(series, point)| record(is_map, drawn, series, point))
        .collect();
    json!({
        "width": width,
        "height": height,
        "data": {"values": records},
        "mark": {"type": "rect"},
        "encoding": {
            "x": position(&drawn.x, wide, (width, is_map, "top")),
            "y": position(&drawn.y, tall, (height, is_map, "left")),
            "color": {
                "field": VALUE,
                "type": "quantitative",
                "scale": {"type": "threshold", "domain": classes.bounds, "range": range},
                "legend": {"orient": "top", "title": null},
            },
        },
    })
}

/// A position channel of bands that leave the gap between cells free.
fn position(
    axis: &OutlineAxis,
    cell: Option<f64>,
    (length, is_map, orient): (f64, bool, &str),
) -> Value {
    let step = (length + cell::GAP) / axis.domain.len().max(1) as f64;
    let padding = (1.0 - cell.unwrap_or(step) / step).max(0.0);
    let ticks: Vec<&Value> = axis.ticks.iter().map(|tick| &tick.value).collect();
    let drawn = match is_map {
        true => Value::Null,
        false => json!({"orient": orient, "title": null, "labelAngle": 0, "values": ticks}),
    };
    json!({
        "field": escaped(&axis.field),
        "type": "ordinal",
        "sort": axis.domain,
        "scale": {
            "type": "band",
            "domain": axis.domain,
            "paddingInner": padding,
            "paddingOuter": 0,
        },
        "axis": drawn,
    })
}

fn record(is_map: bool, drawn: &OutlinePanel, series: &Series, point: &Point) -> Option<Value> {
    let mut out = Map::new();
    let (x, y) = match is_map {
        true => {
            let (column, row) = REGIONS.get(point.x as usize)?.tile;
            (json!(column), json!(row))
        }
        false => (
            drawn.x.domain.get(point.x as usize)?.clone(),
            json!(series.label),
        ),
    };
    out.insert(drawn.x.field.clone(), x);
    out.insert(drawn.y.field.clone(), y);
    out.insert(VALUE.to_owned(), number(point.value.value));
    Some(Value::Object(out))
}
