//! Reads a spec from JSON.

use serde_json::Value;

use super::read_filter::scalar;
use super::read_scale::scale;
use super::read_top;
use super::read_transform::{aggregate_op, transform};
use super::read_units::{bin, time_unit};
use super::reading::{Findings, Json};
use super::{Encoding, Field, FieldType, Layer, Mark, MarkDef, Spec, Stacking};
use crate::diag::{Diagnostic, Place, Warned};

/// Reads a spec; unknown properties are named in warnings with their JSON pointer.
///
/// # Errors
/// A diagnostic when a known property has a value of the wrong type.
pub fn read_spec(json: &Value, at: &Place) -> Result<Warned<Spec>, Diagnostic> {
    let findings = Findings::at(at);
    let value = spec(&findings.root(json));
    let warnings = findings.warnings()?;
    Ok(Warned { value, warnings })
}

fn spec(json: &Json<'_>) -> Spec {
    let mut out = Spec {
        schema: json.optional_text("$schema"),
        description: json.optional_text("description"),
        title: read_top::title(&json.get("title")),
        data: read_top::data(&json.get("data")),
        mark: mark(&json.get("mark")),
        encoding: encoding(&json.get("encoding")),
        ..Spec::default()
    };
    for step in json.get("transform").items() {
        out.transform.extend(transform(&step));
    }
    for json in json.get("layer").items() {
        out.layer.push(layer(&json));
    }
    read_top::without_meaning(json);
    json.end();
    out
}

fn layer(json: &Json<'_>) -> Layer {
    let out = Layer {
        mark: mark(&json.get("mark")),
        encoding: encoding(&json.get("encoding")),
    };
    json.end();
    out
}

fn mark(json: &Json<'_>) -> Option<Mark> {
    match json.value() {
        Value::Null => None,
        Value::String(name) => Some(Mark::Type(name.clone())),
        Value::Object(_) => {
            let kind = json.text("type");
            let point = json.flag("point");
            json.end();
            Some(Mark::Def(MarkDef { kind, point }))
        }
        _ => {
            json.wrong("a text or an object");
            None
        }
    }
}

fn encoding(json: &Json<'_>) -> Encoding {
    let out = Encoding {
        x: field(&json.get("x")),
        y: field(&json.get("y")),
        color: field(&json.get("color")),
        detail: field(&json.get("detail")),
        facet: field(&json.get("facet")),
        row: field(&json.get("row")),
        column: field(&json.get("column")),
        text: field(&json.get("text")),
        x_offset: field(&json.get("xOffset")),
        y_offset: field(&json.get("yOffset")),
    };
    json.end();
    out
}

fn field(json: &Json<'_>) -> Option<Field> {
    if !json.is_given() {
        return None;
    }
    let out = Field {
        field: json.optional_text("field"),
        aggregate: aggregate_op(&json.get("aggregate")),
        bin: bin(&json.get("bin")),
        time_unit: time_unit(&json.get("timeUnit")),
        kind: field_type(&json.get("type")),
        sort: json.raw("sort"),
        stack: stack(json),
        scale: scale(&json.get("scale")),
        columns: json.whole("columns", u32::MAX).map(|n| n as usize),
        title: json.optional_text("title"),
        datum: scalar(&json.get("datum")),
        value: scalar(&json.get("value")),
    };
    json.end();
    Some(out)
}

/// `null` says something here: nothing stands on another.
fn stack(parent: &Json<'_>) -> Option<Stacking> {
    let json = parent.get("stack");
    match json.value() {
        Value::Null => parent.value().get("stack").map(|_| Stacking::Apart),
        Value::Bool(true) => Some(Stacking::Zero),
        Value::Bool(false) => Some(Stacking::Apart),
        Value::String(name) if name == "zero" => Some(Stacking::Zero),
        Value::String(name) if name == "normalize" => Some(Stacking::Normalize),
        Value::String(name) => {
            json.unsupported(name, "zero, normalize, true, false, null");
            None
        }
        _ => {
            json.wrong("a text, true or false");
            None
        }
    }
}

fn field_type(json: &Json<'_>) -> Option<FieldType> {
    match json.value() {
        Value::Null => None,
        Value::String(name) => {
            let kind = FieldType::from_name(name);
            if kind.is_none() {
                json.unsupported(name, FieldType::NAMES);
            }
            kind
        }
        _ => {
            json.wrong("a text");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn read(json: &str) -> Result<Warned<Spec>, Diagnostic> {
        read_spec(&serde_json::from_str(json).unwrap(), &Place::default())
    }

    #[track_caller]
    fn warnings(json: &str) -> Vec<String> {
        let warned = read(json).unwrap();
        let paths = warned.warnings.into_iter().map(|w| w.place.path);
        paths.map(Option::unwrap_or_default).collect()
    }

    #[track_caller]
    fn check_error(json: &str, pointer: &str, message: &str) {
        let error = read(json).unwrap_err();
        let found = match error.code {
            Code::BadReport { message } => message,
            Code::Unsupported { found, .. } => found,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            (error.place.path.as_deref(), found.as_str()),
            (Some(pointer), message),
            "{json}"
        );
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
        let json = r#"{"autosize":1,"data":{"sequence":1},"mark":{"clip":1},"layer":[{"name":1,"encoding":
            {"size":{}}}],"transform":[{"as":1,"filter":{"and":[{"not":{"field":"a","less":1}}]}}]}"#;
        assert_eq!(
            warnings(json),
            [
                "/data/sequence",
                "/mark/clip",
                "/transform/0/filter/and/0/not/less",
                "/transform/0/as",
                "/layer/0/encoding/size",
                "/layer/0/name",
                "/autosize"
            ]
        );
    }

    #[test]
    fn a_part_of_a_filter_without_effect_is_named() {
        let json = r#"{"transform":[{"filter":{"or":[],"field":"a","equal":1}}]}"#;
        assert_eq!(
            warnings(json),
            ["/transform/0/filter/field", "/transform/0/filter/equal"]
        );
    }

    #[test]
    fn names_of_others_give_no_warning() {
        let json = r#"{"x-mine":1,"encoding":{"furrow:note":1,"x":{"$schema":"s"}}}"#;
        assert_eq!(warnings(json), Vec::<String>::new());
    }

    #[test]
    fn every_property_of_the_grammar_is_read() {
        let field = r#"{"field":"a","aggregate":"mean","bin":true,"timeUnit":"year","type":"nominal","sort":"-y","scale":{"type":"log","domain":[1.5,100.5],"zero":false,"nice":true,"reverse":true,"exponent":0.5,"constant":2.5},"columns":2,"title":"t","datum":1.5,"value":"v"}"#;
        let predicate = r#"{"field":"a","equal":true,"oneOf":[1.5],"lt":3.5,"gt":0.5,"gte":"1","lte":"2","range":["1","2"],"valid":true}"#;
        let json = format!(
            r#"{{"$schema":"s","description":"d","title":{{"text":"t","subtitle":"s"}},"data":{{"name":"t"}},
            "transform":[{{"filter":{predicate}}},{{"filter":{{"and":[{{"or":[{{"not":{predicate}}}]}}]}}}}],
            "mark":{{"type":"line","point":true}},"encoding":{{"x":{field},"y":{field},"color":{field},
            "detail":{field},"facet":{field},"text":{field}}},"layer":[{{"mark":"rule","encoding":{{"x":{field}}}}}]}}"#
        );
        assert_eq!(warnings(&json), Vec::<String>::new());
        // What is written again from the types is what was read.
        let again = serde_json::to_value(read(&json).unwrap().value).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(&json).unwrap());
    }

    #[test]
    fn null_is_like_missing() {
        let json = r#"{"$schema":null,"description":null,"data":null,"transform":null,"mark":null,
            "encoding":{"x":{"field":null,"type":null,"sort":null,"columns":null,"datum":null},
            "y":null},"layer":null}"#;
        let missing = r#"{"encoding":{"x":{}}}"#;
        assert_eq!(read(json), read(missing));
        let json =
            r#"{"transform":[{"filter":{"and":null,"field":"a","range":null}}],"encoding":null}"#;
        let missing = r#"{"transform":[{"filter":{"field":"a"}}]}"#;
        let without_warnings = |json: &str| read(json).unwrap().value;
        assert_eq!(without_warnings(json), without_warnings(missing));
    }

    #[test]
    fn a_wrong_type_is_an_error_with_its_path() {
        let text = "expected a text, found a number";
        check_error(
            r#"{"encoding":{"x":{"field":3}}}"#,
            "/encoding/x/field",
            text,
        );
        check_error("null", "", "expected an object, found nothing");
        check_error("[]", "", "expected an object, found a list");
        check_error(
            r#"{"mark":1}"#,
            "/mark",
            "expected a text or an object, found a number",
        );
        check_error(
            r#"{"layer":[{"mark":{"type":"line","point":"yes"}}]}"#,
            "/layer/0/mark/point",
            "expected true or false, found a text",
        );
        check_error(
            r#"{"encoding":{"facet":{"columns":-1}}}"#,
            "/encoding/facet/columns",
            "expected a whole number from 0 to 4294967295, found -1",
        );
        check_error(
            r#"{"encoding":{"y":{"type":"numbers"}}}"#,
            "/encoding/y/type",
            "numbers",
        );
    }
}
