//! The heads of a grid: buttons that sort, and a field for each column.

use leptos::prelude::*;
use web_sys::Event;

use super::grid::input_of;
use super::grid_state::Grid;
use super::live::{flag, text};
use crate::engine::Direction;
use crate::report::{CellKind, GridColumn, GridHead};

/// Two triangles, of which the one that holds is dark.
const SORT_SIGN: &str = "<svg class=\"grid-sign\" width=\"8\" height=\"12\" viewBox=\"0 0 8 12\" \
    aria-hidden=\"true\"><path class=\"up\" d=\"M4 0 8 5H0z\"/>\
    <path class=\"down\" d=\"M4 12 0 7h8z\"/></svg>";

/// The columns; `grid_body` says how wide they are.
pub(super) fn columns(head: &GridHead) -> AnyView {
    let columns: Vec<_> = (0..=head.columns.len())
        .map(|_| view! { <col /> }.into_any())
        .collect();
    view! { <colgroup>{columns}</colgroup> }.into_any()
}

/// The heads.
pub(super) fn head(grid: Grid, head: &GridHead) -> AnyView {
    let columns = || head.columns.iter().enumerate();
    let heads: Vec<_> = columns()
        .map(|(idx, column)| sorter(grid, idx, column))
        .collect();
    let fields: Vec<_> = columns()
        .map(|(idx, column)| field(grid, idx, column))
        .collect();
    view! {
        <thead>
            <tr aria-rowindex="1">
                <th class="grid-no" scope="col" tabindex="-1">{grid.words.row}</th>
                {heads}
            </tr>
            <tr aria-rowindex="2" id=grid.id("filters")
                hidden=flag(move || !grid.has_filters.get())>
                <td class="grid-no"></td>
                {fields}
            </tr>
        </thead>
    }
    .into_any()
}

/// The classes of a column's cells.
pub(super) fn class(idx: usize, kind: CellKind) -> &'static str {
    match (idx, kind) {
        (_, CellKind::Number) => "num",
        (0, _) => "grid-lead",
        _ => "",
    }
}

fn sorter(grid: Grid, idx: usize, column: &GridColumn) -> AnyView {
    let state = text(move || {
        let state = match grid.query.get().sort {
            Some((sorted, Direction::Up)) if sorted == idx => "ascending",
            Some((sorted, Direction::Down)) if sorted == idx => "descending",
            _ => "none",
        };
        state.to_owned()
    });
    let unit = (!column.unit.is_empty())
        .then(|| view! { <span class="grid-unit">{column.unit.clone()}</span> });
    view! {
        <th scope="col" class=class(idx, column.kind) aria-sort=state>
            <button class="grid-sort" tabindex="-1" on:click=move |_| grid.sort(idx)>
                <span class="grid-title">{column.title.clone()} {unit}</span>
                <span class="html" inner_html=SORT_SIGN></span>
            </button>
        </th>
    }
    .into_any()
}

fn field(grid: Grid, idx: usize, column: &GridColumn) -> AnyView {
    let words = grid.words;
    let [text_example, number_example, time_example] = words.examples;
    let example = match column.kind {
        CellKind::Text => text_example,
        CellKind::Number => number_example,
        CellKind::Time => time_example,
    };
    let filters = grid.query.get_untracked().filters;
    let written = filters.into_iter().find(|(at, _)| *at == idx);
    let is_wrong = text(move || {
        let problems = grid.found.get().problems;
        problems.iter().any(|(at, _)| *at == idx).to_string()
    });
    let typed = move |event: Event| {
        if let Some(input) = input_of(&event) {
            grid.filter(idx, &input.value());
        }
    };
    view! {
        <td class=class(idx, column.kind)>
            <input class="grid-filter" placeholder=example title=words.help
                aria-label=(words.filter)(&column.title) aria-invalid=is_wrong
                value=written.map(|(_, text)| text) autocomplete="off" spellcheck="false"
                on:input=typed />
        </td>
    }
    .into_any()
}
