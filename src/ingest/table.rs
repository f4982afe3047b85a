//! Tables from columns of text: each column is typed, and what did not fit is told once.

use super::column::Misfit;
use super::missing::Marks;
use super::raw::{RawColumn, RawTable};
use super::{infer, schema::Schema};
use crate::data::{Column, Table, Values};
use crate::diag::{Code, Diagnostic, Place};

/// A table whose types follow from its cells.
pub(super) fn by_content(
    raw: &RawTable,
    name: &str,
    file: &str,
    warnings: &mut Vec<Diagnostic>,
) -> Table {
    build(raw, name, file, warnings, &|column| {
        let (values, misfit) = infer::infer(column, Marks::Common);
        (values, misfit, Vec::new())
    })
}

/// A table whose types are declared; columns without a declaration are typed by content.
pub(super) fn by_schema(
    raw: &RawTable,
    schema: &Schema,
    name: &str,
    file: &str,
    warnings: &mut Vec<Diagnostic>,
) -> Table {
    build(raw, name, file, warnings, &|column| {
        let (values, misfit) = schema.read(column);
        (values, misfit, schema.titles(&column.name))
    })
}

/// Values, what did not fit, and titles by language.
type Typed = (Values, Option<Misfit>, Vec<(String, String)>);

fn build(
    raw: &RawTable,
    name: &str,
    file: &str,
    warnings: &mut Vec<Diagnostic>,
    typed: &dyn Fn(&RawColumn) -> Typed,
) -> Table {
    let mut columns = Vec::with_capacity(raw.columns.len());
    for column in &raw.columns {
        let (values, misfit, titles) = typed(column);
        if let Some(misfit) = misfit {
            let place = Place::file(file)
                .row(raw.file_row(misfit.row_idx))
                .column(&column.name);
            let code = Code::NotOfType {
                expected: misfit.expected.to_owned(),
                found: misfit.found,
                n_cells: misfit.n_cells,
            };
            warnings.push(Diagnostic::warning(place, code));
        }
        columns.push(Column {
            name: column.name.clone(),
            titles,
            values,
        });
    }
    Table {
        name: name.to_owned(),
        file: file.to_owned(),
        n_rows: raw.n_rows,
        columns,
    }
}
