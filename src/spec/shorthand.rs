//! Shorthand: `aggregate`, `bin` and `timeUnit` of an encoding become steps, as in Vega-Lite.
//!
//! New columns have Vega-Lite's names (`mean_v`, `bin_maxbins_10_v`, `yearmonth_t`, `__count`).
//! A range is drawn as a category for now, so its field is the range as text, and the rows are
//! to be put in the order of the ranges.

use serde_json::Value;

use super::{
    Aggregate, AggregateOp, Bin, BinStep, Encoding, Field, FieldType, Filter, Measure, Predicate,
    Spec, TimeUnit, TimeUnitStep, Transform,
};

/// A spec whose encoding names columns alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Expanded {
    /// The spec with further steps behind its own.
    pub spec: Spec,
    /// The columns by which the rows are put in order, the first one first.
    pub order: Vec<String>,
}

/// What the fields of an encoding ask for.
#[derive(Default)]
struct Asked {
    steps: Vec<Transform>,
    measures: Vec<Measure>,
    groupby: Vec<String>,
    /// Columns without whose value there is no place to draw at.
    places: Vec<String>,
    order: Vec<String>,
}

/// Writes the shorthand of a checked spec as steps.
#[must_use]
pub fn expand(spec: &Spec) -> Expanded {
    let mut spec = spec.clone();
    let mut asked = Asked::default();
    for (channel, field) in channels(&mut spec.encoding) {
        if let Some(field) = field {
            asked.field(channel, field);
        }
    }
    spec.transform.append(&mut asked.steps);
    if !asked.measures.is_empty() {
        spec.transform.push(Transform::Aggregate(Aggregate {
            aggregate: asked.measures,
            groupby: asked.groupby,
        }));
    }
    for field in asked.places {
        spec.transform.push(Transform::Filter {
            filter: Filter::Field(Predicate {
                field,
                valid: Some(true),
                ..Predicate::default()
            }),
        });
    }
    let order = asked.order;
    Expanded { spec, order }
}

fn channels(encoding: &mut Encoding) -> [(&'static str, &mut Option<Field>); 8] {
    [
        ("x", &mut encoding.x),
        ("y", &mut encoding.y),
        ("color", &mut encoding.color),
        ("detail", &mut encoding.detail),
        ("facet", &mut encoding.facet),
        ("text", &mut encoding.text),
        ("xOffset", &mut encoding.x_offset),
        ("yOffset", &mut encoding.y_offset),
    ]
}

impl Asked {
    /// Takes a field's shorthand out of it.
    fn field(&mut self, channel: &str, field: &mut Field) {
        let name = field.field.clone();
        if let Some(op) = field.aggregate.take() {
            self.aggregate(op, name, field);
            return;
        }
        let Some(name) = name else { return };
        match (field.bin.take(), field.time_unit.take()) {
            (Some(bin), _) => self.bin(channel, &bin, &name, field),
            (None, Some(unit)) => self.time_unit(unit, name, field),
            (None, None) => self.group(&name),
        }
    }

    fn aggregate(&mut self, op: AggregateOp, name: Option<String>, field: &mut Field) {
        let (name_as, title) = match (&name, op) {
            (_, AggregateOp::Count) | (None, _) => {
                ("__count".to_owned(), "Count of Records".to_owned())
            }
            (Some(name), _) => {
                let op = op.name();
                let (first, rest) = op.split_at(1);
                let title = [&first.to_ascii_uppercase(), rest, " of ", name].concat();
                ([op, "_", name].concat(), title)
            }
        };
        field.field = Some(name_as.clone());
        field.title.get_or_insert(title);
        let measure = Measure {
            op,
            field: name.filter(|_| op != AggregateOp::Count),
            name_as: Some(name_as),
        };
        if !self.measures.contains(&measure) {
            self.measures.push(measure);
        }
    }

    fn bin(&mut self, channel: &str, bin: &Bin, name: &str, field: &mut Field) {
        let most = Bin::most_on(channel);
        let start = bin.name(most, name);
        let (end, range) = ([&start, "_end"].concat(), [&start, "_range"].concat());
        for column in [&start, &end, &range] {
            self.group(column);
        }
        self.step(Transform::Bin(BinStep {
            bin: Bin::Params(bin.params(most)),
            field: name.to_owned(),
            name_as: vec![start.clone(), end],
            range: Some(range.clone()),
        }));
        if matches!(channel, "x" | "y") {
            self.places.push(start.clone());
        }
        self.order.push(start);
        field.field = Some(range);
        field.kind = Some(FieldType::Ordinal);
        // `null` says that ranges stay in their order.
        field.sort.get_or_insert(Value::Null);
        field.title.get_or_insert([name, " (binned)"].concat());
    }

    fn time_unit(&mut self, unit: TimeUnit, name: String, field: &mut Field) {
        let name_as = [unit.name(), "_", &name].concat();
        let title = [&name, " (", &unit.title(), ")"].concat();
        self.group(&name_as);
        self.group(&[&name_as, "_end"].concat());
        field.field = Some(name_as.clone());
        field.title.get_or_insert(title);
        self.step(Transform::TimeUnit(TimeUnitStep {
            time_unit: unit,
            field: name,
            name_as,
        }));
    }

    fn step(&mut self, step: Transform) {
        if !self.steps.contains(&step) {
            self.steps.push(step);
        }
    }

    fn group(&mut self, name: &str) {
        if self.groupby.iter().all(|known| known != name) {
            self.groupby.push(name.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Place;
    use crate::spec::read_spec;

    /// What an encoding becomes: its steps, the field and title of each channel, the order.
    #[track_caller]
    fn check(encoding: &str, expected: &str) {
        let json = serde_json::from_str(&format!(r#"{{"encoding":{encoding}}}"#)).unwrap();
        let expanded = expand(&read_spec(&json, &Place::default()).unwrap().value);
        let mut encoding = expanded.spec.encoding.clone();
        let fields: Vec<Value> = channels(&mut encoding)
            .into_iter()
            .filter_map(|(_, field)| field.as_ref())
            .map(|field| serde_json::json!([field.field, field.title]))
            .collect();
        let steps = serde_json::to_value(&expanded.spec.transform).unwrap();
        let found = serde_json::json!([steps, fields, expanded.order]);
        assert_eq!(found, serde_json::from_str::<Value>(expected).unwrap());
    }

    #[test]
    fn an_encoding_without_shorthand_stays() {
        check(
            r#"{"x":{"field":"a"},"y":{"field":"b"}}"#,
            r#"[[],[["a",null],["b",null]],[]]"#,
        );
    }

    #[test]
    fn a_figure_is_one_of_each_group_of_the_other_fields() {
        check(
            r#"{"x":{"field":"a"},"y":{"aggregate":"mean","field":"v"},"color":{"field":"g"},"detail":{"field":"a"}}"#,
            r#"[[{"aggregate":[{"op":"mean","field":"v","as":"mean_v"}],"groupby":["a","g"]}],
                [["a",null],["mean_v","Mean of v"],["g",null],["a",null]],[]]"#,
        );
        check(
            r#"{"x":{"aggregate":"count"},"y":{"field":"a"},"text":{"aggregate":"count","title":"n"}}"#,
            r#"[[{"aggregate":[{"op":"count","as":"__count"}],"groupby":["a"]}],
                [["__count","Count of Records"],["a",null],["__count","n"]],[]]"#,
        );
    }

    #[test]
    fn ranges_are_categories_in_their_order() {
        let start = "bin_maxbins_10_v";
        check(
            r#"{"x":{"bin":true,"field":"v"},"y":{"aggregate":"count"}}"#,
            &format!(
                r#"[[{{"bin":{{"maxbins":10.0}},"field":"v","as":["{start}","{start}_end"]}},
                {{"aggregate":[{{"op":"count","as":"__count"}}],"groupby":["{start}","{start}_end","{start}_range"]}},
                {{"filter":{{"field":"{start}","valid":true}}}}],
                [["{start}_range","v (binned)"],["__count","Count of Records"]],["{start}"]]"#
            ),
        );
        let start = "bin_step_2_5_nice_false_v";
        check(
            r#"{"color":{"bin":{"step":2.5,"nice":false},"field":"v"}}"#,
            &format!(
                r#"[[{{"bin":{{"step":2.5,"nice":false}},"field":"v","as":["{start}","{start}_end"]}}],
                [["{start}_range","v (binned)"]],["{start}"]]"#
            ),
        );
    }

    #[test]
    fn times_are_grouped_by_their_unit() {
        check(
            r#"{"x":{"timeUnit":"yearmonth","field":"t"},"y":{"aggregate":"sum","field":"v"}}"#,
            r#"[[{"timeUnit":"yearmonth","field":"t","as":"yearmonth_t"},
                {"aggregate":[{"op":"sum","field":"v","as":"sum_v"}],"groupby":["yearmonth_t","yearmonth_t_end"]}],
                [["yearmonth_t","t (year-month)"],["sum_v","Sum of v"]],[]]"#,
        );
    }
}
