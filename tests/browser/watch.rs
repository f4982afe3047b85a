//! The tests' own watch: what `finish` must notice, it notices.

use serde_json::json;

use crate::hosts::article;
use crate::reader::Reader;
use crate::server::Server;

#[track_caller]
fn assert_noticed(problems: &[String], part: &str) {
    let is_noticed = problems.iter().any(|problem| problem.contains(part));
    assert!(is_noticed, "`{part}` is not among {problems:#?}");
}

#[test]
fn errors_violations_and_requests_are_noticed() {
    let away = Server::of_page("");
    let page = Server::of_page(&format!(
        "<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"img-src 'none'\">\
         <img src=\"data:,\"><script src=\"{}\"></script>\
         <script>console.error('a sentence'); throw new Error('a failure');</script>",
        away.url("")
    ));
    let mut reader = Reader::new();
    reader.visit(&page.url(""));
    let problems = reader.problems();
    assert_noticed(&problems, "violates the policy: img-src");
    assert_noticed(&problems, "a sentence");
    assert_noticed(&problems, "error in the page: Uncaught Error: a failure");
    assert_noticed(&problems, &format!("asked for {}", away.url("")));
}

#[test]
fn errors_in_a_frame_are_noticed() {
    let inner = Server::of_page(
        "<script>console.error('from inside'); throw new Error('a failure')</script>",
    );
    let frame = furrow::report::embed_snippet(&inner.url(""), "A frame", 100.0);
    let host = Server::of_page(&article(&frame, 300));
    let mut reader = Reader::new();
    reader.trust(&inner.url(""));
    reader.visit(&host.url(""));
    reader.rest(300);
    let problems = reader.problems();
    assert_noticed(&problems, "from inside");
    reader.enter_frame();
    assert_noticed(
        &reader.problems(),
        "error in the page: Uncaught Error: a failure",
    );
    assert_eq!(reader.text("return origin", json!([])), "null");
}

#[test]
fn a_page_that_moves_is_noticed() {
    let page = Server::of_page(
        "<!doctype html><p id=\"a\">First</p><p style=\"height: 400px\">Second</p><script>\
         setTimeout(() => { a.style.paddingBottom = '300px'; }, 300)</script>",
    );
    let mut reader = Reader::new();
    reader.visit(&page.url(""));
    reader.rest(500);
    let (sum, shifts) = reader.shifts();
    assert!(sum > 0.01, "{shifts}");
    assert_eq!(reader.js("return furrowSeen.errors", json!([])), json!([]));
}
