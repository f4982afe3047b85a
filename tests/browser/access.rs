//! axe-core finds nothing to complain about, on any screen.

use furrow::report::Theme;
use serde_json::{Value, json};

use crate::hosts::{article, see_frame_ready};
use crate::reader::Reader;
use crate::server::Server;
use crate::setting;

/// Runs every check of axe-core but `without` on the page or frame that is looked at.
#[track_caller]
pub(crate) fn see_no_barrier(reader: &Reader, without: &[&str]) {
    reader.js(&setting::axe_js(), json!([]));
    let script = "const [without, done] = arguments;
        const rules = Object.fromEntries(without.map((id) => [id, {enabled: false}]));
        axe.run(document, {rules, resultTypes: ['violations']}).then(
            ({violations}) => done(violations.map(({id, help, nodes}) => ({
                id, help, n: nodes.length, nodes: nodes.slice(0, 5).map(
                    (node) => [node.html.slice(0, 200), node.failureSummary])}))),
            (error) => done([String(error)]))";
    let found = reader.js_later(script, json!([without]));
    assert_eq!(found, Value::Array(Vec::new()), "{found:#}");
}

#[test]
fn the_report_has_no_barrier() {
    for link in ["#theme=light", "#theme=dark", "#lang=zh&theme=light"] {
        let reader = Reader::at(&Server::site(), link);
        see_no_barrier(&reader, &[]);
        reader.finish();
    }
}

#[test]
fn the_report_on_a_phone_has_no_barrier() {
    let mut reader = Reader::new();
    reader.resize(360, 740);
    reader.open(&Server::site().url(""));
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn the_static_report_has_no_barrier() {
    let mut reader = Reader::new();
    let old = json!({"source": "delete window.WebAssembly"});
    reader
        .driver
        .devtools("Page.addScriptToEvaluateOnNewDocument", old);
    reader.expect_on_console("Furrow shows the static report");
    reader.expect_on_console("was preloaded using link preload");
    reader.visit(&Server::site().url(""));
    reader.wait("the notice", || reader.texts(".static-notice").pop());
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn no_id_stands_twice() {
    let reader = Reader::at(&Server::site(), "");
    assert_eq!(reader.drawings().len(), 17);
    let twice = "const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
        return ids.filter((id, idx) => ids.indexOf(id) !== idx)";
    assert_eq!(reader.js(twice, json!([])), json!([]));
    reader.finish();
}

#[test]
fn tables_menus_and_dialogs_have_no_barrier() {
    let reader = Reader::at(&Server::site(), "#chart=taobao-provinces&tab=table");
    reader.see_table("taobao-provinces");
    see_no_barrier(&reader, &[]);
    reader.click("#chart-taobao-provinces .menu-button");
    reader.wait("the menu", || reader.texts("[role=menuitem]").pop());
    see_no_barrier(&reader, &[]);
    reader.click_labelled("[role=menuitem]", reader.words().embed);
    reader.wait("the dialog", || reader.texts("dialog[open]").pop());
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn notices_have_no_barrier() {
    let reader = Reader::at(&Server::site(), "#nonsense");
    reader.drop_files(&[("empty.csv", b"")]);
    reader.see_notice("empty.csv");
    see_no_barrier(&reader, &[]);
    reader.switch_theme(Theme::Dark);
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn an_embed_has_no_barrier() {
    let site = Server::site();
    let address = site.url("embed/rural-retail.html");
    let snippet = furrow::report::embed_snippet(&address, "A chart", 700.0);
    let host = Server::of_page(&article(&snippet, 600));
    let mut reader = Reader::new();
    reader.trust(&site.url(""));
    reader.visit(&host.url(""));
    see_frame_ready(&reader);
    reader.enter_frame();
    // The first heading is the article's.
    see_no_barrier(&reader, &["page-has-heading-one"]);
    reader.leave_frame();
    reader.finish();
}
