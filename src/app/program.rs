//! The engine of this page: one for the whole page, asked without waiting.

use std::cell::RefCell;

use crate::engine::{Engine, Request, Response};

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new(Engine::default());
}

/// Asks the page's engine.
#[must_use]
pub fn ask(request: Request) -> Response {
    with_engine(|engine| engine.handle(request))
}

/// Lends the page's engine to `work`, which must not ask it by another way meanwhile.
pub fn with_engine<T>(work: impl FnOnce(&mut Engine) -> T) -> T {
    ENGINE.with_borrow_mut(work)
}
