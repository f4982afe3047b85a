//! Finds the tools that the other commands need, and installs what is missing.
//!
//! Everything lands in `target/tools`, but for the browser, its fonts and web servers, which come
//! from the system's packages. Looking comes first, so a second run takes less than a second.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::browser;
use crate::build;
use crate::hosts;
use crate::shell::{self, Steps};

/// The bundler; 0.22 wants a newer Rust than `rust-toolchain.toml` names.
const TRUNK: &str = "0.21.14";
/// Versions of trunk on the PATH that do as well.
const TRUNK_SERIES: &str = "0.21.";
/// What `cargo xtask agree` compares with.
const VEGA: [(&str, &str); 2] = [("vega", "6.4.0"), ("vega-lite", "6.5.0")];
/// The optimizer's npm package; `Trunk.toml` names the same version.
const BINARYEN: &str = "132.0.0";
/// Makes what wasm-bindgen writes a good deal smaller.
const ESBUILD: &str = "0.25.12";
/// The accessibility checks that the browser tests run on every screen.
const AXE_CORE: &str = "4.14.1";
/// Builds and runs the fuzzing targets, with nightly Rust.
const CARGO_FUZZ: &str = "0.13.1";
/// The compiler's name for WebAssembly in a browser.
const WASM: &str = "wasm32-unknown-unknown";

/// A browser, the driver that tests steer it with, and the accessibility checks.
pub(crate) struct Browser {
    /// Chromium or Chrome.
    pub(crate) chromium: PathBuf,
    /// Its WebDriver server, of the same major version.
    pub(crate) driver: PathBuf,
    /// axe-core as one script.
    pub(crate) axe: PathBuf,
}

impl Browser {
    /// What the tests and benchmarks read from their environment.
    pub(crate) fn variables(&self) -> [(&'static str, PathBuf); 4] {
        [
            ("FURROW_DIST", build::dist()),
            ("FURROW_AXE", self.axe.clone()),
            ("CHROMIUM", self.chromium.clone()),
            ("CHROMEDRIVER", self.driver.clone()),
        ]
    }
}

/// Makes sure that the site can be built.
pub(crate) fn for_build() -> Result<()> {
    build_steps(&mut Steps::of(5))
}

/// Makes sure that the site can be built and tested in a browser and on servers.
pub(crate) fn for_test() -> Result<Browser> {
    let mut steps = Steps::of(9);
    build_steps(&mut steps)?;
    let (chromium, driver) = browser::chromium(&mut steps)?;
    browser::fonts(&mut steps)?;
    hosts::servers(&mut steps)?;
    let axe = npm_package(&mut steps, "axe-core", AXE_CORE)?.join("axe.min.js");
    Ok(Browser {
        chromium,
        driver,
        axe,
    })
}

/// Makes sure that charts can be drawn with Vega-Lite; the folder of node modules.
pub(crate) fn vega() -> Result<PathBuf> {
    let mut steps = Steps::of(2);
    for (name, version) in VEGA {
        npm_package(&mut steps, name, version)?;
    }
    Ok(shell::tools_dir().join("npm").join("node_modules"))
}

/// Makes sure that the readers can be fuzzed.
pub(crate) fn for_fuzz(steps: &mut Steps) -> Result<()> {
    if let Some(path) = program_of_version("cargo-fuzz", |version| version == CARGO_FUZZ) {
        steps.found(&format!("cargo-fuzz {CARGO_FUZZ}"), path);
        return Ok(());
    }
    steps.run(
        &format!("cargo-fuzz {CARGO_FUZZ}: compiling from crates (about 1 min)"),
        || cargo_install(&["cargo-fuzz", "--version", CARGO_FUZZ], &["--locked"]),
    )
}

/// Installs npm packages, each with its exact version, into `prefix`.
pub(crate) fn npm_install(prefix: &Path, packages: &[&str]) -> Result<()> {
    let Some(npm) = shell::find_program("npm") else {
        bail!(
            "npm is missing: install Node.js 20 or later (Debian: apt-get install nodejs npm; \
             Fedora: dnf install nodejs-npm; macOS: brew install node), then run this again"
        );
    };
    // A package.json of its own keeps npm from looking for one in the folders above.
    fs::create_dir_all(prefix).with_context(|| format!("cannot make {}", prefix.display()))?;
    let manifest = prefix.join("package.json");
    if !manifest.exists() {
        fs::write(&manifest, "{ \"private\": true }\n")?;
    }
    let mut command = shell::command(npm);
    command.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--save-exact",
        "--prefix",
    ]);
    command.arg(prefix).args(packages);
    shell::run_logged(&mut command, &log_of("npm"))
}

fn build_steps(steps: &mut Steps) -> Result<()> {
    wasm_target(steps)?;
    trunk(steps)?;
    wasm_bindgen(steps)?;
    wasm_opt(steps)?;
    npm_package(steps, "esbuild", ESBUILD)?;
    // What cargo compiled on the way to the tools is of no more use.
    let leftovers = cargo_target_dir();
    if leftovers.exists() {
        fs::remove_dir_all(&leftovers)
            .with_context(|| format!("cannot remove {}", leftovers.display()))?;
    }
    Ok(())
}

fn wasm_target(steps: &mut Steps) -> Result<()> {
    let mut rustc = shell::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    if let Some(folder) = shell::output(&mut rustc).filter(|folder| Path::new(folder).exists()) {
        steps.found(WASM, folder);
        return Ok(());
    }
    steps.run(&format!("{WASM}: adding with rustup"), || {
        shell::run_logged(
            shell::command("rustup").args(["target", "add", WASM]),
            &log_of("rustup"),
        )
        .context(
            "the compiler lacks WebAssembly: install Rust with rustup, or your distribution's \
                 standard library for it (Debian: libstd-rust-dev-wasm32; \
                 Fedora: rust-std-static-wasm32-unknown-unknown)",
        )
    })
}

fn trunk(steps: &mut Steps) -> Result<()> {
    if let Some(path) = program_of_version("trunk", |version| version.starts_with(TRUNK_SERIES)) {
        steps.found("trunk", path);
        return Ok(());
    }
    let args = ["trunk", "--version", TRUNK, "--no-default-features"];
    steps.run(
        &format!("trunk {TRUNK}: compiling from crates (about 4 min)"),
        || {
            // With the versions its authors tested; where one of those was withdrawn, with newer ones.
            cargo_install(&args, &["--locked"]).or_else(|_| cargo_install(&args, &[]))
        },
    )
}

fn wasm_bindgen(steps: &mut Steps) -> Result<()> {
    let version = locked_version("wasm-bindgen")?;
    if let Some(path) = program_of_version("wasm-bindgen", |found| found == version) {
        steps.found(&format!("wasm-bindgen {version}"), path);
        return Ok(());
    }
    steps.run(
        &format!("wasm-bindgen {version}: compiling from crates (about 2 min)"),
        || {
            // Not `--locked`: its own lock file names crates that have been withdrawn.
            cargo_install(&["wasm-bindgen-cli", "--version", &version], &[])
        },
    )
}

fn wasm_opt(steps: &mut Steps) -> Result<()> {
    npm_package(steps, "binaryen", BINARYEN).map(|_| ())
}

fn npm_package(steps: &mut Steps, name: &str, version: &str) -> Result<PathBuf> {
    let prefix = shell::tools_dir().join("npm");
    let folder = prefix.join("node_modules").join(name);
    let manifest = fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    if manifest.contains(&format!("\"version\": \"{version}\"")) {
        steps.found(&format!("{name} {version}"), &folder);
        return Ok(folder);
    }
    steps.run(&format!("{name} {version}: installing with npm"), || {
        npm_install(&prefix, &[&format!("{name}@{version}")])
    })?;
    Ok(folder)
}

/// Compiles a command with cargo, without the heavy optimization that its release would have.
fn cargo_install(args: &[&str], more: &[&str]) -> Result<()> {
    let mut command = shell::command("cargo");
    command
        .arg("install")
        .args(args)
        .args(more)
        .arg("--root")
        .arg(shell::tools_dir())
        .env("CARGO_TARGET_DIR", cargo_target_dir())
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "64");
    shell::run_logged(&mut command, &log_of(args[0]))
}

/// Where a program of a fitting version is; what it prints is `name version …`.
fn program_of_version(name: &str, fits: impl Fn(&str) -> bool) -> Option<PathBuf> {
    let path = shell::find_program(name)?;
    let text = shell::output(shell::command(&path).arg("--version"))?;
    let version = text.split_whitespace().nth(1)?;
    fits(version).then_some(path)
}

/// The version of a package that Cargo.lock names.
fn locked_version(package: &str) -> Result<String> {
    let path = shell::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}: run `cargo fetch` first", path.display()))?;
    version_in_lock(&lock, package)
        .map(str::to_owned)
        .with_context(|| format!("{} does not name {package}", path.display()))
}

fn version_in_lock<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

fn cargo_target_dir() -> PathBuf {
    shell::tools_dir().join("build")
}

/// Where the output of installing a tool goes.
pub(crate) fn log_of(tool: &str) -> PathBuf {
    shell::tools_dir().join("log").join(format!("{tool}.txt"))
}

#[cfg(test)]
mod tests {
    use super::version_in_lock;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.50\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "gloo"), None);
    }
}
