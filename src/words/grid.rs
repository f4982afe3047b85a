//! The words around a table whose rows can be searched, filtered and sorted.

use super::{en, zh};
use crate::data::Lang;

/// The words around the rows of a table.
pub struct GridWords {
    /// What the table is called, by its name.
    pub rows_of: fn(name: &str) -> String,
    /// Looks in all columns.
    pub search: &'static str,
    /// Opens a field for each column, with the number of those in use.
    pub filters: fn(n_used: usize) -> String,
    /// What a column's field is called.
    pub filter: fn(column: &str) -> String,
    /// What can be written in a field for text, numbers and times, in short.
    pub examples: [&'static str; 3],
    /// What can be written, in full.
    pub help: &'static str,
    /// Said of a column of numbers when its filter means nothing.
    pub not_a_number: &'static str,
    /// Said of a column of times when its filter means nothing.
    pub not_a_time: &'static str,
    /// Takes search, filters and order away.
    pub clear: &'static str,
    /// How many rows fit of how many.
    pub found: fn(n_found: usize, n_all: usize) -> String,
    /// By which column the rows are sorted, which way, and what its cells are.
    pub sorted: fn(column: &str, way: Sorted) -> String,
    /// No row fits.
    pub nothing: &'static str,
    /// The head above the rows' numbers in the file.
    pub row: &'static str,
    /// How the keyboard moves in the table.
    pub keys: &'static str,
    /// Only so many of the columns are shown.
    pub columns_shown: fn(n_shown: usize, n_all: usize) -> String,
}

/// How rows are sorted, by the cells of the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sorted {
    /// Text from A to Z.
    FromA,
    /// Text from Z to A.
    FromZ,
    /// The smallest number first.
    Smallest,
    /// The largest number first.
    Largest,
    /// The earliest time first.
    Earliest,
    /// The latest time first.
    Latest,
}

/// The words of a language.
#[must_use]
pub fn grid(lang: Lang) -> &'static GridWords {
    match lang {
        Lang::En => &en::grid::GRID,
        Lang::Zh => &zh::grid::GRID,
    }
}
