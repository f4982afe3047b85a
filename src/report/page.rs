//! Page: a report resolved in one language, ready to be shown; no rule is left to decide.

use serde::{Deserialize, Serialize};

use crate::data::Lang;

/// A report in one language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Page {
    /// The language of the words in it.
    pub lang: Lang,
    /// The name of the report in file names: the package's name, or the file's stem.
    pub name: String,
    /// The title.
    pub title: String,
    /// The summary as safe HTML; empty when there is none.
    pub summary_html: String,
    /// Who wrote it; may be empty.
    pub byline: String,
    /// The day of its data as text; may be empty.
    pub date: String,
    /// The key figures.
    pub figures: Vec<FigureCard>,
    /// The sections.
    pub sections: Vec<PageSection>,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageSection {
    /// The name in links.
    pub id: String,
    /// The title.
    pub title: String,
    /// Its blocks.
    pub blocks: Vec<PageBlock>,
}

/// A block of a section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum PageBlock {
    /// Text as safe HTML: made from Markdown, every text escaped, links only to http(s).
    Html(String),
    /// A chart, by its id.
    Chart(ChartHead),
    /// Figures as cards.
    Figures(Vec<FigureCard>),
    /// Sources as a list.
    Sources(Vec<SourceLine>),
    /// The rows of a table.
    Grid(GridHead),
    /// How a table of a file was read.
    File(FilePanel),
}

/// A table of which every row can be looked at, before it is.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GridHead {
    /// Which of the document's tables.
    pub table: usize,
    /// Its name.
    pub name: String,
    /// The columns that are shown.
    pub columns: Vec<GridColumn>,
    /// How many columns there are in all.
    pub n_columns: usize,
    /// The first rows.
    pub first: TextTable,
}

/// A column of such a table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GridColumn {
    /// Its title.
    pub title: String,
    /// The unit of its numbers, where the title does not say it.
    pub unit: String,
    /// What its cells are.
    pub kind: CellKind,
    /// The most digits after the point among its first numbers, where they can be set in line.
    pub decimals: usize,
    /// How wide it would like to be, in px.
    pub width: f64,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CellKind {
    /// Text.
    #[default]
    Text,
    /// Numbers, set flush right.
    Number,
    /// Times.
    Time,
}

/// How a table was read: what was assumed, and its columns; every word in the page's language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FilePanel {
    /// Which of the document's tables.
    pub table: usize,
    /// What opens the panel.
    pub title: String,
    /// What a reader can change about the file.
    pub choices: Vec<FileChoice>,
    /// The heads of the table of columns.
    pub heads: Vec<String>,
    /// The columns.
    pub columns: Vec<ColumnLine>,
    /// What was odd, a sentence each.
    pub notes: Vec<String>,
}

/// One thing that was assumed, with the other possibilities.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FileChoice {
    /// Its name for the engine.
    pub name: String,
    /// Its name for readers.
    pub label: String,
    /// Value and name of each option.
    pub options: Vec<(String, String)>,
    /// The place of the chosen one.
    pub chosen: usize,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct ColumnLine {
    /// Its title.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// What it is for.
    pub role: FileChoice,
    /// The unit of its numbers; empty where none is known.
    pub unit: String,
    /// Whether it holds numbers, and so can have a unit.
    pub is_number: bool,
    /// Least and largest, or how many texts.
    pub range: String,
    /// How many cells have no value.
    pub missing: String,
    /// How its values are spread: shares of the largest, 0 to 1, from the least value on.
    pub spread: Vec<f64>,
}

/// What is known of a chart before it is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChartHead {
    /// The name in links.
    pub id: String,
    /// The finding.
    pub title: String,
    /// The height of its body in px when it is narrower than 480 px.
    pub narrow_height: f64,
    /// The height of its body in px when it is wider.
    pub wide_height: f64,
}

/// One figure with its provenance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureCard {
    /// What it is.
    pub label: String,
    /// The value with bound and unit: `≥ 3,000 billion yuan`, spoken short.
    pub value: String,
    /// The period as text.
    pub period: String,
    /// A remark of the data, or empty.
    pub note: String,
    /// Where it comes from.
    pub source: Option<SourceLine>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// Its id in the data.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its date as text.
    pub date: String,
    /// An http(s) address, or empty.
    pub url: String,
}

/// A table as text, with the numbers as the chart shows them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct TextTable {
    /// The column heads.
    pub heads: Vec<String>,
    /// Whether a column holds numbers and is set flush right.
    pub numeric: Vec<bool>,
    /// The rows; each as long as `heads`.
    pub rows: Vec<Vec<String>>,
    /// The numbers and days behind the cells; empty where rows stay as they are.
    pub keys: Vec<Vec<Option<f64>>>,
    /// The group of each row, if there are groups: numbers of several are not put in one order,
    /// because they count different things.
    pub groups: Vec<usize>,
    /// How many rows there are in all; more than `rows` when only the first are given.
    pub n_rows: usize,
}
