//! Figures of several cells: counts, sums, means, spreads, quartiles, as Vega computes them.

use std::collections::BTreeSet;

use super::cells::{EMPTY, compare, computed, gather, key, named, number_column};
use super::groups::Groups;
use super::{Input, Refusal};
use crate::data::{Column, Number, NumberCell, Numbers};
use crate::spec::AggregateOp;

/// One figure: an operation on a column, or a count of rows.
#[derive(Clone, Copy)]
pub(super) struct Figure<'a> {
    op: AggregateOp,
    column: Option<&'a Column>,
}

/// What is known of the cells so far.
#[derive(Clone, Copy)]
pub(super) struct Tally {
    n_rows: usize,
    n_valid: usize,
    value: f64,
    /// The sum of squared distances from the mean.
    spread: f64,
    /// The fewest decimals of a cell.
    decimals: u8,
    /// The row of the least or largest cell.
    best: Option<usize>,
}

impl Tally {
    /// Nothing is known.
    pub(super) const NOTHING: Tally = Tally {
        n_rows: 0,
        n_valid: 0,
        value: 0.0,
        spread: 0.0,
        decimals: u8::MAX,
        best: None,
    };
}

impl<'a> Figure<'a> {
    /// A figure; `path` leads to its measure in the step.
    pub(super) fn of(
        input: &Input<'a>,
        op: AggregateOp,
        field: Option<&str>,
        path: &str,
    ) -> Result<Figure<'a>, Refusal> {
        use AggregateOp::{Count, Distinct, Max, Min, Missing, Valid};
        let path = [path, "/field"].concat();
        let column = match (op, field) {
            // As in Vega, rows are counted whatever the field.
            (Count, _) | (_, None) => None,
            (Distinct | Missing | Valid | Min | Max, Some(name)) => {
                Some(input.column(name, &path)?)
            }
            (_, Some(name)) => Some(input.numbers(name, &path)?),
        };
        Ok(Figure { op, column })
    }

    /// Whether the cells must be seen together, and not one after the other.
    pub(super) fn needs_all(self) -> bool {
        use AggregateOp::{Distinct, Median, Q1, Q3};
        matches!(self.op, Distinct | Median | Q1 | Q3)
    }

    /// Whether the figure is one of the cells, of whatever type.
    fn is_a_cell(self) -> bool {
        matches!(self.op, AggregateOp::Min | AggregateOp::Max)
    }

    /// Takes one more row into account.
    pub(super) fn add(self, tally: &mut Tally, row: usize) {
        use AggregateOp::{Max, Min, Product, Sum, Valid};
        tally.n_rows += 1;
        let Some(column) = self.column else { return };
        if matches!(self.op, AggregateOp::Missing | Valid) || self.is_a_cell() {
            if !column.has_value(row) {
                return;
            }
            tally.n_valid += 1;
            let is_better = match (self.op, tally.best) {
                (Min, Some(best)) => compare(column, row, best).is_lt(),
                (Max, Some(best)) => compare(column, row, best).is_gt(),
                (_, None) => true,
                _ => false,
            };
            if is_better {
                tally.best = Some(row);
            }
            return;
        }
        let Some(number) = column.number(row) else {
            return;
        };
        tally.n_valid += 1;
        tally.decimals = tally.decimals.min(number.decimals);
        match self.op {
            Sum => tally.value += number.value,
            Product if tally.n_valid == 1 => tally.value = number.value,
            Product => tally.value *= number.value,
            _ => {
                let distance = number.value - tally.value;
                tally.value += distance / tally.n_valid as f64;
                tally.spread += distance * (number.value - tally.value);
            }
        }
    }

    /// The figure of the rows that were added; a missing one where Vega's is undefined.
    pub(super) fn number(self, tally: &Tally) -> NumberCell {
        use AggregateOp::{
            Average, Count, Mean, Missing, Product, Stderr, Stdev, Stdevp, Sum, Valid, Variance,
            Variancep,
        };
        let n = tally.n_valid as f64;
        let spread = tally.spread.max(0.0);
        let value = match self.op {
            Count => return count(tally.n_rows),
            Valid => return count(tally.n_valid),
            Missing => return count(tally.n_rows - tally.n_valid),
            _ if tally.n_valid == 0 => return EMPTY,
            Sum | Product => {
                return NumberCell::present(Number {
                    value: tally.value,
                    decimals: tally.decimals,
                });
            }
            Mean | Average => tally.value,
            Variancep => spread / n,
            Stdevp => libm::sqrt(spread / n),
            _ if tally.n_valid == 1 => return EMPTY,
            Variance => spread / (n - 1.0),
            Stdev => libm::sqrt(spread / (n - 1.0)),
            Stderr => libm::sqrt(spread / (n * (n - 1.0))),
            _ => return EMPTY,
        };
        finer(value, tally.decimals)
    }

    /// The figure of rows that must be seen together.
    pub(super) fn of_all(self, rows: &mut dyn Iterator<Item = usize>) -> NumberCell {
        let Some(column) = self.column else {
            return EMPTY;
        };
        if self.op == AggregateOp::Distinct {
            let keys: BTreeSet<u64> = rows.map(|row| key(column, row)).collect();
            return count(keys.len());
        }
        let mut decimals = u8::MAX;
        let mut values = Vec::new();
        for number in rows.filter_map(|row| column.number(row)) {
            decimals = decimals.min(number.decimals);
            values.push(number.value);
        }
        let share = match self.op {
            AggregateOp::Q1 => 0.25,
            AggregateOp::Q3 => 0.75,
            _ => 0.5,
        };
        match quantile(&sorted(values), share) {
            Some(value) => finer(value, decimals),
            None => EMPTY,
        }
    }

    /// A column of the figure of each tally.
    pub(super) fn column(self, input: &Input<'_>, name: &str, tallies: &[Tally]) -> Column {
        if let Some(column) = self.column.filter(|_| self.is_a_cell()) {
            let found = gather(column, &mut tallies.iter().map(|tally| tally.best));
            let unit = self.unit(input);
            let mut found = named(found, name);
            found.unit = unit;
            return found;
        }
        let mut numbers = Numbers::with_capacity(tallies.len());
        tallies
            .iter()
            .for_each(|tally| numbers.push(self.number(tally)));
        number_column(name, numbers, &self.unit(input))
    }

    /// The unit of the figure.
    pub(super) fn unit(self, input: &Input<'_>) -> String {
        let column = self.column.filter(|_| self.op.keeps_unit());
        column
            .map(|column| input.unit_of(column))
            .unwrap_or_default()
    }

    /// The figure of each group.
    pub(super) fn of_groups(self, input: &Input<'_>, groups: &Groups, name: &str) -> Column {
        if self.needs_all() {
            let members = groups.members(input.rows);
            let mut numbers = Numbers::with_capacity(members.len());
            for group in 0..members.len() {
                let places = members.places(group).iter();
                numbers.push(self.of_all(&mut places.map(|place| input.rows[*place])));
            }
            return number_column(name, numbers, &self.unit(input));
        }
        let mut tallies = vec![Tally::NOTHING; groups.first.len()];
        for (group, row) in groups.of.iter().zip(input.rows) {
            self.add(&mut tallies[*group as usize], *row);
        }
        self.column(input, name, &tallies)
    }
}

fn count(n: usize) -> NumberCell {
    NumberCell::present(Number {
        value: n as f64,
        decimals: 0,
    })
}

/// A figure between cells: at most one decimal more than the least precise of them.
fn finer(value: f64, decimals: u8) -> NumberCell {
    computed(value, decimals, decimals.saturating_add(1))
}

/// Numbers from the least to the largest.
pub(super) fn sorted(values: Vec<f64>) -> Vec<f64> {
    let order = crate::data::order(values.len(), &|a, b| values[a].total_cmp(&values[b]));
    order.into_iter().map(|idx| values[idx]).collect()
}

/// The quantile of sorted numbers, as d3's `quantileSorted` (R's type 7); `None` for none.
pub(super) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if share.is_nan() {
        return None;
    }
    let place = (last as f64 * share).clamp(0.0, last as f64);
    let below = (libm::floor(place) as usize).min(last);
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    Some(low + (high - low) * (place - below as f64))
}
