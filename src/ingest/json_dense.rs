//! JSON records into dense columns while they are parsed: no tree of values, no cell as text of
//! its own.

use std::fmt;

use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::de::StrRead;

use super::choices::Choices;
use super::dense::DenseColumn;
use super::header::MAX_COLUMNS;
use super::raw::{RawColumn, RawTable};
use super::table::{self, Frame};
use super::{dense_types, json, melt, path, progress, sniff};
use crate::data::{Assumed, InputFile, Table, machine};
use crate::diag::{Diagnostic, Warned};

/// So many cells may be absent beside as many that are there, and these.
const FREE_CELLS: usize = 1 << 20;
/// Room is made for the rows that are expected, and for one in so many more.
const ROWS_A_FURTHER_ONE: usize = 16;
/// But not for more than this at the start.
const MOST_ROWS: usize = 1 << 22;

/// Reads a file as `json::read` does.
///
/// # Errors
/// As `json::read`.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    match whole(file, choices) {
        Some(read) => Ok(read),
        None => json::read(file, choices),
    }
}

/// The table of an array of flat records, or of records on end, all with the members of the
/// first in its order; `None` for all else.
fn whole(file: &InputFile, choices: &Choices) -> Option<Warned<Vec<Table>>> {
    let is_plain = choices.number_style.is_none() && choices.layout.is_none();
    if !is_plain || choices.is_as_written() {
        return None;
    }
    let text = sniff::text(&file.bytes, &file.path).ok()?;
    let record_bytes = text.find('}')?.max(1);
    let n_rows = text.len() / record_bytes;
    let n_rows = (n_rows + n_rows / ROWS_A_FURTHER_ONE + 1).min(MOST_ROWS);
    let mut records = Records {
        columns: Vec::new(),
        expected: n_rows,
        n_rows: 0,
        n_absent: 0,
        n_filled: 0,
    };
    let mut deserializer = Deserializer::from_str(text);
    match text.trim_start().starts_with('[') {
        true => {
            Items(&mut records).deserialize(&mut deserializer).ok()?;
            deserializer.end().ok()?;
        }
        false => on_end(&mut records, &mut deserializer)?,
    }
    let mut shell = RawTable::new(1);
    let names = records.columns.iter().map(|column| column.name.as_str());
    shell.columns = names.map(RawColumn::new).collect();
    shell.n_rows = records.n_rows;
    let place = crate::diag::Place::file(&file.path);
    shell.check_size(shell.n_rows, &place).ok()?;
    let frame = Frame {
        name: path::stem(&file.path),
        file: &file.path,
        choices,
        assumed: Assumed {
            format: "json".to_owned(),
            encoding: "UTF-8".to_owned(),
            layout: melt::long_layout(&shell, &Vec::new())?,
            ..Assumed::default()
        },
    };
    let typed = dense_types::typed(records.columns, &frame)?;
    let mut warnings = Vec::new();
    let table = table::build(&shell, frame, typed, &|_| Vec::new(), &mut warnings);
    Some(Warned {
        value: vec![table],
        warnings,
    })
}

/// Two records or more, one after the other. A lone one is an object, which may hold tables.
fn on_end(records: &mut Records, deserializer: &mut Deserializer<StrRead<'_>>) -> Option<()> {
    loop {
        Record(records).deserialize(&mut *deserializer).ok()?;
        if deserializer.end().is_ok() {
            break;
        }
    }
    (records.n_rows > 1).then_some(())
}

/// The columns while records come.
struct Records {
    columns: Vec<DenseColumn>,
    expected: usize,
    n_rows: usize,
    /// Cells of members that a record does not have.
    n_absent: usize,
    n_filled: usize,
}

impl Records {
    /// The column of a member, at `next` or behind it; those between are absent in this record.
    fn column(&mut self, key: &str, next: usize) -> Option<usize> {
        if self.n_rows == 0 {
            let is_new = self.columns.iter().all(|column| column.name != key);
            if !is_new || key.is_empty() || next >= MAX_COLUMNS {
                return None;
            }
            self.columns.push(DenseColumn::new(key, self.expected));
            return Some(next);
        }
        let skipped = self.columns.get(next..)?;
        let skipped = skipped.iter().position(|column| column.name == key)?;
        self.pass(next, next + skipped)?;
        Some(next + skipped)
    }

    /// Leaves the cells of some columns empty.
    fn pass(&mut self, from: usize, to: usize) -> Option<()> {
        for column in self.columns.get_mut(from..to)? {
            column.push(b"")?;
        }
        self.n_absent += to - from;
        (self.n_absent <= self.n_filled + FREE_CELLS).then_some(())
    }
}

/// What stands in the file is not what this way is for.
fn other<E: Error>() -> E {
    E::custom("another shape")
}

struct Items<'a>(&'a mut Records);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Record(self.0))?.is_some() {}
        match self.0.n_rows {
            0 => Err(other()),
            _ => Ok(()),
        }
    }
}

struct Record<'a>(&'a mut Records);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let Record(records) = self;
        let mut next = 0;
        while let Some(idx) = members.next_key_seed(Key(records, next))? {
            let column = records.columns.get_mut(idx).ok_or_else(other)?;
            members.next_value_seed(Cell(column))?;
            records.n_filled += 1;
            next = idx + 1;
        }
        let n_columns = records.columns.len();
        if n_columns == 0 {
            return Err(other());
        }
        records.pass(next, n_columns).ok_or_else(other)?;
        progress::at_row(records.n_rows);
        records.n_rows += 1;
        Ok(())
    }
}

/// A member's key; gives its column.
struct Key<'a>(&'a mut Records, usize);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = usize;

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<usize, D::Error> {
        from.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = usize;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<usize, E> {
        let Key(records, next) = self;
        let is_next = |column: &DenseColumn| column.name == key;
        match records.columns.get(next).is_some_and(is_next) {
            true if records.n_rows > 0 => Ok(next),
            _ => records.column(key, next).ok_or_else(other),
        }
    }
}

/// A member's value: a scalar.
struct Cell<'a>(&'a mut DenseColumn);

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl Visitor<'_> for Cell<'_> {
    type Value = ();

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a cell")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.visit_str("")
    }

    fn visit_bool<E: Error>(self, is_true: bool) -> Result<(), E> {
        self.visit_str(if is_true { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, whole: i64) -> Result<(), E> {
        self.visit_str(&whole.to_string())
    }

    fn visit_u64<E: Error>(self, whole: u64) -> Result<(), E> {
        self.visit_str(&whole.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.visit_str(&machine(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.push(text.as_bytes()).ok_or_else(other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str) -> bool {
        let file = InputFile {
            path: "t.json".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let found = whole(&file, &Choices::default());
        if found.is_some() {
            assert_eq!(found, json::read(&file, &Choices::default()).ok(), "{text}");
        }
        found.is_some()
    }

    #[test]
    fn flat_records_are_dense() {
        for text in [
            r#"[{"a":1,"b":"x"},{"a":2.50,"b":null}]"#,
            r#"[{"a":1,"b":"x","c":true},{"b":"y"},{"a":-0.0},{}]"#,
            "{\"省\":\"浙江\",\"数值\":1.5}\n{\"省\":\"广东\",\"数值\":18446744073709551615}\n",
            r#"[{"k":"\u6d59\n","v":"0012"}]"#,
        ] {
            assert!(check(text), "{text}");
        }
    }

    #[test]
    fn all_else_is_read_the_other_way() {
        for text in [
            "[]",
            "[{}]",
            r#"{"a":1}"#,
            r#"[{"a":1},{"b":2}]"#,
            r#"[{"a":1,"a":2}]"#,
            r#"[{"a":[1]}]"#,
            r#"[{"a":{"b":1}}]"#,
            r#"[{"a":1},2]"#,
            r#"[{"a":1}] x"#,
            r#"[{"":1}]"#,
            r#"[{"a":1,"b":2},{"b":1,"a":2}]"#,
        ] {
            assert!(!check(text), "{text}");
        }
    }

    #[test]
    fn absent_cells_have_an_end() {
        let names: Vec<String> = (0..2000).map(|n| format!("\"c{n}\":1")).collect();
        let text = format!("[{{{}}}{}]", names.join(","), ",{}".repeat(1000));
        assert!(!check(&text));
    }

    /// Values of every kind, often alike.
    fn value() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "-?[1-9][0-9]{0,4}(\\.[0-9]{1,3})?",
            2 => "\"[ab甲]{0,2}\"",
            1 => prop::sample::select(vec![
                "null", "true", "0", "-0", "1e3", "1e-7", "\"-\"", "\"n/a\"", "\"约5\"", "\"1,5\"",
                "\"2014\"", "\"2014年\"", "\"1,234\"", "\"3.5万\"", "\" 1 \"", "12345678901234567",
            ]).prop_map(str::to_owned),
        ]
    }

    proptest! {
        #[test]
        fn both_ways_read_the_same(
            names in prop::sample::subsequence(vec!["a", "年份", "v%", "2014", "2015", "code"], 1..6),
            rows in prop::collection::vec(prop::collection::vec(prop::option::weighted(0.95, value()), 6), 1..60),
        ) {
            let row = |cells: &Vec<Option<String>>| {
                let members = names.iter().zip(cells).filter_map(|(name, cell)| {
                    cell.as_ref().map(|cell| format!("\"{name}\":{cell}"))
                });
                format!("{{{}}}", members.collect::<Vec<_>>().join(","))
            };
            let rows: Vec<String> = rows.iter().map(row).collect();
            check(&format!("[{}]", rows.join(",")));
            check(&rows.join("\n"));
        }
    }
}
