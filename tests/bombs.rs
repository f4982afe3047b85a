//! Small files that ask for much: packed zeros, repeated names, tables without figures.
//!
//! Each is refused with a message, soon and before memory is taken.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use furrow::data::InputFile;
use furrow::diag::{Code, Diagnostic};
use furrow::ingest::{ALL, open};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Tests are compiled with little optimization and run beside others.
const SOON: Duration = Duration::from_secs(20);

fn file(path: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile {
        path: path.to_owned(),
        bytes: bytes.into(),
    }
}

/// What is said of some files, whether they give tables or not.
fn said(files: &[InputFile]) -> Vec<Diagnostic> {
    let start = Instant::now();
    let said = match open(files, ALL) {
        Ok(read) => read.warnings,
        Err(errors) => errors,
    };
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    said
}

#[track_caller]
fn check_refused(path: &str, bytes: impl Into<Vec<u8>>, fits: fn(&Code) -> bool) {
    let bytes = bytes.into();
    assert!(
        bytes.len() < 1 << 20,
        "{} bytes are no small file",
        bytes.len()
    );
    let said = said(&[file(path, bytes)]);
    assert!(said.iter().any(|one| fits(&one.code)), "{said:?}");
}

fn is_inflated(code: &Code) -> bool {
    matches!(code, Code::Inflated { .. })
}

fn is_large(code: &Code) -> bool {
    matches!(code, Code::TooLarge { .. })
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// A table of one sign, longer than what may shrink to nothing.
fn monotonous() -> Vec<u8> {
    let mut text = b"a,b\n".to_vec();
    text.resize((1 << 25) + 100, b'0');
    text
}

#[test]
fn what_unpacks_to_hundreds_of_its_size_is_refused() {
    check_refused("x.csv.gz", gzipped(&monotonous()), is_inflated);
    check_refused("x.zip", zipped(&[("x.csv", &monotonous())]), is_inflated);
    // Blocks of 128 KB, each one byte and how often it stands there.
    let mut zstd = b"\x28\xB5\x2F\xFD\x00\x58".to_vec();
    (0..300).for_each(|_| zstd.extend([0x02, 0x00, 0x10, b'0']));
    zstd.extend([0x03, 0x00, 0x10, b'0']);
    check_refused("x.csv.zst", zstd, is_inflated);
    let types: &[u8] = b"<Types/>";
    let sheet = monotonous();
    let parts = [
        ("[Content_Types].xml", types),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    check_refused("x.xlsx", zipped(&parts), is_inflated);
    let parts = [("mimetype", types), ("content.xml", &sheet)];
    check_refused("x.ods", zipped(&parts), is_inflated);
}

#[test]
fn a_short_table_of_one_sign_is_read() {
    let text = [b"a,b\n".to_vec(), b"0,0\n".repeat(10_000)].concat();
    let packed = gzipped(&text);
    assert!(packed.len() * 200 < text.len());
    assert_eq!(said(&[file("x.csv.gz", packed)]), []);
}

#[test]
fn files_of_an_archive_that_share_their_bytes_are_counted_together() {
    let text = [b"a,b\n".to_vec(), vec![b'0'; 10 << 20]].concat();
    let one = zipped(&[("0.csv", &text)]);
    let end = one.len() - 22;
    let at = u32::from_le_bytes(one[end + 16..end + 20].try_into().unwrap()) as usize;
    let entry = &one[at..end];
    let mut all = one[..at].to_vec();
    for idx in 0..8 {
        let mut named = entry.to_vec();
        named[46] = b'0' + idx;
        all.extend(named);
    }
    let mut tail = one[end..].to_vec();
    tail[8] = 8;
    tail[10] = 8;
    tail[12..16].copy_from_slice(&(8 * entry.len() as u32).to_le_bytes());
    all.extend(tail);
    check_refused("x.zip", all, is_inflated);
}

#[test]
fn cubes_without_figures_and_with_long_labels_are_refused() {
    let keys = |n: usize| {
        let keys: Vec<String> = (0..n).map(|key| format!("\"k{key}\"")).collect();
        format!(r#"{{"category":{{"index":[{}]}}}}"#, keys.join(","))
    };
    let cube = |value: &str, rest: &str| {
        format!(
            r#"{{"class":"dataset","id":["a","b"],"size":[4000,4000],"value":{value},
            "dimension":{{"a":{0},"b":{0}}}{rest}}}"#,
            keys(4000)
        )
    };
    check_refused("x.json", cube("[]", ""), is_large);
    let long = "x".repeat(100_000);
    let one = format!(r#"{{"category":{{"label":{{"k":"{long}"}}}}}}"#);
    let text = format!(
        r#"{{"class":"dataset","id":["a","b"],"size":[1,4000],"value":[1],
        "dimension":{{"a":{one},"b":{}}}}}"#,
        keys(4000)
    );
    check_refused("x.json", text, is_large);
    let values = vec!["1"; 4000].join(",");
    let text = format!(
        r#"{{"class":"dataset","id":["b"],"size":[4000],"value":[{values}],
        "status":"{long}","dimension":{{"b":{}}}}}"#,
        keys(4000)
    );
    check_refused("x.json", text, is_large);
}

#[test]
fn records_and_rows_that_are_nearly_all_empty_are_refused() {
    let members: Vec<String> = (0..9000).map(|key| format!("\"k{key}\":1")).collect();
    let records = format!("[{{{}}}{}]", members.join(","), ",{}".repeat(6000));
    check_refused("x.json", records, is_large);
    let rows = format!("[[{}1]{}]", "1,".repeat(9000), ",[1]".repeat(6000));
    check_refused("x.json", rows, is_large);
    let names: Vec<String> = (0..9000).map(|name| format!("k{name}")).collect();
    let short = format!("{}\n{}", names.join(","), "1\n".repeat(6000));
    check_refused("x.csv", short, is_large);
    let quoted = format!("{}\n{}", names.join(","), "\"1\"\n".repeat(6000));
    check_refused("x.csv", quoted, is_large);
}

#[test]
fn long_names_of_wide_tables_are_not_repeated_without_end() {
    let long = "x".repeat(200_000);
    let month = |n: usize| format!("{}-{:02}", 1900 + n / 12, n % 12 + 1);
    let months: Vec<String> = (0..2400).map(month).collect();
    let figures = vec!["1"; months.len()].join(",");
    let wide = format!("name,{}\n{long},{figures}\ny,{figures}\n", months.join(","));
    check_refused("x.csv", wide, is_large);
    let eurostat = format!(
        "geo\\TIME_PERIOD\t{}\n{long}\t{}\n",
        months.join("\t"),
        figures.replace(',', "\t")
    );
    check_refused("x.tsv", eurostat, is_large);
}

#[test]
fn a_package_may_not_read_one_file_again_and_again() {
    let table = format!("a,b\n{}", "1,2\n".repeat(50_000));
    let resource = r#"{"path":"x.csv"}"#;
    let resources = vec![resource; 1200].join(",");
    let descriptor = format!(r#"{{"resources":[{resources}]}}"#);
    let said = said(&[file("datapackage.json", descriptor), file("x.csv", table)]);
    let is_many =
        |code: &Code| matches!(code, Code::Unsupported { found, .. } if found == "1200 resources");
    assert!(said.iter().any(|one| is_many(&one.code)));
    assert!(said.iter().any(|one| is_large(&one.code)));
}
