//! The setting: where the site, the browser and its tools are, and whose turn it is.

use std::env;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::support::root;

/// How many browsers run at a time: one for each core of a small machine.
const MOST_BROWSERS: usize = 2;

/// The built site.
#[track_caller]
pub(crate) fn dist() -> PathBuf {
    let dist = env::var_os("FURROW_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    assert!(
        dist.join("index.html").is_file() && dist.join("furrow.html").is_file(),
        "there is no built site in {}: run `cargo xtask test`",
        dist.display()
    );
    dist
}

/// The accessibility checks as a script.
#[track_caller]
pub(crate) fn axe_js() -> String {
    let installed = "target/tools/npm/node_modules/axe-core/axe.min.js";
    let path = env::var_os("FURROW_AXE").map_or_else(|| root().join(installed), PathBuf::from);
    std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}: run `cargo xtask test`", path.display()))
}

/// Chromium.
pub(crate) fn chromium() -> PathBuf {
    program("CHROMIUM", "chromium")
}

/// Its driver.
pub(crate) fn chromedriver() -> PathBuf {
    program("CHROMEDRIVER", "chromedriver")
}

/// What a variable names, or a program on the PATH.
fn program(variable: &str, name: &str) -> PathBuf {
    if let Some(path) = env::var_os(variable) {
        return PathBuf::from(path);
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    found.unwrap_or_else(|| panic!("{name} is not on the PATH: run `cargo xtask test`"))
}

static N_RUNNING: Mutex<usize> = Mutex::new(0);
static ENDED: Condvar = Condvar::new();

/// The right to run a browser, until it is dropped.
pub(crate) struct Turn(());

impl Turn {
    /// Waits until a browser may run.
    pub(crate) fn take() -> Turn {
        let mut n_running = ENDED
            .wait_while(lock(), |n_running| *n_running >= MOST_BROWSERS)
            .unwrap_or_else(PoisonError::into_inner);
        *n_running += 1;
        Turn(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *lock() -= 1;
        ENDED.notify_one();
    }
}

fn lock() -> MutexGuard<'static, usize> {
    N_RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
