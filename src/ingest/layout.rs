//! Where a table begins and ends in its grid: title lines above, header rows, notes below.
//!
//! Text with delimiters and sheets of workbooks share these rules: they see cells only.

use super::raw::RawTable;
use super::{number, time};
use crate::data::NumberStyle;

/// How many rows are looked at to find the header.
pub(super) const HEAD_ROWS: usize = 30;

/// Where the header is, in rows that are not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// Title lines above it.
    pub(super) n_above: usize,
    /// Rows of names: one or two.
    pub(super) n_rows: usize,
}

/// What begins a note below a table, in lower case.
const NOTES: [&str; 22] = [
    "注",
    "附注",
    "说明",
    "备注",
    "数据来源",
    "资料来源",
    "来源",
    "数据说明",
    "口径",
    "单位",
    "source",
    "note",
    "data from",
    "last updated",
    "footnote",
    "copyright",
    "©",
    "*",
    "※",
    "1)",
    "(1)",
    "①",
];

/// Finds the header among the first rows that are not blank.
pub(super) fn head(rows: &[Vec<String>]) -> Head {
    let n_above = n_above(rows);
    let body = rows.get(n_above..).unwrap_or_default();
    let n_rows = if is_crossed(body) { 2 } else { 1 };
    Head { n_above, n_rows }
}

/// Rows of one or two cells above rows that are at least twice as wide.
fn n_above(rows: &[Vec<String>]) -> usize {
    // Titles and notes have one cell; the others show how wide the table is.
    let widths = rows.iter().map(|row| n_filled(row));
    let mut widths: Vec<usize> = widths.filter(|width| *width > 1).collect();
    crate::data::sort(&mut widths, &|a, b| a.cmp(b));
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
    if rows.len() < 3 || widths.len() < 2 {
        return 0;
    }
    let is_title = |row: &&Vec<String>| {
        let n = n_filled(row);
        let is_alone = usual > 2 || row.len() == 1;
        let first = row.first().map_or("", String::as_str);
        let is_text = number::read(first, NumberStyle::Point).is_none();
        is_text && !first.trim().is_empty() && ((n == 1 && is_alone) || (n == 2 && usual >= 5))
    };
    let n_titles = rows.iter().take_while(is_title).count();
    // Without a header below there are no title lines, only a narrow table.
    let header = rows.get(n_titles).map_or(0, |row| n_filled(row));
    if header * 2 > usual { n_titles } else { 0 }
}

/// Two rows of names: groups that go over several columns, above the columns' own names.
fn is_crossed(rows: &[Vec<String>]) -> bool {
    let [top, bottom, body, ..] = rows else {
        return false;
    };
    let cell = |row: &[String], idx: usize| row.get(idx).map_or("", |cell| cell.trim()).to_owned();
    let n_columns = top.len().max(bottom.len());
    let is_name = |text: &str| {
        time::period(text).is_some() || number::read(text, NumberStyle::Point).is_none()
    };
    let mut n_below_gaps = 0;
    let mut n_below = 0;
    let mut has_group = false;
    for idx in 0..n_columns {
        let (above, below) = (cell(top, idx), cell(bottom, idx));
        if !is_name(&above) || !is_name(&below) {
            return false;
        }
        has_group |= idx > 0 && !above.is_empty();
        if !below.is_empty() && idx > 0 {
            n_below += 1;
            n_below_gaps += usize::from(above.is_empty() && has_group);
        }
    }
    let n_numbers = (1..n_columns)
        .filter(|idx| {
            let text = cell(body, *idx);
            !text.is_empty() && number::read(&text, NumberStyle::Point).is_some()
        })
        .count();
    let first = cell(bottom, 0);
    let is_corner = first.is_empty() || first == cell(top, 0) || cell(top, 0).is_empty();
    is_corner && n_below >= 2 && n_below_gaps >= 1 && n_numbers * 2 >= n_below
}

/// Two rows of names as one: groups are filled to the right.
pub(super) fn joined(top: &[String], bottom: &[String]) -> Vec<(String, String)> {
    let mut group = String::new();
    let n_columns = top.len().max(bottom.len());
    (0..n_columns)
        .map(|idx| {
            let above = top.get(idx).map_or("", |cell| cell.trim());
            let below = bottom.get(idx).map_or("", |cell| cell.trim());
            if !above.is_empty() {
                group = above.to_owned();
            }
            match (above.is_empty(), below.is_empty()) {
                (_, true) => (above.to_owned(), String::new()),
                (false, _) if above == below => (above.to_owned(), String::new()),
                _ => (group.clone(), below.to_owned()),
            }
        })
        .collect()
}

/// How many rows are data, and the lines of text below them.
pub(super) fn foot(raw: &RawTable) -> (usize, Vec<String>) {
    if raw.columns.len() < 2 {
        return (raw.n_rows, Vec::new());
    }
    let first = |row: usize| raw.columns[0].cell(row).trim();
    let is_alone = |row: usize| {
        let rest = raw.columns.get(1..).unwrap_or_default();
        !first(row).is_empty() && rest.iter().all(|c| c.cell(row).trim().is_empty())
    };
    // A note with commas in it fell apart: it is known by its first word and a colon.
    let is_torn = |row: usize| is_note(first(row)) && first(row).contains(['：', ':']);
    let mut n_data = raw.n_rows;
    while n_data > 0 && (is_alone(n_data - 1) || is_torn(n_data - 1)) {
        n_data -= 1;
    }
    // Rows above the first note may be entities without figures.
    while n_data < raw.n_rows && !is_note(first(n_data)) {
        n_data += 1;
    }
    let line = |row: usize| {
        let cells = raw.columns.iter().map(|column| column.cell(row).trim());
        let filled: Vec<&str> = cells.filter(|cell| !cell.is_empty()).collect();
        filled.join(", ")
    };
    (n_data, (n_data..raw.n_rows).map(line).collect())
}

fn is_note(text: &str) -> bool {
    let plain = text
        .trim_start_matches(['(', '（', '[', '【', '"'])
        .to_ascii_lowercase();
    NOTES.iter().any(|word| {
        plain.strip_prefix(word).is_some_and(|rest| {
            // 注册 is no note; `Notebook` is none either.
            let is_mark = !word.chars().next_back().is_some_and(char::is_alphanumeric);
            is_mark
                || rest.is_empty()
                || rest.starts_with(['：', ':', '.', ' ', '、', '）', ')', ']', '】'])
                || rest.starts_with("s:")
                || rest.starts_with(|ch: char| ch.is_ascii_digit())
        })
    })
}

fn n_filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::raw::RawColumn;

    fn rows(text: &str) -> Vec<Vec<String>> {
        text.lines()
            .map(|line| line.split(',').map(str::to_owned).collect())
            .collect()
    }

    #[track_caller]
    fn check(text: &str, n_above: usize, n_rows: usize) {
        assert_eq!(head(&rows(text)), Head { n_above, n_rows }, "{text}");
    }

    #[test]
    fn title_lines_stand_above_the_header() {
        check("a,b,c\n1,2,3\n4,5,6", 0, 1);
        check(
            "表1 零售额\n单位：亿元\n地区,2014,2015\n甲,1,2\n乙,3,4",
            2,
            1,
        );
        check("Title,,\na,b,c\n1,2,3\n4,5,6", 1, 1);
        check("title\na,b\n1,2\n3,4", 1, 1);
        check("a,\n1,2\n3,4", 0, 1);
        check("a\n1\n2", 0, 1);
        check("1\n1,2,3\n1,2,3", 0, 1);
    }

    #[test]
    fn two_rows_of_names_are_known_by_their_gaps() {
        check(
            "地区,2016年,,2017年,\n,销售额,增速,销售额,增速\n甲,1,2,3,4",
            0,
            2,
        );
        check("t,,\nx,A,,B,\n,m,f,m,f\n2014,1,2,3,4\n2015,1,2,3,4", 1, 2);
        check("a,b,c\nx,,z\n1,2,3", 0, 1);
        check("a,,c\n,1,2\n1,2,3", 0, 1);
    }

    #[test]
    fn notes_stand_below_the_last_row() {
        let mut raw = RawTable::new(1);
        let mut names = RawColumn::new("a");
        let mut figures = RawColumn::new("b");
        let lines = [
            ("x", "1"),
            ("无数据县", ""),
            ("注：甲", ""),
            ("乙", ""),
            ("数据来源：丙", "丁"),
        ];
        for (name, figure) in lines {
            names.push(name);
            figures.push(figure);
        }
        raw.columns = vec![names, figures];
        raw.n_rows = 5;
        let (n_data, lines) = foot(&raw);
        assert_eq!(n_data, 2);
        assert_eq!(lines, ["注：甲", "乙", "数据来源：丙, 丁"]);
        assert!(!is_note("注册企业") && !is_note("notebook") && is_note("Sources: x"));
    }
}
