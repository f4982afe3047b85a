//! What may share an axis: one unit, one definition, results apart from year-to-date figures.

use crate::chart::ChartInput;
use crate::data::{Nature, Unit};
use crate::transform::{Observation, observations};

/// What must be equal for two figures to share an axis.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Comparable {
    pub(super) facet: String,
    pub(super) definition: String,
    pub(super) unit: Unit,
    pub(super) year_to_date: bool,
}

/// The series of results that a target is about; empty for results and lonely targets.
fn results_of<'a>(input: &ChartInput<'a>, observation: &Observation) -> &'a str {
    match input.book.get(&observation.series) {
        Some(meta) if observation.nature == Nature::Target => &meta.target_of,
        _ => "",
    }
}

/// The group that a figure belongs to.
pub(super) fn comparable(input: &ChartInput<'_>, observation: &Observation) -> Comparable {
    let results = results_of(input, observation);
    let cell = |name: Option<&str>| {
        name.and_then(|n| input.table.column(n))
            .map(|c| c.display(observation.row))
            .unwrap_or_default()
    };
    let facet_field = input
        .spec
        .encoding
        .facet
        .as_ref()
        .and_then(|f| f.field.as_deref());
    let by_series = facet_field.is_some() && facet_field == input.roles.series.as_deref();
    let facet = if by_series && !results.is_empty() {
        results.to_owned()
    } else {
        cell(facet_field)
    };
    let key = if results.is_empty() {
        observation.series.as_str()
    } else {
        results
    };
    let definition = if input.block.together {
        String::new()
    } else {
        match input
            .book
            .get(key)
            .filter(|meta| !meta.definition.is_empty())
        {
            Some(meta) => meta.definition.clone(),
            None => cell(input.roles.indicator.as_deref()),
        }
    };
    Comparable {
        facet,
        definition,
        unit: observation.unit.clone(),
        year_to_date: observation.nature == Nature::YearToDate,
    }
}

/// The figures of rows, without those that a better one stands beside.
pub(super) fn kept(
    input: &ChartInput<'_>,
    value_field: &str,
    time_field: Option<&str>,
    rows: &[usize],
) -> Vec<Observation> {
    let time_field = time_field.or(input.roles.time.as_deref());
    let mut found = observations(input.table, input.roles, value_field, time_field, rows);
    found.retain(|observation| observation.preferred);
    found
}

/// Whether figures of different definitions stand in one of the groups.
pub(super) fn definitions_differ(
    input: &ChartInput<'_>,
    groups: &[(Comparable, Vec<Observation>)],
) -> bool {
    groups.iter().any(|(_, list)| {
        let mut definitions = list
            .iter()
            .filter(|o| o.nature != Nature::Target)
            .filter_map(|o| input.book.get(&o.series))
            .map(|meta| meta.definition.as_str());
        let first = definitions.next();
        definitions.any(|other| Some(other) != first)
    })
}
