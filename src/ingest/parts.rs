//! Parts of one table: the files that Spark, Trino and DuckDB write into a folder.
//!
//! `sales/year=2019/part-00000.snappy.parquet` is a part of `sales`, with `year` as a column.

use super::path;
use super::raw::RawColumn;
use super::{infer, infer::StyleChoice, missing::Marks, table};
use crate::data::{Column, InputFile, Missing, Table, Values};

/// What Hive writes where a value is missing.
const MISSING: &str = "__HIVE_DEFAULT_PARTITION__";

/// The folder of which a file is a part; `None` when it stands for itself.
pub(super) fn whole(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/')?;
    let mut root = folder;
    while let Some((outer, _)) = split_key(root) {
        root = outer;
    }
    let is_keyed = root.len() < folder.len();
    let is_part = name.starts_with("part-") || name.starts_with("data_") || !name.contains('.');
    (is_keyed || is_part).then_some(root)
}

/// Whether a file only says something of the folder: `_SUCCESS`, `_metadata`, checksums.
pub(super) fn is_mark(file: &InputFile) -> bool {
    let name = path::name(&file.path);
    let is_empty_mark = file.bytes.is_empty() && whole(&file.path).is_some();
    name.starts_with("_SUCCESS")
        || name.starts_with("_committed_")
        || name.starts_with("_started_")
        || matches!(name, "_metadata" | "_common_metadata")
        || name.ends_with(".crc")
        || is_empty_mark
}

/// The folder above the last one and the last one's key and value.
fn split_key(folder: &str) -> Option<(&str, (&str, &str))> {
    let (outer, last) = folder.rsplit_once('/').unwrap_or(("", folder));
    let pair = last.split_once('=').filter(|(key, _)| !key.is_empty())?;
    Some((outer, pair))
}

/// A folder, its keys with a value a row, and where its table stands.
type Whole = (String, Vec<(String, RawColumn)>, usize);

/// Joins tables of one folder that have the same columns; others stay as they are.
pub(super) fn join(tables: Vec<Table>) -> Vec<Table> {
    let mut out: Vec<Table> = Vec::new();
    let mut folders: Vec<Whole> = Vec::new();
    for table in tables {
        let Some(root) = whole(&table.file).map(str::to_owned) else {
            out.push(table);
            continue;
        };
        let keys = keys(&table.file);
        let n_rows = table.n_rows;
        let known = folders.iter_mut().find(|(folder, known, idx)| {
            *folder == root
                && known
                    .iter()
                    .map(|(key, _)| key)
                    .eq(keys.iter().map(|(key, _)| key))
                && out.get(*idx).is_some_and(|whole| is_alike(whole, &table))
        });
        let columns = match known {
            Some((_, columns, idx)) => {
                if let Some(whole) = out.get_mut(*idx) {
                    append(whole, table);
                }
                columns
            }
            None => {
                let columns = keys
                    .iter()
                    .map(|(key, _)| (key.clone(), RawColumn::new(key)));
                folders.push((root.clone(), columns.collect(), out.len()));
                let name = path::name(&root).to_owned();
                let name = if name.is_empty() {
                    table.name.clone()
                } else {
                    name
                };
                out.push(Table {
                    name,
                    file: root,
                    ..table
                });
                match folders.last_mut() {
                    Some((_, columns, _)) => columns,
                    None => continue,
                }
            }
        };
        for ((_, column), (_, value)) in columns.iter_mut().zip(&keys) {
            (0..n_rows).for_each(|_| column.push(value));
        }
    }
    for (_, keys, idx) in folders {
        let Some(table) = out.get_mut(idx) else {
            continue;
        };
        for (name, raw) in keys {
            if table.column(&name).is_none() {
                let typed = infer::infer(&raw, Marks::Common, StyleChoice::Open);
                table.columns.push(Column::new(&name, typed.values));
            }
        }
        table::give_roles(table);
    }
    out
}

/// Keys and values of the folders of a path, from the outside in.
fn keys(path: &str) -> Vec<(String, String)> {
    let mut keys = Vec::new();
    let mut folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    while let Some((outer, (key, value))) = split_key(folder) {
        let value = decoded(value);
        let value = if value == MISSING {
            String::new()
        } else {
            value
        };
        keys.push((decoded(key), value));
        folder = outer;
    }
    keys.reverse();
    keys
}

/// Text in which `%E4` stands for a byte; as it is where that gives no text.
fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let digits = tail.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.filter(|two| *first == b'%' && two.is_ascii());
        match byte.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn is_alike(whole: &Table, part: &Table) -> bool {
    let alike = |(a, b): (&Column, &Column)| {
        a.name == b.name && std::mem::discriminant(&a.values) == std::mem::discriminant(&b.values)
    };
    whole.columns.len() == part.columns.len() && whole.columns.iter().zip(&part.columns).all(alike)
}

fn append(whole: &mut Table, part: Table) {
    whole.n_rows += part.n_rows;
    for (column, below) in whole.columns.iter_mut().zip(part.columns) {
        match (&mut column.values, below.values) {
            (Values::Number(cells), Values::Number(more)) => cells.append(more),
            (Values::Time(cells), Values::Time(more)) => cells.append(more),
            (
                Values::Text { levels, codes },
                Values::Text {
                    levels: more_levels,
                    codes: more,
                },
            ) => {
                let mut numbers = super::dictionary::Dictionary::default();
                levels.drain(..).for_each(|level| {
                    numbers.number(&level);
                });
                let map: Vec<u32> = more_levels
                    .iter()
                    .map(|level| numbers.number(level))
                    .collect();
                *levels = numbers.into_texts();
                codes.extend(more.iter().map(|code| {
                    code.and_then(|code| map.get(code as usize).copied().ok_or(Missing::Empty))
                }));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_known_by_their_names_and_folders() {
        assert_eq!(whole("sales/part-0.parquet"), Some("sales"));
        assert_eq!(whole("a/sales/year=2019/x.parquet"), Some("a/sales"));
        assert_eq!(whole("year=2019/x.parquet"), Some(""));
        assert_eq!(whole("sales/20240101_abc"), Some("sales"));
        assert_eq!(whole("sales/2019.parquet"), None);
        assert_eq!(whole("part-0.parquet"), None);
    }

    #[test]
    fn keys_are_decoded() {
        let keys = keys("s/year=2019/区=%E4%B8%9C/x=__HIVE_DEFAULT_PARTITION__/p");
        let shown: Vec<String> = keys.iter().map(|(k, v)| format!("{k}:{v}")).collect();
        assert_eq!(shown, ["year:2019", "区:东", "x:"]);
        assert_eq!(decoded("100%"), "100%");
    }
}
