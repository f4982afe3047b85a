//! Dispatch: what each action does to the state, and to the browser around it.

use std::sync::Arc;

use gloo::timers::callback::Timeout;
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::action::{Action, ChartFormat};
use super::address::{self, Entry};
use super::arrival::take_over;
use super::program::ask;
use super::start::mark;
use super::state::{Progress, Said, State, Store};
use super::{export, files, islands, kept, save, stored};
use crate::diag::Diagnostic;
use crate::engine::{Reading, Request, Response};
use crate::report::{FileEdit, PackedDocument, Theme};
use crate::words::{Cited, figures};
use crate::worker;

/// The width of a saved picture in px.
const PICTURE_WIDTH: f64 = 720.0;
/// How long a short word stays.
const SAID_MILLIS: u32 = 2500;

impl Store {
    /// Does what the reader asks; everybody else calls [`Store::dispatch`].
    pub(super) fn act(self, action: Action) {
        match action {
            Action::PrepareReading => worker::prepare(),
            Action::Open(files) => self.opened(ask(Request::open(files))),
            Action::ChangeFile { edit, control } => {
                spawn_local(change_file(self, edit, control));
            }
            Action::OpenGiven(given) => spawn_local(files::open_given(self, given)),
            Action::CancelReading => worker::cancel(),
            Action::ShowDoc(doc) => self.change(|state| show_doc(state, doc)),
            Action::SetLang(lang) => self.change(|state| {
                state.lang = lang;
                stored::keep_lang(state);
                address::write(state, Entry::New);
            }),
            Action::SetTheme(theme) => self.change(|state| {
                state.theme = theme;
                state.home.theme = theme;
                stored::keep_theme(state);
                address::write(state, Entry::Same);
            }),
            Action::SetTab { chart, tab } => self.change(|state| {
                state.chart_mut(&chart).tab = tab;
                point_at(state, chart);
            }),
            Action::SetEntities { chart, entities } => self.change(|state| {
                state.chart_mut(&chart).entities = entities;
                point_at(state, chart);
            }),
            Action::SetDerivation { chart, derivation } => self.change(|state| {
                state.chart_mut(&chart).derivation = derivation;
                point_at(state, chart);
            }),
            Action::SetScale { chart, scale } => self.change(|state| {
                state.chart_mut(&chart).scale = scale;
                point_at(state, chart);
            }),
            Action::SetPeriod { chart, period } => self.change(|state| {
                state.chart_mut(&chart).period = period;
                point_at(state, chart);
            }),
            Action::Follow(link) => {
                self.change(|state| {
                    address::follow(state, link);
                    address::write(state, Entry::New);
                });
                self.go_to();
            }
            Action::Restore => {
                let fragment = address::fragment();
                if fragment != self.peek(|state| state.fragment.clone()) {
                    self.change(|state| address::read(state, fragment));
                    self.go_to();
                }
            }
            Action::Resize(width) => {
                if width > 0.0 && self.peek(|state| state.width != width) {
                    self.change(|state| state.width = width);
                }
            }
            Action::Notify(notices) => self.change(|state| tell(state, notices)),
            Action::DismissNotices => self.change(|state| state.notices.clear()),
            Action::CopyLink { chart } => {
                self.copy(self.peek(|state| address::chart_url(state, &chart)));
            }
            Action::CopyText(text) => self.copy(text),
            Action::Cite {
                chart,
                subject,
                reading,
            } => {
                self.copy(self.peek(|state| citation(state, &chart, &subject, &reading)));
            }
            Action::ShowEmbed { chart } => self.change(|state| state.embed_dialog = Some(chart)),
            Action::CloseEmbed => self.change(|state| state.embed_dialog = None),
            Action::SaveChart { chart, format } => self.save_chart(&chart, format),
            Action::SaveReport => spawn_local(save::save_report(self)),
        }
    }

    /// Takes the engine's answer to files that were opened, here or in the worker.
    pub(super) fn opened(self, response: Response) {
        let is_open = matches!(response, Response::Opened { .. });
        self.change(|state| match response {
            Response::Opened { doc, warnings } => {
                state.notices.clear();
                tell(state, warnings);
                show_doc(state, doc);
            }
            Response::Failed(errors) => tell(state, errors),
            _ => {}
        });
        if is_open {
            mark("furrow-opened");
            Timeout::new(0, to_report).forget();
        }
    }

    /// Shows a short word for a moment; `None` takes it away.
    pub(super) fn say(self, said: Option<Said>) {
        self.change(|state| {
            state.said = said;
            state.progress = Progress::default();
        });
        if said == Some(Said::Copied) {
            Timeout::new(SAID_MILLIS, move || self.change(|state| state.said = None)).forget();
        }
    }

    /// Tells how far the reading is.
    pub(super) fn progressed(self, n_read: f64, n_rows: f64) {
        self.0
            .update(|state| state.progress = Progress { n_read, n_rows });
    }

    /// Changes the state, and keeps pages and the root element in step with it.
    fn change(self, change: impl FnOnce(&mut State)) {
        let seen = |state: &State| (state.view.clone(), state.lang, state.doc);
        let before = self.peek(seen);
        self.0.update(|state| {
            change(state);
            settle(state);
        });
        if !islands::is_gone() && self.peek(seen) != before {
            // Not from within the part that the reader has touched: it would own the new page.
            spawn_local(async move {
                // What the page shows has just been asked for: building it is a task of its own.
                TimeoutFuture::new(0).await;
                // A second change in the same task finds the page built.
                if !islands::is_gone() {
                    take_over(self);
                }
            });
        }
    }

    /// Scrolls once the page shows the new state.
    fn go_to(self) {
        Timeout::new(0, move || self.peek(address::go_to)).forget();
    }

    fn copy(self, text: String) {
        export::copy_text(text);
        self.say(Some(Said::Copied));
    }

    fn save_chart(self, chart: &str, format: ChartFormat) {
        let request = self.peek(|state| state.request(chart, PICTURE_WIDTH));
        let dark = self.peek(|state| is_dark(state.theme));
        let errors = match format {
            ChartFormat::Svg => export::save_svg(&request, dark),
            ChartFormat::Png => export::save_png(&request, dark),
            ChartFormat::Csv => export::save_csv(&request),
        };
        if !errors.is_empty() {
            self.dispatch(Action::Notify(errors));
        }
    }
}

/// Opens the documents that came with the page; what went wrong becomes notices.
pub(super) async fn open_first(state: &mut State, documents: Vec<PackedDocument>) {
    for document in documents {
        match open_at_start(document).await {
            Response::Opened { doc, warnings } => {
                state.doc = doc;
                settle(state);
                tell(state, warnings);
            }
            Response::Failed(errors) => tell(state, errors),
            _ => {}
        }
    }
    state.doc = 0;
}

/// A package is read here, so that a report needs no second program; what this program cannot
/// read, and single files of any format, are the worker's.
async fn open_at_start(document: PackedDocument) -> Response {
    let PackedDocument { files, edits } = document;
    let is_package = files
        .iter()
        .any(|file| file.path.ends_with("datapackage.json"));
    if is_package {
        let response = ask(Request::open(files.clone()));
        if !matches!(response, Response::Failed(_)) {
            return response;
        }
    }
    let given = files
        .into_iter()
        .map(|file| worker::Given { file, blob: None });
    files::open_files(&|_, _| (), given.collect(), edits, None).await
}

/// Changes how a file was read; the document keeps its place, and the control its focus.
async fn change_file(store: Store, edit: FileEdit, control: String) {
    let doc = store.peek(|state| state.doc);
    let response = match ask(Request::Choose { doc, edit }) {
        Response::ReadAgain { doc, files, edits } => {
            let given = kept::given(doc, files);
            let n_bytes = given.iter().map(worker::Given::n_bytes).sum();
            store.say(Some(Said::Reading { n_bytes }));
            let progress = |n_read, n_rows| store.progressed(n_read, n_rows);
            let response = files::open_files(&progress, given, edits, Some(doc)).await;
            store.say(None);
            response
        }
        response => response,
    };
    store.change(|state| match response {
        Response::Opened { warnings, .. } => {
            state.notices.clear();
            tell(state, warnings);
            if let Response::Page(page) = ask(Request::Page {
                doc,
                lang: state.lang,
            }) {
                state.docs[doc] = Arc::from(page);
            }
            state.charts.clear();
            state.edition += 1;
        }
        Response::Failed(errors) => tell(state, errors),
        _ => {}
    });
    Timeout::new(0, move || {
        let document = web_sys::window().and_then(|window| window.document());
        let control = document.and_then(|document| document.get_element_by_id(&control));
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            let _ = control.focus();
        }
    })
    .forget();
}

/// Fetches pages in the language of the state, and tells the root element.
pub(super) fn settle(state: &mut State) {
    let lang = state.lang;
    let n_docs = state.docs.len().max(state.doc + 1);
    if state.docs.iter().any(|page| page.lang != lang) {
        state.docs.clear();
    }
    for doc in state.docs.len()..n_docs {
        if let Response::Page(page) = ask(Request::Page { doc, lang }) {
            state.docs.push(Arc::from(page));
        }
    }
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    if let Some(page) = state.page() {
        document.set_title(&page.title);
    }
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("lang", lang.code());
        let _ = match state.theme {
            Theme::System => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme.code()),
        };
    }
}

fn show_doc(state: &mut State, doc: usize) {
    state.doc = doc;
    state.charts.clear();
    (state.section, state.chart) = (None, None);
    address::write(state, Entry::Same);
}

fn point_at(state: &mut State, chart: String) {
    state.section = None;
    state.chart = Some(chart);
    address::write(state, Entry::New);
}

/// A line a figure: what it is, how much, who says so, where it is shown.
fn citation(state: &State, chart: &str, subject: &str, reading: &Reading) -> String {
    let title = state.page().map(|page| page.title.clone());
    let (title, url) = (title.unwrap_or_default(), address::chart_url(state, chart));
    let lines = reading.rows.iter().map(|row| {
        let cited = Cited {
            subject: match row.label.as_str() {
                "" => subject,
                label => label,
            },
            period: &reading.heading,
            value: &row.value,
            remark: &row.detail,
            source: &row.source,
            title: &title,
            url: &url,
        };
        (figures(state.lang).cite)(&cited)
    });
    lines.collect::<Vec<String>>().join("\n")
}

fn tell(state: &mut State, notices: Vec<Diagnostic>) {
    for notice in notices {
        if !state.notices.contains(&notice) {
            state.notices.push(notice);
        }
    }
}

/// Goes to the beginning of the report.
fn to_report() {
    let Some(window) = web_sys::window() else {
        return;
    };
    window.scroll_to_with_x_and_y(0.0, 0.0);
    let document = window.document();
    if let Some(report) = document.and_then(|document| document.get_element_by_id("report")) {
        address::focus(&report);
    }
}

/// Whether the page is dark now.
fn is_dark(theme: Theme) -> bool {
    match theme {
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => web_sys::window()
            .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok()?)
            .is_some_and(|query| query.matches()),
    }
}
