//! Markdown: the same as pulldown-cmark within the subset, and nothing of hostile text runs.

use std::time::{Duration, Instant};

use furrow::report::html_from_markdown;
use serde_json::Value;

#[path = "support/commonmark.rs"]
mod commonmark;

use commonmark::html_by_pulldown;

#[track_caller]
fn check_same(text: &str) {
    assert_eq!(html_from_markdown(text), html_by_pulldown(text), "{text:?}");
}

/// Every text of a JSON value.
fn texts<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => out.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Object(members) => members.values().for_each(|member| texts(member, out)),
        _ => {}
    }
}

#[test]
fn the_sample_report_reads_as_commonmark() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/public/data/rural-ecommerce/datapackage.json"
    );
    let json: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut all = Vec::new();
    texts(&json, &mut all);
    // The report's texts; elsewhere stand patterns and addresses.
    let mut report = Vec::new();
    texts(json.pointer("/furrow:report").unwrap(), &mut report);
    assert!(report.len() > 100);
    report.into_iter().for_each(check_same);
    all.into_iter()
        .filter(|text| !text.starts_with('^'))
        .for_each(check_same);
}

#[test]
fn the_subset_reads_as_commonmark() {
    for text in [
        "",
        "one\ntwo\n\n\nthree",
        "  one\n   two  \n\tthree\nfour  ",
        "one\\\ntwo\\",
        "one\r\ntwo\r\n\r\nthree\rfour",
        "a\u{3000}b\n\u{3000}\u{3000}c",
        "# A\n## B ##\n### C#\n#### D # #\n##### E\n###### F\n####### G\n#H\n#",
        "text\n### heading\ntext",
        "- a\n- b\n* c\n* d",
        "- a\n\n- b\n\n\n- c\n\nend",
        "- a\n  b\nc\n- d\n\n  e\nf",
        "- a\n  - b\n  - c\n- d\n  1. e\n  2. f",
        "- a\n  - b\n\n  - c\n- d",
        "- a\n  - b\n\n- c",
        "- a\n  - b\n\n  c",
        "-\ta\n\t- b\n\n\tc",
        "-   a\n    b\n\n    c\n- d",
        "1. a\n2. b\n3) c\n7. d\n   - e",
        "1. a\n\n   b\n\n2. c",
        "text\n- a\ntext\n\ntext\n2. b\n1. c",
        "- \n- a\n-\n",
        "- # A\n- > b\n  c\n- 1. d",
        "-a\n1.b\n1 c\n1234567890. d",
        "> a\n> b\nc\n\n> d\n>\n> e",
        "> - a\n> - b\nc\n- d",
        ">a\n>> b\n> c",
        "> # A\nb\n> 1. c\n>    d",
        "*a* **b** ***c*** **d *e* f** *g **h** i*",
        "**a*b** *c**d* ****e**** *f",
        "a*b*c 2*3*4 a * b * c** d ** e",
        "*a **b* c** ***d** e* *f* *g*",
        "**“引号”** 后，**数字：**1；中**文**字",
        "千县万村，**8,945.4亿元**。*强调*，“**话**”",
        "(*a*) *(b)* **(c)**d *(e)*f",
        "\\*a\\* \\**b* \\\\*c* \\a \\# \\[d](#e) \\`f`",
        "`a` ``b`c`` ` d ` `  ` `e\nf` `g** *h*` `",
        "``a` `b`` *c`*`d* [e`](#f)`",
        "[a](https://e.org) [b *c*](http://e.org/?x=1&amp;y=2) *[d](#e)*",
        "[a](https://e.org/(b)_c) [d]( #e ) [f](mailto:g@h.i) [](#j) [k]()",
        "[a [b](#c) d](#e) [f] (#g) [h](#i [j](#k)",
        "[a](javascript:b) [c](/d) [e](https://e.org/\\(f\\*)",
        "*[a*](#b) [c*d](#e)* **f [g](#h**i)",
        "&amp; &lt;b&gt; &quot;&nbsp;&quot; & &; &am p; a&b",
        "AT&T <3 \"quotes\" 'single' > | ~ $ ^ {x}",
        "![a](b.png) ![c [d](e)](#f) [![g](h)](#i) ! [j](#k) !\\[l](#m)",
        "1\\. a\n\n\\- b\n\n\\# c\n\n\\> d",
        "a - b\n+ c\n+ d\n\n2024. e",
    ] {
        check_same(text);
    }
}

/// Many times the bytes in less than the time of something quadratic, in a slow build too.
#[test]
fn long_lines_take_linear_time() {
    let start = Instant::now();
    for part in [
        "*",
        "* ",
        " *",
        "**a",
        "a** ",
        "*a **b ",
        "*a* ",
        "***a** ",
        "[",
        "]",
        "[]",
        "[a](",
        "](",
        "[a](#",
        "[a](b",
        "[a](#b)",
        "![[",
        "![[a](#b)",
        "[*a](#b)*",
        "`",
        "`a``b",
        "\\",
        "\\`",
        "&",
        "&amp;",
        "#",
        "# ",
        ">",
        "> ",
        "- ",
        "1. ",
        "-\n",
        "> -\n",
        "- a\n\n",
        "\n",
        " ",
        "\t",
        "  \n",
        "a\n",
        " - a\n",
        "- a\n  - b\n\n",
        "<",
        "(",
        "[a](((",
        "_",
        "!",
        "!\\[",
    ] {
        drop(html_from_markdown(&part.repeat(1_000_000 / part.len())));
    }
    let half = "[a](".repeat(100_000) + &")".repeat(500_000);
    drop(html_from_markdown(&half));
    let ticks: String = (1..1400).map(|n| "`".repeat(n) + "a").collect();
    drop(html_from_markdown(&ticks));
    let opened = "*a ".repeat(300_000) + &"b*".repeat(300_000);
    drop(html_from_markdown(&opened));
    let images = "![".repeat(200_000) + &"[a](#b)".repeat(100_000) + &"](c)".repeat(200_000);
    drop(html_from_markdown(&images));
    assert!(start.elapsed() < Duration::from_secs(60));
}

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
