//! Live: parts of the page that follow the state, each of one type for the whole program.
//!
//! A closure in a view has a type of its own, and Leptos is compiled anew for each: with these
//! the page's program is tens of kilobytes smaller.

use leptos::prelude::*;

/// A view that is built anew when what it reads changes.
pub(super) fn live(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn FnMut() -> AnyView + Send> = Box::new(view);
    view.into_any()
}

/// A yes or no that follows what it reads; for classes.
pub(super) fn flag(read: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    Signal::derive(read)
}

/// A text that follows what it reads; for attributes, styles and words.
pub(super) fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(read)
}
