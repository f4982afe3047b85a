//! Belonging: which diagnostic is about which table.

use crate::data::Table;
use crate::diag::Diagnostic;

/// The diagnostics of each table: by file and column, what fits none with the first table.
#[must_use]
pub fn by_table<'a>(tables: &[Table], diagnostics: &'a [Diagnostic]) -> Vec<Vec<&'a Diagnostic>> {
    let mut out = vec![Vec::new(); tables.len()];
    for diagnostic in diagnostics {
        let place = &diagnostic.place;
        let is_of_file = |table: &Table| table.file.split(" + ").any(|file| file == place.file);
        let has_column = |table: &Table| {
            let name = place.column.as_deref();
            name.is_some_and(|name| table.column(name).is_some())
        };
        let idx = tables
            .iter()
            .position(|table| is_of_file(table) && has_column(table))
            .or_else(|| tables.iter().position(is_of_file));
        if let Some(found) = out.get_mut(idx.unwrap_or(0)) {
            found.push(diagnostic);
        }
    }
    out
}
