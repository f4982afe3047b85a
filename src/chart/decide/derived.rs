//! Derived panels: figures replaced by what is computed from them, or by why nothing is.

use std::collections::{BTreeMap, BTreeSet};

use super::series::series_field;
use crate::chart::naming::label_of;
use crate::chart::upright::joined;
use crate::chart::{Absent, ChartInput, Series};
use crate::data::{NotAvailable, Period, Status, Unit, order};
use crate::transform::{
    Derivation, Derived, Facts, Figure, Observation, Origin, Outcome, derive, observations, related,
};
use crate::words::derive_words;

/// How many figures without a value a note names.
const MOST_NAMED: usize = 8;

/// A row with its value where it differs: its label and period, and why there is no figure.
type Named = (NotAvailable, String, Option<Period>);

/// What is found beside the figures of a chart.
pub(super) struct Beside {
    background: Vec<Observation>,
    others: Vec<Figure>,
}

/// The figures of a panel, each with its line; `hidden` ones are not drawn but count.
pub(super) fn figures(
    input: &ChartInput<'_>,
    shown: &[Observation],
    hidden: &[&Observation],
) -> Vec<Figure> {
    let shown = shown.iter().map(|o| figure(input, o, true));
    let hidden = hidden.iter().map(|o| figure(input, o, false));
    shown.chain(hidden).collect()
}

fn figure(input: &ChartInput<'_>, observation: &Observation, shown: bool) -> Figure {
    let cell = |name: Option<&str>| {
        name.and_then(|name| input.table.column(name))
            .map(|column| column.display(observation.row))
            .unwrap_or_default()
    };
    Figure {
        line: cell(series_field(input)),
        entity: cell(input.roles.entity.as_deref()),
        shown,
        observation: observation.clone(),
    }
}

/// Finds what decides over the figures: breaks, stated growth and totals in the whole table.
pub(super) fn beside(
    input: &ChartInput<'_>,
    value_field: &str,
    time_field: &str,
    panels: &[Vec<Figure>],
) -> Beside {
    let figures = panels.iter().flatten();
    let series: BTreeSet<&str> = figures.map(|f| f.observation.series.as_str()).collect();
    let keys: BTreeSet<&str> = series
        .into_iter()
        .flat_map(|series| related(input.book, series))
        .collect();
    let rows_of = |field: &Option<String>, is_wanted: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let Some(column) = field.as_deref().and_then(|name| input.table.column(name)) else {
            return Vec::new();
        };
        let wanted = |row: &usize| column.text(*row).is_some_and(is_wanted);
        (0..input.table.n_rows).filter(wanted).collect()
    };
    let read = |rows: &[usize]| {
        observations(
            input.table,
            input.roles,
            value_field,
            Some(time_field),
            rows,
        )
    };
    let background = if keys.is_empty() {
        Vec::new()
    } else {
        read(&rows_of(&input.roles.series, &|key| keys.contains(key)))
    };
    let others = match input.derivation {
        Some(Derivation::Per { indicator }) => {
            let rows = rows_of(&input.roles.indicator, &|text| text == indicator);
            let found = read(&rows);
            found.iter().map(|o| figure(input, o, false)).collect()
        }
        _ => Vec::new(),
    };
    Beside { background, others }
}

/// Everything that can be computed of a panel.
pub(super) fn derived_of(
    input: &ChartInput<'_>,
    figures: &[Figure],
    beside: &Beside,
    derivation: &Derivation,
) -> Vec<Derived> {
    let facts = Facts {
        figures,
        background: &beside.background,
        others: &beside.others,
        book: input.book,
    };
    derive(facts, derivation)
}

/// A panel of computed figures on its way to being drawn.
pub(super) struct DerivedPanel {
    /// The figures with new values; those without one are still as published.
    pub(super) list: Vec<Observation>,
    /// In what the values are.
    pub(super) unit: Unit,
    absent: BTreeMap<usize, NotAvailable>,
}

/// What a chart's note says of its computed figures, over all panels.
#[derive(Default)]
pub(super) struct Told {
    absent: Vec<Named>,
    new_bases: Vec<String>,
    bases: BTreeSet<Option<Period>>,
    n_stated: usize,
    /// How many figures have a value.
    pub(super) n_values: usize,
    reasons: Vec<NotAvailable>,
}

/// Replaces the figures of a panel that are shown.
pub(super) fn derived_panel(
    input: &ChartInput<'_>,
    title: &str,
    figures: &[Figure],
    derived: Vec<Derived>,
    told: &mut Told,
) -> DerivedPanel {
    let words = derive_words(input.lang);
    let mut out = DerivedPanel {
        list: Vec::new(),
        unit: Unit::COUNT,
        absent: BTreeMap::new(),
    };
    // Where an index starts again, by line.
    let is_again = |outcome: &Outcome, own: Option<Period>| {
        outcome.status == Status::Break && outcome.base == own
    };
    let mut again: BTreeSet<(&str, Option<Period>)> = BTreeSet::new();
    for Derived { figure, outcome } in &derived {
        let Figure {
            line, observation, ..
        } = &figures[*figure];
        if outcome
            .as_ref()
            .is_ok_and(|o| is_again(o, observation.time))
        {
            again.insert((line, observation.time));
        }
    }
    let mut has_unit = false;
    for Derived { figure, outcome } in derived {
        let figure = &figures[figure];
        if !figure.shown {
            continue;
        }
        let mut observation = figure.observation.clone();
        let label = match series_field(input) {
            Some(field) => label_of(input, field, observation.row),
            None => title.to_owned(),
        };
        match outcome {
            Ok(outcome) => {
                told.n_values += 1;
                if is_again(&outcome, observation.time) {
                    let period = observation.time.map(|time| time.text(input.lang));
                    let base = (words.base)(&period.unwrap_or_default());
                    told.new_bases.push(named(input, &label, &base));
                } else if !again.contains(&(&figure.line, outcome.base)) {
                    told.bases.insert(outcome.base);
                }
                told.n_stated += usize::from(matches!(outcome.origin, Origin::Stated { .. }));
                if !has_unit {
                    out.unit = outcome.unit.clone();
                    has_unit = true;
                }
                // A stated rate beside changes in points would be of another unit.
                if outcome.unit == out.unit {
                    replace(input, &mut observation, outcome);
                } else {
                    out.absent.insert(observation.row, NotAvailable::Rate);
                }
            }
            Err(reason) => {
                told.reasons.push(reason);
                told.absent.push((reason, label, observation.time));
                out.absent.insert(observation.row, reason);
            }
        }
        out.list.push(observation);
    }
    out
}

fn replace(input: &ChartInput<'_>, observation: &mut Observation, outcome: Outcome) {
    let words = derive_words(input.lang);
    if let Origin::Stated {
        note,
        source,
        computed,
    } = outcome.origin
    {
        let remark = match computed {
            Some(number) => {
                let view = outcome.unit.view(input.lang);
                (words.stated_differs)(&view.text(number.value, number.decimals))
            }
            None => words.stated.to_owned(),
        };
        observation.note = joined(&[&remark, &note]);
        observation.source = source;
    }
    observation.value = outcome.value;
    observation.unit = outcome.unit;
    observation.bound = outcome.bound;
    observation.status = outcome.status;
}

impl DerivedPanel {
    /// Takes the figures without a value out of the lines, and leaves gaps there.
    pub(super) fn set_absent(&self, input: &ChartInput<'_>, series: &mut [Series]) {
        let words = derive_words(input.lang);
        for series in series {
            let mut is_after_gap = false;
            for mut point in std::mem::take(&mut series.points) {
                if let Some(reason) = self.absent.get(&point.row) {
                    is_after_gap = true;
                    let reason = (words.reason)(*reason).to_owned();
                    let words = (words.absent)(&reason);
                    series.absent.push(Absent {
                        reason,
                        words,
                        point,
                    });
                } else {
                    point.after_gap = is_after_gap;
                    is_after_gap = false;
                    series.points.push(point);
                }
            }
        }
    }
}

fn named(input: &ChartInput<'_>, label: &str, text: &str) -> String {
    if label.is_empty() {
        text.to_owned()
    } else {
        (derive_words(input.lang).of)(label, text)
    }
}

impl Told {
    /// The reason that most figures without a value have.
    pub(super) fn main_reason(&self) -> NotAvailable {
        main_reason(&self.reasons)
    }

    /// What is shown, for the subtitle.
    pub(super) fn label(&self, input: &ChartInput<'_>, derivation: &Derivation) -> String {
        let words = derive_words(input.lang);
        let mut bases = self.bases.iter().flatten();
        let base = match (bases.next(), bases.next()) {
            (Some(base), None) => base.text(input.lang),
            _ => String::new(),
        };
        match derivation {
            Derivation::Index { .. } => (words.index_shown)(&base),
            Derivation::Cagr => (words.cagr_shown)(&base),
            Derivation::Rank => words.rank_shown.to_owned(),
            Derivation::Change if self.n_stated == self.n_values => words.stated_change.to_owned(),
            other => name(input, other),
        }
    }

    /// The note: which figures are not available and why, new bases, stated rates.
    pub(super) fn remarks(self, input: &ChartInput<'_>) -> Vec<String> {
        let words = derive_words(input.lang);
        let mut out = Vec::new();
        if self.n_stated > 0 {
            out.push(words.stated_note.to_owned());
        }
        if !self.new_bases.is_empty() {
            out.push((words.new_bases)(&self.new_bases));
        }
        let order = order(self.absent.len(), &|a, b| {
            self.absent[a].0.cmp(&self.absent[b].0)
        });
        let absent: Vec<&Named> = order.iter().map(|idx| &self.absent[*idx]).collect();
        for group in absent.chunk_by(|a, b| a.0 == b.0) {
            // Each name once, with its periods.
            let mut labels: Vec<(&str, Vec<String>)> = Vec::new();
            for (_, label, time) in group.iter().take(MOST_NAMED) {
                let time = time.map(|time| time.text(input.lang)).unwrap_or_default();
                match labels.iter_mut().find(|(known, _)| known == label) {
                    Some((_, times)) => times.push(time),
                    None => labels.push((label, vec![time])),
                }
            }
            let one = |(label, times): &(&str, Vec<String>)| {
                named(input, label, &times.join(words.and_period))
            };
            let mut list: Vec<String> = labels.iter().map(one).collect();
            if group.len() > MOST_NAMED {
                list.push((words.more)(group.len() - MOST_NAMED));
            }
            // The base is no gap: it is where growth is counted from.
            if let Some((reason, ..)) = group.first().copied()
                && *reason != NotAvailable::Base
            {
                out.push((words.absent_list)((words.reason)(*reason), &list));
            }
        }
        out
    }
}

/// The reason that is given most often; of equal ones the first of the list of all reasons.
pub(super) fn main_reason(reasons: &[NotAvailable]) -> NotAvailable {
    let count = |reason: &NotAvailable| reasons.iter().filter(|other| *other == reason).count();
    let mut best = (0, NotAvailable::OnlyOne);
    // That growth starts at the base explains nothing.
    for reason in reasons.iter().filter(|r| **r != NotAvailable::Base) {
        let n = count(reason);
        if n > best.0 || (n == best.0 && *reason < best.1) {
            best = (n, *reason);
        }
    }
    best.1
}

/// The name of a derivation among the reader's choices.
pub(super) fn name(input: &ChartInput<'_>, derivation: &Derivation) -> String {
    let words = derive_words(input.lang);
    let label = |field: Option<&str>, key: &str| {
        let column = field.and_then(|field| input.table.column(field));
        let row = column
            .and_then(|column| (0..input.table.n_rows).find(|row| column.text(*row) == Some(key)));
        match (field, row) {
            (Some(field), Some(row)) => label_of(input, field, row),
            _ => key.to_owned(),
        }
    };
    match derivation {
        Derivation::Index { base: None } => words.index.to_owned(),
        Derivation::Index { base: Some(base) } => (words.index_shown)(&base.text(input.lang)),
        Derivation::Change => words.change.to_owned(),
        Derivation::Cagr => words.cagr.to_owned(),
        Derivation::Share => words.share.to_owned(),
        Derivation::Rank => words.rank.to_owned(),
        Derivation::Difference { to } => (words.difference)(&label(series_field(input), to)),
        Derivation::Per { indicator } => {
            (words.per)(&label(input.roles.indicator.as_deref(), indicator))
        }
    }
}
