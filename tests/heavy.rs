//! What the readers of binary formats make of files, good and broken ones.
//!
//! `FURROW_UPDATE=1 cargo test --test heavy` writes the `.expected.txt` beside each file anew.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::fs;
use std::path::{Path, PathBuf};

use furrow::data::{InputFile, Lang, Table, Values};
use furrow::ingest::{ALL, open};
use furrow::words::diagnostics::message;

fn entries(path: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(path).unwrap();
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The files under a path, as a drop of the file or folder gives them.
fn files(path: &Path, prefix: &str) -> Vec<InputFile> {
    let own = format!("{prefix}{}", path.file_name().unwrap().to_str().unwrap());
    if path.is_file() {
        let bytes = fs::read(path).unwrap();
        return vec![InputFile { path: own, bytes }];
    }
    let inside = entries(path);
    let files = inside.iter().flat_map(|p| files(p, &format!("{own}/")));
    files.collect()
}

fn shape(table: &Table, out: &mut String) {
    *out += &format!("table {}: {} rows\n", table.name, table.n_rows);
    for column in &table.columns {
        let kind = match column.values {
            Values::Number(_) => "number",
            Values::Time(_) => "time",
            Values::Text { .. } => "text",
        };
        let cells: Vec<String> = (0..table.n_rows.min(50))
            .map(|row| column.display(row))
            .collect();
        *out += &format!("  {} {kind}: {}\n", column.name, cells.join("|"));
    }
}

/// Tables and words of a file or folder.
fn report(path: &Path) -> String {
    let mut out = String::new();
    let diagnostics = match open(&files(path, ""), ALL) {
        Ok(read) => {
            for table in &read.value.tables {
                shape(table, &mut out);
            }
            read.warnings
        }
        Err(errors) => errors,
    };
    for diagnostic in &diagnostics {
        let severity = format!("{:?}", diagnostic.severity).to_lowercase();
        out += &format!("{severity}: {}\n", message(diagnostic, Lang::En));
    }
    out
}

#[test]
fn workbooks_that_may_hold_macros_are_named_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    for format in ["xlsx", "xlsm", "xlsb", "xls"] {
        let path = root.join(format).join(format!("book.{format}"));
        let read = open(&files(&path, ""), ALL).unwrap();
        for table in &read.value.tables {
            assert_eq!(table.assumed.format, format);
        }
    }
}

#[test]
fn binary_files_are_read_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let folders = [
        "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "arrow", "gzip", "zip", "zstd", "hostile",
    ];
    let mut problems = Vec::new();
    for folder in folders {
        for path in entries(&root.join(folder)) {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if name.ends_with(".expected.txt") || name == "ORIGIN.md" {
                continue;
            }
            let expected = path.with_file_name(format!("{name}.expected.txt"));
            let found = report(&path);
            if std::env::var_os("FURROW_UPDATE").is_some() {
                fs::write(&expected, &found).unwrap();
            }
            if found != fs::read_to_string(&expected).unwrap_or_default() {
                problems.push(format!("{folder}/{name}:\n{found}"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
