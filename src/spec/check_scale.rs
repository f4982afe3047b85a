//! Finds scales that say something where nothing can follow from it.

use super::{FieldType, ScaleDef, Spec};
use crate::data::Table;
use crate::diag::{Code, Diagnostic, Place};

/// Warnings of scales of numbers on channels that show none by a place: colours have classes that
/// Furrow chooses, times and categories have axes of their own.
#[must_use]
pub fn scales_without_effect(spec: &Spec, table: &Table, at: &Place) -> Vec<Diagnostic> {
    let base = at.path.clone().unwrap_or_default();
    let mut out = Vec::new();
    for (channel, field) in spec.encoding.channels() {
        let is_place = matches!(channel, "x" | "y");
        let has_effect = is_place && field.kind_in(table) == FieldType::Quantitative;
        if field.scale.as_ref().is_some_and(says_something) && !has_effect {
            let path = [&base, "/encoding/", channel, "/scale"].concat();
            let property = "scale".to_owned();
            let code = Code::UnknownProperty { property };
            out.push(Diagnostic::warning(at.clone().path(&path), code));
        }
    }
    out
}

/// Whether more is asked for than what such a channel has anyway.
fn says_something(scale: &ScaleDef) -> bool {
    let kind = scale.kind.filter(|kind| kind.is_of_numbers());
    let asked = ScaleDef {
        kind,
        ..scale.clone()
    };
    asked != ScaleDef::default()
}

#[cfg(test)]
mod tests {
    use super::super::read_spec;
    use super::*;

    #[track_caller]
    fn check(encoding: &str, expected: &[&str]) {
        let json = format!(r#"{{"encoding": {encoding}}}"#);
        let json = serde_json::from_str(&json).unwrap();
        let spec = read_spec(&json, &Place::default()).unwrap().value;
        let table = Table::new("t", "t.csv", 0, Vec::new());
        let found = scales_without_effect(&spec, &table, &Place::default());
        let paths: Vec<String> = found.into_iter().filter_map(|d| d.place.path).collect();
        assert_eq!(paths, expected, "{encoding}");
    }

    #[test]
    fn a_scale_that_nothing_follows_from_is_named() {
        check(
            r#"{"y": {"field": "v", "type": "quantitative", "scale": {"type": "log"}}}"#,
            &[],
        );
        check(
            r#"{"y": {"aggregate": "count", "scale": {"zero": false}}}"#,
            &[],
        );
        check(
            r#"{"x": {"field": "t", "type": "temporal", "scale": {"type": "utc"}}}"#,
            &[],
        );
        check(
            r#"{"x": {"field": "t", "type": "temporal", "scale": {"reverse": true}}}"#,
            &["/encoding/x/scale"],
        );
        check(
            r#"{"color": {"field": "v", "type": "quantitative", "scale": {"type": "log"}}}"#,
            &["/encoding/color/scale"],
        );
        check(
            r#"{"x": {"field": "p", "type": "nominal", "scale": {"type": "log"}}}"#,
            &["/encoding/x/scale"],
        );
    }
}
