//! How long a reader waits for the first chart, and for the first hover that answers.
//!
//! `cargo xtask bench` builds the site, installs the other libraries and runs this; alone it is
//! `cargo bench --bench browser -- [--runs N] [--json]`. Nothing else should run meanwhile: the
//! spread says how quiet the machine was. A benchmark decides nothing in CI: the program fails
//! only where it could not measure.
//!
//! # What is measured
//!
//! Five pages show the same chart, the eleven levels of China's rural online retail: Furrow's
//! sample report (a whole report with sixteen charts and its program) from a server and as one file
//! from the disk, by the link to its first section, and for ECharts, Observable Plot and Vega-Lite
//! a page with this one chart, its data inside. One server on this machine serves all of them,
//! uncompressed; nothing is emulated, so times are those of a fast line, and what a slow line adds
//! goes with the bytes (`cargo xtask size`).
//!
//! Each visit is a new browser with an empty profile that has seen one small page. The pages
//! take turns, each round begins with another one. Times begin at navigation start:
//!
//! - *first chart*: the end of the first frame that shows the drawing in the window: an `svg`
//!   with a line, or a `canvas` that was drawn upon. For Furrow that is the static drawing.
//! - *first hover*: the end of the first frame that shows a tooltip with a number. From the first
//!   chart on, a pointer moves over the chart once a frame, in the same way for all.
//!   Observable Plot and ECharts answer anywhere above a year; Vega-Lite, in the form that most
//!   people write, on a point only, so the pointer is there.
//! - *moved*: the layout shifts after the first chart, the worst visit's, but for the tooltip's
//!   own: where a tooltip was seen in another place first, the last lines say so.
//!
//! Both times are seen once a frame, so a difference below 16 ms means nothing. Animations of the
//! other libraries are off.
//!
//! # How to read it
//!
//! A ratio below 1 is faster than the library at the column's head. The line below the table says
//! where Furrow's time goes until its first answer: *program here* (downloaded, or unpacked from
//! the one file), *compiled*, *data here* (downloaded, at the same time as the program), *report
//! opened* (tables read, link applied), *page live* (charts near the window drawn and put in
//! place), *first answer*. V8 compiles each function of the program when it is first called, so a
//! part of that is in every step. The main thread's work shows what those times are made of.
//!
//! The last lines are the promises: a time is *even* with another within one frame.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command that talks to its user and may stop where it cannot measure"
)]

#[path = "browser/findings.rs"]
mod findings;
#[path = "browser/measure.rs"]
mod measure;
#[path = "browser/pages.rs"]
mod pages;

#[path = "shared/chromium.rs"]
mod chromium;
#[allow(dead_code, reason = "the reading benchmark uses more of it")]
#[path = "shared/site.rs"]
mod site;
#[path = "shared/spread.rs"]
mod spread;

/// The same driver as in the browser tests.
#[allow(dead_code, reason = "the browser tests use more of it")]
#[path = "../tests/browser/driver.rs"]
mod driver;
/// The same list that `cargo xtask serve` sends.
#[allow(dead_code, reason = "its tests run elsewhere")]
#[path = "../xtask/src/headers.rs"]
mod headers;
#[allow(dead_code, reason = "the browser tests use more of it")]
#[path = "../tests/browser/setting.rs"]
mod setting;
#[path = "../tests/support/mod.rs"]
mod support;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use findings::Findings;
use measure::Places;
use pages::{PAGES, Page, Source};

/// How often each page is visited unless `--runs` says otherwise; odd, so that one is the median.
const N_RUNS: usize = 9;

/// What the command line asks for.
struct Settings {
    n_runs: usize,
    output: Output,
}

/// For whom the findings are.
enum Output {
    Table,
    Json,
}

fn main() -> ExitCode {
    let done = settings(env::args().skip(1)).and_then(|settings| run(&settings));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn settings(mut args: impl Iterator<Item = String>) -> Result<Settings, String> {
    let mut settings = Settings {
        n_runs: N_RUNS,
        output: Output::Table,
    };
    while let Some(arg) = args.next() {
        match arg.as_str() {
            // Given by cargo.
            "--bench" => {}
            "--json" => settings.output = Output::Json,
            "--runs" => {
                let number = args.next().and_then(|number| number.parse().ok());
                let number = number.filter(|number| *number > 0);
                settings.n_runs = number.ok_or("`--runs` needs a number, as in `--runs 21`")?;
            }
            _ => return Err(format!("`{arg}` is no option: use `--runs N` or `--json`")),
        }
    }
    Ok(settings)
}

fn run(settings: &Settings) -> Result<(), String> {
    let (dist, peers) = (setting::dist(), peers()?);
    let scratch = env::temp_dir().join(format!("furrow-bench-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).map_err(|error| error.to_string())?;
    let pages = PAGES.iter().filter_map(|page| match page.source {
        Source::Peer(peer) => Some((peer.path().to_owned(), peer.html())),
        Source::Site | Source::OneFile => None,
    });
    let site = site::serve(site::Folders {
        dist: dist.clone(),
        peers,
        pages: pages.collect(),
    });
    let places = Places {
        origin: &site.origin,
        dist: &dist,
        scratch: &scratch,
    };
    let found = visit_all(settings.n_runs, &places);
    // Left behind, it would only take room.
    let _ = std::fs::remove_dir_all(&scratch);
    let (all, browser) = found?;
    match settings.output {
        Output::Table => print!("{}", findings::table(&all, &browser)),
        Output::Json => println!("{:#}", findings::json(&all, &browser)),
    }
    Ok(())
}

/// Visits every page in every round, each round beginning with another page.
fn visit_all(n_runs: usize, places: &Places<'_>) -> Result<(Vec<Findings>, String), String> {
    let mut all: Vec<Findings> = PAGES
        .iter()
        .map(|page| Findings {
            page,
            visits: Vec::new(),
        })
        .collect();
    let mut browser = String::new();
    for round in 0..n_runs {
        eprintln!("round {} of {n_runs}", round + 1);
        for turn in 0..PAGES.len() {
            let idx = (round + turn) % PAGES.len();
            let page: &Page = &PAGES[idx];
            let (visit, version) = measure::visit(page, places)?;
            all[idx].visits.push(visit);
            browser = version;
        }
    }
    Ok((all, browser))
}

/// Where the other libraries are, all their files there.
fn peers() -> Result<PathBuf, String> {
    let installed = support::root().join("target/tools/npm-bench/node_modules");
    let peers = env::var_os("FURROW_PEERS").map_or(installed, PathBuf::from);
    for page in &PAGES {
        let Source::Peer(peer) = page.source else {
            continue;
        };
        for script in peer.scripts() {
            let path = peers.join(script);
            if !path.is_file() {
                return Err(format!(
                    "{} is missing: run `cargo xtask bench`",
                    path.display()
                ));
            }
        }
    }
    Ok(peers)
}
