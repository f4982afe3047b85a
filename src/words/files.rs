//! The words about a file that was opened: how it was read, and what can be changed.

use super::{en, zh};
use crate::data::{Lang, Layout, Role};

/// How a file was read, in words.
pub struct FileWords {
    /// Opens the panel.
    pub panel: &'static str,
    /// The encoding of a text.
    pub encoding: &'static str,
    /// What stands between cells.
    pub delimiter: &'static str,
    /// How many rows name the columns.
    pub header_rows: &'static str,
    /// How numbers are written.
    pub number_style: &'static str,
    /// How the figures are laid out.
    pub layout: &'static str,
    /// The option that leaves it to Furrow, with what it found; empty where it was not asked.
    pub as_found: fn(found: &str) -> String,
    /// A delimiter by its sign.
    pub sign: fn(sign: &str) -> String,
    /// A layout in a few words.
    pub layout_name: fn(layout: Layout) -> &'static str,
    /// The heads of the table of columns: name, type, role, unit, range, missing, spread.
    pub heads: [&'static str; 7],
    /// The types: number, time, text.
    pub kinds: [&'static str; 3],
    /// A role in a word; `None` for a column without one.
    pub role_name: fn(role: Option<Role>) -> &'static str,
    /// From the least to the largest.
    pub from_to: fn(least: &str, largest: &str) -> String,
    /// How many different texts there are.
    pub n_texts: fn(n: usize) -> String,
}

/// The words of a language.
#[must_use]
pub fn files(lang: Lang) -> &'static FileWords {
    match lang {
        Lang::En => &en::files::FILES,
        Lang::Zh => &zh::files::FILES,
    }
}
