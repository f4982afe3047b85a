//! Table Schema v1 and v2: the declared types, titles and missing values of a resource.

use serde_json::Value;

use super::column::{self, Patience};
use super::csv_head::Header;
use super::infer::{self, StyleChoice, Typed};
use super::missing::Marks;
use super::number;
use super::raw::{RawColumn, RawTable};
use crate::data::{Lang, LocalText, Number, NumberStyle, Period, Values};

/// A type as Furrow reads it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Integer,
    /// A word of `Code::NotOfType` for what is expected.
    Time(&'static str),
    Text,
    Any,
}

type ReadNumber<'a> = &'a dyn Fn(&str) -> Option<Number>;

/// What a schema says of one column.
struct Field {
    name: String,
    kind: Kind,
    decimal: NumberStyle,
    titles: Vec<(String, String)>,
    /// The field's own marks, which stand in for the schema's.
    missing: Option<Vec<String>>,
}

/// What a package says of the columns of one resource.
pub(super) struct Schema {
    fields: Vec<Field>,
    missing: Option<Vec<String>>,
}

impl Schema {
    /// Reads a schema; what is malformed counts as not said.
    pub(super) fn from_json(schema: &Value, resource: &Value) -> Schema {
        let fields = schema.get("fields").and_then(Value::as_array);
        Schema {
            fields: fields.into_iter().flatten().map(field).collect(),
            missing: marks(schema).or_else(|| marks(resource)),
        }
    }

    /// What a format itself says: one column of numbers, with its marks for missing ones.
    pub(super) fn of_values(name: &str, marks: &[&str]) -> Schema {
        let field = Field {
            name: name.to_owned(),
            kind: Kind::Number,
            decimal: NumberStyle::Point,
            titles: Vec::new(),
            missing: Some(marks.iter().map(|mark| (*mark).to_owned()).collect()),
        };
        Schema {
            fields: vec![field],
            missing: None,
        }
    }

    /// Gives columns that the schema does not know the name of the field in their place.
    ///
    /// The specification goes by order, people go by name: names that are found win.
    pub(super) fn name_columns(&self, raw: &mut RawTable, header: Header) {
        if header == Header::FirstRow && self.fields.len() != raw.columns.len() {
            return;
        }
        let given: Vec<String> = raw.columns.iter().map(|c| c.name.clone()).collect();
        for (column, field) in raw.columns.iter_mut().zip(&self.fields) {
            let is_known = self.field(&column.name).is_some();
            if !is_known && !field.name.is_empty() && !given.contains(&field.name) {
                column.name.clone_from(&field.name);
            }
        }
    }

    /// The index and name of every field without a column.
    pub(super) fn without_column(&self, raw: &RawTable) -> Vec<(usize, String)> {
        let has = |name: &str| raw.columns.iter().any(|column| column.name == name);
        self.fields
            .iter()
            .enumerate()
            .filter(|(_, field)| !has(&field.name))
            .map(|(idx, field)| (idx, field.name.clone()))
            .collect()
    }

    /// Types a column as declared, or by its cells when nothing is declared.
    pub(super) fn read(&self, raw: &RawColumn) -> Typed {
        let field = self.field(&raw.name);
        let own = field.and_then(|field| field.missing.as_deref());
        let kind = field.map_or(Kind::Any, |field| field.kind);
        let decimal = field.map_or(NumberStyle::Point, |field| field.decimal);
        let marks = match (own.or(self.missing.as_deref()), kind) {
            (Some(marks), _) => Marks::Named(marks),
            (None, Kind::Any) => Marks::Common,
            (None, _) => Marks::Named(&[]),
        };
        let integer = |cell: &str| declared_number(cell, decimal).filter(is_whole);
        let number = |cell: &str| declared_number(cell, decimal);
        let (word, read): (_, ReadNumber<'_>) = match kind {
            Kind::Integer => ("integer", &integer),
            Kind::Number => ("number", &number),
            Kind::Text => return Typed::of(column::texts(raw, marks), None),
            Kind::Any => return infer::infer(raw, marks, StyleChoice::Open),
            Kind::Time(word) => {
                let times = column::times(raw, marks, word, &day, Patience::Endless);
                return Typed::of(Values::Time(times.cells), times.misfit);
            }
        };
        let numbers = column::numbers(raw, marks, word, read, Patience::Endless);
        Typed::of(Values::Number(numbers.cells), numbers.misfit)
    }

    /// The titles of a column by language code.
    pub(super) fn titles(&self, name: &str) -> Vec<(String, String)> {
        self.field(name)
            .map_or_else(Vec::new, |field| field.titles.clone())
    }

    fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// `title` and `furrow:titles` of a package, resource or field; may be empty.
pub(super) fn local_title(object: &Value) -> LocalText {
    let mut text = match object.get("title").and_then(Value::as_str) {
        Some(title) => LocalText::plain(title),
        None => LocalText::default(),
    };
    let titles = object.get("furrow:titles").and_then(Value::as_object);
    for (code, title) in titles.into_iter().flatten() {
        if let Some(title) = title.as_str() {
            text.0.insert(code.clone(), title.to_owned());
        }
    }
    text
}

fn field(written: &Value) -> Field {
    let said = |key: &str| written.get(key).and_then(Value::as_str);
    let kind = match said("type").unwrap_or("any") {
        "number" => Kind::Number,
        "integer" => Kind::Integer,
        "year" => Kind::Time("year"),
        "yearmonth" => Kind::Time("month"),
        // A pattern of strptime is not read; the text is kept rather than read wrongly.
        "date" | "datetime" if said("format").is_some_and(|format| format.contains('%')) => {
            Kind::Text
        }
        "date" | "datetime" => Kind::Time("date"),
        "any" => Kind::Any,
        _ => Kind::Text,
    };
    let decimal = match said("decimalChar") {
        Some(",") => NumberStyle::Comma,
        _ => NumberStyle::Point,
    };
    let text = local_title(written);
    let mut titles: Vec<(String, String)> = (&text).into();
    titles.retain(|(code, _)| !code.is_empty());
    for lang in Lang::ALL {
        if !text.is_empty() && titles.iter().all(|(code, _)| code != lang.code()) {
            titles.push((lang.code().to_owned(), text.get(lang).to_owned()));
        }
    }
    Field {
        name: said("name").unwrap_or_default().to_owned(),
        kind,
        decimal,
        titles,
        missing: marks(written),
    }
}

/// `missingValues`: texts, or objects with a `value` as version 2 allows.
fn marks(object: &Value) -> Option<Vec<String>> {
    let items = object.get("missingValues")?.as_array()?;
    let texts = items.iter().filter_map(|item| match item {
        Value::Object(object) => object.get("value")?.as_str(),
        item => item.as_str(),
    });
    Some(texts.map(str::to_owned).collect())
}

/// A number that is declared as one may have leading zeros.
fn declared_number(cell: &str, decimal: NumberStyle) -> Option<Number> {
    number::plain(cell, decimal).or_else(|| {
        let plain = cell.trim().trim_start_matches('0');
        match plain.bytes().next() {
            Some(b'0'..=b'9') => number::plain(plain, decimal),
            None => number::plain("0", decimal),
            Some(_) => None,
        }
    })
}

fn is_whole(number: &Number) -> bool {
    number.value.fract() == 0.0
}

/// A time that is declared as one may have a clock behind its day; only the day is kept.
fn day(cell: &str) -> Option<Period> {
    let plain = cell.trim();
    Period::parse(plain).or_else(|| Period::parse(plain.split_once(['T', ' '])?.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Missing;

    #[track_caller]
    fn check(field: &str, cells: &[&str], expected: &[&str]) {
        let text = format!(r#"{{"fields":[{field}]}}"#);
        let schema = Schema::from_json(&serde_json::from_str(&text).unwrap(), &Value::Null);
        let mut raw = RawColumn::new("a");
        cells.iter().for_each(|cell| raw.push(cell));
        let column = crate::data::Column::new("a", schema.read(&raw).values);
        let shown: Vec<String> = (0..cells.len()).map(|row| column.display(row)).collect();
        assert_eq!(shown, expected, "{field}");
    }

    #[test]
    fn declared_types_are_read() {
        check(
            r#"{"name":"a","type":"number"}"#,
            &["1.50", "007", "x"],
            &["1.50", "7", ""],
        );
        check(
            r#"{"name":"a","type":"number","decimalChar":","}"#,
            &["1,5"],
            &["1.5"],
        );
        check(
            r#"{"name":"a","type":"integer"}"#,
            &["1", "1.5", "000"],
            &["1", "", "0"],
        );
        check(r#"{"name":"a","type":"year"}"#, &["2014"], &["2014"]);
        check(
            r#"{"name":"a","type":"yearmonth"}"#,
            &["2014-03"],
            &["2014-03"],
        );
        check(
            r#"{"name":"a","type":"datetime"}"#,
            &["2014-03-02T10:00:00Z"],
            &["2014-03-02"],
        );
        check(r#"{"name":"a","type":"boolean"}"#, &["true"], &["true"]);
        check(
            r#"{"name":"a","type":"string"}"#,
            &["010", "-"],
            &["010", "-"],
        );
        check(
            r#"{"name":"a","type":"date","format":"%d/%m/%Y"}"#,
            &["1/2/2014"],
            &["1/2/2014"],
        );
        check(r#"{"name":"a"}"#, &["1", "-"], &["1", ""]);
    }

    #[test]
    fn a_version_two_mark_is_an_object() {
        let json = r#"{"fields":[{"name":"a","type":"number"}],
            "missingValues":[{"value":"-9","label":"refused"},""]}"#;
        let schema = Schema::from_json(&serde_json::from_str(json).unwrap(), &Value::Null);
        let mut raw = RawColumn::new("a");
        raw.push("-9");
        let typed = schema.read(&raw);
        let marked = crate::data::NumberCell::missing(Missing::Marked);
        assert_eq!(typed.values, Values::Number([marked].into_iter().collect()));
        assert!(typed.misfit.is_none());
    }
}
