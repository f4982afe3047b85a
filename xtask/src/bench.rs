//! Measures the page in a browser, beside the libraries that people would use instead.

use std::fs;

use anyhow::{Context, Result};

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
];

/// Builds the site and runs the browser benchmark with its own options (`--json`, `--runs N`).
pub(crate) fn bench(options: &[&str]) -> Result<()> {
    let browser = tools::for_test()?;
    build::build_with_tools_if_changed()?;
    let prefix = shell::tools_dir().join("npm-bench");
    let stamp = prefix.join("installed.txt");
    let wanted = PEERS.join("\n");
    let mut steps = Steps::of(2);
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        steps.found("the other libraries", &prefix);
    } else {
        steps.run("the other libraries: installing with npm", || {
            tools::npm_install(&prefix, PEERS)?;
            fs::write(&stamp, &wanted).context("cannot note what npm installed")
        })?;
    }
    steps.run("measuring in Chromium", || {
        let mut command = shell::command("cargo");
        // The browser is measured, not this program: the tests' profile is compiled already.
        command
            .args(["bench", "--profile", "dev", "--bench", "browser", "--"])
            .args(options)
            .envs(browser.variables());
        command.env("FURROW_PEERS", prefix.join("node_modules"));
        shell::run(&mut command)
    })
}
