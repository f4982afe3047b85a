//! Builds the release site into `dist/`: trunk compiles the programs, `furrow site` composes.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::native;
use crate::packed;
use crate::shell;
use crate::split;
use crate::tools;
use crate::uploads;

/// The report that the site shows.
const REPORT: &str = "public/data/rural-ecommerce";

/// Everything that the site is made of; a change here means a new build.
const INPUTS: &[&str] = &[
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "public",
    "rust-toolchain.toml",
    "src",
    "xtask/src/build.rs",
    "xtask/src/headers.rs",
    "xtask/src/native.rs",
    "xtask/src/packed.rs",
    "xtask/src/servers.rs",
    "xtask/src/split.rs",
    "xtask/src/tools.rs",
    "xtask/src/uploads.rs",
];

/// Installs what is missing, then builds the site.
pub(crate) fn build() -> Result<()> {
    tools::for_build()?;
    build_with_tools()
}

/// Builds the site unless `dist/` is already made of the files as they are now.
pub(crate) fn build_if_changed() -> Result<()> {
    if is_current()? { Ok(()) } else { build() }
}

/// The same, where the tools are known to be there.
pub(crate) fn build_with_tools_if_changed() -> Result<()> {
    if is_current()? {
        Ok(())
    } else {
        build_with_tools()
    }
}

/// Rewrites what trunk has staged: static charts, embeds, the single file, schemas, and what hosts
/// read.
///
/// Trunk's hook calls this after every build; only a release is composed.
pub(crate) fn compose() -> Result<()> {
    if env::var("TRUNK_PROFILE").is_ok_and(|profile| profile != "release") {
        return Ok(());
    }
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: trunk calls `compose`; run `cargo xtask build`")?;
    if let Some(part) = split::engine_part() {
        let bytes = fs::read(&part).with_context(|| format!("cannot read {}", part.display()))?;
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let name = format!("engine-{:016x}.wasm", hasher.finish());
        fs::write(Path::new(&staging).join(name), bytes)?;
    }
    minify(Path::new(&staging))?;
    let furrow = native::path()?;
    let mut site = shell::command(&furrow);
    site.args(["site", REPORT, "--program"])
        .arg(&staging)
        .arg("-o")
        .arg(&staging);
    shell::run(&mut site)?;
    for name in ["spec", "report"] {
        let file = Path::new(&staging).join(format!("schema/{name}.json"));
        shell::run(
            shell::command(&furrow)
                .args(["schema", name, "-o"])
                .arg(file),
        )?;
    }
    write_headers(Path::new(&staging))?;
    packed::pack_beside(Path::new(&staging))
}

/// Writes the `_headers` that static hosts look for at the top of a site.
fn write_headers(site: &Path) -> Result<()> {
    let files = packed::files_below(site)?;
    let inside: Vec<&Path> = files
        .iter()
        .filter_map(|file| file.strip_prefix(site).ok())
        .collect();
    let path = site.join("_headers");
    fs::write(&path, uploads::static_hosts(&inside))
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Shortens style sheets and the scripts that wasm-bindgen has written, where the tool is there.
fn minify(folder: &Path) -> Result<()> {
    let Some(minifier) = shell::find_program("esbuild") else {
        return Ok(());
    };
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|end| end == "js" || end == "css")
        {
            let mut command = shell::command(&minifier);
            command.args(["--minify", "--target=es2020", "--log-level=warning"]);
            command.arg("--allow-overwrite").arg(&path);
            command.arg(format!("--outfile={}", path.display()));
            shell::run(&mut command)?;
        }
    }
    Ok(())
}

/// The folder of the built site.
pub(crate) fn dist() -> PathBuf {
    shell::root().join("dist")
}

/// The bundler; its arguments follow.
pub(crate) fn trunk() -> Command {
    let mut command = shell::command("trunk");
    // Trunk reads this one as `true` or `false` and refuses the usual `1`.
    if env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    command
}

fn is_current() -> Result<bool> {
    let built = fs::read_to_string(stamp_path()).unwrap_or_default();
    let is_current = dist().join("index.html").exists() && built == fingerprint()?;
    if is_current {
        eprintln!("dist is up to date");
    }
    Ok(is_current)
}

fn build_with_tools() -> Result<()> {
    let stamp = stamp_path();
    let fingerprint = fingerprint()?;
    // Without a stamp, a build that fails is not taken for a finished one.
    if stamp.exists() {
        fs::remove_file(&stamp).with_context(|| format!("cannot remove {}", stamp.display()))?;
    }
    let mut trunk = trunk();
    let trunk = native::pass_on(trunk.args(["build", "--release"]));
    shell::run(split::cutting(trunk)?)
        .context("the site does not build: mend what trunk says above, then run this again")?;
    if let Some(folder) = stamp.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&stamp, fingerprint).with_context(|| format!("cannot write {}", stamp.display()))
}

fn stamp_path() -> PathBuf {
    shell::root()
        .join("target")
        .join("xtask")
        .join("build.stamp")
}

/// A number that changes with the name or content of any input.
///
/// Content, not times: a checkout that touches files without changing them costs no build.
fn fingerprint() -> Result<String> {
    let root = shell::root();
    let mut hasher = DefaultHasher::new();
    for input in INPUTS {
        add(&root, &root.join(input), &mut hasher)?;
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}

fn add(root: &Path, path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    let cannot_read = || format!("cannot read {}", path.display());
    path.strip_prefix(root).unwrap_or(path).hash(hasher);
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(cannot_read)?;
        let mut children = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
        children.sort();
        for child in &children {
            add(root, child, hasher)?;
        }
    } else if path.exists() {
        fs::read(path).with_context(cannot_read)?.hash(hasher);
    }
    Ok(())
}
