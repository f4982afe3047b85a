//! `furrow schema`: what may be written in a chart or a report, as JSON Schema.

use std::path::Path;

use super::Outcome;
use super::args::Args;
use super::console;
use super::error::CliError;
use super::folder;
use crate::spec::{report_schema, spec_schema};

pub(super) const OPTIONS: &[&str] = &["--output"];

pub(super) const HELP: &str = "\
Says what may be written in a chart or a report, as JSON Schema (draft 2020-12), with which an
editor completes and checks while one writes.

Usage: furrow schema [spec|report] [-o FILE]

  spec            a chart in the grammar; so without a name
  report          what stands under `furrow:report` in a datapackage.json, with its charts
  -o FILE         the file to write; without it, or with -, the standard output

What depends on the tables, their names and their columns, is for `furrow check` to say.

  furrow schema report -o report.json

Exit codes: 0 written, 2 failed.
";

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let schema = match args.file_or("spec")? {
        "spec" => spec_schema(),
        "report" => report_schema(),
        other => return Err(args.usage(&format!("`{other}`: expected spec or report"))),
    };
    let text = format!("{schema:#}\n");
    match args.option("--output") {
        None | Some("-") => console::print(&text)?,
        Some(file) => folder::write(Path::new(file), text.as_bytes())?,
    }
    Ok(Outcome::Done)
}
