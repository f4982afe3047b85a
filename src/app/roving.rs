//! Roving: the focus goes from one element of a group to the next by arrow keys.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, KeyboardEvent, Node};

/// Where the focus goes.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Leaving {
    /// To something within.
    Stays,
    /// To something outside.
    Elsewhere,
    /// To nothing that can have it.
    Nowhere,
}

/// From where a step counts.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum First {
    /// From the first element.
    Same,
    /// From the element that has the focus.
    Focused,
}

/// Where the focus goes that leaves an element, and whether that is still within `root`.
pub(super) fn leaving(root: NodeRef<html::Div>, event: &FocusEvent) -> Leaving {
    let to = event.related_target();
    let to = to.and_then(|to| to.dyn_into::<Node>().ok());
    // It also leaves when its chart is taken from the page, and nothing here is left.
    let root = root.try_get_untracked().flatten();
    match (root.is_some_and(|root| root.contains(to.as_ref())), to) {
        (true, Some(_)) => Leaving::Stays,
        (_, Some(_)) => Leaving::Elsewhere,
        (_, None) => Leaving::Nowhere,
    }
}

/// One step of an arrow key among the elements that match.
pub(super) fn step(root: NodeRef<html::Div>, selector: &str, event: &KeyboardEvent, by: i32) {
    event.prevent_default();
    focus(root, selector, First::Focused, by);
}

/// Puts the focus on one of the elements that match, around the ends.
pub(super) fn focus(root: NodeRef<html::Div>, selector: &str, from: First, by: i32) {
    let Some(found) = root
        .try_get_untracked()
        .flatten()
        .and_then(|root| root.query_selector_all(selector).ok())
    else {
        return;
    };
    let at = |idx: u32| {
        found
            .item(idx)
            .and_then(|node| node.dyn_into::<HtmlElement>().ok())
    };
    let n = found.length().max(1);
    let focused =
        (0..n).find(|idx| at(*idx).is_some_and(|item| item.matches(":focus") == Ok(true)));
    let first = if from == First::Focused {
        focused.unwrap_or(0)
    } else {
        0
    };
    if let Some(item) = at(first.wrapping_add_signed(by).wrapping_add(n) % n) {
        let _ = item.focus();
    }
}
