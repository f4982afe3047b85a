//! The program without a browser: a function from requests to responses that owns the data.

mod auto;
mod csv_text;
mod document;
mod first;
mod page;
mod protocol;
mod still;
mod view;

pub use crate::chart::{Dot, Reading, ReadingRow};
pub use first::{FirstChart, decode_first, encode_first};
pub use protocol::{ChartRequest, ChartView, EntityChoice, Request, Response, Still};

use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::ingest::{self, Opened};
use document::Document;

/// Owns the open documents and answers requests; the same requests give the same answers.
///
/// ```
/// use furrow::data::{InputFile, Lang};
/// use furrow::engine::{Engine, Request, Response};
///
/// let mut engine = Engine::default();
/// let bytes = b"year,sales\n2023,5\n2024,7\n".to_vec();
/// let files = vec![InputFile { path: "sales.csv".to_owned(), bytes }];
/// assert!(matches!(engine.handle(Request::Open { files }), Response::Opened { doc: 0, .. }));
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
            Request::Open { files } => {
                let dataset = ingest::open(&files, ingest::LIGHT);
                self.adopt(files, dataset)
            }
            Request::Adopt { files, reading } => self.adopt(files, reading),
            Request::Read { files } => {
                Response::Read(Box::new(ingest::open(&files, ingest::LIGHT)))
            }
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
            Request::Still { doc, lang } => match self.documents.get(doc) {
                Some(document) => Response::Still(Box::new(still::still(document, doc, lang))),
                None => unknown_document(doc),
            },
            Request::Pack => {
                Response::Pack(self.documents.iter().map(|d| d.files.clone()).collect())
            }
        }
    }

    fn adopt(&mut self, files: Vec<InputFile>, reading: Opened) -> Response {
        let opened = reading.and_then(|read| {
            let mut warned = Document::of(files, read.value)?;
            warned.warnings.splice(0..0, read.warnings);
            Ok(warned)
        });
        match opened {
            Ok(warned) => {
                self.documents.push(warned.value);
                Response::Opened {
                    doc: self.documents.len() - 1,
                    warnings: warned.warnings,
                }
            }
            Err(diagnostics) => Response::Failed(diagnostics),
        }
    }

    fn with_chart(
        &self,
        request: &ChartRequest,
        answer: impl FnOnce(&Document, usize) -> Result<Response, Diagnostic>,
    ) -> Response {
        let Some(document) = self.documents.get(request.doc) else {
            return unknown_document(request.doc);
        };
        let Some(idx) = document
            .charts
            .iter()
            .position(|c| c.block.id == request.chart)
        else {
            let part = format!("chart={}", request.chart);
            let place = Place::file(&document.name);
            return Response::Failed(vec![Diagnostic::error(place, Code::LinkIgnored { part })]);
        };
        answer(document, idx).unwrap_or_else(|error| Response::Failed(vec![error]))
    }
}

fn unknown_document(doc: usize) -> Response {
    let part = format!("document {}", doc + 1);
    Response::Failed(vec![Diagnostic::error(
        Place::default(),
        Code::LinkIgnored { part },
    )])
}
