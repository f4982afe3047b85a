//! Outline: what a drawing shows, as data: scales, ticks and marks with the figures behind them.
//!
//! It is made from the notes that drawing leaves (`noted.rs`), so it cannot say anything else
//! than the picture does. Tests and other programs read it through `furrow scene`.

use serde::Serialize;
use serde_json::{Map, Value};

use super::body;
use super::canvas::Frame;
use super::china::GRID;
use super::legend;
use super::noted::{Noted, NotedVertex, Px};
use super::plan::{Across, Form, Panel, Plan, Series};
use crate::data::{Lang, Table, Values};
use crate::scale::Warp;
use crate::spec::{Encoding, Spec};

/// Milliseconds of a day: times are epoch milliseconds in UTC, as in Vega.
pub(super) const DAY: f64 = 86_400_000.0;

/// What a chart's body shows at one width. Lengths are in px.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outline {
    /// The width of the body.
    pub width: f64,
    /// The height of the body.
    pub height: f64,
    /// The panels in reading order.
    pub panels: Vec<OutlinePanel>,
    /// The entries of the legend; empty where the marks are labelled directly.
    pub legend: Vec<Swatch>,
}

/// One panel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutlinePanel {
    /// Its title; may be empty.
    pub title: String,
    /// Its plot within the body: left, top, width, height.
    pub plot: [f64; 4],
    /// The horizontal axis.
    pub x: OutlineAxis,
    /// The vertical axis.
    pub y: OutlineAxis,
    /// The marks in the order of drawing.
    pub marks: Vec<OutlineMark>,
}

/// One axis with its scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutlineAxis {
    /// The column.
    pub field: String,
    /// `linear`, `log`, `pow`, `symlog`, `utc` or `band`.
    pub scale: &'static str,
    /// The power of `pow`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exponent: Option<f64>,
    /// Up to where `symlog` is nearly even.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub constant: Option<f64>,
    /// Two numbers, two times in epoch milliseconds, or the names of all bands in order.
    pub domain: Vec<Value>,
    /// The ticks in order.
    pub ticks: Vec<OutlineTick>,
}

/// One tick.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutlineTick {
    /// Its value, as in the domain.
    pub value: Value,
    /// Its label as drawn; empty where there was no room.
    pub text: String,
    /// Its place along the axis, from the plot's left or top.
    pub at: f64,
}

/// One mark. Its places are relative to its plot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OutlineMark {
    /// The grammar's name, or `target`.
    pub mark: &'static str,
    /// The name of its series; empty in a chart of one.
    pub series: String,
    /// The row of its figure; nothing for a line.
    #[serde(skip)]
    pub row: Option<usize>,
    /// The cells of its row in the columns that the chart names.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub datum: Map<String, Value>,
    /// A point's place; the value's end of a lying bar, the left of an upright one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<f64>,
    /// A point's place; the value's end of an upright bar, the top of a lying one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<f64>,
    /// The other end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x2: Option<f64>,
    /// The other end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y2: Option<f64>,
    /// The places that a line goes through.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub vertices: Vec<Vertex>,
}

/// A place of a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Vertex {
    /// The row of its figure.
    #[serde(skip)]
    pub row: usize,
    /// As of a mark.
    pub datum: Map<String, Value>,
    /// From the plot's left.
    pub x: f64,
    /// From the plot's top.
    pub y: f64,
    /// Of an area: where its layer starts, from the plot's top.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y2: Option<f64>,
    /// Whether a line leads here from the place before.
    pub joined: bool,
}

/// An entry of the legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Swatch {
    /// Its text.
    pub label: String,
    /// The name of its colour, such as `fw-s1`.
    pub color: String,
}

/// What a chart shows when it is drawn at a width of 280 to 1,920 px, from the columns that its
/// spec names in `table`.
#[must_use]
pub fn outline(plan: &Plan, spec: &Spec, table: &Table, width: f64, lang: Lang) -> Outline {
    let (canvas, _, _) = body::draw(plan, width, lang);
    let (width, height) = (canvas.width, canvas.height);
    let cells = Cells {
        table,
        fields: fields(&spec.encoding),
    };
    let mut panels: Vec<OutlinePanel> = Vec::new();
    let mut panel = None;
    let mut frame = None;
    for note in canvas.into_notes() {
        match (note, frame, panel) {
            (Noted::Plot(plot), ..) => {
                panel = plan.panels.get(panels.len());
                frame = Some(plot);
                panels.extend(panel.map(|panel| opened(plan, panel, spec, plot)));
            }
            (note, Some(frame), Some(panel)) => {
                if let Some(out) = panels.last_mut() {
                    add(out, note, frame, panel, &cells);
                }
            }
            _ => {}
        }
    }
    let entries = legend::entries(plan, body::Room::at(width)).into_iter();
    let swatch = |(label, token): (String, crate::scene::Token)| Swatch {
        label,
        color: token.name(),
    };
    Outline {
        width,
        height,
        panels,
        legend: entries.map(swatch).collect(),
    }
}

/// The cells that marks show.
struct Cells<'a> {
    table: &'a Table,
    fields: Vec<String>,
}

impl Cells<'_> {
    fn of(&self, row: usize) -> Map<String, Value> {
        let cell = |name: &String| {
            let column = self.table.column(name)?;
            let value = match &column.values {
                Values::Number(_) => column.number(row).map(|n| number(n.value)),
                Values::Time(_) => column.period(row).map(|p| Value::from(p.iso())),
                Values::Text { .. } => column.text(row).map(Value::from),
            };
            Some((name.clone(), value.unwrap_or_default()))
        };
        self.fields.iter().filter_map(cell).collect()
    }
}

/// The columns that an encoding names, each once.
fn fields(encoding: &Encoding) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let written = serde_json::to_value(encoding).unwrap_or_default();
    let channels = written.as_object().into_iter().flatten();
    for name in channels.filter_map(|(_, channel)| channel.get("field")?.as_str()) {
        if !out.iter().any(|known| known == name) {
            out.push(name.to_owned());
        }
    }
    out
}

/// A panel without its marks and noted ticks.
fn opened(plan: &Plan, panel: &Panel, spec: &Spec, frame: Frame) -> OutlinePanel {
    let field = |field: &Option<crate::spec::Field>| {
        let name = field.as_ref().and_then(|field| field.field.clone());
        name.unwrap_or_default()
    };
    let height = frame.bottom - frame.top;
    let names = match &panel.across {
        Across::Band(names) => names.as_slice(),
        _ => &[],
    };
    let ends = |(low, high): (f64, f64), unit: f64| vec![number(low * unit), number(high * unit)];
    let axis = |field: String, scale: &'static str, domain: Vec<Value>| OutlineAxis {
        field,
        scale,
        exponent: None,
        constant: None,
        domain,
        ticks: Vec::new(),
    };
    let numbers = |field: String, warp: Warp, domain: (f64, f64)| OutlineAxis {
        exponent: match warp {
            Warp::Power(exponent) => Some(exponent),
            _ => None,
        },
        constant: match warp {
            Warp::Symlog(constant) => Some(constant),
            _ => None,
        },
        ..axis(field, warp.name(), ends(domain, 1.0))
    };
    let (x, y) = (field(&spec.encoding.x), field(&spec.encoding.y));
    let series: Vec<String> = panel.series.iter().map(|s| s.label.clone()).collect();
    let in_rows = match plan.form {
        Form::Matrix => series.as_slice(),
        _ => names,
    };
    let texts = |names: &[String]| names.iter().map(|n| Value::from(n.as_str())).collect();
    let mut rows = axis(y.clone(), "band", texts(in_rows));
    if matches!(plan.form, Form::Rows | Form::Events | Form::Matrix) {
        // The names of rows are wrapped, not dropped.
        let tick = |(idx, name): (usize, &String)| OutlineTick {
            value: Value::from(name.as_str()),
            text: name.clone(),
            at: px(match plan.form {
                Form::Matrix => height * Warp::Linear.share(idx as f64, frame.y),
                _ => height * (idx as f64 + 0.5) / in_rows.len().max(1) as f64,
            }),
        };
        rows.ticks = in_rows.iter().enumerate().map(tick).collect();
    }
    let (x, y) = match (plan.form, &panel.across) {
        (Form::Rows, _) => (numbers(x, frame.warps.0, frame.x), rows),
        (Form::Matrix, _) => (axis(x, "band", texts(names)), rows),
        (Form::Tiles, _) => {
            let places = |n: u8| (0..n).map(Value::from).collect();
            let (across, down) = GRID;
            let column = axis("column".to_owned(), "band", places(across));
            (column, axis("row".to_owned(), "band", places(down)))
        }
        (Form::Events, _) => (axis(x, "utc", ends(frame.x, DAY)), rows),
        (Form::Upright | Form::Sides, across) => {
            let x = match across {
                Across::Time => axis(x, "utc", ends(frame.x, DAY)),
                Across::Band(_) => axis(x, "band", texts(names)),
                Across::Linear(_) => numbers(x, frame.warps.0, frame.x),
            };
            (x, numbers(y, frame.warps.1, frame.y))
        }
    };
    let width = frame.right - frame.left;
    OutlinePanel {
        title: panel.title.clone(),
        plot: [px(frame.left), px(frame.top), px(width), px(height)],
        x,
        y,
        marks: Vec::new(),
    }
}

fn add(out: &mut OutlinePanel, note: Noted, frame: Frame, panel: &Panel, cells: &Cells<'_>) {
    let local = |(x, y): Px| (px(x - frame.left), px(y - frame.top));
    match note {
        Noted::Plot(_) => {}
        Noted::Tick { below, value, text } => {
            let (across, upward) = frame.warps;
            let (axis, at) = match below {
                true => {
                    let share = across.share(value, frame.x);
                    (&mut out.x, share * (frame.right - frame.left))
                }
                false => {
                    let from_top = 1.0 - upward.share(value, frame.y);
                    (&mut out.y, from_top * (frame.bottom - frame.top))
                }
            };
            let value = match axis.scale {
                "utc" => number(value * DAY),
                "band" => axis.domain.get(value as usize).cloned().unwrap_or_default(),
                _ => number(value),
            };
            let at = px(at);
            axis.ticks.push(OutlineTick { value, text, at });
        }
        Noted::Mark {
            mark,
            row,
            from,
            to,
        } => {
            let ((x, y), (x2, y2)) = (local(from), local(to));
            // A bar begins at its foot; its value's end comes first here.
            let is_lying = out.y.scale == "band";
            let (x, x2) = if is_lying { (x2, x) } else { (x, x2) };
            let (y, y2) = if is_lying { (y, y2) } else { (y2, y) };
            let has_ends = matches!(mark, "bar" | "rect" | "target");
            out.marks.push(OutlineMark {
                mark,
                series: series_of(panel, row),
                row: Some(row),
                datum: cells.of(row),
                x: Some(x),
                y: Some(y),
                x2: has_ends.then_some(x2),
                y2: has_ends.then_some(y2),
                vertices: Vec::new(),
            });
        }
        Noted::Line { mark, vertices } => {
            let vertex = |noted: &NotedVertex| {
                let (x, y) = local(noted.at);
                Vertex {
                    row: noted.row,
                    datum: cells.of(noted.row),
                    x,
                    y,
                    y2: (mark == "area").then(|| px(noted.base - frame.top)),
                    joined: noted.joined,
                }
            };
            let first = vertices.first().map(|first| series_of(panel, first.row));
            out.marks.push(OutlineMark {
                mark,
                series: first.unwrap_or_default(),
                row: None,
                datum: Map::new(),
                x: None,
                y: None,
                x2: None,
                y2: None,
                vertices: vertices.iter().map(vertex).collect(),
            });
        }
    }
}

/// The name of the series that shows a row.
fn series_of(panel: &Panel, row: usize) -> String {
    let shows = |series: &&Series| {
        let mut points = series.points.iter().map(|point| point.row);
        let mut targets = series.targets.iter().map(|target| target.row);
        points.any(|found| found == row) || targets.any(|found| found == row)
    };
    let found = panel.series.iter().find(shows);
    found.map(|s| s.label.clone()).unwrap_or_default()
}

/// A number of JSON, whole where it is.
pub(super) fn number(value: f64) -> Value {
    if value == libm::trunc(value) && value.abs() < 9e15 {
        Value::from(value as i64)
    } else {
        Value::from(value)
    }
}

/// px to a thousandth.
fn px(value: f64) -> f64 {
    libm::round(value * 1000.0) / 1000.0 + 0.0
}
