//! Groups: rows whose cells in some columns are equal, in the order of their first rows.

use std::collections::BTreeMap;

use super::cells::key;
use super::{Input, Refusal};
use crate::data::Values;

/// The groups of a step's rows.
pub(super) struct Groups {
    /// The group of each row that the step was given.
    pub(super) of: Vec<u32>,
    /// The table's row in which each group comes first.
    pub(super) first: Vec<usize>,
}

/// A table of groups by code may have so many places, or four a row.
const FREE_PLACES: usize = 1 << 16;

const NONE: u32 = u32::MAX;

impl Groups {
    /// Groups by the columns of a step's `groupby`; without any all rows are one group.
    pub(super) fn by(input: &Input<'_>, groupby: &[String]) -> Result<Groups, Refusal> {
        let n_rows = input.rows.len();
        let mut groups = Groups {
            of: vec![0; n_rows],
            first: input.rows.first().copied().into_iter().collect(),
        };
        for (idx, name) in groupby.iter().enumerate() {
            let path = ["/groupby/", &idx.to_string()].concat();
            let column = input.column(name, &path)?;
            groups.split(input, column);
        }
        Ok(groups)
    }

    /// Splits each group by the cells of one more column.
    pub(super) fn split(&mut self, input: &Input<'_>, column: &crate::data::Column) {
        let n_codes = match &column.values {
            Values::Text { levels, .. } => levels.len() + 1,
            _ => usize::MAX,
        };
        let n_places = n_codes.saturating_mul(self.first.len());
        let is_dense = n_places <= FREE_PLACES.max(input.rows.len() * 4);
        let mut places = vec![NONE; if is_dense { n_places } else { 0 }];
        let mut tree: BTreeMap<(u32, u64), u32> = BTreeMap::new();
        let mut first: Vec<usize> = Vec::new();
        let mut last = None;
        for (of, row) in self.of.iter_mut().zip(input.rows) {
            let wanted = (*of, key(column, *row));
            let next = first.len() as u32;
            // Rows of one group often follow each other.
            let found = match last {
                Some((known, group)) if known == wanted => group,
                _ if is_dense => {
                    let code = (wanted.1 as usize).min(n_codes - 1);
                    let place = &mut places[wanted.0 as usize * n_codes + code];
                    if *place == NONE {
                        *place = next;
                    }
                    *place
                }
                _ => *tree.entry(wanted).or_insert(next),
            };
            if found == next {
                first.push(*row);
            }
            last = Some((wanted, found));
            *of = found;
        }
        self.first = first;
    }

    /// The rows of each group, in the order in which the step was given them.
    pub(super) fn members(&self, rows: &[usize]) -> Members {
        let mut starts = vec![0; self.first.len() + 1];
        for group in &self.of {
            starts[*group as usize + 1] += 1;
        }
        for group in 1..starts.len() {
            starts[group] += starts[group - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0; rows.len()];
        for (place, group) in self.of.iter().enumerate() {
            places[next[*group as usize]] = place;
            next[*group as usize] += 1;
        }
        Members { starts, places }
    }
}

/// The places of each group's rows among the rows of the step.
pub(super) struct Members {
    starts: Vec<usize>,
    places: Vec<usize>,
}

impl Members {
    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The places of one group's rows.
    pub(super) fn places(&self, group: usize) -> &[usize] {
        &self.places[self.starts[group]..self.starts[group + 1]]
    }
}
