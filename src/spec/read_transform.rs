//! Reads steps on a table from JSON; each property once, by the names of Vega-Lite.

use serde_json::Value;

use super::read_estimate::{density, loess, quantile, regression};
use super::read_filter::filter;
use super::read_rows::{impute, lookup, stack, window};
use super::read_units::{bin, time_unit};
use super::reading::Json;
use super::{
    Aggregate, AggregateOp, BinStep, Fold, JoinAggregate, Measure, Pivot, TimeUnitStep, Transform,
};

/// Reads a step; what it is, the first of its known properties says.
pub(super) fn transform(json: &Json<'_>) -> Option<Transform> {
    let given = |name: &str| json.value().get(name).is_some_and(|part| !part.is_null());
    let known = Transform::NAMES.split(',').map(str::trim);
    let Some(name) = known.clone().find(|name| given(name)) else {
        refuse(json);
        return None;
    };
    let out = match name {
        "filter" => Transform::Filter {
            filter: filter(&json.get("filter")),
        },
        "aggregate" => Transform::Aggregate(Aggregate {
            aggregate: measures(&json.get("aggregate")),
            groupby: json.text_list("groupby"),
        }),
        "joinaggregate" => Transform::JoinAggregate(JoinAggregate {
            joinaggregate: measures(&json.get("joinaggregate")),
            groupby: json.text_list("groupby"),
        }),
        "window" => Transform::Window(window(json)),
        "fold" => Transform::Fold(Fold {
            fold: json.text_list("fold"),
            name_as: pair(&json.get("as")),
        }),
        "pivot" => Transform::Pivot(pivot(json)),
        "bin" => Transform::Bin(bin_step(json)?),
        "timeUnit" => Transform::TimeUnit(TimeUnitStep {
            time_unit: time_unit(&json.get("timeUnit"))?,
            field: json.needed_text("field"),
            name_as: json.needed_text("as"),
        }),
        "stack" => Transform::Stack(stack(json)),
        "lookup" => Transform::Lookup(lookup(json)),
        "impute" => Transform::Impute(impute(json)),
        "sample" => Transform::Sample {
            sample: json.whole("sample", u32::MAX)?,
        },
        "quantile" => Transform::Quantile(quantile(json)),
        "regression" => Transform::Regression(regression(json)),
        "loess" => Transform::Loess(loess(json)),
        _ => Transform::Density(density(json)),
    };
    json.end();
    Some(out)
}

/// Says what else a step could be.
fn refuse(json: &Json<'_>) {
    for name in ["calculate", "flatten", "extent"] {
        let step = json.get(name);
        if step.is_given() {
            step.unsupported(name, Transform::NAMES);
            return;
        }
    }
    match json.value() {
        Value::Object(map) => {
            let found = map.keys().next().map_or("{}", String::as_str);
            json.unsupported(found, Transform::NAMES);
        }
        _ => json.wrong("an object"),
    }
}

/// A text that names one of several things; the others are told.
pub(super) fn one_of(
    json: &Json<'_>,
    names: &str,
    find: &dyn Fn(&str) -> Option<usize>,
) -> Option<usize> {
    let name = json.as_text()?;
    let found = find(&name);
    if found.is_none() {
        json.unsupported(&name, names);
    }
    found
}

/// Two names, or nothing.
pub(super) fn pair(json: &Json<'_>) -> Option<[String; 2]> {
    if !json.is_given() {
        return None;
    }
    let two = <[String; 2]>::try_from(json.as_text_list()).ok();
    if two.is_none() {
        json.wrong("a list of two texts");
    }
    two
}

/// One name or several.
pub(super) fn names(json: &Json<'_>) -> Vec<String> {
    match json.value() {
        Value::String(name) => vec![name.clone()],
        _ => json.as_text_list(),
    }
}

/// Reads an operation on a group.
pub(super) fn aggregate_op(json: &Json<'_>) -> Option<AggregateOp> {
    if let Value::Object(map) = json.value() {
        let name = map.keys().next().map_or("{}", String::as_str);
        json.unsupported(name, AggregateOp::NAMES);
        return None;
    }
    let name = json.as_text()?;
    let op = AggregateOp::from_name(&name);
    if op.is_none() {
        json.unsupported(&name, AggregateOp::NAMES);
    }
    op
}

fn measures(json: &Json<'_>) -> Vec<Measure> {
    let mut out = Vec::new();
    for item in json.items() {
        let op = aggregate_op(&item.get("op").required("a text"));
        let field = field_of(&item, op);
        let name_as = item.optional_text("as");
        item.end();
        if let Some(op) = op {
            out.push(Measure { op, field, name_as });
        }
    }
    out
}

/// The field of a measure, which only `count` can be without.
pub(super) fn field_of(item: &Json<'_>, op: Option<AggregateOp>) -> Option<String> {
    match op {
        Some(AggregateOp::Count) | None => item.optional_text("field"),
        Some(_) => Some(item.needed_text("field")),
    }
}

fn pivot(json: &Json<'_>) -> Pivot {
    let op = aggregate_op(&json.get("op"));
    if op == Some(AggregateOp::Distinct) {
        // Vega counts the rows of other columns as one more distinct cell.
        json.get("op").unsupported("distinct", AggregateOp::NAMES);
    }
    Pivot {
        pivot: json.needed_text("pivot"),
        value: json.needed_text("value"),
        groupby: json.text_list("groupby"),
        op,
        limit: json.whole("limit", u32::MAX),
    }
}

fn bin_step(json: &Json<'_>) -> Option<BinStep> {
    let bin = bin(&json.get("bin"));
    let name_as = json.get("as").required("a text");
    let names = names(&name_as);
    if name_as.is_given() && names.is_empty() {
        name_as.wrong("a text or two");
    }
    Some(BinStep {
        field: json.needed_text("field"),
        name_as: names,
        range: None,
        bin: bin?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Place};
    use crate::spec::reading::Findings;

    fn read(json: &str) -> Result<(Option<Transform>, Vec<String>), (String, String)> {
        let json: Value = serde_json::from_str(json).unwrap();
        let findings = Findings::at(&Place::default());
        let step = transform(&findings.root(&json));
        match findings.warnings() {
            Ok(list) => Ok((
                step,
                list.into_iter().filter_map(|d| d.place.path).collect(),
            )),
            Err(error) => Err((
                error.place.path.unwrap_or_default(),
                match error.code {
                    Code::BadReport { message } => message,
                    Code::Unsupported { found, .. } => found,
                    other => panic!("{other:?}"),
                },
            )),
        }
    }

    /// What is written again from the types is what was read.
    #[track_caller]
    fn check(json: &str) {
        let (step, warnings) = read(json).unwrap();
        assert_eq!(warnings, Vec::<String>::new());
        let again = serde_json::to_value(step.unwrap()).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(json).unwrap());
    }

    #[track_caller]
    fn check_error(json: &str, pointer: &str, message: &str) {
        let error = read(json).unwrap_err();
        assert_eq!((error.0.as_str(), error.1.as_str()), (pointer, message));
    }

    #[test]
    fn every_step_is_read_with_all_its_properties() {
        for json in [
            r#"{"filter":{"field":"a","gt":1.5,"lt":2.5,"valid":false}}"#,
            r#"{"aggregate":[{"op":"mean","field":"v","as":"m"},{"op":"count"}],"groupby":["a","b"]}"#,
            r#"{"joinaggregate":[{"op":"sum","field":"v"}]}"#,
            r#"{"window":[{"op":"rank"},{"op":"lag","field":"v","param":2,"as":"l"},{"op":"sum","field":"v"}],
                "frame":[null,-1],"groupby":["a"],"sort":[{"field":"v","order":"descending"},{"field":"a"}],"ignorePeers":true}"#,
            r#"{"fold":["a","b"],"as":["k","v"]}"#,
            r#"{"pivot":"a","value":"v","groupby":["b"],"op":"max","limit":3}"#,
            r#"{"bin":true,"field":"v","as":["b"]}"#,
            r#"{"bin":{"anchor":0.5,"base":2.0,"divide":[5.0,2.0],"extent":[0.0,9.5],"maxbins":4.0,"minstep":1.0,
                "nice":false,"step":2.0,"steps":[1.0,2.0]},"field":"v","as":["b","e"]}"#,
            r#"{"timeUnit":"utcyearmonth","field":"t","as":"m"}"#,
            r#"{"stack":"v","groupby":["a"],"sort":[{"field":"b"}],"offset":"normalize","as":["x","y"]}"#,
            r#"{"lookup":"a","from":{"data":{"name":"t"},"key":"k","fields":["f"]},"as":["g"],"default":"none"}"#,
            r#"{"impute":"v","key":"t","method":"mean","frame":[-2,null],"groupby":["a"],"keyvals":["x",1.5]}"#,
            r#"{"impute":"v","key":"t","value":null,"keyvals":{"start":1.5,"stop":4.5,"step":0.5}}"#,
            r#"{"sample":10}"#,
            r#"{"quantile":"v","groupby":["a"],"probs":[0.5],"step":0.25,"as":["p","q"]}"#,
            r#"{"regression":"v","on":"x","groupby":["a"],"method":"poly","order":2,"extent":[0.5,1.5],"as":["x","y"]}"#,
            r#"{"loess":"v","on":"x","groupby":["a"],"bandwidth":0.5,"as":["x","y"]}"#,
            r#"{"density":"v","groupby":["a"],"cumulative":true,"counts":false,"bandwidth":0.5,"extent":[0.5,1.5],
                "minsteps":5,"maxsteps":9,"steps":7,"resolve":"shared","as":["x","y"]}"#,
        ] {
            check(json);
        }
    }

    #[test]
    fn what_is_not_computed_is_refused_by_its_path() {
        check_error(
            r#"{"calculate":"datum.a * 2","as":"b"}"#,
            "/calculate",
            "calculate",
        );
        check_error(r#"{"filter":"datum.a > 3"}"#, "/filter", "datum.a > 3");
        check_error(r#"{"groupby":["a"]}"#, "", "groupby");
        check_error(
            r#"{"aggregate":[{"op":"argmax","field":"a"}]}"#,
            "/aggregate/0/op",
            "argmax",
        );
        check_error(
            r#"{"window":[{"op":"next_value"}]}"#,
            "/window/0/op",
            "next_value",
        );
        check_error(r#"{"bin":"binned","field":"a","as":"b"}"#, "/bin", "binned");
        check_error(
            r#"{"timeUnit":"hours","field":"a","as":"b"}"#,
            "/timeUnit",
            "hours",
        );
        check_error(
            r#"{"timeUnit":{"unit":"year","step":5},"field":"a","as":"b"}"#,
            "/timeUnit/step",
            "step",
        );
        check_error(
            r#"{"lookup":"a","from":{"param":"p","key":"k","fields":["f"],"data":{"name":"t"}}}"#,
            "/from/param",
            "param",
        );
        check_error(
            r#"{"filter":{"field":"a","timeUnit":"year","equal":2017}}"#,
            "/filter/timeUnit",
            "timeUnit",
        );
    }

    #[test]
    fn what_a_step_needs_is_asked_for_by_its_path() {
        let text = "expected a text, found nothing";
        check_error(
            r#"{"aggregate":[{"op":"sum"}]}"#,
            "/aggregate/0/field",
            text,
        );
        check_error(r#"{"aggregate":[{"field":"v"}]}"#, "/aggregate/0/op", text);
        check_error(r#"{"window":[{"op":"lag"}]}"#, "/window/0/field", text);
        check_error(r#"{"pivot":"a"}"#, "/value", text);
        check_error(r#"{"bin":true,"as":"b"}"#, "/field", text);
        check_error(
            r#"{"window":[{"op":"ntile"}]}"#,
            "/window/0/param",
            "expected a whole number above 0, found nothing",
        );
        check_error(
            r#"{"window":[{"op":"rank"}],"frame":[1.5,0]}"#,
            "/frame",
            "expected a list of two whole numbers or null, found a list",
        );
        check_error(
            r#"{"fold":["a"],"as":["k"]}"#,
            "/as",
            "expected a list of two texts, found a list",
        );
    }

    #[test]
    fn properties_without_effect_are_named() {
        let json = r#"{"window":[{"op":"rank","x":1}],"other":[],"bin":{"a":1}}"#;
        assert_eq!(read(json).unwrap().1, ["/window/0/x", "/other", "/bin"]);
    }
}
