//! The native command as a person calls it, on the sample report and with a stand-in program.

#![allow(clippy::unwrap_used, reason = "a helper that fails fails its test")]

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use furrow::report::dense_bytes;
use lzma_rust2::LzmaReader;

const SAMPLE: &str = "public/data/rural-ecommerce";

/// A folder of this test alone, empty at first.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes what a build leaves, in little.
fn write_program(folder: &Path) {
    for (name, text) in [
        ("page-1f.js", "let wasm_bindgen;"),
        ("page-1f_bg.wasm", "wasm"),
        ("worker.js", "let wasm_bindgen;"),
        ("worker_bg.wasm", "wasm"),
        ("furrow-2e.css", "body{}"),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
}

fn furrow(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_furrow"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

#[track_caller]
fn check(args: &[&str], exit_code: i32) -> (String, String) {
    let output = furrow(args);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(
        output.status.code(),
        Some(exit_code),
        "{args:?}\n{out}\n{err}"
    );
    (out, err)
}

/// Every file below a folder with its content, in order.
fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            out.extend(files_below(&path));
        } else {
            out.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    out
}

#[test]
fn a_schema_is_printed_or_written() {
    let (spec, _) = check(&["schema"], 0);
    assert!(spec.contains("\"$ref\": \"#/$defs/Spec\""));
    let file = folder("schema").join("deep/report.json");
    check(&["schema", "report", "-o", file.to_str().unwrap()], 0);
    let (report, _) = check(&["schema", "report"], 0);
    assert_eq!(fs::read_to_string(file).unwrap(), report);
    assert!(report.contains("\"$ref\": \"#/$defs/ReportFile\""));
    let (_, message) = check(&["schema", "chart"], 2);
    assert!(message.contains("`chart`: expected spec or report"));
}

#[test]
fn a_new_page_does_not_leave_the_old_one_packed_beside_it() {
    let program = folder("packed-program");
    write_program(&program);
    let out = folder("packed");
    fs::create_dir_all(out.join("data/rural-ecommerce")).unwrap();
    let same = "data/rural-ecommerce/observations.csv";
    fs::copy(Path::new("public").join(same), out.join(same)).unwrap();
    fs::write(out.join("index.html"), "the page of another day").unwrap();
    for name in ["index.html", same] {
        for ending in ["br", "gz"] {
            fs::write(out.join(format!("{name}.{ending}")), "packed").unwrap();
        }
    }
    let (program, site) = (program.to_str().unwrap(), out.to_str().unwrap());
    check(&["site", SAMPLE, "-o", site, "--program", program], 0);
    let has = |name: &str| out.join(name).is_file();
    assert!(has("index.html") && !has("index.html.br") && !has("index.html.gz"));
    assert!(
        has(&format!("{same}.br")),
        "what is the same stays as it is"
    );
}

#[test]
fn a_site_is_whole_and_the_same_each_time() {
    let program = folder("site-program");
    write_program(&program);
    let out = folder("site");
    let (program, out) = (program.to_str().unwrap(), out.to_str().unwrap());
    let args = [
        "site",
        SAMPLE,
        "-o",
        out,
        "--program",
        program,
        "--date=2026-02-14",
    ];
    check(&args, 0);
    let first = files_below(Path::new(out));
    // The second time the program is where the site is.
    check(
        &[
            "site",
            SAMPLE,
            "-o",
            out,
            "--program",
            out,
            "--date",
            "2026-02-14",
        ],
        0,
    );
    assert!(
        first == files_below(Path::new(out)),
        "the second site differs"
    );
    let has = |name: &str| {
        first
            .iter()
            .any(|(path, _)| path == &Path::new(out).join(name))
    };
    for name in [
        "index.html",
        "zh.html",
        "furrow.html",
        "furrow-light.html",
        "embed/rural-retail.html",
        "embed/policy-timeline.html",
        "data/rural-ecommerce/datapackage.json",
        "data/rural-ecommerce/observations.csv",
        "page-1f_bg.wasm",
    ] {
        assert!(has(name), "{name} is missing");
    }
    let read = |name: &str| fs::read_to_string(Path::new(out).join(name)).unwrap();
    let embed = read("embed/rural-retail.html");
    assert!(embed.contains("data-view=\"embed\" data-chart=\"rural-retail\""));
    let pack = packed_text(&embed, "furrow-pack");
    assert!(pack.contains("observations.csv") && !pack.contains("events.csv"));
    for (name, has_worker) in [("furrow.html", true), ("furrow-light.html", false)] {
        let html = read(name);
        assert!(packed_text(&html, "furrow-pack").contains("events.csv"));
        assert_eq!(html.contains("furrow-worker-wasm"), has_worker, "{name}");
    }
}

/// What a single file holds as LZMA in the element of an id.
fn packed_text(html: &str, id: &str) -> String {
    let (_, rest) = html.split_once(&format!(" id=\"{id}\"")).unwrap();
    let (_, rest) = rest.split_once('>').unwrap();
    let (packed, _) = rest.split_once("</script>").unwrap();
    let bytes = dense_bytes(packed).unwrap();
    let limit_kb = 1 << 20;
    let mut reader = LzmaReader::new_mem_limit(bytes.as_slice(), limit_kb, None).unwrap();
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_file_gives_its_program_to_another() {
    let folder = folder("bundle");
    write_program(&folder);
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (one, other) = (path("one.html"), path("other.html"));
    check(
        &[
            "bundle",
            SAMPLE,
            "-o",
            &one,
            "--program",
            folder.to_str().unwrap(),
        ],
        0,
    );
    check(&["bundle", SAMPLE, "-o", &other, "--program", &one], 0);
    assert!(fs::read(one).unwrap() == fs::read(other).unwrap());
}

#[test]
fn a_picture_goes_to_the_standard_output() {
    let (svg, _) = check(
        &["render", SAMPLE, "--chart", "rural-retail", "--lang", "zh"],
        0,
    );
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    let (_, err) = check(&["render", SAMPLE, "--chart", "nope"], 2);
    assert!(err.contains("it has: rural-retail, "), "{err}");
}

#[test]
fn data_is_checked_with_an_exit_code() {
    let folder = folder("check");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    fs::write(path("odd.csv"), "year,a\n2015,1\n2016,2,3\n").unwrap();
    fs::write(path("empty.csv"), "").unwrap();
    check(&["check", SAMPLE], 0);
    let (out, _) = check(&["check", &path("odd.csv")], 0);
    assert!(out.contains("odd.csv, row 3"), "{out}");
    check(&["check", "--strict", &path("odd.csv")], 1);
    check(&["check", "--strict", SAMPLE], 0);
    let (out, err) = check(&["check", &path("empty.csv"), SAMPLE], 2);
    assert!(
        err.contains("empty.csv") && out.contains(SAMPLE),
        "{out}{err}"
    );
}

#[test]
fn a_check_for_programs_has_one_shape() {
    let file = "tests/data/encoding/gbk_excel.csv";
    let (out, _) = check(&["check", file, "--json", "--strict"], 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let expected = serde_json::json!({"tables": [{
        "name": "gbk_excel",
        "n_rows": 3,
        "columns": [
            {"name": "省份", "kind": "text", "role": "entity", "unit": null, "n_missing": 0},
            {"name": "年份", "kind": "time", "role": "time", "unit": null, "n_missing": 0},
            {"name": "成交额（亿元）", "kind": "number", "role": "value", "unit": "亿元",
             "n_missing": 1},
        ],
        "assumed": {"format": "csv", "encoding": "GBK", "delimiter": ",", "header_rows": 1,
            "number_style": "1,234.5", "layout": "long"},
        "diagnostics": [],
    }]});
    assert_eq!(json, expected);
}

#[test]
fn a_table_is_written_raw_or_as_understood() {
    let file = "tests/data/layout/notes.csv";
    let (raw, _) = check(&["export", file, "--to", "csv", "--raw"], 0);
    assert!(raw.starts_with("表1 农村网络零售额"), "{raw}");
    assert!(raw.contains("浙江,\"1,234.5\",…"), "{raw}");
    let (json, _) = check(&["export", file, "--to", "json"], 0);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        json[0],
        serde_json::json!({"地区": "浙江", "年份": "2014", "数值": 1234.5})
    );
    assert_eq!(json[1]["数值"], serde_json::Value::Null);
    check(&["export", file, "--to", "xml"], 2);
    check(&["export", SAMPLE, "--to", "csv"], 2);
    let (csv, _) = check(&["export", SAMPLE, "--to", "csv", "--table", "series"], 0);
    assert!(csv.starts_with("series_id,entity,"), "{csv}");
}

#[test]
fn a_chart_says_what_it_shows() {
    let spec = "tests/plots/specs";
    let (text, _) = check(&["scene", spec, "--chart", "stack-years"], 0);
    for part in [
        "stack-years: ",
        "panel 1",
        "  y linear value: 0, ",
        "legend: ",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    let (out, _) = check(&["scene", spec, "--chart", "stack-years", "--json"], 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let panel = &json["panels"][0];
    let bars: Vec<&serde_json::Value> = panel["marks"].as_array().unwrap().iter().collect();
    // Every bar but those at the foot stands on another.
    let height = panel["plot"][3].as_f64().unwrap();
    let at_foot = bars.iter().filter(|bar| bar["y2"].as_f64() == Some(height));
    let times = panel["x"]["ticks"].as_array().unwrap().len();
    assert_eq!(at_foot.count(), times, "{out}");
    assert!(bars.len() > times && bars.iter().all(|bar| bar["mark"] == "bar"));
    assert!(bars[0]["datum"]["value"].is_number() && bars[0]["series"].is_string());
    let (out, _) = check(&["scene", spec, "--chart", "stack-years", "--expanded"], 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["encoding"]["y"]["stack"], "zero");
    assert_eq!(
        json["encoding"]["y"]["scale"]["domain"],
        panel["y"]["domain"]
    );
    assert_eq!(
        json["layer"][0]["data"]["values"].as_array().unwrap().len(),
        bars.len()
    );
    let (_, err) = check(&["scene", spec], 2);
    assert!(err.contains("which chart?"), "{err}");
    check(&["scene", spec, "--chart", "nope"], 2);
    check(
        &["scene", spec, "--chart", "stack-years", "--width", "10"],
        2,
    );
}

#[test]
fn help_and_mistakes_teach() {
    for command in [
        "check", "export", "render", "scene", "bundle", "site", "gallery",
    ] {
        let (out, _) = check(&[command, "--help"], 0);
        assert!(out.contains(&format!("furrow {command} ")) && out.contains("Exit codes"));
        let (_, err) = check(&[command, "--nope"], 2);
        assert!(
            err.contains(&format!("see `furrow {command} --help`")),
            "{err}"
        );
    }
    let (out, _) = check(&["--help"], 0);
    assert!(out.contains("Exit codes"));
    check(&[], 2);
    check(&["nope"], 2);
}
