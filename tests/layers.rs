//! Holds the import table of ARCHITECTURE.md: who may name which layer and which crate.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// layer, layers it may import, outside crates it may name (serde and thiserror may be anywhere)
const TABLE: [(&str, &[&str], &[&str]); 16] = [
    ("data", &[], &[]),
    ("diag", &[], &[]),
    ("words", &["data", "diag"], &[]),
    ("scene", &[], &["libm"]),
    ("spec", &["data", "diag"], &["schemars", "serde_json"]),
    ("scale", &["data"], &["libm"]),
    (
        "ingest",
        &["data", "diag"],
        &[
            "arrow_array",
            "arrow_buffer",
            "arrow_ipc",
            "arrow_schema",
            "brotli_decompressor",
            "bytes",
            "calamine",
            "chardetng",
            "csv",
            "encoding_rs",
            "flate2",
            "lz4_flex",
            "memchr",
            "parquet",
            "quick_xml",
            "ruzstd",
            "serde_json",
            "snap",
            "zip",
        ],
    ),
    ("transform", &["data", "spec"], &["libm"]),
    (
        "chart",
        &[
            "data",
            "diag",
            "scale",
            "scene",
            "spec",
            "transform",
            "words",
        ],
        &["plotters", "plotters_backend", "libm", "serde_json"],
    ),
    ("describe", &["chart", "data", "words"], &[]),
    ("paint", &["scene"], &[]),
    (
        "report",
        &["data", "diag", "spec"],
        &["base64", "pulldown_cmark", "serde_json", "sha2"],
    ),
    (
        "engine",
        &[
            "chart",
            "data",
            "describe",
            "diag",
            "ingest",
            "paint",
            "report",
            "scene",
            "spec",
            "transform",
            "words",
        ],
        &["postcard", "serde_json"],
    ),
    (
        "worker",
        &["data", "diag", "ingest"],
        &[
            "console_error_panic_hook",
            "gloo",
            "js_sys",
            "postcard",
            "serde_json",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    ),
    (
        "app",
        &[
            "data", "diag", "engine", "ingest", "paint", "report", "scene", "words", "worker",
        ],
        &[
            "console_error_panic_hook",
            "gloo",
            "js_sys",
            "leptos",
            "serde_json",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
    ),
    (
        "cli",
        &[
            "data", "diag", "engine", "ingest", "paint", "report", "scene", "spec", "words",
        ],
        &["flate2", "lzma_rust2", "serde_json", "zopfli"],
    ),
];

const CRATES: [&str; 39] = [
    "arrow_array",
    "arrow_buffer",
    "arrow_ipc",
    "arrow_schema",
    "base64",
    "brotli_decompressor",
    "bytes",
    "calamine",
    "chardetng",
    "console_error_panic_hook",
    "csv",
    "encoding_rs",
    "flate2",
    "gloo",
    "js_sys",
    "leptos",
    "libm",
    "lz4_flex",
    "lzma_rust2",
    "memchr",
    "parquet",
    "plotters",
    "plotters_backend",
    "postcard",
    "pulldown_cmark",
    "quick_xml",
    "resvg",
    "ruzstd",
    "schemars",
    "serde_ignored",
    "serde_json",
    "sha2",
    "snap",
    "tokio",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
    "zip",
    "zopfli",
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            out.push(path);
        }
    }
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text
        .split("#[cfg(test)]\nmod tests")
        .next()
        .unwrap_or_default()
        .to_owned();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every name behind `prefix` in a text: `crate::` gives the layers.
fn names_after(text: &str, prefix: &str) -> BTreeSet<String> {
    text.match_indices(prefix)
        .map(|(at, _)| {
            let rest = &text[at + prefix.len()..];
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn every_layer_imports_only_what_its_row_allows() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut problems = Vec::new();
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for entry in std::fs::read_dir(&src).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("bin") {
            folders.insert(path.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    let known: BTreeSet<String> = TABLE
        .iter()
        .map(|(layer, _, _)| (*layer).to_owned())
        .collect();
    assert_eq!(
        folders, known,
        "every folder under src is a layer with a row"
    );
    for (layer, layers, crates) in TABLE {
        let mut files = Vec::new();
        sources(&src.join(layer), &mut files);
        for file in files {
            let text = code(&file);
            for name in names_after(&text, "crate::") {
                if known.contains(&name) && name != layer && !layers.contains(&name.as_str()) {
                    problems.push(format!("{}: layer {name}", file.display()));
                }
            }
            for name in CRATES {
                let named = text.contains(&format!("use {name}"))
                    || text.contains(&format!(" {name}::"))
                    || text.contains(&format!("({name}::"))
                    || text.contains(&format!("&{name}::"))
                    || text.contains(&format!("<{name}::"));
                if named && !crates.contains(&name) {
                    problems.push(format!("{}: crate {name}", file.display()));
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "not allowed by the import table:\n{}",
        problems.join("\n")
    );
}

#[test]
fn nothing_below_the_rim_names_clock_chance_or_thread() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut problems = Vec::new();
    for (layer, _, _) in TABLE {
        if ["app", "worker", "cli"].contains(&layer) {
            continue;
        }
        let mut files = Vec::new();
        sources(&src.join(layer), &mut files);
        for file in files {
            let text = code(&file);
            for word in [
                "std::time",
                "std::thread",
                "std::env",
                "std::fs",
                "HashMap",
                "Instant",
                "rand::",
            ] {
                if text.contains(word) {
                    problems.push(format!("{}: {word}", file.display()));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_source_file_says_what_it_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for dir in ["src", "tests", "xtask/src", "fuzz/src", "fuzz/targets"] {
        sources(&root.join(dir), &mut files);
    }
    let silent: Vec<String> = files
        .iter()
        .filter(|file| !std::fs::read_to_string(file).unwrap().starts_with("//!"))
        .map(|file| file.display().to_string())
        .collect();
    assert!(
        silent.is_empty(),
        "files without a //! sentence: {silent:?}"
    );
}
