//! Observation: one figure with what the data says of it.

use super::Roles;
use crate::data::{Bound, Nature, Number, Period, Status, Table, Unit};

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Its row in the table.
    pub row: usize,
    /// The key of its series; empty when the table has none.
    pub series: String,
    /// When.
    pub time: Option<Period>,
    /// How much.
    pub value: Number,
    /// In what.
    pub unit: Unit,
    /// The status.
    pub status: Status,
    /// The bound.
    pub bound: Bound,
    /// The nature.
    pub nature: Nature,
    /// False where a better figure for the same thing stands beside it.
    pub preferred: bool,
    /// When a target is due.
    pub due: Option<Period>,
    /// What a reader must know.
    pub note: String,
    /// The key of the source.
    pub source: String,
}

/// The figures of `rows`, in that order. Rows without a value are left out.
#[must_use]
pub fn observations(
    table: &Table,
    roles: &Roles,
    value_field: &str,
    time_field: Option<&str>,
    rows: &[usize],
) -> Vec<Observation> {
    let Some(values) = table.column(value_field) else {
        return Vec::new();
    };
    // Companions speak of the value column of the roles, not of any other number.
    let speaks = roles.value.as_deref() == Some(value_field);
    let column = |name: &Option<String>| {
        name.as_deref()
            .filter(|_| speaks)
            .and_then(|name| table.column(name))
    };
    let (series, unit) = (column(&roles.series), column(&roles.unit));
    let (status, bound) = (column(&roles.status), column(&roles.bound));
    let (nature, preferred) = (column(&roles.nature), column(&roles.preferred));
    let (due, note, source) = (
        column(&roles.due),
        column(&roles.note),
        column(&roles.source),
    );
    let time = time_field.and_then(|name| table.column(name));
    let unit_of_column = if values.unit.is_empty() {
        unit_of_header(values.title(crate::data::Lang::En))
    } else {
        Unit::parse(&values.unit)
    };
    rows.iter()
        .filter_map(|&row| {
            let value = values.number(row)?;
            let text = |column: Option<&crate::data::Column>| {
                column
                    .and_then(|c| c.text(row))
                    .unwrap_or_default()
                    .to_owned()
            };
            let unit = match unit {
                Some(column) => Unit::parse(column.text(row).unwrap_or_default()),
                None => unit_of_column.clone(),
            };
            Some(Observation {
                row,
                series: text(series),
                time: time.and_then(|c| c.period(row)),
                value,
                unit,
                status: Status::from_code(&text(status)),
                bound: Bound::from_code(&text(bound)),
                nature: Nature::from_code(&text(nature)),
                preferred: !text(preferred).eq_ignore_ascii_case("false"),
                due: due.and_then(|c| c.period(row)),
                note: text(note),
                source: text(source),
            })
        })
        .collect()
}

/// The unit in brackets at the end of a header: `成交额（亿元）`, `Sales (billion CNY)`.
fn unit_of_header(title: &str) -> Unit {
    let inner = title
        .strip_suffix([')', '）'])
        .and_then(|head| head.rsplit_once(['(', '（']))
        .map(|(_, inner)| inner);
    inner.map_or(Unit::COUNT, Unit::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_in_the_header_is_found() {
        assert_eq!(unit_of_header("成交额（亿元）"), Unit::parse("亿元"));
        assert_eq!(
            unit_of_header("Sales (billion CNY)"),
            Unit::parse("billion CNY")
        );
        assert_eq!(unit_of_header("Sales"), Unit::COUNT);
    }
}
