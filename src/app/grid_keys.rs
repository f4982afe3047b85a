//! The keyboard in a grid: from cell to cell, row by row, page by page.

use leptos::prelude::Set;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::grid_body::At;
use super::grid_state::Grid;

/// Moves the focus as a key says.
pub(super) fn pressed(grid: Grid, event: &KeyboardEvent) {
    let is_field = target(event).is_some_and(|target| target.matches("input") == Ok(true));
    if is_field || event.alt_key() || event.shift_key() {
        return;
    }
    let is_far = event.ctrl_key() || event.meta_key();
    let n_columns = grid.head(|head| head.columns.len());
    let to = grid.body(|body| {
        let n_rows = body.list.n_rows;
        after_key(
            &event.key(),
            is_far,
            body.at,
            (n_rows, n_columns),
            body.list.n_whole(),
        )
    });
    if let Some(Some(to)) = to {
        event.prevent_default();
        grid.go(to);
    }
}

/// The cell to which a key leads; `None` for other keys.
fn after_key(
    key: &str,
    is_far: bool,
    at: At,
    (n_rows, n_columns): (usize, usize),
    n_whole: usize,
) -> Option<At> {
    let last = n_rows.checked_sub(1);
    let by_page = n_whole.saturating_sub(1).max(1);
    let down = |by: usize| match at.row {
        None if last.is_some() => Some(0),
        None => None,
        Some(row) => last.map(|last| last.min(row + by)),
    };
    let to = match (key, is_far) {
        ("ArrowDown", false) => At { row: down(1), ..at },
        ("PageDown", false) => At {
            row: down(by_page),
            ..at
        },
        ("ArrowUp", false) => At {
            row: at.row.and_then(|row| row.checked_sub(1)),
            ..at
        },
        ("PageUp", false) => At {
            row: at.row.map(|row| row.saturating_sub(by_page)),
            ..at
        },
        ("ArrowLeft", false) => At {
            column: at.column.saturating_sub(1),
            ..at
        },
        ("ArrowRight", false) => At {
            column: n_columns.min(at.column + 1),
            ..at
        },
        ("Home", false) => At { column: 0, ..at },
        ("End", false) => At {
            column: n_columns,
            ..at
        },
        ("Home", true) => At {
            row: last.map(|_| 0),
            column: 0,
        },
        ("End", true) => At {
            row: last,
            column: n_columns,
        },
        _ => return None,
    };
    Some(to)
}

/// The focus has come to a cell, by a key, a finger or a mouse.
pub(super) fn focused(grid: Grid, event: &Event) {
    let cell = target(event).and_then(|target| target.closest("td, th").ok().flatten());
    let Some(cell) = cell else { return };
    let mut column = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(one) = before {
        column += 1;
        before = one.previous_element_sibling();
    }
    let row = cell.parent_element();
    let row = row.and_then(|row| row.get_attribute("aria-rowindex")?.parse::<usize>().ok());
    // The fields are reached as fields are.
    let row = match row {
        None | Some(2) => return,
        Some(row) => row.checked_sub(3),
    };
    let _ = grid.body(|body| body.stand(At { row, column }));
    let is_cut = row.is_some() && cell.scroll_width() > cell.client_width();
    let text = cell.text_content().filter(|_| is_cut);
    grid.whole.set(text.unwrap_or_default());
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
