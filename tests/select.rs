//! What a selection finds, compared with the slow way of finding it.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

use std::cmp::Ordering;

use furrow::data::{Codes, Column, Lang, Missing, NumberCell, Period, Table, Values, parse_number};
use furrow::transform::{Direction, RowsQuery, Selecting, shown};
use proptest::prelude::*;

const TEXTS: [&str; 9] = [
    "浙江",
    "江苏",
    "Zürich",
    "zurich",
    "السعودية",
    "שלום 5",
    "-3",
    "a,b",
    "",
];
const NUMBERS: [&str; 8] = ["-3.5", "-0", "0", "12", "1200", "1234.50", "-1e3", ""];
const TIMES: [&str; 7] = [
    "2014",
    "2015-Q3",
    "2015-12-31",
    "2016-01",
    "2016",
    "1066",
    "",
];

/// A table of three columns from indices into the cells above.
fn table(cells: &[(usize, usize, usize)]) -> Table {
    let mut levels: Vec<String> = Vec::new();
    let mut codes = Codes::default();
    for (text, _, _) in cells {
        codes.push(match TEXTS[*text] {
            "" => Err(Missing::Empty),
            text => Ok(match levels.iter().position(|level| level == text) {
                Some(at) => at as u32,
                None => {
                    levels.push(text.to_owned());
                    levels.len() as u32 - 1
                }
            }),
        });
    }
    let number = |text: &str| match parse_number(text) {
        Some(number) => NumberCell::present(number),
        None => NumberCell::missing(Missing::Empty),
    };
    let numbers = cells.iter().map(|(_, at, _)| number(NUMBERS[*at]));
    let times = cells
        .iter()
        .map(|(_, _, at)| Period::parse(TIMES[*at]).ok_or(Missing::Marked));
    let columns = vec![
        Column::new("text", Values::Text { levels, codes }),
        Column::new("number", Values::Number(numbers.collect())),
        Column::new("time", Values::Time(times.collect())),
    ];
    Table::new("t", "t.csv", cells.len(), columns)
}

fn select(table: &Table, query: RowsQuery, budget: usize) -> Vec<u32> {
    let mut selecting = Selecting::new(table, query);
    while !selecting.step(table, budget) {}
    selecting.rows().to_vec()
}

/// The same, in the plainest way, for a search and an order.
fn naive(table: &Table, query: &RowsQuery) -> Vec<u32> {
    let needle = query.search.trim().to_lowercase();
    let has = |row: usize| {
        table.columns.iter().any(|column| {
            let texts = [column.display(row), shown(column, row, query.lang)];
            texts.iter().any(|text| {
                let text = text.to_lowercase();
                text.contains(&needle)
                    || column.kind() == "number"
                        && text.replace('−', "-").contains(&needle.replace('−', "-"))
            })
        })
    };
    let mut rows: Vec<u32> = (0..table.n_rows as u32)
        .filter(|row| needle.is_empty() || has(*row as usize))
        .collect();
    if let Some((column, direction)) = query.sort {
        let column = &table.columns[column];
        rows.sort_by(|a, b| {
            let (a, b) = (*a as usize, *b as usize);
            let missing = |row: usize| column.display(row).is_empty();
            let order = match column.kind() {
                "text" => column.text(a).cmp(&column.text(b)),
                "time" => column.period(a).cmp(&column.period(b)),
                _ => {
                    let value = |row| column.number(row).map(|number| number.value);
                    value(a).partial_cmp(&value(b)).unwrap()
                }
            };
            match (missing(a), missing(b)) {
                (true, true) => Ordering::Equal,
                (false, false) if direction == Direction::Down => order.reverse(),
                (false, false) => order,
                (left, right) => left.cmp(&right),
            }
        });
    }
    rows
}

proptest! {
    #[test]
    fn the_fast_way_finds_what_the_slow_one_does(
        cells in prop::collection::vec((0..TEXTS.len(), 0..NUMBERS.len(), 0..TIMES.len()), 0..60),
        search in prop::sample::select(vec![
            "", " ", "3", "-3", "−3", "1,2", "12", "zü", "ZUR", "江", "السع", "2015", "q3", "dec",
            "季度", ".5", "b", ",",
        ]),
        sort in prop::option::of((0..3_usize, any::<bool>())),
        lang in prop::sample::select(vec![Lang::En, Lang::Zh]),
        budget in prop::sample::select(vec![1, 3, 100, usize::MAX]),
    ) {
        let table = table(&cells);
        let direction = |is_up| if is_up { Direction::Up } else { Direction::Down };
        let query = RowsQuery {
            search: search.to_owned(),
            sort: sort.map(|(column, is_up)| (column, direction(is_up))),
            filters: Vec::new(),
            lang,
        };
        prop_assert_eq!(select(&table, query.clone(), budget), naive(&table, &query));
    }

    #[test]
    fn filters_hold_together_and_nothing_written_breaks_them(
        cells in prop::collection::vec((0..TEXTS.len(), 0..NUMBERS.len(), 0..TIMES.len()), 0..40),
        texts in prop::array::uniform3("[<>=!. 0-9q年江.-]{0,6}"),
    ) {
        let table = table(&cells);
        let filters = |columns: std::ops::Range<usize>| RowsQuery {
            filters: columns.map(|column| (column, texts[column].clone())).collect(),
            ..RowsQuery::default()
        };
        let all = select(&table, filters(0..3), 5);
        let one_by_one = (0..table.n_rows as u32).filter(|row| {
            (0..3).all(|column| select(&table, filters(column..column + 1), 1000).contains(row))
        });
        prop_assert_eq!(all, one_by_one.collect::<Vec<_>>());
    }
}

#[test]
fn filters_that_mean_nothing_are_named_and_filter_nothing() {
    let table = table(&[(0, 0, 0), (1, 3, 3)]);
    let query = RowsQuery {
        filters: vec![
            (0, "浙".to_owned()),
            (1, "about 5".to_owned()),
            (2, ">soon".to_owned()),
            (9, "x".to_owned()),
        ],
        ..RowsQuery::default()
    };
    let mut selecting = Selecting::new(&table, query);
    while !selecting.step(&table, 1) {}
    assert_eq!(selecting.rows(), [0]);
    assert_eq!(selecting.problems(), [1, 2, 9]);
}

#[test]
fn no_step_does_more_than_its_share() {
    let cells: Vec<_> = (0..30_000).map(|i| (i % 9, i % 8, i % 7)).collect();
    let table = table(&cells);
    let query = RowsQuery {
        search: "1".to_owned(),
        sort: Some((1, Direction::Down)),
        ..RowsQuery::default()
    };
    let mut selecting = Selecting::new(&table, query);
    let mut n_steps = 0;
    while !selecting.step(&table, 1000) {
        n_steps += 1;
    }
    assert!((100..1000).contains(&n_steps), "{n_steps} steps");
}

#[test]
fn an_empty_table_has_no_rows() {
    let query = RowsQuery {
        search: "a".to_owned(),
        sort: Some((0, Direction::Up)),
        ..RowsQuery::default()
    };
    assert_eq!(select(&table(&[]), query.clone(), 1), [0_u32; 0]);
    let bare = Table::new("t", "t.csv", 0, Vec::new());
    assert_eq!(select(&bare, query, 1), [0_u32; 0]);
}
