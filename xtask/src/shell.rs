//! Runs other programs, names each step with its seconds, and explains a failure.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Variables of the cargo that runs this program, which a cargo within must not inherit.
const OUTER_CARGO: &[&str] = &[
    "CARGO",
    "RUSTC",
    "RUSTDOC",
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
];

/// Counts the steps of a command and prints them on stderr.
pub(crate) struct Steps {
    next: usize,
    total: usize,
}

impl Steps {
    /// Starts a list of `total` steps.
    pub(crate) fn of(total: usize) -> Self {
        Self { next: 1, total }
    }

    /// Prints a step that needs no work, with where the thing was found.
    pub(crate) fn found(&mut self, what: &str, place: impl AsRef<OsStr>) {
        let place = place.as_ref().to_string_lossy();
        eprintln!("{} {what}: found ({place})", self.number());
    }

    /// Prints the step's name, does its work, and prints the seconds it took.
    pub(crate) fn run<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let number = self.number();
        eprintln!("{number} {what} …");
        let start = Instant::now();
        let done = work().with_context(|| format!("step {number} failed: {what}"))?;
        eprintln!("{number} done in {:.1} s", start.elapsed().as_secs_f64());
        Ok(done)
    }

    fn number(&mut self) -> String {
        let number = format!("[{}/{}]", self.next, self.total);
        self.next += 1;
        number
    }
}

/// The repository's root, the folder above this package.
pub(crate) fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}

/// A command that runs in the repository's root, with a PATH that has the project's tools first.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root()).env("PATH", search_path());
    for name in OUTER_CARGO {
        command.env_remove(name);
    }
    command
}

/// Runs a command whose output the user wants to see.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    succeeded(command, status)
}

/// Runs a long command with its output in `log`, showing the seconds on a terminal.
///
/// When it fails, the error ends with the log's last lines.
pub(crate) fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    let mut beside = Beside::start(command, log)?;
    let start = Instant::now();
    let terminal = std::io::stderr().is_terminal();
    let status = loop {
        if let Some(status) = beside.0.try_wait()? {
            break status;
        }
        if terminal {
            eprint!("\r      {} s ", start.elapsed().as_secs());
            std::io::stderr().flush()?;
        }
        thread::sleep(Duration::from_millis(100));
    };
    if terminal {
        eprint!("\r");
    }
    succeeded(command, status).with_context(|| {
        format!(
            "the log is {}; it ends:\n{}",
            log.display(),
            last_lines(log, 30)
        )
    })
}

/// A command that runs beside others; one that is not waited for is ended.
pub(crate) struct Beside(Child);

impl Beside {
    /// Starts it, with its output in `log`.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Result<Beside> {
        if let Some(folder) = log.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file);
        let child = command.spawn().with_context(|| cannot_start(command))?;
        Ok(Beside(child))
    }

    /// Waits for its end, good or bad.
    pub(crate) fn wait(mut self) -> Result<ExitStatus> {
        Ok(self.0.wait()?)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It has ended already, or nobody wants it any more.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// What a command prints on stdout; nothing when it cannot run or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// Where a program is, by the search path that [`command`] uses.
pub(crate) fn find_program(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd"]
    } else {
        &[""]
    };
    env::split_paths(&search_path())
        .flat_map(|folder| {
            endings
                .iter()
                .map(move |end| folder.join(format!("{name}{end}")))
        })
        .find(|path| path.is_file())
}

/// The folder of the tools that this program installs.
pub(crate) fn tools_dir() -> PathBuf {
    root().join("target").join("tools")
}

pub(crate) fn search_path() -> OsString {
    let ours = [
        tools_dir().join("bin"),
        tools_dir().join("npm").join("node_modules").join(".bin"),
    ];
    let theirs = env::var_os("PATH").unwrap_or_default();
    let all = ours.into_iter().chain(env::split_paths(&theirs));
    env::join_paths(all).unwrap_or_else(|_| theirs.clone())
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    format!("cannot start `{program}`: install it or put it on the PATH")
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn last_lines(log: &Path, n_lines: usize) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let text = text.unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(n_lines)..].join("\n")
}
