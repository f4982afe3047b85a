//! What every server is asked for, and what it must answer.

use std::io::Read;
use std::path::Path;

use crate::headers::{HEADERS, POLICY, headers_of};
use crate::http::{Answer, get};
use crate::server::Running;
use crate::setup::Mount;
use crate::site::{HIDDEN, Site};

pub(crate) fn every_file_comes_with_its_headers(running: &Running, site: &Site) {
    for ending in ["html", "js", "wasm", "json", "svg", "csv", "css"] {
        let has_one = |file: &&Path| file.extension().is_some_and(|end| end == ending);
        let mut files = site.files.iter().map(|file| file.as_path());
        assert!(files.any(|file| has_one(&file)), "the site has no {ending}");
    }
    for file in &site.files {
        let answer = running.get(file, &[]);
        see_file(running, file, &answer);
        assert_eq!(
            answer.header("Content-Encoding"),
            None,
            "{}",
            file.display()
        );
        assert!(
            answer.body == site.bytes(file),
            "{} has other bytes",
            file.display()
        );
    }
    // A folder's own page.
    let answer = get(running.port, &running.url(""), &[]);
    see_file(running, Path::new("index.html"), &answer);
    assert!(answer.body == site.bytes(Path::new("index.html")));
}

/// Every header of a file, exactly; and no policy where the file has its own.
#[track_caller]
fn see_file(running: &Running, file: &Path, answer: &Answer) {
    let shown = format!("{} of {}", file.display(), running.name);
    assert_eq!(answer.status, 200, "{shown}");
    // A report's packed tables have no type of ours.
    let is_typed = file.extension().is_none_or(|end| end != "gz");
    for (name, value) in headers_of(file).filter(|(name, _)| is_typed || *name != "Content-Type") {
        assert_eq!(answer.header(name), Some(value), "{name} of {shown}");
    }
    let kind = answer.header("Content-Type").unwrap_or_default();
    assert!(is_typed || !kind.contains("csv"), "{shown} is {kind}");
    if headers_of(file).all(|(name, _)| name != POLICY) {
        assert_eq!(answer.header(POLICY), None, "{shown}");
    }
}

pub(crate) fn packed_files_come_to_those_who_take_them(running: &Running, site: &Site) {
    let br = if running.has_brotli { "br" } else { "" };
    // What browsers say over a secure connection, over a plain one, and rarer things.
    let cases = [
        (
            "gzip, deflate, br, zstd",
            if br.is_empty() { "gzip" } else { br },
        ),
        ("gzip, deflate", "gzip"),
        ("br", br),
        ("br;q=0, gzip", "gzip"),
        ("identity", ""),
    ];
    let mut n_packed = 0;
    for file in &site.files {
        let is_packed = site.has_packed(file, "br") && site.has_packed(file, "gz");
        n_packed += usize::from(is_packed);
        for (takes, expected) in cases {
            let answer = running.get(file, &[("Accept-Encoding", takes)]);
            let shown = format!("{} of {} for {takes}", file.display(), running.name);
            see_file(running, file, &answer);
            let coding = answer.header("Content-Encoding").unwrap_or_default();
            if !is_packed {
                assert!(coding.is_empty() || site.has_packed(file, "gz"), "{shown}");
                continue;
            }
            assert_eq!(coding, expected, "{shown}");
            let varies = answer.header("Vary").unwrap_or_default();
            assert!(
                varies.eq_ignore_ascii_case("Accept-Encoding"),
                "{shown}: {varies}"
            );
            let bytes = unpacked(coding, &answer.body);
            assert!(bytes == site.bytes(file), "{shown} unpacks to other bytes");
        }
        if is_packed && file.extension().is_some_and(|end| end == "wasm") {
            let whole = site.bytes(file).len();
            let sent = running.get(file, &[("Accept-Encoding", "gzip")]).body.len();
            assert!(sent * 10 < whole * 9, "{} is sent whole", file.display());
        }
    }
    assert!(n_packed >= 10, "the build has packed only {n_packed} files");
    let page = running.get(Path::new("index.html"), &[("Accept-Encoding", "gzip")]);
    let folder = get(
        running.port,
        &running.url(""),
        &[("Accept-Encoding", "gzip")],
    );
    assert_eq!(folder.header("Content-Encoding"), Some("gzip"));
    see_file(running, Path::new("index.html"), &folder);
    assert!(folder.body == page.body);
}

fn unpacked(coding: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    match coding {
        "br" => brotli_decompressor::BrotliDecompress(&mut &*bytes, &mut out).unwrap(),
        "gzip" => {
            flate2::read::GzDecoder::new(bytes)
                .read_to_end(&mut out)
                .unwrap();
        }
        _ => out.extend_from_slice(bytes),
    }
    out
}

pub(crate) fn what_is_not_there_or_not_for_readers_is_refused(running: &Running) {
    let missing = [
        "nothing.js",
        "nothing/index.html",
        "page-0123456789abcdef.js",
        "data/nothing.csv",
    ];
    for file in missing {
        let answer = running.get(Path::new(file), &[]);
        assert_eq!(answer.status, 404, "{file} of {}", running.name);
        // A file that arrives a moment later must not be missed for a year.
        let cache = answer.header("Cache-Control").unwrap_or_default();
        assert!(!cache.contains("immutable"), "{file} of {}", running.name);
        for (name, value) in HEADERS {
            let found = answer.header(name);
            assert_eq!(found, Some(*value), "{name} of {file} of {}", running.name);
        }
    }
    for file in HIDDEN {
        let answer = running.get(Path::new(file), &[]);
        assert_eq!(answer.status, 404, "{file} of {}", running.name);
    }
    for folder in ["data/", "embed/"] {
        let answer = get(running.port, &running.url(folder), &[]);
        let is_refused = matches!(answer.status, 403 | 404);
        assert!(
            is_refused,
            "{folder} of {}: {}",
            running.name, answer.status
        );
        let text = String::from_utf8_lossy(&answer.body);
        assert!(!text.contains(".html") && !text.contains(".csv"), "{text}");
    }
}

pub(crate) fn a_page_that_is_still_the_same_is_not_sent_again(running: &Running) {
    for takes in ["identity", "gzip"] {
        let page = Path::new("index.html");
        let first = running.get(page, &[("Accept-Encoding", takes)]);
        let tag = first.header("ETag").unwrap_or_default();
        assert!(!tag.is_empty(), "{} sends no ETag", running.name);
        let asked = [("Accept-Encoding", takes), ("If-None-Match", tag)];
        let again = running.get(page, &asked);
        assert_eq!(again.status, 304, "{} for {takes}", running.name);
        assert!(again.body.is_empty());
    }
}

pub(crate) fn a_folder_without_its_slash_leads_to_the_one_with_it(
    running: &Running,
    mount: &Mount,
) {
    let Mount::Folder = mount else { return };
    let with_slash = running.url("");
    let answer = get(running.port, with_slash.trim_end_matches('/'), &[]);
    assert!(
        matches!(answer.status, 301 | 302 | 308),
        "{}",
        answer.status
    );
    let location = answer.header("Location").unwrap_or_default();
    assert!(
        location.ends_with(&with_slash),
        "{location} of {}",
        running.name
    );
}
