//! Lines: the figures of a panel in the order of time, and where each line breaks.

use std::collections::{BTreeMap, BTreeSet};

use super::{Facts, Figure};
use crate::data::{Grain, Nature, NotAvailable, Period, Status, UnitKind, sort};
use crate::transform::{Observation, SeriesMeta};

/// How far from twelve months a dated stock may be, in days.
const MONTH: i32 = 31;

/// The figures of a panel by line.
pub(super) struct Lines<'a> {
    pub(super) facts: Facts<'a>,
    /// The figures of each line in the order of time: a line of the panel and one series.
    pub(super) lines: Vec<Vec<usize>>,
    /// The figures of each time, in the order of the panel.
    pub(super) times: BTreeMap<Period, Vec<usize>>,
    /// By figure: its line, and how many breaks lie before it there.
    place: Vec<(usize, usize)>,
    by_time: BTreeMap<(usize, Period), Vec<usize>>,
}

impl<'a> Lines<'a> {
    /// Sorts the figures of a panel; targets and figures without a time have no place.
    pub(super) fn of(facts: Facts<'a>) -> Lines<'a> {
        let mut keys: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut out = Lines {
            facts,
            lines: Vec::new(),
            times: BTreeMap::new(),
            place: vec![(usize::MAX, 0); facts.figures.len()],
            by_time: BTreeMap::new(),
        };
        for (idx, figure) in facts.figures.iter().enumerate() {
            let observation = &figure.observation;
            let Some(time) = observation.time else {
                continue;
            };
            if observation.nature == Nature::Target {
                continue;
            }
            let key = (figure.line.as_str(), observation.series.as_str());
            let line = *keys.entry(key).or_insert_with(|| {
                out.lines.push(Vec::new());
                out.lines.len() - 1
            });
            out.lines[line].push(idx);
            out.times.entry(time).or_default().push(idx);
            out.by_time.entry((line, time)).or_default().push(idx);
            out.place[idx] = (line, 0);
        }
        for line in 0..out.lines.len() {
            sort(&mut out.lines[line], &|a, b| {
                let time = |idx: usize| facts.figures[idx].observation.time;
                time(*a).cmp(&time(*b))
            });
            out.count_breaks(line);
        }
        out
    }

    /// A break before any figure of the series counts, shown or not.
    fn count_breaks(&mut self, line: usize) {
        let figures = self.facts.figures;
        let Some(first) = self.lines[line]
            .first()
            .map(|idx| &figures[*idx].observation)
        else {
            return;
        };
        let mut all: Vec<(&Observation, Option<usize>)> = Vec::new();
        let mut rows = BTreeSet::new();
        for idx in &self.lines[line] {
            let observation = &figures[*idx].observation;
            rows.insert(observation.row);
            all.push((observation, Some(*idx)));
        }
        let unseen = self.facts.background.iter().filter(|other| {
            !other.series.is_empty()
                && (&other.series, other.nature) == (&first.series, first.nature)
                && other.preferred
                && !rows.contains(&other.row)
        });
        all.extend(unseen.map(|other| (other, None)));
        sort(&mut all, &|a, b| a.0.time.cmp(&b.0.time));
        let (mut n_breaks, mut before) = (0, Status::Normal);
        for (observation, idx) in all {
            // What is defined in another way compares with neither neighbor.
            let differs = [observation.status, before].contains(&Status::Definition);
            if observation.status == Status::Break || differs {
                n_breaks += 1;
            }
            before = observation.status;
            if let Some(idx) = idx {
                self.place[idx] = (line, n_breaks);
            }
        }
    }

    /// Every figure that has a place, line by line.
    pub(super) fn each(&self) -> impl Iterator<Item = usize> {
        self.lines.iter().flatten().copied()
    }

    pub(super) fn figure(&self, idx: usize) -> &'a Figure {
        &self.facts.figures[idx]
    }

    pub(super) fn observation(&self, idx: usize) -> &'a Observation {
        &self.figure(idx).observation
    }

    pub(super) fn line(&self, idx: usize) -> usize {
        self.place[idx].0
    }

    /// How many breaks of its line lie before a figure.
    pub(super) fn n_breaks(&self, idx: usize) -> usize {
        self.place[idx].1
    }

    /// What the series of a figure says of itself.
    pub(super) fn meta(&self, idx: usize) -> Option<&'a SeriesMeta> {
        self.facts.book.get(&self.observation(idx).series)
    }

    /// Whether the figure says how many there are on a day, and not how many came in a while.
    pub(super) fn is_stock(&self, idx: usize) -> bool {
        let measure = self.meta(idx).map_or("", |meta| meta.measure.as_str());
        let is_stock = measure.starts_with("stock") || measure.starts_with("flow_cumulative");
        is_stock && self.observation(idx).nature == Nature::Observed
    }

    /// Nothing where growth may be computed from the figure's level.
    pub(super) fn refusal(&self, idx: usize) -> Option<NotAvailable> {
        if self.meta(idx).is_some_and(|m| m.compute == "levels_only") {
            Some(NotAvailable::LevelsOnly)
        } else if self.is_percent(idx) {
            Some(NotAvailable::Rate)
        } else {
            None
        }
    }

    pub(super) fn is_percent(&self, idx: usize) -> bool {
        self.observation(idx).unit.kind == UnitKind::Percent
    }

    /// The one figure of a line at a time.
    pub(super) fn at(&self, line: usize, time: Period) -> Result<Option<usize>, NotAvailable> {
        match self.by_time.get(&(line, time)).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([one]) => Ok(Some(*one)),
            Some(_) => Err(NotAvailable::Ambiguous),
        }
    }

    /// The figure of the same period a year earlier; of a dated stock the one nearest to twelve
    /// months earlier, a month more or less.
    pub(super) fn year_before(&self, idx: usize) -> Result<usize, NotAvailable> {
        let none = NotAvailable::NoYearBefore;
        let (line, time) = (self.line(idx), self.observation(idx).time.ok_or(none)?);
        // Two figures at the later time leave open which one grew.
        self.at(line, time)?;
        let wanted = if time.grain == Grain::Week {
            let (year, week) = time.iso_week();
            Period::week(year - 1, week).ok_or(none)?
        } else {
            time.year_before()
        };
        if let Some(found) = self.at(line, wanted)? {
            return Ok(found);
        }
        if time.grain != Grain::Day || !self.is_stock(idx) {
            return Err(none);
        }
        let distance = |time: Period| (time.start_day - wanted.start_day).abs();
        let times = self.lines[line].iter();
        let times = times.filter_map(|idx| self.observation(*idx).time);
        let near = times.filter(|t| t.grain == Grain::Day && distance(*t) <= MONTH);
        let nearest = near.min_by_key(|time| distance(*time)).ok_or(none)?;
        self.at(line, nearest)?.ok_or(none)
    }

    /// The earliest period in which every line that is shown and may be computed has a figure.
    pub(super) fn first_common(&self) -> Option<Period> {
        let counts = |line: &&Vec<usize>| {
            let first = line.first();
            first.is_some_and(|idx| self.figure(*idx).shown && self.refusal(*idx).is_none())
        };
        let lines: BTreeSet<usize> = self
            .lines
            .iter()
            .filter(counts)
            .filter_map(|line| line.first().map(|idx| self.line(*idx)))
            .collect();
        let is_common = |time: &&Period| {
            lines
                .iter()
                .all(|line| self.by_time.contains_key(&(*line, **time)))
        };
        self.times
            .keys()
            .find(is_common)
            .copied()
            .filter(|_| !lines.is_empty())
    }
}
