//! Rows: a table's rows for looking at, a few at a time, searched, filtered and sorted.
//!
//! A document remembers what was last selected of each table, so that scrolling selects nothing
//! anew, and what is on its way, so that a selection can be made in steps.

use serde::{Deserialize, Serialize};

use crate::data::{Column, Lang, Table};
use crate::report::{CellKind, GridColumn, GridHead, TextTable};
use crate::scene::{Weight, text_width};
use crate::transform::{RowsQuery, Selecting, shown};
use crate::words::grid as words;

/// How many rows stand on a page without a program.
const FIRST_ROWS: usize = 20;
/// How many columns are shown.
const MOST_COLUMNS: usize = 200;
/// How many rows decide how wide a column is.
const MEASURED_ROWS: usize = 200;
/// The size of the text, the room beside it and the sign in a head, in px.
const TEXT_SIZE: f64 = 14.0;
const PADDING: f64 = 24.0;
const SORT_SIGN: f64 = 16.0;
/// The narrowest and the widest column, in px.
const NARROWEST: f64 = 64.0;
const WIDEST: f64 = 280.0;
/// Columns of numbers with more decimals than this are not set in line.
const MOST_DECIMALS: usize = 4;

/// Which rows of which table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsRequest {
    /// The document.
    pub doc: usize,
    /// Which of its tables.
    pub table: usize,
    /// What is looked for, and the order.
    pub query: RowsQuery,
    /// The first row wanted, by its place in that order.
    pub first: usize,
    /// How many rows are wanted.
    pub n_rows: usize,
    /// How much may be done now, in rows' worth of work; the same request goes on later.
    pub budget: usize,
}

/// Rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowsView {
    /// Whether the selection is done; if not, nothing else is said.
    pub is_done: bool,
    /// How many rows fit.
    pub n_found: usize,
    /// How many rows the table has.
    pub n_all: usize,
    /// The place of the first of `rows`.
    pub first: usize,
    /// The rows wanted, as far as there are.
    pub rows: Vec<RowLine>,
    /// Columns whose filter cannot be understood and filters nothing, with what can be written.
    pub problems: Vec<(usize, String)>,
}

/// A row as text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowLine {
    /// Its place in the file, from zero.
    pub row: usize,
    /// A text for each column that is shown; empty where a value is missing.
    pub cells: Vec<String>,
}

/// What was selected of a table last, and what is on its way.
#[derive(Default)]
struct Selected {
    done: Option<Selecting>,
    coming: Option<Selecting>,
}

/// Answers about the rows of a dataset's tables, in the page's engine or in the worker that has
/// read them.
#[derive(Default)]
pub struct Asked {
    selected: Vec<Selected>,
}

impl Asked {
    /// Answers the bytes of a question of `encode_question` at once; nothing when they are none.
    pub fn answer(&mut self, tables: &[Table], question: &[u8]) -> Vec<u8> {
        let request = postcard::from_bytes(question).ok();
        let view = request.and_then(|request| {
            let whole = RowsRequest {
                budget: usize::MAX,
                ..request
            };
            self.view(tables, whole)
        });
        view.and_then(|view| postcard::to_allocvec(&view).ok())
            .unwrap_or_default()
    }

    /// Answers a request; `None` when there is no such table.
    pub(super) fn view(&mut self, tables: &[Table], request: RowsRequest) -> Option<RowsView> {
        let table = tables.get(request.table)?;
        if self.selected.len() < tables.len() {
            self.selected.resize_with(tables.len(), Selected::default);
        }
        view(table, &mut self.selected[request.table], request)
    }
}

/// A question about rows, as `Asked::answer` takes it.
#[must_use]
pub fn encode_question(request: &RowsRequest) -> Vec<u8> {
    postcard::to_allocvec(request).unwrap_or_default()
}

/// The answer of `Asked::answer`; `None` when it is none.
#[must_use]
pub fn decode_rows(bytes: &[u8]) -> Option<RowsView> {
    postcard::from_bytes(bytes).ok()
}

fn view(table: &Table, selected: &mut Selected, request: RowsRequest) -> Option<RowsView> {
    let RowsRequest { query, first, .. } = request;
    let lang = query.lang;
    let is = |found: &Option<Selecting>| found.as_ref().is_some_and(|one| *one.query() == query);
    if !is(&selected.done) {
        let mut coming = match selected.coming.take() {
            Some(coming) if *coming.query() == query => coming,
            _ => Selecting::new(table, query),
        };
        let is_done = coming.step(table, request.budget);
        if !is_done {
            selected.coming = Some(coming);
            return Some(RowsView::default());
        }
        selected.done = Some(coming);
    }
    let found = selected.done.as_ref()?;
    let first = first.min(found.rows().len());
    let wanted = found.rows()[first..].iter().take(request.n_rows);
    let problem = |column: &usize| {
        let kind = table.columns.get(*column).map_or(CellKind::Text, kind);
        let say = match kind {
            CellKind::Time => words(lang).not_a_time,
            CellKind::Number | CellKind::Text => words(lang).not_a_number,
        };
        (*column, say.to_owned())
    };
    Some(RowsView {
        is_done: true,
        n_found: found.rows().len(),
        n_all: table.n_rows,
        first,
        rows: wanted.map(|row| line(table, *row as usize, lang)).collect(),
        problems: found.problems().iter().map(problem).collect(),
    })
}

/// What is known of a table before its rows are asked for, with the first of them.
pub(super) fn grid(table: &Table, idx: usize, lang: Lang) -> GridHead {
    let columns = || table.columns.iter().take(MOST_COLUMNS);
    GridHead {
        table: idx,
        name: table.name.clone(),
        columns: columns()
            .map(|column| grid_column(column, table.n_rows, lang))
            .collect(),
        n_columns: table.columns.len(),
        first: TextTable {
            heads: columns()
                .map(|column| column.title(lang).to_owned())
                .collect(),
            numeric: columns()
                .map(|column| kind(column) == CellKind::Number)
                .collect(),
            rows: (0..table.n_rows.min(FIRST_ROWS))
                .map(|row| line(table, row, lang).cells)
                .collect(),
            n_rows: table.n_rows,
            ..TextTable::default()
        },
    }
}

fn line(table: &Table, row: usize, lang: Lang) -> RowLine {
    let columns = table.columns.iter().take(MOST_COLUMNS);
    RowLine {
        row,
        cells: columns.map(|column| shown(column, row, lang)).collect(),
    }
}

fn grid_column(column: &Column, n_rows: usize, lang: Lang) -> GridColumn {
    let width = |text: &str, weight| text_width(text, TEXT_SIZE, weight);
    let title = column.title(lang);
    let mut widest: f64 = 0.0;
    let mut decimals = 0;
    for row in 0..n_rows.min(MEASURED_ROWS) {
        let number = column.number(row);
        decimals = decimals.max(number.map_or(0, |number| usize::from(number.decimals)));
        let text = shown(column, row, lang);
        // What is longer than the widest column is not measured to its end.
        let text: String = text.chars().take(60).collect();
        widest = widest.max(width(&text, Weight::Regular));
    }
    // A head takes two lines where that helps, broken between words.
    let whole = width(title, Weight::Bold);
    let word = title
        .split([' ', '_', '/', '-', '(', '（'])
        .map(|word| width(word, Weight::Bold));
    let word = word.fold(0.0, f64::max);
    let head = (whole * 0.6).max(word).min(whole) + SORT_SIGN;
    GridColumn {
        title: title.to_owned(),
        unit: match &column.unit {
            unit if title.contains(unit.as_str()) => String::new(),
            unit => unit.clone(),
        },
        kind: kind(column),
        decimals: if decimals > MOST_DECIMALS {
            0
        } else {
            decimals
        },
        width: (widest.max(head) + PADDING).clamp(NARROWEST, WIDEST).ceil(),
    }
}

fn kind(column: &Column) -> CellKind {
    match column.kind() {
        "number" => CellKind::Number,
        "time" => CellKind::Time,
        _ => CellKind::Text,
    }
}
