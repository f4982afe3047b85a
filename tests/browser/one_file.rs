//! The one file: opens from a disk without a network, opens other files, saves itself.

use std::path::Path;

use furrow::data::Lang;
use furrow::words::interface;
use serde_json::json;

use crate::files::gbk;
use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;
use crate::setting;
use crate::support::page;

const CSV: &str = "year,sales\n2019,1\n2020,5\n2021,3\n";

/// A reader without a network.
fn offline_reader() -> Reader {
    let reader = Reader::new();
    reader.driver.devtools("Network.enable", json!({}));
    let offline = json!({"offline": true, "latency": 0,
        "downloadThroughput": -1, "uploadThroughput": -1});
    reader
        .driver
        .devtools("Network.emulateNetworkConditions", offline);
    reader
}

fn file_url(path: &Path) -> String {
    format!("file://{}", path.display())
}

/// Saves the report with the button, and returns the file's bytes.
#[track_caller]
fn save(reader: &Reader, name: &str) -> Vec<u8> {
    reader.click_labelled(".bar .button", reader.words().save);
    reader.downloaded(name)
}

#[track_caller]
fn see_no_storage(reader: &Reader) {
    assert_eq!(reader.js("return localStorage.length", json!([])), 0);
    assert_eq!(reader.text("return document.cookie", json!([])), "");
}

#[track_caller]
fn assert_same_size(a: &[u8], b: &[u8]) {
    let (a, b) = (a.len() as f64, b.len() as f64);
    assert!((a - b).abs() <= a * 0.01, "{a} and {b} bytes");
}

#[test]
fn one_file_opens_from_a_disk_and_saves_itself() {
    let mut reader = offline_reader();
    let bytes = std::fs::read(setting::dist().join("furrow.html")).unwrap();
    let first = reader.put_file("furrow.html", &bytes);
    reader.open(&file_url(&first));
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::En).title);
    let drawings = reader.drawings();
    assert_eq!(drawings.len(), 16);
    see_no_storage(&reader);

    let saved = save(&reader, "rural-ecommerce.html");
    assert_same_size(&bytes, &saved);
    let second = reader.put_file("saved.html", &saved);
    reader.open(&file_url(&second));
    assert_eq!(reader.drawings(), drawings);

    let saved_again = save(&reader, "rural-ecommerce.html");
    assert_same_size(&saved, &saved_again);
    let third = reader.put_file("saved-again.html", &saved_again);
    reader.open(&file_url(&third));
    assert_eq!(reader.drawings(), drawings);
    see_no_storage(&reader);
    reader.finish();
}

#[test]
fn one_file_opens_other_files_and_takes_them_along() {
    let mut reader = offline_reader();
    let first = setting::dist().join("furrow.html");
    reader.open(&file_url(&first));
    reader.drop_files(&[("visits.csv", CSV.as_bytes())]);
    reader.wait("the table", || {
        (reader.texts("h1") == ["visits"]).then_some(())
    });
    reader.see_ready();
    reader.switch_document(0);
    reader.see_ready();

    let saved = save(&reader, "rural-ecommerce.html");
    let second = reader.put_file("with-visits.html", &saved);
    reader.open(&file_url(&second));
    let documents = format!(
        "select[aria-label='{}'] option",
        interface(Lang::En).documents
    );
    let title = page(&mut native(), Lang::En).title;
    assert_eq!(reader.texts(&documents), [title.as_str(), "visits"]);
    assert_eq!(reader.text_of("h1"), title);
    reader.switch_document(1);
    reader.wait("the table", || {
        (reader.texts("h1") == ["visits"]).then_some(())
    });
    see_no_storage(&reader);
    reader.finish();
}

#[test]
fn one_file_opens_foreign_text_and_takes_it_along() {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join("furrow.html")));
    reader.drop_files(&[("visits.csv", &gbk("年份,到访\n2019,1\n2020,5\n2021,3\n"))]);
    reader.wait("the table", || {
        (reader.texts("h1") == ["visits"]).then_some(())
    });
    let saved = save(&reader, "visits.html");
    let second = reader.put_file("saved-visits.html", &saved);
    reader.open(&file_url(&second));
    assert_eq!(reader.text_of("h1"), "visits");
    let drawn = reader.text_of(".chart-title");
    assert!(drawn.contains("到访"), "{drawn}");
    reader.finish();
}

#[test]
fn one_file_takes_a_long_file_along() {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join("furrow.html")));
    reader.drop_repeated(
        "long.csv",
        "year,place,n\n",
        "2020,甲,1\n2021,乙,2.5\n",
        60_000,
    );
    reader.wait("the table", || {
        (reader.texts("h1") == ["long"]).then_some(())
    });
    let saved = save(&reader, "long.html");
    let second = reader.put_file("saved-long.html", &saved);
    reader.open(&file_url(&second));
    assert_eq!(reader.text_of("h1"), "long");
    let said = reader.texts(".report p").join("\n");
    assert!(said.contains("120,000 rows"), "{said}");
    reader.finish();
}

#[test]
fn a_light_file_says_what_it_cannot_open() {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join("furrow-light.html")));
    reader.drop_files(&[("visits.csv", &gbk("年份,到访\n2019,1\n2020,5\n"))]);
    let told = reader.see_notice("visits.csv");
    assert!(told.iter().any(|text| text.contains("UTF-8")), "{told:?}");
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::En).title);
    reader.finish();
}

#[test]
fn a_file_saved_on_another_document_opens_with_it() {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join("furrow.html")));
    reader.drop_files(&[("visits.csv", CSV.as_bytes())]);
    reader.wait("the table", || {
        (reader.texts("h1") == ["visits"]).then_some(())
    });
    let saved = save(&reader, "visits.html");
    let second = reader.put_file("saved-visits.html", &saved);
    reader.open(&file_url(&second));
    assert_eq!(reader.text_of("h1"), "visits");
    reader.finish();
}

#[test]
fn the_web_page_saves_the_same_file() {
    let mut reader = Reader::at(&Server::site(), "");
    let drawings = reader.drawings();
    let saved = save(&reader, "rural-ecommerce.html");
    let built = std::fs::read(setting::dist().join("furrow.html")).unwrap();
    assert_same_size(&built, &saved);
    let path = reader.put_file("from-the-web.html", &saved);
    reader.open(&file_url(&path));
    assert_eq!(reader.drawings(), drawings);
    reader.finish();
}

#[test]
fn a_large_table_opens_in_one_file_by_its_own_worker() {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join("furrow.html")));
    let mut text = String::from("year,place,value\n");
    for n in 0..60_000 {
        text.push_str(&format!("{},place {},{}\n", 2000 + n % 20, n / 20, n % 977));
    }
    reader.drop_files(&[("large.csv", text.as_bytes())]);
    reader.wait("the table", || {
        (reader.texts("h1") == ["large"]).then_some(())
    });
    reader.see_ready();
    reader.finish();
}

#[test]
fn one_file_is_chinese_and_dark_by_its_address() {
    let mut reader = offline_reader();
    let url = file_url(&setting::dist().join("furrow.html"));
    reader.open(&format!("{url}#lang=zh&theme=dark"));
    assert_eq!(reader.lang(), Lang::Zh);
    assert_eq!(
        reader.text("return document.documentElement.dataset.theme", json!([])),
        "dark"
    );
    see_no_storage(&reader);
    reader.finish();
}
