//! The one file: opens from a disk without a network, opens other files, saves itself.

use std::io::Write as _;
use std::path::Path;

use furrow::data::Lang;
use furrow::report::dense_text;
use furrow::words::interface;
use lzma_rust2::{LzmaOptions, LzmaWriter};
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

/// A file without the day of its saving.
fn without_date(file: &[u8]) -> String {
    let text = String::from_utf8(file.to_vec()).unwrap();
    let Some((before, after)) = text.split_once("<meta name=\"date\"") else {
        return text;
    };
    let (_, after) = after.split_once('\n').unwrap();
    before.to_owned() + after
}

#[track_caller]
fn assert_same_file(a: &[u8], b: &[u8]) {
    let (a, b) = (without_date(a), without_date(b));
    let at = a.bytes().zip(b.bytes()).position(|(a, b)| a != b);
    assert!(
        a == b,
        "{} and {} bytes, different at {at:?}",
        a.len(),
        b.len()
    );
}

#[test]
fn one_file_opens_from_a_disk_and_saves_itself() {
    check_saving("furrow.html");
}

#[test]
fn a_light_file_opens_from_a_disk_and_saves_itself() {
    check_saving("furrow-light.html");
}

#[track_caller]
fn check_saving(name: &str) {
    let mut reader = offline_reader();
    let bytes = std::fs::read(setting::dist().join(name)).unwrap();
    let first = reader.put_file(name, &bytes);
    reader.open(&file_url(&first));
    assert_eq!(reader.text_of("h1"), page(&mut native(), Lang::En).title);
    let drawings = reader.drawings();
    assert_eq!(drawings.len(), 17);
    see_no_storage(&reader);

    let saved = save(&reader, "rural-ecommerce.html");
    assert_same_file(&bytes, &saved);
    let second = reader.put_file("saved.html", &saved);
    reader.open(&file_url(&second));
    assert_eq!(reader.drawings(), drawings);

    let saved_again = save(&reader, "rural-ecommerce.html");
    assert_same_file(&bytes, &saved_again);
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
    // A browser packs with gzip alone, so the parts that `furrow` packs tighter are larger here.
    let (saved_len, built_len) = (saved.len() as f64, built.len() as f64);
    assert!(
        saved_len < built_len * 1.3,
        "{saved_len} and {built_len} bytes"
    );
    let path = reader.put_file("from-the-web.html", &saved);
    reader.open(&file_url(&path));
    assert_eq!(reader.drawings(), drawings);
    reader.finish();
}

#[test]
fn a_large_table_opens_in_one_file_by_its_own_worker() {
    check_large_table("furrow.html");
}

#[test]
fn a_large_table_opens_in_a_light_file_by_the_page_s_program() {
    check_large_table("furrow-light.html");
}

#[track_caller]
fn check_large_table(name: &str) {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join(name)));
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
fn a_light_file_opens_on_a_phone_and_nothing_moves() {
    let mut reader = offline_reader();
    reader.resize(360, 740);
    reader.open(&file_url(&setting::dist().join("furrow-light.html")));
    assert_eq!(reader.drawings().len(), 17);
    reader.see_no_scrolling_sideways();
    reader.finish_unmoved();
}

#[test]
fn a_light_file_without_its_engine_is_the_static_page() {
    let mut reader = offline_reader();
    let file = std::fs::read_to_string(setting::dist().join("furrow-light.html")).unwrap();
    let (before, engine) = file
        .split_once("<script id=\"furrow-engine\" type=\"text/plain\">")
        .unwrap();
    let cut = &engine[engine.find("</script>").unwrap()..];
    let begin: String = engine.chars().take(1000).collect();
    for (name, damage) in [("cut", begin.as_str()), ("foreign", "\u{100}县")] {
        let file =
            format!("{before}<script id=\"furrow-engine\" type=\"text/plain\">{damage}{cut}");
        let path = reader.put_file(&format!("{name}.html"), file.as_bytes());
        reader.expect_on_console("Furrow shows the static report");
        reader.expect_on_console("a packed part");
        reader.visit(&file_url(&path));
        let notice = reader.wait("the notice", || reader.texts(".static-notice").pop());
        assert_eq!(notice, interface(Lang::En).static_notice);
    }
    reader.finish();
}

#[test]
fn the_file_s_script_unpacks_every_byte() {
    let mut reader = offline_reader();
    reader.open(&file_url(&setting::dist().join("furrow-light.html")));
    let mut long = Vec::new();
    for n in 0..60_000_u32 {
        long.extend(format!("{},{}\r\n</script>\0", n % 977, n / 7 * 7919 % 1013).bytes());
    }
    let all: Vec<u8> = (0..=255).chain(0..=255).chain(vec![0; 99]).collect();
    let bytes_of = "return furrowBytes(arguments[0]).join()";
    let joined = |bytes: &[u8]| {
        let texts: Vec<String> = bytes.iter().map(u8::to_string).collect();
        texts.join(",")
    };
    for end in 0..20 {
        let bytes = &all[..all.len() - end];
        assert_eq!(
            reader.text(bytes_of, json!([dense_text(bytes)])),
            joined(bytes)
        );
    }
    let opened = "try {
            const bytes = furrowLzma(furrowBytes(arguments[0]));
            return new TextDecoder('latin1').decode(bytes).length + ':' + bytes.length + ':' +
                bytes.reduce((sum, byte) => (sum * 31 + byte) % 1000003, 7);
        } catch (error) { return String(error.message); }";
    let expected = |bytes: &[u8]| {
        let sum = bytes
            .iter()
            .fold(7_u64, |sum, byte| (sum * 31 + u64::from(*byte)) % 1_000_003);
        format!("{0}:{0}:{sum}", bytes.len())
    };
    for (lc, lp, pb) in [(4, 0, 0), (3, 0, 2), (0, 2, 1)] {
        for bytes in [&b""[..], b"a", &all, &long] {
            let packed = lzma(bytes, lc, lp, pb);
            let found = reader.text(opened, json!([dense_text(&packed)]));
            assert_eq!(found, expected(bytes), "{lc} {lp} {pb}");
        }
    }
    // Damage ends with a word, or with other bytes of the same number; it does not go on for ever.
    let packed = lzma(&long, 4, 0, 0);
    for at in [0, 4, 5, 8, 12, 13, 20, packed.len() / 2, packed.len() - 1] {
        let mut damaged = packed.clone();
        damaged[at] ^= 0xff;
        let found = reader.text(opened, json!([dense_text(&damaged)]));
        assert_ne!(found, "", "byte {at}");
        // The last bytes need not be read.
        if at <= packed.len() / 2 {
            let cut = reader.text(opened, json!([dense_text(&packed[..at])]));
            assert!(cut.starts_with("a packed part"), "{at} bytes: {cut}");
        }
    }
    reader.finish();
}

fn lzma(bytes: &[u8], lc: u32, lp: u32, pb: u32) -> Vec<u8> {
    let mut options = LzmaOptions::with_preset(6);
    (options.lc, options.lp, options.pb) = (lc, lp, pb);
    let size = Some(bytes.len() as u64);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, size).unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
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
