//! How long a reader waits for a file, and what it costs, beside the libraries for such files.
//!
//! `cargo xtask bench --reading` builds the site, installs the other libraries and runs this;
//! alone it is `cargo bench --bench reading -- [--runs N] [--only NAME] [--json]`, and with `--write DIR` it
//! only writes the files. Nothing else should run meanwhile. A benchmark decides nothing in CI:
//! the program fails only where it could not measure, and a reading that fails is told.
//!
//! # What is measured
//!
//! The files are one panel of counties (`benches/panel/`): as CSV and Parquet a million rows of
//! seven columns, as XLSX and JSON the first hundred thousand. They are written once into
//! `target/`, and read from the disk, through an `<input type="file">`, as a reader chooses them.
//! Each reading has a new browser with an empty profile; the readers take turns.
//!
//! The clock runs from the input's `change` event. The other libraries' programs are there by
//! then, and instantiated; Furrow shows its sample report, and what it fetches for the file is in
//! its time. It stops when
//!
//! - *columns*: typed columns are there with an aggregate over them. The others give it
//!   themselves. Furrow marks the moment (`furrow-columns`) when its columns have come from the
//!   worker; where it does not, *shown* stands for it.
//! - *shown*: for Furrow, the end of the frame that shows the document, with every column's range
//!   and missing values; the others show nothing.
//!
//! Between the two and 400 ms on, the page's thread is watched: *longest task* as the browser
//! tells it (those from 50 ms), and *longest gap* between beats of a timer, in which a reader's
//! click would have waited. *Memory* is the highest resident memory of the page's process, above
//! that of an empty page in the same round. *Program* is the JavaScript and WebAssembly that the
//! page asked for, as gzip. Results are checked against the generator's own: rows, missing values,
//! sum, least, largest and the number of counties; for Furrow as its page says them.
//!
//! *Cancel*: Furrow's own button, half, a quarter and three quarters of the way through the CSV,
//! until the page says that it no longer reads.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command that talks to its user and may stop where it cannot measure"
)]

#[path = "reading/findings.rs"]
mod findings;
#[path = "reading/lines.rs"]
mod lines;
#[path = "reading/memory.rs"]
mod memory;
#[path = "reading/subjects.rs"]
mod subjects;
#[path = "reading/visit.rs"]
mod visit;

#[allow(dead_code, reason = "the other benchmark uses more of it")]
#[path = "shared/chromium.rs"]
mod chromium;
#[path = "panel/mod.rs"]
mod panel;
#[path = "shared/site.rs"]
mod site;
#[allow(dead_code, reason = "the other benchmark uses more of it")]
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

use findings::{All, Findings};
use panel::{Format, Truth};
use subjects::{Part, SUBJECTS};
use visit::Places;

/// How often each file is read by each unless `--runs` says otherwise.
const N_RUNS: usize = 5;
/// Where in the reading it is cancelled, a place a round.
const CANCELLED_AT: [f64; 3] = [0.5, 0.25, 0.75];

/// What the command line asks for.
struct Settings {
    n_runs: usize,
    /// Only the readers with this in their name or the name of their file's form.
    only: String,
    output: Output,
}

/// What comes out.
enum Output {
    Table,
    Json,
    /// Only the files, into this folder.
    Files(PathBuf),
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
        only: String::new(),
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
                settings.n_runs = number.ok_or("`--runs` needs a number, as in `--runs 9`")?;
            }
            "--only" => {
                settings.only = args
                    .next()
                    .ok_or("`--only` needs a name, as in `--only CSV`")?
            }
            "--write" => {
                let folder = args.next().ok_or("`--write` needs a folder")?;
                settings.output = Output::Files(folder.into());
            }
            _ => {
                return Err(format!(
                    "`{arg}` is no option: use `--runs N`, `--only NAME`, `--json` or `--write DIR`"
                ));
            }
        }
    }
    Ok(settings)
}

fn run(settings: &Settings) -> Result<(), String> {
    let no_files = |error: std::io::Error| format!("cannot write the files to read: {error}");
    if let Output::Files(folder) = &settings.output {
        return panel::write(folder, Format::ALL).map_err(no_files);
    }
    let peers = peers()?;
    eprintln!("the files to read");
    let files = panel::ready(&support::root().join("target")).map_err(no_files)?;
    let scratch = env::temp_dir().join(format!("furrow-reading-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).map_err(|error| error.to_string())?;
    let pages = SUBJECTS.iter().filter(|one| one.part != Part::Furrow);
    let site = site::serve(site::Folders {
        dist: setting::dist(),
        pages: pages.map(|one| (one.path(), one.html(&peers))).collect(),
        peers,
    });
    let places = Places::new(&site, &files, &scratch);
    let found = read_all(settings, &places);
    // Left behind, it would only take room.
    let _ = std::fs::remove_dir_all(&scratch);
    let all = found?;
    match settings.output {
        Output::Json => println!("{:#}", findings::json(&all)),
        Output::Table | Output::Files(_) => print!("{}", findings::table(&all)),
    }
    Ok(())
}

/// Lets everybody read in every round, each round beginning with another one.
fn read_all(settings: &Settings, places: &Places<'_>) -> Result<All, String> {
    let n_runs = settings.n_runs;
    let truths: Vec<Truth> = Format::ALL.into_iter().map(panel::truth).collect();
    let truth_of = |format: Format| {
        truths
            .iter()
            .zip(Format::ALL)
            .find(|(_, one)| *one == format)
    };
    let mut all = All::new(places.files);
    for round in 0..n_runs {
        eprintln!("round {} of {n_runs}", round + 1);
        let (empty_bytes, browser) = places.empty_page()?;
        all.browser = browser;
        all.empty_mb
            .extend(empty_bytes.map(|bytes| bytes as f64 / findings::BYTES_OF_MB));
        for turn in 0..SUBJECTS.len() {
            let idx = (round + turn) % SUBJECTS.len();
            let subject = &SUBJECTS[idx];
            if !subject.is_called(&settings.only) {
                continue;
            }
            let (truth, _) = truth_of(subject.format).ok_or("a form without its truth")?;
            let read = places.read(subject, truth);
            tell(
                subject.format,
                subject.name,
                read.as_ref().map(visit::Reading::millis),
            );
            all.findings[idx].add(read, empty_bytes);
        }
        let furrow = all
            .findings
            .iter()
            .find(|one| one.subject.format == Format::Csv);
        let millis = furrow
            .and_then(Findings::millis)
            .map(|spread| spread.median);
        if let Some(millis) = millis {
            let after = millis * CANCELLED_AT[round % CANCELLED_AT.len()];
            let cancelled = places.cancel(after);
            tell(Format::Csv, "Furrow, Cancel", cancelled.as_ref().copied());
            all.cancels.push(cancelled);
        }
    }
    all.weigh_programs(places.site);
    Ok(all)
}

fn tell(format: Format, name: &str, found: Result<f64, &String>) {
    let format = format.name();
    match found {
        Ok(millis) => eprintln!("  {format:<8} {name:<20} {millis:>7.0} ms"),
        Err(why) => eprintln!("  {format:<8} {name:<20} failed: {why}"),
    }
}

/// Where the other libraries are, all their files there.
fn peers() -> Result<PathBuf, String> {
    let installed = support::root().join("target/tools/npm-bench/node_modules");
    let peers = env::var_os("FURROW_PEERS").map_or(installed, PathBuf::from);
    for file in SUBJECTS.iter().flat_map(|one| one.files(&peers)) {
        let path = peers.join(file);
        if !path.is_file() {
            return Err(format!(
                "{} is missing: run `cargo xtask bench --reading`",
                path.display()
            ));
        }
    }
    Ok(peers)
}
