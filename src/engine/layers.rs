//! Layers: the first that draws data decides the chart; what the others add is said.

use crate::diag::{Code, Diagnostic, Place};
use crate::spec::{Encoding, Field, Layer, Mark, MarkDef, MarkType, Spec};

/// Gives the chart the channels of its first layer with data where it has none of its own, and
/// points on a line from a layer of points. Other layers with data are named in `warnings`.
pub(super) fn settle(spec: &mut Spec, at: &Place, warnings: &mut Vec<Diagnostic>) {
    let draws = |layer: &&Layer| {
        let has_field = [&layer.encoding.x, &layer.encoding.y].map(field_of);
        kind_of(layer).is_some_and(MarkType::is_data)
            && has_field.iter().any(|name| !name.is_empty())
    };
    let Some(first) = spec.layer.iter().find(draws).cloned() else {
        return;
    };
    let is_first_mark = spec.mark.is_none();
    let mut has_points = None;
    for (idx, layer) in spec.layer.iter().enumerate() {
        if *layer == first || !draws(&layer) {
            continue;
        }
        let same = |pick: fn(&Encoding) -> &Option<Field>| {
            let name = |layer: &Layer| field_of(pick(&layer.encoding)).to_owned();
            name(layer) == name(&first)
        };
        let is_same = same(|e| &e.x) && same(|e| &e.y) && same(|e| &e.color);
        let is_points = kind_of(layer) == Some(MarkType::Point);
        if is_same && is_points && kind_of(&first) == Some(MarkType::Line) {
            has_points = Some(true);
            continue;
        }
        let base = at.path.clone().unwrap_or_default();
        let place = at.clone().path(&format!("{base}/layer/{idx}"));
        let code = Code::Unsupported {
            found: layer
                .mark
                .as_ref()
                .map(Mark::name)
                .unwrap_or_default()
                .to_owned(),
            expected: "one layer with data, rule, text".to_owned(),
        };
        warnings.push(Diagnostic::warning(place, code));
    }
    if is_first_mark && has_points.is_some() {
        for layer in spec.layer.iter_mut().filter(|layer| **layer == first) {
            layer.mark = layer.mark.take().map(|mark| {
                Mark::Def(MarkDef {
                    point: mark.point().or(has_points),
                    kind: mark.name().to_owned(),
                })
            });
        }
    }
    // A layer's own channel stands before the one that is shared.
    let (own, shared) = (first.encoding, std::mem::take(&mut spec.encoding));
    spec.encoding = Encoding {
        x: own.x.or(shared.x),
        y: own.y.or(shared.y),
        color: own.color.or(shared.color),
        detail: own.detail.or(shared.detail),
        facet: own.facet.or(shared.facet),
        row: own.row.or(shared.row),
        column: own.column.or(shared.column),
        text: own.text.or(shared.text),
        x_offset: own.x_offset.or(shared.x_offset),
        y_offset: own.y_offset.or(shared.y_offset),
    };
}

/// Makes panels by `row` or by `column` those of `facet`: one below the other, or all beside each
/// other. Of several of them the others are named in `warnings`.
pub(super) fn panels(spec: &mut Spec, at: &Place, warnings: &mut Vec<Diagnostic>) {
    let is_sides = |mark: &Mark| mark.name() == "furrow:side-by-side";
    if spec.mark.as_ref().is_some_and(is_sides) {
        return;
    }
    let (row, column) = (spec.encoding.row.take(), spec.encoding.column.take());
    for (name, field, columns) in [("row", row, 1), ("column", column, usize::MAX)] {
        let Some(field) = field else { continue };
        if spec.encoding.facet.is_none() {
            let columns = Some(columns);
            spec.encoding.facet = Some(Field { columns, ..field });
            continue;
        }
        let base = at.path.clone().unwrap_or_default();
        let place = at.clone().path(&format!("{base}/encoding/{name}"));
        let code = Code::Unsupported {
            found: name.to_owned(),
            expected: "one of facet, row, column".to_owned(),
        };
        warnings.push(Diagnostic::warning(place, code));
    }
}

fn kind_of(layer: &Layer) -> Option<MarkType> {
    MarkType::from_name(layer.mark.as_ref()?.name())
}

fn field_of(field: &Option<Field>) -> &str {
    let name = field.as_ref().and_then(|field| field.field.as_deref());
    name.unwrap_or_default()
}
