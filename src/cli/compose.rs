//! What the pages of `bundle` and `site` say beside what the engine answers.

use crate::data::Lang;
use crate::report::{Page, PageBlock, StaticWords};
use crate::words::interface;

/// The program's name and version.
pub(super) fn generator() -> String {
    format!("Furrow {}", env!("CARGO_PKG_VERSION"))
}

/// The interface's words that a static page needs.
pub(super) fn static_words(lang: Lang) -> StaticWords<'static> {
    let words = interface(lang);
    StaticWords {
        contents: words.contents,
        table: words.table,
        source: words.source,
        more: words.more,
        rows_shown: words.rows_shown,
        open_report: words.open_report,
        compare: [words.compare, words.compare_with],
    }
}

/// What a page is about, in one sentence: the first of its text, without markup.
pub(super) fn description(page: &Page) -> String {
    let from_html = |html: &str| {
        let mut text = String::new();
        let mut in_tag = false;
        for ch in html.chars() {
            match ch {
                '<' => in_tag = true,
                '>' if in_tag => in_tag = false,
                ch if !in_tag => text.push(ch),
                _ => {}
            }
        }
        // The entities that our own writer makes; `&amp;` last, so that none is read twice.
        [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ]
        .into_iter()
        .fold(text, |text, (entity, plain)| text.replace(entity, plain))
    };
    let first_html = page
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .find_map(|block| match block {
            PageBlock::Html(html) => Some(html.as_str()),
            _ => None,
        });
    let html = if page.summary_html.is_empty() {
        first_html.unwrap_or_default()
    } else {
        &page.summary_html
    };
    let text = from_html(html);
    let words: Vec<&str> = text.split_whitespace().collect();
    first_sentence(&words.join(" "))
}

/// Up to the first full stop; 300 characters at most.
fn first_sentence(text: &str) -> String {
    let western = text.find(". ").map(|at| at + 1);
    let chinese = text.find('。').map(|at| at + '。'.len_utf8());
    let end = western
        .into_iter()
        .chain(chinese)
        .min()
        .unwrap_or(text.len());
    text[..end].chars().take(300).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_is_the_first_sentence_as_text() {
        let page = Page {
            summary_html: "<p>Sales &lt;<strong>3.5</strong> billion.\nMore &amp;lt;.</p>"
                .to_owned(),
            ..Page::default()
        };
        assert_eq!(description(&page), "Sales <3.5 billion.");
        assert_eq!(first_sentence("超过3万亿元。另有"), "超过3万亿元。");
        assert_eq!(description(&Page::default()), "");
    }
}
