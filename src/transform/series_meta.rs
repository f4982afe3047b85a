//! What each series says of itself: definition, measure, target, and what may be computed.

use std::collections::BTreeMap;

use crate::data::Table;
use crate::spec::TableMap;

/// What a series says of itself. Empty where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesMeta {
    /// stock, flow, share, growth, target …
    pub measure: String,
    /// Series of one key mean the same thing.
    pub definition: String,
    /// The series of the total that it is a part of.
    pub part_of: String,
    /// The series of growth rates that the publisher states.
    pub stated_growth: String,
    /// `levels_only` where nothing may be computed from the levels.
    pub compute: String,
    /// The series of results that a target is about.
    pub target_of: String,
}

/// The series of a package, by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesBook(BTreeMap<String, SeriesMeta>);

impl SeriesBook {
    /// Reads a table of series; its columns are named by the map or by the sample's names.
    #[must_use]
    pub fn of(table: &Table, map: Option<&TableMap>) -> SeriesBook {
        let column = |role: &str, default: &str| {
            let name = map
                .and_then(|m| m.roles.get(role))
                .map_or(default, String::as_str);
            table.column(name)
        };
        let text = |role: &str, default: &str, row: usize| {
            column(role, default)
                .map(|c| c.display(row))
                .unwrap_or_default()
        };
        let mut book = BTreeMap::new();
        for row in 0..table.n_rows {
            let key = text("series", "series_id", row);
            if key.is_empty() {
                continue;
            }
            let meta = SeriesMeta {
                measure: text("measure", "measure", row),
                definition: text("definition", "definition", row),
                part_of: text("part_of", "part_of", row),
                stated_growth: text("stated_growth", "stated_growth", row),
                compute: text("compute", "compute", row),
                target_of: text("target_of", "target_of", row),
            };
            book.insert(key, meta);
        }
        SeriesBook(book)
    }

    /// What the series says, if it is known.
    #[must_use]
    pub fn get(&self, series: &str) -> Option<&SeriesMeta> {
        self.0.get(series)
    }
}
