//! Select: the rows of a table that fit a search and filters, in an order, found step by step.
//!
//! The same code runs at once in a worker and in slices in the page. Texts are tested and ranked
//! once each, not once a row.

use serde::{Deserialize, Serialize};

use super::cell::Levels;
use super::condition::{Condition, condition};
use super::order_rows::{ByKey, Ranking};
use crate::data::{Column, Lang, Table};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// The least first.
    Up,
    /// The largest first.
    Down,
}

/// What a reader wants to see of a table. The default is every row as the file has them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RowsQuery {
    /// A part of any cell, as shown or as written, in any case; empty for all rows.
    pub search: String,
    /// The column that decides the order. Missing cells are last both ways.
    pub sort: Option<(usize, Direction)>,
    /// Columns with what is asked of them, such as `>100`; all must hold.
    pub filters: Vec<(usize, String)>,
    /// The language in which times are shown, and searched.
    pub lang: Lang,
}

/// A selection on its way.
pub struct Selecting {
    query: RowsQuery,
    /// All of these must hold, and one of `search`.
    filters: Vec<Test>,
    search: Vec<Test>,
    problems: Vec<usize>,
    stage: Stage,
    rows: Vec<u32>,
}

/// A condition on a column.
struct Test {
    column: usize,
    condition: Condition,
    /// Of a column of text: whether each level fits, as far as they have been asked.
    levels: Vec<bool>,
}

/// What is done next.
enum Stage {
    /// Testing the levels of texts.
    Levels,
    /// Testing the rows from this one on.
    Rows(usize),
    /// Ranking the levels of the column that decides the order.
    Ranks(usize, Ranking),
    /// Giving every row its key.
    Keys(usize, Vec<u32>, ByKey),
    /// Sorting.
    Order(ByKey),
    Done,
}

impl Selecting {
    /// Begins; nothing is done before the first step.
    #[must_use]
    pub fn new(table: &Table, query: RowsQuery) -> Selecting {
        let mut problems = Vec::new();
        let mut filters = Vec::new();
        for (column, written) in &query.filters {
            match table.columns.get(*column).map(|c| condition(c, written)) {
                Some(Ok(Some(condition))) => filters.push(Test::new(*column, condition)),
                Some(Ok(None)) => {}
                Some(Err(_)) | None => problems.push(*column),
            }
        }
        let part = query.search.trim();
        let searched = if part.is_empty() {
            0
        } else {
            table.columns.len()
        };
        let mut search: Vec<Test> = (0..searched)
            .map(|column| Test::new(column, Condition::part(part)))
            .collect();
        // Texts cost least: a row that one of them finds is asked no more.
        crate::data::sort(&mut search, &|a, b| {
            let is_text = |test: &Test| table.columns[test.column].kind() == "text";
            is_text(b).cmp(&is_text(a))
        });
        Selecting {
            query,
            filters,
            search,
            problems,
            stage: Stage::Levels,
            rows: Vec::new(),
        }
    }

    /// Goes on for about `budget` rows' worth of work; true when all is done.
    pub fn step(&mut self, table: &Table, budget: usize) -> bool {
        let mut budget = budget.max(1);
        while budget > 0 && !matches!(self.stage, Stage::Done) {
            self.stage = match std::mem::replace(&mut self.stage, Stage::Done) {
                Stage::Levels => self.test_levels(table, &mut budget),
                Stage::Rows(next) => self.test_rows(table, next, &mut budget),
                Stage::Ranks(column, mut ranking) => {
                    let levels = table.columns.get(column).and_then(Levels::of);
                    let texts = levels.map_or(&[][..], |levels| levels.texts);
                    if ranking.step(texts, &mut budget) {
                        self.keys(column, ranking.ranks())
                    } else {
                        Stage::Ranks(column, ranking)
                    }
                }
                Stage::Keys(column, ranks, keys) => {
                    self.give_keys(table, (column, ranks, keys), &mut budget)
                }
                Stage::Order(mut keys) => {
                    if keys.step(&mut budget) {
                        self.rows = keys.into_rows();
                        Stage::Done
                    } else {
                        Stage::Order(keys)
                    }
                }
                Stage::Done => Stage::Done,
            };
        }
        matches!(self.stage, Stage::Done)
    }

    /// What is selected.
    #[must_use]
    pub fn query(&self) -> &RowsQuery {
        &self.query
    }

    /// The rows found, in order, once all is done; indices into the table.
    #[must_use]
    pub fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// The columns whose filters could not be understood, and so filter nothing.
    #[must_use]
    pub fn problems(&self) -> &[usize] {
        &self.problems
    }

    fn test_levels(&mut self, table: &Table, budget: &mut usize) -> Stage {
        for test in self.filters.iter_mut().chain(&mut self.search) {
            let Some(levels) = Levels::of(&table.columns[test.column]) else {
                continue;
            };
            let from = test.levels.len();
            let n = (*budget).min(levels.texts.len() - from);
            for text in &levels.texts[from..from + n] {
                test.levels.push(test.condition.fits_text(Some(text)));
            }
            *budget -= n;
            if *budget == 0 {
                return Stage::Levels;
            }
        }
        Stage::Rows(0)
    }

    fn test_rows(&mut self, table: &Table, from: usize, budget: &mut usize) -> Stage {
        let tests = self.filters.iter().chain(&self.search);
        let cost = 1 + tests.filter(|test| test.levels.is_empty()).count();
        let to = table.n_rows.min(from + (*budget / cost).max(1));
        *budget = budget.saturating_sub((to - from) * cost);
        let lang = self.query.lang;
        let fits = |test: &Test, row: usize| test.fits(&table.columns[test.column], row, lang);
        let is_searched = !self.query.search.trim().is_empty();
        for row in from..to {
            if self.filters.iter().all(|test| fits(test, row))
                && (!is_searched || self.search.iter().any(|test| fits(test, row)))
            {
                self.rows.push(row as u32);
            }
        }
        if to < table.n_rows {
            return Stage::Rows(to);
        }
        let sort = self.query.sort.map(|(column, _)| column);
        match sort.and_then(|column| Some((column, table.columns.get(column)?))) {
            None => Stage::Done,
            Some((idx, column)) => match Levels::of(column) {
                Some(levels) => Stage::Ranks(idx, Ranking::new(levels.texts.len())),
                None => self.keys(idx, Vec::new()),
            },
        }
    }

    fn keys(&self, column: usize, ranks: Vec<u32>) -> Stage {
        Stage::Keys(column, ranks, ByKey::with_capacity(self.rows.len()))
    }

    fn give_keys(
        &self,
        table: &Table,
        (column, ranks, mut keys): (usize, Vec<u32>, ByKey),
        budget: &mut usize,
    ) -> Stage {
        let is_down = matches!(self.query.sort, Some((_, Direction::Down)));
        let from = keys.len();
        let to = self.rows.len().min(from + *budget);
        *budget -= to - from;
        for row in &self.rows[from..to] {
            let key = match key(&table.columns[column], *row as usize, &ranks) {
                None => u64::MAX,
                Some(key) if is_down => !key,
                Some(key) => key,
            };
            keys.push(*row, key);
        }
        if to < self.rows.len() {
            Stage::Keys(column, ranks, keys)
        } else {
            Stage::Order(keys)
        }
    }
}

impl Test {
    fn new(column: usize, condition: Condition) -> Test {
        Test {
            column,
            condition,
            levels: Vec::new(),
        }
    }

    fn fits(&self, column: &Column, row: usize, lang: Lang) -> bool {
        match Levels::of(column) {
            None => self.condition.fits(column, row, lang),
            Some(levels) => match levels.code(row) {
                Some(code) => self.levels.get(code) == Some(&true),
                None => self.condition.fits_text(None),
            },
        }
    }
}

/// A number that is larger for the larger cell, above zero and below the largest there is;
/// `None` for a missing cell.
fn key(column: &Column, row: usize, ranks: &[u32]) -> Option<u64> {
    if let Some(levels) = Levels::of(column) {
        return Some(u64::from(*ranks.get(levels.code(row)?)?) + 1);
    }
    if let Some(number) = column.number(row) {
        // Zero has two signs; otherwise the bits of a number are in its order, but for the sign.
        let bits = (number.value + 0.0).to_bits();
        let is_negative = bits >> 63 == 1;
        return Some(if is_negative { !bits } else { bits | 1 << 63 });
    }
    let period = column.period(row)?;
    let day = (i64::from(period.start_day) - i64::from(i32::MIN)) as u64;
    Some(day * 8 + period.grain as u64 + 1)
}
