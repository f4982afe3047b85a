//! How much memory the page's process took at most, as Linux counts it.
//!
//! The kernel keeps the highest mark of a process' resident memory, and sets it back when it is
//! asked to: nothing is missed between two looks, and nobody disturbs the process by looking.

use std::fs;
use std::path::Path;

/// What `clear_refs` is told to set the highest mark back.
const RESET_MARK: &str = "5";
const BYTES_OF_KB: u64 = 1024;

/// The renderers of the browser that was started with a profile.
pub(crate) struct Renderers(Vec<u32>);

impl Renderers {
    /// Finds them, and sets their marks back; none where there is no `/proc`.
    pub(crate) fn of(profile: &Path) -> Renderers {
        let all = processes();
        let own = format!("--user-data-dir={}", profile.display());
        let browser = all.iter().find(|process| {
            let is_one = process.args.contains(&own);
            is_one && process.kind().is_none()
        });
        let Some(browser) = browser else {
            return Renderers(Vec::new());
        };
        let renderers = all
            .iter()
            .filter(|process| process.is_page() && is_below(process, browser.id, &all));
        let ids: Vec<u32> = renderers.map(|process| process.id).collect();
        for id in &ids {
            // Where that is not allowed, the mark is that of the page's whole life.
            let _ = fs::write(format!("/proc/{id}/clear_refs"), RESET_MARK);
        }
        Renderers(ids)
    }

    /// The highest mark since then, of the one that took most: the others wait for pages.
    pub(crate) fn peak_bytes(&self) -> Option<u64> {
        self.0.iter().filter_map(|id| peak_bytes(*id)).max()
    }
}

fn peak_bytes(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let mark = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kb: u64 = mark.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kb * BYTES_OF_KB)
}

struct Process {
    id: u32,
    parent: u32,
    args: Vec<String>,
}

impl Process {
    /// Whether it shows pages, and not the browser's own windows.
    fn is_page(&self) -> bool {
        let has = |name: &str| self.args.iter().any(|arg| arg == name);
        self.kind() == Some("renderer") && !has("--top-chrome-webui") && !has("--extension-process")
    }

    /// What kind of process of Chromium's it is; the browser itself has none.
    fn kind(&self) -> Option<&str> {
        self.args.iter().find_map(|arg| arg.strip_prefix("--type="))
    }
}

fn is_below(process: &Process, ancestor: u32, all: &[Process]) -> bool {
    let mut parent = process.parent;
    while parent != ancestor {
        match all.iter().find(|one| one.id == parent) {
            Some(one) => parent = one.parent,
            None => return false,
        }
    }
    true
}

fn processes() -> Vec<Process> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(process).collect()
}

/// Nothing when it has ended meanwhile.
fn process(id: u32) -> Option<Process> {
    let line = fs::read(format!("/proc/{id}/cmdline")).ok()?;
    // Chromium's children write their arguments anew, with spaces between.
    let args = line.split(|byte| matches!(byte, 0 | b' '));
    let args = args.map(|arg| String::from_utf8_lossy(arg).into_owned());
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name before may hold anything.
    let (_, rest) = stat.rsplit_once(')')?;
    Some(Process {
        id,
        parent: rest.split_whitespace().nth(1)?.parse().ok()?,
        args: args.collect(),
    })
}
