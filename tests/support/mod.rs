//! The sample report for tests: opened once, with the names of its charts.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]
#![allow(dead_code, reason = "each test program uses its own part")]

use std::path::{Path, PathBuf};

use furrow::data::{InputFile, Lang};
use furrow::engine::{ChartRequest, ChartView, Engine, Request, Response};
use furrow::report::{Page, PageBlock};
use furrow::scene::Scene;

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of a folder, by name, as a reader would drop them.
pub(crate) fn files_of(dir: &Path) -> Vec<InputFile> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .filter(|path| path.is_file())
        .map(|path| InputFile {
            path: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect()
}

/// An engine with the sample report open as document 0.
pub(crate) fn sample() -> Engine {
    opened("public/data/rural-ecommerce")
}

/// An engine with the report of a folder open as document 0, which says nothing against it.
pub(crate) fn opened(dir: &str) -> Engine {
    let mut engine = Engine::default();
    let files: Vec<InputFile> = files_of(&root().join(dir))
        .into_iter()
        .filter(|f| !f.path.ends_with(".md"))
        .collect();
    match engine.handle(Request::open(files)) {
        Response::Opened { doc: 0, warnings } => assert_eq!(warnings, []),
        other => panic!("{dir} does not open: {other:?}"),
    }
    engine
}

pub(crate) fn page(engine: &mut Engine, lang: Lang) -> Page {
    match engine.handle(Request::Page { doc: 0, lang }) {
        Response::Page(page) => *page,
        other => panic!("no page: {other:?}"),
    }
}

pub(crate) fn chart_ids(page: &Page) -> Vec<String> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            PageBlock::Chart(head) => Some(head.id.clone()),
            _ => None,
        })
        .collect()
}

pub(crate) fn request(chart: &str, width: f64, lang: Lang) -> ChartRequest {
    ChartRequest::plain(0, chart, width, lang)
}

pub(crate) fn picture(engine: &mut Engine, chart: &str, width: f64, lang: Lang) -> Scene {
    match engine.handle(Request::Picture(request(chart, width, lang))) {
        Response::Picture(scene) => *scene,
        other => panic!("{chart} at {width}: {other:?}"),
    }
}

pub(crate) fn view(engine: &mut Engine, chart: &str, width: f64, lang: Lang) -> ChartView {
    match engine.handle(Request::Chart(request(chart, width, lang))) {
        Response::Chart(view) => *view,
        other => panic!("{chart} at {width}: {other:?}"),
    }
}
