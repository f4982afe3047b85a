//! The menu of a chart: link, pictures, numbers.

use furrow::data::Lang;
use furrow::engine::{Request, Response};
use furrow::words::interface;
use serde_json::json;

use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;
use crate::support::request;

const CHART: &str = "taobao-provinces";
const CITED: &str = "rural-retail";

#[test]
fn a_chart_is_saved_as_svg() {
    let reader = Reader::at(&Server::site(), "");
    let words = interface(Lang::En);
    reader.choose_from_menu(CHART, words.save_svg);
    let bytes = reader.downloaded(&format!("rural-ecommerce-{CHART}-en.svg"));
    let text = String::from_utf8(bytes).unwrap();
    // The browser's own parser says whether it is well-formed, and reads it.
    let script = "const parsed = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
        return parsed.querySelector('parsererror') ? 'broken' : parsed.documentElement.textContent";
    let said = reader.text(script, json!([text]));
    let view = reader.expected(&mut native(), CHART);
    let first_words: String = view.title.split(' ').take(4).collect::<Vec<_>>().join(" ");
    assert!(said.contains(&first_words), "{said}");
    assert!(said.contains("Source: "), "{said}");
    assert!(said.contains(&view.description), "{said}");
    assert!(!text.contains("var("), "a picture has its own colours");
    reader.finish();
}

#[test]
fn a_chart_is_saved_as_png() {
    let reader = Reader::at(&Server::site(), "");
    reader.choose_from_menu(CHART, interface(Lang::En).save_png);
    let bytes = reader.downloaded(&format!("rural-ecommerce-{CHART}-en.png"));
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    assert!(bytes.len() > 5_000, "{} bytes", bytes.len());
    let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
    assert_eq!(width, 1440, "two pixels to the px");
    reader.finish();
}

#[test]
fn a_chart_s_numbers_are_saved_as_csv() {
    let reader = Reader::at(&Server::site(), "");
    reader.choose_from_menu(CHART, interface(Lang::En).save_csv);
    let bytes = reader.downloaded(&format!("rural-ecommerce-{CHART}-en.csv"));
    assert!(bytes.starts_with(b"\xef\xbb\xbf"), "no byte-order mark");
    let text = String::from_utf8(bytes).unwrap();
    let view = reader.expected(&mut native(), CHART);
    assert_eq!(text.lines().count(), 1 + view.table.n_rows, "{text}");
    match native().handle(Request::Csv(request(CHART, 720.0, Lang::En))) {
        Response::Csv { text: expected, .. } => assert_eq!(text, expected),
        other => panic!("{other:?}"),
    }
    reader.finish();
}

#[test]
fn what_is_saved_is_what_is_shown() {
    let reader = Reader::at(
        &Server::site(),
        &format!("#chart={CHART}&entities=Zhejiang&lang=zh"),
    );
    reader.choose_from_menu(CHART, interface(Lang::Zh).save_csv);
    let bytes = reader.downloaded(&format!("rural-ecommerce-{CHART}-zh.csv"));
    let text = String::from_utf8(bytes).unwrap();
    let has_zhejiang = text.contains("浙江") || text.contains("Zhejiang");
    let has_fujian = text.contains("福建") || text.contains("Fujian");
    assert!(has_zhejiang && !has_fujian, "{text}");
    reader.finish();
}

#[test]
fn a_link_is_copied() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    let permissions = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    reader
        .driver
        .devtools("Browser.grantPermissions", permissions);
    reader.choose_from_menu(CHART, interface(Lang::En).copy_link);
    reader.wait("`Copied`", || {
        (reader.text_of(".said") == interface(Lang::En).copied).then_some(())
    });
    let script = "const done = arguments[0];
        navigator.clipboard.readText().then(done, (error) => done(String(error)))";
    let copied = reader.js_later(script, json!([]));
    assert_eq!(copied, site.url(&format!("#chart={CHART}")).as_str());
    reader.finish();
}

#[test]
fn a_figure_is_cited_with_its_source_by_keys() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    reader.see_ready();
    let permissions = json!({"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]});
    reader
        .driver
        .devtools("Browser.grantPermissions", permissions);
    reader.click(&format!("#chart-{CITED} .tab[aria-selected=true]"));
    reader.tab_to(&format!("#chart-{CITED} .plot"));
    reader.press("End");
    reader.press("Enter");
    let button = format!("#chart-{CITED} .tooltip-cite");
    reader.wait("the button", || reader.texts(&button).pop());
    reader.tab_to(&button);
    reader.press("Enter");
    reader.wait("`Copied`", || {
        (reader.text_of(".said") == interface(Lang::En).copied).then_some(())
    });
    let script = "const done = arguments[0];
        navigator.clipboard.readText().then(done, (error) => done(String(error)))";
    let copied = reader.js_later(script, json!([]));
    // A number stays with its unit in one line.
    let copied = copied.as_str().unwrap().replace('\u{a0}', " ");
    let (figure, source) = copied.split_once(". Source: ").unwrap();
    assert!(figure.contains("2025: ≥ 3,000 billion yuan"), "{copied}");
    let end = site.url(&format!("#chart={CITED}"));
    assert!(source.ends_with(&format!(", {end}")), "{copied}");
    // The key that lets it go leads back to the plot.
    reader.press("Escape");
    reader.see_no_tooltip(CHART);
    let focused = "return document.activeElement.matches(arguments[0])";
    let plot = format!("#chart-{CITED} .plot");
    assert_eq!(reader.js(focused, json!([plot])), true);
    reader.finish();
}

#[test]
fn the_menu_answers_to_the_keyboard() {
    let reader = Reader::at(&Server::site(), "");
    reader.click(&format!("#chart-{CHART} .tab[aria-selected=true]"));
    reader.tab_to(&format!("#chart-{CHART} .menu-button"));
    reader.press("Enter");
    let words = interface(Lang::En);
    let focused = |label: &str| {
        reader.wait(&format!("the focus on {label}"), || {
            (reader.texts(":focus") == [label]).then_some(())
        });
    };
    focused(words.copy_link);
    reader.press("ArrowDown");
    focused(words.embed);
    reader.press("End");
    focused(words.save_csv);
    reader.press("ArrowDown");
    focused(words.copy_link);
    reader.press("Escape");
    focused("⋯");
    assert_eq!(reader.texts("[role=menu]").len(), 0);
    reader.finish();
}
