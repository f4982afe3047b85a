//! Markdown to HTML: a safe subset, every text escaped, links only where nothing can run.
//!
//! Advice to the next person: nothing reaches the output but the tags written here and text
//! that went through [`escape_html`]. Keep it so, and hostile input has no way in.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

/// The HTML of a Markdown text; raw HTML in it is shown as text.
///
/// Paragraphs, emphasis, lists, quotes, code, headings (as `h3` and `h4`) and links that
/// [`safe_url`] allows. An image becomes its alternative text, a forbidden link its words.
#[must_use]
pub fn html_from_markdown(text: &str) -> String {
    let mut writer = Writer {
        out: String::with_capacity(text.len() + text.len() / 8),
        links: Vec::new(),
        image_depth: 0,
    };
    for event in Parser::new_ext(text, Options::empty()) {
        writer.event(event);
    }
    writer.out
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

struct Writer {
    out: String,
    /// Whether each open link was written.
    links: Vec<bool>,
    image_depth: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.image_depth += 1,
            Event::End(TagEnd::Image) => self.image_depth = self.image_depth.saturating_sub(1),
            // Within an alternative text only words count.
            Event::Start(_) | Event::End(_) if self.image_depth > 0 => {}
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Code(text) if self.image_depth == 0 => {
                self.out.push_str("<code>");
                push_escaped(&mut self.out, &text);
                self.out.push_str("</code>");
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => push_escaped(&mut self.out, &text),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.out.push_str("<p>"),
            Tag::Heading { level, .. } => {
                self.out.push('<');
                self.out.push_str(heading_name(level));
                self.out.push('>');
            }
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Indented | CodeBlockKind::Fenced(_)) => {
                self.out.push_str("<pre><code>");
            }
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::List(Some(1)) => self.out.push_str("<ol>\n"),
            Tag::List(Some(first)) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(link_type, &dest_url),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => {
                self.out.push_str("</");
                self.out.push_str(heading_name(level));
                self.out.push_str(">\n");
            }
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => self.out.push_str("</code></pre>\n"),
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    fn start_link(&mut self, link_type: LinkType, url: &str) {
        let address = if link_type == LinkType::Email {
            format!("mailto:{url}")
        } else {
            url.to_owned()
        };
        let is_safe = safe_url(&address).is_some();
        if is_safe {
            self.out.push_str("<a href=\"");
            push_escaped(&mut self.out, &address);
            self.out.push_str(if address.starts_with('#') {
                "\">"
            } else {
                "\" rel=\"noopener\">"
            });
        }
        self.links.push(is_safe);
    }

    fn end_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.out.push_str("</a>");
        }
    }
}

/// The section's title is an `h2`: text below it starts at `h3`.
fn heading_name(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => "h3",
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => "h4",
    }
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
            "<me@e.org>",
            "<p><a href=\"mailto:me@e.org\" rel=\"noopener\">me@e.org</a></p>",
        );
        check("[a](other.html) [b](//e.org)", "<p>a b</p>");
    }

    #[test]
    fn an_image_becomes_its_alternative_text() {
        check("![a *b* [c](https://e.org)](x.png)", "<p>a b c</p>");
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
    fn control_characters_do_not_pass() {
        assert_eq!(escape_html("a\u{0}b\u{7f}\u{9d}\r\n'\""), "ab\n&#39;&quot;");
    }
}
