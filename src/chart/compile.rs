//! Spec and table → Plan: the one function that decides everything a chart leaves open.

use super::decide;
use super::plan::{Panel, Plan};
use crate::data::{Lang, Period, Table};
use crate::diag::{Code, Diagnostic, Place};
use crate::spec::{ChartBlock, FieldType, MarkType, ReportFile, ScaleType, Spec, TableMap};
use crate::transform::{Derivation, Roles, SeriesBook};

/// What a chart is made from.
#[derive(Clone, Copy)]
pub struct ChartInput<'a> {
    /// The chart with its words.
    pub block: &'a ChartBlock,
    /// Its grammar.
    pub spec: &'a Spec,
    /// Its table.
    pub table: &'a Table,
    /// The rows that pass its filters, in the table's order.
    pub rows: &'a [usize],
    /// Which column plays which role.
    pub roles: &'a Roles,
    /// The report's mapping of the table's columns.
    pub map: Option<&'a TableMap>,
    /// What the series say of themselves.
    pub book: &'a SeriesBook,
    /// The report, for names and colours.
    pub report: &'a ReportFile,
    /// The reader's language.
    pub lang: Lang,
    /// The keys of the entities to show; empty for all.
    pub shown: &'a [String],
    /// What is shown in place of the values, over times.
    pub derivation: Option<&'a Derivation>,
    /// The scale of the values where the reader chose one, linear or log.
    pub scale: Option<ScaleType>,
    /// The period whose figures are shown, where each entity has one; `None` for the latest.
    pub period: Option<Period>,
    /// Whether the reader is to be offered derivations, which are found by trying them.
    pub with_offers: bool,
}

/// Decides a chart.
///
/// # Errors
/// A diagnostic when channels do not fit together or no row is left to show.
pub fn compile(input: &ChartInput<'_>, at: &Place) -> Result<Plan, Diagnostic> {
    let plan = match data_mark(input.spec).0 {
        MarkType::Tiles => tiles(input, at),
        MarkType::Rect => matrix(input, at),
        MarkType::Sides => sides(input, at),
        _ => axes(input, at),
    }?;
    let has_figures = |p: &Panel| {
        let mut series = p.series.iter();
        series.any(|s| !s.points.is_empty() || !s.targets.is_empty())
    };
    match plan.panels.iter().any(has_figures) {
        true => Ok(plan),
        false => Err(Diagnostic::error(at.clone(), Code::NoRows)),
    }
}

/// A region and a measure by colour.
fn tiles(input: &ChartInput<'_>, at: &Place) -> Result<Plan, Diagnostic> {
    let encoding = &input.spec.encoding;
    match (&encoding.detail, &encoding.color) {
        (Some(region), Some(color)) => Ok(decide::tiles(input, region, color, input.rows)),
        _ => Err(lacks(at, "detail and color")),
    }
}

/// Two places and a measure by colour.
fn matrix(input: &ChartInput<'_>, at: &Place) -> Result<Plan, Diagnostic> {
    let encoding = &input.spec.encoding;
    match (&encoding.x, &encoding.y, &encoding.color) {
        (Some(x), Some(y), Some(color)) => Ok(decide::matrix(input, (x, y), color, input.rows)),
        _ => Err(lacks(at, "x, y and color")),
    }
}

/// Two entities beside each other over time.
fn sides(input: &ChartInput<'_>, at: &Place) -> Result<Plan, Diagnostic> {
    let encoding = &input.spec.encoding;
    match (&encoding.x, &encoding.y, &encoding.column) {
        (Some(x), Some(y), Some(column)) => decide::sides(input, (x, y), column)
            .ok_or_else(|| lacks(at, "a column of two entities")),
        _ => Err(lacks(at, "x, y and column")),
    }
}

/// The channels that a chart cannot do without are not all there.
fn lacks(at: &Place, expected: &str) -> Diagnostic {
    let code = Code::Unsupported {
        found: ["encoding without ", expected].concat(),
        expected: expected.to_owned(),
    };
    Diagnostic::error(pointer(at, "/encoding"), code)
}

/// Two axes, of which at most one is of categories.
fn axes(input: &ChartInput<'_>, at: &Place) -> Result<Plan, Diagnostic> {
    let x = input.spec.encoding.x.as_ref();
    let y = input.spec.encoding.y.as_ref();
    let (Some(x), Some(y)) = (x, y) else {
        return Err(lacks(at, "x and y"));
    };
    let rows = input.rows;
    let (x_kind, y_kind) = (x.kind_in(input.table), y.kind_in(input.table));
    use FieldType::{Nominal, Ordinal, Quantitative, Temporal};
    Ok(match (x_kind, y_kind) {
        (Temporal | Nominal | Ordinal | Quantitative, Quantitative) => {
            decide::upright(input, x, y, rows)
        }
        (Quantitative, Nominal | Ordinal | Temporal) => decide::rows(input, x, y, rows),
        (Temporal, Nominal | Ordinal) => decide::events(input, x, y, rows),
        (found_x, found_y) => {
            let code = Code::Unsupported {
                found: format!("{} × {}", found_x.name(), found_y.name()),
                expected: "temporal × quantitative, quantitative × nominal, temporal × nominal"
                    .to_owned(),
            };
            return Err(Diagnostic::error(pointer(at, "/encoding"), code));
        }
    })
}

fn pointer(at: &Place, tail: &str) -> Place {
    let base = at.path.clone().unwrap_or_default();
    at.clone().path(&format!("{base}{tail}"))
}

/// The data mark: the chart's, else that of the first layer that draws data.
pub(super) fn data_mark(spec: &Spec) -> (MarkType, Option<bool>) {
    std::iter::once(&spec.mark)
        .chain(spec.layer.iter().map(|layer| &layer.mark))
        .flatten()
        .find_map(|mark| {
            MarkType::from_name(mark.name())
                .filter(|kind| kind.is_data())
                .map(|kind| (kind, mark.point()))
        })
        .unwrap_or((MarkType::Point, None))
}
