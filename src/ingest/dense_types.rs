//! Types of dense columns: from the distinct texts, not from every cell.
//!
//! The rules are those of `infer`. Where they ask for more than distinct texts tell (cells that
//! do not fit, a decimal sign that other columns decide on), there is no answer, and the table
//! is read the other way.

use super::dense::{DenseColumn, Plain, written};
use super::dense_rows::DenseRows;
use super::infer::{self, Evidence, StyleChoice, Typed};
use super::missing::Marks;
use super::raw::{RawColumn, RawTable};
use super::table::{self, Frame};
use super::{layout, number};
use crate::data::{Codes, Missing, NumberStyle, Numbers, Table, Values};
use crate::diag::Diagnostic;

/// So many last rows are searched for notes.
const FOOT_ROWS: usize = 256;

/// The table, whose rows are all there; `frame` knows nothing yet of notes below it.
pub(super) fn table(
    mut rows: DenseRows,
    mut frame: Frame<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Option<Table> {
    frame.assumed.below = take_foot(&mut rows)?;
    let typed = typed(rows.columns, &frame)?;
    rows.ragged.tell(frame.file, warnings);
    Some(table::build(
        &rows.shell,
        frame,
        typed,
        &|_| Vec::new(),
        warnings,
    ))
}

/// Cuts notes from below.
fn take_foot(rows: &mut DenseRows) -> Option<Vec<String>> {
    let first = rows.shell.n_rows.saturating_sub(FOOT_ROWS);
    let mut last = RawTable::new(1);
    for column in &rows.columns {
        let mut cells = RawColumn::new(&column.name);
        for row in first..rows.shell.n_rows {
            column.text(row, &mut |text| cells.push(text));
        }
        last.columns.push(cells);
    }
    last.n_rows = rows.shell.n_rows - first;
    let (n_data, lines) = layout::foot(&last);
    if n_data == 0 && first > 0 {
        return None;
    }
    if n_data < last.n_rows {
        let n_rows = first + n_data;
        rows.ragged.forget_from(rows.shell.file_row(n_rows));
        rows.cut(n_rows);
    }
    Some(lines)
}

/// The types of all columns, and their cells.
pub(super) fn typed(columns: Vec<DenseColumn>, frame: &Frame<'_>) -> Option<Vec<Typed>> {
    let typed: Option<Vec<Typed>> = columns.into_iter().map(column).collect();
    let typed = typed?;
    let is_open = |typed: &Typed| matches!(typed.style, Evidence::Either(..));
    let is_turned =
        typed.iter().any(is_open) && table::rather_commas(&typed, &frame.assumed.delimiter);
    (!is_turned).then_some(typed)
}

fn column(column: DenseColumn) -> Option<Typed> {
    let name = column.name.clone();
    match column.into_cells() {
        Ok((levels, codes)) => coded(&name, &levels.into_texts(), codes),
        Err(plain) => numbers(plain),
    }
}

/// The type of the distinct texts is that of all cells.
fn coded(name: &str, levels: &[String], codes: Vec<u32>) -> Option<Typed> {
    // Texts of rows that were cut are no texts of the column.
    let n_levels = codes.iter().max().map_or(0, |code| *code as usize + 1);
    let levels = levels.get(..n_levels)?;
    let mut distinct = RawColumn::new(name);
    levels.iter().for_each(|level| distinct.push(level));
    let typed = infer::infer_distinct(&distinct, codes.len(), Marks::Common, StyleChoice::Open);
    if typed.misfit.is_some() {
        return None;
    }
    let bounds = match typed.bounds.is_empty() {
        true => Vec::new(),
        false => codes
            .iter()
            .map(|code| typed.bounds[*code as usize])
            .collect(),
    };
    let values = match typed.values {
        Values::Number(cells) => {
            let cells = codes.iter().filter_map(|code| cells.get(*code as usize));
            Values::Number(cells.collect())
        }
        Values::Time(cells) => {
            let cells = codes.iter().filter_map(|code| cells.get(*code as usize));
            Values::Time(cells.collect())
        }
        Values::Text {
            levels: texts,
            codes: by_level,
        } => {
            if NumberStyle::ALL
                .into_iter()
                .any(|style| may_be_numbers(levels, &codes, style))
            {
                return None;
            }
            let codes = match texts.len() == n_levels {
                true => Codes::of_parts(codes),
                false => {
                    let cells = codes.iter().map(|code| by_level.get(*code as usize));
                    cells.map(|c| c.unwrap_or(Err(Missing::Empty))).collect()
                }
            };
            Values::Text {
                levels: texts,
                codes,
            }
        }
    };
    Some(Typed {
        values,
        bounds,
        ..typed
    })
}

/// Whether some cells are no numbers, but so few that the column may be one of numbers.
fn may_be_numbers(levels: &[String], codes: &[u32], style: NumberStyle) -> bool {
    let is_number = |level: &&String| number::read(level, style).is_some();
    if !levels.iter().any(|level| is_number(&level)) {
        return false;
    }
    let mut n_rows = vec![0_usize; levels.len()];
    for code in codes {
        n_rows[*code as usize] += 1;
    }
    let (mut n_filled, mut n_odd) = (0, 0);
    for (level, n_rows) in levels.iter().zip(n_rows) {
        if Marks::Common.reason(level).is_some() {
            continue;
        }
        n_filled += n_rows;
        // A column that is text for sure needs no more looks.
        if n_odd * 10 <= codes.len() && !is_number(&level) {
            n_odd += n_rows;
        }
    }
    n_odd > 0 && n_odd * 10 <= n_filled
}

/// Plain numbers with missing cells between them.
fn numbers(mut plain: Plain) -> Option<Typed> {
    for (row, text) in &plain.odd {
        // As marks, `ODD` is a missing cell that is marked; see `data::Numbers`.
        if Marks::Common.reason(text)? == Missing::Empty {
            plain.marks[*row] = Plain::EMPTY;
        }
    }
    // The first cell with a decimal sign, and whether one of them leaves no doubt.
    let (mut doubt, mut is_sure) = (None, false);
    let (mut are_whole, mut least, mut largest) = (true, f64::INFINITY, f64::NEG_INFINITY);
    for (value, decimals) in plain.values.iter().zip(&plain.marks) {
        if *decimals >= Plain::ODD {
            continue;
        }
        are_whole &= *decimals == 0;
        (least, largest) = (least.min(*value), largest.max(*value));
        if *decimals > 0 && !is_sure {
            let is_open = *decimals == 3;
            let text = (is_open || doubt.is_none()).then(|| written(*value, *decimals));
            is_sure = !(is_open && text.as_deref().is_some_and(number::is_ambiguous));
            doubt = doubt.or(text);
        }
    }
    // Codes of villages; see `infer`.
    if are_whole && least >= 1e11 && largest < 1e12 {
        return None;
    }
    let style = match doubt {
        None => Evidence::None,
        Some(_) if is_sure => Evidence::Sure(NumberStyle::Point),
        Some(text) => Evidence::Either(NumberStyle::Point, text),
    };
    let cells = Numbers::of_parts(plain.values, plain.marks);
    Some(Typed {
        style,
        ..Typed::of(Values::Number(cells), None)
    })
}
