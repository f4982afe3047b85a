//! A reader's own file gets a first chart and a table, however odd it is.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

use furrow::data::{InputFile, Lang};
use furrow::engine::{ChartRequest, ChartView, Engine, Request, Response};
use furrow::report::{Page, PageBlock};

fn open(csv: &str) -> (Engine, Page) {
    let mut engine = Engine::default();
    let files = vec![InputFile {
        path: "my file.csv".to_owned(),
        bytes: csv.as_bytes().to_vec(),
    }];
    match engine.handle(Request::open(files)) {
        Response::Opened { doc: 0, .. } => {}
        other => panic!("does not open: {other:?}"),
    }
    let page = match engine.handle(Request::Page {
        doc: 0,
        lang: Lang::En,
    }) {
        Response::Page(page) => *page,
        other => panic!("no page: {other:?}"),
    };
    (engine, page)
}

fn charts(page: &Page) -> Vec<String> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| match block {
            PageBlock::Chart(head) => Some(head.id.clone()),
            _ => None,
        })
        .collect()
}

fn first_chart(engine: &mut Engine, page: &Page) -> ChartView {
    let request = ChartRequest::plain(0, &charts(page)[0], 720.0, Lang::En);
    match engine.handle(Request::Chart(request)) {
        Response::Chart(view) => *view,
        other => panic!("no chart: {other:?}"),
    }
}

#[test]
fn a_tidy_table_over_time_becomes_lines() {
    let (mut engine, page) = open("year,platform,sales\n2019,A,1\n2019,B,-2\n2020,A,3\n2020,B,4\n");
    let view = first_chart(&mut engine, &page);
    assert_eq!(view.entities.len(), 2);
    assert_eq!(view.table.rows.len(), 4);
    assert!(
        view.description.contains("A: from 1 (2019) to 3 (2020)"),
        "{}",
        view.description
    );
}

#[test]
fn a_ranking_without_times_becomes_bars() {
    let (mut engine, page) = open("name,value\nשלום,3\n名字,-7\n🌾,5\n");
    let view = first_chart(&mut engine, &page);
    assert_eq!(view.readings.len(), 3);
    assert_eq!(view.readings[0].heading, "🌾");
}

#[test]
fn one_row_is_a_point_and_never_a_trend() {
    let (mut engine, page) = open("year,value\n2020,5\n");
    let view = first_chart(&mut engine, &page);
    assert_eq!(view.description, "5 (2020).");
}

#[test]
fn a_table_without_numbers_is_a_table() {
    let (_, page) = open("name,color\na,red\nb,blue\n");
    assert_eq!(charts(&page), Vec::<String>::new());
    let rows = page
        .sections
        .iter()
        .flat_map(|s| &s.blocks)
        .find_map(|block| match block {
            PageBlock::Grid(grid) => Some(&grid.first),
            _ => None,
        });
    assert_eq!(rows.unwrap().n_rows, 2);
}

#[test]
fn thousands_of_entities_are_cut_to_the_largest_and_the_chart_says_so() {
    let mut csv = String::from("year,shop,value\n");
    for shop in 0..5000 {
        for year in 2000..2020 {
            csv.push_str(&format!("{year},shop {shop},{}\n", shop * 10 + year));
        }
    }
    let (mut engine, page) = open(&csv);
    let view = first_chart(&mut engine, &page);
    assert_eq!(view.entities.len(), 60);
    let shown = view.entities.iter().filter(|entity| entity.shown);
    let shown: Vec<&str> = shown.map(|entity| entity.key.as_str()).collect();
    assert_eq!(shown.len(), 8);
    assert!(shown.contains(&"shop 4999"), "{shown:?}");
    assert!(view.subtitle.contains("60 / 5000"), "{}", view.subtitle);
    assert!(view.scene.items.len() < 600, "{}", view.scene.items.len());
}

#[test]
fn many_dates_keep_the_page_light() {
    let mut csv = String::from("date,value\n");
    for day in 0..20_000_i64 {
        let (year, rest) = (1960 + day / 336, day % 336);
        csv.push_str(&format!(
            "{year}-{:02}-{:02},{day}\n",
            rest / 28 + 1,
            rest % 28 + 1
        ));
    }
    let (mut engine, page) = open(&csv);
    let view = first_chart(&mut engine, &page);
    assert!(view.readings.len() <= 1000);
    assert!(view.table.rows.len() <= 1000);
    assert_eq!(view.table.n_rows, 20_000);
}

#[test]
fn a_page_says_how_its_file_was_read() {
    let (_, page) = open("Sales <by> place\nplace;2019;2020\nA;1;2\nB;3;4\n来源：x\n");
    let mut blocks = page.sections.iter().flat_map(|section| &section.blocks);
    let said = blocks.find_map(|block| match block {
        PageBlock::Html(html) => Some(html.as_str()),
        _ => None,
    });
    assert_eq!(
        said,
        Some(
            "<p>Sales &lt;by&gt; place</p><p>Read as CSV, UTF-8, cells between “;”, made long \
             from a column a period: 4 rows, 3 columns.</p><p>来源：x</p>"
        )
    );
}

#[test]
fn a_table_of_several_indicators_gets_a_chart_each() {
    let mut csv = "county,region,year,indicator,value\n".to_owned();
    for year in 2019..2023 {
        for (county, region) in [("Anji", "North"), ("Tonglu", "North"), ("Shaji", "South")] {
            for (indicator, value) in [("Sales", year), ("Villages", 7)] {
                csv += &format!("{county},{region},{year},{indicator},{value}\n");
            }
        }
    }
    let (mut engine, page) = open(&csv);
    let found = charts(&page);
    assert_eq!(
        found,
        [
            "my-file-sales-value",
            "my-file-sales-value-ranking",
            "my-file-villages-value"
        ]
    );
    let view = first_chart(&mut engine, &page);
    assert_eq!(view.title, "Sales");
    assert_eq!(view.table.n_rows, 12, "a figure for each county and year");
}

#[test]
fn a_table_that_no_chart_can_show_has_none() {
    // Two figures for one place and time, and nothing that tells them apart.
    let (_, page) = open("place,year,sales\nA,2019,1\nA,2019,2\nA,2020,3\nA,2020,4\n");
    assert!(charts(&page).is_empty());
}

#[test]
fn of_many_entities_the_largest_are_shown_first_and_all_can_be_chosen() {
    let mut text = String::from("region,year,value\n");
    for idx in 0..30 {
        for year in 2015..2020 {
            let value = (idx * 7) % 30 * 100 + year - 2014;
            text.push_str(&format!("Region {idx},{year},{value}\n"));
        }
    }
    let (mut engine, page) = open(&text);
    let mut asked_for = |entities: &[String]| {
        let request = ChartRequest {
            entities: entities.to_vec(),
            ..ChartRequest::plain(0, &charts(&page)[0], 720.0, Lang::En)
        };
        match engine.handle(Request::Chart(request)) {
            Response::Chart(view) => *view,
            other => panic!("no chart: {other:?}"),
        }
    };
    let found = asked_for(&[]);
    assert_eq!(found.entities.len(), 30);
    let shown = found.entities.iter().filter(|choice| choice.shown);
    let shown: Vec<&furrow::engine::EntityChoice> = shown.collect();
    assert_eq!(shown.len(), 8);
    // Each of them has a colour of its own, the others are grey.
    let mut tokens: Vec<String> = shown.iter().map(|choice| choice.token.name()).collect();
    tokens.sort();
    tokens.dedup();
    assert_eq!(tokens.len(), 8);
    let grey = found
        .entities
        .iter()
        .filter(|choice| choice.token.name() == "fw-grey");
    assert_eq!(grey.count(), 22);
    // Who is chosen beyond them gets the colour of one that is not shown.
    let others: Vec<String> = found
        .entities
        .iter()
        .filter(|choice| !choice.home)
        .take(2)
        .map(|choice| choice.key.clone())
        .collect();
    let chosen = asked_for(&others);
    let tokens: Vec<String> = chosen
        .entities
        .iter()
        .filter(|choice| choice.shown)
        .map(|choice| choice.token.name())
        .collect();
    assert_eq!(tokens, ["fw-s1", "fw-s2"]);
    let all = asked_for(&["*".to_owned()]);
    assert!(all.entities.iter().all(|choice| choice.shown));
}

/// Six provinces over three years, the nation, and a figure that is missing in the last year.
const PROVINCES: &str = "地区,年份,包裹量（万件）\n\
    浙江省,2018,90\n浙江省,2019,120\n浙江省,2020,150\n\
    江苏省,2018,70\n江苏省,2019,95\n江苏省,2020,110\n\
    广东省,2018,99\n广东省,2019,100\n广东省,2020,101\n\
    西藏自治区,2018,1\n西藏自治区,2019,2\n\
    甘肃省,2018,8\n甘肃省,2019,9\n甘肃省,2020,11\n\
    北京市,2018,20\n北京市,2019,24\n北京市,2020,31\n\
    全国,2018,900\n全国,2019,1100\n全国,2020,1300\n";

fn chart_of(engine: &mut Engine, id: &str, period: Option<&str>) -> ChartView {
    let request = ChartRequest {
        period: period.map(str::to_owned),
        ..ChartRequest::plain(0, id, 720.0, Lang::En)
    };
    match engine.handle(Request::Chart(request)) {
        Response::Chart(view) => *view,
        other => panic!("{id}: {other:?}"),
    }
}

#[test]
fn provinces_over_time_get_a_map_and_a_ranking_as_well() {
    let (mut engine, page) = open(PROVINCES);
    let ids = charts(&page);
    assert_eq!(ids.len(), 3, "{ids:?}");
    assert!(
        ids[1].ends_with("-map") && ids[2].ends_with("-ranking"),
        "{ids:?}"
    );
    let map = chart_of(&mut engine, &ids[1], None);
    assert_eq!(map.readings.len(), 6);
    assert!(map.note.contains("西藏自治区 (2019)"), "{}", map.note);
    assert!(map.note.contains("Not on the map: 全国"), "{}", map.note);
    let ranking = chart_of(&mut engine, &ids[2], None);
    assert_eq!(ranking.readings[0].heading, "全国");
    assert_eq!(ranking.readings.len(), 7);
}

#[test]
fn a_reader_steps_through_the_periods_of_a_map_and_a_ranking() {
    let (mut engine, page) = open(PROVINCES);
    let ids = charts(&page);
    let latest = chart_of(&mut engine, &ids[1], None);
    let offered: Vec<(Option<&str>, &str, bool)> = latest
        .periods
        .iter()
        .map(|choice| (choice.key.as_deref(), choice.label.as_str(), choice.shown))
        .collect();
    let expected = [
        (None, "Latest figures", true),
        (Some("2020"), "2020", false),
        (Some("2019"), "2019", false),
        (Some("2018"), "2018", false),
    ];
    assert_eq!(offered, expected);
    // Of one period only who has a figure is shown, and nothing is older.
    let last = chart_of(&mut engine, &ids[1], Some("2020"));
    assert_eq!(last.readings.len(), 5);
    assert!(!last.note.contains("2019"), "{}", last.note);
    let first = chart_of(&mut engine, &ids[2], Some("2018"));
    assert!(first.subtitle.contains("2018"), "{}", first.subtitle);
    assert!(first.description.contains("2018"), "{}", first.description);
    let names: Vec<&str> = first.readings.iter().map(|r| r.heading.as_str()).collect();
    assert_eq!(names[..3], ["全国", "广东省", "浙江省"]);
    // What is not there is like the latest.
    for unknown in ["1999", "soon"] {
        let same = chart_of(&mut engine, &ids[1], Some(unknown));
        assert_eq!(same.scene, latest.scene, "{unknown}");
    }
    // A colour means the same in every year: 广东 hardly changes.
    let token = |view: &ChartView| {
        let found = view.readings.iter().find(|r| r.heading == "广东省");
        found.unwrap().rows[0].token
    };
    let of_2020 = chart_of(&mut engine, &ids[1], Some("2020"));
    assert_eq!(
        token(&of_2020),
        token(&chart_of(&mut engine, &ids[1], Some("2019")))
    );
}
