//! Input: the rows that a step is given, and what it may ask of their columns.

use super::cells::is_all_missing;
use crate::data::{Column, Table, Values};
use crate::spec::Filter;
use crate::transform::Roles;

/// Why a step cannot be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// No column has the name.
    UnknownField {
        /// The name.
        field: String,
        /// The names there are.
        available: Vec<String>,
    },
    /// No table has the name.
    UnknownTable {
        /// The name.
        table: String,
    },
    /// The column has other cells than the step needs.
    WrongType {
        /// The column's type: `number`, `time` or `text`.
        found: &'static str,
        /// The type that is needed.
        expected: &'static str,
    },
    /// The step would make too many cells of few.
    TooLarge {
        /// How many.
        n_cells: usize,
        /// How many may be.
        limit: usize,
    },
    /// The step is known and not computed yet.
    NotComputed,
}

/// A pointer from the step on, and what is wrong there.
pub(super) type Refusal = (String, Problem);

/// A step may make so many cells, whatever it was given.
const FREE_CELLS: usize = 1 << 23;

/// A larger table may have so many cells for each that was given.
const CELLS_PER_GIVEN: usize = 16;

/// The rows that a step is given.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) table: &'a Table,
    pub(super) rows: &'a [usize],
    /// Which columns of the first table play which role.
    pub(super) roles: &'a Roles,
}

impl<'a> Input<'a> {
    /// A column by its name, which stands at `path` in the step.
    pub(super) fn column(&self, name: &str, path: &str) -> Result<&'a Column, Refusal> {
        column_of(self.table, name, path)
    }

    /// A column of numbers; one without any value is one too.
    pub(super) fn numbers(&self, name: &str, path: &str) -> Result<&'a Column, Refusal> {
        let column = self.column(name, path)?;
        match column.values {
            Values::Number(_) => Ok(column),
            _ if is_all_missing(column) => Ok(column),
            _ => Err(wrong_type(column, "number", path)),
        }
    }

    /// The unit of a column's numbers: its own, else that which a column of units says in every
    /// row of the main column of values.
    pub(super) fn unit_of(&self, column: &Column) -> String {
        if !column.unit.is_empty() || !matches!(column.values, Values::Number(_)) {
            return column.unit.clone();
        }
        let named = |name: &Option<String>| name.as_deref().and_then(|n| self.table.column(n));
        if self.roles.value.as_deref() != Some(&column.name) {
            return String::new();
        }
        let Some(units) = named(&self.roles.unit) else {
            return String::new();
        };
        let first = self.rows.first().and_then(|row| units.text(*row));
        let is_one = self.rows.iter().all(|row| units.text(*row) == first);
        first.filter(|_| is_one).unwrap_or_default().to_owned()
    }

    /// Refuses far more cells than were given.
    pub(super) fn check_cells(&self, n_rows: usize, n_columns: usize) -> Result<(), Refusal> {
        let n_given = self.rows.len().saturating_mul(self.table.columns.len());
        let n_cells = n_rows.saturating_mul(n_columns);
        let limit = FREE_CELLS.max(n_given.saturating_mul(CELLS_PER_GIVEN));
        if n_cells <= limit {
            return Ok(());
        }
        Err((String::new(), Problem::TooLarge { n_cells, limit }))
    }

    /// Checks that a filter names columns.
    pub(super) fn check_filter(&self, filter: &Filter, path: &str) -> Result<(), Refusal> {
        let several = |name: &str, parts: &[Filter]| {
            let mut parts = parts.iter().enumerate();
            parts.try_for_each(|(idx, part)| {
                self.check_filter(part, &[path, "/", name, "/", &idx.to_string()].concat())
            })
        };
        match filter {
            Filter::And { and } => several("and", and),
            Filter::Or { or } => several("or", or),
            Filter::Not { not } => self.check_filter(not, &[path, "/not"].concat()),
            Filter::Field(predicate) => {
                let path = [path, "/field"].concat();
                self.column(&predicate.field, &path).map(|_| ())
            }
        }
    }
}

/// A column of any table by its name.
pub(super) fn column_of<'a>(
    table: &'a Table,
    name: &str,
    path: &str,
) -> Result<&'a Column, Refusal> {
    table.column(name).ok_or_else(|| {
        let problem = Problem::UnknownField {
            field: name.to_owned(),
            available: table.columns.iter().map(|c| c.name.clone()).collect(),
        };
        (path.to_owned(), problem)
    })
}

/// Says that a column has other cells than the step needs.
pub(super) fn wrong_type(column: &Column, expected: &'static str, path: &str) -> Refusal {
    let found = column.kind();
    (path.to_owned(), Problem::WrongType { found, expected })
}
