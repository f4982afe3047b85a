//! The web page of a report: a static page that loads the program and the data beside it.

use super::html_frame::{Head, attribute, open_html};
use super::pack::push_json_string;
use crate::data::{Lang, is_letter};

/// What a page of the site is made of. Every address is relative to the page.
#[derive(Debug, Clone, Copy)]
pub struct SitePage<'a> {
    /// The language of its static page, and of the program at first.
    pub lang: Lang,
    /// The title.
    pub title: &'a str,
    /// A sentence on what it shows; may be empty.
    pub description: &'a str,
    /// The same report in other languages: language and address.
    pub alternates: &'a [(Lang, &'a str)],
    /// The static page, from `static_body`.
    pub body_html: &'a str,
    /// What the program is told.
    pub config: &'a SiteConfig,
    /// The address of the file with `boot_js`.
    pub boot: &'a str,
    /// The program's name and version: `Furrow 0.1.0`.
    pub generator: &'a str,
    /// The day of the page as `YYYY-MM-DD`, or empty.
    pub date: &'a str,
    /// The sentence for browsers in which the program cannot start.
    pub static_notice: &'a str,
}

/// What the program reads from `furrow-config`. Every address is relative to the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SiteConfig {
    /// The report's descriptor, or its one data file.
    pub document: String,
    /// The other files of the report, relative to the descriptor.
    pub files: Vec<String>,
    /// What wasm-bindgen wrote for the page's program.
    pub glue: String,
    /// The page's program, or its first part.
    pub wasm: String,
    /// What it answers first: the bytes of `encode_first`.
    pub first: String,
    /// Its second part; empty when it is in one piece.
    pub engine: String,
    /// The style sheet.
    pub css: String,
    /// What wasm-bindgen wrote for the worker; empty without one.
    pub worker: String,
    /// The worker's program; empty without one.
    pub worker_wasm: String,
}

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
    worker-src 'self' blob:; base-uri 'none'; form-action 'none'";

/// The page's text.
#[must_use]
pub fn site_html(page: &SitePage<'_>) -> String {
    let config = page.config;
    let head = Head {
        lang: page.lang,
        title: page.title,
        description: page.description,
        generator: page.generator,
        date: page.date,
        static_notice: page.static_notice,
        policy: POLICY,
    };
    let mut out = open_html(&head, &[("data-view", "report")]);
    link(&mut out, &[("rel", "stylesheet"), ("href", &config.css)]);
    // `crossorigin` as fetch asks for it; without it the browser would load twice.
    let folder = config
        .document
        .rfind('/')
        .map_or("", |end| &config.document[..=end]);
    let data = config.files.iter().map(|file| format!("{folder}{file}"));
    let mut wanted = vec![
        config.first.clone(),
        config.wasm.clone(),
        config.engine.clone(),
    ];
    wanted.push(config.document.clone());
    wanted.extend(data);
    for address in wanted.iter().filter(|address| !address.is_empty()) {
        let mut attributes = vec![
            ("rel", "preload"),
            ("href", address.as_str()),
            ("as", "fetch"),
            ("crossorigin", "anonymous"),
        ];
        if address.ends_with(".wasm") {
            attributes.insert(3, ("type", "application/wasm"));
        }
        link(&mut out, &attributes);
    }
    for (lang, address) in page.alternates {
        link(
            &mut out,
            &[
                ("rel", "alternate"),
                ("hreflang", lang.code()),
                ("href", address),
            ],
        );
    }
    out.push_str("<script type=\"application/json\" id=\"furrow-config\">");
    push_config(&mut out, config);
    out.push_str("</script>\n");
    // The first begins to load the program at once; the other has to come before the page is read.
    for (address, when) in [(page.boot, " async"), (config.glue.as_str(), " defer")] {
        out.push_str("<script");
        attribute(&mut out, "src", address);
        out.push_str(when);
        out.push_str("></script>\n");
    }
    for part in [
        "</head>\n<body>\n<div id=\"app\">",
        page.body_html,
        "</div>\n",
    ] {
        out.push_str(part);
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// Where a chart's embed lies on a site: `embed/<chart>.html`.
///
/// What some system refuses in a file's name becomes `-`.
#[must_use]
pub fn embed_path(chart: &str) -> String {
    let name: String = chart
        .chars()
        .map(|ch| match ch {
            ch if is_letter(ch) || "-_".contains(ch) => ch,
            _ => '-',
        })
        .collect();
    format!("embed/{name}.html")
}

/// The configuration as JSON that can stand in a script element.
fn push_config(out: &mut String, config: &SiteConfig) {
    out.push_str("{\"document\":");
    push_json_string(out, &config.document);
    out.push_str(",\"files\":[");
    for (idx, file) in config.files.iter().enumerate() {
        out.push_str(if idx > 0 { "," } else { "" });
        push_json_string(out, file);
    }
    out.push(']');
    for (name, address) in [
        ("glue", &config.glue),
        ("wasm", &config.wasm),
        ("engine", &config.engine),
        ("first", &config.first),
        ("css", &config.css),
        ("worker", &config.worker),
        ("worker_wasm", &config.worker_wasm),
    ] {
        out.push(',');
        push_json_string(out, name);
        out.push(':');
        push_json_string(out, address);
    }
    out.push('}');
}

fn link(out: &mut String, attributes: &[(&str, &str)]) {
    out.push_str("<link");
    for (name, value) in attributes {
        attribute(out, name, value);
    }
    out.push_str(">\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_embed_stays_in_its_folder() {
        assert_eq!(embed_path("rural-retail"), "embed/rural-retail.html");
        assert_eq!(embed_path("../a b?"), "embed/---a-b-.html");
    }

    #[test]
    fn every_address_is_relative() {
        let config = SiteConfig {
            document: "data/a/datapackage.json".to_owned(),
            files: vec!["b </script>.csv".to_owned()],
            glue: "page-1.js".to_owned(),
            wasm: "page-1_bg.wasm".to_owned(),
            css: "furrow-1.css".to_owned(),
            ..SiteConfig::default()
        };
        let html = site_html(&SitePage {
            lang: Lang::En,
            title: "T",
            description: "",
            alternates: &[(Lang::Zh, "zh.html")],
            body_html: "<p>static</p>",
            config: &config,
            boot: "boot-1.js",
            generator: "Furrow 0.1.0",
            date: "",
            static_notice: "",
        });
        assert!(
            html.contains("href=\"data/a/b &lt;/script&gt;.csv\""),
            "{html}"
        );
        assert!(html.contains("\"files\":[\"b \\u003c/script>.csv\"]"));
        assert!(html.contains("<script src=\"page-1.js\" defer></script>"));
        assert!(html.contains("<link rel=\"alternate\" hreflang=\"zh\" href=\"zh.html\">"));
        assert!(!html.contains("=\"/") && !html.contains("http://"));
    }
}
