//! The report file: what an author writes under `furrow:report` in a Data Package.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::data::LocalText;

/// A report as written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportFile {
    /// The version of this format; 1.
    pub version: u32,
    /// The language that a reader without a preference sees.
    pub language: String,
    /// The day of the report's data, as text.
    pub date: String,
    /// Who wrote it.
    pub byline: LocalText,
    /// The title.
    pub title: LocalText,
    /// The summary, in plain sentences.
    pub summary: LocalText,
    /// How the columns of each table are to be read.
    pub tables: BTreeMap<String, TableMap>,
    /// Short names and fixed colours of entities.
    pub entities: BTreeMap<String, EntityStyle>,
    /// Readable names of coded values, by field.
    pub labels: BTreeMap<String, BTreeMap<String, LocalText>>,
    /// The key figures under the summary.
    pub figures: Vec<FigureRef>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// How the columns of a table are to be read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TableMap {
    /// From a role (`entity`, `time`, `value`, …) to a column.
    pub roles: BTreeMap<String, String>,
    /// From a column to its columns in other languages.
    pub translations: BTreeMap<String, BTreeMap<String, String>>,
}

/// An entity's short name and colour.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct EntityStyle {
    /// The short name.
    pub label: LocalText,
    /// A slot of the categorical palette, 1 to 8.
    pub color: Option<u8>,
}

/// A reference to one figure of the data.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FigureRef {
    /// The series.
    pub series: String,
    /// The period as in the data.
    pub period: String,
    /// What it is, in the reader's words.
    pub label: LocalText,
}

/// A section: a title and blocks.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Section {
    /// The name in links.
    pub id: String,
    /// The title.
    pub title: LocalText,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block: one of its fields is given.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Block {
    /// Markdown, a safe subset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<LocalText>,
    /// A chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chart: Option<Box<ChartBlock>>,
    /// Figures as cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<FigureRef>>,
    /// The list of all sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<bool>,
}

/// A chart with its words.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ChartBlock {
    /// The name in links and of the embed.
    pub id: String,
    /// The finding.
    pub title: LocalText,
    /// What is measured, where and when.
    pub subtitle: LocalText,
    /// What a reader must know.
    pub note: LocalText,
    /// Readable names of values of the colour or facet field.
    pub labels: BTreeMap<String, LocalText>,
    /// Events and remarks bound to the data.
    pub annotations: Vec<Annotation>,
    /// Whether series of different definitions may share one axis.
    pub together: bool,
    /// The chart in the grammar.
    pub spec: serde_json::Value,
}

/// A remark at a time.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotation {
    /// The time, as in the data.
    pub x: String,
    /// The words.
    pub text: LocalText,
}
