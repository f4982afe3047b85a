//! A report as plain HTML: for readers without scripts, and for all before the program starts.
//!
//! The page's program builds the same elements with the same classes, so that nothing moves
//! when it takes over. Change both or neither.

use super::figure_html::{element, figures_html, source_line_html, sources_html};
use super::file_html::file_html;
use super::markdown::push_escaped;
use super::percent::encode;
use super::table_html::table_html;
use super::{ChartHead, Page, PageBlock, PageSection, SourceLine, TextTable};

/// The few words of the interface that a static page needs, in the page's language.
#[derive(Debug, Clone, Copy, Default)]
pub struct StaticWords<'a> {
    /// What the list of sections is called.
    pub contents: &'a str,
    /// What opens the table below a chart.
    pub table: &'a str,
    /// What stands before the sources of a chart, with its colon and space.
    pub source: &'a str,
    /// What opens the rest of a list, with `{n}`.
    pub more: &'a str,
    /// A sentence with `{shown}` and `{all}`, where only the first rows are given.
    pub rows_shown: &'a str,
    /// What leads from an embedded chart to its report.
    pub open_report: &'a str,
    /// Before the names of two entities beside each other.
    pub compare: [&'a str; 2],
}

/// A chart as a static page shows it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct StaticChart {
    /// The name in links.
    pub id: String,
    /// The finding.
    pub title: String,
    /// What is measured; may be empty.
    pub subtitle: String,
    /// What a reader must know; may be empty.
    pub note: String,
    /// The text alternative: the pictures themselves are hidden from screen readers.
    pub description: String,
    /// The picture for wide pages: painted SVG, trusted.
    pub wide_svg: String,
    /// The picture for phones: painted SVG, trusted.
    pub narrow_svg: String,
    /// The same numbers.
    pub table: TextTable,
    /// The sources of what is shown.
    pub sources: Vec<SourceLine>,
    /// The entities: label, and the class of its colour (`fw-s3`).
    pub entities: Vec<(String, String)>,
    /// The names of two entities that stand beside each other; else empty.
    pub sides: Vec<String>,
    /// What may be compared of the two: safe HTML, or empty.
    pub comparison_html: String,
}

/// The whole report as HTML for the inside of `#app`.
#[must_use]
pub fn static_body(page: &Page, charts: &[StaticChart], words: &StaticWords<'_>) -> String {
    let mut out = String::from(
        "<div class=\"page\">\n<header class=\"bar\"><span class=\"brand\">Furrow</span><div \
         class=\"tools\" aria-hidden=\"true\"></div></header>\n<div class=\"columns\">\n",
    );
    contents(&mut out, page, words);
    out.push_str("<main class=\"report\" id=\"report\" tabindex=\"-1\">\n<h1>");
    push_escaped(&mut out, &page.title);
    out.push_str("</h1>\n");
    let byline = [page.byline.as_str(), page.date.as_str()];
    let byline: Vec<&str> = byline.into_iter().filter(|part| !part.is_empty()).collect();
    element(&mut out, "p", "byline", &byline.join(" · "));
    if !page.summary_html.is_empty() {
        out.push_str("<div class=\"summary\">");
        out.push_str(&page.summary_html);
        out.push_str("</div>\n");
    }
    out.push_str(&figures_html(&page.figures));
    for section in &page.sections {
        write_section(&mut out, section, charts, words);
    }
    out.push_str("</main>\n</div>\n</div>");
    out
}

/// One chart with a link to its report, for the inside of `#app` on an embed.
#[must_use]
pub fn static_embed(chart: &StaticChart, report_url: &str, words: &StaticWords<'_>) -> String {
    let mut out = String::from("<main class=\"embed\" id=\"report\">\n");
    write_chart(&mut out, chart, words);
    if let Some(url) = embed_url(report_url) {
        out.push_str("<p class=\"embed-link\"><a href=\"");
        push_escaped(&mut out, url);
        out.push_str("\" target=\"_blank\" rel=\"noopener\">");
        push_escaped(&mut out, words.open_report);
        out.push_str("</a></p>\n");
    }
    out.push_str("</main>");
    out
}

/// The address of a report: http(s), or relative to the embed.
fn embed_url(url: &str) -> Option<&str> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let is_relative = !path.is_empty() && !path.contains(':') && !path.starts_with("//");
    (is_relative || super::safe_url(url).is_some()).then_some(url)
}

fn contents(out: &mut String, page: &Page, words: &StaticWords<'_>) {
    out.push_str("<nav class=\"contents\" aria-label=\"");
    push_escaped(out, words.contents);
    out.push_str("\"><ol>");
    for section in &page.sections {
        out.push_str("<li><a href=\"#section=");
        out.push_str(&encode(&section.id));
        out.push_str("\">");
        push_escaped(out, &section.title);
        out.push_str("</a></li>");
    }
    out.push_str("</ol></nav>\n");
}

fn write_section(
    out: &mut String,
    section: &PageSection,
    charts: &[StaticChart],
    words: &StaticWords<'_>,
) {
    let mut id = String::new();
    push_escaped(&mut id, &section.id);
    // Without the program a link to `#section=…` finds the anchor; with it, the section.
    out.push_str(&format!(
        "<section class=\"section\" id=\"section-{id}\" tabindex=\"-1\"><a class=\"anchor\" \
         id=\"section={id}\"></a><h2>"
    ));
    push_escaped(out, &section.title);
    out.push_str("</h2>\n");
    for block in &section.blocks {
        match block {
            PageBlock::Html(html) => {
                out.push_str("<div class=\"prose\">");
                out.push_str(html);
                out.push_str("</div>\n");
            }
            PageBlock::Chart(head) => match charts.iter().find(|chart| chart.id == head.id) {
                Some(chart) => write_chart(out, chart, words),
                None => write_missing_chart(out, head),
            },
            PageBlock::Figures(figures) => out.push_str(&figures_html(figures)),
            PageBlock::Sources(sources) => out.push_str(&sources_html(sources)),
            PageBlock::Grid(grid) => out.push_str(&table_html(&grid.first, words)),
            PageBlock::File(panel) => out.push_str(&file_html(panel)),
        }
    }
    out.push_str("</section>\n");
}

fn write_chart(out: &mut String, chart: &StaticChart, words: &StaticWords<'_>) {
    start_figure(out, &chart.id, &chart.title);
    element(out, "p", "chart-subtitle", &chart.subtitle);
    out.push_str("\n<div class=\"chart-tools\"><details class=\"static-table\"><summary>");
    push_escaped(out, words.table);
    out.push_str(
        "</summary><div class=\"table-region\" tabindex=\"0\" role=\"region\" aria-label=\"",
    );
    push_escaped(out, &chart.title);
    out.push_str("\">");
    out.push_str(&table_html(&chart.table, words));
    out.push_str("</div></details></div>\n");
    if !chart.sides.is_empty() {
        out.push_str("<div class=\"chart-entities\">");
        for (word, name) in words.compare.iter().zip(&chart.sides) {
            out.push_str("<span class=\"side-choice\">");
            push_escaped(out, word);
            element(out, "span", "choice", name);
            out.push_str("</span>");
        }
        out.push_str("</div>\n");
    }
    if !chart.entities.is_empty() {
        out.push_str("<div class=\"chart-entities\">");
        for (label, class) in &chart.entities {
            out.push_str("<span class=\"chip\"><i class=\"dot ");
            push_escaped(out, class);
            out.push_str("\"></i>");
            push_escaped(out, label);
            out.push_str("</span>");
        }
        out.push_str("</div>\n");
    }
    out.push_str("<div class=\"chart-body\" role=\"img\" aria-label=\"");
    push_escaped(out, &chart.description);
    out.push_str("\"><div class=\"only-wide\">");
    out.push_str(&chart.wide_svg);
    out.push_str("</div><div class=\"only-narrow\">");
    out.push_str(&chart.narrow_svg);
    out.push_str("</div></div>\n");
    if !chart.comparison_html.is_empty() {
        out.push_str("<div class=\"html\">");
        out.push_str(&chart.comparison_html);
        out.push_str("</div>\n");
    }
    out.push_str("<figcaption class=\"chart-foot\">");
    element(out, "p", "chart-note", &chart.note);
    out.push_str(&source_line_html(&chart.sources, words));
    out.push_str("</figcaption>\n</figure>\n");
}

/// A chart that could not be drawn keeps its place and its finding.
fn write_missing_chart(out: &mut String, head: &ChartHead) {
    start_figure(out, &head.id, &head.title);
    out.push_str("</figure>\n");
}

fn start_figure(out: &mut String, id: &str, title: &str) {
    out.push_str("<figure class=\"chart\" id=\"chart-");
    push_escaped(out, id);
    out.push_str("\">\n<h3 class=\"chart-title\">");
    push_escaped(out, title);
    out.push_str("</h3>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_address_does_not_run() {
        assert_eq!(
            embed_url("../index.html#chart=a"),
            Some("../index.html#chart=a")
        );
        assert_eq!(embed_url("https://e.org/r/"), Some("https://e.org/r/"));
        assert_eq!(embed_url("javascript:alert(1)"), None);
        assert_eq!(embed_url("//e.org"), None);
        assert_eq!(embed_url(""), None);
    }
}
