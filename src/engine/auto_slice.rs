//! Which rows of a long table one chart can show: one figure for each entity and time.
//!
//! A table of counties, years and indicators holds several figures for one county and year; a
//! line through all of them says nothing. So the indicator is held fixed, a chart each; where
//! that is not enough another column says who is compared, or further ones are held fixed too.

use std::collections::BTreeSet;

use crate::data::{Role, Table, Values, is_time_name, roles, sort};

/// So many rows are looked at.
const MOST_ROWS: usize = 20_000;

/// What one chart of a table shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Slice {
    /// The column that says who is compared.
    pub(super) entity: Option<String>,
    /// Columns of which only one text is shown.
    pub(super) fixed: Vec<(String, String)>,
}

/// The slices of a table, one a chart; at most `most`. None where no choice of columns leaves
/// one figure for each entity and time.
pub(super) fn slices(
    table: &Table,
    entity: Option<&str>,
    time: Option<&str>,
    most: usize,
) -> Vec<Slice> {
    let place = |name: &str| table.columns.iter().position(|column| column.name == name);
    let (entity, time) = (entity.and_then(place), time.and_then(place));
    let look = Look { table, time };
    let name = |idx: usize| table.columns[idx].name.clone();
    let simple = Slice {
        entity: entity.map(name),
        fixed: Vec::new(),
    };
    let all: Vec<usize> = (0..table.n_rows.min(MOST_ROWS)).collect();
    if look.is_single(&all, entity) {
        return vec![simple];
    }
    let found = roles(table);
    let of_role = |role| found.iter().position(|found| *found == Some(role));
    let indicator = of_role(Role::Indicator).filter(|idx| look.levels(*idx).len() > 1);
    let Some(indicator) = indicator else {
        let slice = look.slice(&all, entity, &found);
        return slice.into_iter().collect();
    };
    // What tells figures of the first indicator apart tells those of the others apart.
    let code = (0..table.n_rows).find_map(|row| look.code(indicator, row));
    let rows: Vec<usize> = (0..table.n_rows)
        .filter(|row| look.code(indicator, *row) == code)
        .take(MOST_ROWS)
        .collect();
    let Some(slice) = look.slice(&rows, entity, &found) else {
        return Vec::new();
    };
    let levels = look.levels(indicator).iter().take(most);
    let of_level = |level: &String| {
        let mut slice = slice.clone();
        slice.fixed.insert(0, (name(indicator), level.clone()));
        slice
    };
    levels.map(of_level).collect()
}

/// The rows of each slice, in the table's order: found in one walk where the slices differ in one
/// column, for a long table is walked for milliseconds.
pub(super) fn rows_of(table: &Table, slices: &[Slice]) -> Vec<Vec<usize>> {
    let look = Look { table, time: None };
    let code_of = |name: &str, text: &str| {
        let idx = table.columns.iter().position(|c| c.name == name)?;
        let code = look.levels(idx).iter().position(|level| level == text)?;
        Some((idx, code as u32))
    };
    let first: Option<Vec<(usize, u32)>> = slices
        .iter()
        .map(|slice| {
            let (name, text) = slice.fixed.first()?;
            code_of(name, text)
        })
        .collect();
    let mut rows = vec![Vec::new(); slices.len()];
    match first.as_deref() {
        Some([(column, _), ..]) => {
            let mut slice_of = vec![None; look.levels(*column).len()];
            for (slice, (_, code)) in first.iter().flatten().enumerate() {
                slice_of[*code as usize] = Some(slice);
            }
            if let Values::Text { codes, .. } = &table.columns[*column].values {
                for (row, code) in codes.parts().iter().enumerate() {
                    if let Some(slice) = slice_of.get(*code as usize).copied().flatten() {
                        rows[slice].push(row);
                    }
                }
            }
        }
        _ => rows.fill((0..table.n_rows).collect()),
    }
    for (rows, slice) in rows.iter_mut().zip(slices) {
        for (name, text) in slice.fixed.iter().skip(1) {
            let wanted = code_of(name, text);
            rows.retain(|row| wanted.is_some_and(|(idx, code)| look.code(idx, *row) == Some(code)));
        }
    }
    rows
}

struct Look<'a> {
    table: &'a Table,
    time: Option<usize>,
}

impl Look<'_> {
    fn levels(&self, idx: usize) -> &[String] {
        match &self.table.columns[idx].values {
            Values::Text { levels, .. } => levels,
            _ => &[],
        }
    }

    fn code(&self, idx: usize, row: usize) -> Option<u32> {
        match &self.table.columns[idx].values {
            Values::Text { codes, .. } => codes.get(row)?.ok(),
            _ => None,
        }
    }

    /// Whether no entity has two figures for one time.
    fn is_single(&self, rows: &[usize], entity: Option<usize>) -> bool {
        let key = |row: usize| {
            let time = self
                .time
                .and_then(|idx| self.table.columns[idx].period(row));
            (time, entity.and_then(|idx| self.code(idx, row)))
        };
        // Most choices of columns fail within the first rows.
        let mut seen = BTreeSet::new();
        rows.iter().all(|row| seen.insert(key(*row)))
    }

    /// Who is compared, and what further columns are held fixed.
    fn slice(
        &self,
        rows: &[usize],
        entity: Option<usize>,
        found: &[Option<Role>],
    ) -> Option<Slice> {
        let name = |idx: usize| self.table.columns[idx].name.clone();
        let slice = |entity: Option<usize>, fixed| Slice {
            entity: entity.map(name),
            fixed,
        };
        if self.is_single(rows, entity) {
            return Some(slice(entity, Vec::new()));
        }
        let is_dimension = |idx: &usize| {
            let role = found[*idx];
            self.levels(*idx).len() > 1
                && matches!(role, None | Some(Role::Entity | Role::Dimension))
                && !is_time_name(&self.table.columns[*idx].name)
        };
        let mut dimensions: Vec<usize> = (0..found.len()).filter(is_dimension).collect();
        // Names say more than codes.
        let has_digits = |idx: usize| {
            let first = self.levels(idx).first();
            first.is_some_and(|level| level.bytes().all(|byte| byte.is_ascii_digit()))
        };
        sort(&mut dimensions, &|a, b| {
            let order = has_digits(*a).cmp(&has_digits(*b));
            order.then(self.levels(*b).len().cmp(&self.levels(*a).len()))
        });
        let single = dimensions
            .iter()
            .find(|idx| self.is_single(rows, Some(**idx)));
        if let Some(idx) = single {
            return Some(slice(Some(*idx), Vec::new()));
        }
        // The fewest texts first: what is left out is least.
        let mut rows = rows.to_vec();
        let mut fixed = Vec::new();
        for idx in dimensions
            .into_iter()
            .rev()
            .filter(|idx| Some(*idx) != entity)
        {
            let Some(code) = rows.first().and_then(|row| self.code(idx, *row)) else {
                continue;
            };
            rows.retain(|row| self.code(idx, *row) == Some(code));
            fixed.push((name(idx), self.levels(idx)[code as usize].clone()));
            if self.is_single(&rows, entity) {
                return Some(slice(entity, fixed));
            }
        }
        None
    }
}
