//! The engine of this page: one for the whole page, asked without waiting.

//!
//! The engine may be in a part of the program that comes later, so the page knows it only as
//! something that answers; naming its type here would pull all of it into the page's part.

use std::cell::RefCell;

use crate::engine::{Request, Response};

/// What answers the page's requests.
pub type Answers = Box<dyn FnMut(Request) -> Response>;

thread_local! {
    static ENGINE: RefCell<Option<Answers>> = const { RefCell::new(None) };
}

/// Takes the engine that the page asks from now on.
pub fn install(engine: Answers) {
    ENGINE.set(Some(engine));
}

/// Asks the page's engine; without one, the answer is a failure that says nothing.
#[must_use]
pub fn ask(request: Request) -> Response {
    ENGINE.with_borrow_mut(|engine| match engine {
        Some(engine) => engine(request),
        None => Response::Failed(Vec::new()),
    })
}
