//! The native command: check data, draw a chart, write a report as one file or as a site.
//!
//! Each command is a function from its arguments to an [`Outcome`]. Only `console` writes to
//! the terminal.

mod args;
mod bundle;
mod check;
mod compose;
mod console;
mod error;
mod export;
mod folder;
mod gallery;
mod packing;
mod program;
mod reduce;
mod render;
mod scene;
mod schema;
mod session;
mod site;
mod source;
mod summary;

use std::process::ExitCode;

use args::Args;
use error::CliError;

/// How a command ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Nothing was odd, or oddities are no concern of this command.
    Done,
    /// Everything was read, and something in it was odd.
    Odd,
}

/// A command: its name, its help and what it does.
struct Command {
    name: &'static str,
    help: &'static str,
    /// The options that it knows, each with a value.
    options: &'static [&'static str],
    /// The options that it knows without a value.
    flags: &'static [&'static str],
    run: fn(&Args) -> Result<Outcome, CliError>,
}

const COMMANDS: [Command; 8] = [
    Command {
        name: "check",
        help: check::HELP,
        options: check::OPTIONS,
        flags: check::FLAGS,
        run: check::run,
    },
    Command {
        name: "export",
        help: export::HELP,
        options: export::OPTIONS,
        flags: export::FLAGS,
        run: export::run,
    },
    Command {
        name: "render",
        help: render::HELP,
        options: render::OPTIONS,
        flags: &[],
        run: render::run,
    },
    Command {
        name: "scene",
        help: scene::HELP,
        options: scene::OPTIONS,
        flags: scene::FLAGS,
        run: scene::run,
    },
    Command {
        name: "bundle",
        help: bundle::HELP,
        options: bundle::OPTIONS,
        flags: bundle::FLAGS,
        run: bundle::run,
    },
    Command {
        name: "site",
        help: site::HELP,
        options: site::OPTIONS,
        flags: &[],
        run: site::run,
    },
    Command {
        name: "gallery",
        help: gallery::HELP,
        options: gallery::OPTIONS,
        flags: &[],
        run: gallery::run,
    },
    Command {
        name: "schema",
        help: schema::HELP,
        options: schema::OPTIONS,
        flags: &[],
        run: schema::run,
    },
];

const HELP: &str = "\
Furrow shows datasets as reports in the browser. This command checks the data and
writes the pages.

Usage: furrow COMMAND …

  check FILE…          says what would be read, and what is odd
  export FILE …        writes a table as it was read, as CSV or JSON
  render REPORT …      draws one chart as SVG
  scene REPORT …       says what one chart shows, as data or as a spec with nothing left open
  bundle REPORT …      writes a report as one HTML file
  site REPORT …        writes a report as a static site
  gallery …            draws every chart at many sizes, to look at
  schema WHAT          says what may be written in a chart or a report, as JSON Schema

`furrow COMMAND --help` explains a command with examples. REPORT is a folder with a
datapackage.json (a Data Package; the report stands in it under `furrow:report`), or one
data file.

Exit codes: 0 done, 1 read but odd (check --strict only), 2 failed.
";

/// Runs the command of a command line without the program's name.
#[must_use]
pub fn run(args: &[String]) -> ExitCode {
    match run_command(args) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Odd) => ExitCode::from(1),
        Err(error) => {
            console::error(&error);
            ExitCode::from(2)
        }
    }
}

fn run_command(args: &[String]) -> Result<Outcome, CliError> {
    let Some((name, rest)) = args.split_first() else {
        return Err(CliError::usage("no command is given", "furrow --help"));
    };
    match name.as_str() {
        "--help" | "-h" | "help" => {
            console::print(HELP)?;
            return Ok(Outcome::Done);
        }
        "--version" | "-V" => {
            console::print(&format!("{}\n", compose::generator()))?;
            return Ok(Outcome::Done);
        }
        _ => {}
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let what = format!("there is no command `{name}`");
        return Err(CliError::usage(&what, "furrow --help"));
    };
    if rest.iter().any(|arg| arg == "--help" || arg == "-h") {
        console::print(command.help)?;
        return Ok(Outcome::Done);
    }
    (command.run)(&Args::parse(
        command.name,
        rest,
        command.options,
        command.flags,
    )?)
}
