//! Diagnostics as sentences: the place, what was found, and what to do next.

use crate::data::Lang;
use crate::diag::Diagnostic;

#[path = "en/diagnostics.rs"]
mod en;
#[path = "zh/diagnostics.rs"]
mod zh;

/// How many names a list gives before it breaks off with `…`.
const MAX_NAMES: usize = 20;

/// What was found and where, in one or two sentences.
///
/// `sales.csv, row 118, column "price": expected a number, found "n/a" (12 cells). Treated
/// as missing.` One sentence bears no full stop.
#[must_use]
pub fn message(diagnostic: &Diagnostic, lang: Lang) -> String {
    match lang {
        Lang::En => en::message(diagnostic),
        Lang::Zh => zh::message(diagnostic),
    }
}

/// What to do next; empty when there is nothing to be done.
#[must_use]
pub fn hint(diagnostic: &Diagnostic, lang: Lang) -> String {
    match lang {
        Lang::En => en::hint(&diagnostic.code),
        Lang::Zh => zh::hint(&diagnostic.code),
    }
}

/// The names with `separator` between them, broken off when there are many.
fn list(names: &[String], separator: &str) -> String {
    let shown: Vec<&str> = names.iter().take(MAX_NAMES).map(String::as_str).collect();
    let mut text = shown.join(separator);
    if names.len() > MAX_NAMES {
        text.push_str(separator);
        text.push('…');
    }
    text
}

/// The name that was probably meant: the closest one by edits, if it is close at all.
fn closest<'a>(name: &str, available: &'a [String]) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_ascii_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in available {
        let chars: Vec<char> = candidate.to_ascii_lowercase().chars().collect();
        if chars.len().abs_diff(wanted.len()) > limit {
            continue;
        }
        let n_edits = edits(&wanted, &chars);
        if n_edits <= limit && best.is_none_or(|(least, _)| n_edits < least) {
            best = Some((n_edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Insertions, deletions, replacements and swaps of neighbours from one to the other.
fn edits(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let replaced = last[j] + usize::from(from != to);
            let mut least = replaced.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *from == b[j - 1] && a[i - 1] == *to {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = last;
        last = row;
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Place};

    #[track_caller]
    fn check(place: Place, code: Code, english: &str, chinese: &str) {
        let diagnostic = Diagnostic::warning(place, code);
        let said = |lang| {
            let (message, hint) = (message(&diagnostic, lang), hint(&diagnostic, lang));
            if hint.is_empty() {
                message
            } else {
                format!("{message} | {hint}")
            }
        };
        assert_eq!(said(Lang::En), english);
        assert_eq!(said(Lang::Zh), chinese);
    }

    #[test]
    fn a_cell_has_its_row_and_column() {
        let code = |n_cells| Code::NotOfType {
            expected: "number".into(),
            found: "n/a".into(),
            n_cells,
        };
        check(
            Place::file("sales.csv").row(118).column("price"),
            code(12),
            "sales.csv, row 118, column \"price\": expected a number, found \"n/a\" (12 cells). \
             Treated as missing.",
            "sales.csv，第118行，“price”列：应为数字，却是“n/a”（共12个单元格），已按缺失处理",
        );
        check(
            Place::default(),
            code(1),
            "Expected a number, found \"n/a\" (1 cell). Treated as missing.",
            "应为数字，却是“n/a”（共1个单元格），已按缺失处理",
        );
    }

    #[test]
    fn an_unknown_field_gets_the_nearest_name_and_all_names() {
        check(
            Place::file("r.json").path("/encoding/x/field"),
            Code::UnknownField {
                field: "pirce".into(),
                available: vec!["year".into(), "Price".into()],
            },
            "r.json, at /encoding/x/field: there is no column \"pirce\". Did you mean \"Price\"? \
             | The columns are: year, Price",
            "r.json，/encoding/x/field：没有“pirce”这一列。是不是“Price”？ | 可用的列：year、Price",
        );
    }

    #[test]
    fn far_names_are_not_proposed() {
        let names = ["value".to_owned(), "年份".to_owned()];
        assert_eq!(closest("entity", &names), None);
        assert_eq!(closest("年分", &names), Some("年份"));
        assert_eq!(closest("Values", &names), Some("value"));
        assert_eq!(closest("vlaue", &names), Some("value"));
    }
}
