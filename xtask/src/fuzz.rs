//! Feeds each reader with broken files, made from the test files, for some minutes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::shell::{self, Steps};
use crate::tools;

/// Inputs grow no longer than this; the longest seed is a tenth of it.
const MAX_LEN: usize = 1 << 16;

/// Seconds for each target when none are given.
const SECONDS: u64 = 180;

/// What stands between the files of one input; `fuzz/src/lib.rs` takes them apart.
const SEPARATOR: u8 = 0x1D;

/// Each target with the folders and endings of `tests/` that it begins with.
const TARGETS: &[(&str, &[&str])] = &[
    (
        "csv",
        &["data/csv", "data/layout", "data/values", "bad/*.csv"],
    ),
    ("encodings", &["data/encoding", "bad/*.csv"]),
    ("sdmx_csv", &["data/sdmx", "bad/sdmx_ragged.csv"]),
    ("eurostat", &["data/eurostat", "bad/*.tsv"]),
    ("json", &["data/json", "bad/*.json"]),
    ("json_stat", &["data/json_stat", "bad/*.json"]),
    ("package", &["data/package", "bad"]),
    (
        "excel",
        &[
            "data/xlsx",
            "data/xlsm",
            "data/xlsb",
            "data/xls",
            "bad/*.xlsx",
            "bad/*.xls",
        ],
    ),
    ("ods", &["data/ods", "bad/*.ods"]),
    ("parquet", &["data/parquet", "bad/*.parquet"]),
    ("arrow", &["data/arrow", "bad/*.arrow"]),
    ("zip", &["data/zip", "bad/*.zip"]),
    ("gzip", &["data/gzip", "bad/*.gz"]),
    ("zstd", &["data/zstd", "bad/*.zst"]),
    ("choices", &["data/csv", "data/encoding", "data/layout"]),
];

/// Runs the targets that are named, or all: `[--seconds N] [TARGET…]`.
pub(crate) fn fuzz(options: &[&str]) -> Result<()> {
    let (n_seconds, targets) = settings(options)?;
    let mut steps = Steps::of(2 + targets.len());
    tools::for_fuzz(&mut steps)?;
    steps.run("compiling the targets for nightly Rust", || {
        shell::run(shell::command("cargo").args(["+nightly", "fuzz", "build"]))
            .context("nightly Rust is needed: `rustup toolchain install nightly`")
    })?;
    let mut closing = Vec::new();
    for (target, sources) in targets {
        steps.run(target, || {
            closing.push(run(target, sources, n_seconds)?);
            Ok(())
        })?;
    }
    println!("{}", closing.join("\n"));
    match closing.iter().all(|line| line.ends_with(", 0 finds")) {
        true => Ok(()),
        false => {
            bail!("what was found is in fuzz/artifacts: make each a file of tests/data/hostile")
        }
    }
}

type Target = (&'static str, &'static [&'static str]);

fn settings(options: &[&str]) -> Result<(u64, Vec<Target>)> {
    let mut n_seconds = SECONDS;
    let mut targets = Vec::new();
    let mut rest = options.iter();
    while let Some(option) = rest.next() {
        if *option == "--seconds" {
            let seconds = rest.next().and_then(|text| text.parse().ok());
            n_seconds = seconds.context("`--seconds` needs a number, as in `--seconds 180`")?;
            continue;
        }
        let known = TARGETS.iter().find(|(name, _)| name == option);
        targets.push(*known.with_context(|| {
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            format!("`{option}` is no target: use {}", names.join(", "))
        })?);
    }
    if targets.is_empty() {
        targets = TARGETS.to_vec();
    }
    Ok((n_seconds, targets))
}

/// Runs one target and gives its closing line. A find ends it.
fn run(target: &str, sources: &[&str], n_seconds: u64) -> Result<String> {
    let fuzz = shell::root().join("fuzz");
    let [corpus, seeds, found] =
        ["corpus", "seeds", "artifacts"].map(|dir| fuzz.join(dir).join(target));
    for dir in [&corpus, &seeds, &found] {
        fs::create_dir_all(dir).with_context(|| format!("cannot make {}", dir.display()))?;
    }
    plant(target, sources, &seeds)?;
    let before = names(&found);
    let log = tools::log_of(&format!("fuzz-{target}"));
    let mut command = shell::command("cargo");
    command.args(["+nightly", "fuzz", "run", target]);
    command.args([&corpus, &seeds]);
    command.args([
        "--",
        "-timeout=10",
        "-rss_limit_mb=2048",
        "-malloc_limit_mb=640",
    ]);
    command.args([
        "-report_slow_units=5",
        "-print_final_stats=1",
        "-detect_leaks=0",
    ]);
    command.arg(format!("-max_len={MAX_LEN}"));
    command.arg(format!("-max_total_time={n_seconds}"));
    let start = std::time::Instant::now();
    // The closing line tells how it ended: a find is no failure of this command.
    let ended = shell::run_logged(&mut command, &log);
    let text = fs::read(&log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let Some(n_runs) = value(&text, "stat::number_of_executed_units:") else {
        return Err(ended
            .err()
            .unwrap_or_else(|| anyhow::anyhow!("the target did not run")));
    };
    for held in text.lines().filter(|line| line.starts_with("held: ")) {
        eprintln!("      {held}");
    }
    let finds: Vec<String> = names(&found).difference(&before).cloned().collect();
    for find in &finds {
        eprintln!("      found: fuzz/artifacts/{target}/{find}");
    }
    let (n_ran, n_finds) = (start.elapsed().as_secs(), finds.len());
    Ok(format!(
        "{target}: {n_ran} s, {n_runs} runs, {n_finds} finds"
    ))
}

/// What stands behind a word in the statistics that libFuzzer prints at the end.
fn value<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.rsplit_once(word)?.1.split_whitespace().next()
}

/// Copies the test files to where a target begins, each under a number.
fn plant(target: &str, sources: &[&str], seeds: &Path) -> Result<()> {
    let tests = shell::root().join("tests");
    let hostile = tests.join("data/hostile");
    let mut files = Vec::new();
    for source in sources {
        match source.split_once('*') {
            Some((folder, ending)) => files.extend(
                under(&tests.join(folder))
                    .into_iter()
                    .filter(|path| path.to_string_lossy().ends_with(ending)),
            ),
            None => files.extend(under(&tests.join(source))),
        }
    }
    // What was found before is named by its target: `json_stat_labels.json`.
    let is_own = |path: &PathBuf| {
        let inside = path.strip_prefix(&hostile).unwrap_or(path);
        inside.to_string_lossy().starts_with(target)
    };
    files.extend(under(&hostile).into_iter().filter(is_own));
    let inputs: Vec<Vec<u8>> = match target {
        "package" => packages(&files),
        _ => files
            .iter()
            .filter_map(|path| fs::read(path).ok())
            .collect(),
    };
    for (idx, mut bytes) in inputs.into_iter().enumerate() {
        if target == "choices" {
            // Nothing is chosen to begin with.
            bytes.splice(0..0, [0xFF, 0, 0xFF, 0x0F]);
        }
        if bytes.len() <= MAX_LEN {
            let seed = seeds.join(format!("seed-{idx}"));
            fs::write(&seed, bytes).with_context(|| format!("cannot write {}", seed.display()))?;
        }
    }
    Ok(())
}

/// Every folder with a descriptor as one input.
fn packages(files: &[PathBuf]) -> Vec<Vec<u8>> {
    let is_descriptor = |path: &&PathBuf| path.ends_with("datapackage.json");
    let folders = files
        .iter()
        .filter(is_descriptor)
        .filter_map(|path| path.parent());
    let joined = folders.map(|folder| {
        let mut out = Vec::new();
        for path in files.iter().filter(|path| path.starts_with(folder)) {
            let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy();
            out.push(SEPARATOR);
            out.extend(name.replace('\\', "/").bytes());
            out.push(b'\n');
            out.extend(fs::read(path).unwrap_or_default());
        }
        out
    });
    joined.collect()
}

/// Files at or under a path in order, without what is written beside them.
fn under(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let is_beside = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".expected.txt") || name.ends_with("ORIGIN.md")
    };
    paths.retain(|path| !is_beside(path));
    paths.iter().flat_map(|path| under(path)).collect()
}

fn names(dir: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_has_seeds_and_a_file() {
        for (target, sources) in TARGETS {
            let file = shell::root().join(format!("fuzz/targets/{target}.rs"));
            assert!(file.is_file(), "{}", file.display());
            for source in *sources {
                let folder = source.split('*').next().unwrap_or(source);
                assert!(
                    shell::root().join("tests").join(folder).exists(),
                    "{source}"
                );
            }
        }
        let n_files = names(&shell::root().join("fuzz/targets")).len();
        assert_eq!(n_files, TARGETS.len());
    }

    #[test]
    fn seconds_and_targets_are_read_in_any_order() {
        let (n_seconds, targets) = settings(&["csv", "--seconds", "5", "zip"]).unwrap();
        assert_eq!((n_seconds, targets.len()), (5, 2));
        assert_eq!(settings(&[]).unwrap().1.len(), TARGETS.len());
        assert!(settings(&["--seconds"]).is_err());
        assert!(settings(&["cvs"]).is_err());
    }

    #[test]
    fn the_closing_statistics_are_read() {
        let text = "stat::number_of_executed_units: 1\nstat::number_of_executed_units: 42\n";
        assert_eq!(value(text, "stat::number_of_executed_units:"), Some("42"));
        assert_eq!(value("", "stat::number_of_executed_units:"), None);
    }
}
