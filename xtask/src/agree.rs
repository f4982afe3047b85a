//! Compares the charts of the tests and of the sample report with what Vega-Lite draws.

use anyhow::{Context, Result};

use crate::native;
use crate::shell;
use crate::tools;

const REPORTS: [&str; 3] = [
    "tests/plots/specs",
    "tests/vega/specs",
    "public/data/rural-ecommerce",
];

/// Draws every chart twice and says what differs and is not in `tests/vega/differences.json`.
pub(crate) fn agree() -> Result<()> {
    let modules = tools::vega()?;
    let furrow = native::path()?;
    let node =
        shell::find_program("node").context("node is missing: install Node.js 20 or later")?;
    let mut command = shell::command(node);
    command
        .env("TZ", "UTC")
        .arg("tests/vega/agree.mjs")
        .arg(modules)
        .arg(furrow)
        .args(REPORTS);
    shell::run(&mut command).context(
        "mend what is named above, or list it with its reason in tests/vega/differences.json",
    )
}
