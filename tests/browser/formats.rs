//! Every format opens in the page as it does on the command line.

use furrow::data::{InputFile, Lang};
use furrow::engine::{Engine, Request, Response};
use furrow::ingest;
use furrow::report::{Page, PageBlock};
use serde_json::{Value, json};

use crate::reader::Reader;
use crate::server::Server;
use crate::support::root;

/// Every file below `tests/data/<format>/`, by name, but for folders and what is expected.
fn test_files() -> Vec<InputFile> {
    let children = |folder: &std::path::Path| {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let formats = children(&root().join("tests/data"));
    let files = formats.iter().flat_map(|folder| children(folder));
    let inputs = files.filter(|path| path.is_file()).map(|path| InputFile {
        path: path.file_name().unwrap().to_str().unwrap().to_owned(),
        bytes: std::fs::read(&path).unwrap(),
    });
    inputs
        .filter(|file| !file.path.ends_with(".txt") && !file.path.ends_with(".md"))
        .collect()
}

/// The page of a file as the native program makes it; nothing where it cannot be read.
fn native_page(file: &InputFile) -> Option<Page> {
    let files = vec![file.clone()];
    let reading = ingest::open(&files, ingest::ALL);
    let mut engine = Engine::default();
    let Response::Opened { doc, .. } = engine.handle(Request::adopt(files, reading)) else {
        return None;
    };
    match engine.handle(Request::Page {
        doc,
        lang: Lang::En,
    }) {
        Response::Page(page) => Some(*page),
        other => panic!("{other:?}"),
    }
}

/// The heads and cells of all tables in the section of the data, with line ends as HTML has them.
fn cells(page: &Page) -> Vec<String> {
    let section = page.sections.last().unwrap();
    let tables = section.blocks.iter().filter_map(|block| match block {
        PageBlock::Grid(grid) => Some(&grid.first),
        _ => None,
    });
    tables
        .flat_map(|table| table.heads.iter().chain(table.rows.iter().flatten()))
        .map(|cell| {
            cell.replace("\r\n", "\n")
                .replace('\r', "\n")
                .trim()
                .to_owned()
        })
        .collect()
}

#[test]
fn every_file_opens_as_on_the_command_line() {
    let files = test_files();
    assert!(files.len() > 30, "{} files", files.len());
    let reader = Reader::at(&Server::site(), "");
    let documents =
        "return document.querySelectorAll(`select[aria-label='${arguments[0]}'] option`)
        .length";
    let count = || reader.js(documents, json!([reader.words().documents]));
    let seen = "return [...document.querySelectorAll('.grid')].flatMap((grid) => [
        ...grid.querySelectorAll('.grid-title'),
        ...[...grid.querySelectorAll('.grid-rows tr')].slice(0, 20).flatMap(
            (row) => [...row.cells].slice(1)),
        ].map((one) => (one.firstChild || one).textContent.trim()))";
    // The sample report is open before.
    let mut n_open = 1;
    for file in &files {
        reader.drop_files(&[(&file.path, &file.bytes)]);
        let Some(page) = native_page(file) else {
            // A hostile one is refused in both.
            reader.see_notice(&file.path);
            continue;
        };
        n_open += 1;
        reader.wait(&file.path, || (count() == n_open).then_some(()));
        assert_eq!(reader.text_of("h1"), page.title, "{}", file.path);
        // The rows of a table follow its heads.
        let expected = cells(&page);
        let found = reader.wait(&file.path, || {
            let Value::Array(found) = reader.js(seen, json!([])) else {
                return None;
            };
            (found.len() >= expected.len()).then_some(found)
        });
        let found: Vec<&str> = found.iter().filter_map(Value::as_str).collect();
        assert_eq!(found, expected, "{}", file.path);
    }
    reader.finish();
}
