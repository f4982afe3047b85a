//! Steps on tables give what Vega-Lite and Vega give: `tests/vega/run.mjs` has asked them.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

use furrow::data::{Column, Missing, Number, NumberCell, Period, Table, Values, machine};
use furrow::diag::Place;
use furrow::spec::{Transform, read_spec};
use furrow::transform::{Problem, Roles, Stepped, apply};
use serde_json::Value;

fn json(path: &str) -> Value {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vega/");
    serde_json::from_str(&std::fs::read_to_string(format!("{root}{path}")).unwrap()).unwrap()
}

fn column(name: &str, cells: &[&Value], is_time: bool) -> Column {
    let missing = Missing::Empty;
    if cells.iter().all(|cell| cell.is_null() || cell.is_number()) {
        let cell = |cell: &&Value| match cell.as_f64() {
            None => NumberCell::missing(missing),
            Some(value) => {
                let text = machine(value);
                let decimals = text.split_once('.').map_or(0, |(_, d)| d.len() as u8);
                NumberCell::present(Number { value, decimals })
            }
        };
        return Column::new(name, Values::Number(cells.iter().map(cell).collect()));
    }
    if is_time {
        let cell = |cell: &&Value| cell.as_str().and_then(Period::parse).ok_or(missing);
        return Column::new(name, Values::Time(cells.iter().map(cell).collect()));
    }
    let mut levels: Vec<String> = Vec::new();
    let codes = cells
        .iter()
        .map(|cell| {
            let text = cell.as_str().ok_or(missing)?;
            let known = levels.iter().position(|level| level == text);
            Ok(known.unwrap_or_else(|| {
                levels.push(text.to_owned());
                levels.len() - 1
            }) as u32)
        })
        .collect();
    Column::new(name, Values::Text { levels, codes })
}

fn tables() -> Vec<Table> {
    let json = json("steps.json");
    let tables = json["tables"].as_object().unwrap().iter();
    tables
        .map(|(name, rows)| {
            let (head, body) = rows.as_array().unwrap().split_first().unwrap();
            let names = head.as_array().unwrap().iter().enumerate();
            let columns = names.map(|(idx, field)| {
                let cells: Vec<&Value> = body.iter().map(|row| &row[idx]).collect();
                column(field.as_str().unwrap(), &cells, name == "days" && idx == 0)
            });
            Table::new(name, "", body.len(), columns.collect())
        })
        .collect()
}

fn steps(json: &Value) -> Vec<Transform> {
    let spec = serde_json::json!({ "transform": json });
    read_spec(&spec, &Place::default()).unwrap().value.transform
}

/// Whether a cell is what Vega has; a text may be a number of a column of several types.
fn is_same(column: &Column, row: usize, expected: &Value) -> bool {
    match expected {
        Value::Null => column.display(row).is_empty(),
        Value::Number(number) if column.kind() == "number" => {
            let (ours, theirs) = (column.number(row), number.as_f64().unwrap());
            let near = |n: f64| (n - theirs).abs() <= 1e-9 * theirs.abs().max(1e-3);
            ours.is_some_and(|n| near(n.value))
        }
        Value::Number(number) => column.display(row) == machine(number.as_f64().unwrap()),
        Value::String(text) if column.kind() == "time" => {
            let start = column
                .period(row)
                .map(|p| Period::from_days(p.start_day).iso());
            start.as_deref() == Some(text)
        }
        Value::String(text) => column.display(row) == *text,
        _ => false,
    }
}

#[test]
fn every_step_gives_what_vega_gives() {
    let tables = tables();
    let find = |name: &str| tables.iter().find(|table| table.name == name);
    let mut problems = Vec::new();
    let cases = json("cases.json");
    for case in cases.as_array().unwrap() {
        if case.get("encoding").is_some() {
            continue;
        }
        let name = case["name"].as_str().unwrap();
        let table = find(case["table"].as_str().unwrap()).unwrap();
        let derived = match apply(table, &Roles::default(), &steps(&case["transform"]), &find) {
            Ok(derived) => derived,
            Err(refused) if refused.problem == Problem::NotComputed => continue,
            Err(refused) => {
                problems.push(format!("{name}: {refused:?}"));
                continue;
            }
        };
        if let Err(problem) = compare(table, &derived, case) {
            problems.push(format!("{name}: {problem}"));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(cases.as_array().unwrap().len() > 90);
}

fn compare(table: &Table, derived: &Stepped, case: &Value) -> Result<(), String> {
    let made = derived.table.as_ref().unwrap_or(table);
    let expected = case["expected"].as_array().unwrap();
    if derived.rows.len() != expected.len() {
        return Err(format!(
            "{} rows, not {}",
            derived.rows.len(),
            expected.len()
        ));
    }
    for (idx, name) in case["columns"].as_array().unwrap().iter().enumerate() {
        let name = name.as_str().unwrap();
        // Vega leaves behind what it imputes from.
        if name.starts_with("imputed_") {
            continue;
        }
        let column = made.column(name).ok_or(format!("no column {name}"))?;
        for (row, expected) in derived.rows.iter().zip(expected) {
            // Vega has read the times of the table; ours are as in the file.
            if name == "t" && case["table"] == "days" {
                continue;
            }
            if !is_same(column, *row, &expected[idx]) {
                let found = column.display(*row);
                return Err(format!(
                    "{name} of row {row}: {found:?}, not {}",
                    expected[idx]
                ));
            }
        }
    }
    Ok(())
}

#[track_caller]
fn check_refused(transform: &str, step: usize, path: &str, problem: &Problem) {
    let tables = tables();
    let find = |name: &str| tables.iter().find(|table| table.name == name);
    let steps = steps(&serde_json::from_str(transform).unwrap());
    let refused = apply(find("small").unwrap(), &Roles::default(), &steps, &find).unwrap_err();
    assert_eq!((refused.step, refused.path.as_str()), (step, path));
    assert_eq!(&refused.problem, problem);
}

#[test]
fn what_cannot_be_done_is_refused_by_its_path() {
    let unknown = |field: &str, available: &[&str]| Problem::UnknownField {
        field: field.to_owned(),
        available: available.iter().map(|name| (*name).to_owned()).collect(),
    };
    let text = Problem::WrongType {
        found: "text",
        expected: "number",
    };
    let all = ["g", "h", "v", "w"];
    check_refused(
        r#"[{"filter":{"or":[{"not":{"field":"x","equal":1}}]}}]"#,
        0,
        "/filter/or/0/not/field",
        &unknown("x", &all),
    );
    let made = r#"{"aggregate":[{"op":"sum","field":"v"}],"groupby":["g"]}"#;
    check_refused(
        &format!(r#"[{made},{{"filter":{{"field":"v","gt":1}}}}]"#),
        1,
        "/filter/field",
        &unknown("v", &["g", "sum_v"]),
    );
    check_refused(
        &format!(r#"[{made},{made}]"#),
        1,
        "/aggregate/0/field",
        &unknown("v", &["g", "sum_v"]),
    );
    check_refused(
        r#"[{"joinaggregate":[{"op":"count"}],"groupby":["g","x"]}]"#,
        0,
        "/groupby/1",
        &unknown("x", &all),
    );
    check_refused(
        r#"[{"aggregate":[{"op":"count"},{"op":"sum","field":"g"}]}]"#,
        0,
        "/aggregate/1/field",
        &text,
    );
    check_refused(r#"[{"bin":true,"field":"g","as":"b"}]"#, 0, "/field", &text);
    check_refused(
        r#"[{"timeUnit":"year","field":"v","as":"b"}]"#,
        0,
        "/field",
        &Problem::WrongType {
            found: "number",
            expected: "time",
        },
    );
    check_refused(
        r#"[{"window":[{"op":"rank"}],"sort":[{"field":"x"}]}]"#,
        0,
        "/sort/0/field",
        &unknown("x", &all),
    );
    check_refused(r#"[{"fold":["v","x"]}]"#, 0, "/fold/1", &unknown("x", &all));
    check_refused(
        r#"[{"pivot":"x","value":"v"}]"#,
        0,
        "/pivot",
        &unknown("x", &all),
    );
    check_refused(r#"[{"pivot":"g","value":"h"}]"#, 0, "/value", &text);
}
