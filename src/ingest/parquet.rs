//! Parquet: row group by row group, column by column, each value into its typed column.

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit, Type};
use ::parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};
use ::parquet::schema::types::ColumnDescriptor;
use bytes::Bytes;

use super::choices::Choices;
use super::guard;
use super::header::{self, MAX_COLUMNS, Names};
use super::limits::check_packed;
use super::parquet_values::{MICROS_PER_DAY, read_chunk};
use super::progress;
use super::raw::RawTable;
use super::thrift;
use super::typed::{self, Texts, Typed};
use super::workbook::damaged;
use crate::data::{InputFile, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};

/// Whether the bytes begin as Parquet does.
pub(super) fn recognises(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1")
}

/// Reads a file as one table. Columns of lists and maps are left out with a warning.
///
/// # Errors
/// `Damaged`, `TooLarge`, or `NoTable` when every column is a list.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    guard::hold(file, "Parquet", || read_groups(file, choices))
}

fn read_groups(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let place = Place::file(&file.path);
    let bytes = Bytes::copy_from_slice(&file.bytes);
    let fails = |message: &str| damaged(file, "Parquet", message);
    check_footer(&bytes).map_err(fails)?;
    let mut reader = ParquetMetaDataReader::new();
    let parsed = reader.try_parse(&bytes).and_then(|()| reader.finish());
    let metadata = parsed.map_err(|error| fails(&error.to_string()))?;
    let schema = metadata.file_metadata().schema_descr_ptr();
    let mut warnings = Vec::new();
    let mut nested: Vec<String> = Vec::new();
    let mut kept = Vec::new();
    for (idx, column) in schema.columns().iter().enumerate() {
        if column.max_rep_level() == 0 && column.max_def_level() < 64 {
            kept.push(idx);
        } else {
            let name = column.path().parts().first().cloned().unwrap_or_default();
            if nested.last() != Some(&name) {
                nested.push(name);
            }
        }
    }
    header::note_dropped(kept.len(), &place, &mut warnings);
    kept.truncate(MAX_COLUMNS);
    if !nested.is_empty() {
        let code = Code::NestedColumns { names: nested };
        warnings.push(Diagnostic::warning(place.clone(), code));
    }
    if kept.is_empty() {
        return Err(Diagnostic::error(place, Code::NoTable));
    }
    let n_rows = count_rows(&metadata).ok_or_else(|| fails("its row counts are wrong"))?;
    let mut extent = RawTable::new(1);
    extent.columns = header::numbered(kept.len());
    extent.check_size(n_rows, &place)?;
    check_packed(n_rows.saturating_mul(kept.len()), file, &place)?;
    let mut names = Names::default();
    let mut columns = Vec::new();
    let mut n_whole = n_rows;
    let mut problem = None;
    let n_columns = kept.len().max(1);
    for idx in kept {
        let descriptor = schema.column(idx);
        let mut cells = empty(&descriptor);
        for group in metadata.row_groups() {
            let chunk = group.columns().get(idx);
            let n_group = usize::try_from(group.num_rows()).unwrap_or(0);
            let read = chunk.ok_or("a column is not there".to_owned());
            let read = read.and_then(|chunk| {
                read_chunk(&bytes, chunk, n_group, &mut cells).map_err(|error| error.to_string())
            });
            if let Err(message) = read {
                // What comes after a broken page is lost in all columns alike.
                n_whole = n_whole.min(cells.len());
                problem = Some(message);
                break;
            }
        }
        let name = names.unique(&descriptor.path().parts().join("."));
        columns.push((name, cells));
        // Column after column; what is told is the share of rows that this comes to.
        progress::at_rows(n_rows / n_columns * columns.len());
    }
    if let Some(message) = problem {
        let error = fails(&message);
        if n_whole == 0 {
            return Err(error);
        }
        warnings.push(Diagnostic::warning(error.place, error.code));
    }
    let finish = |(name, mut cells): (String, Typed)| {
        cells.resize(n_whole);
        cells.finish(&name)
    };
    let columns = columns.into_iter().map(finish).collect();
    Ok(Warned {
        value: vec![typed::table(file, "parquet", columns, n_whole, choices)],
        warnings,
    })
}

/// Looks whether the footer's length leads into the file, and whether it has an end.
fn check_footer(bytes: &[u8]) -> Result<(), &'static str> {
    let Some((rest, b"PAR1")) = bytes.split_last_chunk::<4>() else {
        return Err("it does not end as Parquet does");
    };
    let Some((rest, len)) = rest.split_last_chunk::<4>() else {
        return Err("it is too short");
    };
    let start = rest.len().checked_sub(u32::from_le_bytes(*len) as usize);
    let footer = start.and_then(|start| rest.get(start..));
    let footer = footer.ok_or("its footer is longer than the file")?;
    match thrift::look(footer) {
        Err(thrift::Fault::Endless) => Err("its footer has no end"),
        _ => Ok(()),
    }
}

/// Rows of all groups; `None` when one is negative.
fn count_rows(metadata: &ParquetMetaData) -> Option<usize> {
    let counts = metadata.row_groups().iter().map(|group| group.num_rows());
    counts
        .map(|n| usize::try_from(n).ok())
        .try_fold(0_usize, |sum, n| sum.checked_add(n?))
}

/// The column that values of a type go into.
fn empty(descriptor: &ColumnDescriptor) -> Typed {
    let decimals = u8::try_from(descriptor.type_scale()).unwrap_or(0);
    match (descriptor.logical_type_ref(), descriptor.converted_type()) {
        (Some(LogicalType::Decimal(decimal)), _) => {
            return Typed::Decimal(Vec::new(), u8::try_from(decimal.scale).unwrap_or(0));
        }
        (None, ConvertedType::DECIMAL) => return Typed::Decimal(Vec::new(), decimals),
        (Some(LogicalType::Date), _) | (None, ConvertedType::DATE) => {
            return Typed::Day(Vec::new());
        }
        (Some(LogicalType::Timestamp(stamp)), _) => {
            return Typed::Stamp(Vec::new(), per_day(&stamp.unit));
        }
        (None, ConvertedType::TIMESTAMP_MILLIS) => {
            return Typed::Stamp(Vec::new(), per_day(&TimeUnit::MILLIS));
        }
        (None, ConvertedType::TIMESTAMP_MICROS) => {
            return Typed::Stamp(Vec::new(), per_day(&TimeUnit::MICROS));
        }
        _ => {}
    }
    if time_unit(descriptor).is_some() {
        return Typed::Text(Texts::default());
    }
    match descriptor.physical_type() {
        Type::INT32 | Type::INT64 => Typed::Whole(Vec::new()),
        Type::FLOAT | Type::DOUBLE => Typed::Real(Vec::new()),
        Type::INT96 => Typed::Stamp(Vec::new(), MICROS_PER_DAY),
        _ => Typed::Text(Texts::default()),
    }
}

fn per_day(unit: &TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 86_400_000,
        TimeUnit::MICROS => MICROS_PER_DAY,
        TimeUnit::NANOS => 86_400_000_000_000,
    }
}

/// Units in a day, of a column of clock times.
pub(super) fn time_unit(descriptor: &ColumnDescriptor) -> Option<i64> {
    match (descriptor.logical_type_ref(), descriptor.converted_type()) {
        (Some(LogicalType::Time(time)), _) => Some(per_day(&time.unit)),
        (None, ConvertedType::TIME_MILLIS) => Some(per_day(&TimeUnit::MILLIS)),
        (None, ConvertedType::TIME_MICROS) => Some(per_day(&TimeUnit::MICROS)),
        _ => None,
    }
}

/// Whether whole numbers are stored without a sign.
pub(super) fn is_unsigned(descriptor: &ColumnDescriptor) -> bool {
    match descriptor.logical_type_ref() {
        Some(LogicalType::Integer(whole)) => !whole.is_signed,
        _ => matches!(
            descriptor.converted_type(),
            ConvertedType::UINT_8
                | ConvertedType::UINT_16
                | ConvertedType::UINT_32
                | ConvertedType::UINT_64
        ),
    }
}
