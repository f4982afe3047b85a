//! Tables from columns of text: each column is typed, and what did not fit is told once.

use super::choices::Choices;
use super::column::{self, Misfit};
use super::header::Names;
use super::infer::{self, Evidence, StyleChoice, Typed};
use super::missing::Marks;
use super::raw::{RawColumn, RawTable};
use super::schema::Schema;
use crate::data::{Assumed, Bound, Column, NumberStyle, Role, Table, Values, roles};
use crate::diag::{Code, Diagnostic, Place};

/// What a table is called and what was assumed of it.
pub(super) struct Frame<'a> {
    /// The table's name.
    pub(super) name: &'a str,
    /// Its file.
    pub(super) file: &'a str,
    /// What the page's reader decided.
    pub(super) choices: &'a Choices,
    /// What was assumed so far.
    pub(super) assumed: Assumed,
}

/// A table whose types follow from its cells.
pub(super) fn by_content(
    raw: &RawTable,
    frame: Frame<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Table {
    if frame.choices.is_as_written() {
        let text = |column: &RawColumn| Typed::of(column::as_written(column), None);
        let typed = raw.columns.iter().map(text).collect();
        return build(raw, frame, typed, &|_| Vec::new(), warnings);
    }
    let choice = match frame.choices.number_style {
        Some(style) => StyleChoice::Only(style),
        None => StyleChoice::Open,
    };
    let read = |column: &RawColumn, choice| infer::infer(column, Marks::Common, choice);
    let mut typed: Vec<Typed> = raw.columns.iter().map(|c| read(c, choice)).collect();
    if choice == StyleChoice::Open && rather_commas(&typed, &frame.assumed.delimiter) {
        for (typed, column) in typed.iter_mut().zip(&raw.columns) {
            if matches!(typed.style, Evidence::Either(..)) {
                *typed = read(column, StyleChoice::Rather(NumberStyle::Comma));
            }
        }
    }
    build(raw, frame, typed, &|_| Vec::new(), warnings)
}

/// A table whose types are declared; columns without a declaration are typed by content.
pub(super) fn by_schema(
    raw: &RawTable,
    schema: &Schema,
    frame: Frame<'_>,
    warnings: &mut Vec<Diagnostic>,
) -> Table {
    let typed = raw.columns.iter().map(|c| schema.read(c)).collect();
    build(raw, frame, typed, &|name| schema.titles(name), warnings)
}

/// Whether doubtful numbers have a decimal comma: another column of the table has one, or
/// cells end at semicolons because the comma is taken.
pub(super) fn rather_commas(typed: &[Typed], delimiter: &str) -> bool {
    let is_sure = |style| typed.iter().any(|t| t.style == Evidence::Sure(style));
    !is_sure(NumberStyle::Point) && (is_sure(NumberStyle::Comma) || delimiter == ";")
}

/// The table of typed columns, with what was odd about them.
pub(super) fn build(
    raw: &RawTable,
    frame: Frame<'_>,
    typed: Vec<Typed>,
    titles: &dyn Fn(&str) -> Vec<(String, String)>,
    warnings: &mut Vec<Diagnostic>,
) -> Table {
    let mut columns: Vec<Column> = Vec::with_capacity(raw.columns.len());
    let mut bounds = Vec::new();
    let mut style = frame.choices.number_style;
    // Where another column leaves no doubt, this one has none either.
    let sure: Vec<NumberStyle> = typed
        .iter()
        .filter_map(|typed| match typed.style {
            Evidence::Sure(style) => Some(style),
            _ => None,
        })
        .chain(style)
        .collect();
    for (column, typed) in raw.columns.iter().zip(typed) {
        let place = Place::file(frame.file);
        if let Some(misfit) = typed.misfit {
            warnings.push(misfit_warning(raw, column, place.clone(), misfit));
        }
        let is_number = matches!(typed.values, Values::Number(_));
        match typed.style {
            Evidence::Sure(found) => style = style.or(Some(found)),
            Evidence::Either(found, text) => {
                style = style.or(Some(found));
                if !sure.contains(&found) {
                    let code = Code::AmbiguousNumbers {
                        found: text,
                        style: found.code().to_owned(),
                    };
                    warnings.push(Diagnostic::note(place.column(&column.name), code));
                }
            }
            Evidence::DayOrMonth(found) => {
                let code = Code::AmbiguousDays { found };
                warnings.push(Diagnostic::note(place.column(&column.name), code));
            }
            Evidence::None => {}
        }
        if !typed.bounds.is_empty() {
            bounds.push((columns.len(), typed.bounds));
        }
        let said = unit_of_header(&column.name).or(unit_above(&frame.assumed.above));
        let unit = match typed.unit {
            _ if !is_number => "",
            "" => said.unwrap_or_default(),
            unit => unit,
        };
        columns.push(Column {
            titles: titles(&column.name),
            unit: unit.to_owned(),
            ..Column::new(&column.name, typed.values)
        });
    }
    push_bounds(&mut columns, bounds);
    let mut table = Table::new(frame.name, frame.file, raw.n_rows, columns);
    table.assumed = Assumed {
        number_style: style.unwrap_or_default(),
        ..frame.assumed
    };
    if !frame.choices.is_as_written() {
        give_roles(&mut table);
    }
    table
}

/// Notes the role of every column; a unit column speaks for the values beside it.
pub(super) fn give_roles(table: &mut Table) {
    let found = roles(table);
    for (column, role) in table.columns.iter_mut().zip(&found) {
        column.role = *role;
        let is_value = *role == Some(Role::Value);
        if !is_value || found.contains(&Some(Role::Unit)) {
            column.unit.clear();
        }
    }
}

fn misfit_warning(raw: &RawTable, column: &RawColumn, place: Place, misfit: Misfit) -> Diagnostic {
    let place = place
        .row(raw.file_row(misfit.row_idx))
        .column(raw.column_in_file(&column.name, misfit.row_idx));
    let code = Code::NotOfType {
        expected: misfit.expected.to_owned(),
        found: misfit.found,
        n_cells: misfit.n_cells,
    };
    Diagnostic::warning(place, code)
}

/// What words said around numbers, as a column of its own: `bound`, or `price_bound` where
/// several columns have one.
fn push_bounds(columns: &mut Vec<Column>, bounds: Vec<(usize, Vec<Bound>)>) {
    let mut names = Names::default();
    for column in columns.iter() {
        names.unique(&column.name);
    }
    let is_one = bounds.len() == 1;
    for (idx, bounds) in bounds {
        let name = if is_one {
            names.unique("bound")
        } else {
            names.unique(&format!("{}_bound", columns[idx].name))
        };
        let levels = ["", "lower", "upper", "approx"].map(str::to_owned).to_vec();
        let codes = bounds.iter().map(|bound| match bound {
            Bound::Exact => Err(crate::data::Missing::Empty),
            Bound::Lower => Ok(1),
            Bound::Upper => Ok(2),
            Bound::Approx => Ok(3),
        });
        let codes = codes.collect();
        columns.push(Column {
            role: Some(Role::Bound),
            ..Column::new(&name, Values::Text { levels, codes })
        });
    }
}

/// The unit in brackets at the end of a header: `成交额（亿元）`, `Sales (billion CNY)`.
pub(super) fn unit_of_header(name: &str) -> Option<&str> {
    let head = name.trim().strip_suffix([')', '）', ']'])?;
    let (_, inner) = head.rsplit_once(['(', '（', '['])?;
    Some(
        inner
            .trim()
            .trim_start_matches("单位：")
            .trim_start_matches("单位:"),
    )
    .filter(|unit| !unit.is_empty())
}

/// The unit of a title line: `单位：亿元`, `Unit: billion CNY`.
fn unit_above(lines: &[String]) -> Option<&str> {
    lines.iter().find_map(|line| {
        let (_, rest) = ["单位：", "单位:", "Unit:", "unit:"]
            .iter()
            .find_map(|word| line.split_once(word))?;
        let end = rest
            .find([')', '）', ',', '，', ';', '；'])
            .unwrap_or(rest.len());
        rest.get(..end)
            .map(str::trim)
            .filter(|unit| !unit.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_found_in_the_header_or_above() {
        assert_eq!(unit_of_header("成交额（亿元）"), Some("亿元"));
        assert_eq!(unit_of_header("Sales (billion CNY)"), Some("billion CNY"));
        assert_eq!(unit_of_header("Sales"), None);
        let lines = ["表1 零售额".to_owned(), "（单位：亿元）".to_owned()];
        assert_eq!(unit_above(&lines), Some("亿元"));
    }
}
