//! State: all that a reader can change on the page, as plain data, and the store around it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::data::Lang;
use crate::diag::Diagnostic;
use crate::engine::ChartRequest;
use crate::report::{Page, Tab, Theme};

/// What the page shows. Only [`Store::dispatch`] changes it.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// Whether the engine is there and the documents are open.
    pub is_open: bool,
    /// The language of the page.
    pub lang: Lang,
    /// The language that the author chose for readers without a preference.
    pub author_lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// What a link that says nothing means.
    pub home: Home,
    /// The open documents as pages in the language of the page; at least one after the start.
    pub docs: Vec<Arc<Page>>,
    /// The document on the screen, as the engine counts them.
    pub doc: usize,
    /// Grows when a document was read anew in its place.
    pub edition: usize,
    /// What differs from the author's view, by chart of the document on the screen.
    pub charts: Vec<(String, ChartState)>,
    /// The section that the link points to.
    pub section: Option<String>,
    /// The chart that the link points to.
    pub chart: Option<String>,
    /// The whole report or one chart.
    pub view: View,
    /// The width of a chart's body in px.
    pub width: f64,
    /// What the reader must know and can take away.
    pub notices: Vec<Diagnostic>,
    /// A short word about what has just happened, or nothing.
    pub said: Option<Said>,
    /// How far the reading is that goes on.
    pub progress: Progress,
    /// The chart whose embed dialog is open.
    pub embed_dialog: Option<String>,
    /// The fragment of the address as last written or read, without `#`.
    pub fragment: String,
}

/// What a link that says nothing means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Home {
    /// The reader's own language, or the author's.
    pub lang: Lang,
    /// The reader's own choice of light and dark.
    pub theme: Theme,
    /// What the page was made to show.
    pub view: View,
}

/// What a reader has changed in one chart; the default is the author's view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChartState {
    /// The drawing or the numbers.
    pub tab: Tab,
    /// The entities to show, by key; empty for all.
    pub entities: Vec<String>,
    /// What is shown in place of the values; `None` as the author has it.
    pub derivation: Option<String>,
    /// The scale of the values; `None` as the author has it.
    pub scale: Option<String>,
    /// The period whose figures are shown; `None` for the latest of each.
    pub period: Option<String>,
}

/// How much of the report is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum View {
    /// All of it.
    #[default]
    Report,
    /// One chart alone, as in another site's article.
    Embed {
        /// Its id.
        chart: String,
        /// Where the whole report is; empty when nobody said.
        report_url: String,
    },
}

/// A short word about what has just happened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Said {
    /// Something is on the clipboard.
    Copied,
    /// Files are being read.
    Reading {
        /// How large they are together.
        n_bytes: f64,
    },
}

/// How far a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Progress {
    /// Bytes that have come.
    pub n_read: f64,
    /// Rows so far.
    pub n_rows: f64,
}

impl State {
    /// The page on the screen.
    #[must_use]
    pub fn page(&self) -> Option<&Arc<Page>> {
        self.docs.get(self.doc)
    }

    /// What the reader has changed in a chart.
    #[must_use]
    pub fn chart(&self, id: &str) -> ChartState {
        let found = self.charts.iter().find(|(name, _)| name == id);
        found.map(|(_, chart)| chart.clone()).unwrap_or_default()
    }

    /// The same, to change it.
    pub(super) fn chart_mut(&mut self, id: &str) -> &mut ChartState {
        let idx = match self.charts.iter().position(|(name, _)| name == id) {
            Some(idx) => idx,
            None => {
                self.charts.push((id.to_owned(), ChartState::default()));
                self.charts.len() - 1
            }
        };
        &mut self.charts[idx].1
    }

    /// What the engine needs to draw a chart as it is shown now, at a width in px.
    #[must_use]
    pub fn request(&self, chart: &str, width: f64) -> ChartRequest {
        let shown = self.chart(chart);
        ChartRequest {
            doc: self.doc,
            chart: chart.to_owned(),
            width,
            lang: self.lang,
            entities: shown.entities,
            derivation: shown.derivation,
            scale: shown.scale,
            period: shown.period,
        }
    }
}

/// A handle on the state; free to copy. Components get it as their first argument.
#[derive(Debug, Clone, Copy)]
pub struct Store(pub(super) RwSignal<State>);

impl Store {
    /// A store of a first state.
    #[must_use]
    pub fn new(state: State) -> Store {
        Store(RwSignal::new(state))
    }

    /// A part of the state, now.
    pub fn peek<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.0.with_untracked(read)
    }

    /// A part of the state that tells when it has changed.
    pub fn memo<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.0.with(&read))
    }
}
