//! One HTML file that holds program, report and data, and opens by double click.
//!
//! Contents stand in their elements without a byte added, because the program reads them back
//! to save the file again.

use super::boot::{one_file_boot_js, unpack_js};
use super::html_frame::{Head, attribute, open_html};
use super::inline::{csp_hash, inline};
use crate::data::Lang;

/// What one file is made of.
#[derive(Debug, Clone, Copy)]
pub struct OneFile<'a> {
    /// The language of its static page, and of the program at first.
    pub lang: Lang,
    /// The title.
    pub title: &'a str,
    /// A sentence on what it shows; may be empty.
    pub description: &'a str,
    /// The whole style sheet.
    pub css: &'a str,
    /// What wasm-bindgen wrote for `--target no-modules`; defines `wasm_bindgen`.
    pub glue_js: &'a str,
    /// The same packed: gzip as dense text, like all that a page needs first.
    pub glue_packed: &'a str,
    /// The program: WebAssembly, packed like the glue.
    pub wasm_packed: &'a str,
    /// The second part of the program, gzip or LZMA; empty when it is in one piece.
    pub engine_packed: &'a str,
    /// What wasm-bindgen wrote for the worker; empty in a light file.
    pub worker_js: &'a str,
    /// The worker's program, packed like the engine; empty in a light file.
    pub worker_wasm_packed: &'a str,
    /// The static page, from `static_body` or `static_embed`.
    pub body_html: &'a str,
    /// The data: the text of `pack_json`, packed like the engine.
    pub pack_packed: &'a str,
    /// What the program answers first: the bytes of `encode_first`, packed like the glue.
    pub first_packed: &'a str,
    /// What the program shows.
    pub view: View<'a>,
    /// The program's name and version: `Furrow 0.1.0`.
    pub generator: &'a str,
    /// The day of the file as `YYYY-MM-DD`, or empty.
    pub date: &'a str,
    /// The sentence for browsers in which the program cannot start.
    pub static_notice: &'a str,
}

/// What a file shows when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View<'a> {
    /// The whole report.
    Report,
    /// One chart, to stand in another page.
    Embed {
        /// The chart's id.
        chart: &'a str,
        /// Where its report is: http(s), or relative to the embed.
        report_url: &'a str,
    },
}

/// The file's text.
///
/// A `</script` in a script is written `<\/script`, which means the same in a JavaScript string; a
/// `</style` in the style sheet likewise. The glue itself is packed; the boot script makes an
/// element of it, `furrow-glue`, which the policy knows by its hash.
#[must_use]
pub fn one_file_html(file: &OneFile<'_>) -> String {
    let css = inline(file.css, "</style");
    let (unpack, boot) = (unpack_js(), one_file_boot_js());
    let policy = format!(
        "default-src 'none'; script-src '{}' '{}' '{}' 'wasm-unsafe-eval'; style-src '{}'; \
         img-src data: blob:; connect-src 'none'; worker-src blob: data:; base-uri 'none'; \
         form-action 'none'",
        csp_hash(file.glue_js),
        csp_hash(&unpack),
        csp_hash(&boot),
        csp_hash(&css),
    );
    let head = Head {
        lang: file.lang,
        title: file.title,
        description: file.description,
        generator: file.generator,
        date: file.date,
        static_notice: file.static_notice,
        policy: &policy,
    };
    let mut out = match file.view {
        View::Report => open_html(&head, &[("data-view", "report")]),
        View::Embed { chart, report_url } => open_html(
            &head,
            &[
                ("data-view", "embed"),
                ("data-chart", chart),
                ("data-report-url", report_url),
            ],
        ),
    };
    out.reserve(css.len() + file.wasm_packed.len() + file.engine_packed.len());
    for part in [
        "<style id=\"furrow-css\">",
        &css,
        "</style>\n</head>\n<body>\n<div id=\"app\">",
        file.body_html,
        "</div>\n",
    ] {
        out.push_str(part);
    }
    let data = Some("text/plain");
    script(&mut out, "furrow-first", data, file.first_packed);
    script(&mut out, "furrow-glue-packed", data, file.glue_packed);
    script(&mut out, "furrow-wasm", data, file.wasm_packed);
    script(&mut out, "furrow-unpack", None, &unpack);
    script(&mut out, "furrow-boot", None, &boot);
    // The program starts while the browser reads on.
    if !file.engine_packed.is_empty() {
        script(&mut out, "furrow-engine", data, file.engine_packed);
    }
    script(&mut out, "furrow-pack", data, file.pack_packed);
    if !file.worker_js.is_empty() {
        let worker = inline(file.worker_js, "</script");
        script(&mut out, "furrow-worker-glue", data, &worker);
        script(
            &mut out,
            "furrow-worker-wasm",
            data,
            file.worker_wasm_packed,
        );
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn script(out: &mut String, id: &str, kind: Option<&str>, content: &str) {
    out.push_str("<script");
    attribute(out, "id", id);
    if let Some(kind) = kind {
        attribute(out, "type", kind);
    }
    out.push('>');
    out.push_str(content);
    out.push_str("</script>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file<'a>(css: &'a str, glue_js: &'a str, view: View<'a>) -> String {
        one_file_html(&OneFile {
            lang: Lang::Zh,
            title: "<A> & \"B\"",
            description: "",
            css,
            glue_js,
            glue_packed: "GGGG",
            wasm_packed: "AAAA",
            engine_packed: "CCCC",
            worker_js: "let worker = '</script>';\n",
            worker_wasm_packed: "BBBB",
            body_html: "<p>static</p>",
            pack_packed: "e30",
            first_packed: "DDDD",
            view,
            generator: "Furrow 0.1.0",
            date: "2026-02-14",
            static_notice: "此浏览器显示静态报告",
        })
    }

    /// The text of the element with an id, as a browser finds its end.
    #[track_caller]
    fn content<'a>(html: &'a str, id: &str, end: &str) -> &'a str {
        let open = html.find(&format!("id=\"{id}\"")).unwrap();
        let start = open + html[open..].find('>').unwrap() + 1;
        &html[start..start + html[start..].find(end).unwrap()]
    }

    #[test]
    fn contents_stand_as_they_were_given() {
        let html = file("a{b:c}", "let wasm_bindgen = 1;\n", View::Report);
        assert_eq!(content(&html, "furrow-css", "</style"), "a{b:c}");
        assert_eq!(content(&html, "furrow-glue-packed", "</script"), "GGGG");
        assert_eq!(content(&html, "furrow-wasm", "</script"), "AAAA");
        assert_eq!(content(&html, "furrow-engine", "</script"), "CCCC");
        assert_eq!(content(&html, "furrow-pack", "</script"), "e30");
        assert_eq!(
            content(&html, "furrow-worker-glue", "</script"),
            "let worker = '<\\/script>';\n"
        );
        assert_eq!(content(&html, "furrow-worker-wasm", "</script"), "BBBB");
        assert_eq!(
            content(&html, "furrow-boot", "</script"),
            one_file_boot_js()
        );
        assert!(html.contains("<title>&lt;A&gt; &amp; &quot;B&quot;</title>"));
        assert!(html.contains("<html lang=\"zh\" data-view=\"report\""));
    }

    #[test]
    fn the_policy_names_what_stands_inside() {
        let html = file("a{}\r\nb{}", "x\r\ny", View::Report);
        for (id, end) in [
            ("furrow-css", "</style"),
            ("furrow-unpack", "</script"),
            ("furrow-boot", "</script"),
        ] {
            let hash = csp_hash(content(&html, id, end));
            assert!(html.contains(&hash), "{id}");
        }
        // The glue as the browser will have it.
        assert!(html.contains(&csp_hash("x\r\ny")));
        assert!(!html.contains('\r'));
        assert!(html.contains("content=\"default-src 'none'; script-src 'sha256-"));
    }

    #[test]
    fn nothing_inside_ends_its_element() {
        let html = file(
            "a:after{content:'</StyLe>'}",
            "f('</SCRIPT><!--<script>')",
            View::Report,
        );
        // The packed glue is read as HTML by nobody.
        assert!(html.contains(&csp_hash("f('</SCRIPT><!--<script>')")));
        assert_eq!(
            content(&html, "furrow-css", "</style"),
            "a:after{content:'<\\/StyLe>'}"
        );
    }

    #[test]
    fn an_embed_names_its_chart_and_its_report() {
        let view = View::Embed {
            chart: "a\"b",
            report_url: "../index.html#chart=a",
        };
        let html = file("", "", view);
        assert!(html.contains(
            "data-view=\"embed\" data-chart=\"a&quot;b\" data-report-url=\"../index.html#chart=a\""
        ));
    }

    #[test]
    fn no_attribute_runs_or_styles() {
        let html = file("", "", View::Report);
        assert!(!html.contains(" style=") && !html.contains(" on"), "{html}");
    }
}
