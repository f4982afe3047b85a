//! Cells of any type: compared, gathered into new columns, and their decimals.

use std::cmp::Ordering;

use crate::data::{
    Codes, Column, Missing, Number, NumberCell, Numbers, Period, Table, Times, Values,
};
use crate::spec::{Order, SortBy};

/// A cell that is not there.
pub(super) const EMPTY: NumberCell = NumberCell::missing(Missing::Empty);

/// Whether a column has no text at all: where no cell has a value its type is not known.
pub(super) fn is_all_missing(column: &Column) -> bool {
    matches!(&column.values, Values::Text { levels, .. } if levels.is_empty())
}

/// The key of all missing cells: as in Vega they are one group.
const MISSING: u64 = u64::MAX;

/// Equal for equal cells of one column.
pub(super) fn key(column: &Column, row: usize) -> u64 {
    let known = match &column.values {
        // Zero has two signs.
        Values::Number(_) => column.number(row).map(|n| (n.value + 0.0).to_bits()),
        Values::Time(_) => column
            .period(row)
            .map(|p| (u64::from(p.start_day as u32) << 8) | p.grain as u64),
        Values::Text { codes, .. } => codes.get(row).and_then(Result::ok).map(u64::from),
    };
    known.unwrap_or(MISSING)
}

/// How two cells of a column stand to each other; as in Vega missing ones come first.
pub(super) fn compare(column: &Column, a: usize, b: usize) -> Ordering {
    match &column.values {
        Values::Number(_) => {
            let value = |row: usize| column.number(row).map(|n| n.value);
            value(a).partial_cmp(&value(b)).unwrap_or(Ordering::Equal)
        }
        Values::Time(_) => column.period(a).cmp(&column.period(b)),
        Values::Text { .. } => column.text(a).cmp(&column.text(b)),
    }
}

/// How two rows stand to each other by several columns.
pub(super) fn compare_by(by: &[(&Column, Order)], a: usize, b: usize) -> Ordering {
    for (column, order) in by {
        let found = match order {
            Order::Ascending => compare(column, a, b),
            Order::Descending => compare(column, b, a),
        };
        if found != Ordering::Equal {
            return found;
        }
    }
    Ordering::Equal
}

/// The columns of a step's `sort`.
pub(super) fn sort_columns<'a>(
    input: &super::Input<'a>,
    sort: &[SortBy],
) -> Result<Vec<(&'a Column, Order)>, super::Refusal> {
    let mut out = Vec::new();
    for (idx, by) in sort.iter().enumerate() {
        let path = ["/sort/", &idx.to_string(), "/field"].concat();
        let order = by.order.unwrap_or(Order::Ascending);
        out.push((input.column(&by.field, &path)?, order));
    }
    Ok(out)
}

/// A column of the cells of these rows, with all that it says of itself; `None` is missing.
pub(super) fn gather(column: &Column, rows: &mut dyn Iterator<Item = Option<usize>>) -> Column {
    let empty = Missing::Empty;
    let values = match &column.values {
        Values::Number(cells) => {
            let mut out = Numbers::default();
            rows.for_each(|row| out.push(row.and_then(|row| cells.get(row)).unwrap_or(EMPTY)));
            Values::Number(out)
        }
        Values::Time(cells) => {
            let mut out = Times::default();
            rows.for_each(|row| out.push(row.and_then(|row| cells.get(row)).unwrap_or(Err(empty))));
            Values::Time(out)
        }
        Values::Text { levels, codes } => {
            let mut out = Codes::default();
            let cells = rows.map(|row| row.and_then(|row| codes.get(row)).unwrap_or(Err(empty)));
            out.extend(cells);
            Values::Text {
                levels: levels.clone(),
                codes: out,
            }
        }
    };
    Column {
        name: column.name.clone(),
        titles: column.titles.clone(),
        values,
        role: column.role,
        unit: column.unit.clone(),
    }
}

/// The same cells under another name; a title of the old name would say something else.
pub(super) fn named(mut column: Column, name: &str) -> Column {
    if column.name != name {
        column.name = name.to_owned();
        column.titles = Vec::new();
        column.role = None;
    }
    column
}

/// A column of numbers.
pub(super) fn number_column(name: &str, numbers: Numbers, unit: &str) -> Column {
    let mut column = Column::new(name, Values::Number(numbers));
    column.unit = unit.to_owned();
    column
}

/// A column of texts, missing where there is none.
pub(super) fn text_column(name: &str, texts: &[Option<String>]) -> Column {
    let mut known = std::collections::BTreeMap::new();
    let mut levels: Vec<String> = Vec::new();
    let mut codes = Codes::default();
    codes.extend(texts.iter().map(|text| {
        let text = text.as_ref().ok_or(Missing::Empty)?;
        Ok(*known.entry(text.clone()).or_insert_with(|| {
            levels.push(text.clone());
            levels.len() as u32 - 1
        }))
    }));
    Column::new(name, Values::Text { levels, codes })
}

/// A column of times.
pub(super) fn time_column(name: &str, times: &mut dyn Iterator<Item = Option<Period>>) -> Column {
    let mut out = Times::default();
    times.for_each(|time| out.push(time.ok_or(Missing::Empty)));
    Column::new(name, Values::Time(out))
}

/// A computed number that is shown with the least decimals that hold it, from `least` to `most`;
/// what is no number is missing.
pub(super) fn computed(value: f64, least: u8, most: u8) -> NumberCell {
    if !value.is_finite() {
        return EMPTY;
    }
    let mut decimals = least;
    let mut scaled = value * ten_to(least);
    while decimals < most && (scaled - libm::round(scaled)).abs() > 1e-9 * scaled.abs().max(1.0) {
        decimals += 1;
        scaled = value * ten_to(decimals);
    }
    NumberCell::present(Number { value, decimals })
}

fn ten_to(decimals: u8) -> f64 {
    (0..decimals).fold(1.0, |power, _| power * 10.0)
}

/// Several columns of one table at the same rows.
pub(super) fn gather_all(table: &Table, names: &[String], rows: &[usize]) -> Vec<Column> {
    let columns = names.iter().filter_map(|name| table.column(name));
    let mut out = Vec::new();
    for column in columns {
        out.push(gather(column, &mut rows.iter().map(|row| Some(*row))));
    }
    out
}
