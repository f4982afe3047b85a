//! The report on paper.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use furrow::data::Lang;
use serde_json::json;

use crate::reader::Reader;
use crate::see::native;
use crate::server::Server;
use crate::support::page;

/// The report as PDF on A4.
#[track_caller]
fn print(reader: &Reader) -> Vec<u8> {
    let a4 = json!({"page": {"width": 21.0, "height": 29.7}, "background": false});
    let pdf = reader.driver.post("/print", &a4);
    STANDARD.decode(pdf.as_str().unwrap()).unwrap()
}

/// The words of a PDF; nothing where no tool reads them.
fn words_of(reader: &Reader, pdf: &[u8]) -> Option<String> {
    let path = reader.put_file("report.pdf", pdf);
    let output = Command::new("pdftotext").arg(path).arg("-").output().ok()?;
    String::from_utf8(output.stdout).ok()
}

/// Letters and digits alone: blanks and quotes are lost or moved where lines break.
fn letters(text: &str) -> String {
    text.chars().filter(|ch| ch.is_alphanumeric()).collect()
}

#[test]
fn a_report_prints_in_both_languages() {
    let mut engine = native();
    for lang in Lang::ALL {
        let reader = Reader::at(
            &Server::site(),
            &format!("#lang={}&theme=dark", lang.code()),
        );
        let pdf = print(&reader);
        assert!(
            pdf.starts_with(b"%PDF-") && pdf.len() > 20_000,
            "{} bytes",
            pdf.len()
        );
        if let Some(words) = words_of(&reader, &pdf) {
            let page = page(&mut engine, lang);
            let found = letters(&words);
            for section in &page.sections {
                let title = letters(&section.title);
                assert!(found.contains(&title), "{} is not on paper", section.title);
            }
            let bar = letters(reader.words().save_report);
            assert!(!found.contains(&bar), "the bar is on paper");
        }
        reader.finish();
    }
}
