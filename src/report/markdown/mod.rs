//! Markdown to HTML: a safe subset, every text escaped, links only where nothing can run.
//!
//! Advice to the next person: nothing reaches the output but the tags written here and in
//! `inline.rs` and text that went through [`escape_html`]. Keep it so, and hostile input has
//! no way in. What is read is read as CommonMark does; tests/markdown.rs compares.

mod blocks;
mod emphasis;
mod inline;

use blocks::{Block, List};
use inline::push_inline;

/// The HTML of a Markdown text.
///
/// Paragraphs, headings with `#` (as `h3` and `h4`), lists, quotes, `*emphasis*`,
/// `**strong text**`, code within a line, hard breaks, escapes, and links that [`safe_url`]
/// allows; anything else is shown as text. An image and a forbidden link become their words.
#[must_use]
pub fn html_from_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let even;
    let text = if text.contains('\r') {
        even = text.replace("\r\n", "\n").replace('\r', "\n");
        &even
    } else {
        text
    };
    push_blocks(&mut out, &blocks::blocks(text));
    out
}

/// The text as it stands in an element or a quoted attribute.
///
/// Control characters that HTML forbids are dropped.
#[must_use]
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    push_escaped(&mut out, text);
    out
}

/// The address when a link to it cannot run anything: http, https, mailto or `#…`.
#[must_use]
pub fn safe_url(url: &str) -> Option<&str> {
    // Browsers drop tabs and line breaks: an address that has any is not what it seems.
    if url.chars().any(|ch| ch.is_control() || ch == '\\') {
        return None;
    }
    let starts = |scheme: &&str| {
        let head = url.get(..scheme.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let schemes = ["http://", "https://", "mailto:", "#"];
    schemes.iter().any(starts).then_some(url)
}

pub(super) fn push_escaped(out: &mut String, text: &str) {
    for ch in text.chars() {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' => out.push(ch),
            '\u{fffe}' | '\u{ffff}' => {}
            ch if ch.is_control() => {}
            ch => out.push(ch),
        }
    }
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => push_element(out, "p", text),
            // The section's title is an `h2`: text below it starts at `h3`.
            Block::Heading(level, text) => {
                push_element(out, if *level > 3 { "h4" } else { "h3" }, text);
            }
            Block::Quote(inner) => {
                out.push_str("<blockquote>\n");
                push_blocks(out, inner);
                out.push_str("</blockquote>\n");
            }
            Block::List(list) => push_list(out, list),
        }
    }
}

fn push_element(out: &mut String, name: &str, text: &str) {
    for part in ["<", name, ">"] {
        out.push_str(part);
    }
    push_inline(out, text);
    for part in ["</", name, ">\n"] {
        out.push_str(part);
    }
}

fn push_list(out: &mut String, list: &List) {
    match list.start {
        None => out.push_str("<ul>\n"),
        Some(1) => out.push_str("<ol>\n"),
        Some(first) => {
            for part in ["<ol start=\"", &first.to_string(), "\">\n"] {
                out.push_str(part);
            }
        }
    }
    for item in &list.items {
        out.push_str("<li>");
        for block in item {
            match block {
                Block::Paragraph(text) if !list.is_loose => push_inline(out, text),
                block => push_blocks(out, std::slice::from_ref(block)),
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str(if list.start.is_some() {
        "</ol>\n"
    } else {
        "</ul>\n"
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(html_from_markdown(text).trim_end(), expected, "{text:?}");
    }

    #[test]
    fn the_subset_becomes_html() {
        check(
            "One *two* **three** `a<b`",
            "<p>One <em>two</em> <strong>three</strong> <code>a&lt;b</code></p>",
        );
        check(
            "# A\n\n### B\n\n##### C",
            "<h3>A</h3>\n<h3>B</h3>\n<h4>C</h4>",
        );
        check(
            "- a\n- b\n\n3. c",
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n</ol>",
        );
        check("> said", "<blockquote>\n<p>said</p>\n</blockquote>");
        check("one\\\ntwo\nthree", "<p>one<br>\ntwo\nthree</p>");
        check(
            "千县万村，**8,945.4亿元**。",
            "<p>千县万村，<strong>8,945.4亿元</strong>。</p>",
        );
    }

    #[test]
    fn links_lead_out_or_down_the_page() {
        check(
            "[a](https://e.org/?x=1&y=2)",
            "<p><a href=\"https://e.org/?x=1&amp;y=2\" rel=\"noopener\">a</a></p>",
        );
        check("[a](#section=b)", "<p><a href=\"#section=b\">a</a></p>");
        check(
            "[me](mailto:me@e.org)",
            "<p><a href=\"mailto:me@e.org\" rel=\"noopener\">me</a></p>",
        );
        check("[a](other.html) [b](//e.org)", "<p>a b</p>");
    }

    #[test]
    fn an_image_becomes_its_alternative_text() {
        check("![a b](x.png)", "<p>a b</p>");
        check("[![a](x.png)](#b)", "<p><a href=\"#b\">a</a></p>");
    }

    #[test]
    fn raw_html_is_shown_as_text() {
        check(
            "a <b onclick=x>b</b>",
            "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>",
        );
        check(
            "<script>alert(1)</script>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        );
    }

    #[test]
    fn what_is_outside_the_subset_is_text() {
        check("a_b_ &copy; &#60;", "<p>a_b_ &amp;copy; &amp;#60;</p>");
        check("<https://e.org>", "<p>&lt;https://e.org&gt;</p>");
        check("[a][b] [a] a](#b)", "<p>[a][b] [a] a](#b)</p>");
        check("a\n---", "<p>a\n---</p>");
        check("    a\n| b | c |", "<p>a\n| b | c |</p>");
    }

    #[test]
    fn control_characters_do_not_pass() {
        assert_eq!(escape_html("a\u{0}b\u{7f}\u{9d}\r\n'\""), "ab\n&#39;&quot;");
    }
}
