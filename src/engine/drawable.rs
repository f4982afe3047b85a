//! A chart's data: its table after the steps of its spec, checked when a document opens and made
//! when the chart is first drawn.

use std::cell::OnceCell;

use crate::data::Table;
use crate::diag::{Code, Diagnostic, Place};
use crate::spec::{Expanded, Spec, Transform, check_fields, expand, scales_without_effect};
use crate::transform::{Problem, Refused, Roles, Stepped, apply};

/// What a cell takes in memory, for messages.
const BYTES_PER_CELL: usize = 16;

/// A checked spec with its table, and what its steps make of it.
pub(super) struct Drawable {
    /// The grammar, its encoding's shorthand written as steps.
    pub(super) spec: Spec,
    /// The index of the table.
    pub(super) table_idx: usize,
    order: Vec<String>,
    /// Made once it is drawn: a long table's rows are found in milliseconds, which several
    /// charts should not spend at one time.
    stepped: OnceCell<Result<Stepped, Diagnostic>>,
}

impl Drawable {
    /// Checks a spec against its table. The problems behind the first are left in `problems`.
    ///
    /// The steps are tried on the table without its rows, which gives all columns but those that
    /// `pivot` names by cells; then the whole table is taken.
    pub(super) fn checked(
        spec: &Spec,
        table_idx: usize,
        tables: &[Table],
        roles: &Roles,
        at: &Place,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Drawable, Diagnostic> {
        let table = &tables[table_idx];
        let pivots = |step: &Transform| matches!(step, Transform::Pivot(_));
        let tried = if spec.transform.iter().any(pivots) {
            apply(table, roles, &spec.transform, &|name| find(tables, name))
        } else {
            let empty = table.take(&[]);
            apply(&empty, roles, &spec.transform, &|name| find(tables, name))
        };
        let tried = tried.map_err(|refused| diagnostic(&refused, tables, at))?;
        let mut found = check_fields(spec, tried.table(table), at);
        if !found.is_empty() {
            let first = found.remove(0);
            problems.extend(found);
            return Err(first);
        }
        problems.extend(scales_without_effect(spec, tried.table(table), at));
        let Expanded { spec, order } = expand(spec);
        Ok(Drawable {
            spec,
            table_idx,
            order,
            stepped: OnceCell::new(),
        })
    }

    /// The rows to draw, of the table that was made of that of the spec.
    pub(super) fn stepped(
        &self,
        tables: &[Table],
        roles: &dyn Fn(&Table) -> Roles,
        at: &Place,
    ) -> Result<&Stepped, Diagnostic> {
        let made = self.stepped.get_or_init(|| {
            let table = &tables[self.table_idx];
            let steps = &self.spec.transform;
            let made = apply(table, &roles(table), steps, &|name| find(tables, name));
            let mut made = made.map_err(|refused| diagnostic(&refused, tables, at))?;
            made.put_in_order(table, &self.order);
            Ok(made)
        });
        made.as_ref().map_err(Clone::clone)
    }

    /// The table that is drawn; that of the spec before it was drawn first.
    pub(super) fn table<'a>(&'a self, tables: &'a [Table]) -> &'a Table {
        let table = &tables[self.table_idx];
        match self.stepped.get() {
            Some(Ok(stepped)) => stepped.table(table),
            _ => table,
        }
    }
}

fn find<'a>(tables: &'a [Table], name: &str) -> Option<&'a Table> {
    tables.iter().find(|table| table.name == name)
}

/// Why a step cannot be done, by its path in the spec.
fn diagnostic(refused: &Refused, tables: &[Table], at: &Place) -> Diagnostic {
    let base = at.path.clone().unwrap_or_default();
    let pointer = format!("{base}/transform/{}{}", refused.step, refused.path);
    let unsupported = |found: &str, expected: &str| Code::Unsupported {
        found: found.to_owned(),
        expected: expected.to_owned(),
    };
    let code = match &refused.problem {
        Problem::UnknownField { field, available } => Code::UnknownField {
            field: field.clone(),
            available: available.clone(),
        },
        Problem::UnknownTable { table } => Code::UnknownTable {
            table: table.clone(),
            available: tables.iter().map(|table| table.name.clone()).collect(),
        },
        Problem::WrongType { found, expected } => unsupported(found, expected),
        Problem::TooLarge { n_cells, limit } => Code::TooLarge {
            n_bytes: n_cells.saturating_mul(BYTES_PER_CELL),
            limit: limit.saturating_mul(BYTES_PER_CELL),
        },
        Problem::NotComputed => unsupported("transform", Transform::NAMES),
    };
    Diagnostic::error(at.clone().path(&pointer), code)
}
