//! Measures the page in a browser, beside the libraries that people would use instead, and the
//! readers as a native program.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::build;
use crate::shell::{self, Steps};
use crate::tools;

/// The other libraries, at the versions that the published figures were taken with.
const PEERS: &[&str] = &[
    "echarts@6.1.0",
    "@observablehq/plot@0.6.17",
    "d3@7.9.2",
    "vega@6.4.0",
    "vega-lite@6.5.0",
    "vega-embed@7.3.0",
    "d3-dsv@3.0.2",
    "papaparse@5.7.1",
    "@duckdb/duckdb-wasm@1.32.0",
    // The last with its Parquet reader inside: later ones fetch it from a server of its own.
    "duckdb-wasm-parquet@npm:@duckdb/duckdb-wasm@1.28.0",
    "hyparquet@1.31.5",
    "xlsx@0.18.5",
];

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The first chart and the first hover.
    Opening,
    /// Files of the reader's own.
    Reading,
    /// The readers without a browser.
    Native,
}

impl Part {
    const ALL: [(&str, Part); 3] = [
        ("--opening", Part::Opening),
        ("--reading", Part::Reading),
        ("--native", Part::Native),
    ];
}

/// Measures all parts, or the one that the first option names.
///
/// The others are the benchmarks' own (`--json`, `--runs N`); the native one, criterion's, takes
/// none of them and is left out where any is given.
pub(crate) fn bench(options: &[&str]) -> Result<()> {
    let named = options.first().and_then(|first| {
        let found = Part::ALL.into_iter().find(|(name, _)| name == first);
        found.map(|(_, part)| part)
    });
    match named {
        Some(Part::Native) if options.len() > 1 => bail!("`--native` takes no other options"),
        Some(Part::Native) => native(),
        Some(part) => in_browser(&[part], &options[1..]),
        None => {
            in_browser(&[Part::Opening, Part::Reading], options)?;
            match options {
                [] => native(),
                _ => Ok(()),
            }
        }
    }
}

/// Writes the files that reading is measured with.
pub(crate) fn panel(folder: &str) -> Result<()> {
    // The program runs elsewhere.
    let folder = std::path::absolute(folder).context("cannot write there")?;
    let mut command = shell::command("cargo");
    let args = "bench --profile dev --bench reading -- --write";
    command.args(args.split(' ')).arg(&folder);
    shell::run(&mut command)?;
    println!("{}", folder.display());
    Ok(())
}

fn native() -> Result<()> {
    let mut command = shell::command("cargo");
    shell::run(command.args(["bench", "--bench", "native"]))
}

/// Builds the site, installs the other libraries and measures.
fn in_browser(parts: &[Part], options: &[&str]) -> Result<()> {
    let browser = tools::for_test()?;
    build::build_with_tools_if_changed()?;
    let prefix = shell::tools_dir().join("npm-bench");
    let stamp = prefix.join("installed.txt");
    let wanted = PEERS.join("\n");
    let mut steps = Steps::of(1 + parts.len());
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        steps.found("the other libraries", &prefix);
    } else {
        steps.run("the other libraries: installing with npm", || {
            tools::npm_install(&prefix, PEERS)?;
            fs::write(&stamp, &wanted).context("cannot note what npm installed")
        })?;
    }
    for part in parts {
        let (what, bench) = match part {
            Part::Reading => ("measuring reading in Chromium", "reading"),
            Part::Opening | Part::Native => ("measuring in Chromium", "browser"),
        };
        steps.run(what, || {
            let mut command = shell::command("cargo");
            // The browser is measured, not this program: the tests' profile is compiled already.
            command
                .args(["bench", "--profile", "dev", "--bench", bench, "--"])
                .args(options)
                .envs(browser.variables());
            command.env("FURROW_PEERS", prefix.join("node_modules"));
            shell::run(&mut command)
        })?;
    }
    Ok(())
}
