//! What two entities say of the same matters, as an HTML table: may it be compared?

use super::figure_html::element;
use super::markdown::push_escaped;

/// Two entities and what they say; every word in the page's language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// What the table is about.
    pub caption: String,
    /// The heads: the matter, both entities, the verdict.
    pub heads: [String; 4],
    /// The rows.
    pub rows: Vec<ComparisonRow>,
}

/// What both say of one matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparisonRow {
    /// The matter.
    pub matter: String,
    /// What each says; `None` for the one that says nothing.
    pub cells: [Option<ComparisonCell>; 2],
    /// Whether it may be compared, and why.
    pub verdict: String,
    /// Whether it may.
    pub is_comparable: bool,
}

/// What one says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparisonCell {
    /// What it counts.
    pub what: String,
    /// The figure; may be empty.
    pub value: String,
    /// Its time; may be empty.
    pub time: String,
    /// Status and target; may be empty.
    pub remark: String,
}

/// The table. On a narrow page each row is a block of its own, with the heads in front of the
/// cells, so every cell carries its head.
#[must_use]
pub fn comparison_html(comparison: &Comparison) -> String {
    let [matter, left, right, verdict] = &comparison.heads;
    let mut out = String::from("<table class=\"comparison\">");
    element(
        &mut out,
        "caption",
        "comparison-caption",
        &comparison.caption,
    );
    out.push_str("<thead><tr>");
    for head in [matter, left, right, verdict] {
        out.push_str("<th scope=\"col\">");
        push_escaped(&mut out, head);
    }
    out.push_str("</thead><tbody>");
    for row in &comparison.rows {
        out.push_str("<tr><th scope=\"row\">");
        push_escaped(&mut out, &row.matter);
        for (head, cell) in [left, right].into_iter().zip(&row.cells) {
            out.push_str("<td data-head=\"");
            push_escaped(&mut out, head);
            out.push_str("\">");
            match cell {
                Some(cell) => push_cell(&mut out, cell, &row.matter),
                None => out.push('–'),
            }
        }
        out.push_str(match row.is_comparable {
            true => "<td class=\"verdict may\">",
            false => "<td class=\"verdict\">",
        });
        push_escaped(&mut out, &row.verdict);
    }
    out.push_str("</tbody></table>\n");
    out
}

/// The figure first; what it counts where the matter does not say it.
fn push_cell(out: &mut String, cell: &ComparisonCell, matter: &str) {
    element(out, "strong", "side-value", &cell.value);
    element(out, "span", "side-time", &cell.time);
    if cell.what != matter {
        element(out, "span", "side-what", &cell.what);
    }
    element(out, "span", "side-remark", &cell.remark);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(value: &str) -> ComparisonCell {
        ComparisonCell {
            what: "<Counties>".to_owned(),
            value: value.to_owned(),
            ..ComparisonCell::default()
        }
    }

    #[test]
    fn every_text_is_escaped_and_an_empty_side_shows() {
        let comparison = Comparison {
            heads: ["M", "A\"", "B", "V"].map(str::to_owned),
            rows: vec![ComparisonRow {
                matter: "a<b".to_owned(),
                cells: [Some(cell("≈ 8")), None],
                verdict: "No".to_owned(),
                is_comparable: false,
            }],
            ..Comparison::default()
        };
        assert_eq!(
            comparison_html(&comparison),
            "<table class=\"comparison\"><thead><tr><th scope=\"col\">M<th scope=\"col\">A&quot;\
             <th scope=\"col\">B<th scope=\"col\">V</thead><tbody><tr><th scope=\"row\">a&lt;b\
             <td data-head=\"A&quot;\"><strong class=\"side-value\">≈ 8</strong>\
             <span class=\"side-what\">&lt;Counties&gt;</span><td data-head=\"B\">–\
             <td class=\"verdict\">No</tbody></table>\n"
        );
    }

    #[test]
    fn what_the_matter_says_is_not_said_again() {
        let row = ComparisonRow {
            matter: "<Counties>".to_owned(),
            cells: [Some(cell("8")), Some(cell("9"))],
            is_comparable: true,
            ..ComparisonRow::default()
        };
        let comparison = Comparison {
            rows: vec![row],
            ..Comparison::default()
        };
        let html = comparison_html(&comparison);
        assert!(!html.contains("side-what"), "{html}");
        assert!(html.contains("<td class=\"verdict may\">"), "{html}");
    }
}
