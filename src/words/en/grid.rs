//! The words around the rows of a table in English.

use crate::data::grouped;
use crate::words::{GridWords, Sorted};

pub(crate) const GRID: GridWords = GridWords {
    rows_of: |name| format!("Rows of {name}"),
    search: "Search all columns",
    filters: |n_used| match n_used {
        0 => "Filter".to_owned(),
        n => format!("Filter ({n})"),
    },
    filter: |column| format!("Filter {column}"),
    examples: ["contains", ">100 or 5..9", "2015..2020"],
    help: "Numbers: >100, <=5, 10..20. Times: 2019, >2015-06, 2015..2020. Text: a part of it, or \
           =all of it. A lone = finds empty cells, != the others",
    not_a_number: "Not a number: try >100, 10..20 or =5",
    not_a_time: "Not a time: try 2019, >2015-06 or 2015..2020",
    clear: "Clear",
    found: |n_found, n_all| match (n_found, n_all) {
        (1, 1) => "1 row".to_owned(),
        (found, all) if found == all => format!("{} rows", grouped(all as f64, 0)),
        (found, all) => {
            let (found, all) = (grouped(found as f64, 0), grouped(all as f64, 0));
            format!("{found} of {all} rows")
        }
    },
    sorted: |column, way| {
        let way = match way {
            Sorted::FromA => "A to Z",
            Sorted::FromZ => "Z to A",
            Sorted::Smallest => "smallest first",
            Sorted::Largest => "largest first",
            Sorted::Earliest => "earliest first",
            Sorted::Latest => "latest first",
        };
        format!("by {column}, {way}")
    },
    nothing: "No row fits",
    row: "Row",
    keys: "The arrow keys move from cell to cell; Enter on a column’s head sorts by it",
    columns_shown: |n_shown, n_all| format!("first {n_shown} of {n_all} columns"),
};
