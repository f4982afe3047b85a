//! Window: figures over a frame that moves along the sorted rows of each group.

use super::cells::{EMPTY, compare_by, computed, gather, named, number_column, sort_columns};
use super::figure::{Figure, Tally};
use super::groups::Groups;
use super::{Input, Outcome, Problem, Refusal};
use crate::data::{Column, Number, NumberCell, Numbers, order};
use crate::spec::{Order, Window, WindowMeasure, WindowOp};

/// The most cells that all frames of a measure may look at.
const MOST_LOOKS: usize = 1 << 28;

/// The sorted rows of one group, and the frame of each.
struct Partition<'a> {
    /// Rows of the table.
    rows: &'a [usize],
    /// From where to before where, for each row.
    frames: &'a [(usize, usize)],
    sort: &'a [(&'a Column, Order)],
}

/// The figures of each row, beside it.
pub(super) fn window<'a>(input: &Input<'a>, step: &'a Window) -> Result<Outcome, Refusal> {
    let groups = Groups::by(input, &step.groupby)?;
    let sort = sort_columns(input, &step.sort)?;
    let members = groups.members(input.rows);
    let frame = step.frame.unwrap_or([None, Some(0)]);
    let with_peers = step.ignore_peers != Some(true);
    let mut makers = Vec::new();
    for (idx, measure) in step.window.iter().enumerate() {
        let path = ["/window/", &idx.to_string()].concat();
        makers.push(Maker::of(input, measure, &path)?);
    }
    for group in 0..members.len() {
        let places = members.places(group);
        let sorted = order(places.len(), &|a, b| {
            let row = |place: usize| input.rows[places[place]];
            compare_by(&sort, row(a), row(b))
        });
        let places: Vec<usize> = sorted.into_iter().map(|idx| places[idx]).collect();
        let rows: Vec<usize> = places.iter().map(|place| input.rows[*place]).collect();
        let frames = frames(&rows, frame, &sort, with_peers);
        let partition = Partition {
            rows: &rows,
            frames: &frames,
            sort: &sort,
        };
        for maker in &mut makers {
            maker.fill(&partition, &places)?;
        }
    }
    let columns = makers.into_iter().map(|maker| maker.column(input));
    Ok(Outcome::Columns(columns.collect()))
}

/// Where the frame of each row starts and ends; its end takes in the peers of the last row.
fn frames(
    rows: &[usize],
    [from, to]: [Option<i32>; 2],
    sort: &[(&Column, Order)],
    with_peers: bool,
) -> Vec<(usize, usize)> {
    let n = rows.len();
    let at = |row: usize, by: i64| (row as i64 + by).clamp(0, n as i64) as usize;
    let is_peer = |a: usize, b: usize| compare_by(sort, rows[a], rows[b]).is_eq();
    // The first and the last peer of each row.
    let (mut first, mut last) = (vec![0; n], vec![0; n]);
    if with_peers && !sort.is_empty() {
        for row in 1..n {
            first[row] = if is_peer(row - 1, row) {
                first[row - 1]
            } else {
                row
            };
        }
        for row in (0..n).rev() {
            last[row] = if row + 1 < n && first[row + 1] == first[row] {
                last[row + 1]
            } else {
                row
            };
        }
    }
    let mut out = Vec::with_capacity(n);
    for row in 0..n {
        let mut start = from.map_or(0, |by| at(row, i64::from(by)));
        let mut end = to.map_or(n, |by| at(row, i64::from(by) + 1));
        if with_peers && !sort.is_empty() {
            if start > 0 && start < n {
                start = first[start];
            }
            if end > 0 && end < n {
                end = last[end - 1] + 1;
            }
        }
        out.push((start, end));
    }
    out
}

/// What a measure makes: numbers, or cells of its column.
struct Maker<'a> {
    measure: &'a WindowMeasure,
    figure: Option<Figure<'a>>,
    column: Option<&'a Column>,
    path: String,
    n_looks: usize,
    numbers: Vec<NumberCell>,
    rows: Vec<Option<usize>>,
    tallies: Vec<Tally>,
}

impl<'a> Maker<'a> {
    fn of(input: &Input<'a>, measure: &'a WindowMeasure, path: &str) -> Result<Maker<'a>, Refusal> {
        let n = input.rows.len();
        let mut maker = Maker {
            measure,
            figure: None,
            column: None,
            path: path.to_owned(),
            n_looks: 0,
            numbers: Vec::new(),
            rows: Vec::new(),
            tallies: Vec::new(),
        };
        let field = measure.field.as_deref();
        match measure.op {
            WindowOp::Aggregate(op) => {
                let figure = Figure::of(input, op, field, path)?;
                maker.figure = Some(figure);
                if figure.needs_all() {
                    maker.numbers = vec![EMPTY; n];
                } else {
                    maker.tallies = vec![Tally::NOTHING; n];
                }
            }
            WindowOp::Lag
            | WindowOp::Lead
            | WindowOp::FirstValue
            | WindowOp::LastValue
            | WindowOp::NthValue => {
                let path = [path, "/field"].concat();
                maker.column = Some(input.column(field.unwrap_or_default(), &path)?);
                maker.rows = vec![None; n];
            }
            _ => maker.numbers = vec![EMPTY; n],
        }
        Ok(maker)
    }

    /// Fills in what belongs to the rows of a partition, at their places.
    fn fill(&mut self, partition: &Partition<'_>, places: &[usize]) -> Result<(), Refusal> {
        if let Some(figure) = self.figure {
            return self.fill_figure(figure, partition, places);
        }
        let n = places.len();
        let param = self.measure.param.unwrap_or(0) as usize;
        let distance = param.max(1);
        let (mut rank, mut dense) = (1, 1);
        let mut cume = 0;
        let differs = |a: usize, b: usize| {
            partition.sort.is_empty()
                || compare_by(partition.sort, partition.rows[a], partition.rows[b]).is_ne()
        };
        for (idx, place) in places.iter().enumerate() {
            if idx > 0 && differs(idx - 1, idx) {
                rank = idx + 1;
                dense += 1;
            }
            if cume < idx || idx == 0 {
                cume = idx;
                // As in Vega the first rows' peers are not looked for: `cume` starts at 0.
                while idx > 0 && cume + 1 < n && !differs(cume, cume + 1) {
                    cume += 1;
                }
            }
            let share = (1 + cume) as f64 / n as f64;
            let (start, end) = partition.frames[idx];
            let in_frame = |at: usize| (start..end).contains(&at).then_some(at);
            let number = match self.measure.op {
                WindowOp::RowNumber => count(idx + 1),
                WindowOp::Rank => count(rank),
                WindowOp::DenseRank => count(dense),
                WindowOp::PercentRank => computed((rank - 1) as f64 / (n as f64 - 1.0), 0, 3),
                WindowOp::CumeDist => computed(share, 0, 3),
                WindowOp::Ntile => count(libm::ceil(param as f64 * share) as usize),
                op => {
                    let found = match op {
                        WindowOp::Lag => idx.checked_sub(distance),
                        WindowOp::Lead => Some(idx + distance).filter(|at| *at < n),
                        WindowOp::FirstValue => in_frame(start),
                        WindowOp::LastValue => end.checked_sub(1).and_then(in_frame),
                        _ => param.checked_sub(1).and_then(|nth| in_frame(start + nth)),
                    };
                    self.rows[*place] = found.map(|at| partition.rows[at]);
                    continue;
                }
            };
            self.numbers[*place] = number;
        }
        Ok(())
    }

    /// A frame that only grows is added to; any other is looked at anew.
    fn fill_figure(
        &mut self,
        figure: Figure<'a>,
        partition: &Partition<'_>,
        places: &[usize],
    ) -> Result<(), Refusal> {
        let mut tally = Tally::NOTHING;
        let mut known = (0, 0);
        let mut all = EMPTY;
        for (idx, place) in places.iter().enumerate() {
            let (start, end) = partition.frames[idx];
            let is_new = idx == 0 || (start, end) != known;
            let grows = start == known.0 && end >= known.1 && !figure.needs_all();
            let from = if grows { known.1 } else { start };
            if is_new {
                self.n_looks += end.saturating_sub(from);
                self.check_looks()?;
            }
            let rows = partition.rows.get(from..end).unwrap_or_default();
            if figure.needs_all() {
                if is_new {
                    all = figure.of_all(&mut rows.iter().copied());
                }
                self.numbers[*place] = all;
            } else {
                if !grows {
                    tally = Tally::NOTHING;
                }
                rows.iter().for_each(|row| figure.add(&mut tally, *row));
                self.tallies[*place] = tally;
            }
            known = (start, end);
        }
        Ok(())
    }

    fn check_looks(&self) -> Result<(), Refusal> {
        if self.n_looks <= MOST_LOOKS {
            return Ok(());
        }
        let (n_cells, limit) = (self.n_looks, MOST_LOOKS);
        Err((self.path.clone(), Problem::TooLarge { n_cells, limit }))
    }

    fn column(self, input: &Input<'_>) -> Column {
        let name = self.name();
        match (self.figure, self.column) {
            (Some(figure), _) if !figure.needs_all() => figure.column(input, &name, &self.tallies),
            (None, Some(column)) => {
                let unit = input.unit_of(column);
                let mut found = named(gather(column, &mut self.rows.into_iter()), &name);
                found.unit = unit;
                found
            }
            (figure, _) => {
                let unit = figure.map(|figure| figure.unit(input)).unwrap_or_default();
                let numbers: Numbers = self.numbers.into_iter().collect();
                number_column(&name, numbers, &unit)
            }
        }
    }

    /// As written, else `rank` or `sum_v`.
    fn name(&self) -> String {
        match (&self.measure.name_as, &self.measure.field) {
            (Some(name), _) => name.clone(),
            (None, Some(field)) => [self.measure.op.name(), "_", field].concat(),
            (None, None) => self.measure.op.name().to_owned(),
        }
    }
}

fn count(n: usize) -> NumberCell {
    NumberCell::present(Number {
        value: n as f64,
        decimals: 0,
    })
}
