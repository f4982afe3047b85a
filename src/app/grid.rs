//! The rows of a table: searched, filtered and sorted, of which only those in view are made.
//!
//! What a reader asks for and what came of it is in `grid_state`; the rows themselves are elements
//! that `grid_body` makes and takes away, because a million of them change faster than views do.

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, Event, FocusEvent, HtmlInputElement, KeyboardEvent, MouseEvent, ResizeObserver,
};

use super::grid_head::{columns, head};
use super::grid_keys;
use super::grid_state::Grid;
use super::live::{flag, live, text};
use super::state::Store;
use crate::engine::Direction;
use crate::report::{CellKind, GridHead};
use crate::words::Sorted;

/// A table of so many rows is shown whole.
const FEW_ROWS: usize = 12;

/// The rows of a table, with what a reader needs to find some of them.
pub(super) fn grid(store: Store, shown: &GridHead) -> AnyView {
    let grid = Grid::new(store, shown);
    let words = grid.words;
    let is_short = shown.first.n_rows <= FEW_ROWS;
    let name = (words.rows_of)(&shown.name);
    let grid_name = name.clone();
    let keys = grid.id("keys");
    listen(grid);
    let n_rows = text(move || (grid.found.get().n_found + 2).to_string());
    view! {
        <div class="grid" node_ref=grid.root role="group" aria-label=name>
            {(!is_short).then(|| tools(grid))}
            <div class="grid-said">
                <p class="grid-count" role="status">{text(move || said(grid))}</p>
                <p class="grid-keys" id=keys.clone()>{words.keys}</p>
            </div>
            <div class="grid-scroll" class:short=is_short
                class:busy=flag(move || grid.is_busy.get())
                on:scroll=move |_| grid.scrolled()>
                <table class="grid-table" role="grid" aria-label=grid_name aria-describedby=keys
                    aria-rowcount=n_rows aria-colcount=(shown.n_columns + 1).to_string()
                    aria-busy=text(move || grid.is_busy.get().to_string())
                    on:keydown=move |event: KeyboardEvent| grid_keys::pressed(grid, &event)
                    on:focusin=move |event: FocusEvent| grid_keys::focused(grid, &event)
                    on:mouseover=move |event: MouseEvent| show_whole(&event)>
                    {columns(shown)}
                    {head(grid, shown)}
                    <tbody class="grid-space" aria-hidden="true"><tr><td></td></tr></tbody>
                    <tbody class="grid-rows"></tbody>
                    <tbody class="grid-space" aria-hidden="true"><tr><td></td></tr></tbody>
                </table>
                {live(move || nothing(grid))}
            </div>
            <p class="grid-whole" aria-hidden="true">{text(move || grid.whole.get())}</p>
        </div>
    }
    .into_any()
}

/// The search, and what opens the filters.
fn tools(grid: Grid) -> AnyView {
    let words = grid.words;
    let typed = move |event: Event| {
        if let Some(input) = input_of(&event) {
            grid.ask_soon(&|query| query.search = input.value());
        }
    };
    let is_asked = flag(move || !grid.is_asked());
    let toggle = move |_| grid.has_filters.update(|shown| *shown = !*shown);
    let label = text(move || (words.filters)(grid.query.get().filters.len()));
    view! {
        <div class="grid-tools">
            <input class="grid-search" type="search" placeholder=words.search
                aria-label=words.search value=grid.query.get_untracked().search
                autocomplete="off" spellcheck="false" on:input=typed />
            <button class="button" aria-controls=grid.id("filters")
                aria-expanded=text(move || grid.has_filters.get().to_string()) on:click=toggle>
                {label}
            </button>
            <button class="button" hidden=is_asked on:click=move |_| grid.clear()>
                {words.clear}
            </button>
        </div>
        {live(move || help(grid))}
    }
    .into_any()
}

/// What can be written in the filters, or what is wrong with what was written.
fn help(grid: Grid) -> AnyView {
    if !grid.has_filters.get() {
        return ().into_any();
    }
    let problems = grid.found.get().problems;
    if problems.is_empty() {
        return view! { <p class="grid-help">{grid.words.help}</p> }.into_any();
    }
    let lines: Vec<_> = problems
        .into_iter()
        .map(|(column, problem)| {
            let name = grid.column(column, |column| column.title.clone());
            view! { <p class="grid-help problem" role="alert"><b>{name}</b>" – "{problem}</p> }
                .into_any()
        })
        .collect();
    lines.into_any()
}

/// How many rows there are, and in which order.
fn said(grid: Grid) -> String {
    let (found, query, words) = (grid.found.get(), grid.query.get(), grid.words);
    let mut said = vec![(words.found)(found.n_found, found.n_all)];
    if let Some((idx, direction)) = query.sort {
        let (title, kind) = grid.column(idx, |column| (column.title.clone(), column.kind));
        let way = match (kind, direction) {
            (CellKind::Text, Direction::Up) => Sorted::FromA,
            (CellKind::Text, Direction::Down) => Sorted::FromZ,
            (CellKind::Number, Direction::Up) => Sorted::Smallest,
            (CellKind::Number, Direction::Down) => Sorted::Largest,
            (CellKind::Time, Direction::Up) => Sorted::Earliest,
            (CellKind::Time, Direction::Down) => Sorted::Latest,
        };
        said.push((words.sorted)(&title, way));
    }
    let (n_shown, n_all) = grid.head(|head| (head.columns.len(), head.n_columns));
    if n_shown < n_all {
        said.push((words.columns_shown)(n_shown, n_all));
    }
    said.join(" · ")
}

fn nothing(grid: Grid) -> AnyView {
    let found = grid.found.get();
    if found.n_found > 0 || found.n_all == 0 {
        return ().into_any();
    }
    view! {
        <div class="grid-nothing">
            <p>{grid.words.nothing}</p>
            <button class="button" on:click=move |_| grid.clear()>{grid.words.clear}</button>
        </div>
    }
    .into_any()
}

/// Follows the size of the grid, from its first one on.
fn listen(grid: Grid) {
    let is_there = StoredValue::new(());
    // Not while the browser tells of sizes: what changes them again then is an error of the page.
    let resized = Closure::<dyn Fn()>::new(move || {
        Timeout::new(0, move || {
            if is_there.try_get_value().is_some() {
                grid.resized();
            }
        })
        .forget();
    });
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok();
    let kept = StoredValue::new_local((resized, observer));
    Effect::new(move |_| {
        let scroller = grid.adopt();
        kept.with_value(|(_, observer)| {
            if let (Some(observer), Some(scroller)) = (observer, &scroller) {
                observer.observe(scroller);
            }
        });
    });
    on_cleanup(move || {
        let _ = kept.try_with_value(|(_, observer)| {
            if let Some(observer) = observer {
                observer.disconnect();
            }
        });
        kept.dispose();
    });
}

/// A cell that is cut off says all of its text under the mouse.
fn show_whole(event: &Event) {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let cell = target.and_then(|target| target.closest("td, th[scope=row]").ok().flatten());
    if let Some(cell) = cell.filter(|cell| cell.scroll_width() > cell.client_width()) {
        let _ = cell.set_attribute("title", &cell.text_content().unwrap_or_default());
    }
}

/// The field in which something was written.
pub(super) fn input_of(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
