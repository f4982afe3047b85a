//! How a table was read, as HTML: for static pages, and what a live one shares with them.

use super::figure_html::element;
use super::markdown::push_escaped;
use super::{ColumnLine, FilePanel};

/// The width and height of a column's distribution in px.
const WIDTH: f64 = 72.0;
const HEIGHT: f64 = 18.0;

/// The panel without its choices.
#[must_use]
pub fn file_html(panel: &FilePanel) -> String {
    let mut out = String::from("<details class=\"file-panel\"><summary>");
    push_escaped(&mut out, &panel.title);
    out.push_str("</summary><div class=\"table-scroll\"><table class=\"data\"><thead><tr>");
    for head in &panel.heads {
        out.push_str("<th scope=\"col\">");
        push_escaped(&mut out, head);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead><tbody>");
    for column in &panel.columns {
        let role = column.role.options.get(column.role.chosen);
        let role = role.map_or("", |(_, name)| name.as_str());
        out.push_str("<tr>");
        for cell in [
            &column.name,
            &column.kind,
            role,
            &column.unit,
            &column.range,
            &column.missing,
        ] {
            out.push_str("<td>");
            push_escaped(&mut out, cell);
            out.push_str("</td>");
        }
        out.push_str("<td>");
        out.push_str(&spread_svg(column));
        out.push_str("</td></tr>");
    }
    out.push_str("</tbody></table></div>");
    out.push_str(&notes_html(panel));
    out.push_str("</details>\n");
    out
}

/// What was odd, as a list; nothing when all went well.
#[must_use]
pub fn notes_html(panel: &FilePanel) -> String {
    if panel.notes.is_empty() {
        return String::new();
    }
    let mut out = String::from("<ul class=\"file-notes\">");
    for note in &panel.notes {
        element(&mut out, "li", "file-note", note);
    }
    out.push_str("</ul>");
    out
}

/// A column's distribution as small bars; nothing when there is none.
#[must_use]
pub fn spread_svg(column: &ColumnLine) -> String {
    if column.spread.is_empty() {
        return String::new();
    }
    let mut out = format!(
        "<svg class=\"spread\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
         viewBox=\"0 0 {WIDTH} {HEIGHT}\" aria-hidden=\"true\">"
    );
    let step = WIDTH / column.spread.len() as f64;
    for (idx, share) in column.spread.iter().enumerate() {
        // What is there at all can be seen.
        let height = if *share > 0.0 {
            (share * HEIGHT).max(1.0)
        } else {
            0.0
        };
        let (x, y, width) = (step * idx as f64, HEIGHT - height, (step - 1.0).max(1.0));
        out.push_str(&format!(
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"/>"
        ));
    }
    out.push_str("</svg>");
    out
}
