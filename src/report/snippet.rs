//! What is copied or saved, as text: the iframe of an embed and the names of files.

use super::escape_html;
use crate::data::{Lang, is_letter};

/// The longest part of a file's name, in characters; some systems allow 255 bytes in all.
const MAX_NAME_CHARS: usize = 40;

/// An iframe for any web page: full width, `height` px high, loaded when it comes into view.
///
/// The sandbox lets the chart's program run and its links open in a new tab that is not
/// sandboxed itself (publishers' sites need scripts and storage), and nothing else: without
/// `allow-same-origin` the chart can read nothing of the page around it, even on the same host.
/// `min-width` is for Safari, which would otherwise let the content decide.
#[must_use]
pub fn embed_snippet(embed_url: &str, title: &str, height: f64) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{:.0}\" loading=\"lazy\" \
         sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" \
         style=\"border:0;width:100%;min-width:100%\"></iframe>",
        escape_html(embed_url),
        escape_html(&title.split_whitespace().collect::<Vec<_>>().join(" ")),
        if height.is_finite() {
            height.clamp(0.0, 1e5).ceil()
        } else {
            0.0
        },
    )
}

/// A file's name that says what it is: `<report>-<chart>-<lang>.svg`.
///
/// Characters that some system refuses become `-`; Chinese stays.
#[must_use]
pub fn file_name(report: &str, chart: &str, lang: Lang, extension: &str) -> String {
    let parts = [report, chart, lang.code()].map(file_part);
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    format!("{}.{extension}", parts.join("-"))
}

/// The name of a saved report: `<report>.html`.
#[must_use]
pub fn html_file_name(report: &str) -> String {
    match file_part(report).as_str() {
        "" => "report.html".to_owned(),
        part => format!("{part}.html"),
    }
}

fn file_part(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().take(MAX_NAME_CHARS) {
        if is_letter(c) || c == '_' || (c == '.' && !out.is_empty()) {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches(['-', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iframe_is_wide_lazy_and_sandboxed() {
        assert_eq!(
            embed_snippet(
                "https://example.org/embed/growth.html",
                "Taobao villages",
                412.3
            ),
            "<iframe src=\"https://example.org/embed/growth.html\" title=\"Taobao villages\" \
             width=\"100%\" height=\"413\" loading=\"lazy\" \
             sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\" \
             style=\"border:0;width:100%;min-width:100%\"></iframe>"
        );
    }

    #[test]
    fn nothing_leaves_its_attribute() {
        let snippet = embed_snippet("a\"b?c&d#e='f'", "\"><script>x</script>\n浙江\0", f64::NAN);
        assert!(
            snippet.contains("src=\"a&quot;b?c&amp;d#e=&#39;f&#39;\""),
            "{snippet}"
        );
        let title = "title=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt; 浙江\"";
        assert!(snippet.contains(title), "{snippet}");
        assert!(snippet.contains("height=\"0\""), "{snippet}");
    }

    #[test]
    fn a_file_says_what_it_is() {
        let name = |report, chart| file_name(report, chart, Lang::Zh, "svg");
        assert_eq!(
            name("rural-ecommerce", "counties"),
            "rural-ecommerce-counties-zh.svg"
        );
        assert_eq!(
            name("农村电商 2020/2021", "a:b"),
            "农村电商-2020-2021-a-b-zh.svg"
        );
        assert_eq!(name("../../etc", ""), "etc-zh.svg");
        assert_eq!(name("", "<>|\u{202e}"), "zh.svg");
        assert_eq!(html_file_name("a/b"), "a-b.html");
        assert_eq!(html_file_name(""), "report.html");
        assert_eq!(name("v1.2.", "c"), "v1.2-c-zh.svg");
    }
}
