//! Checks a spec against the columns of its table.

use super::{Field, Filter, MarkType, Spec, Transform};
use crate::data::Table;
use crate::diag::{Code, Diagnostic, Place};

/// Checks that every mark is known and every field is a column of `table`.
#[must_use]
pub fn check_fields(spec: &Spec, table: &Table, at: &Place) -> Vec<Diagnostic> {
    let base = at.path.clone().unwrap_or_default();
    let mut out = Vec::new();
    let mut field = |name: &str, pointer: String| {
        if table.column(name).is_none() {
            let available = table.columns.iter().map(|c| c.name.clone()).collect();
            out.push(Diagnostic::error(
                at.clone().path(&pointer),
                Code::UnknownField {
                    field: name.to_owned(),
                    available,
                },
            ));
        }
    };
    for (idx, step) in spec.transform.iter().enumerate() {
        if let Transform::Filter { filter } = step {
            let pointer = format!("{base}/transform/{idx}/filter");
            visit_filter(filter, &pointer, &mut field);
        }
    }
    let mut encodings = vec![(base.clone(), &spec.encoding)];
    for (idx, layer) in spec.layer.iter().enumerate() {
        encodings.push((format!("{base}/layer/{idx}"), &layer.encoding));
    }
    for (prefix, encoding) in encodings {
        let channels: [(&str, &Option<Field>); 8] = [
            ("x", &encoding.x),
            ("y", &encoding.y),
            ("color", &encoding.color),
            ("detail", &encoding.detail),
            ("facet", &encoding.facet),
            ("text", &encoding.text),
            ("xOffset", &encoding.x_offset),
            ("yOffset", &encoding.y_offset),
        ];
        for (channel, written) in channels {
            if let Some(name) = written.as_ref().and_then(|f| f.field.as_deref()) {
                field(name, format!("{prefix}/encoding/{channel}/field"));
            }
        }
    }
    out.extend(check_steps(spec, at, &base));
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

/// Only filters are computed yet, on a table and in an encoding.
fn check_steps(spec: &Spec, at: &Place, base: &str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    let mut refuse = |pointer: String, found: &str, expected: &str| {
        let code = Code::Unsupported {
            found: found.to_owned(),
            expected: expected.to_owned(),
        };
        out.push(Diagnostic::error(at.clone().path(&pointer), code));
    };
    for (idx, step) in spec.transform.iter().enumerate() {
        if !matches!(step, Transform::Filter { .. }) {
            refuse(format!("{base}/transform/{idx}"), "transform", "filter");
        }
    }
    let encoding = &spec.encoding;
    for (channel, field) in [
        ("x", &encoding.x),
        ("y", &encoding.y),
        ("color", &encoding.color),
    ] {
        let Some(field) = field else { continue };
        if field.aggregate.is_some() || field.bin.is_some() || field.time_unit.is_some() {
            refuse(
                format!("{base}/encoding/{channel}"),
                "aggregate, bin, timeUnit",
                "field",
            );
        }
    }
    out
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

fn visit_filter(filter: &Filter, pointer: &str, visit: &mut impl FnMut(&str, String)) {
    match filter {
        Filter::And { and } => {
            for (idx, part) in and.iter().enumerate() {
                visit_filter(part, &format!("{pointer}/and/{idx}"), visit);
            }
        }
        Filter::Or { or } => {
            for (idx, part) in or.iter().enumerate() {
                visit_filter(part, &format!("{pointer}/or/{idx}"), visit);
            }
        }
        Filter::Not { not } => visit_filter(not, &format!("{pointer}/not"), visit),
        Filter::Field(predicate) => visit(&predicate.field, format!("{pointer}/field")),
    }
}
