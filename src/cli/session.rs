//! One report open in the engine, and the questions that commands ask it.

use super::error::CliError;
use crate::data::{InputFile, Lang};
use crate::diag::{Diagnostic, Warned};
use crate::engine::{ChartOutline, ChartRequest, ChartView, Engine, Request, Response, Still};
use crate::ingest::{self, Dataset, Reader};
use crate::report::{Page, PageBlock};
use crate::scene::Scene;

/// The formats that the command reads.
pub(super) const READERS: &[Reader] = ingest::ALL;

/// An open report.
pub(super) struct Session {
    engine: Engine,
    doc: usize,
    /// What was odd when it was opened.
    pub(super) warnings: Vec<Diagnostic>,
}

impl Session {
    /// Opens files as one report.
    pub(super) fn open(files: Vec<InputFile>) -> Result<Session, CliError> {
        let dataset = ingest::open(&files, READERS);
        Session::of(files, dataset)
    }

    /// Opens what was read from files as one report.
    pub(super) fn of(
        files: Vec<InputFile>,
        dataset: Result<Warned<Dataset>, Vec<Diagnostic>>,
    ) -> Result<Session, CliError> {
        let mut engine = Engine::default();
        match engine.handle(Request::adopt(files, dataset)) {
            Response::Opened { doc, warnings } => Ok(Session {
                engine,
                doc,
                warnings,
            }),
            other => Err(failure(other)),
        }
    }

    /// The page in a language.
    pub(super) fn page(&mut self, lang: Lang) -> Result<Page, CliError> {
        match self.engine.handle(Request::Page {
            doc: self.doc,
            lang,
        }) {
            Response::Page(page) => Ok(*page),
            other => Err(failure(other)),
        }
    }

    /// The page in a language with every chart as a picture.
    pub(super) fn still(&mut self, lang: Lang) -> Result<Still, CliError> {
        match self.engine.handle(Request::Still {
            doc: self.doc,
            lang,
        }) {
            Response::Still(still) => Ok(*still),
            other => Err(failure(other)),
        }
    }

    /// A chart with all that belongs to it; `width` is that of its body in px.
    pub(super) fn chart(
        &mut self,
        chart: &str,
        lang: Lang,
        width: f64,
    ) -> Result<ChartView, CliError> {
        let request = self.request(chart, lang, width);
        match self.engine.handle(Request::Chart(request)) {
            Response::Chart(view) => Ok(*view),
            other => Err(failure(other)),
        }
    }

    /// A chart as a picture with its title and sources; `width` is that of the whole in px.
    pub(super) fn picture(
        &mut self,
        chart: &str,
        lang: Lang,
        width: f64,
    ) -> Result<Scene, CliError> {
        let request = self.request(chart, lang, width);
        match self.engine.handle(Request::Picture(request)) {
            Response::Picture(scene) => Ok(*scene),
            other => Err(failure(other)),
        }
    }

    /// What a chart shows, as data; `width` is that of its body in px.
    pub(super) fn outline(
        &self,
        chart: &str,
        lang: Lang,
        width: f64,
    ) -> Result<ChartOutline, CliError> {
        let request = self.request(chart, lang, width);
        self.engine.outline(&request).map_err(CliError::Unreadable)
    }

    fn request(&self, chart: &str, lang: Lang, width: f64) -> ChartRequest {
        ChartRequest::plain(self.doc, chart, width, lang)
    }
}

/// The ids of a page's charts in reading order, each once.
pub(super) fn chart_ids(page: &Page) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for block in page.sections.iter().flat_map(|section| &section.blocks) {
        if let PageBlock::Chart(head) = block
            && !ids.contains(&head.id)
        {
            ids.push(head.id.clone());
        }
    }
    ids
}

fn failure(response: Response) -> CliError {
    match response {
        Response::Failed(diagnostics) => CliError::Unreadable(diagnostics),
        _ => CliError::Answer,
    }
}
