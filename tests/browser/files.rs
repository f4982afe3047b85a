//! Files of the reader's own: dropped or picked, good or broken.

use std::fmt::Write as _;

use furrow::data::Lang;
use furrow::report::Tab;
use furrow::words::interface;
use serde_json::json;

use crate::access::see_no_barrier;
use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;
use crate::support::{page, root};

/// A table as someone would export it.
const PLATFORMS: &str = "year,platform,sales\n\
    2019,京东,120.5\n2020,京东,-3.5\n2021,京东,140\n\
    2019,拼多多,80\n2020,拼多多,95.25\n2021,拼多多,130\n";

/// A text as Chinese spreadsheets save it.
pub(crate) fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// A file of the tests for broken input.
fn bad(path: &str) -> Vec<u8> {
    let path = root().join("tests/bad").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The one chart of the document on the screen that is wanted, once the heading is there.
#[track_caller]
fn see_document(reader: &Reader, title: &str) -> String {
    reader.wait(&format!("the document {title}"), || {
        (reader.texts("h1") == [title]).then_some(())
    });
    reader.see_ready();
    let charts = reader.chart_ids();
    charts
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("{title} has no chart"))
}

#[track_caller]
fn see_sample_report(reader: &Reader) {
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::En).title);
    reader.see_ready();
    assert_eq!(reader.drawings().len(), 17);
}

#[test]
fn a_dropped_table_becomes_a_chart_and_a_table() {
    let reader = Reader::at(&Server::site(), "");
    reader.drop_files(&[("platforms.csv", PLATFORMS.as_bytes())]);
    let chart = see_document(&reader, "platforms");
    let drawn = reader.text_of(&format!("#chart-{chart} .plot"));
    assert!(
        drawn.contains("京东") && drawn.contains("拼多多"),
        "{drawn}"
    );
    reader.switch_tab(&chart, Tab::Table);
    let table = reader.see_table(&chart);
    assert_eq!(table.len(), 7);
    let low = table
        .iter()
        .find(|row| row.iter().any(|cell| cell == "2020"))
        .unwrap();
    assert!(
        low.iter().any(|cell| cell == "−3.5" || cell == "-3.5"),
        "{table:?}"
    );
    assert_eq!(reader.texts(".notice"), [""; 0]);
    reader.switch_document(0);
    see_sample_report(&reader);
    reader.switch_document(1);
    see_document(&reader, "platforms");
    reader.finish();
}

#[test]
fn a_picked_file_opens_like_a_dropped_one() {
    let reader = Reader::at(&Server::site(), "");
    let path = reader.put_file("picked.csv", PLATFORMS.as_bytes());
    reader.pick_file(&path);
    see_document(&reader, "picked");
    reader.finish();
}

#[test]
fn a_pasted_table_opens() {
    let reader = Reader::at(&Server::site(), "");
    let script = "const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', arguments[0]);
        const settings = {bubbles: true, cancelable: true, clipboardData};
        document.body.dispatchEvent(new ClipboardEvent('paste', settings));";
    reader.js(script, json!([PLATFORMS]));
    see_document(&reader, "pasted");
    reader.finish();
}

#[test]
fn a_dropped_package_opens_with_its_own_report() {
    let reader = Reader::at(&Server::site(), "#lang=zh");
    let folder = root().join("public/data/rural-ecommerce");
    let files: Vec<(String, Vec<u8>)> = crate::support::files_of(&folder)
        .into_iter()
        .map(|file| (file.path, file.bytes))
        .collect();
    let files: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    reader.drop_files(&files);
    reader.wait("two documents", || {
        let options = format!("select[aria-label='{}'] option", reader.words().documents);
        (reader.texts(&options).len() == 2).then_some(())
    });
    reader.see_ready();
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::Zh).title);
    assert_eq!(reader.drawings().len(), 17);
    reader.finish();
}

/// Drops files that cannot be opened; the notice names one, and the report stays.
#[track_caller]
fn check_refused(files: &[(&str, &[u8])], named: &str, said: &str) {
    let reader = Reader::at(&Server::site(), "");
    reader.drop_files(files);
    let told = reader.see_notice(named);
    let about = told
        .iter()
        .any(|text| text.contains(named) && text.contains(said));
    assert!(
        about,
        "no notice names `{named}` and says `{said}`: {told:?}"
    );
    see_sample_report(&reader);
    let documents = format!("select[aria-label='{}']", interface(Lang::En).documents);
    assert_eq!(reader.texts(&documents).len(), 0, "nothing was opened");
    reader.finish();
}

#[test]
fn a_picture_with_a_table_s_name_is_refused() {
    check_refused(
        &[("x.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01")],
        "x.csv",
        "PNG",
    );
}

#[test]
fn an_empty_file_is_refused() {
    check_refused(&[("empty.csv", b"")], "empty.csv", "empty");
}

#[test]
fn a_file_in_gbk_opens_without_a_question() {
    let reader = Reader::at(&Server::site(), "");
    reader.drop_files(&[("出口.csv", &gbk(PLATFORMS))]);
    let chart = see_document(&reader, "出口");
    let drawn = reader.text_of(&format!("#chart-{chart} .plot"));
    assert!(drawn.contains("拼多多"), "{drawn}");
    reader.finish();
}

#[test]
fn a_package_without_its_file_is_refused() {
    let package = bad("package_missing_file/datapackage.json");
    check_refused(
        &[("datapackage.json", &package)],
        "data/x.csv",
        "datapackage.json",
    );
}

#[test]
fn a_report_with_an_unknown_column_says_so_and_shows_the_rest() {
    let package = br#"{"name": "odd", "resources": [{"name": "t", "path": "t.csv"}],
        "furrow:report": {"version": 1, "title": "Odd", "sections": [{"id": "s", "title": "S",
        "blocks": [
            {"chart": {"id": "wrong", "title": "Wrong", "spec": {"data": {"name": "t"},
                "mark": "line", "encoding": {"x": {"field": "year", "type": "temporal"},
                "y": {"field": "sails", "type": "quantitative"}}}}},
            {"chart": {"id": "right", "title": "Right", "spec": {"data": {"name": "t"},
                "mark": "line", "encoding": {"x": {"field": "year", "type": "temporal"},
                "y": {"field": "sales", "type": "quantitative"}}}}}]}]}}"#;
    let reader = Reader::at(&Server::site(), "");
    let table = b"year,sales\n2019,1\n2020,2\n";
    reader.drop_files(&[("datapackage.json", package), ("t.csv", table)]);
    let told = reader.see_notice("sails");
    let about = told.iter().any(|text| {
        text.contains("datapackage.json") && text.contains("sails") && text.contains("sales")
    });
    assert!(about, "{told:?}");
    reader.wait("the other chart", || {
        (reader.texts("#chart-right .plot svg").len() == 1).then_some(())
    });
    reader.switch_document(0);
    see_sample_report(&reader);
    reader.finish();
}

#[test]
fn a_large_table_is_read_in_a_worker() {
    let site = Server::site();
    let reader = Reader::at(&site, "");
    let mut text = String::from("year,platform,sales\n");
    let mut n = 0;
    while text.len() < 3_000_000 {
        let _ = writeln!(
            text,
            "{},platform number {},{}.5",
            2000 + n % 20,
            n / 20,
            n % 977
        );
        n += 1;
    }
    reader.drop_files(&[("large.csv", text.as_bytes())]);
    see_document(&reader, "large");
    let asked = site.asked();
    assert!(
        asked.iter().any(|path| path.contains("worker")),
        "no worker: {asked:?}"
    );
    reader.switch_document(0);
    see_sample_report(&reader);
    reader.finish();
}

#[test]
fn what_was_assumed_of_a_file_can_be_changed() {
    let reader = Reader::at(&Server::site(), "");
    reader.drop_files(&[("platforms.csv", &gbk(PLATFORMS))]);
    see_document(&reader, "platforms");
    reader.click(".file-panel summary");
    let choose = |control: &str, value: &str| {
        let script = "const control = document.getElementById(arguments[0]);
            control.focus();
            control.value = arguments[1];
            control.dispatchEvent(new Event('change', {bubbles: true}));";
        reader.js(script, json!([control, value]));
    };
    let has_names = || reader.text_of(".grid-rows").contains("京东");
    let waits = |what: &str, names: bool| {
        reader.wait(what, || (has_names() == names).then_some(()));
    };
    assert!(has_names());
    choose("file-0-encoding", "windows-1252");
    waits("another encoding", false);
    choose("file-0-encoding", "GBK");
    waits("the right encoding", true);
    let focus = "return document.activeElement.id";
    reader.wait("the focus", || {
        (reader.text(focus, json!([])) == "file-0-encoding").then_some(())
    });
    // Without the years as time there is nothing to draw a line of.
    choose("file-0-role-0", "dimension");
    reader.wait("another report", || {
        let role = "return document.getElementById('file-0-role-0').value";
        (reader.text(role, json!([])) == "dimension").then_some(())
    });
    reader.see_ready();
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn a_reading_can_be_cancelled() {
    let reader = Reader::at(&Server::site(), "");
    let line = "浙江,杭州,西湖,2021,120.5,1,x\n";
    reader.drop_repeated("large.csv", "a,b,c,year,sales,n,note\n", line, 4_000_000);
    reader.click_labelled(".said .button", reader.words().cancel);
    let is_quiet = || reader.texts(".said.quiet").len() == 1;
    reader.wait("the end of reading", || is_quiet().then_some(()));
    see_sample_report(&reader);
    assert!(reader.texts(".notice").is_empty());
    reader.drop_files(&[("platforms.csv", PLATFORMS.as_bytes())]);
    see_document(&reader, "platforms");
    reader.finish();
}

/// A file that stays where it is: of more than a megabyte.
const LONG: (&str, &str, usize) = ("省,年份,数值\n", "浙江,2021,120.5\n广东,2020,-3\n", 30_000);

#[test]
fn a_long_file_is_read_where_it_stands() {
    let reader = Reader::at(&Server::site(), "");
    reader.drop_repeated("long.csv", LONG.0, LONG.1, LONG.2);
    reader.wait("the table", || {
        (reader.texts("h1") == ["long"]).then_some(())
    });
    reader.see_ready();
    let said = reader.texts(".report p").join("\n");
    assert!(said.contains("60,000 rows, 3 columns"), "{said}");
    assert!(reader.texts(".notice").is_empty());
    // Another encoding is read from the file once more.
    let script = "const select = document.getElementById('file-0-header_rows');
        select.closest('details').open = true;
        select.value = '0';
        select.dispatchEvent(new Event('change', {bubbles: true}))";
    reader.js(script, json!([]));
    reader.wait("60,001 rows", || {
        let said = reader.texts(".report p").join("\n");
        said.contains("60,001 rows").then_some(())
    });
    reader.finish();
}

#[test]
fn a_long_file_is_read_in_the_page_where_there_is_no_worker() {
    let mut reader = Reader::new();
    reader.expect_on_console("Furrow reads in the page");
    reader.expect_on_console("worker");
    reader.open(&Server::site_without("worker").url(""));
    reader.drop_repeated("long.csv", LONG.0, LONG.1, LONG.2);
    reader.wait("the table", || {
        (reader.texts("h1") == ["long"]).then_some(())
    });
    let said = reader.texts(".report p").join("\n");
    assert!(said.contains("60,000 rows, 3 columns"), "{said}");
    reader.finish();
}

#[test]
fn a_worker_that_fails_is_told_and_the_page_reads() {
    let mut reader = Reader::new();
    reader.expect_on_console("Furrow reads in the page");
    reader.expect_on_console("worker");
    reader.open(&Server::site_without("worker").url(""));
    reader.drop_files(&[("platforms.csv", PLATFORMS.as_bytes())]);
    see_document(&reader, "platforms");
    let told = reader.texts(".notice li").join("\n");
    assert!(told.contains("reader beside the page stopped"), "{told}");
    reader.finish();
}
