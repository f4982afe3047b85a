//! The grammar: a strict subset of Vega-Lite 6, with the same names and meanings.

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[cfg(not(target_arch = "wasm32"))]
use super::schema_shapes::Lines;
use super::{AggregateOp, Bin, ScaleDef, TimeUnit, Transform};
use crate::data::{Table, Values};

/// A chart as written.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Spec {
    /// The schema's address; only recognised, never loaded.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// A plain description, used when no sentence can be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The finding, as Vega-Lite's own files have it; a report's chart has a title of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Title>,
    /// Which table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<DataRef>,
    /// Steps on the table, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transform: Vec<Transform>,
    /// The mark of a chart of one layer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// The channels; shared by the layers.
    pub encoding: Encoding,
    /// Layers on one pair of axes; the first with data decides, the rest annotate.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub layer: Vec<Layer>,
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Layer {
    /// The mark.
    pub mark: Option<Mark>,
    /// The channels, over those of the chart.
    pub encoding: Encoding,
}

/// The words above a chart.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Title {
    /// The finding.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Lines"))]
    pub text: String,
    /// What is measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<Lines>"))]
    pub subtitle: Option<String>,
}

/// The data of a chart: a table of the package by name.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct DataRef {
    /// The table's name.
    pub name: Option<String>,
}

/// A mark: `"line"` or `{"type": "line", "point": true}`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Mark {
    /// By name alone.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "MarkType"))]
    Type(String),
    /// With properties.
    Def(MarkDef),
}

/// A mark with its properties.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct MarkDef {
    /// The mark's name.
    #[serde(rename = "type")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "MarkType"))]
    pub kind: String,
    /// Whether a line also shows its points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub point: Option<bool>,
}

/// The marks that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(rename_all = "lowercase"))]
pub enum MarkType {
    /// Values joined in order.
    Line,
    /// Lengths from zero.
    Bar,
    /// What lies below a line; of several series, layers on each other.
    Area,
    /// Single values.
    Point,
    /// Single values as small squares.
    Square,
    /// Single values as short strokes across their axis.
    Tick,
    /// Cells coloured by their values.
    Rect,
    /// A map of tiles, one a province-level region of China; not in Vega-Lite.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "furrow:tile-grid"))]
    Tiles,
    /// Two entities beside each other, a panel an indicator of each; not in Vega-Lite.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(rename = "furrow:side-by-side"))]
    Sides,
    /// A line across the plot at a datum.
    Rule,
    /// Text at a datum.
    Text,
}

impl MarkType {
    /// The names of all marks, for messages.
    pub const NAMES: &'static str = "line, bar, area, point, circle, square, tick, rect, \
         furrow:tile-grid, furrow:side-by-side, rule, text";

    /// Reads a mark by its Vega-Lite name; `circle` is a point.
    #[must_use]
    pub fn from_name(name: &str) -> Option<MarkType> {
        Some(match name {
            "line" => MarkType::Line,
            "bar" => MarkType::Bar,
            "area" => MarkType::Area,
            "square" => MarkType::Square,
            "tick" => MarkType::Tick,
            "rect" => MarkType::Rect,
            "furrow:tile-grid" => MarkType::Tiles,
            "furrow:side-by-side" => MarkType::Sides,
            "point" | "circle" => MarkType::Point,
            "rule" => MarkType::Rule,
            "text" => MarkType::Text,
            _ => return None,
        })
    }
}

impl MarkType {
    /// Whether it draws rows of data rather than a remark at a datum.
    #[must_use]
    pub fn is_data(self) -> bool {
        !matches!(self, MarkType::Rule | MarkType::Text)
    }

    /// Whether it joins the figures of a series.
    #[must_use]
    pub fn is_joined(self) -> bool {
        matches!(self, MarkType::Line | MarkType::Area)
    }
}

impl Mark {
    /// The mark's name as written.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Mark::Type(name) => name,
            Mark::Def(def) => &def.kind,
        }
    }

    /// Whether the author asked for points on a line, or against them.
    #[must_use]
    pub fn point(&self) -> Option<bool> {
        match self {
            Mark::Type(_) => None,
            Mark::Def(def) => def.point,
        }
    }
}

/// The channels.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Encoding {
    /// Horizontal position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub x: Option<Field>,
    /// Vertical position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub y: Option<Field>,
    /// Colour, and with it the series.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Field>,
    /// The series without a colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<Field>,
    /// Panels.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facet: Option<Field>,
    /// Panels one below the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<Field>,
    /// Panels beside each other; of `furrow:side-by-side`, the entities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<Field>,
    /// The words of a text mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Field>,
    /// Places within an upright band: bars of several series side by side.
    #[serde(rename = "xOffset", skip_serializing_if = "Option::is_none")]
    pub x_offset: Option<Field>,
    /// Places within a row: bars of several series one below the other.
    #[serde(rename = "yOffset", skip_serializing_if = "Option::is_none")]
    pub y_offset: Option<Field>,
}

impl Encoding {
    /// Every channel that has a field, by its name.
    pub fn channels(&self) -> impl Iterator<Item = (&'static str, &Field)> {
        let all = [
            ("x", &self.x),
            ("y", &self.y),
            ("color", &self.color),
            ("detail", &self.detail),
            ("facet", &self.facet),
            ("row", &self.row),
            ("column", &self.column),
            ("text", &self.text),
            ("xOffset", &self.x_offset),
            ("yOffset", &self.y_offset),
        ];
        all.into_iter()
            .filter_map(|(name, field)| Some((name, field.as_ref()?)))
    }
}

/// A field, a datum or a value on a channel.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Field {
    /// The column's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The column's figure of each group that the other fields make.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<AggregateOp>,
    /// The range that the column's number lies in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bin: Option<Bin>,
    /// The calendar unit that the column's time lies in.
    #[serde(rename = "timeUnit", skip_serializing_if = "Option::is_none")]
    pub time_unit: Option<TimeUnit>,
    /// How the column is measured.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FieldType>,
    /// The order of categories: `"x"`, `"-x"`, `"y"`, `"-y"`, `null` for the data's order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<Value>,
    /// How bars or areas of several series stand on each other; silent where the author was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stack: Option<Stacking>,
    /// How values become places.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<ScaleDef>,
    /// The number of columns of panels.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Option<u32>"))]
    pub columns: Option<usize>,
    /// The name of the axis or of the measure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// A constant in the data's space.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub datum: Option<Scalar>,
    /// A constant in the channel's space, such as the words of a text mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Scalar>,
}

impl Field {
    /// The written type, else that of what an aggregate counts, else the one that the column's
    /// cells have in `table`.
    #[must_use]
    pub fn kind_in(&self, table: &Table) -> FieldType {
        let column = || self.field.as_deref().and_then(|name| table.column(name));
        let of_cells = || match column().map(|column| &column.values) {
            Some(Values::Number(_)) => FieldType::Quantitative,
            Some(Values::Time(_)) => FieldType::Temporal,
            _ => FieldType::Nominal,
        };
        let counted = self.aggregate.map(|_| FieldType::Quantitative);
        self.kind.or(counted).unwrap_or_else(of_cells)
    }
}

/// How parts stand on each other: `"zero"`, `"normalize"`, or `null` for not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stacking {
    /// Each on its own, from zero.
    Apart,
    /// Each on the part before it, the first on zero.
    Zero,
    /// The same as shares of their sum.
    Normalize,
}

impl Serialize for Stacking {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Stacking::Apart => serializer.serialize_bool(false),
            Stacking::Zero => serializer.serialize_str("zero"),
            Stacking::Normalize => serializer.serialize_str("normalize"),
        }
    }
}

/// Vega-Lite's types of measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FieldType {
    /// Numbers.
    Quantitative,
    /// Times.
    Temporal,
    /// Categories without an order.
    Nominal,
    /// Categories with an order.
    Ordinal,
}

impl FieldType {
    /// The names of all types, for messages.
    pub const NAMES: &'static str = "quantitative, temporal, nominal, ordinal";

    /// Reads a type by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<FieldType> {
        Some(match name {
            "quantitative" => FieldType::Quantitative,
            "temporal" => FieldType::Temporal,
            "nominal" => FieldType::Nominal,
            "ordinal" => FieldType::Ordinal,
            _ => return None,
        })
    }

    /// The name as in the grammar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FieldType::Quantitative => "quantitative",
            FieldType::Temporal => "temporal",
            FieldType::Nominal => "nominal",
            FieldType::Ordinal => "ordinal",
        }
    }
}

/// A constant of JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Scalar {
    /// true or false
    Bool(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl Scalar {
    /// The constant as the text it would be in a file.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Scalar::Bool(value) => value.to_string(),
            Scalar::Number(value) => crate::data::machine(*value),
            Scalar::Text(text) => text.clone(),
        }
    }
}
