//! The program without a browser: a function from requests to responses that owns the data.

mod auto;
mod auto_more;
mod auto_slice;
mod choose;
mod columns;
mod csv_text;
mod document;
mod drawable;
mod first;
mod layers;
mod outline;
mod page;
mod protocol;
mod rows;
mod sides;
mod still;
mod view;

pub use crate::chart::{Dot, Reading, ReadingRow};
pub use crate::transform::{Direction, RowsQuery};
pub use choose::choices_of;
pub use first::{FirstChart, decode_first, encode_first};
pub use outline::ChartOutline;
pub use protocol::{
    ALL_ENTITIES, ChartRequest, ChartView, DerivationChoice, EntityChoice, LogChoice, PeriodChoice,
    Request, Response, SidesView, Still,
};
pub use rows::{Asked, RowLine, RowsRequest, RowsView, decode_rows, encode_question};

use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place, Warned};
use crate::ingest::{self, Opened};
use crate::report::{FileEdit, PackedDocument};
use document::{ChartEntry, Document};

/// Owns the open documents and answers requests; the same requests give the same answers.
///
/// ```
/// use furrow::data::{InputFile, Lang};
/// use furrow::engine::{Engine, Request, Response};
///
/// let mut engine = Engine::default();
/// let bytes = b"year,sales\n2023,5\n2024,7\n".to_vec();
/// let files = vec![InputFile { path: "sales.csv".to_owned(), bytes }];
/// assert!(matches!(engine.handle(Request::open(files)), Response::Opened { doc: 0, .. }));
/// let Response::Page(page) = engine.handle(Request::Page { doc: 0, lang: Lang::En }) else {
///     panic!("an open document has a page");
/// };
/// assert_eq!(page.title, "sales");
/// ```
#[derive(Default)]
pub struct Engine {
    documents: Vec<Document>,
}

impl Engine {
    /// Answers one request.
    pub fn handle(&mut self, request: Request) -> Response {
        match request {
            Request::Open {
                files,
                edits,
                instead_of,
            } => {
                let reading = ingest::open_with(&files, ingest::LIGHT, &choices_of(&edits));
                self.adopt(files, reading, edits, instead_of)
            }
            Request::Adopt {
                files,
                reading,
                edits,
                instead_of,
            } => self.adopt(files, reading, edits, instead_of),
            Request::Choose { doc, edit } => match self.documents.get_mut(doc) {
                Some(document) => choose::choose(document, doc, edit),
                None => unknown_document(doc),
            },
            Request::Page { doc, lang } => match self.documents.get(doc) {
                Some(document) => Response::Page(Box::new(page::page(document, lang))),
                None => unknown_document(doc),
            },
            Request::Chart(request) => self.with_chart(&request, |document, at| {
                view::view(document, at, &request).map(|v| Response::Chart(Box::new(v)))
            }),
            Request::Picture(request) => self.with_chart(&request, |document, at| {
                view::picture(document, at, &request).map(|s| Response::Picture(Box::new(s)))
            }),
            Request::Csv(request) => self.with_chart(&request, |document, at| {
                csv_text::csv(document, at, &request)
            }),
            Request::Rows(request) => match self.documents.get_mut(request.doc) {
                Some(document) => match document.asked.view(&document.tables, request) {
                    Some(view) => Response::Rows(Box::new(view)),
                    None => Response::Failed(Vec::new()),
                },
                None => unknown_document(request.doc),
            },
            Request::Still { doc, lang } => match self.documents.get(doc) {
                Some(document) => Response::Still(Box::new(still::still(document, doc, lang))),
                None => unknown_document(doc),
            },
            Request::Pack => {
                let packed = self.documents.iter().map(|document| PackedDocument {
                    files: document.files.clone(),
                    edits: document.edits.clone(),
                });
                Response::Pack(packed.collect())
            }
        }
    }

    fn adopt(
        &mut self,
        files: Vec<InputFile>,
        reading: Opened,
        edits: Vec<FileEdit>,
        instead_of: Option<usize>,
    ) -> Response {
        let opened = reading.and_then(|read| {
            let mut warned = Document::of(files, read.value)?;
            warned.warnings.splice(0..0, read.warnings);
            Ok(warned)
        });
        let Warned {
            value: mut document,
            warnings,
        } = match opened {
            Ok(warned) => warned,
            Err(diagnostics) => return Response::Failed(diagnostics),
        };
        document.noticed.clone_from(&warnings);
        choose::apply(&mut document, edits);
        let doc = match instead_of.filter(|doc| *doc < self.documents.len()) {
            Some(doc) => {
                self.documents[doc] = document;
                doc
            }
            None => {
                self.documents.push(document);
                self.documents.len() - 1
            }
        };
        Response::Opened { doc, warnings }
    }

    /// What a chart shows at a width, as data. Not a [`Request`]: only the native command asks,
    /// and the page's program must not carry it.
    ///
    /// # Errors
    /// What is wrong with the chart; also when there is none with that id.
    pub fn outline(&self, request: &ChartRequest) -> Result<ChartOutline, Vec<Diagnostic>> {
        let (document, at) = self.chart(request).map_err(|error| vec![error])?;
        outline::outline(document, at, request).map_err(|error| vec![error])
    }

    fn with_chart(
        &self,
        request: &ChartRequest,
        answer: impl FnOnce(&Document, usize) -> Result<Response, Diagnostic>,
    ) -> Response {
        let answered = self
            .chart(request)
            .and_then(|(document, idx)| answer(document, idx));
        answered.unwrap_or_else(|error| Response::Failed(vec![error]))
    }

    /// A chart as its document and its place there.
    fn chart(&self, request: &ChartRequest) -> Result<(&Document, usize), Diagnostic> {
        let document = self.documents.get(request.doc);
        let document = document.ok_or_else(|| no_document(request.doc))?;
        let is_it = |entry: &ChartEntry| entry.block.id == request.chart;
        match document.charts.iter().position(is_it) {
            Some(idx) => Ok((document, idx)),
            None => {
                let part = format!("chart={}", request.chart);
                let place = Place::file(&document.name);
                Err(Diagnostic::error(place, Code::LinkIgnored { part }))
            }
        }
    }
}

fn no_document(doc: usize) -> Diagnostic {
    let part = format!("document {}", doc + 1);
    Diagnostic::error(Place::default(), Code::LinkIgnored { part })
}

fn unknown_document(doc: usize) -> Response {
    Response::Failed(vec![no_document(doc)])
}
