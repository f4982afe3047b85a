//! Operations on the cells of a group or a frame, by Vega's names.

use serde::Serialize;

/// What becomes of the cells of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum AggregateOp {
    /// How many rows.
    Count,
    /// How many cells have a value.
    Valid,
    /// How many cells have none.
    Missing,
    /// How many different cells; missing ones are one of them, as in Vega.
    Distinct,
    /// All together.
    Sum,
    /// All multiplied.
    Product,
    /// The mean.
    Mean,
    /// The mean by its other name.
    Average,
    /// The variance of a sample.
    Variance,
    /// The variance of a whole population.
    Variancep,
    /// The standard deviation of a sample.
    Stdev,
    /// The standard deviation of a whole population.
    Stdevp,
    /// The standard error of the mean.
    Stderr,
    /// The middle.
    Median,
    /// The lower quartile.
    Q1,
    /// The upper quartile.
    Q3,
    /// The least.
    Min,
    /// The largest.
    Max,
}

const OPS: [(AggregateOp, &str); 18] = [
    (AggregateOp::Count, "count"),
    (AggregateOp::Valid, "valid"),
    (AggregateOp::Missing, "missing"),
    (AggregateOp::Distinct, "distinct"),
    (AggregateOp::Sum, "sum"),
    (AggregateOp::Product, "product"),
    (AggregateOp::Mean, "mean"),
    (AggregateOp::Average, "average"),
    (AggregateOp::Variance, "variance"),
    (AggregateOp::Variancep, "variancep"),
    (AggregateOp::Stdev, "stdev"),
    (AggregateOp::Stdevp, "stdevp"),
    (AggregateOp::Stderr, "stderr"),
    (AggregateOp::Median, "median"),
    (AggregateOp::Q1, "q1"),
    (AggregateOp::Q3, "q3"),
    (AggregateOp::Min, "min"),
    (AggregateOp::Max, "max"),
];

impl AggregateOp {
    /// The names of all operations, for messages.
    pub const NAMES: &'static str = "count, valid, missing, distinct, sum, product, mean, average, \
         variance, variancep, stdev, stdevp, stderr, median, q1, q3, min, max";

    /// Reads an operation by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<AggregateOp> {
        let found = OPS.iter().find(|(_, known)| *known == name);
        found.map(|(op, _)| *op)
    }

    /// The name as in the grammar.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = OPS.iter().find(|(op, _)| *op == self);
        found.map_or("", |(_, name)| name)
    }

    /// Whether only numbers can be computed from.
    #[must_use]
    pub fn needs_numbers(self) -> bool {
        use AggregateOp::{Count, Distinct, Max, Min, Missing, Valid};
        !matches!(self, Count | Distinct | Missing | Valid | Min | Max)
    }

    /// Whether the result is measured in the unit of the cells.
    #[must_use]
    pub fn keeps_unit(self) -> bool {
        use AggregateOp::{Average, Max, Mean, Median, Min, Q1, Q3, Stderr, Stdev, Stdevp, Sum};
        matches!(
            self,
            Sum | Mean | Average | Median | Min | Max | Q1 | Q3 | Stdev | Stdevp | Stderr
        )
    }
}

/// What becomes of the cells of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WindowOp {
    /// The row's place, from 1.
    RowNumber,
    /// The place of the first peer, from 1.
    Rank,
    /// How many different places there are up to here.
    DenseRank,
    /// The rank as a share of the others, 0 to 1.
    PercentRank,
    /// The share of rows up to here, peers with it.
    CumeDist,
    /// Which of `param` equal parts.
    Ntile,
    /// The cell so many rows before.
    Lag,
    /// The cell so many rows behind.
    Lead,
    /// The frame's first cell.
    FirstValue,
    /// The frame's last cell.
    LastValue,
    /// The frame's cell at a place from 1.
    NthValue,
    /// An aggregate of the frame.
    #[serde(untagged)]
    Aggregate(AggregateOp),
}

const WINDOW_OPS: [(WindowOp, &str); 11] = [
    (WindowOp::RowNumber, "row_number"),
    (WindowOp::Rank, "rank"),
    (WindowOp::DenseRank, "dense_rank"),
    (WindowOp::PercentRank, "percent_rank"),
    (WindowOp::CumeDist, "cume_dist"),
    (WindowOp::Ntile, "ntile"),
    (WindowOp::Lag, "lag"),
    (WindowOp::Lead, "lead"),
    (WindowOp::FirstValue, "first_value"),
    (WindowOp::LastValue, "last_value"),
    (WindowOp::NthValue, "nth_value"),
];

impl WindowOp {
    /// The names of the operations that only a window has, for messages.
    pub const NAMES: &'static str = "row_number, rank, dense_rank, percent_rank, cume_dist, \
         ntile, lag, lead, first_value, last_value, nth_value";

    /// Reads an operation by its name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<WindowOp> {
        match WINDOW_OPS.iter().find(|(_, known)| *known == name) {
            Some((op, _)) => Some(*op),
            None => AggregateOp::from_name(name).map(WindowOp::Aggregate),
        }
    }

    /// The name as in the grammar.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            WindowOp::Aggregate(op) => op.name(),
            _ => {
                let found = WINDOW_OPS.iter().find(|(op, _)| *op == self);
                found.map_or("", |(_, name)| name)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_found_by_its_name_and_written_so() {
        for name in AggregateOp::NAMES.split(',').map(str::trim) {
            let op = AggregateOp::from_name(name).unwrap();
            assert_eq!(op.name(), name);
            assert_eq!(serde_json::to_value(op).unwrap(), name);
        }
        let names = [WindowOp::NAMES, "sum, median"].join(",");
        for name in names.split(',').map(str::trim) {
            let op = WindowOp::from_name(name).unwrap();
            assert_eq!(op.name(), name);
            assert_eq!(serde_json::to_value(op).unwrap(), name);
        }
        assert_eq!(WindowOp::from_name("argmax"), None);
    }
}
