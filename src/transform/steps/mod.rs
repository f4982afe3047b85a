//! Steps: what a spec's `transform` makes of a table, in order, one file a family.
//!
//! Results are Vega's: the order of groups, what is skipped, what a name defaults to. Beside them
//! a column keeps what it says of itself: its unit where the figures are still measured in it,
//! and no more decimals than its cells have.

mod aggregate;
mod bin;
mod cells;
mod figure;
mod groups;
mod input;
mod reshape;
mod time_unit;
mod window;

use super::Roles;
use super::filter::{keep, rows_that_fit};
use crate::data::{Column, Table};
use crate::spec::{Order, Transform};
pub use input::Problem;
use input::{Input, Refusal};

/// What steps have made of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Stepped {
    /// The new table; `None` where rows were only left out.
    pub table: Option<Table>,
    /// The rows that are left, of the new table or of the one before.
    pub rows: Vec<usize>,
}

impl Stepped {
    /// The table that the rows are of, which is `source` where none was made.
    #[must_use]
    pub fn table<'a>(&'a self, source: &'a Table) -> &'a Table {
        self.table.as_ref().unwrap_or(source)
    }

    /// Puts the rows in the order of these columns, the least cells first; equal ones stay.
    pub fn put_in_order(&mut self, source: &Table, by: &[String]) {
        let table = self.table.as_ref().unwrap_or(source);
        let columns = by.iter().filter_map(|name| table.column(name));
        let by: Vec<(&Column, Order)> = columns.map(|c| (c, Order::Ascending)).collect();
        if !by.is_empty() {
            crate::data::sort(&mut self.rows, &|a, b| cells::compare_by(&by, *a, *b));
        }
    }
}

/// Why a step cannot be done.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The step's place in the list.
    pub step: usize,
    /// A JSON pointer from the step on, such as `/groupby/0`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// What one step makes.
enum Outcome {
    /// These rows are left.
    Rows(Vec<usize>),
    /// Columns beside the others, or in their place; a cell for each row that is left.
    Columns(Vec<Column>),
    /// Other rows, so many of them, in other columns.
    Table(Vec<Column>, usize),
}

/// Does the steps on a table. `roles` says which of its columns has the unit of which; `others`
/// finds the tables to look things up in.
///
/// Filters and samples copy nothing; the first other step makes a table of the rows left then.
///
/// # Errors
/// The first step that names a column or table that is not there, needs numbers or times where
/// there is text, or would make far more cells than it was given.
pub fn apply<'a>(
    table: &Table,
    roles: &Roles,
    steps: &[Transform],
    others: &dyn Fn(&str) -> Option<&'a Table>,
) -> Result<Stepped, Refused> {
    let mut made: Option<Table> = None;
    let mut rows: Vec<usize> = (0..table.n_rows).collect();
    for (idx, step) in steps.iter().enumerate() {
        let refused = |(path, problem): Refusal| Refused {
            step: idx,
            path,
            problem,
        };
        let now = made.as_ref().unwrap_or(table);
        let input = Input {
            table: now,
            rows: &rows,
            roles,
        };
        match outcome(&input, step, others).map_err(refused)? {
            Outcome::Rows(left) => rows = left,
            Outcome::Columns(columns) => {
                let mut next = match made.take() {
                    Some(made) if rows.len() == made.n_rows => made,
                    Some(made) => made.take(&rows),
                    None => table.take(&rows),
                };
                for column in columns {
                    match next.columns.iter_mut().find(|c| c.name == column.name) {
                        Some(old) => *old = column,
                        None => next.columns.push(column),
                    }
                }
                rows = (0..next.n_rows).collect();
                made = Some(next);
            }
            Outcome::Table(columns, n_rows) => {
                let next = Table::new(&table.name, &table.file, n_rows, once_each(columns));
                rows = (0..n_rows).collect();
                made = Some(next);
            }
        }
    }
    Ok(Stepped { table: made, rows })
}

/// Of columns with one name the last stays, in the first one's place.
fn once_each(columns: Vec<Column>) -> Vec<Column> {
    let mut out: Vec<Column> = Vec::new();
    for column in columns {
        match out.iter_mut().find(|c| c.name == column.name) {
            Some(old) => *old = column,
            None => out.push(column),
        }
    }
    out
}

fn outcome<'a>(
    input: &Input<'_>,
    step: &Transform,
    _others: &dyn Fn(&str) -> Option<&'a Table>,
) -> Result<Outcome, Refusal> {
    match step {
        Transform::Filter { filter } => {
            input.check_filter(filter, "/filter")?;
            if input.rows.len() == input.table.n_rows {
                return Ok(Outcome::Rows(rows_that_fit(input.table, filter)));
            }
            let mut rows = input.rows.to_vec();
            keep(input.table, &mut rows, filter);
            Ok(Outcome::Rows(rows))
        }
        Transform::Aggregate(step) => aggregate::aggregate(input, step),
        Transform::JoinAggregate(step) => aggregate::join_aggregate(input, step),
        Transform::Window(step) => window::window(input, step),
        Transform::Fold(step) => reshape::fold(input, step),
        Transform::Pivot(step) => reshape::pivot(input, step),
        Transform::Bin(step) => bin::bin(input, step),
        Transform::TimeUnit(step) => time_unit::time_unit(input, step),
        _ => Err((String::new(), Problem::NotComputed)),
    }
}
