//! Aggregate and joinaggregate: the figures of groups, as rows or beside rows.

use super::cells::{gather, gather_all};
use super::figure::Figure;
use super::groups::Groups;
use super::{Input, Outcome, Refusal};
use crate::data::Column;
use crate::spec::{Aggregate, JoinAggregate, Measure};

/// A row a group, in the order of their first rows.
pub(super) fn aggregate(input: &Input<'_>, step: &Aggregate) -> Result<Outcome, Refusal> {
    let groups = Groups::by(input, &step.groupby)?;
    let mut columns = gather_all(input.table, &step.groupby, &groups.first);
    columns.extend(figures(input, &groups, &step.aggregate, "/aggregate/")?);
    Ok(Outcome::Table(columns, groups.first.len()))
}

/// The figures of its group beside each row.
pub(super) fn join_aggregate(input: &Input<'_>, step: &JoinAggregate) -> Result<Outcome, Refusal> {
    let groups = Groups::by(input, &step.groupby)?;
    let mut columns = Vec::new();
    for column in figures(input, &groups, &step.joinaggregate, "/joinaggregate/")? {
        let mut rows = groups.of.iter().map(|group| Some(*group as usize));
        columns.push(gather(&column, &mut rows));
    }
    Ok(Outcome::Columns(columns))
}

fn figures(
    input: &Input<'_>,
    groups: &Groups,
    measures: &[Measure],
    path: &str,
) -> Result<Vec<Column>, Refusal> {
    let mut out = Vec::new();
    for (idx, measure) in measures.iter().enumerate() {
        let path = [path, &idx.to_string()].concat();
        let figure = Figure::of(input, measure.op, measure.field.as_deref(), &path)?;
        out.push(figure.of_groups(input, groups, &measure.name()));
    }
    Ok(out)
}
