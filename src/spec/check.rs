//! Reads a spec from JSON and checks it against the columns of its table.

use serde::Deserialize;
use serde_json::Value;

use super::{Field, Filter, MarkType, Spec};
use crate::data::Table;
use crate::diag::{Code, Diagnostic, Place, Warned};

/// Reads a spec; unknown properties are named in warnings with their JSON pointer.
///
/// # Errors
/// A diagnostic when a known property has a value of the wrong type.
pub fn read_spec(json: &Value, at: &Place) -> Result<Warned<Spec>, Diagnostic> {
    let mut warnings = Vec::new();
    let base = at.path.clone().unwrap_or_default();
    unknown(json, "spec", &base, at, &mut warnings);
    let spec = Spec::deserialize(json).map_err(|error| {
        Diagnostic::error(at.clone(), Code::BadReport { message: error.to_string() })
    })?;
    Ok(Warned { value: spec, warnings })
}

/// The properties of each kind of object, with the kind of what stands in them;
/// an empty kind is a value that has no properties of its own. A test holds
/// this table to the types of `grammar`.
const KNOWN: [(&str, &[(&str, &str)]); 8] = [
    (
        "spec",
        &[
            ("$schema", ""),
            ("description", ""),
            ("data", "data"),
            ("transform", "transform"),
            ("mark", "mark"),
            ("encoding", "encoding"),
            ("layer", "layer"),
        ],
    ),
    ("layer", &[("mark", "mark"), ("encoding", "encoding")]),
    ("data", &[("name", "")]),
    ("mark", &[("type", ""), ("point", "")]),
    (
        "encoding",
        &[
            ("x", "field"),
            ("y", "field"),
            ("color", "field"),
            ("detail", "field"),
            ("facet", "field"),
            ("text", "field"),
        ],
    ),
    (
        "field",
        &[
            ("field", ""),
            ("type", ""),
            ("sort", ""),
            ("columns", ""),
            ("title", ""),
            ("datum", ""),
            ("value", ""),
        ],
    ),
    ("transform", &[("filter", "filter")]),
    (
        "filter",
        &[
            ("and", "filter"),
            ("or", "filter"),
            ("not", "filter"),
            ("field", ""),
            ("equal", ""),
            ("oneOf", ""),
            ("gte", ""),
            ("lte", ""),
            ("range", ""),
        ],
    ),
];

/// Names every property that the kind does not know, with its JSON pointer.
fn unknown(json: &Value, kind: &str, pointer: &str, at: &Place, out: &mut Vec<Diagnostic>) {
    match json {
        Value::Array(items) => {
            for (idx, item) in items.iter().enumerate() {
                unknown(item, kind, &format!("{pointer}/{idx}"), at, out);
            }
        }
        Value::Object(map) => {
            let Some((_, known)) = KNOWN.iter().find(|(name, _)| *name == kind) else { return };
            for (property, value) in map {
                let pointer = format!("{pointer}/{property}");
                match known.iter().find(|(name, _)| name == property) {
                    Some((_, inner)) => unknown(value, inner, &pointer, at, out),
                    None => {
                        let code = Code::UnknownProperty { property: property.clone() };
                        out.push(Diagnostic::warning(at.clone().path(&pointer), code));
                    }
                }
            }
        }
        _ => {}
    }
}

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
        visit_filter(
            &step.filter,
            &format!("{base}/transform/{idx}/filter"),
            &mut field,
        );
    }
    let mut encodings = vec![(base.clone(), &spec.encoding)];
    for (idx, layer) in spec.layer.iter().enumerate() {
        encodings.push((format!("{base}/layer/{idx}"), &layer.encoding));
    }
    for (prefix, encoding) in encodings {
        let channels: [(&str, &Option<Field>); 6] = [
            ("x", &encoding.x),
            ("y", &encoding.y),
            ("color", &encoding.color),
            ("detail", &encoding.detail),
            ("facet", &encoding.facet),
            ("text", &encoding.text),
        ];
        for (channel, written) in channels {
            if let Some(name) = written.as_ref().and_then(|f| f.field.as_deref()) {
                field(name, format!("{prefix}/encoding/{channel}/field"));
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn warnings(json: &str) -> Vec<String> {
        let value: Value = serde_json::from_str(json).unwrap();
        let warned = read_spec(&value, &Place::default()).unwrap();
        warned
            .warnings
            .into_iter()
            .map(|w| w.place.path.unwrap_or_default())
            .collect()
    }

    #[test]
    fn a_known_spec_gives_no_warning() {
        let json = r#"{"data":{"name":"t"},"mark":{"type":"line","point":true},
            "encoding":{"x":{"field":"a","type":"temporal"},"y":{"field":"b","sort":null}}}"#;
        assert_eq!(warnings(json), Vec::<String>::new());
    }

    #[test]
    fn an_unknown_property_is_named_with_its_path() {
        let json = r#"{"mark":"bar","encoding":{"x":{"field":"a","axis":{"labelExpr":"1"}}}}"#;
        assert_eq!(warnings(json), ["/encoding/x/axis"]);
    }

    #[test]
    fn every_property_of_the_grammar_is_known() {
        let field = r#"{"field":"a","type":"nominal","sort":null,"columns":2,"title":"t","datum":1,"value":"v"}"#;
        let filter = r#"{"field":"a","equal":1,"oneOf":[1],"gte":1,"lte":2,"range":[1,2]}"#;
        let json = format!(
            r#"{{"$schema":"s","description":"d","data":{{"name":"t"}},
            "transform":[{{"filter":{filter}}},{{"filter":{{"and":[{{"or":[{{"not":{filter}}}]}}]}}}}],
            "mark":{{"type":"line","point":true}},"encoding":{{"x":{field},"y":{field},"color":{field},
            "detail":{field},"facet":{field},"text":{field}}},"layer":[{{"mark":"rule","encoding":{{"x":{field}}}}}]}}"#
        );
        assert_eq!(warnings(&json), Vec::<String>::new());
        // What is written again from the types holds every property that was read.
        let spec = read_spec(&serde_json::from_str(&json).unwrap(), &Place::default()).unwrap().value;
        let again = serde_json::to_value(&spec).unwrap();
        for (kind, properties) in KNOWN.iter().filter(|(kind, _)| ["spec", "layer", "encoding"].contains(kind)) {
            for (name, _) in *properties {
                assert!(again.to_string().contains(&format!("\"{name}\"")), "{kind} {name}");
            }
        }
    }

    #[test]
    fn a_wrong_type_is_an_error() {
        let value: Value = serde_json::from_str(r#"{"encoding":{"x":{"field":3}}}"#).unwrap();
        assert!(read_spec(&value, &Place::default()).is_err());
    }
}
