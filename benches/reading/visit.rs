//! One measurement: a new browser opens a page, a file is chosen there, and the page is watched.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::chromium;
use crate::driver::Driver;
use crate::memory::Renderers;
use crate::panel::{self, Format, Truth};
use crate::site::Site;
use crate::subjects::{Part, Subject};

/// How long an empty page rests before its memory is taken.
const REST: Duration = Duration::from_millis(600);
/// Sums differ by the order of adding.
const SUM_TOLERANCE: f64 = 1e-6;

/// What one reading showed; times are ms since the file was chosen.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// When the typed columns were in the page; Furrow's may not say so.
    pub(crate) columns_millis: Option<f64>,
    /// When the page showed what it had read; for the others when the aggregate was there.
    pub(crate) shown_millis: f64,
    /// The longest task of the page's thread; 0 where none took 50 ms.
    pub(crate) task_millis: f64,
    /// The longest time in which the page could not answer.
    pub(crate) gap_millis: f64,
    pub(crate) peak_bytes: Option<u64>,
    /// The paths of the programs that the page asked for.
    pub(crate) programs: BTreeSet<String>,
}

impl Reading {
    /// What is compared.
    pub(crate) fn millis(&self) -> f64 {
        self.columns_millis.unwrap_or(self.shown_millis)
    }
}

/// Where the pages and files are.
pub(crate) struct Places<'a> {
    pub(crate) site: &'a Site,
    /// The folder of the panel's files.
    pub(crate) files: &'a Path,
    /// A folder for profiles.
    pub(crate) scratch: &'a Path,
    /// How many browsers there were; each has a profile of its own.
    n_browsers: Cell<usize>,
}

impl<'a> Places<'a> {
    pub(crate) fn new(site: &'a Site, files: &'a Path, scratch: &'a Path) -> Places<'a> {
        Places {
            site,
            files,
            scratch,
            n_browsers: Cell::new(0),
        }
    }

    /// Does something in a browser that has opened a page.
    fn with_page<T>(
        &self,
        path: &str,
        probe: &str,
        visit: impl FnOnce(&Driver, &Path) -> Result<T, String>,
    ) -> Result<T, String> {
        self.n_browsers.set(self.n_browsers.get() + 1);
        let profile = self
            .scratch
            .join(format!("profile-{}", self.n_browsers.get()));
        let driver = chromium::start(&profile);
        let address = |path: &str| json!({"url": self.site.origin.clone() + path});
        // The first page of a browser pays for its processes and fonts.
        driver.post("/url", &address("/warm-up.html"));
        if !probe.is_empty() {
            let script = json!({"source": probe});
            driver.devtools("Page.addScriptToEvaluateOnNewDocument", script);
        }
        self.site.take_asked();
        let opened = driver.try_post("/url", &address(path));
        let done = opened.and_then(|_| visit(&driver, &profile));
        drop(driver);
        // Left behind, it would only take room.
        let _ = std::fs::remove_dir_all(profile);
        done
    }

    /// The memory of a page with nothing on it, and which browser it was.
    pub(crate) fn empty_page(&self) -> Result<(Option<u64>, String), String> {
        self.with_page("/warm-up.html", "", |driver, profile| {
            let renderers = Renderers::of(profile);
            thread::sleep(REST);
            Ok((renderers.peak_bytes(), chromium::version(driver)))
        })
    }

    /// Lets a page read its file.
    pub(crate) fn read(&self, subject: &Subject, truth: &Truth) -> Result<Reading, String> {
        self.with_page(&subject.path(), &probe(subject.part), |driver, profile| {
            wait(driver, "whenReady")?;
            let renderers = Renderers::of(profile);
            self.choose(driver, subject.format)?;
            let seen = wait(driver, "whenDone")?;
            let peak_bytes = renderers.peak_bytes();
            if let Some(failure) = seen["failure"].as_str() {
                return Err(failure.to_owned());
            }
            match subject.part {
                Part::Furrow => check_shown(&seen["found"], truth)?,
                Part::Peer | Part::Floor => check(&seen["found"], truth)?,
            }
            let number = |name: &str| seen[name].as_f64();
            let asked = self.site.take_asked().into_iter();
            let is_program = |path: &String| {
                [".js", ".mjs", ".wasm"]
                    .iter()
                    .any(|end| path.ends_with(end))
            };
            Ok(Reading {
                columns_millis: number("columns"),
                shown_millis: number("shown").ok_or("nothing was shown")?,
                task_millis: number("task").unwrap_or_default(),
                gap_millis: number("gap").unwrap_or_default(),
                peak_bytes,
                programs: asked.filter(is_program).collect(),
            })
        })
    }

    /// How long Furrow takes to answer Cancel, asked so many ms after the CSV was chosen.
    pub(crate) fn cancel(&self, after_millis: f64) -> Result<f64, String> {
        self.with_page("/", &probe(Part::Furrow), |driver, _| {
            wait(driver, "whenReady")?;
            run(
                driver,
                "furrowReading.cancelAfter(arguments[0])",
                json!([after_millis]),
            )?;
            self.choose(driver, Format::Csv)?;
            let seen = wait(driver, "whenDone")?;
            match seen["failure"].as_str() {
                Some(failure) => Err(failure.to_owned()),
                None => seen["cancel"]["millis"]
                    .as_f64()
                    .ok_or_else(|| seen.to_string()),
            }
        })
    }

    /// Chooses the file in the page's file input, as a hand does.
    fn choose(&self, driver: &Driver, format: Format) -> Result<(), String> {
        let body = json!({"using": "css selector", "value": "input[type=file]"});
        let found = driver.try_post("/element", &body)?;
        let input = found
            .as_object()
            .and_then(|found| found.values().next()?.as_str());
        let input = input.ok_or("the page has no file input")?;
        let path = self.files.join(format.file());
        let keys = json!({"text": path.to_string_lossy()});
        driver.try_post(&format!("/element/{input}/value"), &keys)?;
        Ok(())
    }
}

/// Waits inside the page, so that nobody disturbs it by asking.
fn wait(driver: &Driver, what: &str) -> Result<Value, String> {
    let script = format!("furrowReading.{what}.then(arguments[0])");
    let body = json!({"script": script, "args": []});
    driver.try_post("/execute/async", &body).map_err(|error| {
        let error = error.lines().next().unwrap_or_default();
        let so_far = run(
            driver,
            "return JSON.stringify(furrowReading.seen)",
            json!([]),
        );
        format!(
            "{what}: {error}; seen so far: {}",
            so_far.unwrap_or_default()
        )
    })
}

fn run(driver: &Driver, script: &str, args: Value) -> Result<Value, String> {
    driver.try_post("/execute/sync", &json!({"script": script, "args": args}))
}

/// The script that looks on.
fn probe(part: Part) -> String {
    // Furrow shows a file under its name.
    let title = match part {
        Part::Furrow => json!("panel"),
        Part::Peer | Part::Floor => Value::Null,
    };
    let about = json!({"title": title});
    // Its own scope: the page's scripts must not see the name.
    format!("{{const ABOUT = {about};\n{}}}", include_str!("probe.js"))
}

/// Whether a library's aggregate is the generator's.
fn check(found: &Value, truth: &Truth) -> Result<(), String> {
    let number = |name: &str| found[name].as_f64().unwrap_or(f64::NAN);
    let is_same = number("n_rows") == truth.n_rows as f64
        && number("n_missing") == truth.n_missing as f64
        && number("n_counties") == truth.n_counties as f64
        && number("least") == truth.least
        && number("most") == truth.most
        && (number("sum") - truth.sum).abs() <= SUM_TOLERANCE * truth.sum;
    match is_same {
        true => Ok(()),
        false => Err(format!("found {found} instead of {truth:?}")),
    }
}

/// Whether Furrow's panel of columns says what the generator knows.
fn check_shown(found: &Value, truth: &Truth) -> Result<(), String> {
    let rows = found["cells"].as_array().into_iter().flatten();
    let cells = |row: &Value| -> Vec<String> {
        let cells = row
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        cells.map(str::to_owned).collect()
    };
    let rows: Vec<Vec<String>> = rows.map(cells).collect();
    let numbers_of = |head: &str| -> Vec<f64> {
        let row = rows
            .iter()
            .find(|row| row.first().is_some_and(|name| name == head));
        let texts = row.into_iter().flatten().skip(4);
        texts.flat_map(|text| numbers(text)).collect()
    };
    let values = numbers_of(panel::VALUE);
    let counties = numbers_of(panel::HEADS[0]);
    // Where the page says how many rows there are, that must be right too.
    let counted = found["counted"].as_array().into_iter().flatten();
    let counted = counted.filter_map(|text| text.as_str()?.parse::<usize>().ok());
    let is_same = values.starts_with(&[truth.least, truth.most, truth.n_missing as f64])
        && counties.first() == Some(&(truth.n_counties as f64))
        && counted.max().is_none_or(|n_rows| n_rows == truth.n_rows);
    match is_same {
        true => Ok(()),
        false => Err(format!("shows {found} instead of {truth:?}")),
    }
}

/// The numbers in a text for people, without the signs between their thousands.
fn numbers(text: &str) -> Vec<f64> {
    let is_part = |sign: char| sign.is_ascii_digit() || matches!(sign, '.' | ',');
    let parts = text.split(|sign| !is_part(sign));
    parts
        .filter_map(|part| part.replace(',', "").parse().ok())
        .collect()
}
