//! What a reader asks of the rows of a table, and what came of it.

use std::cell::RefCell;
use std::ops::Range;

use gloo::timers::callback::Timeout;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement};

use super::grid_body::{At, Body};
use super::rows::rows;
use super::state::Store;
use crate::engine::{Direction, RowsQuery, RowsRequest, RowsView};
use crate::report::{GridColumn, GridHead};
use crate::words::GridWords;

/// How long typing must rest before it is taken.
const TYPING_MILLIS: u32 = 200;
/// A selection that takes longer dims the rows that are still shown.
const BUSY_MILLIS: u32 = 150;
/// How long scrolling must rest before the scroll bar is put right.
const REST_MILLIS: u32 = 150;
/// How many rows are asked for beyond those in view, on both sides.
const MORE_ROWS: usize = 60;

thread_local! {
    /// Grids are built anew with every page; what was asked of a table stays.
    static KEPT: RefCell<Vec<(TableId, RowsQuery)>> = const { RefCell::new(Vec::new()) };
}

/// The document as it was read, and its table.
#[derive(Clone, Copy, PartialEq)]
struct TableId {
    doc: usize,
    edition: usize,
    table: usize,
}

/// What came of a selection.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Found {
    pub(super) n_found: usize,
    pub(super) n_all: usize,
    pub(super) problems: Vec<(usize, String)>,
}

/// A grid as its parts see it; free to copy.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) words: &'static GridWords,
    /// What is asked for.
    pub(super) query: RwSignal<RowsQuery>,
    /// What is shown.
    pub(super) found: RwSignal<Found>,
    /// Whether the rows shown are not those asked for, and it takes a while.
    pub(super) is_busy: RwSignal<bool>,
    /// Whether there is a field for each column.
    pub(super) has_filters: RwSignal<bool>,
    /// All of a text that is cut off in the cell with the focus.
    pub(super) whole: RwSignal<String>,
    pub(super) root: NodeRef<html::Div>,
    id: TableId,
    head: StoredValue<GridHead>,
    body: StoredValue<Body, LocalStorage>,
    asking: StoredValue<Asking, LocalStorage>,
}

/// What is under way.
#[derive(Default)]
struct Asking {
    /// What is written in the fields.
    written: RowsQuery,
    /// What the rows on the page were selected by.
    shown: RowsQuery,
    typing: Option<Timeout>,
    resting: Option<Timeout>,
    n_selections: usize,
    is_fetching: bool,
}

impl Grid {
    pub(super) fn new(store: Store, head: &GridHead) -> Grid {
        let (lang, id) = store.peek(|state| {
            let (doc, edition) = (state.doc, state.edition);
            let table = head.table;
            (
                state.lang,
                TableId {
                    doc,
                    edition,
                    table,
                },
            )
        });
        let kept = KEPT.with_borrow(|kept| {
            let found = kept.iter().find(|(known, _)| *known == id);
            found.map(|(_, query)| query.clone())
        });
        let plain = RowsQuery {
            lang,
            ..RowsQuery::default()
        };
        let query = RowsQuery {
            lang,
            ..kept.unwrap_or_default()
        };
        let n_rows = head.first.n_rows;
        let grid = Grid {
            words: crate::words::grid(lang),
            has_filters: RwSignal::new(!query.filters.is_empty()),
            found: RwSignal::new(Found {
                n_found: n_rows,
                n_all: n_rows,
                problems: Vec::new(),
            }),
            is_busy: RwSignal::new(false),
            whole: RwSignal::new(String::new()),
            root: NodeRef::new(),
            id,
            head: StoredValue::new(head.clone()),
            body: StoredValue::new_local(Body::new(head)),
            asking: StoredValue::new_local(Asking {
                written: query.clone(),
                shown: plain.clone(),
                ..Asking::default()
            }),
            query: RwSignal::new(query),
        };
        // The first rows have come with the page.
        Effect::new(move |before: Option<RowsQuery>| {
            let query = grid.query.get();
            if query != before.unwrap_or_else(|| plain.clone()) {
                grid.select(query.clone());
            }
            query
        });
        grid
    }

    /// An element's id that no other grid has.
    pub(super) fn id(self, part: &str) -> String {
        format!("grid-{}-{part}", self.id.table)
    }

    /// Something of the table.
    pub(super) fn head<T>(self, read: impl FnOnce(&GridHead) -> T) -> T {
        self.head.with_value(read)
    }

    /// Something of a column.
    pub(super) fn column<T: Default>(self, idx: usize, read: impl FnOnce(&GridColumn) -> T) -> T {
        self.head(|head| head.columns.get(idx).map(read).unwrap_or_default())
    }

    /// Something of the rows on the page; `None` once the grid is gone.
    pub(super) fn body<T>(self, act: impl FnOnce(&mut Body) -> T) -> Option<T> {
        self.body.try_update_value(act)
    }

    /// Whether anything is asked for but all rows as they are.
    pub(super) fn is_asked(self) -> bool {
        let query = self.query.get();
        query.sort.is_some() || !query.filters.is_empty() || !query.search.is_empty()
    }

    /// Changes what is asked for, once typing rests.
    pub(super) fn ask_soon(self, change: &dyn Fn(&mut RowsQuery)) {
        let typing = Timeout::new(TYPING_MILLIS, move || self.ask_now(&|_| ()));
        let _ = self.asking.try_update_value(|asking| {
            change(&mut asking.written);
            asking.typing = Some(typing);
        });
    }

    /// Changes what is asked for, at once.
    pub(super) fn ask_now(self, change: &dyn Fn(&mut RowsQuery)) {
        let written = self.asking.try_update_value(|asking| {
            change(&mut asking.written);
            asking.written.clone()
        });
        let Some(query) = written else { return };
        KEPT.with_borrow_mut(|kept| {
            let is_other = |id: TableId| id.doc != self.id.doc || id.edition == self.id.edition;
            kept.retain(|(id, _)| *id != self.id && is_other(*id));
            kept.push((self.id, query.clone()));
        });
        if self
            .query
            .try_get_untracked()
            .is_some_and(|now| now != query)
        {
            self.query.set(query);
        }
    }

    /// Writes in a column's field.
    pub(super) fn filter(self, column: usize, text: &str) {
        self.ask_soon(&|query| {
            query.filters.retain(|(idx, _)| *idx != column);
            if !text.trim().is_empty() {
                query.filters.push((column, text.to_owned()));
            }
        });
    }

    /// Sorts by a column: up, down, and as in the file.
    pub(super) fn sort(self, column: usize) {
        self.ask_now(&|query| {
            query.sort = match query.sort {
                Some((idx, Direction::Up)) if idx == column => Some((column, Direction::Down)),
                Some((idx, Direction::Down)) if idx == column => None,
                _ => Some((column, Direction::Up)),
            };
        });
    }

    /// Shows all rows as they are.
    pub(super) fn clear(self) {
        self.ask_now(&|query| {
            *query = RowsQuery {
                lang: query.lang,
                ..RowsQuery::default()
            };
        });
        let fields = self.root.get_untracked();
        let Some(fields) = fields.and_then(|root| root.query_selector_all("input").ok()) else {
            return;
        };
        for idx in 0..fields.length() {
            let field = fields.get(idx).map(JsCast::dyn_into::<HtmlInputElement>);
            if let Some(Ok(field)) = field {
                field.set_value("");
                // The button is gone; the reader goes on where the search is.
                if idx == 0 {
                    let _ = field.focus();
                }
            }
        }
    }

    /// Takes over the elements that were made; the one that scrolls.
    pub(super) fn adopt(self) -> Option<Element> {
        let root = self.root.get_untracked()?;
        self.body(|body| body.adopt(&root)).flatten()
    }

    /// The grid has another size.
    pub(super) fn resized(self) {
        let _ = self.body(Body::measure);
        self.draw();
    }

    /// The reader has scrolled.
    pub(super) fn scrolled(self) {
        let _ = self.body(Body::follow);
        self.draw();
        let resting = Timeout::new(REST_MILLIS, move || {
            let _ = self.body(Body::put_bar);
        });
        let _ = self
            .asking
            .try_update_value(|asking| asking.resting = Some(resting));
    }

    /// Puts the focus on a cell, and so into view.
    pub(super) fn go(self, at: At) {
        let _ = self.body(|body| body.reveal(at));
        self.draw();
        let _ = self.body(Body::focus);
    }

    /// Shows the rows in view, and asks for those that are not at hand.
    fn draw(self) {
        if let Some(Some(missing)) = self.body(Body::draw) {
            self.fetch(missing);
        }
    }

    fn request(self, query: RowsQuery, rows: Range<usize>) -> RowsRequest {
        RowsRequest {
            doc: self.id.doc,
            table: self.id.table,
            query,
            first: rows.start,
            n_rows: rows.len(),
            budget: 0,
        }
    }

    /// Asks for rows of what is shown; one answer is waited for at a time.
    fn fetch(self, missing: Range<usize>) {
        let begun = self.asking.try_update_value(|asking| {
            let is_first = !std::mem::replace(&mut asking.is_fetching, true);
            is_first.then(|| asking.shown.clone())
        });
        let Some(Some(query)) = begun else { return };
        let range = missing.start.saturating_sub(MORE_ROWS)..missing.end + MORE_ROWS;
        let request = self.request(query.clone(), range);
        spawn_local(async move {
            let is_shown = || self.asking.try_with_value(|asking| asking.shown == query);
            let view = rows(request, &|| is_shown() == Some(true)).await;
            let _ = self
                .asking
                .try_update_value(|asking| asking.is_fetching = false);
            match view.filter(|view| is_shown() == Some(true) && !view.rows.is_empty()) {
                Some(view) => {
                    let _ = self.body(|body| body.take(view));
                    self.draw();
                }
                // What is shown now may wait for rows too.
                None if is_shown() == Some(false) => self.draw(),
                None => {}
            }
        });
    }

    /// Selects anew; meanwhile the rows stay.
    fn select(self, query: RowsQuery) {
        let ticket = self.asking.try_update_value(|asking| {
            asking.n_selections += 1;
            asking.n_selections
        });
        let n_selections = move || self.asking.try_with_value(|asking| asking.n_selections);
        let is_wanted = move || n_selections() == ticket;
        let slow = Timeout::new(BUSY_MILLIS, move || {
            if is_wanted() {
                let _ = self.is_busy.try_set(true);
            }
        });
        let request = self.request(query.clone(), 0..MORE_ROWS * 2);
        spawn_local(async move {
            let view = rows(request, &is_wanted).await;
            drop(slow);
            if !is_wanted() {
                return;
            }
            self.is_busy.set(false);
            if let Some(view) = view {
                self.show(query, view);
            }
        });
    }

    fn show(self, query: RowsQuery, view: RowsView) {
        let _ = self.asking.try_update_value(|asking| asking.shown = query);
        self.found.set(Found {
            n_found: view.n_found,
            n_all: view.n_all,
            problems: view.problems.clone(),
        });
        self.whole.set(String::new());
        let _ = self.body(|body| {
            body.rewind();
            body.take(view);
        });
        self.draw();
    }
}
