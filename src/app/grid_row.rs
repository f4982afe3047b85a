//! A row of a grid as HTML: every text escaped, no styles.

use super::grid_head::class;
use crate::data::grouped;
use crate::engine::RowLine;
use crate::report::{GridColumn, escape_html};

/// The cells of a row; empty ones without a line.
pub(super) fn cells(columns: &[GridColumn], line: Option<&RowLine>) -> String {
    let number = line.map(|line| grouped(line.row as f64 + 1.0, 0));
    let mut html = String::from("<td class=\"grid-no\" tabindex=\"-1\">");
    html.push_str(&number.unwrap_or_default());
    html.push_str("</td>");
    for (idx, column) in columns.iter().enumerate() {
        let text = line.and_then(|line| line.cells.get(idx));
        let class = class(idx, column.kind);
        let tag = if class == "grid-lead" {
            "th scope=\"row\""
        } else {
            "td"
        };
        html.push_str(&format!("<{tag} class=\"{class}"));
        match text {
            Some(text) if text.is_empty() => html.push_str(" none"),
            _ => {}
        }
        html.push_str("\" tabindex=\"-1\"");
        if let Some(text) = text.filter(|text| class == "num" && !text.is_empty()) {
            html.push_str(&format!(" data-pad=\"{}\"", pad(text, column.decimals)));
        }
        html.push('>');
        html.push_str(&text.map(|text| escape_html(text)).unwrap_or_default());
        html.push_str(if class == "grid-lead" {
            "</th>"
        } else {
            "</td>"
        });
    }
    html
}

/// What a number lacks to end where the others of its column do, unseen: their points align.
fn pad(text: &str, decimals: usize) -> String {
    let (point, n) = match text.split_once('.') {
        Some((_, digits)) => ("", digits.len()),
        None => (".", 0),
    };
    let zeros = "0".repeat(decimals.saturating_sub(n));
    if zeros.is_empty() {
        zeros
    } else {
        format!("{point}{zeros}")
    }
}
