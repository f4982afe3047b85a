//! What Vega has no word for: units, decimals, roles, limits, and laws over made-up tables.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

use furrow::data::{Codes, Column, Missing, Number, NumberCell, Numbers, Role, Table, Values};
use furrow::diag::Place;
use furrow::spec::read_spec;
use furrow::transform::{Problem, Refused, Roles, Stepped, apply};
use proptest::prelude::*;

fn numbers(name: &str, cells: &[(f64, u8)]) -> Column {
    let cell = |(value, decimals): &(f64, u8)| {
        let (value, decimals) = (*value, *decimals);
        if value.is_nan() {
            NumberCell::missing(Missing::Marked)
        } else {
            NumberCell::present(Number { value, decimals })
        }
    };
    Column::new(name, Values::Number(cells.iter().map(cell).collect()))
}

fn texts(name: &str, cells: &[&str]) -> Column {
    let mut levels: Vec<String> = Vec::new();
    let mut codes = Codes::default();
    for cell in cells {
        let known = levels.iter().position(|level| level == cell);
        let code = known.unwrap_or(levels.len());
        if cell.is_empty() {
            codes.push(Err(Missing::Empty));
            continue;
        }
        if known.is_none() {
            levels.push((*cell).to_owned());
        }
        codes.push(Ok(code as u32));
    }
    Column::new(name, Values::Text { levels, codes })
}

fn done(table: &Table, transform: &str) -> Result<Stepped, Refused> {
    let json = serde_json::from_str(&format!(r#"{{"transform":{transform}}}"#)).unwrap();
    let spec = read_spec(&json, &Place::default()).unwrap();
    apply(
        table,
        &Roles::of(table, None),
        &spec.value.transform,
        &|_| None,
    )
}

/// Every row of the columns but those of the table before, as text, with `unit` in brackets.
#[track_caller]
fn check(table: &Table, transform: &str, expected: &[&str]) {
    let derived = done(table, transform).unwrap();
    let made = derived.table.unwrap();
    let old: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let columns: Vec<&Column> = made
        .columns
        .iter()
        .filter(|c| !old.contains(&c.name.as_str()))
        .collect();
    let line = |row: usize| {
        let cells = columns.iter().map(|c| match c.unit.as_str() {
            "" => c.display(row),
            unit => format!("{} [{unit}]", c.display(row)),
        });
        cells.collect::<Vec<_>>().join("; ")
    };
    let found: Vec<String> = derived.rows.iter().map(|row| line(*row)).collect();
    assert_eq!(found, expected, "{transform}");
}

#[test]
fn figures_keep_the_unit_of_their_cells_and_invent_no_decimals() {
    let mut sales = numbers("sales", &[(1.25, 2), (2.0, 0), (4.5, 1)]);
    sales.unit = "亿元".to_owned();
    let table = Table::new("t", "", 3, vec![sales]);
    let all = |ops: &[&str]| {
        let measure = |op: &&str| format!(r#"{{"op":"{op}","field":"sales"}}"#);
        let measures: Vec<String> = ops.iter().map(measure).collect();
        format!(r#"[{{"aggregate":[{}]}}]"#, measures.join(","))
    };
    let one = |op: &str, expected: &str| check(&table, &all(&[op]), &[expected]);
    one("count", "3");
    one("distinct", "3");
    one("valid", "3");
    // 7.75 is shown as precisely as the cell without decimals.
    one("sum", "8 [亿元]");
    one("mean", "2.6 [亿元]");
    one("median", "2 [亿元]");
    one("q1", "1.6 [亿元]");
    one("min", "1.25 [亿元]");
    one("max", "4.5 [亿元]");
    one("stdev", "1.7 [亿元]");
    one("product", "11");
    one("variance", "2.9");
    check(
        &table,
        r#"[{"window":[{"op":"lag","field":"sales","as":"a"},{"op":"rank","as":"r"}]}]"#,
        &[" [亿元]; 1", "1.25 [亿元]; 2", "2 [亿元]; 3"],
    );
    check(
        &table,
        r#"[{"bin":{"step":0.5},"field":"sales","as":"b"}]"#,
        &[
            "1 [亿元]; 1.5 [亿元]",
            "2 [亿元]; 2.5 [亿元]",
            "4 [亿元]; 4.5 [亿元]",
        ],
    );
}

#[test]
fn a_column_of_units_speaks_for_the_figures_when_it_says_one_thing() {
    let of = |units: &[&str]| {
        let mut columns = vec![
            texts("entity", &["a", "a", "b"]),
            numbers("value", &[(1.0, 0), (2.0, 0), (3.0, 0)]),
        ];
        columns.push(texts("unit", units));
        Table::new("t", "", 3, columns)
    };
    let sum = r#"[{"aggregate":[{"op":"sum","field":"value","as":"s"}],"groupby":["entity"]}]"#;
    check(&of(&["km", "km", "km"]), sum, &["3 [km]", "3 [km]"]);
    check(&of(&["km", "km", "kg"]), sum, &["3", "3"]);
}

#[test]
fn columns_that_pass_say_what_they_said() {
    let mut group = texts("g", &["a", "b"]);
    group.titles = vec![("en".to_owned(), "Group".to_owned())];
    group.role = Some(Role::Entity);
    let table = Table::new(
        "t",
        "f.csv",
        2,
        vec![group.clone(), numbers("v", &[(1.0, 0); 2])],
    );
    let sum = r#"[{"aggregate":[{"op":"sum","field":"v"}],"groupby":["g"]}]"#;
    let made = done(&table, sum).unwrap().table.unwrap();
    assert_eq!(made.columns[0], group);
    assert_eq!((made.name.as_str(), made.file.as_str()), ("t", "f.csv"));
    let folded = done(&table, r#"[{"fold":["v"]}]"#).unwrap().table.unwrap();
    assert_eq!(folded.column("g"), Some(&group));
}

#[test]
fn an_empty_table_stays_empty() {
    let table = Table::new("t", "", 0, vec![texts("g", &[]), numbers("v", &[])]);
    for step in [
        r#"{"aggregate":[{"op":"sum","field":"v"}]}"#,
        r#"{"joinaggregate":[{"op":"mean","field":"v"}],"groupby":["g"]}"#,
        r#"{"window":[{"op":"rank"},{"op":"sum","field":"v"}]}"#,
        r#"{"fold":["g","v"]}"#,
        r#"{"pivot":"g","value":"v"}"#,
        r#"{"bin":true,"field":"v","as":"b"}"#,
        r#"{"timeUnit":"year","field":"g","as":"y"}"#,
    ] {
        let derived = done(&table, &format!("[{step}]")).unwrap();
        assert_eq!(derived.rows, Vec::<usize>::new(), "{step}");
        assert_eq!(derived.table.unwrap().n_rows, 0, "{step}");
    }
}

#[test]
fn filters_alone_copy_nothing() {
    let table = Table::new(
        "t",
        "",
        3,
        vec![numbers("v", &[(1.0, 0), (2.0, 0), (3.0, 0)])],
    );
    let two = r#"[{"filter":{"field":"v","gt":1}},{"filter":{"field":"v","lt":3}}]"#;
    let derived = done(&table, two).unwrap();
    assert_eq!((derived.table, derived.rows), (None, vec![1]));
}

#[test]
fn a_column_without_any_value_may_be_summed() {
    let table = Table::new("t", "", 2, vec![texts("v", &["", ""])]);
    let ops = r#"[{"aggregate":[{"op":"sum","field":"v"},{"op":"missing","field":"v"}]}]"#;
    check(&table, ops, &["; 2"]);
}

#[test]
fn times_that_are_longer_than_a_unit_stay_as_they_are() {
    let table = Table::new(
        "t",
        "",
        3,
        vec![texts("t", &["2017", "2017-Q3", "2017-08-09"])],
    );
    let unit = |unit: &str| format!(r#"[{{"timeUnit":"{unit}","field":"t","as":"u"}}]"#);
    check(
        &table,
        &unit("yearmonth"),
        &["2017; 2018", "2017-Q3; 2017-Q4", "2017-08; 2017-09"],
    );
    check(&table, &unit("month"), &["; ", "; ", "2012-08; 2012-09"]);
}

#[test]
fn a_small_table_may_not_become_a_huge_one() {
    let names: Vec<String> = (0..4000).map(|n| n.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let columns = vec![
        texts("k", &names),
        texts("g", &names),
        numbers("v", &[(1.0, 0); 4000]),
    ];
    let table = Table::new("t", "", 4000, columns);
    let refused = done(&table, r#"[{"pivot":"k","value":"v","groupby":["g"]}]"#).unwrap_err();
    let limit = 1 << 23;
    let n_cells = 4000 * 4001;
    assert_eq!(refused.problem, Problem::TooLarge { n_cells, limit });
    let all = vec![r#""v""#; 4000].join(",");
    let refused = done(&table, &format!(r#"[{{"fold":[{all}]}}]"#)).unwrap_err();
    assert!(matches!(refused.problem, Problem::TooLarge { .. }));
}

#[test]
fn a_base_that_does_not_grow_ends() {
    let table = Table::new("t", "", 2, vec![numbers("v", &[(0.0, 0), (1000.0, 0)])]);
    for base in ["1", "0.5", "-10"] {
        let step = format!(r#"[{{"bin":{{"base":{base},"maxbins":3}},"field":"v","as":"b"}}]"#);
        assert_eq!(done(&table, &step).unwrap().rows.len(), 2);
    }
}

fn cells() -> impl Strategy<Value = Vec<(u8, Option<i32>)>> {
    prop::collection::vec((0..5_u8, prop::option::weighted(0.8, -1000..1000)), 1..60)
}

fn table_of(cells: &[(u8, Option<i32>)]) -> Table {
    let names: Vec<String> = cells.iter().map(|(g, _)| format!("g{g}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let value = |cell: &(u8, Option<i32>)| (cell.1.map_or(f64::NAN, f64::from), 0);
    let values: Vec<(f64, u8)> = cells.iter().map(value).collect();
    let columns = vec![texts("g", &names), numbers("v", &values)];
    Table::new("t", "", cells.len(), columns)
}

proptest! {
    #[test]
    fn sums_beside_rows_are_the_sums_of_groups(cells in cells()) {
        let table = table_of(&cells);
        let measure = r#"[{"op":"sum","field":"v","as":"s"}],"groupby":["g"]"#;
        let joined = done(&table, &format!(r#"[{{"joinaggregate":{measure}}}]"#)).unwrap();
        let summed = done(&table, &format!(r#"[{{"aggregate":{measure}}}]"#)).unwrap();
        let (joined, summed) = (joined.table.unwrap(), summed.table.unwrap());
        for row in 0..joined.n_rows {
            let group = joined.column("g").unwrap().text(row);
            let found = (0..summed.n_rows).find(|r| summed.column("g").unwrap().text(*r) == group);
            let sum = |table: &Table, row: usize| table.column("s").unwrap().number(row);
            prop_assert_eq!(sum(&joined, row), sum(&summed, found.unwrap()));
        }
    }

    #[test]
    fn every_number_lies_in_its_range(cells in cells(), most in 1..40_u32, scale in -6..6_i32) {
        let mut table = table_of(&cells);
        if let Values::Number(cells) = &mut table.columns[1].values {
            let by = libm::pow(10.0, f64::from(scale));
            cells.change(&mut |_, cell| match cell.number() {
                Some(n) => NumberCell::present(Number { value: n.value * by, ..n }),
                None => cell,
            });
        }
        let step = format!(r#"[{{"bin":{{"maxbins":{most}}},"field":"v","as":["a","b"]}}]"#);
        let made = done(&table, &step).unwrap().table.unwrap();
        for row in 0..made.n_rows {
            let cell = |name: &str| made.column(name).unwrap().number(row).map(|n| n.value);
            match (cell("v"), cell("a"), cell("b")) {
                (Some(value), Some(from), Some(to)) => {
                    let slack = (to - from) * 1e-9;
                    prop_assert!(from - slack <= value && value <= to + slack);
                }
                (value, from, to) => prop_assert_eq!((value, from, to), (None, None, None)),
            }
        }
    }

    #[test]
    fn what_is_folded_and_pivoted_is_the_table_again(cells in cells()) {
        let mut table = table_of(&cells);
        let mut numbers = Numbers::default();
        let mut codes = Codes::default();
        for row in 0..cells.len() {
            let decimals = 0;
            numbers.push(NumberCell::present(Number { value: row as f64, decimals }));
            codes.push(Ok(row as u32));
        }
        let levels = (0..cells.len()).map(|row| format!("r{row}")).collect();
        table.columns = vec![
            Column::new("id", Values::Text { levels, codes }),
            table.columns.remove(1),
            Column::new("w", Values::Number(numbers)),
        ];
        let both = r#"[{"fold":["v","w"]},{"pivot":"key","value":"value","groupby":["id"]}]"#;
        let made = done(&table, both).unwrap().table.unwrap();
        prop_assert_eq!(made.n_rows, table.n_rows);
        for column in &table.columns {
            for row in 0..table.n_rows {
                prop_assert_eq!(made.column(&column.name).unwrap().display(row), column.display(row));
            }
        }
    }
}
