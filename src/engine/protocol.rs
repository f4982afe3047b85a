//! The engine's protocol: what the page can ask for and what it gets.

use serde::{Deserialize, Serialize};

use super::first::FirstChart;
use super::rows::{RowsRequest, RowsView};
use crate::chart::Reading;
use crate::data::{InputFile, Lang};
use crate::diag::Diagnostic;
use crate::ingest::Opened;
use crate::report::{FileEdit, PackedDocument, Page, SourceLine, StaticChart, TextTable};
use crate::scene::{Hit, Scene, Token};

/// A question to the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// Opens files as one new document. What is open stays open.
    Open {
        /// One data file, or a package's descriptor with its files.
        files: Vec<InputFile>,
        /// What the reader has decided about them.
        edits: Vec<FileEdit>,
        /// The document whose place the new one takes; `None` for a further one.
        instead_of: Option<usize>,
    },
    /// Takes over what a worker has read from files.
    Adopt {
        /// The files.
        files: Vec<InputFile>,
        /// What came of them.
        reading: Opened,
        /// As for `Open`.
        edits: Vec<FileEdit>,
        /// As for `Open`.
        instead_of: Option<usize>,
    },
    /// Changes what was assumed of a document that brought no report.
    Choose {
        /// The document.
        doc: usize,
        /// The change.
        edit: FileEdit,
    },
    /// A document's page in a language.
    Page {
        /// The document, from zero in order of opening.
        doc: usize,
        /// The language.
        lang: Lang,
    },
    /// A chart, ready to paint.
    Chart(ChartRequest),
    /// A chart as a picture with title, subtitle and footer around it.
    Picture(ChartRequest),
    /// What a chart shows, as CSV.
    Csv(ChartRequest),
    /// Rows of a table that fit a search and filters, in an order.
    Rows(RowsRequest),
    /// A document's page with every chart as a picture.
    Still {
        /// The document.
        doc: usize,
        /// The language.
        lang: Lang,
    },
    /// Every open document's files, for saving them in one HTML file.
    Pack,
}

impl Request {
    /// Opens files as a further document, with nothing chosen.
    #[must_use]
    pub fn open(files: Vec<InputFile>) -> Request {
        Request::Open {
            files,
            edits: Vec::new(),
            instead_of: None,
        }
    }

    /// Takes over what was read from files as a further document, with nothing chosen.
    #[must_use]
    pub fn adopt(files: Vec<InputFile>, reading: Opened) -> Request {
        Request::Adopt {
            files,
            reading,
            edits: Vec::new(),
            instead_of: None,
        }
    }
}

/// Stands for all entities of a chart in a request and in a link.
pub const ALL_ENTITIES: &str = "*";

/// Which chart, how wide, in which language, with which entities.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartRequest {
    /// The document.
    pub doc: usize,
    /// The chart's id.
    pub chart: String,
    /// The width of the body, or of the whole picture, in px.
    pub width: f64,
    /// The language.
    pub lang: Lang,
    /// The entities to show, by key: [`ALL_ENTITIES`] alone for all, empty as the author has it.
    pub entities: Vec<String>,
    /// What is shown in place of the values: `value`, `index`, `index:2016`, `change`, `cagr`,
    /// `share`, `rank`, `difference:KEY`, `per:INDICATOR`; `None` as the author has it.
    pub derivation: Option<String>,
    /// The scale of the values, `linear` or `log`; `None` as the author has it.
    pub scale: Option<String>,
    /// The period whose figures are shown where each entity has one, as in the data's ISO form;
    /// `None` for the latest of each.
    pub period: Option<String>,
}

impl ChartRequest {
    /// A chart as its author made it.
    #[must_use]
    pub fn plain(doc: usize, chart: &str, width: f64, lang: Lang) -> ChartRequest {
        ChartRequest {
            doc,
            chart: chart.to_owned(),
            width,
            lang,
            entities: Vec::new(),
            derivation: None,
            scale: None,
            period: None,
        }
    }
}

/// An answer of the engine.
#[derive(Debug, Clone, PartialEq)]
pub enum Response {
    /// Files were opened as document `doc`.
    Opened {
        /// The new document.
        doc: usize,
        /// What was odd.
        warnings: Vec<Diagnostic>,
    },
    /// The files have to be read again, with other choices; then they take the document's place.
    ReadAgain {
        /// The document.
        doc: usize,
        /// Its files.
        files: Vec<InputFile>,
        /// All that the reader has decided by now.
        edits: Vec<FileEdit>,
    },
    /// A page.
    Page(Box<Page>),
    /// Rows of a table, or a selection that is still on its way.
    Rows(Box<RowsView>),
    /// A page as it stands without a program.
    Still(Box<Still>),
    /// A chart.
    Chart(Box<ChartView>),
    /// A picture.
    Picture(Box<Scene>),
    /// A CSV text with a name for its file (without a directory).
    Csv {
        /// The file's name.
        name: String,
        /// UTF-8 text with a byte-order mark.
        text: String,
    },
    /// The documents.
    Pack(Vec<PackedDocument>),
    /// Nothing came of it, and nothing changed; at least one error is in the list.
    Failed(Vec<Diagnostic>),
}

/// A chart with all that belongs to it, in one language.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ChartView {
    /// The finding.
    pub title: String,
    /// What is measured, where, when, in which unit.
    pub subtitle: String,
    /// What a reader must know; may be empty.
    pub note: String,
    /// One to three sentences made from what is shown: the text alternative.
    pub description: String,
    /// The drawing.
    pub scene: Scene,
    /// Where a pointer finds what; parallel to `readings`.
    pub hits: Vec<Hit>,
    /// What a tooltip says; in the order of the arrow keys.
    pub readings: Vec<Reading>,
    /// The same numbers as a table.
    pub table: TextTable,
    /// The sources of what is shown now.
    pub sources: Vec<SourceLine>,
    /// What can be switched on and off; empty when there is nothing to choose.
    pub entities: Vec<EntityChoice>,
    /// What can be shown in place of the values, with these first; empty where nothing can.
    pub derivations: Vec<DerivationChoice>,
    /// Two entities beside each other; `None` where a chart is not of two.
    pub sides: Option<SidesView>,
    /// The periods that can be chosen, the latest figures first; empty where there is no choice.
    pub periods: Vec<PeriodChoice>,
    /// The switch to a log scale and back; `None` where values have no place on one.
    pub log_scale: Option<LogChoice>,
    /// What was odd in the chart's spec or data.
    pub warnings: Vec<Diagnostic>,
}

/// A page as it stands without a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Still {
    /// The page.
    pub page: Page,
    /// Its charts with their pictures, in reading order.
    pub charts: Vec<StaticChart>,
    /// The same charts for the program's first answers.
    pub first: Vec<FirstChart>,
}

/// An entity that can be shown or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityChoice {
    /// The key in links.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Its colour.
    pub token: Token,
    /// Whether it is shown now.
    pub shown: bool,
    /// Whether the author shows it.
    pub home: bool,
}

/// Two entities beside each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SidesView {
    /// Key and name of everybody who can stand there.
    pub choices: Vec<(String, String)>,
    /// Who stands left and right, by their places among the choices.
    pub chosen: [usize; 2],
    /// Whom the author has put there.
    pub home: [usize; 2],
    /// What may be compared, as a table: safe HTML.
    pub comparison_html: String,
}

/// Something that can be shown in place of the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DerivationChoice {
    /// What asks for it, as in [`ChartRequest::derivation`].
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// Why nothing of it can be computed, as `n/a (levels only)`; `None` where something can.
    pub reason_not: Option<String>,
    /// Whether it is shown now.
    pub shown: bool,
}

/// A period of which the figures can be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodChoice {
    /// What asks for it, as in [`ChartRequest::period`].
    pub key: Option<String>,
    /// Its name.
    pub label: String,
    /// Whether it is shown now.
    pub shown: bool,
}

/// A log scale that can be shown, or is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogChoice {
    /// What asks for the other scale, as in [`ChartRequest::scale`].
    pub other: Option<String>,
    /// Whether it is shown now.
    pub shown: bool,
}
