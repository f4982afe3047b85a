//! Columns: what a table's columns hold, for the panel that says how a file was read.

use super::choose;
use super::document::Document;
use crate::data::{Lang, Table, Values, grouped, roles};
use crate::ingest::by_table;
use crate::report::{ColumnLine, FilePanel};
use crate::words::diagnostics::message;
use crate::words::{FileWords, files};

/// How many columns and remarks a panel lists.
const MOST_COLUMNS: usize = 200;
const MOST_NOTES: usize = 100;

/// The panel of a document's table.
pub(super) fn panel(document: &Document, idx: usize, lang: Lang) -> FilePanel {
    let (table, words) = (&document.tables[idx], files(lang));
    let found = roles(table);
    let columns = found.into_iter().enumerate().take(MOST_COLUMNS);
    let notes = by_table(&document.tables, &document.noticed).swap_remove(idx);
    FilePanel {
        table: idx,
        title: words.panel.to_owned(),
        choices: choose::choices(document, table, lang),
        heads: words.heads.map(str::to_owned).to_vec(),
        columns: columns
            .map(|(idx, role)| ColumnLine {
                role: choose::role(role, lang),
                ..line(table, idx, words, lang)
            })
            .collect(),
        notes: notes
            .into_iter()
            .take(MOST_NOTES)
            .map(|note| message(note, lang))
            .collect(),
    }
}

fn line(table: &Table, idx: usize, words: &FileWords, lang: Lang) -> ColumnLine {
    let (column, summary) = (&table.columns[idx], table.summary(idx));
    let (kind, range) = match &column.values {
        Values::Number(_) => {
            let text = |value: f64| grouped(value, summary.decimals);
            let ends = summary
                .numbers
                .map(|(least, largest)| (text(least), text(largest)));
            (0, ends)
        }
        Values::Time(_) => {
            let ends = summary.times;
            (
                1,
                ends.map(|(first, last)| (first.text(lang), last.text(lang))),
            )
        }
        Values::Text { .. } => (2, None),
    };
    let range = match (kind, range) {
        (2, _) => (words.n_texts)(summary.n_texts),
        (_, Some((first, last))) => (words.from_to)(&first, &last),
        _ => String::new(),
    };
    let missing = match summary.n_missing {
        0 => String::new(),
        n => {
            let share = n as f64 / table.n_rows.max(1) as f64 * 100.0;
            format!("{} ({}%)", grouped(n as f64, 0), grouped(share, 0))
        }
    };
    ColumnLine {
        name: column.title(lang).to_owned(),
        kind: words.kinds[kind].to_owned(),
        unit: column.unit.clone(),
        is_number: kind == 0,
        range,
        missing,
        spread: summary.spread,
        ..ColumnLine::default()
    }
}
