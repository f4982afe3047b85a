//! `furrow check`: what would be read, and what is odd about it.

use std::path::Path;

use super::Outcome;
use super::args::Args;
use super::console;
use super::error::CliError;
use super::session::{Session, chart_ids};
use super::source::read_report;
use crate::data::Lang;
use crate::diag::{Diagnostic, Severity};
use crate::words::diagnostics::{hint, message};

pub(super) const OPTIONS: &[&str] = &["--lang"];

pub(super) const HELP: &str = "\
Reads data as the page would, draws every chart, and says what is odd: cells that are no
numbers, rows that are too short, fields that a chart names and no table has.

Usage: furrow check FILE… [--lang en|zh]

  FILE            a folder with a datapackage.json, or a CSV or JSON file
  --lang en|zh    the language of the messages; English without it

Each line names the file, the row and the column, and what to do next.

  furrow check sales.csv public/data/rural-ecommerce

Exit codes: 0 nothing odd, 1 read but odd, 2 at least one file cannot be read.
";

/// The width at which charts are drawn to be checked, in px.
const WIDTH: f64 = 720.0;

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let lang = args.lang()?.unwrap_or_default();
    let mut outcome = Outcome::Done;
    let mut failure = None;
    for file in args.files()? {
        match check(Path::new(file), lang) {
            Ok(found) if found.diagnostics.is_empty() => {
                console::print(&format!("{file}: {}, nothing odd\n", found.what))?;
            }
            Ok(found) => {
                outcome = Outcome::Odd;
                console::print(&format!("{file}: {}\n", found.what))?;
                for diagnostic in &found.diagnostics {
                    console::print(&format!("{}\n", sentence(diagnostic, lang)))?;
                }
            }
            // The other files are checked all the same; the last failure ends the command.
            Err(error) => {
                let error = in_file(file, error);
                if let Some(earlier) = failure.replace(error) {
                    console::error(&earlier);
                }
            }
        }
    }
    match failure {
        Some(error) => Err(error),
        None => Ok(outcome),
    }
}

/// Names the file where the error itself does not.
fn in_file(file: &str, error: CliError) -> CliError {
    match error {
        CliError::Unreadable(_) | CliError::Answer => CliError::InFile {
            file: file.to_owned(),
            error: Box::new(error),
        },
        error => error,
    }
}

struct Found {
    /// How much there is.
    what: String,
    diagnostics: Vec<Diagnostic>,
}

fn check(path: &Path, lang: Lang) -> Result<Found, CliError> {
    let report = read_report(path)?;
    let n_files = report.files.len();
    let mut session = Session::open(report.files)?;
    let page = session.page(lang)?;
    let ids = chart_ids(&page);
    let mut diagnostics = session.warnings.clone();
    for id in &ids {
        match session.chart(id, lang, WIDTH) {
            Ok(view) => diagnostics.extend(view.warnings),
            Err(CliError::Unreadable(errors)) => diagnostics.extend(errors),
            Err(error) => return Err(error),
        }
    }
    let what = format!("{n_files} files, {} charts", ids.len());
    // A chart may repeat what was said when the file was opened.
    let mut once: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        if !once.contains(&diagnostic) {
            once.push(diagnostic);
        }
    }
    Ok(Found {
        what,
        diagnostics: once,
    })
}

/// A diagnostic as a line: how bad, where, what; and a line of what to do next.
pub(super) fn sentence(diagnostic: &Diagnostic, lang: Lang) -> String {
    let mark = match diagnostic.severity {
        Severity::Note => "·",
        Severity::Warning => "!",
        Severity::Error => "✗",
    };
    let message = message(diagnostic, lang);
    let hint = hint(diagnostic, lang);
    if hint.is_empty() {
        format!("  {mark} {message}")
    } else {
        format!("  {mark} {message}\n    {hint}")
    }
}
