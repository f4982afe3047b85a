//! What `ingest` makes of files: good ones by their shape, broken ones by what is said of them.
//!
//! `UPDATE_EXPECTED=1 cargo test --test ingest` writes the `.expected.txt` files anew.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::fs;
use std::path::{Path, PathBuf};

use furrow::data::{Column, InputFile, Lang, Table, Values};
use furrow::diag::{Code, Diagnostic, Severity, Warned};
use furrow::ingest::{ALL, Dataset, LIGHT, open};
use furrow::words::diagnostics::{hint, message};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

/// The files under a path, as a drop of the file or folder gives them.
fn files(path: &Path, prefix: &str) -> Vec<InputFile> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let own = format!("{prefix}{name}");
    if path.is_file() {
        let bytes = fs::read(path).unwrap();
        return vec![InputFile { path: own, bytes }];
    }
    let mut inside: Vec<PathBuf> = entries(path);
    inside.sort();
    inside
        .iter()
        .flat_map(|path| files(path, &format!("{own}/")))
        .collect()
}

fn entries(path: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(path).unwrap();
    let mut paths: Vec<PathBuf> = read.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn given(path: &str, bytes: impl Into<Vec<u8>>) -> InputFile {
    InputFile {
        path: path.to_owned(),
        bytes: bytes.into(),
    }
}

#[track_caller]
fn read(path: &str) -> Warned<Dataset> {
    open(&files(&root().join(path), ""), LIGHT).unwrap()
}

/// Rows, and a line a column: its name, its type, its cells.
fn shape(table: &Table) -> Vec<String> {
    let kind = |column: &Column| match column.values {
        Values::Number(_) => "number",
        Values::Time(_) => "time",
        Values::Text { .. } => "text",
    };
    let columns = table.columns.iter().map(|column| {
        let cells: Vec<String> = (0..table.n_rows).map(|row| column.display(row)).collect();
        format!("{} {}: {}", column.name, kind(column), cells.join("|"))
    });
    columns.collect()
}

#[track_caller]
fn check(path: &str, expected: &[&str]) {
    let read = read(path);
    assert_eq!(read.warnings, [], "{path}");
    let shapes: Vec<String> = read.value.tables.iter().flat_map(shape).collect();
    assert_eq!(shapes, expected, "{path}");
}

#[test]
fn delimited_text_of_many_kinds_is_read() {
    check(
        "tests/data/csv/sales.csv",
        &[
            "year time: 2014|2015|2016|2017",
            "region text: North|North|South|South",
            "price number: 12.50|1234.00||9",
            "share number: 39.1|40.2||41",
        ],
    );
    check(
        "tests/data/csv/excel_semicolon.csv",
        &[
            "年份 time: 2014|2015|2016",
            "地区 text: 东部\r\n沿海|西部|西部",
            "增速 number: 1.5|12.25|",
        ],
    );
    check(
        "tests/data/csv/tabs_cr.tsv",
        &["date time: 2017-11-11|2017-11-12", "price number: 3|4"],
    );
    check(
        "tests/data/csv/emoji_rtl.csv",
        &[
            "اسم text: علي|מיכל",
            "📦 parcels number: 3|4",
            "שנה text: x|y",
        ],
    );
    check(
        "tests/data/csv/county_codes.csv",
        &[
            "code text: 010|021|0571",
            "name text: Beijing|Shanghai|Hangzhou",
            "villages number: 3|12|40",
        ],
    );
    check(
        "tests/data/csv/blank_lines.csv",
        &["q time: 2017-Q1|2017-Q2", "v number: 1|2"],
    );
    check(
        "tests/data/csv/trailing_commas.csv",
        &["a number: 1|3", "b number: 2|4"],
    );
    check(
        "tests/data/csv/quotes.csv",
        &[
            "name text: He said \"hi\", then left|5\" pipe",
            "size number: 1|2",
        ],
    );
    check(
        "tests/data/csv/unclosed_quote.csv",
        &["a number: 1|2|3", "b text: \"open|x|y"],
    );
}

#[test]
fn a_table_may_have_one_row_or_none() {
    check(
        "tests/data/csv/one_row.csv",
        &["year time: 2017", "value number: 1244.88"],
    );
    check(
        "tests/data/csv/only_header.csv",
        &["a text: ", "b text: ", "c text: "],
    );
    assert_eq!(
        read("tests/data/csv/only_header.csv").value.tables[0].n_rows,
        0
    );
}

#[test]
fn json_of_many_shapes_is_read() {
    check(
        "tests/data/json/records.json",
        &[
            "year time: 2014|2015|2016",
            "region.name text: North|South|",
            "region.code text: 010|020|",
            "v number: 1.5||3",
        ],
    );
    check(
        "tests/data/json/columns.json",
        &["year time: 2014|2015|2016", "villages number: 212|780|1311"],
    );
    check(
        "tests/data/json/rows.json",
        &["date time: 2017-11-11|2017-11-12", "price number: 3|4.25"],
    );
    check(
        "tests/data/json/lines.ndjson",
        &["a number: 1|2|3", "b text: x|y|"],
    );
    check("tests/data/json/under_key.json", &["a number: 1|2"]);
}

#[test]
fn a_package_of_version_one_is_read() {
    check(
        "tests/data/package/v1",
        &[
            "year time: 2014|2015|2016",
            "area text: a;b|c|d",
            "n number: 1||71",
        ],
    );
    let dataset = read("tests/data/package/v1").value;
    assert_eq!(dataset.name, "villages");
    assert_eq!(dataset.title.get(Lang::Zh), "Villages");
    assert_eq!(dataset.tables[0].columns[1].title(Lang::Zh), "Area");
}

#[test]
fn a_package_of_version_two_is_read() {
    check(
        "tests/data/package/v2",
        &[
            "t time: 2014-03|2014-04",
            "ok text: true|false",
            "v number: 1.50|",
            "a number: 1|2",
            "b text: p|q",
            "day time: 2014-03-01|2014-03-02",
            "v number: 7|8",
        ],
    );
    let dataset = read("tests/data/package/v2").value;
    let names: Vec<&str> = dataset
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["records", "rows", "bare"]);
    assert_eq!(dataset.title.get(Lang::Zh), "内嵌");
    assert_eq!(dataset.tables[0].columns[0].title(Lang::Zh), "月份");
    assert!(dataset.report.is_some());
}

#[test]
fn a_package_is_known_by_its_content_and_found_without_folders() {
    let mut dropped = files(&root().join("tests/data/package/v1"), "");
    for file in &mut dropped {
        file.path = file
            .path
            .rsplit('/')
            .next()
            .unwrap()
            .replace("datapackage", "package");
    }
    let read = open(&dropped, LIGHT).unwrap();
    assert_eq!(read.value.tables[0].n_rows, 3);
}

#[test]
fn the_package_of_the_demonstration_has_nothing_odd() {
    let folder = root().join("public/data/rural-ecommerce");
    if !folder.join("datapackage.json").exists() {
        return;
    }
    let read = open(&files(&folder, ""), LIGHT).unwrap();
    assert_eq!(read.warnings, []);
    let table = read
        .value
        .tables
        .iter()
        .find(|table| table.name == "observations")
        .unwrap();
    assert_eq!(table.n_rows, 375);
    let value = table.column("value").unwrap();
    assert!((0..table.n_rows).all(|row| value.number(row).is_some()));
    assert_eq!(value.title(Lang::Zh), "数值");
    assert!(read.value.report.is_some());
}

#[test]
fn several_files_give_tables_with_names_of_their_own() {
    let csv = "a,b\n1,2\n";
    let files = [
        given("x/t.csv", csv),
        given("y/t.csv", csv),
        given("u.json", "[{\"a\":1}]"),
    ];
    let dataset = open(&files, LIGHT).unwrap().value;
    let names: Vec<&str> = dataset
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["t", "t_2", "u"]);
    assert_eq!(dataset.name, "t");
}

/// What is said of a file or folder, one diagnostic after the other.
fn said(path: &Path) -> String {
    // The page's own program has no tables of encodings, and says what can be done.
    let is_light = path.ends_with("gbk.csv") || path.ends_with("utf16.csv");
    let readers = if is_light { LIGHT } else { ALL };
    let diagnostics = match open(&files(path, ""), readers) {
        Ok(read) => read.warnings,
        Err(errors) => errors,
    };
    let mut text = String::new();
    for diagnostic in &diagnostics {
        let severity = format!("{:?}", diagnostic.severity).to_lowercase();
        text += &format!("{severity}: {}\n", message(diagnostic, Lang::En));
        let hint = hint(diagnostic, Lang::En);
        if !hint.is_empty() {
            text += &format!("  {hint}\n");
        }
        assert!(!message(diagnostic, Lang::Zh).is_empty());
    }
    text
}

#[test]
fn broken_files_are_told_in_plain_words() {
    let mut n_files = 0;
    for path in entries(&root().join("tests/bad")) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".expected.txt") || name == "ORIGIN.md" {
            continue;
        }
        n_files += 1;
        let expected = path.with_file_name(format!("{name}.expected.txt"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, said(&path)).unwrap();
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(said(&path), wanted, "{name}");
    }
    assert!(n_files >= 20, "only {n_files} broken files");
}

#[test]
fn a_quote_that_is_never_closed_swallows_nothing() {
    let text = "a,b\r\n1,\"x, y\"\r\n\r\n2,\"open\r\n3,z\r\n4\r\n";
    let read = open(&[given("t.csv", text)], LIGHT).unwrap();
    let shapes = shape(&read.value.tables[0]);
    assert_eq!(shapes, ["a number: 1|2|3|4", "b text: x, y|\"open|z|"]);
    assert_eq!(read.warnings[0].place.row, Some(6));
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let mut text = "id,v\n".to_owned();
    for row in 0..20 {
        let cell = match row {
            15 => "oops".to_owned(),
            3 => "\"1\n\"".to_owned(),
            row => row.to_string(),
        };
        text += &format!("{row},{cell}\r\n");
        if row == 7 {
            text += "\r\n\r\n";
        }
    }
    let read = open(&[given("t.csv", text)], LIGHT).unwrap();
    let rows: Vec<Option<usize>> = read.warnings.iter().map(|w| w.place.row).collect();
    assert_eq!(rows, [Some(1 + 15 + 1 + 2)]);
}

#[test]
fn a_long_file_has_all_its_rows() {
    let mut text = "id,date,group,value\n".to_owned();
    for row in 0..200_000 {
        text += &format!(
            "x{row},2017-{:02}-11,g{},{}.5\n",
            row % 12 + 1,
            row % 7,
            row
        );
    }
    let read = open(&[given("long.csv", text)], LIGHT).unwrap();
    let table = &read.value.tables[0];
    assert_eq!(
        (read.warnings.len(), table.n_rows, table.columns.len()),
        (0, 200_000, 4)
    );
    assert!(matches!(table.columns[1].values, Values::Time(_)));
    assert_eq!(table.columns[3].number(199_999).unwrap().value, 199_999.5);
    assert!(matches!(&table.columns[2].values, Values::Text { levels, .. } if levels.len() == 7));
}

#[test]
fn a_small_file_cannot_ask_for_too_much() {
    let wide: String = (0..20_000).map(|column| format!("c{column},")).collect();
    let read = open(&[given("wide.csv", format!("{wide}\n1,2\n"))], LIGHT).unwrap();
    assert_eq!(read.value.tables[0].columns.len(), 10_000);
    assert!(matches!(read.warnings[0].code, Code::Unsupported { .. }));

    let tall = format!("{wide}\n{}", "1\n".repeat(30_000));
    let errors = open(&[given("bomb.csv", tall)], LIGHT).unwrap_err();
    assert!(matches!(errors[0].code, Code::TooLarge { .. }));

    let records: String = (0..30_000)
        .map(|row| format!("{{\"k{row}\":1}}\n"))
        .collect();
    let errors = open(&[given("bomb.json", records)], LIGHT).unwrap_err();
    assert!(matches!(errors[0].code, Code::TooLarge { .. }));

    let deep = "[".repeat(100_000);
    let errors = open(&[given("deep.json", deep)], LIGHT).unwrap_err();
    assert!(matches!(errors[0].code, Code::JsonSyntax { .. }));
}

/// A linear congruential generator (Knuth's MMIX constants): the same cases on every run.
struct Lcg(u64);

impl Lcg {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Any answer will do, as long as it is whole: equal columns, or errors that have words.
fn check_sound(files: &[InputFile]) {
    let diagnostics: Vec<Diagnostic> = match open(files, LIGHT) {
        Ok(read) => {
            for table in &read.value.tables {
                for column in &table.columns {
                    let n_cells = match &column.values {
                        Values::Number(cells) => cells.len(),
                        Values::Time(cells) => cells.len(),
                        Values::Text { codes, .. } => codes.len(),
                    };
                    assert_eq!(n_cells, table.n_rows);
                    assert!(!column.name.is_empty());
                }
            }
            read.warnings
        }
        Err(errors) => {
            assert!(errors.iter().any(|error| error.severity == Severity::Error));
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

#[test]
fn strange_dialects_never_panic() {
    let signs = [
        ",", "\"", "\\n", "\\r", "a", "年", "", ",,", "\\t", "'", "\\u0000",
    ];
    for delimiter in signs {
        for quote in signs {
            let sign = |sign: &str| sign.replace('"', "\\\"");
            let (delimiter, quote) = (sign(delimiter), sign(quote));
            let json = format!(
                r#"{{"resources":[{{"path":"t.csv","dialect":
                {{"delimiter":"{delimiter}","quoteChar":"{quote}"}}}}]}}"#
            );
            let csv = "a,b\tc\n\"1,2\",'3\t4'\n";
            check_sound(&[given("datapackage.json", json), given("t.csv", csv)]);
        }
    }
}

#[test]
fn random_bytes_never_panic() {
    let mut random = Lcg(7);
    let alphabet = "a1,;\t|\"'\n\r {}[]:.-年é%e0\u{feff}<\\/\0".as_bytes();
    for case in 0..6_000 {
        let len = random.below(200);
        let bytes: Vec<u8> = (0..len)
            .map(|_| match case % 3 {
                0 => random.below(256) as u8,
                _ => alphabet[random.below(alphabet.len())],
            })
            .collect();
        let name = ["a.csv", "datapackage.json", "", "x/.b"][random.below(4)];
        check_sound(&[given(name, bytes)]);
    }
}

#[test]
fn mutated_files_never_panic() {
    let mut random = Lcg(11);
    let mut seeds: Vec<Vec<InputFile>> = Vec::new();
    for folder in [
        "tests/data/csv",
        "tests/data/json",
        "tests/data/package",
        "tests/bad",
    ] {
        for path in entries(&root().join(folder)) {
            seeds.push(files(&path, ""));
        }
    }
    let whole = files(&root().join("public/data/rural-ecommerce"), "");
    seeds.extend(
        whole
            .into_iter()
            .filter(|file| file.bytes.len() < 10_000)
            .map(|file| vec![file]),
    );
    for _ in 0..6_000 {
        let mut case = seeds[random.below(seeds.len())].clone();
        let which = random.below(case.len());
        let bytes = &mut case[which].bytes;
        for _ in 0..=random.below(6) {
            let at = random.below(bytes.len());
            match random.below(5) {
                0 => bytes.truncate(at),
                1 if !bytes.is_empty() => bytes[at] = random.below(256) as u8,
                2 if !bytes.is_empty() => drop(bytes.remove(at)),
                3 => {
                    let sign = b",;\"\n{}[]0-'"[random.below(11)];
                    bytes.insert(at.min(bytes.len()), sign);
                }
                _ => {
                    let end = (at + random.below(40)).min(bytes.len());
                    let piece = bytes.get(at..end).unwrap_or_default().to_vec();
                    bytes.extend(piece);
                }
            }
        }
        check_sound(&case);
    }
}
