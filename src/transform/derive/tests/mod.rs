//! Tests on made-up panels: `line time value flags`, where flags are a status's letter, `>` for a
//! lower and `<` for an upper bound, `~` for about, `t` for a target and `y` for year to date.

mod across;
mod growth;

use super::*;
use crate::data::{Column, Nature, Table, Values, parse_number};

/// What the made-up series say of themselves: key, measure, definition, `part_of`,
/// `stated_growth`, `compute`.
type Meta<'a> = [&'a str; 6];

fn book(rows: &[Meta<'_>]) -> SeriesBook {
    let names = [
        "series_id",
        "measure",
        "definition",
        "part_of",
        "stated_growth",
        "compute",
    ];
    let column = |(idx, name): (usize, &&str)| {
        let levels = rows.iter().map(|row| row[idx].to_owned()).collect();
        let codes = (0..rows.len()).map(|row| Ok(row as u32)).collect();
        Column::new(name, Values::Text { levels, codes })
    };
    let columns = names.iter().enumerate().map(column).collect();
    SeriesBook::of(&Table::new("series", "s.csv", rows.len(), columns), None)
}

fn figure(row: usize, text: &str, unit: &str) -> Figure {
    let mut words = text.split_whitespace();
    let mut next = || words.next().unwrap_or_default().to_owned();
    let (line, time, value, flags) = (next(), next(), next(), next());
    let has = |flag: char| flags.contains(flag);
    let bound = match () {
        () if has('>') => Bound::Lower,
        () if has('<') => Bound::Upper,
        () if has('~') => Bound::Approx,
        () => Bound::Exact,
    };
    let nature = match () {
        () if has('t') => Nature::Target,
        () if has('y') => Nature::YearToDate,
        () => Nature::Observed,
    };
    let code: String = flags
        .chars()
        .filter(char::is_ascii_uppercase)
        .filter(|flag| *flag != 'H')
        .collect();
    Figure {
        line: line.clone(),
        entity: line.clone(),
        shown: !has('H'),
        observation: Observation {
            row,
            series: line,
            time: Period::parse(&time),
            value: parse_number(&value).unwrap(),
            unit: Unit::parse(unit),
            status: Status::from_code(&code),
            bound,
            nature,
            preferred: true,
            due: None,
            note: String::new(),
            source: String::new(),
        },
    }
}

fn told(derived: &Derived) -> String {
    let outcome = match &derived.outcome {
        Ok(outcome) => outcome,
        Err(reason) => return format!("{reason:?}"),
    };
    let value = crate::data::grouped(outcome.value.value, outcome.value.decimals);
    let status = match outcome.status {
        Status::Normal => String::new(),
        status => format!(" {status:?}"),
    };
    let sign = outcome.bound.sign().trim();
    format!("{sign}{value}{status}").replace('\u{2212}', "-")
}

/// Figures one a line, with what comes of each behind `=`; `background` the same without.
#[track_caller]
fn check_in(unit: &str, view: &str, series: &[Meta<'_>], panel: &str, background: &str) {
    let lines = panel.lines().map(str::trim).filter(|line| !line.is_empty());
    let parts: Vec<(&str, &str)> = lines
        .map(|l| l.split_once('=').map_or((l, ""), |(a, b)| (a, b.trim())))
        .collect();
    let figures: Vec<Figure> = parts
        .iter()
        .enumerate()
        .map(|(row, (text, _))| figure(row, text, unit))
        .collect();
    let others: Vec<Figure> = background
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .enumerate()
        .map(|(row, text)| {
            let (unit, text) = match text.strip_prefix("% ") {
                Some(text) => ("percent", text),
                None => (unit, text),
            };
            figure(1000 + row, text, unit)
        })
        .collect();
    let background: Vec<Observation> = others.iter().map(|o| o.observation.clone()).collect();
    let facts = Facts {
        figures: &figures,
        background: &background,
        others: &others,
        book: &book(series),
    };
    let derived = derive(facts, &Derivation::parse(view).unwrap());
    let mut found = vec![String::new(); parts.len()];
    for one in &derived {
        found[one.figure] = told(one);
    }
    let expected: Vec<&str> = parts.iter().map(|(_, expected)| *expected).collect();
    assert_eq!(found, expected, "{view} of\n{panel}");
}

#[track_caller]
fn check(view: &str, panel: &str) {
    check_in("billion CNY", view, &[], panel, "");
}

#[test]
fn every_view_has_one_text() {
    for text in [
        "index",
        "index:2016",
        "index:2016-Q3",
        "change",
        "cagr",
        "share",
        "rank",
        "difference:Zhe:jiang",
        "per:Counties covered",
    ] {
        let read = Derivation::parse(text).unwrap();
        assert_eq!(read.key(), text);
    }
    for text in [
        "",
        "value",
        "index:",
        "index:soon",
        "change:2",
        "difference",
        "per",
        "Change",
    ] {
        assert_eq!(Derivation::parse(text), None, "{text}");
    }
}
