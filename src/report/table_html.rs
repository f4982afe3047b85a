//! A table of text as HTML, in the order of the data or in one that a reader asks for.

use std::cmp::Ordering;

use super::figure_html::element;
use super::markdown::push_escaped;
use super::{StaticWords, TextTable};
use crate::data::order;

/// The column whose cells put the rows in order, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorting {
    /// The column.
    pub column: usize,
    /// Whether the largest comes first.
    pub is_descending: bool,
}

impl Sorting {
    /// What a press on a head asks for: first the largest number or the first text, then the
    /// other way round, then the order of the data again.
    #[must_use]
    pub fn after(current: Option<Sorting>, table: &TextTable, column: usize) -> Option<Sorting> {
        let first = table.numeric.get(column) == Some(&true);
        let is_descending = match current.filter(|now| now.column == column) {
            None => first,
            Some(now) if now.is_descending == first => !first,
            Some(_) => return None,
        };
        Some(Sorting {
            column,
            is_descending,
        })
    }
}

/// A table that scrolls by itself when it is wider than the page.
///
/// When only the first rows are given, a sentence below says so. Cells and rows have no end tags,
/// which HTML does not need: a report has thousands of them.
#[must_use]
pub fn table_html(table: &TextTable, words: &StaticWords<'_>) -> String {
    html(table, words, None)
}

/// The same with heads that can be pressed, its rows as `sorting` has them.
#[must_use]
pub fn sortable_html(
    table: &TextTable,
    words: &StaticWords<'_>,
    sorting: Option<Sorting>,
) -> String {
    html(table, words, Some(sorting))
}

fn html(table: &TextTable, words: &StaticWords<'_>, sorting: Option<Option<Sorting>>) -> String {
    let mut out = String::from("<div class=\"table-scroll\"><table class=\"data\"><thead><tr>");
    let class = |column: usize| match table.numeric.get(column) {
        Some(true) => " class=\"num\"",
        _ => "",
    };
    for (column, head) in table.heads.iter().enumerate() {
        out.push_str(&format!("<th scope=\"col\"{}", class(column)));
        let Some(sorting) = sorting else {
            out.push('>');
            push_escaped(&mut out, head);
            continue;
        };
        out.push_str(match sorting.filter(|now| now.column == column) {
            Some(now) if now.is_descending => " aria-sort=\"descending\"",
            Some(_) => " aria-sort=\"ascending\"",
            None => "",
        });
        out.push_str(&format!(
            "><button class=\"sort\" data-column=\"{column}\">"
        ));
        push_escaped(&mut out, head);
        out.push_str("</button>");
    }
    out.push_str("</thead><tbody>");
    for idx in rows_in_order(table, sorting.flatten()) {
        out.push_str("<tr>");
        for (column, cell) in table.rows[idx].iter().enumerate() {
            out.push_str(&format!("<td{}>", class(column)));
            push_escaped(&mut out, cell);
        }
    }
    out.push_str("</tbody></table></div>\n");
    if table.n_rows > table.rows.len() {
        let sentence = words
            .rows_shown
            .replace("{shown}", &crate::data::grouped(table.rows.len() as f64, 0))
            .replace("{all}", &crate::data::grouped(table.n_rows as f64, 0));
        element(&mut out, "p", "table-note", &sentence);
        out.push('\n');
    }
    out
}

/// The places of the rows: numbers and times by their values, within their groups where they are
/// numbers; what has no value comes last.
fn rows_in_order(table: &TextTable, sorting: Option<Sorting>) -> Vec<usize> {
    let Some(Sorting {
        column,
        is_descending,
    }) = sorting
    else {
        return (0..table.rows.len()).collect();
    };
    let key = |row: usize| table.keys.get(row)?.get(column).copied().flatten();
    let text = |row: usize| table.rows[row].get(column);
    let is_number = table.numeric.get(column) == Some(&true);
    let group = |row: usize| table.groups.get(row).filter(|_| is_number);
    let has_keys = (0..table.rows.len()).any(|row| key(row).is_some());
    let turned = |found: Ordering| match is_descending {
        true => found.reverse(),
        false => found,
    };
    order(table.rows.len(), &|a, b| {
        let by_value = match (has_keys, key(a), key(b)) {
            (true, Some(a), Some(b)) => turned(a.total_cmp(&b)),
            (true, a, b) => a.is_none().cmp(&b.is_none()),
            (false, ..) => turned(text(a).cmp(&text(b))),
        };
        group(a).cmp(&group(b)).then(by_value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_table_says_so() {
        let table = TextTable {
            heads: vec!["Name".to_owned(), "N".to_owned()],
            numeric: vec![false, true],
            rows: vec![vec!["a<b".to_owned(), "1".to_owned()]],
            n_rows: 1200,
            ..TextTable::default()
        };
        let words = StaticWords {
            rows_shown: "Showing {shown} of {all} rows",
            ..StaticWords::default()
        };
        let html = table_html(&table, &words);
        assert!(
            html.contains("<th scope=\"col\" class=\"num\">N</thead>"),
            "{html}"
        );
        assert!(html.contains("<tr><td>a&lt;b<td class=\"num\">1</tbody>"));
        assert!(html.contains("<p class=\"table-note\">Showing 1 of 1,200 rows</p>"));
    }

    fn of_rows(rows: &[(&str, &str, Option<f64>)]) -> TextTable {
        let row = |(name, value, _): &(&str, &str, Option<f64>)| {
            vec![(*name).to_owned(), (*value).to_owned()]
        };
        TextTable {
            heads: vec!["Name".to_owned(), "Value".to_owned()],
            numeric: vec![false, true],
            rows: rows.iter().map(row).collect(),
            keys: rows.iter().map(|(_, _, key)| vec![None, *key]).collect(),
            n_rows: rows.len(),
            ..TextTable::default()
        }
    }

    #[track_caller]
    fn check_order(table: &TextTable, column: usize, is_descending: bool, expected: &[usize]) {
        let sorting = Sorting {
            column,
            is_descending,
        };
        assert_eq!(rows_in_order(table, Some(sorting)), expected);
    }

    #[test]
    fn rows_stand_in_the_order_of_their_numbers() {
        let rows = [
            ("b", "≥ 9", Some(9.0)),
            ("a", "n/a", None),
            ("d", "−100", Some(-100.0)),
            ("c", "1,000", Some(1000.0)),
        ];
        let mut table = of_rows(&rows);
        check_order(&table, 1, true, &[3, 0, 2, 1]);
        check_order(&table, 1, false, &[2, 0, 3, 1]);
        check_order(&table, 0, false, &[1, 0, 3, 2]);
        check_order(&table, 7, false, &[0, 1, 2, 3]);
        // Numbers that count different things are not ranked.
        table.groups = vec![0, 1, 1, 0];
        check_order(&table, 1, true, &[3, 0, 2, 1]);
        check_order(&table, 1, false, &[0, 3, 2, 1]);
        check_order(&table, 0, true, &[2, 3, 0, 1]);
        check_order(&of_rows(&[]), 0, true, &[]);
    }

    #[test]
    fn a_head_goes_round_three_orders() {
        let table = of_rows(&[]);
        let mut sorting = None;
        for expected in [Some(true), Some(false), None, Some(true)] {
            sorting = Sorting::after(sorting, &table, 1);
            assert_eq!(sorting.map(|now| now.is_descending), expected);
        }
        let by_name = Sorting::after(sorting, &table, 0).unwrap();
        assert_eq!((by_name.column, by_name.is_descending), (0, false));
    }

    #[test]
    fn pressed_heads_say_how_rows_stand() {
        let table = of_rows(&[("<a>", "1", Some(1.0))]);
        let sorting = Sorting::after(None, &table, 1);
        let html = sortable_html(&table, &StaticWords::default(), sorting);
        assert!(html.contains(
            "<th scope=\"col\" class=\"num\" aria-sort=\"descending\">\
             <button class=\"sort\" data-column=\"1\">Value</button>"
        ));
        assert!(html.contains("<td>&lt;a&gt;"), "{html}");
        assert!(!table_html(&table, &StaticWords::default()).contains("<button"));
    }
}
