//! Fold and pivot: columns become rows, and rows columns.

use super::cells::{gather, gather_all, is_all_missing, number_column, text_column, time_column};
use super::figure::Figure;
use super::groups::Groups;
use super::{Input, Outcome, Refusal};
use crate::data::{Column, Number, NumberCell, Numbers, Values, machine};
use crate::spec::{AggregateOp, Fold, Pivot};

/// A row for each row and column: the columns' names are keys, their cells values.
pub(super) fn fold(input: &Input<'_>, step: &Fold) -> Result<Outcome, Refusal> {
    let mut folded = Vec::new();
    for (idx, name) in step.fold.iter().enumerate() {
        folded.push(input.column(name, &["/fold/", &idx.to_string()].concat())?);
    }
    let (n_folded, n_given) = (folded.len(), input.rows.len());
    let n_rows = n_given.saturating_mul(n_folded);
    input.check_cells(n_rows, input.table.columns.len() + 2)?;
    let mut columns = Vec::new();
    for column in &input.table.columns {
        let each = input.rows.iter();
        let mut rows = each.flat_map(|row| std::iter::repeat_n(Some(*row), n_folded));
        columns.push(gather(column, &mut rows));
    }
    let [key, value] = match &step.name_as {
        Some(names) => names.clone(),
        None => ["key", "value"].map(str::to_owned),
    };
    let names: Vec<Option<String>> = (0..n_rows)
        .map(|place| Some(step.fold[place % n_folded].clone()))
        .collect();
    columns.push(text_column(&key, &names));
    columns.push(merged(input, &folded, &value));
    Ok(Outcome::Table(columns, n_rows))
}

/// The cells of several columns, row by row. Of several types all become text.
fn merged(input: &Input<'_>, columns: &[&Column], name: &str) -> Column {
    let mut known = columns.iter().filter(|column| !is_all_missing(column));
    let kind = known.next().map_or("text", |column| column.kind());
    let is_one_kind = known.all(|column| column.kind() == kind);
    let each = input.rows.iter();
    let mut cells = each.flat_map(|row| columns.iter().map(|column| (*column, *row)));
    match kind {
        "number" if is_one_kind => {
            let mut numbers = Numbers::default();
            cells.for_each(|(column, row)| {
                let number = column.number(row).map(NumberCell::present);
                numbers.push(number.unwrap_or(super::cells::EMPTY));
            });
            let units: Vec<String> = columns.iter().map(|c| input.unit_of(c)).collect();
            let unit = units
                .first()
                .filter(|first| units.iter().all(|u| u == *first));
            number_column(name, numbers, unit.map_or("", String::as_str))
        }
        "time" if is_one_kind => time_column(name, &mut cells.map(|(c, row)| c.period(row))),
        _ => {
            let text = |(column, row): (&Column, usize)| {
                let text = column.display(row);
                column.has_value(row).then_some(text)
            };
            let texts: Vec<Option<String>> = cells.by_ref().map(text).collect();
            text_column(name, &texts)
        }
    }
}

/// A column for each distinct cell of a column, from the least to the largest.
pub(super) fn pivot(input: &Input<'_>, step: &Pivot) -> Result<Outcome, Refusal> {
    let by = input.column(&step.pivot, "/pivot")?;
    input.column(&step.value, "/value")?;
    let op = step.op.unwrap_or(AggregateOp::Sum);
    let figure = Figure::of(input, op, Some(&step.value), "")
        .map_err(|(_, problem)| ("/value".to_owned(), problem))?;
    let groups = Groups::by(input, &step.groupby)?;
    let mut keys = Groups::by(input, &[])?;
    keys.split(input, by);
    let limit = match step.limit {
        None | Some(0) => keys.first.len(),
        Some(limit) => keys.first.len().min(limit as usize),
    };
    input.check_cells(groups.first.len(), step.groupby.len() + limit)?;
    let mut pairs = Groups::by(input, &step.groupby)?;
    pairs.split(input, by);
    let figures = figure.of_groups(input, &pairs, "");
    let mut filled: Vec<Vec<(u32, usize)>> = vec![Vec::new(); keys.first.len()];
    let mut is_known = vec![false; pairs.first.len()];
    for (place, pair) in pairs.of.iter().enumerate() {
        let pair = *pair as usize;
        if !std::mem::replace(&mut is_known[pair], true) {
            filled[keys.of[place] as usize].push((groups.of[place], pair));
        }
    }
    let order = crate::data::order(keys.first.len(), &|a, b| {
        super::cells::compare(by, keys.first[a], keys.first[b])
    });
    let mut columns = gather_all(input.table, &step.groupby, &groups.first);
    for key in order.into_iter().take(limit) {
        let mut cells = vec![None; groups.first.len()];
        for (group, pair) in &filled[key] {
            cells[*group as usize] = Some(*pair);
        }
        let mut column = gather(&figures, &mut cells.into_iter());
        column.name = key_name(by, keys.first[key]);
        zero_where_nothing_is_counted(op, &mut column);
        columns.push(column);
    }
    Ok(Outcome::Table(columns, groups.first.len()))
}

/// The name that a cell gives to a column; a missing one is `null`, as in Vega.
fn key_name(column: &Column, row: usize) -> String {
    if !column.has_value(row) {
        return "null".to_owned();
    }
    match column.number(row) {
        Some(number) => machine(number.value),
        None => column.display(row),
    }
}

fn zero_where_nothing_is_counted(op: AggregateOp, column: &mut Column) {
    let counts = matches!(
        op,
        AggregateOp::Count | AggregateOp::Valid | AggregateOp::Missing
    );
    if let Values::Number(numbers) = &mut column.values
        && counts
    {
        let zero = Number {
            value: 0.0,
            decimals: 0,
        };
        numbers.change(&mut |_, cell| NumberCell::present(cell.number().unwrap_or(zero)));
    }
}
