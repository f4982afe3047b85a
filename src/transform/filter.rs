//! Keeps the rows of a table that fit a filter of a spec.

use std::cmp::Ordering;

use crate::data::{Column, Period, Table, Values};
use crate::spec::{Filter, Predicate, Scalar};

/// The rows of a whole table that fit.
pub(super) fn rows_that_fit(table: &Table, filter: &Filter) -> Vec<usize> {
    let test = Test::of(table, filter);
    match test.by_text() {
        Some((codes, fits)) => {
            let rows = codes.iter().enumerate();
            let rows = rows.filter(|(_, code)| fits.get(**code as usize) == Some(&true));
            rows.map(|(row, _)| row).collect()
        }
        None => (0..table.n_rows).filter(|row| test.fits(*row)).collect(),
    }
}

/// Drops the rows that do not fit.
pub(super) fn keep(table: &Table, rows: &mut Vec<usize>, filter: &Filter) {
    let test = Test::of(table, filter);
    match test.by_text() {
        Some((codes, fits)) => rows.retain(|row| has_text(codes, &fits, *row)),
        None => rows.retain(|row| test.fits(*row)),
    }
}

fn has_text(codes: &[u32], fits: &[bool], row: usize) -> bool {
    let code = codes.get(row);
    code.is_some_and(|code| fits.get(*code as usize) == Some(&true))
}

/// A filter made ready for many rows: its columns are found and its constants are read once.
enum Test<'a> {
    And(Vec<Test<'a>>),
    Or(Vec<Test<'a>>),
    Not(Box<Test<'a>>),
    Field(FieldTest<'a>),
}

/// How a cell must stand to a constant.
type Wanted = fn(Ordering) -> bool;

/// A predicate made ready.
struct FieldTest<'a> {
    column: Option<&'a Column>,
    /// How the cell must stand to which constants.
    bounds: Vec<(Constant, Wanted)>,
    one_of: Option<Vec<Constant>>,
    valid: Option<bool>,
}

impl Test<'_> {
    fn of<'a>(table: &'a Table, filter: &Filter) -> Test<'a> {
        let all = |parts: &[Filter]| parts.iter().map(|part| Test::of(table, part)).collect();
        match filter {
            Filter::And { and } => Test::And(all(and)),
            Filter::Or { or } => Test::Or(all(or)),
            Filter::Not { not } => Test::Not(Box::new(Test::of(table, not))),
            Filter::Field(predicate) => Test::Field(FieldTest::of(table, predicate)),
        }
    }

    fn fits(&self, row: usize) -> bool {
        match self {
            Test::And(parts) => parts.iter().all(|part| part.fits(row)),
            Test::Or(parts) => parts.iter().any(|part| part.fits(row)),
            Test::Not(part) => !part.fits(row),
            Test::Field(test) => test
                .column
                .map_or_else(|| test.holds(None, false), |column| test.fits(column, row)),
        }
    }

    /// The codes of a lone predicate's text column, and whether each distinct text fits: a long
    /// table has few. A missing cell fits no predicate but an empty one.
    fn by_text(&self) -> Option<(&[u32], Vec<bool>)> {
        let Test::Field(test) = self else {
            return None;
        };
        let Values::Text { levels, codes } = &test.column?.values else {
            return None;
        };
        if !test.asks_for_value() || levels.len() > codes.len() {
            return None;
        }
        let fits = levels
            .iter()
            .map(|text| test.holds(Cell::of_text(text.clone()), true));
        // The marks of missing cells are codes of no text.
        Some((codes.parts(), fits.collect()))
    }
}

impl FieldTest<'_> {
    fn of<'a>(table: &'a Table, predicate: &Predicate) -> FieldTest<'a> {
        let [from, to] = match &predicate.range {
            Some([from, to]) => [Some(from), Some(to)],
            None => [None, None],
        };
        let asked: [(Option<&Scalar>, Wanted); 7] = [
            (predicate.equal.as_ref(), Ordering::is_eq),
            (predicate.lt.as_ref(), Ordering::is_lt),
            (predicate.gt.as_ref(), Ordering::is_gt),
            (predicate.gte.as_ref(), Ordering::is_ge),
            (predicate.lte.as_ref(), Ordering::is_le),
            (from, Ordering::is_ge),
            (to, Ordering::is_le),
        ];
        let one_of = predicate.one_of.as_ref();
        FieldTest {
            column: table.column(&predicate.field),
            bounds: asked
                .into_iter()
                .filter_map(|(scalar, wanted)| Some((Constant::of(scalar?), wanted)))
                .collect(),
            one_of: one_of.map(|all| all.iter().map(Constant::of).collect()),
            valid: predicate.valid,
        }
    }

    fn asks_for_value(&self) -> bool {
        !self.bounds.is_empty() || self.one_of.is_some()
    }

    fn fits(&self, column: &Column, row: usize) -> bool {
        let cell = match self.asks_for_value() {
            true => Cell::of(column, row),
            false => None,
        };
        self.holds(cell, column.has_value(row))
    }

    fn holds(&self, cell: Option<Cell>, has_value: bool) -> bool {
        let order = |constant: &Constant| cell.as_ref()?.order(constant);
        let is_equal = |constant: &Constant| order(constant).is_some_and(Ordering::is_eq);
        self.bounds
            .iter()
            .all(|(constant, wanted)| order(constant).is_some_and(wanted))
            && self
                .one_of
                .as_ref()
                .is_none_or(|all| all.iter().any(is_equal))
            && self.valid.is_none_or(|valid| has_value == valid)
    }
}

/// A constant of a predicate, read as whatever a cell can be.
struct Constant {
    number: Option<f64>,
    text: String,
    period: Option<Period>,
}

impl Constant {
    fn of(scalar: &Scalar) -> Constant {
        let text = scalar.text();
        Constant {
            number: match scalar {
                Scalar::Number(value) => Some(*value),
                Scalar::Text(text) => crate::data::parse_number(text).map(|n| n.value),
                Scalar::Bool(_) => None,
            },
            period: Period::parse(&text),
            text,
        }
    }
}

/// A cell that has a value.
enum Cell {
    Number(f64),
    Text(String, Option<Period>),
}

impl Cell {
    fn of(column: &Column, row: usize) -> Option<Cell> {
        match column.number(row) {
            Some(number) => Some(Cell::Number(number.value)),
            None => Cell::of_text(column.display(row)),
        }
    }

    fn of_text(text: String) -> Option<Cell> {
        let period = Period::parse(&text);
        (!text.is_empty()).then_some(Cell::Text(text, period))
    }

    /// How it stands to a constant; `None` where they do not compare.
    ///
    /// Equal means equal as text, or as numbers, so that `2017` is not `2017-11-11`.
    fn order(&self, constant: &Constant) -> Option<Ordering> {
        match self {
            Cell::Number(number) => number.partial_cmp(&constant.number?),
            Cell::Text(text, period) => Some(match (period, &constant.period) {
                (Some(cell), Some(constant)) => cell.cmp(constant),
                _ => text.as_str().cmp(constant.text.as_str()),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Transform;

    fn table(texts: &[&str]) -> Table {
        let levels: Vec<String> = texts.iter().map(|t| (*t).to_owned()).collect();
        let codes = (0..texts.len() as u32).map(Ok).collect();
        let column = Column::new("f", Values::Text { levels, codes });
        Table::new("t", "t.csv", texts.len(), vec![column])
    }

    #[track_caller]
    fn check(texts: &[&str], filter: &str, expected: &[usize]) {
        let json = format!(r#"{{"transform":[{{"filter":{filter}}}]}}"#);
        let json = serde_json::from_str(&json).unwrap();
        let spec = crate::spec::read_spec(&json, &crate::diag::Place::default());
        let steps = spec.unwrap().value.transform;
        let [Transform::Filter { filter: read }] = steps.as_slice() else {
            panic!("{filter} is no filter");
        };
        assert_eq!(rows_that_fit(&table(texts), read), expected, "{filter}");
    }

    #[test]
    fn equal_is_strict_and_ranges_hold_their_ends() {
        let texts = ["2016", "2017", "2017-11-11", "2019"];
        check(&texts, r#"{"field":"f","equal":"2017"}"#, &[1]);
        check(&texts, r#"{"field":"f","equal":2017}"#, &[1]);
        check(&texts, r#"{"field":"f","range":["2017","2018"]}"#, &[1, 2]);
        check(
            &texts,
            r#"{"not":{"field":"f","oneOf":["2016","2019"]}}"#,
            &[1, 2],
        );
        check(
            &texts,
            r#"{"or":[{"field":"f","lte":"2016"},{"field":"f","gte":"2019"}]}"#,
            &[0, 3],
        );
        check(&texts, r#"{"field":"nothing","equal":"2017"}"#, &[]);
        check(&texts, r#"{"field":"f","gt":"2016","lt":"2019"}"#, &[1, 2]);
        check(&texts, r#"{"field":"f","gt":"2017-11-11"}"#, &[3]);
        check(&texts, r#"{"field":"f","valid":true,"lt":"2017"}"#, &[0]);
        check(&texts, r#"{"field":"f","valid":false}"#, &[]);
    }
}
