//! Hostile Markdown: whatever an author's file holds, nothing of it runs.

use furrow::report::html_from_markdown;

/// No tag but ours, and no address that runs.
#[track_caller]
fn check_harmless(text: &str) {
    let html = html_from_markdown(text);
    for tag in html.split('<').skip(1) {
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find([' ', '>']).unwrap_or(name.len())];
        let ours = [
            "p",
            "h3",
            "h4",
            "blockquote",
            "pre",
            "code",
            "ul",
            "ol",
            "li",
            "em",
            "strong",
            "a",
            "br",
            "hr",
        ];
        assert!(ours.contains(&name), "{text:?} became {html:?}");
    }
    for address in html.split("href=\"").skip(1) {
        let safe = ["http://", "https://", "mailto:", "#"];
        let lower = address.to_ascii_lowercase();
        assert!(
            safe.iter().any(|start| lower.starts_with(start)),
            "{html:?}"
        );
    }
}

#[test]
fn hostile_links_lose_their_address() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "&#9;javascript:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "htt&#10;ps://e.org",
        "\\\\e.org",
    ] {
        check_harmless(&format!("[a]({url})"));
        check_harmless(&format!("[a](<{url}>)"));
        check_harmless(&format!("[a][r]\n\n[r]: {url}"));
        check_harmless(&format!("<{url}>"));
        check_harmless(&format!("[![a]({url})]({url})"));
        assert!(
            !html_from_markdown(&format!("[a]({url})")).contains("href"),
            "{url}"
        );
    }
}

#[test]
fn hostile_markup_stays_text() {
    for text in [
        "<script",
        "<script>\n\nalert(1)",
        "<img src=x onerror=alert(1)>",
        "<!-- <script> -->",
        "<![CDATA[<script>]]>",
        "<svg/onload=alert(1)>",
        "**a <style>*{}</style>**",
        "`</code><script>`",
        "```</pre><script>\n</code></pre><script>\n",
        "[a](https://e.org/\"onmouseover=\"alert(1))",
        "[a](https://e.org \"\\\" onclick=x\")",
        "[<b>](https://e.org/<b>)",
        "![\"><script>](x)",
        "&lt;script&gt; &#60;script&#62;",
        "> > > <script>\n- <iframe>\n  1. <object>",
    ] {
        check_harmless(text);
    }
    check_harmless(&">".repeat(5000));
    check_harmless(&"[".repeat(5000));
    check_harmless(&"*a **b ".repeat(2000));
}
