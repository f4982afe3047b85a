//! What a chart shows as CSV: the rows of the data behind it, with their sources.

use std::collections::BTreeMap;

use super::document::Document;
use super::protocol::{ChartRequest, Response};
use crate::chart::Plan;
use crate::data::{Column, Lang, Values, machine};
use crate::diag::{Code, Diagnostic};
use crate::words::figures;

/// What stands behind the data where something is computed from it.
const DERIVED: [&str; 5] = [
    "derivation",
    "derived_value",
    "derived_unit",
    "derived_remark",
    "not_available",
];

/// Answers a CSV request: UTF-8 with a mark, every column of the data, then what is computed of
/// each row or why nothing is, publisher and link behind.
pub(super) fn csv(
    document: &Document,
    idx: usize,
    request: &ChartRequest,
) -> Result<Response, Diagnostic> {
    let plan = document.plan(idx, request)?;
    let entry = &document.charts[idx];
    let Some(table) = document.table_of(idx) else {
        return Err(Diagnostic::error(entry.at.clone(), Code::NoRows));
    };
    let mut rows: Vec<usize> = plan
        .points()
        .map(|(_, _, point)| point.row)
        .chain(plan.targets().map(|(_, _, target)| target.row))
        .chain(plan.absent().map(|absent| absent.point.row))
        .collect();
    crate::data::sort(&mut rows, &|a, b| a.cmp(b));
    rows.dedup();
    let roles = crate::transform::Roles::of(table, document.report.tables.get(&table.name));
    let source = roles.source.as_deref().and_then(|name| table.column(name));
    let mut text = String::from("\u{feff}");
    let mut head: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    let derived = derived(&plan, request.lang);
    if derived.is_some() {
        head.extend(DERIVED.map(str::to_owned));
    }
    if source.is_some() {
        head.extend(["source_publisher".to_owned(), "source_url".to_owned()]);
    }
    push_row(&mut text, &head);
    for row in rows {
        let mut cells: Vec<String> = table.columns.iter().map(|c| cell(c, row)).collect();
        if let Some(derived) = &derived {
            let found = derived.get(&row).cloned();
            cells.extend(found.unwrap_or_default().map(defused));
        }
        if let Some(source) = source {
            let line = document.sources.get(&source.display(row));
            cells.push(defused(
                line.map(|l| l.publisher.clone()).unwrap_or_default(),
            ));
            cells.push(line.map(|l| l.url.clone()).unwrap_or_default());
        }
        push_row(&mut text, &cells);
    }
    let name = format!(
        "{}-{}-{}.csv",
        document.name,
        entry.block.id,
        request.lang.code()
    );
    Ok(Response::Csv { name, text })
}

/// The derived cells of each row; `None` where the values themselves are shown.
fn derived(plan: &Plan, lang: Lang) -> Option<BTreeMap<usize, [String; 5]>> {
    let key = plan.view.derivation.as_ref()?.key();
    let mut out = BTreeMap::new();
    for (panel, _, point) in plan.points() {
        let status = (figures(lang).status)(point.status);
        let remark = [point.bound.sign(), status, &point.note];
        let remark: Vec<&str> = remark.into_iter().filter(|part| !part.is_empty()).collect();
        let value = machine(point.value.value);
        let unit = panel.unit.view(lang).label;
        let cells = [key.clone(), value, unit, remark.join("; "), String::new()];
        out.insert(point.row, cells);
    }
    for absent in plan.absent() {
        let nothing = String::new;
        let cells = [
            key.clone(),
            nothing(),
            nothing(),
            nothing(),
            absent.reason.clone(),
        ];
        out.insert(absent.point.row, cells);
    }
    Some(out)
}

fn cell(column: &Column, row: usize) -> String {
    match column.values {
        Values::Text { .. } => defused(column.display(row)),
        _ => column.display(row),
    }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe; numbers stay whole.
fn defused(text: String) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if risky && crate::data::parse_number(&text).is_none() {
        format!("'{text}")
    } else {
        text
    }
}

fn push_row(text: &mut String, cells: &[String]) {
    for (idx, cell) in cells.iter().enumerate() {
        if idx > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        assert_eq!(defused("=1+1".to_owned()), "'=1+1");
        assert_eq!(defused("-5".to_owned()), "-5");
        assert_eq!(defused("-cmd".to_owned()), "'-cmd");
    }
}
