//! Arrow IPC (Feather version 2), files and streams: batch by batch into typed columns.

use std::sync::Arc;

use arrow_array::array::AnyDictionaryArray;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, Time32MillisecondType, Time32SecondType,
    Time64MicrosecondType, Time64NanosecondType, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type,
    UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::Buffer;
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::FileDecoder;
use arrow_ipc::{Block, MessageHeader, root_as_message};
use arrow_schema::{DataType, Field, Schema, TimeUnit};

use super::arrow_frames::{Frame, Frames};
use super::choices::Choices;
use super::guard;
use super::header::{self, MAX_COLUMNS, Names};
use super::limits::check_packed;
use super::progress;
use super::raw::RawTable;
use super::typed::{self, Texts, Typed, clock};
use super::workbook::damaged;
use crate::data::{InputFile, Table, scaled};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// Whether the bytes begin as an Arrow file, or as a stream whose first message is a schema.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"ARROW1")
        || (bytes.starts_with(&[0xFF; 4]) && matches!(schema(&mut Frames::new(bytes)), Ok(Some(_))))
}

/// Reads a file as one table. Columns of lists and maps are left out with a warning.
///
/// # Errors
/// `Damaged`, `TooLarge`, or `NoTable` when every column is a list.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    guard::hold(file, "Arrow", || read_batches(file, choices))
}

fn read_batches(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let place = Place::file(&file.path);
    let fails = |message: &str| damaged(file, "Arrow", message);
    let mut frames = Frames::new(&file.bytes);
    let schema = schema(&mut frames).map_err(|message| fails(&message))?;
    let schema = Arc::new(schema.ok_or_else(|| fails("it has no schema"))?);
    let mut warnings = Vec::new();
    let mut leaves = Vec::new();
    let mut nested = Vec::new();
    for (idx, field) in schema.fields().iter().enumerate() {
        find_leaves(field, field.name(), &[idx], &mut leaves, &mut nested);
    }
    header::note_dropped(leaves.len(), &place, &mut warnings);
    leaves.truncate(MAX_COLUMNS);
    if !nested.is_empty() {
        let code = Code::NestedColumns { names: nested };
        warnings.push(Diagnostic::warning(place.clone(), code));
    }
    if leaves.is_empty() {
        return Err(Diagnostic::error(place, Code::NoTable));
    }
    // Version 1 stands for any: each message names its own.
    let mut decoder = FileDecoder::new(schema, arrow_ipc::MetadataVersion::V1);
    let mut extent = RawTable::new(1);
    extent.columns = header::numbered(leaves.len());
    let mut n_rows = 0_usize;
    loop {
        match batch(&mut frames, &mut decoder) {
            Ok(Step::Rows(columns, n)) => {
                n_rows = n_rows.saturating_add(n);
                extent.check_size(n_rows, &place)?;
                progress::at_rows(n_rows);
                check_packed(n_rows.saturating_mul(leaves.len()), file, &place)?;
                for leaf in &mut leaves {
                    if let Some(array) = columns.get(leaf.path[0]) {
                        put(array, &leaf.path[1..], &|_| false, &mut leaf.cells);
                    }
                    leaf.cells.resize(n_rows);
                }
            }
            Ok(Step::Other) => {}
            Ok(Step::End) => break,
            Err(message) if n_rows == 0 => return Err(fails(&message)),
            Err(message) => {
                let error = fails(&message);
                warnings.push(Diagnostic::warning(error.place, error.code));
                break;
            }
        }
    }
    let mut names = Names::default();
    let finish = |leaf: Leaf| leaf.cells.finish(&names.unique(&leaf.name));
    let columns = leaves.into_iter().map(finish).collect();
    Ok(Warned {
        value: vec![typed::table(file, "arrow", columns, n_rows, choices)],
        warnings,
    })
}

/// A column of the table: its place in the schema, field within field.
struct Leaf {
    name: String,
    path: Vec<usize>,
    cells: Typed,
}

fn find_leaves(
    field: &Field,
    name: &str,
    path: &[usize],
    leaves: &mut Vec<Leaf>,
    nested: &mut Vec<String>,
) {
    if let DataType::Struct(fields) = field.data_type() {
        for (idx, inner) in fields.iter().enumerate() {
            let name = format!("{name}.{}", inner.name());
            find_leaves(inner, &name, &[path, &[idx]].concat(), leaves, nested);
        }
        return;
    }
    match empty(field.data_type()) {
        Some(cells) => leaves.push(Leaf {
            name: name.to_owned(),
            path: path.to_vec(),
            cells,
        }),
        None => nested.push(name.to_owned()),
    }
}

/// The column that values of a type go into; `None` for lists, maps and bytes.
fn empty(kind: &DataType) -> Option<Typed> {
    let cells = match kind {
        DataType::Int8 | DataType::Int16 | DataType::Int32 | DataType::Int64 => {
            Typed::Whole(Vec::new())
        }
        DataType::UInt8 | DataType::UInt16 | DataType::UInt32 => Typed::Whole(Vec::new()),
        DataType::UInt64 => Typed::Text(Texts::default()),
        DataType::Float32 | DataType::Float64 => Typed::Real(Vec::new()),
        DataType::Decimal128(_, scale) => Typed::Decimal(Vec::new(), u8::try_from(*scale).ok()?),
        DataType::Date32 => Typed::Day(Vec::new()),
        DataType::Date64 => Typed::Stamp(Vec::new(), per_day(TimeUnit::Millisecond)),
        DataType::Timestamp(unit, _) => Typed::Stamp(Vec::new(), per_day(*unit)),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Typed::Text(Texts::default()),
        DataType::Boolean | DataType::Null | DataType::Time32(_) | DataType::Time64(_) => {
            Typed::Text(Texts::default())
        }
        DataType::Dictionary(_, values) if !matches!(**values, DataType::Dictionary(..)) => {
            empty(values)?
        }
        _ => return None,
    };
    Some(cells)
}

fn per_day(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::Second => 86_400,
        TimeUnit::Millisecond => 86_400_000,
        TimeUnit::Microsecond => 86_400_000_000,
        TimeUnit::Nanosecond => 86_400_000_000_000,
    }
}

fn schema(frames: &mut Frames<'_>) -> Result<Option<Schema>, String> {
    let Some(frame) = frames.next()? else {
        return Ok(None);
    };
    let metadata = frame.bytes.get(8..frame.body_at).unwrap_or_default();
    let message = root_as_message(metadata).map_err(|error| error.to_string())?;
    let Some(schema) = message.header_as_schema() else {
        return Err("it does not begin with a schema".to_owned());
    };
    let schema = try_fb_to_schema(schema);
    schema.map(Some).map_err(|error| error.to_string())
}

/// What the next message was.
enum Step {
    Rows(Vec<ArrayRef>, usize),
    Other,
    End,
}

fn batch(frames: &mut Frames<'_>, decoder: &mut FileDecoder) -> Result<Step, String> {
    let Some(frame) = frames.next()? else {
        return Ok(Step::End);
    };
    let Frame {
        bytes,
        body_at,
        header,
    } = frame;
    let block = Block::new(0, body_at as i32, (bytes.len() - body_at) as i64);
    let buffer = Buffer::from_vec(bytes);
    match header {
        MessageHeader::DictionaryBatch => {
            let read = decoder.read_dictionary(&block, &buffer);
            read.map_err(|error| error.to_string())?;
            Ok(Step::Other)
        }
        MessageHeader::RecordBatch => {
            let read = decoder.read_record_batch(&block, &buffer);
            match read.map_err(|error| error.to_string())? {
                Some(batch) => Ok(Step::Rows(batch.columns().to_vec(), batch.num_rows())),
                None => Ok(Step::Other),
            }
        }
        _ => Ok(Step::Other),
    }
}

/// Puts the cells of an array, or of the one inside it to which the path leads.
fn put(array: &ArrayRef, path: &[usize], is_null: &dyn Fn(usize) -> bool, cells: &mut Typed) {
    let is_null = |row: usize| is_null(row) || array.is_null(row);
    if let Some((first, rest)) = path.split_first() {
        if let Some(inner) = array.as_struct_opt().and_then(|s| s.columns().get(*first)) {
            put(inner, rest, &is_null, cells);
        }
        return;
    }
    if let Some(dictionary) = array.as_any_dictionary_opt() {
        put_dictionary(dictionary, &is_null, cells);
        return;
    }
    macro_rules! whole {
        ($kind:ty) => {
            put_whole::<$kind>(array, &is_null, cells, &|value| i64::from(value))
        };
    }
    match array.data_type() {
        DataType::Int8 => whole!(Int8Type),
        DataType::Int16 => whole!(Int16Type),
        DataType::Int32 => whole!(Int32Type),
        DataType::Int64 => whole!(Int64Type),
        DataType::UInt8 => whole!(UInt8Type),
        DataType::UInt16 => whole!(UInt16Type),
        DataType::UInt32 => whole!(UInt32Type),
        DataType::Date32 => whole!(Date32Type),
        DataType::Date64 => whole!(Date64Type),
        DataType::Timestamp(TimeUnit::Second, _) => whole!(TimestampSecondType),
        DataType::Timestamp(TimeUnit::Millisecond, _) => whole!(TimestampMillisecondType),
        DataType::Timestamp(TimeUnit::Microsecond, _) => whole!(TimestampMicrosecondType),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => whole!(TimestampNanosecondType),
        _ => put_other(array, &is_null, cells),
    }
}

/// The distinct values are read once; each cell repeats one of them.
fn put_dictionary(
    dictionary: &dyn AnyDictionaryArray,
    is_null: &dyn Fn(usize) -> bool,
    cells: &mut Typed,
) {
    let Some(mut distinct) = empty(dictionary.values().data_type()) else {
        return;
    };
    put(dictionary.values(), &[], &|_| false, &mut distinct);
    if dictionary.values().is_empty() {
        return;
    }
    let keys = dictionary.normalized_keys();
    let rows = keys.iter().enumerate();
    cells.repeat(
        &distinct,
        rows.map(|(row, key)| (!is_null(row)).then_some(*key)),
    );
}

fn put_whole<T: ArrowPrimitiveType>(
    array: &ArrayRef,
    is_null: &dyn Fn(usize) -> bool,
    cells: &mut Typed,
    wide: &dyn Fn(T::Native) -> i64,
) {
    let (Typed::Whole(out) | Typed::Day(out) | Typed::Stamp(out, _)) = cells else {
        return;
    };
    if let Some(values) = array.as_primitive_opt::<T>() {
        let cell = |(row, value): (usize, &T::Native)| (!is_null(row)).then(|| wide(*value));
        out.extend(values.values().iter().enumerate().map(cell));
    }
}

fn put_other(array: &ArrayRef, is_null: &dyn Fn(usize) -> bool, cells: &mut Typed) {
    let rows = 0..array.len();
    match cells {
        Typed::Real(out) => {
            if let Some(values) = array.as_primitive_opt::<Float64Type>() {
                out.extend(rows.map(|row| (!is_null(row)).then(|| values.value(row))));
            } else if let Some(values) = array.as_primitive_opt::<Float32Type>() {
                // The shortest text of a short float is what its writer meant.
                let meant = |value: f32| value.to_string().parse().unwrap_or(f64::from(value));
                out.extend(rows.map(|row| (!is_null(row)).then(|| meant(values.value(row)))));
            }
        }
        Typed::Decimal(out, decimals) => {
            if let Some(values) = array.as_primitive_opt::<Decimal128Type>() {
                let meant = |value: i128| scaled(value as f64, -i32::from(*decimals));
                out.extend(rows.map(|row| (!is_null(row)).then(|| meant(values.value(row)))));
            }
        }
        Typed::Text(texts) => put_texts(array, is_null, texts),
        _ => {}
    }
}

fn put_texts(array: &ArrayRef, is_null: &dyn Fn(usize) -> bool, texts: &mut Texts) {
    macro_rules! each {
        ($values:expr, $text:expr) => {{
            let values = $values;
            for row in 0..values.len() {
                match is_null(row) {
                    true => texts.push(None),
                    false => texts.push(Some(&$text(values.value(row)))),
                }
            }
        }};
    }
    macro_rules! clocks {
        ($kind:ty, $unit:expr) => {
            each!(array.as_primitive::<$kind>(), |at| clock(
                i64::from(at),
                per_day($unit)
            ))
        };
    }
    match array.data_type() {
        DataType::Utf8 => each!(array.as_string::<i32>(), str::to_owned),
        DataType::LargeUtf8 => each!(array.as_string::<i64>(), str::to_owned),
        DataType::Utf8View => each!(array.as_string_view(), str::to_owned),
        DataType::Boolean => each!(array.as_boolean(), |value: bool| value.to_string()),
        DataType::UInt64 => each!(array.as_primitive::<UInt64Type>(), |v: u64| v.to_string()),
        DataType::Time32(TimeUnit::Second) => clocks!(Time32SecondType, TimeUnit::Second),
        DataType::Time32(_) => clocks!(Time32MillisecondType, TimeUnit::Millisecond),
        DataType::Time64(TimeUnit::Microsecond) => {
            clocks!(Time64MicrosecondType, TimeUnit::Microsecond);
        }
        DataType::Time64(_) => clocks!(Time64NanosecondType, TimeUnit::Nanosecond),
        _ => {}
    }
}
