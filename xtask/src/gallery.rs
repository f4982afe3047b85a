//! Writes the gallery: every chart of a report on one page, for people to look at.

use anyhow::{Context, Result};

use crate::native;
use crate::shell;

/// Where the page lands, from the repository's root.
const PAGE: &str = "target/gallery/index.html";

/// Writes the page and prints where it is.
pub(crate) fn gallery(report: Option<&str>) -> Result<()> {
    shell::run(
        shell::command(native::path()?)
            .arg("gallery")
            .args(report)
            .args(["-o", PAGE]),
    )
    .context("no gallery: mend the example that is named above")?;
    println!("{}", shell::root().join(PAGE).display());
    Ok(())
}
