//! The frame of every HTML file that Furrow writes: doctype, language, policy, head.

use super::markdown::push_escaped;
use crate::data::Lang;

/// What stands in the head of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) lang: Lang,
    pub(super) title: &'a str,
    pub(super) description: &'a str,
    pub(super) generator: &'a str,
    /// The day of the file as `YYYY-MM-DD`, or empty.
    pub(super) date: &'a str,
    /// The sentence for browsers in which the program cannot start.
    pub(super) static_notice: &'a str,
    /// The content security policy.
    pub(super) policy: &'a str,
}

/// Everything up to where the page adds its own to the head.
///
/// `attributes` are further ones of the `html` element.
pub(super) fn open_html(head: &Head<'_>, attributes: &[(&str, &str)]) -> String {
    let mut out = String::from("<!doctype html>\n<html");
    attribute(&mut out, "lang", head.lang.code());
    for (name, value) in attributes {
        attribute(&mut out, name, value);
    }
    attribute(&mut out, "data-static-notice", head.static_notice);
    // The policy stands before anything that could load. It is ours, and its quotes stay readable.
    out.push_str(&format!(
        ">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" \
         content=\"{}\">\n",
        head.policy
    ));
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        // No address of the report goes to where a link leads.
        ("referrer", "no-referrer"),
        // Phones would otherwise turn figures into telephone links.
        ("format-detection", "telephone=no"),
        ("generator", head.generator),
        ("date", head.date),
        ("description", head.description),
    ] {
        if !content.is_empty() {
            out.push_str("<meta");
            attribute(&mut out, "name", name);
            attribute(&mut out, "content", content);
            out.push_str(">\n");
        }
    }
    // An icon of nothing, or browsers would ask the host for one.
    out.push_str("<link rel=\"icon\" href=\"data:,\">\n<title>");
    push_escaped(&mut out, head.title);
    out.push_str("</title>\n");
    out
}

/// Writes ` name="value"`.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_escaped(out, value);
    out.push('"');
}
