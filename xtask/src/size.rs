//! Measures the built site and holds it to its budgets.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::build;
use crate::packed;
use crate::shell;

/// The budgets, in units of 1024 bytes; one `"name": number` a line.
const BUDGETS: &str = "tests/budgets.json";
/// What the first screen reads besides the program.
const REPORT: &str = "data/rural-ecommerce";

/// A part of the site, as one row of the table.
struct Part {
    name: &'static str,
    files: Vec<PathBuf>,
    budget: Option<Budget>,
}

/// A limit of [`BUDGETS`], by its name there.
enum Budget {
    Raw(&'static str),
    Brotli(&'static str),
}

/// Bytes as they are and as a server sends them.
struct Size {
    raw: usize,
    brotli: usize,
}

/// Prints the table of sizes; fails when a part is over its budget.
pub(crate) fn size() -> Result<()> {
    let dist = build::dist();
    if !dist.join("index.html").exists() {
        bail!("{} is not built: run `cargo xtask build`", dist.display());
    }
    let path = shell::root().join(BUDGETS);
    let budgets = fs::read_to_string(&path).with_context(|| format!("cannot read {BUDGETS}"))?;
    println!(
        "{:<18} {:>6} {:>9} {:>9}   budget",
        "part", "files", "raw", "brotli"
    );
    let mut over = Vec::new();
    for part in parts(&dist)? {
        let size = measure(&part.files)?;
        let columns = [part.files.len().to_string(), kb(size.raw), kb(size.brotli)];
        print!(
            "{:<18} {:>6} {:>9} {:>9}   ",
            part.name, columns[0], columns[1], columns[2]
        );
        let Some(budget) = part.budget else {
            println!("–");
            continue;
        };
        let (name, measured, kind) = match budget {
            Budget::Raw(name) => (name, size.raw, "raw"),
            Budget::Brotli(name) => (name, size.brotli, "brotli"),
        };
        let limit = limit(&budgets, name).with_context(|| format!("{BUDGETS} lacks {name}"))?;
        let is_over = measured > limit;
        println!(
            "{} {kind}{}",
            kb(limit),
            if is_over { "  OVER" } else { "" }
        );
        if part.files.is_empty() {
            over.push(format!(
                "{} has no files: dist is not what this command knows",
                part.name
            ));
        } else if is_over {
            over.push(format!(
                "{} is {} over {name}",
                part.name,
                kb(measured - limit)
            ));
        }
    }
    if !over.is_empty() {
        bail!(
            "{}: make it smaller, or argue for a larger budget in {BUDGETS}",
            over.join("; ")
        );
    }
    Ok(())
}

fn parts(dist: &Path) -> Result<Vec<Part>> {
    let top = files_in(dist)?;
    let named = |fits: &dyn Fn(&str) -> bool| -> Vec<PathBuf> {
        let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned());
        top.iter()
            .filter(|path| name(path).is_some_and(|n| fits(&n)))
            .cloned()
            .collect()
    };
    let program = |bin: &str| {
        named(&|name| {
            name.starts_with(bin) && (name.ends_with(".js") || name.ends_with("_bg.wasm"))
        })
    };
    let page = program("page");
    let data = files_in(&dist.join(REPORT))?.into_iter().filter(|path| {
        path.ends_with("datapackage.json") || path.extension().is_some_and(|end| end == "csv")
    });
    let around = named(&|name| {
        name == "index.html" || name.ends_with(".css") || name.starts_with("first-en")
    });
    let first_chart = around.into_iter().chain(page.clone()).chain(data).collect();
    Ok(vec![
        Part {
            name: "page program",
            files: page,
            budget: Some(Budget::Brotli("page_program_brotli_kb")),
        },
        Part {
            name: "engine part",
            files: named(&|name| name.starts_with("engine")),
            budget: None,
        },
        Part {
            name: "worker program",
            files: program("worker"),
            budget: None,
        },
        Part {
            name: "first chart",
            files: first_chart,
            budget: Some(Budget::Brotli("first_chart_brotli_kb")),
        },
        Part {
            name: "furrow.html",
            files: named(&|name| name == "furrow.html"),
            budget: Some(Budget::Raw("single_file_raw_kb")),
        },
        Part {
            name: "furrow-light.html",
            files: named(&|name| name == "furrow-light.html"),
            budget: Some(Budget::Raw("light_file_raw_kb")),
        },
    ])
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}: run `cargo xtask build`", folder.display()))?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    // Not what the build has packed beside them.
    let is_packed = |path: &Path| {
        path.extension()
            .is_some_and(|end| end == "br" || end == "gz")
    };
    files.retain(|path| path.is_file() && !is_packed(path));
    files.sort();
    Ok(files)
}

fn measure(files: &[PathBuf]) -> Result<Size> {
    let mut size = Size { raw: 0, brotli: 0 };
    for path in files {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        size.raw += bytes.len();
        size.brotli += packed::brotli(&bytes)?.len();
    }
    Ok(size)
}

/// A limit in bytes.
fn limit(budgets: &str, name: &str) -> Option<usize> {
    let key = format!("\"{name}\"");
    let value = budgets.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        (found.trim() == key).then_some(value)
    })?;
    let kb: usize = value.trim().trim_end_matches(',').parse().ok()?;
    Some(kb * 1024)
}

fn kb(n_bytes: usize) -> String {
    // Upwards, so that nothing over its limit looks like being at it.
    format!("{} KB", n_bytes.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::limit;

    #[test]
    fn a_budget_is_read_by_its_name() {
        let budgets = "{\n  \"a_kb\": 170,\n  \"b_kb\": 2\n}\n";
        assert_eq!(limit(budgets, "a_kb"), Some(170 * 1024));
        assert_eq!(limit(budgets, "b_kb"), Some(2048));
        assert_eq!(limit(budgets, "kb"), None);
    }
}
