//! Keeps the rows of a table that fit a filter of a spec.

use std::cmp::Ordering;

use crate::data::{Column, Period, Table, Values};
use crate::spec::{Filter, Predicate, Scalar};

/// The rows of a whole table that fit.
pub(super) fn rows_that_fit(table: &Table, filter: &Filter) -> Vec<usize> {
    match by_text(table, filter) {
        Some((codes, fits)) => {
            let rows = codes.iter().enumerate();
            let rows = rows.filter(|(_, code)| fits.get(**code as usize) == Some(&true));
            rows.map(|(row, _)| row).collect()
        }
        None => (0..table.n_rows)
            .filter(|row| self::fits(table, *row, filter))
            .collect(),
    }
}

/// Drops the rows that do not fit.
pub(super) fn keep(table: &Table, rows: &mut Vec<usize>, filter: &Filter) {
    match by_text(table, filter) {
        Some((codes, fits)) => rows.retain(|row| has_text(codes, &fits, *row)),
        None => rows.retain(|row| fits(table, *row, filter)),
    }
}

fn has_text(codes: &[u32], fits: &[bool], row: usize) -> bool {
    let code = codes.get(row);
    code.is_some_and(|code| fits.get(*code as usize) == Some(&true))
}

/// The codes of a filter's text column, and whether each distinct text fits: a long table has
/// few. A missing cell fits no predicate but an empty one.
fn by_text<'a>(table: &'a Table, filter: &Filter) -> Option<(&'a [u32], Vec<bool>)> {
    let Filter::Field(predicate) = filter else {
        return None;
    };
    let column = table.column(&predicate.field)?;
    let Values::Text { levels, codes } = &column.values else {
        return None;
    };
    let asks_for_text = [
        &predicate.equal,
        &predicate.lt,
        &predicate.gt,
        &predicate.gte,
        &predicate.lte,
    ]
    .iter()
    .any(|scalar| scalar.is_some())
        || predicate.one_of.is_some()
        || predicate.range.is_some();
    if !asks_for_text || levels.len() > codes.len() {
        return None;
    }
    let texts = Values::Text {
        levels: levels.clone(),
        codes: (0..levels.len() as u32).map(Ok).collect(),
    };
    let texts = Table::new("", "", levels.len(), vec![Column::new(&column.name, texts)]);
    let fits = (0..levels.len()).map(|row| fits_predicate(&texts, row, predicate));
    // The marks of missing cells are codes of no text.
    Some((codes.parts(), fits.collect()))
}

fn fits(table: &Table, row: usize, filter: &Filter) -> bool {
    match filter {
        Filter::And { and } => and.iter().all(|part| fits(table, row, part)),
        Filter::Or { or } => or.iter().any(|part| fits(table, row, part)),
        Filter::Not { not } => !fits(table, row, not),
        Filter::Field(predicate) => fits_predicate(table, row, predicate),
    }
}

fn fits_predicate(table: &Table, row: usize, predicate: &Predicate) -> bool {
    let compare = |scalar: &Scalar| compare(table, row, &predicate.field, scalar);
    let has_value = |field: &str| table.column(field).is_some_and(|c| c.has_value(row));
    let holds = |scalar: &Option<Scalar>, wanted: fn(Ordering) -> bool| match scalar {
        None => true,
        Some(scalar) => compare(scalar).is_some_and(wanted),
    };
    holds(&predicate.equal, Ordering::is_eq)
        && holds(&predicate.lt, Ordering::is_lt)
        && holds(&predicate.gt, Ordering::is_gt)
        && holds(&predicate.gte, Ordering::is_ge)
        && holds(&predicate.lte, Ordering::is_le)
        && predicate
            .one_of
            .as_ref()
            .is_none_or(|all| all.iter().any(|s| compare(s).is_some_and(Ordering::is_eq)))
        && predicate.range.as_ref().is_none_or(|[from, to]| {
            compare(from).is_some_and(Ordering::is_ge) && compare(to).is_some_and(Ordering::is_le)
        })
        && predicate
            .valid
            .is_none_or(|valid| has_value(&predicate.field) == valid)
}

/// How a cell stands to a constant; `None` when the cell is missing or not comparable.
///
/// Equal means equal as text, or as numbers, so that `2017` is not `2017-11-11`.
fn compare(table: &Table, row: usize, field: &str, scalar: &Scalar) -> Option<Ordering> {
    let column = table.column(field)?;
    if let Some(number) = column.number(row) {
        let other = match scalar {
            Scalar::Number(value) => *value,
            Scalar::Text(text) => crate::data::parse_number(text)?.value,
            Scalar::Bool(_) => return None,
        };
        return number.value.partial_cmp(&other);
    }
    let text = column.display(row);
    if text.is_empty() {
        return None;
    }
    let other = scalar.text();
    match (Period::parse(&text), Period::parse(&other)) {
        (Some(cell), Some(constant)) => Some(cell.cmp(&constant)),
        _ => Some(text.as_str().cmp(other.as_str())),
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
