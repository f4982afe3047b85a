//! Columns: what a table's columns hold, for the panel that says how a file was read.

use super::choose;
use super::document::Document;
use crate::data::{Column, Lang, Period, Table, Values, grouped, roles};
use crate::ingest::by_table;
use crate::report::{ColumnLine, FilePanel};
use crate::words::diagnostics::message;
use crate::words::{FileWords, files};

/// How many bars a distribution has.
const BARS: usize = 12;
/// How many columns and remarks a panel lists.
const MOST_COLUMNS: usize = 200;
const MOST_NOTES: usize = 100;

/// The panel of a document's table.
pub(super) fn panel(document: &Document, idx: usize, lang: Lang) -> FilePanel {
    let (table, words) = (&document.tables[idx], files(lang));
    let found = roles(table);
    let columns = table.columns.iter().zip(found).take(MOST_COLUMNS);
    let notes = by_table(&document.tables, &document.noticed).swap_remove(idx);
    FilePanel {
        table: idx,
        title: words.panel.to_owned(),
        choices: choose::choices(document, table, lang),
        heads: words.heads.map(str::to_owned).to_vec(),
        columns: columns
            .map(|(column, role)| ColumnLine {
                role: choose::role(role, lang),
                ..line(column, table, words, lang)
            })
            .collect(),
        notes: notes
            .into_iter()
            .take(MOST_NOTES)
            .map(|note| message(note, lang))
            .collect(),
    }
}

fn line(column: &Column, table: &Table, words: &FileWords, lang: Lang) -> ColumnLine {
    let (kind, range, spread) = match &column.values {
        Values::Number(cells) => {
            let numbers: Vec<f64> = (cells.iter().filter_map(|cell| cell.number()))
                .map(|number| number.value)
                .collect();
            let decimals = cells.iter().filter_map(|cell| cell.number());
            let decimals = decimals.map(|number| number.decimals).max().unwrap_or(0);
            let text = |value: f64| grouped(value, decimals);
            (0, range(&numbers, &text, words), spread(&numbers))
        }
        Values::Time(cells) => {
            let mut periods: Vec<Period> = cells.iter().filter_map(|cell| cell.ok()).collect();
            crate::data::sort(&mut periods, &|a, b| a.cmp(b));
            let days: Vec<f64> = periods.iter().map(|p| f64::from(p.start_day)).collect();
            let ends = periods.first().zip(periods.last());
            let range =
                ends.map(|(first, last)| (words.from_to)(&first.text(lang), &last.text(lang)));
            (1, range.unwrap_or_default(), spread(&days))
        }
        Values::Text { levels, codes } => {
            let mut counts = vec![0.0; levels.len()];
            for code in codes.iter().flatten() {
                counts[*code as usize] += 1.0;
            }
            crate::data::sort(&mut counts, &|a: &f64, b: &f64| b.total_cmp(a));
            counts.truncate(BARS);
            (2, (words.n_texts)(levels.len()), shares(counts))
        }
    };
    let n_missing = column.n_missing();
    let missing = match n_missing {
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
        spread,
        ..ColumnLine::default()
    }
}

fn range(numbers: &[f64], text: &dyn Fn(f64) -> String, words: &FileWords) -> String {
    let least = numbers.iter().copied().reduce(f64::min);
    let largest = numbers.iter().copied().reduce(f64::max);
    let ends = least.zip(largest);
    ends.map(|(least, largest)| (words.from_to)(&text(least), &text(largest)))
        .unwrap_or_default()
}

/// How many values lie in each of a few equal steps, as shares of the most.
fn spread(values: &[f64]) -> Vec<f64> {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let width = values.iter().copied().fold(f64::NEG_INFINITY, f64::max) - least;
    if values.is_empty() || !width.is_finite() || width <= 0.0 {
        return Vec::new();
    }
    let mut counts = vec![0.0; BARS];
    for value in values {
        let bar = ((value - least) / width * BARS as f64) as usize;
        counts[bar.min(BARS - 1)] += 1.0;
    }
    shares(counts)
}

fn shares(mut counts: Vec<f64>) -> Vec<f64> {
    let most = counts.iter().copied().fold(0.0, f64::max);
    for count in &mut counts {
        *count /= most.max(1.0);
    }
    counts
}
