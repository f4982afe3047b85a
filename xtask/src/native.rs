//! The native command and its tests, so that cargo compiles what they are made of once.
//!
//! The crates of the tests ask for features of crates that the command uses as well. So the
//! command that the tests bring along is another one for cargo than that of `cargo run`, down to
//! nearly every crate below it; and another one again where this program is tested beside it.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use crate::shell;

/// Tells the programs below this one, such as trunk's hook.
const OF_TESTS: &str = "FURROW_OF_TESTS";

static IS_OF_TESTS: AtomicBool = AtomicBool::new(false);

/// From now on the command is that of the tests.
pub(crate) fn take_that_of_tests() {
    IS_OF_TESTS.store(true, Ordering::Relaxed);
}

fn is_of_tests() -> bool {
    IS_OF_TESTS.load(Ordering::Relaxed) || env::var_os(OF_TESTS).is_some()
}

/// Gives a program below this one the same command.
pub(crate) fn pass_on(command: &mut Command) -> &mut Command {
    if is_of_tests() {
        command.env(OF_TESTS, "1");
    }
    command
}

/// Where the command is, compiled when needed.
pub(crate) fn path() -> Result<PathBuf> {
    if is_of_tests() {
        shell::run(tests().args(["--quiet", "--no-run"]))?;
    } else {
        shell::run(shell::command("cargo").args(["build", "--quiet", "--bin", "furrow"]))?;
    }
    let name = ["furrow", env::consts::EXE_SUFFIX].concat();
    Ok(shell::root().join("target").join("debug").join(name))
}

/// The tests of everything but this program.
pub(crate) fn tests() -> Command {
    let mut command = shell::command("cargo");
    command.args(["test", "--package", "furrow"]);
    command
}
