//! The small parts of a report as HTML: figure cards, source lines and tables.

use super::markdown::push_escaped;
use super::{FigureCard, SourceLine, StaticWords, safe_url};

/// Key figures as cards; empty without figures.
#[must_use]
pub fn figures_html(figures: &[FigureCard]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let mut out = String::from("<ul class=\"figures\">");
    for figure in figures {
        out.push_str("<li class=\"figure-card\">");
        element(&mut out, "span", "figure-label", &figure.label);
        element(&mut out, "strong", "figure-value", &figure.value);
        element(&mut out, "span", "figure-period", &figure.period);
        if let Some(source) = &figure.source {
            element(&mut out, "span", "figure-source", &source_name(source));
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>\n");
    out
}

/// The list of sources, each with the id that the data gives it.
#[must_use]
pub fn sources_html(sources: &[SourceLine]) -> String {
    let mut out = String::from("<ol class=\"sources\">");
    for source in sources {
        out.push_str("<li id=\"source-");
        push_escaped(&mut out, &source.id);
        out.push_str("\">");
        out.push_str(&source_html(source));
        out.push_str("</li>");
    }
    out.push_str("</ol>\n");
    out
}

/// One source: publisher, linked title, date.
#[must_use]
pub fn source_html(source: &SourceLine) -> String {
    let mut title = String::new();
    let url = safe_url(&source.url).filter(|url| !url.starts_with('#'));
    if let Some(url) = url {
        title.push_str("<a href=\"");
        push_escaped(&mut title, url);
        title.push_str("\" rel=\"noopener\">");
        // A link needs words, and a source without a title still has an address.
        let words = if source.title.is_empty() {
            url
        } else {
            &source.title
        };
        push_escaped(&mut title, words);
        title.push_str("</a>");
    } else {
        push_escaped(&mut title, &source.title);
    }
    let (mut publisher, mut date) = (String::new(), String::new());
    push_escaped(&mut publisher, &source.publisher);
    push_escaped(&mut date, &source.date);
    let parts = [publisher, title, date];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// A source in a few words, as text: `publisher (date)`.
#[must_use]
pub fn source_name(source: &SourceLine) -> String {
    if source.date.is_empty() {
        source.publisher.clone()
    } else {
        format!("{} ({})", source.publisher, source.date)
    }
}

/// The sources of a chart in one line, each name once and a link where it has an address;
/// nothing without sources.
///
/// Of a long list the first few are shown, and the others on demand.
#[must_use]
pub fn source_line_html(sources: &[SourceLine], words: &StaticWords<'_>) -> String {
    let mut named: Vec<(String, &SourceLine)> = Vec::new();
    for source in sources {
        let name = source_name(source);
        if !name.is_empty() && named.iter().all(|(known, _)| *known != name) {
            named.push((name, source));
        }
    }
    if named.is_empty() {
        return String::new();
    }
    let n_shown = if named.len() > MOST_SOURCES {
        FIRST_SOURCES
    } else {
        named.len()
    };
    let (shown, more) = named.split_at(n_shown);
    let mut out = String::from("<div class=\"chart-source\">");
    push_escaped(&mut out, words.source);
    push_links(&mut out, shown);
    if !more.is_empty() {
        let summary = words.more.replace("{n}", &more.len().to_string());
        out.push_str("<details><summary>");
        push_escaped(&mut out, &summary);
        out.push_str("</summary>");
        push_links(&mut out, more);
        out.push_str("</details>");
    }
    out.push_str("</div>");
    out
}

/// So many sources are shown at once; of more, only the first.
const MOST_SOURCES: usize = 4;
const FIRST_SOURCES: usize = 3;

fn push_links(out: &mut String, named: &[(String, &SourceLine)]) {
    for (idx, (name, source)) in named.iter().enumerate() {
        out.push_str(if idx > 0 { "; " } else { "" });
        match safe_url(&source.url).filter(|url| !url.starts_with('#')) {
            Some(url) => {
                out.push_str("<a href=\"");
                push_escaped(out, url);
                out.push_str("\" target=\"_blank\" rel=\"noopener\">");
                push_escaped(out, name);
                out.push_str("</a>");
            }
            None => push_escaped(out, name),
        }
    }
}

/// Writes `<name class="class">text</name>`, or nothing for an empty text.
pub(super) fn element(out: &mut String, name: &str, class: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    out.push_str(&format!("<{name} class=\"{class}\">"));
    push_escaped(out, text);
    out.push_str(&format!("</{name}>"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(title: &str, url: &str) -> SourceLine {
        SourceLine {
            id: "S001".to_owned(),
            publisher: "A & B".to_owned(),
            title: title.to_owned(),
            date: "2017".to_owned(),
            url: url.to_owned(),
        }
    }

    #[test]
    fn a_source_is_linked_by_its_title() {
        assert_eq!(
            source_html(&source("<T>", "https://e.org/?a&b")),
            "A &amp; B, <a href=\"https://e.org/?a&amp;b\" rel=\"noopener\">&lt;T&gt;</a>, 2017"
        );
        assert_eq!(source_html(&source("T", "")), "A &amp; B, T, 2017");
    }

    #[test]
    fn an_address_that_runs_is_no_link() {
        assert_eq!(
            source_html(&source("T", "javascript:alert(1)")),
            "A &amp; B, T, 2017"
        );
    }

    #[test]
    fn each_source_is_named_once() {
        let sources = [source("T", ""), source("U", "")];
        assert_eq!(
            source_line_html(&sources, &StaticWords::default()),
            "<div class=\"chart-source\">A &amp; B (2017)</div>"
        );
        assert_eq!(source_line_html(&[], &StaticWords::default()), "");
    }

    #[test]
    fn a_long_list_of_sources_opens_on_demand() {
        let words = StaticWords {
            source: "Source: ",
            more: "{n} more",
            ..StaticWords::default()
        };
        let named = |n: usize| -> Vec<SourceLine> {
            let one = |idx: usize| SourceLine {
                publisher: format!("P{idx}"),
                date: String::new(),
                ..source("<T>", "https://e.org/")
            };
            (0..n).map(one).collect()
        };
        assert!(!source_line_html(&named(4), &words).contains("<details>"));
        let html = source_line_html(&named(6), &words);
        let (shown, more) = html
            .split_once("<details><summary>3 more</summary>")
            .unwrap();
        assert!(shown.contains(">P2</a>") && !shown.contains("P3"), "{html}");
        assert!(more.contains(">P5</a></details></div>"), "{html}");
        let hostile = [source("T", "javascript:alert(1)")];
        assert!(!source_line_html(&hostile, &words).contains("href"));
    }
}
