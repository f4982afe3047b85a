//! Standard output and standard error: the one place that writes to them.

#![allow(clippy::print_stderr, reason = "a command line speaks to people there")]

use std::io::{ErrorKind, Write, stdout};

use super::error::CliError;

/// Writes a result. A reader that has gone away (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    let mut out = stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::write("the standard output", &error))
        }
        _ => Ok(()),
    }
}

/// Says what is being done or was found, beside the result.
pub(super) fn say(text: &str) {
    eprintln!("{text}");
}

/// Says why nothing came of it.
pub(super) fn error(error: &CliError) {
    eprintln!("error: {error}");
}
