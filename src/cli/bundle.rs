//! `furrow bundle`: a report, its data and the program as one HTML file.

use std::path::Path;

use super::Outcome;
use super::args::Args;
use super::compose::{description, generator, static_words};
use super::console;
use super::error::CliError;
use super::folder;
use super::packing::{gzip_text, lzma_text};
use super::program::{ProgramText, program_text};
use super::session::Session;
use super::source::read_report;
use crate::data::InputFile;
use crate::engine::{Still, encode_first};
use crate::report::{OneFile, View, one_file_html, pack_json, static_body};
use crate::words::interface;

pub(super) const OPTIONS: &[&str] = &["--output", "--program", "--lang", "--date"];
pub(super) const FLAGS: &[&str] = &["--light"];

pub(super) const HELP: &str = "\
Writes a report as one HTML file, which opens by double click, without a network.

Usage: furrow bundle REPORT -o FILE --program DIR|HTML [--light] [--lang en|zh] [--date DAY]

  REPORT          a folder with a datapackage.json, or one CSV or JSON file
  -o FILE         the file to write
  --program DIR   where the built program is: `dist` after `cargo xtask build`, or an
                  HTML file that holds it, such as a furrow.html
  --light         without the worker: smaller, and opens only UTF-8 CSV, JSON and Data Packages
  --lang en|zh    the language it opens in; without it the report's own
  --date DAY      the day to write into the file, as 2026-02-14; without it none

The same inputs give the same bytes.

  furrow bundle public/data/rural-ecommerce -o briefing.html --program dist

Exit codes: 0 written, 2 failed.
";

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let report = read_report(Path::new(args.file()?))?;
    let output = Path::new(args.required("--output")?);
    let mut program = program_text(Path::new(args.required("--program")?))?;
    if args.has("--light") {
        program = program.light();
    }
    let lang = args.lang()?.unwrap_or(report.lang);
    let mut session = Session::open(report.files.clone())?;
    let drawn = session.still(lang)?;
    let html = bundle_html(&drawn, &report.files, &program, args.date()?)?;
    folder::write(output, html.as_bytes())?;
    console::say(&format!("{}: {} KB", output.display(), html.len() / 1024));
    Ok(Outcome::Done)
}

/// The one file of a drawn report.
pub(super) fn bundle_html(
    drawn: &Still,
    files: &[InputFile],
    program: &ProgramText,
    date: &str,
) -> Result<String, CliError> {
    let lang = drawn.page.lang;
    let pack = lzma_text(pack_json(&[files.to_vec().into()]).as_bytes())?;
    Ok(one_file_html(&OneFile {
        lang,
        title: &drawn.page.title,
        description: &description(&drawn.page),
        css: &program.css,
        glue_js: &program.glue_js,
        glue_packed: &program.glue_packed,
        wasm_packed: &program.wasm_packed,
        engine_packed: &program.engine_packed,
        worker_js: &program.worker_js,
        worker_wasm_packed: &program.worker_wasm_packed,
        body_html: &static_body(&drawn.page, &drawn.charts, &static_words(lang)),
        pack_packed: &pack,
        first_packed: &gzip_text(&encode_first(&drawn.first))?,
        view: View::Report,
        generator: &generator(),
        date,
        static_notice: interface(lang).static_notice,
    }))
}
