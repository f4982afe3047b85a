//! Checks a spec's marks and encoding against the columns of its table.

use super::{AggregateOp, Field, MarkType, Spec, TimePart};
use crate::data::{Column, Table, Values};
use crate::diag::{Code, Diagnostic, Place};

/// Checks that every mark is known, that every field is a column of `table` (as the steps leave
/// it), and that what an encoding asks of a column suits its cells.
#[must_use]
pub fn check_fields(spec: &Spec, table: &Table, at: &Place) -> Vec<Diagnostic> {
    let base = at.path.clone().unwrap_or_default();
    let mut out = Vec::new();
    let mut encodings = vec![(base.clone(), &spec.encoding)];
    for (idx, layer) in spec.layer.iter().enumerate() {
        encodings.push((format!("{base}/layer/{idx}"), &layer.encoding));
    }
    for (prefix, encoding) in encodings {
        for (channel, field) in encoding.channels() {
            let pointer = format!("{prefix}/encoding/{channel}");
            let found = check_field(field, table, prefix == base);
            out.extend(found.map(|(tail, code)| {
                Diagnostic::error(at.clone().path(&[&pointer, tail].concat()), code)
            }));
        }
    }
    out.extend(check_offsets(spec, at, &base));
    let marks = std::iter::once((format!("{base}/mark"), &spec.mark)).chain(
        spec.layer
            .iter()
            .enumerate()
            .map(|(idx, l)| (format!("{base}/layer/{idx}/mark"), &l.mark)),
    );
    for (pointer, mark) in marks {
        if let Some(mark) = mark
            && MarkType::from_name(mark.name()).is_none()
        {
            out.push(Diagnostic::error(
                at.clone().path(&pointer),
                Code::Unsupported {
                    found: mark.name().to_owned(),
                    expected: MarkType::NAMES.to_owned(),
                },
            ));
        }
    }
    out
}

/// What is wrong with a field, and behind which pointer from its channel on.
fn check_field(field: &Field, table: &Table, may_ask: bool) -> Option<(&'static str, Code)> {
    let unsupported = |found: &str, expected: &str| Code::Unsupported {
        found: found.to_owned(),
        expected: expected.to_owned(),
    };
    let asked = [
        ("/aggregate", "aggregate", field.aggregate.is_some()),
        ("/bin", "bin", field.bin.is_some()),
        ("/timeUnit", "timeUnit", field.time_unit.is_some()),
    ];
    let mut asked = asked.into_iter().filter(|(.., is_asked)| *is_asked);
    let first = asked.next();
    if let Some((tail, name, _)) = first.filter(|_| !may_ask).or(asked.next()) {
        return Some((tail, unsupported(name, "field")));
    }
    let is_count = field.aggregate == Some(AggregateOp::Count);
    let name = match &field.field {
        Some(name) => name,
        None if first.is_none() || is_count => return None,
        None => {
            let message = "expected a text, found nothing".to_owned();
            return Some(("/field", Code::BadReport { message }));
        }
    };
    if is_count {
        return None;
    }
    let Some(column) = table.column(name) else {
        let available = table.columns.iter().map(|c| c.name.clone()).collect();
        let field = name.clone();
        return Some(("/field", Code::UnknownField { field, available }));
    };
    let needs_numbers =
        field.aggregate.is_some_and(AggregateOp::needs_numbers) || field.bin.is_some();
    if needs_numbers && !holds_numbers(column) {
        return Some(("/field", unsupported(column.kind(), "number")));
    }
    let unit = field.time_unit.as_ref()?;
    if column.kind() == "number" {
        return Some(("/field", unsupported("number", "time")));
    }
    // Units without a year lie in a year of reference, which an axis would show as if it were so.
    let has_year = unit.parts().contains(&TimePart::Year);
    (!has_year).then(|| ("/timeUnit", unsupported(unit.name(), "year…")))
}

/// Whether a column's cells are numbers, or none has a value.
fn holds_numbers(column: &Column) -> bool {
    match &column.values {
        Values::Number(_) => true,
        Values::Text { levels, .. } => levels.is_empty(),
        Values::Time(_) => false,
    }
}

/// Bars side by side are told apart by their colour: an offset names the same field.
fn check_offsets(spec: &Spec, at: &Place, base: &str) -> Vec<Diagnostic> {
    let encoding = &spec.encoding;
    let name = |field: &Option<Field>| field.as_ref().and_then(|f| f.field.clone());
    let by = name(&encoding.color).or(name(&encoding.detail));
    let offsets = [
        ("xOffset", name(&encoding.x_offset)),
        ("yOffset", name(&encoding.y_offset)),
    ];
    let mut out = Vec::new();
    for (channel, offset) in offsets {
        if let (Some(found), Some(expected)) = (offset, &by)
            && found != *expected
        {
            let expected = expected.clone();
            out.push(Diagnostic::error(
                at.clone().path(&format!("{base}/encoding/{channel}/field")),
                Code::Unsupported { found, expected },
            ));
        }
    }
    out
}
