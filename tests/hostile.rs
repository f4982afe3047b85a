//! Any bytes, and any mutation of the test files, give tables or messages: never a panic.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test hostile` looks further.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::fs;
use std::path::{Path, PathBuf};

use furrow::data::{InputFile, Lang, Values};
use furrow::ingest::{ALL, open};
use furrow::words::diagnostics::{hint, message};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::{Index, select};
use proptest::strategy::Strategy;
use proptest::{prop_oneof, proptest};

/// The test files of some folders, none of them longer than 64 KB.
fn seeds(folders: &[&str]) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut out = Vec::new();
    let mut paths: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    while let Some(path) = paths.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).unwrap();
            paths.extend(inside.map(|entry| entry.unwrap().path()));
            continue;
        }
        let name = path.to_string_lossy().into_owned();
        if !name.ends_with(".txt") && !name.ends_with(".md") {
            out.push(fs::read(&path).unwrap());
        }
    }
    out.sort();
    assert!(!out.is_empty());
    out
}

/// Each case is quick: eight times as many as usual take some seconds.
fn n_cases() -> u32 {
    ProptestConfig::default().cases.saturating_mul(8)
}

/// One change of some bytes.
#[derive(Debug, Clone)]
enum Change {
    Truncate(Index),
    Flip(Index, u8),
    Set(Index, u8),
    Word(Index, u32),
    Remove(Index, u8),
    Repeat(Index, u8),
}

fn change() -> impl Strategy<Value = Change> {
    let words = select(vec![
        0,
        1,
        0x7FFF_FFFF,
        0xFFFF_FFFF,
        0x8000_0000,
        0xFFFF,
        1 << 28,
    ]);
    prop_oneof![
        1 => any::<Index>().prop_map(Change::Truncate),
        4 => (any::<Index>(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, 1 << bit)),
        4 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        2 => (any::<Index>(), words).prop_map(|(at, word)| Change::Word(at, word)),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, n)| Change::Remove(at, n)),
        1 => (any::<Index>(), any::<u8>()).prop_map(|(at, n)| Change::Repeat(at, n)),
    ]
}

fn changed(seed: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let len = bytes.len();
        match change {
            Change::Truncate(at) => bytes.truncate(at.index(len)),
            Change::Flip(at, bits) => bytes[at.index(len)] ^= bits,
            Change::Set(at, byte) => bytes[at.index(len)] = *byte,
            Change::Word(at, word) => {
                let at = at.index(len);
                for (slot, byte) in bytes.iter_mut().skip(at).zip(word.to_le_bytes()) {
                    *slot = byte;
                }
            }
            Change::Remove(at, n) => {
                let at = at.index(len);
                bytes.drain(at..(at + usize::from(*n)).min(len));
            }
            Change::Repeat(at, n) => {
                let at = at.index(len);
                let piece = bytes[at..(at + usize::from(*n)).min(len)].to_vec();
                bytes.splice(at..at, piece);
            }
        }
    }
    bytes
}

/// Equal columns, or errors that have words in every language.
fn check(bytes: Vec<u8>) {
    let path = "x.bin".to_owned();
    let diagnostics = match open(&[InputFile { path, bytes }], ALL) {
        Ok(read) => {
            for column in read.value.tables.iter().flat_map(|table| {
                let n_rows = table.n_rows;
                table.columns.iter().map(move |column| (column, n_rows))
            }) {
                let n_cells = match &column.0.values {
                    Values::Number(cells) => cells.len(),
                    Values::Time(cells) => cells.len(),
                    Values::Text { codes, .. } => codes.len(),
                };
                assert_eq!(n_cells, column.1, "{}", column.0.name);
            }
            read.warnings
        }
        Err(errors) => {
            assert!(!errors.is_empty());
            errors
        }
    };
    for diagnostic in &diagnostics {
        for lang in Lang::ALL {
            assert!(!message(diagnostic, lang).is_empty());
            let _ = hint(diagnostic, lang);
        }
    }
}

macro_rules! mutations {
    ($($test:ident: $($folder:literal),*;)*) => {
        $(
            #[test]
            fn $test() {
                let seeds = seeds(&[$($folder),*]);
                let config = ProptestConfig { cases: n_cases(), failure_persistence: None, ..ProptestConfig::default() };
                proptest!(config, |(seed in select(seeds), changes in vec(change(), 0..8))| {
                    check(changed(&seed, &changes));
                });
            }
        )*
    };
}

mutations! {
    mutated_xlsx: "data/xlsx", "data/xlsm";
    mutated_xlsb: "data/xlsb";
    mutated_xls: "data/xls";
    mutated_ods: "data/ods";
    mutated_parquet: "data/parquet";
    mutated_arrow: "data/arrow";
    mutated_packings: "data/gzip", "data/zip", "data/zstd";
    mutated_broken_files: "bad";
}

/// The parts of a zip changed before they are packed again, so that checksums hold.
fn repacked(seed: &[u8], part: Index, changes: &[Change]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(seed)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = part.index(archive.len());
    for idx in 0..archive.len() {
        let mut entry = archive.by_index(idx).unwrap();
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if idx == chosen {
            bytes = changed(&bytes, changes);
        }
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        out.start_file(name, options).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

macro_rules! repacked_mutations {
    ($($test:ident: $($folder:literal),*;)*) => {
        $(
            #[test]
            fn $test() {
                let seeds = seeds(&[$($folder),*]);
                let config = ProptestConfig { cases: n_cases(), failure_persistence: None, ..ProptestConfig::default() };
                let changes = vec(change(), 0..8);
                proptest!(config, |(seed in select(seeds), part in any::<Index>(), changes in changes)| {
                    check(repacked(&seed, part, &changes));
                });
            }
        )*
    };
}

repacked_mutations! {
    repacked_xlsx: "data/xlsx", "data/xlsm";
    repacked_xlsb: "data/xlsb";
    repacked_ods: "data/ods";
}

#[test]
fn what_the_fuzzers_found_gives_tables_or_messages_soon() {
    for bytes in seeds(&["data/hostile"]) {
        let start = std::time::Instant::now();
        check(bytes);
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }
}

#[test]
fn any_bytes_behind_a_magic_number() {
    let magics: Vec<&[u8]> = vec![
        b"PK\x03\x04",
        b"PAR1",
        b"ARROW1\0\0",
        b"\xFF\xFF\xFF\xFF",
        b"\x1F\x8B\x08",
        b"\x28\xB5\x2F\xFD",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"",
    ];
    let config = ProptestConfig {
        cases: n_cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    proptest!(config, |(magic in select(magics), rest in vec(any::<u8>(), 0..400))| {
        check([magic, &rest].concat());
    });
}
