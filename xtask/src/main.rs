//! `cargo xtask`: builds, serves, tests and measures Furrow, and installs what that needs.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to its user"
)]

mod agree;
mod apt;
mod bench;
mod browser;
mod build;
mod fuzz;
mod gallery;
mod headers;
mod hosts;
mod native;
mod packed;
mod serve;
mod servers;
mod shell;
mod size;
mod split;
mod test;
mod tools;
mod uploads;

use std::env;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const HELP: &str = "\
Furrow's build commands. Each installs what it needs on its first run and says so.

  cargo xtask serve     build the report if anything changed, serve it, open the browser
      --port N          on this port (without it: 8080, or the next free one)
      --no-open         print the address only
      --dev             rebuild and reload at every change; not optimized, not composed
  cargo xtask build     write the release site to dist/: any static host can serve it,
                        and dist/furrow.html is the same report as one file; dist/schema
                        has the JSON Schemas of charts and reports
  cargo xtask test      everything that must hold: format, lints, build, sizes, tests
  cargo xtask size      how large the built files are, and whether they keep their budgets
                        (tests/budgets.json)
  cargo xtask headers   write docs/servers/ anew after a change of xtask/src/headers.rs
  cargo xtask gallery   every chart of the sample report on one page, to look at after a
                        change; of another report: its folder behind the command
  cargo xtask agree     every chart beside what Vega-Lite draws from the same spec: marks,
                        places, ticks (tests/vega/differences.json lists what may differ)
  cargo xtask bench     how fast it is, beside other libraries: all of the following
      --opening         times to the first chart and hover
      --reading         time and memory for files of a reader's own
      --native          the readers without a browser
      --json --runs N   for programs; so many rounds (not with --native)
  cargo xtask panel DIR write the files that --reading reads into a folder
  cargo xtask fuzz      broken files into every reader, made from the test files; not part of
                        `test`, and needs nightly Rust (rustup toolchain install nightly)
      --seconds N       for each reader (without it: 180)
      TARGET …          only these, as `csv json zip`
  cargo xtask tools     only install the tools that the others need, into target/tools

A first look:          cargo xtask serve
Before a commit:       cargo xtask test

The browser tests use the Chromium and the driver that they find; name others with
CHROMIUM=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver.
";

fn main() -> ExitCode {
    let done = split::stand_in().unwrap_or_else(|| {
        let args: Vec<String> = env::args().skip(1).collect();
        dispatch(&args.iter().map(String::as_str).collect::<Vec<_>>())
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[&str]) -> Result<()> {
    match args {
        [] | ["help" | "-h" | "--help", ..] | [_, "-h" | "--help"] => {
            print!("{HELP}");
            Ok(())
        }
        ["serve", options @ ..] => serve::serve(&serve_settings(options)?),
        ["build"] => build::build(),
        // Hidden: trunk's post-build hook.
        ["compose"] => build::compose(),
        ["test"] => test::test(),
        ["size"] => size::size(),
        ["headers"] => servers::write(),
        ["agree"] => agree::agree(),
        ["gallery"] => gallery::gallery(None),
        ["gallery", report] => gallery::gallery(Some(report)),
        ["bench", options @ ..] => bench::bench(options),
        ["panel", folder] => bench::panel(folder),
        ["fuzz", options @ ..] => fuzz::fuzz(options),
        ["tools"] => tools::for_test().map(|_| ()),
        _ => bail!(
            "`cargo xtask {}` is no command: see `cargo xtask --help`",
            args.join(" ")
        ),
    }
}

fn serve_settings(options: &[&str]) -> Result<serve::Settings> {
    let mut settings = serve::Settings {
        port: None,
        open: true,
        dev: false,
    };
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        match *option {
            "--no-open" => settings.open = false,
            "--dev" => settings.dev = true,
            "--port" => {
                let port = rest
                    .next()
                    .context("`--port` needs a number, as in `--port 9000`")?;
                let number = port.parse();
                settings.port =
                    Some(number.with_context(|| format!("`{port}` is no port: use 1 to 65535"))?);
            }
            other => bail!("`{other}` is no option of serve: see `cargo xtask --help`"),
        }
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::serve_settings;

    #[test]
    fn options_of_serve_are_read_in_any_order() {
        let settings = serve_settings(&["--no-open", "--port", "9000"]).unwrap();
        assert_eq!(
            (settings.port, settings.open, settings.dev),
            (Some(9000), false, false)
        );
    }

    #[test]
    fn a_port_must_be_a_number() {
        assert!(serve_settings(&["--port"]).is_err());
        assert!(serve_settings(&["--port", "http"]).is_err());
        assert!(serve_settings(&["--prot", "80"]).is_err());
    }
}
