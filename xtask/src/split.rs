//! Cuts the page's program in two between cargo and wasm-bindgen (see `src/bin/page.rs`).
//!
//! Trunk offers no hook there, but runs `wasm-bindgen` from the PATH: a copy of this program under
//! that name stands in for it, cuts what it knows, and calls the real one for the first part.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

use crate::shell;

/// The name under which this program stands in.
const STAND_IN: &str = "wasm-bindgen";
/// Tells the stand-in where the real one is.
const REAL: &str = "FURROW_WASM_BINDGEN";
/// Tells it, and trunk's hook, where the parts go.
const PARTS: &str = "FURROW_PARTS";
/// The program that is cut; the others are left whole.
const PROGRAM: &str = "page";
/// What WebAssembly may use; `index.html` asks trunk for the same.
const FEATURES: &str = "--enable-bulk-memory --enable-nontrapping-float-to-int --enable-sign-ext \
    --enable-mutable-globals --enable-reference-types --enable-multivalue --enable-simd";

/// Lets a run of trunk cut the program.
pub(crate) fn cutting(trunk: &mut Command) -> Result<&mut Command> {
    let folder = shell::root().join("target").join("xtask");
    let stand_in_folder = folder.join("stand-in");
    let name = format!("{STAND_IN}{}", env::consts::EXE_SUFFIX);
    fs::create_dir_all(&stand_in_folder)?;
    let this = env::current_exe().context("this program does not find itself")?;
    fs::copy(&this, stand_in_folder.join(name))
        .with_context(|| format!("cannot copy {}", this.display()))?;
    let real = shell::find_program(STAND_IN).context("wasm-bindgen is missing")?;
    let path = shell::search_path();
    let path = env::join_paths(std::iter::once(stand_in_folder).chain(env::split_paths(&path)))?;
    trunk
        .args(["--features", "split"])
        .env("PATH", path)
        .env(REAL, real)
        .env(PARTS, folder.join("parts"));
    Ok(trunk)
}

/// The engine's part of the program that trunk has just built; `None` when it was not cut.
pub(crate) fn engine_part() -> Option<PathBuf> {
    Some(PathBuf::from(env::var_os(PARTS)?).join("engine.wasm"))
}

/// Does wasm-bindgen's work when this program runs under its name.
pub(crate) fn stand_in() -> Option<Result<()>> {
    let this = PathBuf::from(env::args_os().next()?);
    let stands_in = this.file_stem()? == STAND_IN;
    stands_in.then(|| bind(env::args_os().skip(1)))
}

fn bind(args: impl Iterator<Item = OsString>) -> Result<()> {
    let real = env::var_os(REAL).with_context(|| format!("{REAL} is not set"))?;
    let mut command = Command::new(real);
    for arg in args {
        let path = Path::new(&arg);
        let is_program = path.extension().is_some_and(|end| end == "wasm")
            && path.file_stem().is_some_and(|stem| stem == PROGRAM);
        if is_program {
            command.arg(cut(path)?);
        } else {
            command.arg(arg);
        }
    }
    let status = command.status()?;
    if !status.success() {
        bail!("wasm-bindgen failed: {status}");
    }
    Ok(())
}

/// Writes both parts; returns where the first is, which wasm-bindgen has to see.
fn cut(program: &Path) -> Result<PathBuf> {
    let folder = env::var_os(PARTS).with_context(|| format!("{PARTS} is not set"))?;
    let folder = PathBuf::from(folder);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let bytes = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    let first = folder.join(format!("{PROGRAM}.wasm"));
    let mut options = Options::new(&bytes);
    options.output_dir = &folder;
    options.main_out_path = &first;
    // A script with its own loader; ours is the page's boot script.
    options.link_name = "loader.js";
    let parts = transform(options).map_err(|error| anyhow!("{error:#}"))?;
    let [engine] = parts.split_modules.as_slice() else {
        bail!(
            "{} has {} parts",
            program.display(),
            parts.split_modules.len()
        );
    };
    let mut optimizer = shell::command("wasm-opt");
    optimizer
        .arg("-Oz")
        .args(FEATURES.split_whitespace())
        .arg(engine)
        .arg("-o")
        .arg(folder.join("engine.wasm"));
    shell::run(&mut optimizer)?;
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::FEATURES;

    #[test]
    fn both_parts_use_the_same_features() {
        let page = include_str!("../../index.html");
        let features: Vec<&str> = FEATURES.split_whitespace().collect();
        assert!(page.contains(&format!("data-wasm-opt-params=\"{}\"", features.join(" "))));
    }
}
