//! The program behind the page: the engine, and what else only comes with the second part.
//!
//! What shows a report comes first; the engine, saving, opening and the like come a little later
//! (`src/bin/page.rs`). So the first part may name nothing of the second: it asks through what
//! [`install`] has put here, and what a reader does before that waits.

use std::cell::{Cell, RefCell};
use std::pin::Pin;

use wasm_bindgen::JsValue;

use super::action::Action;
use super::arrival;
use super::state::Store;
use crate::data::Lang;
use crate::diag::Diagnostic;
use crate::engine::{Request, Response};
use crate::report::{Sorting, StaticWords, TextTable};

/// What answers the page's requests.
pub type Answers = Box<dyn FnMut(Request) -> Response>;

/// Something that the page waits for.
pub type Coming<T> = Pin<Box<dyn Future<Output = T>>>;

/// What the first part calls in the second.
#[derive(Clone, Copy)]
pub(super) struct Tools {
    /// Opens the documents and makes the page live.
    pub(super) arrive: fn(Store) -> Coming<()>,
    /// Does what the reader asks.
    pub(super) act: fn(Store, Action),
    /// A diagnostic in words.
    pub(super) message: fn(&Diagnostic, Lang) -> String,
    /// See [`sortable_html`](crate::report::sortable_html).
    pub(super) table: fn(&TextTable, &StaticWords<'_>, Option<Sorting>) -> String,
    /// See [`Sorting::after`].
    pub(super) sorting: fn(Option<Sorting>, &TextTable, usize) -> Option<Sorting>,
    /// See [`super::api::picture`].
    pub(super) picture: fn(&str, f64, &str, &str) -> Result<String, JsValue>,
    /// Reads files for another page, inside a worker.
    pub(super) serve: fn(),
}

thread_local! {
    static ENGINE: RefCell<Option<Answers>> = const { RefCell::new(None) };
    static TOOLS: Cell<Option<Tools>> = const { Cell::new(None) };
    static WAITING: RefCell<Vec<Action>> = const { RefCell::new(Vec::new()) };
}

/// Takes the engine, and the second part with it. Only the second part may call this.
pub fn install(engine: Answers) {
    ENGINE.set(Some(engine));
    TOOLS.set(Some(arrival::TOOLS));
}

/// Asks the page's engine; without one, the answer is a failure that says nothing.
#[must_use]
pub fn ask(request: Request) -> Response {
    ENGINE.with_borrow_mut(|engine| match engine {
        Some(engine) => engine(request),
        None => Response::Failed(Vec::new()),
    })
}

/// The second part; `None` before it is there.
pub(super) fn tools() -> Option<Tools> {
    TOOLS.get()
}

impl Store {
    /// Does what the reader asks, as soon as the documents are open.
    pub fn dispatch(self, action: Action) {
        match tools() {
            Some(tools) if self.peek(|state| state.is_open) => (tools.act)(self, action),
            _ => WAITING.with_borrow_mut(|waiting| waiting.push(action)),
        }
    }
}

/// What the reader has asked for meanwhile.
pub(super) fn waiting() -> Vec<Action> {
    WAITING.take()
}
