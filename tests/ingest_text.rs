//! Text in every encoding, format, layout and style of numbers: what tables it becomes.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use std::fs;
use std::path::Path;

use furrow::data::{InputFile, Layout, NumberStyle, Role, Table, Values};
use furrow::diag::{Code, Diagnostic};
use furrow::ingest::{Choices, TEXT, open_with};
use proptest::prelude::{ProptestConfig, any, prop, proptest};

#[track_caller]
fn read(path: &str, choices: &Choices) -> (Table, Vec<Diagnostic>) {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let file = InputFile {
        path: path.to_owned(),
        bytes: fs::read(whole).unwrap(),
    };
    let mut read = open_with(&[file], TEXT, choices).unwrap();
    (read.value.tables.remove(0), read.warnings)
}

/// A line a column: its name, its type, its role, its unit, its cells.
fn shape(table: &Table) -> Vec<String> {
    let columns = table.columns.iter().map(|column| {
        let kind = match column.values {
            Values::Number(_) => "number",
            Values::Time(_) => "time",
            Values::Text { .. } => "text",
        };
        let role = column.role.map_or("-", Role::code);
        let cells: Vec<String> = (0..table.n_rows).map(|row| column.display(row)).collect();
        let unit = &column.unit;
        format!("{} {kind} {role} {unit}: {}", column.name, cells.join("|"))
    });
    columns.collect()
}

#[track_caller]
fn check(path: &str, format: &str, layout: Layout, expected: &[&str]) {
    let (table, warnings) = read(path, &Choices::default());
    assert_eq!(shape(&table), expected, "{path}");
    assert_eq!(warnings, [], "{path}");
    let assumed = &table.assumed;
    assert_eq!((assumed.format.as_str(), assumed.layout), (format, layout));
}

#[test]
fn every_encoding_is_found() {
    let cases = [
        ("gbk_excel.csv", "GBK", "省份"),
        ("big5.csv", "Big5", "縣市"),
        ("shift_jis.csv", "Shift_JIS", "都道府県"),
        ("euc_kr.csv", "EUC-KR", "지역"),
        ("windows_1252.csv", "windows-1252", "Stadt"),
        ("utf16_le.csv", "UTF-16LE", "年份"),
        ("utf16_be_no_mark.csv", "UTF-16BE", "年份"),
    ];
    for (name, encoding, column) in cases {
        let (table, warnings) = read(&format!("tests/data/encoding/{name}"), &Choices::default());
        assert_eq!(table.assumed.encoding, encoding, "{name}");
        assert_eq!(table.columns[0].name, column);
        assert_eq!(warnings, [], "{name}");
    }
}

#[test]
fn layouts_become_long() {
    check(
        "tests/data/layout/notes.csv",
        "csv",
        Layout::WideTimes,
        &[
            "地区 text entity : 浙江|浙江|广东|广东",
            "年份 time time : 2014|2015|2014|2015",
            "数值 number value 亿元: 1234.5||345|678.5",
        ],
    );
    check(
        "tests/data/layout/nbs.csv",
        "csv",
        Layout::NationalBureau,
        &[
            "指标 text indicator : 国内生产总值(亿元)|国内生产总值(亿元)|国内生产总值(亿元)|\
             年末总人口(万人)|年末总人口(万人)|年末总人口(万人)",
            "年份 time time : 2017|2016|2015|2017|2016|2015",
            "数值 number value : 832035.9|746395.1|688858.2|140011|139232|",
            "单位 text unit : 亿元|亿元|亿元|万人|万人|万人",
        ],
    );
    check(
        "tests/data/layout/crossed.csv",
        "csv",
        Layout::Crossed,
        &[
            "地区 text entity : 浙江|浙江|浙江|浙江|广东|广东|广东|广东",
            "年份 time time : 2016|2016|2017|2017|2016|2016|2017|2017",
            "指标 text indicator : 销售额（亿元）|增速（%）|销售额（亿元）|增速（%）|\
             销售额（亿元）|增速（%）|销售额（亿元）|增速（%）",
            "数值 number value : 100.5|12.1|120|19.4|88|9|95.5|8.5",
            "单位 text unit : 亿元|%|亿元|%|亿元|%|亿元|%",
        ],
    );
    check(
        "tests/data/layout/by_entity.csv",
        "csv",
        Layout::WideEntities,
        &[
            "年份 time time : 2014|2014|2014|2015|2015|2015",
            "地区 text entity : 浙江|广东|四川|浙江|广东|四川",
            "数值 number value : 1.5|2.5|3.5|2.5|3.5|4.5",
        ],
    );
    check(
        "tests/data/layout/owid.csv",
        "csv",
        Layout::OurWorldInData,
        &[
            "Entity text entity : China|China|India",
            "Code text - : CHN|CHN|IND",
            "Year time time : 2015|2016|2015",
            "Share of individuals using the internet number value : 50.3|53.2|17",
        ],
    );
}

#[test]
fn what_stands_around_a_table_is_kept() {
    let (table, _) = read("tests/data/layout/world_bank.csv", &Choices::default());
    assert_eq!(table.assumed.layout, Layout::WorldBank);
    assert_eq!((table.n_rows, table.columns.len()), (6, 7));
    assert_eq!(table.assumed.above.len(), 2);
    let (table, _) = read("tests/data/layout/notes.csv", &Choices::default());
    assert_eq!(table.assumed.above, ["表1 农村网络零售额", "单位：亿元"]);
    assert_eq!(table.assumed.below.len(), 2);
}

#[test]
fn formats_of_statistics_offices_are_read() {
    check(
        "tests/data/sdmx/v1.csv",
        "sdmx-csv",
        Layout::Long,
        &[
            "FREQ text - : A|A",
            "REF_AREA text entity : CN|CN",
            "INDICATOR text indicator : RETAIL|RETAIL",
            "TIME_PERIOD time time : 2016|2017",
            "OBS_VALUE number value : 894500000000|1244880000000",
            "UNIT_MEASURE text unit : CNY|CNY",
            "OBS_STATUS text status : A|P",
        ],
    );
    check(
        "tests/data/sdmx/v2_labels.csv",
        "sdmx-csv",
        Layout::Long,
        &[
            "REF_AREA text entity : China|India",
            "TIME_PERIOD time time : 2017-Q3|2017-Q3",
            "OBS_VALUE number value : 1.5|",
            "OBS_STATUS text status : A|M",
        ],
    );
    check(
        "tests/data/eurostat/isoc.tsv",
        "eurostat",
        Layout::WideTimes,
        &[
            "freq text - : A|A|A|A|A|A",
            "indic_is text - : I_BUY|I_BUY|I_BUY|I_BUY|I_BUY|I_BUY",
            "unit text unit : PC_IND|PC_IND|PC_IND|PC_IND|PC_IND|PC_IND",
            "geo text entity : DE|DE|DE|RO|RO|RO",
            "TIME_PERIOD time time : 2015|2016|2017|2015|2016|2017",
            "OBS_VALUE number value : 73|74|75|11||",
            "OBS_STATUS text status : |b||||u",
        ],
    );
    check(
        "tests/data/json_stat/dense.json",
        "json-stat",
        Layout::Long,
        &[
            "metric text indicator : Parcels|Parcels|Parcels|Parcels",
            "area text entity : Zhejiang|Zhejiang|Guangdong|Guangdong",
            "year time time : 2016|2017|2016|2017",
            "value number value : 1.5|2.5||4",
            "unit text unit : million parcels|million parcels|million parcels|million parcels",
            "status text status : |p||",
        ],
    );
    check(
        "tests/data/json_stat/sparse_collection.json",
        "json-stat",
        Layout::Long,
        &[
            "x text entity : p|q|r",
            "value number value : 1||3",
            "status text status : e|e|e",
        ],
    );
}

#[test]
fn values_are_read_as_people_write_them() {
    check(
        "tests/data/values/styles.csv",
        "csv",
        Layout::Long,
        &[
            "年份 time time : 2014|2015|2016",
            "县 text entity : 甲|乙|丙",
            "成交额 number value : 12000|340000000000|84608000000",
            "收入 number value CNY: 1234.5|-1000|-3",
            "人数 number value : 300|500|",
            "时间 time - : 2017-Q3|2017-W46|2017-H1",
            "bound text bound : approx|lower|",
        ],
    );
    check(
        "tests/data/values/comma.csv",
        "csv",
        Layout::Long,
        &[
            "Jahr time time : 2014|2015",
            "Umsatz number value : 1234.5|2345.75",
            "Menge number value : 1234|2000",
            "Code text entity : 010|020",
        ],
    );
}

#[test]
fn each_choice_is_followed() {
    let comma = "tests/data/values/comma.csv";
    let with = |choices: Choices, path| read(path, &choices).0;
    let table = with(
        Choices {
            number_style: Some(NumberStyle::Point),
            ..Choices::default()
        },
        comma,
    );
    assert_eq!(table.column("Menge").unwrap().display(0), "1.234");
    let table = with(
        Choices {
            delimiter: Some(b','),
            ..Choices::default()
        },
        comma,
    );
    assert_eq!(table.assumed.delimiter, ",");
    let table = with(
        Choices {
            header_rows: Some(0),
            ..Choices::default()
        },
        comma,
    );
    assert_eq!(
        (table.n_rows, table.columns[0].name.as_str()),
        (3, "column_1")
    );
    let table = with(
        Choices {
            encoding: Some("big5".to_owned()),
            ..Choices::default()
        },
        "tests/data/encoding/gbk_excel.csv",
    );
    assert_eq!(table.assumed.encoding, "Big5");
    let table = with(
        Choices {
            layout: Some(Layout::Long),
            ..Choices::default()
        },
        "tests/data/layout/by_entity.csv",
    );
    assert_eq!((table.n_rows, table.columns.len()), (2, 4));
    let table = with(
        Choices {
            layout: Some(Layout::WideIndicators),
            ..Choices::default()
        },
        "tests/data/layout/by_entity.csv",
    );
    assert_eq!(table.columns[1].name, "指标");
    assert_eq!(table.n_rows, 6);
}

#[test]
fn as_written_nothing_is_lost() {
    let (table, _) = read("tests/data/layout/notes.csv", &Choices::as_written());
    assert_eq!((table.n_rows, table.columns.len()), (7, 3));
    assert_eq!(table.columns[0].display(0), "表1 农村网络零售额");
    assert_eq!(
        table.columns[1].display(5),
        "部分地区未报送。".to_owned().replace("部", " 部")
    );
    let (table, _) = read("tests/data/json/records.json", &Choices::as_written());
    assert_eq!(table.columns[0].display(0), "year");
}

/// Equal columns, or a diagnostic: any answer will do, as long as there is one.
fn check_sound(bytes: Vec<u8>, choices: &Choices) {
    let file = InputFile {
        path: "t.csv".to_owned(),
        bytes,
    };
    match open_with(&[file], TEXT, choices) {
        Ok(read) => {
            for table in &read.value.tables {
                for column in &table.columns {
                    let n_cells = match &column.values {
                        Values::Number(cells) => cells.len(),
                        Values::Time(cells) => cells.len(),
                        Values::Text { codes, .. } => codes.len(),
                    };
                    assert_eq!(n_cells, table.n_rows);
                }
            }
        }
        Err(errors) => assert!(!errors.is_empty()),
    }
}

fn any_choices(seed: u8) -> Choices {
    let pick = |shift: u8| (seed >> shift) & 1 == 1;
    Choices {
        encoding: pick(0).then(|| if pick(1) { "gbk" } else { "utf-16le" }.to_owned()),
        delimiter: pick(2).then_some(b';'),
        header_rows: pick(3).then_some(usize::from(seed >> 6)),
        number_style: pick(4).then_some(NumberStyle::Comma),
        layout: pick(5).then(|| Layout::ALL[usize::from(seed) % Layout::ALL.len()]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300), seed in any::<u8>()) {
        check_sound(bytes, &any_choices(seed));
    }

    #[test]
    fn any_table_gives_an_answer(
        cells in prop::collection::vec("[0-9a年万亿,.%¥>注()：\"\\- \\\\]{0,6}", 1..60),
        n_columns in 1..6_usize,
        head in prop::sample::select(vec!["", "STRUCTURE,OBS_VALUE\n", "a,geo\\TIME_PERIOD\t2014\n",
            "地区,2014,2015\n", "x,A,,B,\n,m,f,m,f\n", "Entity,Code,Year\n", "{\"class\":\"dataset\","]),
        seed in any::<u8>(),
    ) {
        let rows: Vec<String> = cells.chunks(n_columns).map(|row| row.join(",")).collect();
        check_sound(format!("{head}{}", rows.join("\n")).into_bytes(), &any_choices(seed));
    }

    #[test]
    fn any_cube_gives_an_answer(sizes in prop::collection::vec(0..200_000_u64, 0..4), n in 0..4_usize) {
        let ids: Vec<String> = (0..n).map(|id| format!("\"d{id}\"")).collect();
        let dimensions: Vec<String> = (0..n)
            .map(|id| format!("\"d{id}\":{{\"category\":{{\"index\":[\"a\",\"b\"]}}}}"))
            .collect();
        let json = format!(
            "{{\"class\":\"dataset\",\"id\":[{}],\"size\":{sizes:?},\"dimension\":{{{}}},\"value\":[1]}}",
            ids.join(","), dimensions.join(",")
        );
        check_sound(json.into_bytes(), &Choices::default());
    }
}

#[test]
fn ambiguous_numbers_and_days_say_so() {
    let (_, warnings) = read("tests/bad/ambiguous.csv", &Choices::default());
    let codes: Vec<&Code> = warnings.iter().map(|warning| &warning.code).collect();
    assert!(matches!(
        codes.as_slice(),
        [Code::AmbiguousNumbers { .. }, Code::AmbiguousDays { .. }]
    ));
}
