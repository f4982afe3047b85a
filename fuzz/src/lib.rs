//! What the targets share: files are opened as every program opens them, and looked through.
//!
//! `furrow::ingest` holds panics of others' readers and makes messages of them, which would
//! hide panics from the fuzzer. So a hook stands before that guard: a panic that comes from
//! Furrow's own sources ends the run, held or not. One from a crate ends the run where nobody
//! holds it; where the guard does, it is told once for each place (`held: …`) and let go,
//! for natively it becomes a message, and in a browser it ends only the worker.

mod archives;

use std::collections::BTreeSet;
use std::panic::{self, PanicHookInfo};
use std::path::Path;
use std::sync::{Mutex, Once};

use furrow::data::{InputFile, Lang, Layout, NumberStyle, Values};
use furrow::ingest::{ALL, Choices, open_with};
use furrow::words::diagnostics::{hint, message};
pub use libfuzzer_sys;
use libfuzzer_sys::Corpus;

pub use archives::change_part;

/// What stands between the files of one input; `cargo xtask fuzz` joins its seeds with it.
const SEPARATOR: u8 = 0x1D;

/// A target of one reader: bytes that it does not recognise are not kept.
#[macro_export]
macro_rules! reads {
    ($reader:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| -> $crate::libfuzzer_sys::Corpus {
            $crate::read($reader, bytes)
        });
    };
}

/// A target of a reader of archives, whose parts change before they are packed again.
#[macro_export]
macro_rules! reads_parts {
    ($reader:literal) => {
        $crate::libfuzzer_sys::fuzz_mutator!(|bytes: &mut [u8],
                                              len: usize,
                                              max_len: usize,
                                              seed: u32| {
            $crate::change_part(bytes, len, max_len, seed)
        });
        $crate::reads!($reader);
    };
}

/// The target of Data Packages.
#[macro_export]
macro_rules! reads_package {
    () => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| { $crate::read_package(bytes) });
    };
}

/// The target of choices.
#[macro_export]
macro_rules! reads_chosen {
    () => {
        $crate::libfuzzer_sys::fuzz_target!(|bytes: &[u8]| { $crate::read_chosen(bytes) });
    };
}

/// Opens a file that the reader of this name recognises.
pub fn read(reader: &str, bytes: &[u8]) -> Corpus {
    let first = ALL.iter().find(|known| (known.recognises)(bytes));
    if first.is_none_or(|first| first.name != reader) {
        return Corpus::Reject;
    }
    open(&[file("x.bin", bytes)], &Choices::default());
    Corpus::Keep
}

/// Opens files that stand one after another, each with its path on a line before it.
pub fn read_package(bytes: &[u8]) {
    let parts = bytes.split(|byte| *byte == SEPARATOR);
    let files = parts.filter(|part| !part.is_empty()).map(|part| {
        let end = part.iter().position(|byte| *byte == b'\n');
        let (path, rest) = part.split_at(end.unwrap_or(0));
        let path = String::from_utf8_lossy(path);
        file(&path, rest.get(1..).unwrap_or_default())
    });
    let files: Vec<InputFile> = files.collect();
    open(&files, &Choices::default());
}

/// Opens a text after four bytes that choose how.
pub fn read_chosen(bytes: &[u8]) {
    let Some(([encoding, delimiter, header, rest], text)) = bytes.split_first_chunk::<4>() else {
        return;
    };
    let one = |from: &[&str], byte: u8| from.get(usize::from(byte)).map(|s| (*s).to_owned());
    let style = [None, Some(NumberStyle::Point), Some(NumberStyle::Comma)];
    let choices = Choices {
        encoding: one(
            &["gbk", "utf-16le", "shift_jis", "big5", "x-none", "utf-8"],
            *encoding,
        ),
        delimiter: Some(*delimiter).filter(|sign| *sign < 0x80 && *sign > 0),
        header_rows: Some(usize::from(*header)).filter(|n| *n < 200),
        number_style: style.get(usize::from(rest >> 6)).copied().flatten(),
        layout: Layout::ALL.get(usize::from(rest & 15)).copied(),
    };
    open(&[file("x.csv", text)], &choices);
}

fn file(path: &str, bytes: &[u8]) -> InputFile {
    InputFile {
        path: path.to_owned(),
        bytes: bytes.to_vec(),
    }
}

/// Columns of one length, or errors; every diagnostic has words in every language.
fn open(files: &[InputFile], choices: &Choices) {
    watch();
    let diagnostics = match open_with(files, ALL, choices) {
        Ok(read) => {
            for table in &read.value.tables {
                for column in &table.columns {
                    let n_cells = match &column.values {
                        Values::Number(cells) => cells.len(),
                        Values::Time(cells) => cells.len(),
                        Values::Text { codes, .. } => codes.len(),
                    };
                    assert_eq!(n_cells, table.n_rows, "{}", column.name);
                    let _ = table.n_rows.checked_sub(1).map(|last| column.display(last));
                }
            }
            read.warnings
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "no table and no word of why");
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

/// Puts the hook in place, once.
fn watch() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // The guard's own hook comes with its first file and must be there before this one.
        let held = file("x.parquet", b"PAR1");
        let _ = open_with(&[held], ALL, &Choices::default());
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if is_ours(info) {
                eprintln!("{info}");
                std::process::abort();
            }
            note(info);
            before(info);
        }));
    });
}

/// Whether a panic comes from a source file of this repository.
fn is_ours(info: &PanicHookInfo<'_>) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let place = info.location().map_or("", |place| place.file());
    let place = Path::new(place);
    place.is_relative() || root.is_some_and(|root| place.starts_with(root))
}

/// Tells of a panic in a crate, each place once.
fn note(info: &PanicHookInfo<'_>) {
    static SEEN: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let place = info
        .location()
        .map_or_else(String::new, ToString::to_string);
    if let Ok(mut seen) = SEEN.lock()
        && seen.insert(place.clone())
    {
        // Without the registry's folder: `calamine-0.38.0/src/xls.rs:1:1`.
        let inside = place.split_once("/registry/src/").map(|(_, inside)| inside);
        let krate = inside.and_then(|inside| Some(inside.split_once('/')?.1));
        eprintln!("held: {}", krate.unwrap_or(&place));
    }
}
