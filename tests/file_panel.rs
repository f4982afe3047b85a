//! How a file was read, and what comes of changing it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where a promise is broken"
)]

use furrow::data::{InputFile, Lang};
use furrow::engine::{ChartRequest, Engine, Request, Response, choices_of};
use furrow::ingest::{TEXT, open_with};
use furrow::report::{FileChoice, FileEdit, FilePanel, Page, PageBlock, pack_json, read_pack};

fn opened(engine: &mut Engine, name: &str, bytes: &[u8]) {
    let files = vec![InputFile {
        path: name.to_owned(),
        bytes: bytes.to_vec(),
    }];
    let reading = furrow::ingest::open(&files, TEXT);
    let answer = engine.handle(Request::adopt(files, reading));
    assert!(matches!(answer, Response::Opened { doc: 0, .. }));
}

fn page(engine: &mut Engine, lang: Lang) -> Page {
    match engine.handle(Request::Page { doc: 0, lang }) {
        Response::Page(page) => *page,
        other => panic!("{other:?}"),
    }
}

fn panel(engine: &mut Engine, lang: Lang) -> FilePanel {
    let page = page(engine, lang);
    let mut blocks = page.sections.into_iter().flat_map(|section| section.blocks);
    let panel = blocks.find_map(|block| match block {
        PageBlock::File(panel) => Some(panel),
        _ => None,
    });
    panel.unwrap()
}

fn change(column: Option<usize>, name: &str, value: &str) -> FileEdit {
    FileEdit {
        table: 0,
        column,
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// Changes something about the file and reads it again, as the page does.
#[track_caller]
fn read_again(engine: &mut Engine, name: &str, value: &str) {
    let edit = change(None, name, value);
    let Response::ReadAgain { doc, files, edits } = engine.handle(Request::Choose { doc: 0, edit })
    else {
        panic!("{name} needs the file")
    };
    let reading = open_with(&files, TEXT, &choices_of(&edits));
    let answer = engine.handle(Request::Adopt {
        files,
        reading,
        edits,
        instead_of: Some(doc),
    });
    assert!(
        matches!(answer, Response::Opened { doc: 0, .. }),
        "{answer:?}"
    );
}

fn chosen(choices: &[FileChoice], name: &str) -> (String, String) {
    let choice = choices.iter().find(|choice| choice.name == name).unwrap();
    choice.options[choice.chosen].clone()
}

const SALES: &[u8] =
    "地区,年份,销售额(万元)\n浙江,2021,1.234\n江苏,2021,n/a\n浙江,2022,1.300\n".as_bytes();

#[test]
fn every_column_says_what_it_holds() {
    let mut engine = Engine::default();
    opened(&mut engine, "sales.csv", SALES);
    let found = panel(&mut engine, Lang::En);
    let facts: Vec<[&str; 4]> = (found.columns.iter())
        .map(|c| [&*c.name, &*c.kind, &*c.range, &*c.missing])
        .collect();
    assert_eq!(
        facts,
        [
            ["地区", "text", "2 texts", ""],
            ["年份", "time", "2021 to 2022", ""],
            ["销售额(万元)", "number", "1.234 to 1.300", "1 (33%)"],
        ]
    );
    let roles: Vec<_> = (found.columns.iter())
        .map(|c| c.role.options[c.role.chosen].1.as_str())
        .collect();
    assert_eq!(roles, ["entity", "time", "value"]);
    assert_eq!(found.columns[2].unit, "万元");
    // Two of 浙江 to one of 江苏; the numbers at both ends of their range.
    assert_eq!(found.columns[0].spread, [1.0, 0.5]);
    let spread = &found.columns[2].spread;
    assert_eq!((spread[0], spread[spread.len() - 1]), (1.0, 1.0));
    let chinese = panel(&mut engine, Lang::Zh);
    assert_eq!(chinese.columns[0].range, "2个不同文本");
}

#[test]
fn another_number_style_is_applied_and_said() {
    let mut engine = Engine::default();
    opened(&mut engine, "sales.csv", SALES);
    let before = chosen(&panel(&mut engine, Lang::En).choices, "number_style");
    assert_eq!(before, (String::new(), "As found: 1,234.5".to_owned()));
    read_again(&mut engine, "number_style", "1.234,5");
    let after = panel(&mut engine, Lang::En);
    assert_eq!(chosen(&after.choices, "number_style").0, "1.234,5");
    assert_eq!(after.columns[2].range, "1,234 to 1,300");
    read_again(&mut engine, "number_style", "");
    assert_eq!(
        panel(&mut engine, Lang::En).columns[2].range,
        "1.234 to 1.300"
    );
}

#[test]
fn another_encoding_changes_the_first_rows() {
    let (gbk, _, _) = encoding_rs::GBK.encode("地区,数值\n浙江,1\n");
    let mut engine = Engine::default();
    opened(&mut engine, "a.csv", &gbk);
    assert_eq!(panel(&mut engine, Lang::En).columns[0].name, "地区");
    read_again(&mut engine, "encoding", "windows-1252");
    assert_ne!(panel(&mut engine, Lang::En).columns[0].name, "地区");
    read_again(&mut engine, "encoding", "GBK");
    assert_eq!(panel(&mut engine, Lang::En).columns[0].name, "地区");
}

#[test]
fn a_role_is_taken_from_the_column_that_had_it() {
    let mut engine = Engine::default();
    opened(
        &mut engine,
        "a.csv",
        b"city,province,year,sales\nA,X,2021,1\nB,Y,2022,2\n",
    );
    let roles = |panel: &FilePanel| -> Vec<String> {
        let value = |role: &FileChoice| role.options[role.chosen].0.clone();
        panel
            .columns
            .iter()
            .map(|column| value(&column.role))
            .collect()
    };
    let before = roles(&panel(&mut engine, Lang::En));
    let old = before.iter().position(|role| role == "entity").unwrap();
    let new = 1 - old;
    let answer = engine.handle(Request::Choose {
        doc: 0,
        edit: change(Some(new), "role", "entity"),
    });
    assert!(
        matches!(answer, Response::Opened { doc: 0, .. }),
        "{answer:?}"
    );
    let after = roles(&panel(&mut engine, Lang::En));
    assert_eq!((&*after[new], &*after[old]), ("entity", "dimension"));
}

#[test]
fn a_unit_stands_where_the_chart_says_it() {
    let mut engine = Engine::default();
    opened(&mut engine, "a.csv", b"year,sales\n2021,1\n2022,2\n");
    let answer = engine.handle(Request::Choose {
        doc: 0,
        edit: change(Some(1), "unit", " tonnes "),
    });
    assert!(
        matches!(answer, Response::Opened { doc: 0, .. }),
        "{answer:?}"
    );
    assert_eq!(panel(&mut engine, Lang::En).columns[1].unit, "tonnes");
    let page = page(&mut engine, Lang::En);
    let chart = (page.sections.iter().flat_map(|section| &section.blocks))
        .find_map(|block| match block {
            PageBlock::Chart(head) => Some(head.id.clone()),
            _ => None,
        })
        .unwrap();
    let request = ChartRequest::plain(0, &chart, 600.0, Lang::En);
    match engine.handle(Request::Chart(request)) {
        Response::Chart(view) => assert!(view.subtitle.contains("tonnes"), "{}", view.subtitle),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_means_nothing_changes_nothing() {
    let mut engine = Engine::default();
    opened(&mut engine, "a.csv", SALES);
    let before = page(&mut engine, Lang::En);
    for (column, name, value) in [
        (None, "delimiter", "ab"),
        (None, "header_rows", "-1"),
        (None, "layout", "sideways"),
        (None, "colour", "red"),
        (Some(1), "role", "king"),
        (Some(9), "role", "time"),
        (Some(9), "unit", "kg"),
    ] {
        let answer = engine.handle(Request::Choose {
            doc: 0,
            edit: change(column, name, value),
        });
        assert!(matches!(answer, Response::Failed(_)), "{name}: {answer:?}");
    }
    let edit = change(None, "encoding", "GBK");
    let answer = engine.handle(Request::Choose { doc: 7, edit });
    assert!(matches!(answer, Response::Failed(_)), "{answer:?}");
    assert_eq!(page(&mut engine, Lang::En), before);
}

#[test]
fn odd_tables_have_a_panel_too() {
    for bytes in [
        &b"a,b\n"[..],
        b"a\n1\n",
        b"a,b\n,\n,\n",
        b"a,b\n1,x\n1,y\n",
        "a,عربي\n-5,١\n".as_bytes(),
    ] {
        let mut engine = Engine::default();
        let files = vec![InputFile {
            path: "odd.csv".to_owned(),
            bytes: bytes.to_vec(),
        }];
        let reading = furrow::ingest::open(&files, TEXT);
        if matches!(
            engine.handle(Request::adopt(files, reading)),
            Response::Opened { .. }
        ) {
            for column in panel(&mut engine, Lang::En).columns {
                assert!(
                    column
                        .spread
                        .iter()
                        .all(|share| (0.0..=1.0).contains(share))
                );
            }
        }
    }
}

#[test]
fn what_was_decided_is_saved_with_the_files() {
    let mut engine = Engine::default();
    opened(&mut engine, "sales.csv", SALES);
    let edit = change(Some(2), "unit", "<kg>");
    engine.handle(Request::Choose { doc: 0, edit });
    // Reading again keeps what was decided about the columns.
    read_again(&mut engine, "number_style", "1.234,5");
    let Response::Pack(documents) = engine.handle(Request::Pack) else {
        panic!("a document can be packed")
    };
    let mut documents = read_pack(&pack_json(&documents)).unwrap();
    let document = documents.remove(0);
    let reading = open_with(&document.files, TEXT, &choices_of(&document.edits));
    let mut other = Engine::default();
    let answer = other.handle(Request::Adopt {
        files: document.files,
        reading,
        edits: document.edits,
        instead_of: None,
    });
    assert!(matches!(answer, Response::Opened { .. }), "{answer:?}");
    let after = panel(&mut other, Lang::En);
    assert_eq!(after, panel(&mut engine, Lang::En));
    assert_eq!(after.columns[2].unit, "<kg>");
    assert_eq!(after.columns[2].range, "1,234 to 1,300");
}
