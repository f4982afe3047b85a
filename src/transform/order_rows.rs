//! Sorting in steps: distinct texts by merging, rows by their keys digit by digit.
//!
//! Both are stable, and no step takes longer than its budget: a page that sorts a million rows
//! goes on answering.

use crate::data::order;

/// So many texts are sorted at once, before runs are merged.
const RUN: usize = 256;

/// Ranks of distinct texts by code point.
pub(super) struct Ranking {
    sorted: Vec<u32>,
    merged: Vec<u32>,
    /// The length of the runs that are in order; zero while the first ones are made.
    width: usize,
    /// Where the two runs that are merged begin, and the next of each.
    start: usize,
    left: usize,
    right: usize,
}

impl Ranking {
    pub(super) fn new(n_texts: usize) -> Ranking {
        Ranking {
            sorted: (0..n_texts as u32).collect(),
            merged: Vec::new(),
            width: 0,
            start: 0,
            left: 0,
            right: 0,
        }
    }

    /// Goes on for about so many texts; true when all are in order.
    pub(super) fn step(&mut self, texts: &[String], budget: &mut usize) -> bool {
        let n = self.sorted.len();
        while *budget > 0 && self.width == 0 {
            let end = n.min(self.start + RUN);
            let run = &texts[self.start..end];
            let places = order(run.len(), &|a, b| run[a].cmp(&run[b]));
            for (idx, place) in places.into_iter().enumerate() {
                self.sorted[self.start + idx] = (self.start + place) as u32;
            }
            *budget = budget.saturating_sub(run.len().max(1));
            self.start = end;
            if end == n {
                self.begin(RUN);
            }
        }
        while *budget > 0 && self.width < n {
            let middle = n.min(self.start + self.width);
            let end = n.min(middle + self.width);
            while *budget > 0 && self.merged.len() < end {
                let at = |idx: usize| &texts[self.sorted[idx] as usize];
                let is_left =
                    self.right == end || self.left < middle && at(self.left) <= at(self.right);
                let next = if is_left {
                    &mut self.left
                } else {
                    &mut self.right
                };
                self.merged.push(self.sorted[*next]);
                *next += 1;
                *budget -= 1;
            }
            if self.merged.len() == n {
                std::mem::swap(&mut self.sorted, &mut self.merged);
                self.begin(self.width * 2);
            } else if self.merged.len() == end {
                (self.start, self.left) = (end, end);
                self.right = n.min(end + self.width);
            }
        }
        self.width >= n.max(1)
    }

    fn begin(&mut self, width: usize) {
        self.merged.clear();
        self.width = width;
        (self.start, self.left) = (0, 0);
        self.right = self.sorted.len().min(width);
    }

    /// The rank of each text.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let mut ranks = vec![0; self.sorted.len()];
        for (rank, text) in self.sorted.iter().enumerate() {
            ranks[*text as usize] = rank as u32;
        }
        ranks
    }
}

/// How many values a digit has, and how many digits a key.
const BASE: usize = 256;
const DIGITS: usize = 8;

/// Rows with a key each, put in order from the last digit to the first.
pub(super) struct ByKey {
    rows: Vec<u32>,
    keys: Vec<u64>,
    /// How often each value of each digit occurs.
    counts: Vec<u32>,
    digit: usize,
    at: usize,
    /// Where the next row of each value goes; empty before a digit's turn.
    places: Vec<usize>,
    next_rows: Vec<u32>,
    next_keys: Vec<u64>,
}

impl ByKey {
    pub(super) fn with_capacity(n_rows: usize) -> ByKey {
        ByKey {
            rows: Vec::with_capacity(n_rows),
            keys: Vec::with_capacity(n_rows),
            counts: vec![0; BASE * DIGITS],
            digit: 0,
            at: 0,
            places: Vec::new(),
            next_rows: Vec::new(),
            next_keys: Vec::new(),
        }
    }

    /// How many rows have a key by now.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn push(&mut self, row: u32, key: u64) {
        for digit in 0..DIGITS {
            self.counts[digit * BASE + value(key, digit)] += 1;
        }
        self.rows.push(row);
        self.keys.push(key);
    }

    /// Goes on for about so many rows; true when all are in order.
    pub(super) fn step(&mut self, budget: &mut usize) -> bool {
        let n = self.rows.len();
        while *budget > 0 && self.digit < DIGITS {
            let counts = &self.counts[self.digit * BASE..(self.digit + 1) * BASE];
            if self.places.is_empty() {
                *budget = budget.saturating_sub(BASE);
                if counts.iter().any(|count| *count as usize == n) {
                    self.digit += 1;
                    continue;
                }
                self.next_rows.resize(n, 0);
                self.next_keys.resize(n, 0);
                let mut place = 0;
                for count in counts {
                    self.places.push(place);
                    place += *count as usize;
                }
            }
            let end = n.min(self.at + *budget);
            for idx in self.at..end {
                let key = self.keys[idx];
                let place = &mut self.places[value(key, self.digit)];
                self.next_rows[*place] = self.rows[idx];
                self.next_keys[*place] = key;
                *place += 1;
            }
            *budget -= end - self.at;
            self.at = end;
            if end == n {
                std::mem::swap(&mut self.rows, &mut self.next_rows);
                std::mem::swap(&mut self.keys, &mut self.next_keys);
                self.places.clear();
                self.at = 0;
                self.digit += 1;
            }
        }
        self.digit == DIGITS
    }

    /// The rows, once they are in order.
    pub(super) fn into_rows(self) -> Vec<u32> {
        self.rows
    }
}

fn value(key: u64, digit: usize) -> usize {
    (key >> (digit * 8)) as usize % BASE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_ranked_in_steps_of_any_size() {
        for n in [0, 1, 2, 255, 256, 257, 1000, 2049] {
            let texts: Vec<String> = (0..n).map(|i| format!("{}", (i * 7919) % 10_007)).collect();
            let mut expected: Vec<&String> = texts.iter().collect();
            expected.sort();
            for budget in [1, 7, 300, 1_000_000] {
                let mut ranking = Ranking::new(n);
                while !ranking.step(&texts, &mut { budget }) {}
                let ranks = ranking.ranks();
                for (text, rank) in texts.iter().zip(ranks) {
                    assert_eq!(expected[rank as usize], text);
                }
            }
        }
    }

    #[test]
    fn rows_follow_their_keys_and_equal_ones_stay() {
        for (n, budget) in [(0, 1), (1, 1), (3000, 1), (3000, 999), (3000, 1 << 30)] {
            let key = |row: u32| u64::from(row * 7919 % 501).wrapping_mul(0x0123_4567_89ab);
            let mut by_key = ByKey::with_capacity(n as usize);
            (0..n).for_each(|row| by_key.push(row, key(row)));
            while !by_key.step(&mut { budget }) {}
            let mut expected: Vec<u32> = (0..n).collect();
            expected.sort_by_key(|row| key(*row));
            assert_eq!(by_key.into_rows(), expected);
        }
    }
}
