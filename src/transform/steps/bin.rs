//! Bin: the range that each number lies in, as `vega-statistics` chooses ranges.

use super::cells::{EMPTY, computed, number_column, text_column};
use super::{Input, Outcome, Refusal};
use crate::data::{Column, Number, NumberCell, Numbers, grouped};
use crate::spec::{Bin, BinParams, BinStep};

/// Against steps that are not exact in binary, as in Vega.
const EPSILON: f64 = 1e-14;

/// The most decimals of a range's end.
const MOST_DECIMALS: u8 = 12;

/// Ranges of equal width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ranges {
    pub(super) start: f64,
    pub(super) stop: f64,
    pub(super) step: f64,
}

/// The start and the end of each number's range; missing outside of an `extent`.
pub(super) fn bin(input: &Input<'_>, step: &BinStep) -> Result<Outcome, Refusal> {
    let column = input.numbers(&step.field, "/field")?;
    let params = step.bin.params(Bin::most_on(""));
    let extent = params.extent.or_else(|| extent(column, input.rows));
    let ranges = extent.map(|extent| ranges(&params, extent));
    let mut starts = Numbers::with_capacity(input.rows.len());
    let mut ends = Numbers::with_capacity(input.rows.len());
    for row in input.rows {
        let cell = column.number(*row);
        let found = cell.and_then(|n| Some((ranges?, start_of(&ranges?, n.value)?)));
        let (start, end) = match found {
            None => (EMPTY, EMPTY),
            Some((r, start)) => {
                let end = r.start + r.step * (1.0 + (start - r.start) / r.step);
                let cell = |value| computed(value, 0, MOST_DECIMALS);
                (cell(start), cell(end))
            }
        };
        starts.push(start);
        ends.push(end);
    }
    let mut columns = Vec::new();
    if let Some(name) = &step.range {
        let pairs = starts.iter().zip(ends.iter());
        let texts: Vec<Option<String>> = pairs.map(|(start, end)| text(start, end)).collect();
        columns.push(text_column(name, &texts));
    }
    let unit = input.unit_of(column);
    let name = step.name_as.first().map_or("", String::as_str);
    let end_name = match step.name_as.get(1) {
        Some(name) => name.clone(),
        None => [name, "_end"].concat(),
    };
    columns.push(number_column(name, starts, &unit));
    columns.push(number_column(&end_name, ends, &unit));
    Ok(Outcome::Columns(columns))
}

/// A range as people read it: `10–20`, or `-20 – -10` so that signs do not run together.
fn text(start: NumberCell, end: NumberCell) -> Option<String> {
    let (start, end) = (start.number()?, end.number()?);
    let decimals = start.decimals.max(end.decimals);
    let written = |n: Number| grouped(n.value, decimals);
    let dash = if start.value < 0.0 { " – " } else { "–" };
    Some([&written(start), dash, &written(end)].concat())
}

fn extent(column: &Column, rows: &[usize]) -> Option<[f64; 2]> {
    let mut out: Option<[f64; 2]> = None;
    for number in rows.iter().filter_map(|row| column.number(*row)) {
        let [least, largest] = out.unwrap_or([number.value; 2]);
        out = Some([least.min(number.value), largest.max(number.value)]);
    }
    out
}

/// The start of the range of a number; `None` outside of all ranges.
fn start_of(ranges: &Ranges, value: f64) -> Option<f64> {
    let Ranges { start, stop, step } = *ranges;
    // The ends are rounded as all floats are: the largest number itself may lie behind the last.
    let slack = step * 1e-9;
    let is_inside = (start - slack..=stop + slack).contains(&value);
    if !is_inside || !step.is_finite() || step <= 0.0 {
        return None;
    }
    let value = start.max(value.min(stop - step));
    Some(start + step * libm::floor(EPSILON + (value - start) / step))
}

/// Chooses ranges; a translation of `vega-statistics/bin` and of the anchor in Vega's `bin`.
pub(super) fn ranges(params: &BinParams, [least, largest]: [f64; 2]) -> Ranges {
    let or = |given: Option<f64>, default: f64| given.filter(|n| *n != 0.0).unwrap_or(default);
    let most = or(params.maxbins, 20.0);
    let base = or(params.base, 10.0);
    let log_base = libm::log(base);
    let span = [largest - least, least.abs()]
        .into_iter()
        .find(|n| *n != 0.0);
    let span = span.unwrap_or(1.0);
    let step = match (params.step.filter(|n| *n != 0.0), &params.steps) {
        (Some(step), _) => step,
        (None, Some(steps)) if !steps.is_empty() => {
            let n_smaller = steps.iter().take_while(|n| **n < span / most).count();
            steps[n_smaller.saturating_sub(1)]
        }
        _ => {
            let least_step = params.minstep.unwrap_or(0.0);
            let level = libm::ceil(libm::log(most) / log_base);
            let power = libm::floor(libm::log(span) / log_base + 0.5) - level;
            let mut step = least_step.max(libm::pow(base, power));
            // A base that does not grow would never end.
            let mut n_left = 2000;
            while libm::ceil(span / step) > most && n_left > 0 {
                step *= base;
                n_left -= 1;
            }
            for divisor in params.divide.as_deref().unwrap_or(&[5.0, 2.0]) {
                let finer = step / divisor;
                if finer >= least_step && span / finer <= most {
                    step = finer;
                }
            }
            step
        }
    };
    let (mut start, mut stop) = (least, largest);
    if params.nice != Some(false) {
        let log_step = libm::log(step);
        let precision = if log_step >= 0.0 {
            0.0
        } else {
            libm::trunc(-log_step / log_base) + 1.0
        };
        let epsilon = libm::pow(base, -precision - 1.0);
        let floor = libm::floor(least / step + epsilon) * step;
        start = if least < floor { floor - step } else { floor };
        stop = libm::ceil(largest / step) * step;
    }
    if stop == start {
        stop = start + step;
    }
    stop = start + libm::ceil((stop - start) / step) * step;
    if let Some(anchor) = params.anchor {
        let shift = anchor - (start + step * libm::floor((anchor - start) / step));
        start += shift;
        stop += shift;
    }
    Ranges { start, stop, step }
}
