//! Names of columns: from a header row, made up where there is none, unique in the end.

use super::dictionary::Dictionary;
use super::raw::RawColumn;
use crate::diag::{Code, Diagnostic, Place};

/// No table has more columns than this; further ones are left out with a warning.
pub(super) const MAX_COLUMNS: usize = 10_000;

/// Gives out names that do not repeat.
#[derive(Default)]
pub(super) struct Names {
    taken: Dictionary,
    /// For each name of `taken`: the number to try next for a repeated one.
    next: Vec<usize>,
}

impl Names {
    /// The name itself, or with the first of `_2`, `_3`, … that is free.
    pub(super) fn unique(&mut self, name: &str) -> String {
        if self.take(name) {
            return name.to_owned();
        }
        let idx = self.taken.number(name) as usize;
        loop {
            let candidate = format!("{name}_{}", self.next[idx]);
            self.next[idx] += 1;
            if self.take(&candidate) {
                return candidate;
            }
        }
    }

    /// Takes a name; says whether it was free.
    fn take(&mut self, name: &str) -> bool {
        let is_free = self.taken.find(name).is_none();
        if is_free {
            self.taken.number(name);
            self.next.push(2);
        }
        is_free
    }
}

/// Columns named by a header row, with blanks and line breaks in names evened out.
///
/// Repeated names become unique here; empty ones wait for `finish`, which knows the cells.
pub(super) fn columns(
    cells: &mut dyn Iterator<Item = &str>,
    place: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Vec<RawColumn> {
    let plain: Vec<String> = cells
        .take(MAX_COLUMNS)
        .map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    let mut names = Names::default();
    let is_first: Vec<bool> = plain.iter().map(|name| names.take(name)).collect();
    let mut columns = Vec::new();
    for (name, is_first) in plain.iter().zip(is_first) {
        if name.is_empty() || is_first {
            columns.push(RawColumn::new(name));
            continue;
        }
        let new = names.unique(name);
        tell_renamed(&new, &place.clone().column(name), warnings);
        columns.push(RawColumn::new(&new));
    }
    columns
}

/// Columns without names: `column_1`, `column_2`, …
pub(super) fn numbered(n_columns: usize) -> Vec<RawColumn> {
    (1..=n_columns.min(MAX_COLUMNS))
        .map(|number| RawColumn::new(&numbered_name(number)))
        .collect()
}

/// Drops nameless columns without cells at the end and names the other nameless ones.
pub(super) fn finish(columns: &mut Vec<RawColumn>, place: &Place, warnings: &mut Vec<Diagnostic>) {
    while let [_, .., last] = columns.as_slice() {
        if !last.name.is_empty() || !last.is_blank() {
            break;
        }
        columns.pop();
    }
    let mut names = Names::default();
    for column in columns.iter() {
        names.take(&column.name);
    }
    for (idx, column) in columns.iter_mut().enumerate() {
        if column.name.is_empty() {
            column.name = names.unique(&numbered_name(idx + 1));
            tell_renamed(&column.name, place, warnings);
        }
    }
}

/// Says that columns past the limit were left out.
pub(super) fn note_dropped(n_columns: usize, place: &Place, warnings: &mut Vec<Diagnostic>) {
    if n_columns > MAX_COLUMNS {
        let code = Code::Unsupported {
            found: format!("{n_columns} columns"),
            expected: format!("{MAX_COLUMNS} columns"),
        };
        warnings.push(Diagnostic::warning(place.clone(), code));
    }
}

fn numbered_name(number: usize) -> String {
    format!("column_{number}")
}

fn tell_renamed(name: &str, place: &Place, warnings: &mut Vec<Diagnostic>) {
    let code = Code::HeaderRenamed {
        name: name.to_owned(),
    };
    warnings.push(Diagnostic::warning(place.clone(), code));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_get_the_first_free_number() {
        let mut names = Names::default();
        let given = ["a", "a_2", "a", "a", "b"].map(|name| names.unique(name));
        assert_eq!(given, ["a", "a_2", "a_3", "a_4", "b"]);
    }
}
