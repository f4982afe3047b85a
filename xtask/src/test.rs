//! Runs everything that must hold before a change lands, cheapest first.

use std::process::Command;

use anyhow::{Context, Result};

use crate::agree;
use crate::build;
use crate::native;
use crate::shell::{self, Beside, Steps};
use crate::size;
use crate::tools;

/// Runs every check; the first that fails ends the run and says what to do.
pub(crate) fn test() -> Result<()> {
    let browser = tools::for_test()?;
    let mut steps = Steps::of(8);
    steps.run("format", || {
        shell::run(&mut cargo("fmt --all --check")).context("run `cargo fmt --all`")
    })?;
    steps.run("lints, native", || {
        shell::run(&mut cargo(
            "clippy --workspace --all-targets -- -D warnings",
        ))
        .context("mend the lints above")
    })?;
    steps.run("lints, WebAssembly", || {
        let args =
            "clippy --target wasm32-unknown-unknown --lib --bin page --bin worker -- -D warnings";
        shell::run(&mut cargo(args)).context("mend the lints above")
    })?;
    // Linking the site's programs leaves a core idle: the tests compile beside it.
    native::take_that_of_tests();
    let compile = &mut native::tests();
    let compiling = Beside::start(compile.arg("--no-run"), &tools::log_of("tests"))?;
    steps.run("site", build::build_with_tools_if_changed)?;
    steps.run("sizes", size::size)?;
    steps.run("agreement with Vega-Lite", agree::agree)?;
    steps.run("tests of these commands", || {
        shell::run(&mut cargo("test --package xtask")).context("mend the tests above")
    })?;
    // Last, so that its closing lines end the run.
    steps.run("unit, golden, documentation and browser tests", || {
        // What did not compile is said by the tests.
        compiling.wait()?;
        let mut tests = native::tests();
        let tests = tests.arg("--no-fail-fast").envs(browser.variables());
        shell::run(tests).context(
            "mend the tests above; one alone runs with `cargo test NAME`, and a golden file that \
             should change is written anew as CONTRIBUTING.md tells",
        )
    })
}

fn cargo(args: &str) -> Command {
    let mut command = shell::command("cargo");
    command.args(args.split_whitespace());
    command
}
