//! Every word that a reader sees, one folder a language.

mod derive;
pub mod diagnostics;
mod en;
mod figures;
mod files;
mod grid;
mod interface;
mod sides;
mod zh;

pub use derive::{DeriveWords, derive_words};
pub use figures::{Cited, FigureWords, Named, SentenceWords, TableHeads, figures, sentences};
pub use files::{FileWords, files};
pub use grid::{GridWords, Sorted, grid};
pub use interface::{Interface, interface};
pub use sides::{SideSaid, SideWords, side_words};
