//! `furrow check`: what would be read, and what is odd about it.

use std::path::Path;

use serde_json::{Value, json};

use super::args::Args;
use super::error::CliError;
use super::session::{READERS, Session, chart_ids};
use super::source::read_report;
use super::{Outcome, console, summary};
use crate::data::Lang;
use crate::diag::{Diagnostic, Severity};
use crate::ingest;
use crate::words::diagnostics::{hint, message};

pub(super) const OPTIONS: &[&str] = &["--lang"];
pub(super) const FLAGS: &[&str] = &["--json", "--strict"];

pub(super) const HELP: &str = "\
Reads data as the page would, draws every chart, and says what was assumed and what is
odd: cells that are no numbers, rows that are too short, fields that a chart names and no
table has.

Usage: furrow check FILE… [--json] [--strict] [--lang en|zh]

  FILE            a folder with a datapackage.json, or a data file
  --json          the same for programs: tables, columns, assumptions, diagnostics
  --strict        exit with 1 when there is a warning
  --lang en|zh    the language of the messages; English without it

Each line names the file, the row and the column, and what to do next.

  furrow check sales.csv public/data/rural-ecommerce
  furrow check 零售额.csv --json --strict

Exit codes: 0 read, 1 read with warnings (--strict only), 2 at least one file cannot be read.
";

/// The width at which charts are drawn to be checked, in px.
const WIDTH: f64 = 720.0;

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let lang = args.lang()?.unwrap_or_default();
    let form = if args.has("--json") {
        Form::Json
    } else {
        Form::Text
    };
    let mut outcome = Outcome::Done;
    let mut failure = None;
    let mut tables = Vec::new();
    for file in args.files()? {
        match check(Path::new(file), lang, form) {
            Ok(mut found) => {
                let is_odd = |diagnostic: &Diagnostic| diagnostic.severity > Severity::Note;
                if args.has("--strict") && found.diagnostics.iter().any(is_odd) {
                    outcome = Outcome::Odd;
                }
                tables.append(&mut found.tables);
                if form == Form::Text {
                    console::print(&found.lines(file, lang))?;
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
    if form == Form::Json {
        console::print(&format!("{}\n", json!({ "tables": tables })))?;
    }
    match failure {
        Some(error) => Err(error),
        None => Ok(outcome),
    }
}

/// For whom the findings are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Text,
    Json,
}

/// Names the file where the error itself does not.
pub(super) fn in_file(file: &str, error: CliError) -> CliError {
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
    /// The tables in words; empty for programs.
    text: String,
    /// The tables for programs; empty for people.
    tables: Vec<Value>,
    diagnostics: Vec<Diagnostic>,
}

impl Found {
    fn lines(&self, file: &str, lang: Lang) -> String {
        let end = if self.diagnostics.is_empty() {
            ", nothing odd"
        } else {
            ""
        };
        let mut out = format!("{file}: {}{end}\n{}", self.what, self.text);
        for diagnostic in &self.diagnostics {
            out += &format!("{}\n", sentence(diagnostic, lang));
        }
        out
    }
}

fn check(path: &Path, lang: Lang, form: Form) -> Result<Found, CliError> {
    let report = read_report(path)?;
    let n_files = report.files.len();
    let dataset = ingest::open(&report.files, READERS);
    let tables = dataset
        .as_ref()
        .map_or(Vec::new(), |read| read.value.tables.clone());
    let mut session = Session::of(report.files, dataset)?;
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
    // A chart may repeat what was said when the file was opened.
    let mut once: Vec<Diagnostic> = Vec::new();
    for diagnostic in diagnostics {
        if !once.contains(&diagnostic) {
            once.push(diagnostic);
        }
    }
    let mut found = Found {
        what: format!("{n_files} files, {} charts", ids.len()),
        text: String::new(),
        tables: Vec::new(),
        diagnostics: once,
    };
    match form {
        Form::Text => found.text = tables.iter().map(summary::text).collect(),
        Form::Json => {
            let by_table = ingest::by_table(&tables, &found.diagnostics);
            let tables = tables.iter().zip(&by_table);
            found.tables = tables
                .map(|(t, said)| summary::json(t, said, lang))
                .collect();
        }
    }
    Ok(found)
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
