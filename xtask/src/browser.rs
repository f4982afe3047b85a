//! Finds the browser of the tests, its driver and fonts, or installs the system's packages.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::shell::{self, Steps};

/// Chromium and its driver: those that the user names, the system's, or newly installed ones.
pub(crate) fn chromium(steps: &mut Steps) -> Result<(PathBuf, PathBuf)> {
    for name in ["CHROMIUM", "CHROMEDRIVER"] {
        if let Some(path) = env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| !path.exists())
        {
            bail!(
                "{name} names {}, which does not exist: correct or unset it",
                path.display()
            );
        }
    }
    if let Some(found) = find_chromium() {
        steps.found("chromium and its driver", &found.0);
        return Ok(found);
    }
    steps.run(
        "chromium and its driver: installing the system's packages",
        || {
            apt::install(&["chromium", "chromium-driver"], how_to_get_a_browser)?;
            find_chromium().with_context(how_to_get_a_browser)
        },
    )
}

fn find_chromium() -> Option<(PathBuf, PathBuf)> {
    let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    let browser = env::var_os("CHROMIUM")
        .map(PathBuf::from)
        .or_else(|| {
            let names = [
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ];
            names.into_iter().find_map(shell::find_program)
        })
        .or_else(|| mac.exists().then(|| mac.to_path_buf()))?;
    let driver = env::var_os("CHROMEDRIVER")
        .map(PathBuf::from)
        .or_else(|| shell::find_program("chromedriver"))?;
    Some((browser, driver))
}

/// Makes sure that Chinese text has glyphs, for the tests that look at it.
pub(crate) fn fonts(steps: &mut Steps) -> Result<()> {
    // Elsewhere Chinese fonts are part of the system.
    let has_chinese = || {
        !cfg!(target_os = "linux")
            || shell::output(shell::command("fc-list").arg(":lang=zh"))
                .is_some_and(|t| !t.is_empty())
    };
    if has_chinese() {
        steps.found("fonts for Chinese", "the system's");
        return Ok(());
    }
    steps.run(
        "fonts for Chinese: installing the system's packages",
        || {
            let packages = ["fontconfig", "fonts-noto-cjk", "fonts-liberation"];
            apt::install(&packages, how_to_get_a_browser)
        },
    )
}

fn how_to_get_a_browser() -> String {
    "the browser tests need Chromium, its driver and Chinese fonts. Install them and run this again:
  Debian  apt-get install chromium chromium-driver fonts-noto-cjk fonts-liberation
  Fedora  dnf install chromium chromedriver google-noto-sans-cjk-fonts liberation-fonts
  macOS   brew install --cask google-chrome chromedriver
or name your own with CHROMIUM=/path/to/chrome CHROMEDRIVER=/path/to/chromedriver"
        .to_owned()
}
