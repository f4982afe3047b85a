//! A chart as decided, in Vega-Lite: nothing is left open, so that Vega-Lite draws the same.
//!
//! What Furrow decides beyond the grammar is in it as grammar: the rows that are shown, the order
//! of bands and parts, domains, ticks, thicknesses in px, and a gap or a break as a missing value.
//! Panels stand beside each other in a `concat`, because each has scales of its own.

use serde_json::{Map, Value, json};

use super::decide::series_channel;
use super::expanded_cells::cells;
use super::expanded_scale::number_scale;
use super::outline::{DAY, Outline, OutlineAxis, OutlinePanel, number};
use super::plan::{Across, Form, Panel, Plan, Point, Series};
use crate::data::Period;
use crate::scene::{Palette, Token};
use crate::spec::{FieldType, MarkType, Spec, Stacking};

/// The field of a record that says where its part stands in a stack.
const ORDER: &str = "furrow:order";

/// The spec of a plan in Vega-Lite 6, from the outline of its drawing; its inline data is what is
/// shown, with names as the reader sees them.
#[must_use]
pub fn expanded(plan: &Plan, spec: &Spec, outline: &Outline) -> Value {
    let views: Vec<Value> = plan
        .panels
        .iter()
        .zip(&outline.panels)
        .map(|(panel, drawn)| {
            let view = View {
                plan,
                panel,
                drawn,
                series_field: series_channel(&spec.encoding).unwrap_or_default(),
                kind: kind_of_bands(plan, spec),
            };
            view.unit(outline)
        })
        .collect();
    let mut out = json!({
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "config": {"view": {"stroke": null}},
    });
    let first_top = outline.panels.first().map(|panel| panel.plot[1]);
    let in_row = |panel: &&OutlinePanel| Some(panel.plot[1]) == first_top;
    let rest = match <[Value; 1]>::try_from(views) {
        Ok([only]) => only,
        Err(views) => {
            let columns = outline.panels.iter().filter(in_row).count();
            // Each panel names its own colours.
            let resolve = json!({"scale": {"color": "independent"}});
            json!({"columns": columns, "concat": views, "resolve": resolve})
        }
    };
    merge(&mut out, rest);
    out
}

/// How the author measures the bands.
fn kind_of_bands(plan: &Plan, spec: &Spec) -> &'static str {
    let field = match plan.form {
        Form::Upright => &spec.encoding.x,
        _ => &spec.encoding.y,
    };
    match field.as_ref().and_then(|field| field.kind) {
        Some(FieldType::Ordinal) => "ordinal",
        _ => "nominal",
    }
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

/// The field as Vega-Lite wants it, where dots and brackets would lead into an object.
pub(super) fn escaped(field: &str) -> String {
    let mut out = String::new();
    for ch in field.chars() {
        if matches!(ch, '.' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

/// One panel.
struct View<'a> {
    plan: &'a Plan,
    panel: &'a Panel,
    drawn: &'a OutlinePanel,
    /// The column that tells series apart; empty without one.
    series_field: &'a str,
    kind: &'static str,
}

impl View<'_> {
    fn unit(&self, outline: &Outline) -> Value {
        if self.panel.classes.is_some() {
            return cells(self.plan, self.panel, self.drawn);
        }
        let [_, _, width, height] = self.drawn.plot;
        let mut out = json!({
            "width": width,
            "height": height,
            "encoding": self.encoding(outline),
            "layer": self.layers(),
        });
        if !self.drawn.title.is_empty() {
            out["title"] = json!(self.drawn.title);
        }
        out
    }

    fn is_length(&self) -> bool {
        matches!(self.panel.mark, MarkType::Bar | MarkType::Area)
    }

    fn is_grouped(&self) -> bool {
        let is_bar = self.panel.mark == MarkType::Bar && !self.panel.is_stacked();
        is_bar && self.panel.series.len() > 1 && self.panel.shares_places()
    }

    /// The thickness of the first bar in px.
    fn thickness(&self) -> f64 {
        let bars = self.drawn.marks.iter().filter(|mark| mark.mark == "bar");
        let ends = |bar: &super::outline::OutlineMark| match self.plan.form {
            Form::Upright => (bar.x.zip(bar.x2)).map(|(a, b)| (a - b).abs()),
            _ => (bar.y.zip(bar.y2)).map(|(a, b)| (a - b).abs()),
        };
        bars.filter_map(ends).next().unwrap_or(1.0)
    }

    fn encoding(&self, outline: &Outline) -> Value {
        let (x, y) = (&self.drawn.x, &self.drawn.y);
        let mut out = Map::new();
        out.insert("x".to_owned(), self.position(x));
        out.insert("y".to_owned(), self.position(y));
        let labels: Vec<&str> = self.panel.series.iter().map(|s| s.label.as_str()).collect();
        if !self.series_field.is_empty() {
            let color = |s: &Series| s.token.color(Palette::Light);
            let range: Vec<String> = self.panel.series.iter().map(color).collect();
            let legend = match outline.legend.is_empty() {
                true => Value::Null,
                false => json!({"orient": "top", "title": null}),
            };
            let color = json!({
                "field": escaped(self.series_field),
                "type": "nominal",
                "scale": {"domain": labels, "range": range},
                "legend": legend,
            });
            out.insert("color".to_owned(), color);
        }
        if self.panel.is_stacked() {
            let order = json!({"field": ORDER, "type": "quantitative"});
            out.insert("order".to_owned(), order);
        }
        if self.is_grouped() && matches!(self.panel.across, Across::Band(_)) {
            let offset = json!({
                "field": escaped(self.series_field),
                "type": "nominal",
                "sort": labels,
                "scale": {"domain": labels, "paddingInner": 0, "paddingOuter": 0},
            });
            let channel = match self.plan.form {
                Form::Upright => "xOffset",
                _ => "yOffset",
            };
            out.insert(channel.to_owned(), offset);
        }
        Value::Object(out)
    }

    /// A position channel with its scale and its ticks.
    fn position(&self, axis: &OutlineAxis) -> Value {
        let field = escaped(&axis.field);
        let values: Vec<&Value> = axis.ticks.iter().map(|tick| &tick.value).collect();
        if axis.scale == "utc" {
            return json!({
                "field": field,
                "type": "temporal",
                "scale": {"type": "utc", "domain": axis.domain, "nice": false, "padding": 0},
                "axis": {"values": values, "title": null, "grid": false},
            });
        }
        if axis.scale == "band" {
            let scale = if self.panel.mark == MarkType::Bar {
                let [_, _, width, height] = self.drawn.plot;
                let length = match self.plan.form {
                    Form::Upright => width,
                    _ => height,
                };
                let n_slots = match self.is_grouped() {
                    true => self.panel.series.len() as f64,
                    false => 1.0,
                };
                let step = length / axis.domain.len().max(1) as f64;
                let padding = 1.0 - self.thickness() * n_slots / step;
                json!({"type": "band", "paddingInner": padding, "paddingOuter": padding / 2.0})
            } else {
                json!({"type": "point", "padding": 0.5})
            };
            return json!({
                "field": field,
                "type": self.kind,
                "sort": axis.domain,
                "scale": scale,
                "axis": {"title": null, "labelAngle": 0},
            });
        }
        let is_measure = self.plan.form == Form::Rows || axis.field == self.drawn.y.field;
        // Vega-Lite has shares as parts of one.
        let unit = |value: &Value| match value.as_f64() {
            Some(share) if is_measure && self.panel.is_normalized() => json!(share / 100.0),
            _ => value.clone(),
        };
        let domain: Vec<Value> = axis.domain.iter().map(unit).collect();
        let values: Vec<Value> = values.into_iter().map(unit).collect();
        let mut out = json!({
            "field": field,
            "type": "quantitative",
            "scale": number_scale(axis, domain, self.is_length()),
            "axis": {"values": values, "title": null},
        });
        if is_measure {
            out["stack"] = match self.panel.stacking {
                Stacking::Apart => Value::Null,
                stacking => json!(stacking),
            };
        }
        out
    }

    fn layers(&self) -> Vec<Value> {
        let mut out = Vec::new();
        let series = &self.panel.series;
        match self.panel.mark {
            MarkType::Line | MarkType::Area => {
                let kind = match self.panel.mark {
                    MarkType::Area => "area",
                    _ => "line",
                };
                let mark = json!({"type": kind, "invalid": "break-paths-show-path-domains"});
                let records = series.iter().enumerate().flat_map(|s| self.line(s));
                out.push(layer(mark, records.collect()));
            }
            // Places beside a time are px: an offset channel needs bands.
            MarkType::Bar if self.is_grouped() && !matches!(self.panel.across, Across::Band(_)) => {
                let thickness = self.thickness();
                let group = thickness * series.len() as f64;
                for (idx, series) in series.iter().enumerate() {
                    let shift = (idx as f64 + 0.5) * thickness - group / 2.0;
                    let mark = json!({"type": "bar", "width": thickness, "xOffset": shift});
                    out.push(layer(mark, self.records((idx, series), &|_| true)));
                }
            }
            MarkType::Bar => {
                let mark = match self.panel.across {
                    Across::Band(_) => json!({"type": "bar"}),
                    _ => json!({"type": "bar", "width": self.thickness()}),
                };
                let of = |s| self.records(s, &|_| true);
                out.push(layer(
                    mark,
                    series.iter().enumerate().flat_map(of).collect(),
                ));
            }
            _ => {}
        }
        let shown = |row: usize| {
            let mut marks = self.drawn.marks.iter();
            let is_single = |name: &str| matches!(name, "point" | "square" | "tick");
            marks.any(|mark| is_single(mark.mark) && mark.row == Some(row))
        };
        let of = |s| self.records(s, &|point| shown(point.row));
        let points: Vec<Value> = series.iter().enumerate().flat_map(of).collect();
        if !points.is_empty() {
            let mark = match self.panel.mark {
                MarkType::Square => json!({"type": "square", "size": 38}),
                MarkType::Tick => json!({"type": "tick", "thickness": 2}),
                _ => json!({"type": "point", "filled": true, "size": 38}),
            };
            out.push(layer(mark, points));
        }
        let targets: Vec<Value> = series.iter().flat_map(|s| self.targets(s)).collect();
        if !targets.is_empty() {
            let mark = json!({"type": "point", "shape": "diamond", "size": 70});
            out.push(layer(mark, targets));
        }
        if self.panel.across == Across::Time {
            out.extend(self.plan.notes.iter().map(|note| {
                let at = number(f64::from(note.at.start_day) * DAY);
                json!({
                    "data": {"values": [{}]},
                    "mark": {"type": "rule", "color": Token::Line.color(Palette::Light)},
                    "encoding": {
                        "x": {"datum": at, "type": "temporal"},
                        "y": null, "color": null, "order": null,
                    },
                })
            }));
        }
        out
    }

    /// The records of a line, with a missing value in every gap and at every break.
    fn line(&self, (idx, series): (usize, &Series)) -> Vec<Value> {
        let mut out = Vec::new();
        let lines = self
            .drawn
            .marks
            .iter()
            .filter(|mark| !mark.vertices.is_empty());
        let joined = |row: usize| {
            let mut vertices = lines.clone().flat_map(|line| &line.vertices);
            vertices.any(|vertex| vertex.row == row && vertex.joined)
        };
        for (at, point) in series.points.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| series.points.get(at));
            if let Some(before) = before.filter(|_| !joined(point.row)) {
                let mut gap = self.record((idx, series), point);
                gap[&self.drawn.x.field] = match self.panel.across {
                    Across::Time => number(f64::midpoint(before.x, point.x) * DAY),
                    _ => number(f64::midpoint(before.x, point.x)),
                };
                gap[&self.drawn.y.field] = Value::Null;
                out.push(gap);
            }
            out.push(self.record((idx, series), point));
        }
        out
    }

    fn records(&self, series: (usize, &Series), keep: &dyn Fn(&Point) -> bool) -> Vec<Value> {
        let points = series.1.points.iter().filter(|point| keep(point));
        points.map(|point| self.record(series, point)).collect()
    }

    fn record(&self, (idx, series): (usize, &Series), point: &Point) -> Value {
        let mut out = json!({});
        if !self.series_field.is_empty() {
            out[self.series_field] = json!(series.label);
        }
        if self.panel.is_stacked() {
            out[ORDER] = json!(idx);
        }
        let (x, y) = (self.drawn.x.field.as_str(), self.drawn.y.field.as_str());
        let name = |names: &[String]| json!(names.get(point.x as usize));
        match (self.plan.form, &self.panel.across) {
            (Form::Upright | Form::Sides, across) => {
                out[y] = number(point.value.value);
                out[x] = match across {
                    Across::Time => day(point.x),
                    Across::Band(names) => name(names),
                    Across::Linear(_) => number(point.x),
                };
            }
            (Form::Rows, Across::Band(names)) => {
                out[x] = number(point.value.value);
                out[y] = name(names);
            }
            (Form::Events, Across::Band(names)) => {
                out[x] = day(point.time.map_or(0.0, |time| f64::from(time.start_day)));
                out[y] = name(names);
            }
            _ => {}
        }
        out
    }

    fn targets(&self, series: &Series) -> Vec<Value> {
        let record = |target: &super::plan::Target| {
            let mut out = json!({});
            if !self.series_field.is_empty() {
                out[self.series_field] = json!(series.label);
            }
            out[&self.drawn.x.field] = day(f64::from(target.due.start_day));
            out[&self.drawn.y.field] = number(target.value.value);
            out
        };
        series.targets.iter().map(record).collect()
    }
}

fn layer(mark: Value, records: Vec<Value>) -> Value {
    json!({"data": {"values": records}, "mark": mark})
}

/// A day as a date, which every reader of JSON takes to be in UTC.
fn day(days: f64) -> Value {
    Value::from(Period::from_days(days as i32).iso())
}
