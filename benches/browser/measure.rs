//! One measurement: a new browser with an empty profile, a warm-up page, then the page.

use std::path::Path;

use serde_json::{Value, json};

use crate::chromium;
use crate::driver::Driver;
use crate::pages::{Page, Source};
use crate::site::WARM_UP;

/// The link to the section of Furrow's first chart: the report's summary stands above it.
const SECTION: &str = "#section=national-retail";
/// How long the page is watched for movement after its first answer.
const REST_MILLIS: u32 = 700;

/// What one visit showed; times are ms since navigation start.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) chart_millis: f64,
    pub(crate) hover_millis: f64,
    /// The browser's own word on its first contentful paint, to compare with.
    pub(crate) contentful_millis: Option<f64>,
    /// The layout shifts after the chart was there, added up, but for the tooltip's own.
    pub(crate) shift: f64,
    /// All that moved then, from where to where.
    pub(crate) moved: Vec<String>,
    /// What had happened by when, for Furrow's pages: the moments of [`STAGES`] that were seen.
    pub(crate) stages: Value,
    /// How long the page's main thread did what, until the end of the visit: [`WORK`].
    pub(crate) work: Vec<f64>,
}

/// The browser's own names of the main thread's work, and what they are.
pub(crate) const WORK: [(&str, &str); 4] = [
    ("TaskDuration", "all tasks"),
    ("ScriptDuration", "scripts and WebAssembly"),
    ("RecalcStyleDuration", "style"),
    ("LayoutDuration", "layout"),
];

/// Furrow's moments on the way to the first answer, in their order, and what they are.
pub(crate) const STAGES: [(&str, &str); 5] = [
    ("program", "program here"),
    ("compiled", "compiled"),
    ("data", "data here"),
    ("opened", "report opened"),
    ("live", "page live"),
];

/// Where the pages are.
pub(crate) struct Places<'a> {
    /// The server's address.
    pub(crate) origin: &'a str,
    /// The built site's folder.
    pub(crate) dist: &'a Path,
    /// A folder for profiles and for the warm-up page from the disk.
    pub(crate) scratch: &'a Path,
}

/// Visits a page with a browser of its own, and says which browser that was.
///
/// An error says which page and what is missing.
pub(crate) fn visit(page: &Page, places: &Places<'_>) -> Result<(Visit, String), String> {
    let profile = places.scratch.join("profile");
    let driver = chromium::start(&profile);
    // The first page of a browser pays for its processes and fonts; it comes from the same
    // scheme, so that the measured page finds them.
    let (warm_up, address) = addresses(page, places);
    driver.post("/url", &json!({"url": warm_up}));
    driver.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({"source": probe(page)}),
    );
    driver.devtools("Performance.enable", json!({}));
    driver.post("/url", &json!({"url": address}));
    // Waits inside the page, so that nobody disturbs it by asking.
    let wait = "furrowBench.whenDone.then(arguments[0])";
    let answer = driver.try_post("/execute/async", &json!({"script": wait, "args": []}));
    let seen = answer.map_err(|error| {
        let look = json!({"script": "return JSON.stringify(furrowBench)", "args": []});
        let so_far = driver.try_post("/execute/sync", &look).unwrap_or_default();
        format!("{}: {error}\nseen so far: {so_far}", page.name)
    })?;
    let number = |name: &str| {
        let value = seen[name].as_f64();
        value.ok_or_else(|| format!("{}: no {name} in {seen}", page.name))
    };
    let moved = seen["moved"].as_array().into_iter().flatten();
    let visit = Visit {
        chart_millis: number("chart")?,
        hover_millis: number("hover")?,
        contentful_millis: seen["fcp"].as_f64(),
        shift: number("shift")?,
        moved: moved.filter_map(Value::as_str).map(str::to_owned).collect(),
        stages: seen["stages"].clone(),
        work: work_millis(&driver),
    };
    Ok((visit, chromium::version(&driver)))
}

/// The main thread's work so far, in the order of [`WORK`].
fn work_millis(driver: &Driver) -> Vec<f64> {
    let found = driver.devtools("Performance.getMetrics", json!({}));
    let metrics = found["metrics"].as_array().cloned().unwrap_or_default();
    let seconds = |name: &str| {
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        metric.and_then(|metric| metric["value"].as_f64())
    };
    WORK.iter()
        .map(|(name, _)| seconds(name).unwrap_or_default() * 1000.0)
        .collect()
}

/// The warm-up page's address and the page's.
fn addresses(page: &Page, places: &Places<'_>) -> (String, String) {
    let served = |path: &str| places.origin.to_owned() + path;
    match page.source {
        Source::Site => (served("/warm-up.html"), served("/") + SECTION),
        Source::Peer(peer) => (served("/warm-up.html"), served(peer.path())),
        Source::OneFile => {
            let warm_up = places.scratch.join("warm-up.html");
            std::fs::write(&warm_up, WARM_UP).unwrap();
            let on_disk = |path: &Path| format!("file://{}", path.display());
            let one_file = on_disk(&places.dist.join("furrow.html"));
            (on_disk(&warm_up), one_file + SECTION)
        }
    }
}

/// The script that looks on.
fn probe(page: &Page) -> String {
    let about = json!({
        "chart": page.chart,
        "tip": page.tip,
        "aim": [page.aim.0, page.aim.1],
        "rest_millis": REST_MILLIS,
    });
    // Its own scope: the page's scripts must not see the name.
    format!("{{const PAGE = {about};\n{}}}", include_str!("probe.js"))
}
