//! Errors of the command line: a file, what is wrong with it, and what to do next.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::data::Lang;
use crate::diag::Diagnostic;

/// Why a command failed.
#[derive(Debug, Error)]
pub(super) enum CliError {
    /// The command line is not understood.
    #[error("{what}\n  see `{help}`")]
    Usage { what: String, help: String },
    /// A file cannot be read.
    #[error("{}: cannot be read: {message}\n  {next}", path.display())]
    Read {
        path: PathBuf,
        message: String,
        next: &'static str,
    },
    /// A file cannot be written.
    #[error(
        "{path}: cannot be written: {message}\n  choose another place with -o, or make room there"
    )]
    Write { path: String, message: String },
    /// The engine could not read the data or draw the chart.
    #[error("the data cannot be read\n{}", lines(.0))]
    Unreadable(Vec<Diagnostic>),
    /// The same, of one file among several.
    #[error("{file}: {error}")]
    InFile { file: String, error: Box<CliError> },
    /// The report has no such chart.
    #[error("the report has no chart `{chart}`\n  it has: {}", available.join(", "))]
    NoChart {
        chart: String,
        available: Vec<String>,
    },
    /// The folder of the program lacks a file, or has several that fit.
    #[error("{}: {found} {what}\n  build the program with `cargo xtask build`, and give its folder: --program dist", path.display())]
    Program {
        path: PathBuf,
        found: &'static str,
        what: String,
    },
    /// Two charts would have the same file.
    #[error(
        "the charts `{one}` and `{other}` would both be written to {file}\n  give one of them another id in datapackage.json"
    )]
    SameFile {
        one: String,
        other: String,
        file: String,
    },
    /// The engine gave another answer than was asked for.
    #[error(
        "the program answered something else than was asked\n  this is a mistake in Furrow: please report it with the files"
    )]
    Answer,
}

impl CliError {
    pub(super) fn usage(what: &str, help: &str) -> CliError {
        CliError::Usage {
            what: what.to_owned(),
            help: help.to_owned(),
        }
    }

    pub(super) fn read(path: &Path, error: &std::io::Error, next: &'static str) -> CliError {
        CliError::Read {
            path: path.to_owned(),
            message: error.to_string(),
            next,
        }
    }

    pub(super) fn write(path: impl Into<String>, error: &std::io::Error) -> CliError {
        CliError::Write {
            path: path.into(),
            message: error.to_string(),
        }
    }
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    let lines: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| super::check::sentence(diagnostic, Lang::En))
        .collect();
    lines.join("\n")
}
