//! Values of a Parquet column, batch by batch, into the cells of their type.

use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Type};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl, get_column_reader};
use ::parquet::data_type::{ByteArray, DataType, Int96};
use ::parquet::file::metadata::ColumnChunkMetaData;
use ::parquet::file::serialized_reader::SerializedPageReader;
use bytes::Bytes;

use super::pages::Pages;
use super::parquet::{is_unsigned, time_unit};
use super::parquet_codes;
use super::thrift;
use super::typed::{Typed, clock};

/// Values are taken so many at a time.
const BATCH: usize = 1 << 14;

/// Julian day number of 1970-01-01, from which Int96 counts.
const JULIAN_EPOCH: i64 = 2_440_588;

/// Microseconds in a day.
pub(super) const MICROS_PER_DAY: i64 = 86_400_000_000;

/// Reads the rows that a row group has of a column.
///
/// # Errors
/// What is wrong with its pages; the cells before it stay.
pub(super) fn read_chunk(
    bytes: &Bytes,
    chunk: &ColumnChunkMetaData,
    n_rows: usize,
    cells: &mut Typed,
) -> ::parquet::errors::Result<()> {
    let wrong = |message: &str| ::parquet::errors::ParquetError::General(message.to_owned());
    check_pages(bytes, chunk).map_err(wrong)?;
    let descriptor = chunk.column_descr_ptr();
    let plain = chunk.clone().into_builder();
    let plain = plain.set_compression(Compression::UNCOMPRESSED).build()?;
    let min_value_bytes = match descriptor.physical_type() {
        Type::INT32 | Type::FLOAT | Type::BYTE_ARRAY => 4,
        Type::INT64 | Type::DOUBLE => 8,
        Type::INT96 => 12,
        Type::BOOLEAN => 1,
        Type::FIXED_LEN_BYTE_ARRAY => usize::try_from(descriptor.type_length()).unwrap_or(1),
    };
    let has_levels = descriptor.max_def_level() > 0;
    let pages = || {
        let inner = SerializedPageReader::new(Arc::new(bytes.clone()), &plain, n_rows, None)?;
        let compression = chunk.compression();
        let pages = Pages::new(inner, compression, min_value_bytes, has_levels, n_rows);
        Ok::<_, ::parquet::errors::ParquetError>(pages)
    };
    let (start, max_level) = (cells.len(), descriptor.max_def_level());
    let target = start + n_rows;
    if let (Typed::Text(texts), Type::BYTE_ARRAY) = (&mut *cells, descriptor.physical_type()) {
        if parquet_codes::take(pages()?, max_level, texts).is_some() && cells.len() == target {
            return Ok(());
        }
        cells.resize(start);
    }
    let rows = (n_rows, max_level);
    let unsigned = is_unsigned(&descriptor);
    let unit = time_unit(&descriptor);
    match get_column_reader(descriptor.clone(), Box::new(pages()?)) {
        ColumnReader::BoolColumnReader(mut reader) => take(&mut reader, rows, &mut |values| {
            put_each(cells, values, &|cells, value| {
                if let Typed::Text(texts) = cells {
                    texts.push(value.map(|v| if *v { "true" } else { "false" }));
                }
            });
        })?,
        ColumnReader::Int32ColumnReader(mut reader) => take(&mut reader, rows, &mut |values| {
            put_each(cells, values, &|cells, value| {
                let wide = |v: &i32| match unsigned {
                    true => i64::from(*v as u32),
                    false => i64::from(*v),
                };
                put_whole(cells, value.map(wide), unit);
            });
        })?,
        ColumnReader::Int64ColumnReader(mut reader) => take(&mut reader, rows, &mut |values| {
            put_each(cells, values, &|cells, value| {
                put_whole(cells, value.copied(), unit)
            });
        })?,
        ColumnReader::Int96ColumnReader(mut reader) => take(&mut reader, rows, &mut |values| {
            put_each(cells, values, &|cells, value| {
                put_whole(cells, value.map(micros), unit)
            });
        })?,
        ColumnReader::FloatColumnReader(mut reader) => take(&mut reader, rows, &mut |values| {
            put_each(cells, values, &|cells, value| {
                // The shortest text of a short float is what its writer meant.
                if let Typed::Real(out) = cells {
                    out.push(value.map(|v| v.to_string().parse().unwrap_or(f64::from(*v))));
                }
            });
        })?,
        ColumnReader::DoubleColumnReader(mut reader) => take(&mut reader, rows, &mut |values| {
            put_each(cells, values, &|cells, value| {
                if let Typed::Real(out) = cells {
                    out.push(value.copied());
                }
            });
        })?,
        ColumnReader::ByteArrayColumnReader(mut reader) => {
            take(&mut reader, rows, &mut |batch| put_texts(cells, batch))?;
        }
        ColumnReader::FixedLenByteArrayColumnReader(mut reader) => {
            let is_uuid = descriptor.logical_type_ref() == Some(&LogicalType::Uuid);
            take(&mut reader, rows, &mut |batch| {
                let bytes = batch.values.iter().map(|value| match is_uuid {
                    true => ByteArray::from(hex(value.data()).as_str()),
                    false => ByteArray::from(value.clone()),
                });
                let values: Vec<ByteArray> = bytes.collect();
                let rows = batch.rows.clone();
                put_texts(
                    cells,
                    &Batch {
                        values: &values,
                        rows,
                    },
                );
            })?;
        }
    }
    match cells.len() == target {
        true => Ok(()),
        false => Err(wrong("a column has fewer rows than the others")),
    }
}

/// Looks whether a column lies in the file, and whether the headers of its pages have an end.
fn check_pages(bytes: &[u8], chunk: &ColumnChunkMetaData) -> Result<(), &'static str> {
    let first = chunk.dictionary_page_offset();
    let start = usize::try_from(first.unwrap_or(chunk.data_page_offset()));
    let len = usize::try_from(chunk.compressed_size());
    let (Ok(start), Ok(len)) = (start, len) else {
        return Err("a column lies outside the file");
    };
    // The crate reads a header to its end, wherever the column ends.
    let bytes = bytes.get(start..).unwrap_or_default();
    if len > bytes.len() {
        return Err("a column lies outside the file");
    }
    let mut at = 0;
    while at < len {
        let found = match thrift::look(bytes.get(at..).unwrap_or_default()) {
            Ok(found) => found,
            Err(thrift::Fault::Endless) => return Err("the header of a page has no end"),
            // The crate comes as far and then says why it cannot go on.
            Err(thrift::Fault::Broken) => break,
        };
        let n_body = usize::try_from(found.third).unwrap_or(usize::MAX);
        at = at.saturating_add(found.n_bytes).saturating_add(n_body);
    }
    Ok(())
}

/// Values of one batch: for each row, the place of its value or `None`.
struct Batch<'a, T> {
    values: &'a [T],
    rows: Vec<Option<usize>>,
}

/// Reads `n_rows` rows in batches.
fn take<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    (n_rows, max_level): (usize, i16),
    put: &mut dyn FnMut(&Batch<'_, T::T>),
) -> ::parquet::errors::Result<()> {
    let mut n_left = n_rows;
    let mut values: Vec<T::T> = Vec::new();
    let mut levels: Vec<i16> = Vec::new();
    while n_left > 0 {
        values.clear();
        levels.clear();
        let wanted = n_left.min(BATCH);
        let (n, n_values, n_levels) =
            reader.read_records(wanted, Some(&mut levels), None, &mut values)?;
        if n == 0 {
            break;
        }
        let mut next = 0;
        let rows = match max_level {
            0 => (0..n_values).map(Some).collect(),
            max => levels
                .iter()
                .take(n_levels)
                .map(|level| {
                    let idx = (*level == max).then_some(next);
                    next += usize::from(*level == max);
                    idx
                })
                .collect(),
        };
        put(&Batch {
            values: &values,
            rows,
        });
        n_left = n_left.saturating_sub(n);
    }
    Ok(())
}

fn put_each<T>(cells: &mut Typed, batch: &Batch<'_, T>, put: &dyn Fn(&mut Typed, Option<&T>)) {
    for idx in &batch.rows {
        put(cells, idx.and_then(|idx| batch.values.get(idx)));
    }
}

fn put_whole(cells: &mut Typed, value: Option<i64>, unit: Option<i64>) {
    match cells {
        Typed::Whole(out) | Typed::Day(out) | Typed::Stamp(out, _) => out.push(value),
        Typed::Real(out) => out.push(value.map(|v| v as f64)),
        Typed::Decimal(out, decimals) => {
            out.push(value.map(|v| crate::data::scaled(v as f64, -i32::from(*decimals))));
        }
        Typed::Text(texts) => match (value, unit) {
            (Some(at), Some(unit)) if (0..unit).contains(&at) => texts.push(Some(&clock(at, unit))),
            (Some(_), _) => texts.push_unreadable(),
            (None, _) => texts.push(None),
        },
    }
}

/// Texts, or decimals that are stored as bytes.
///
/// Values from a dictionary share their bytes: the code of those seen just now is found by
/// their address, as long as the batch keeps them alive.
fn put_texts(cells: &mut Typed, batch: &Batch<'_, ByteArray>) {
    let mut seen: [(usize, usize, u32); 256] = [(0, 0, 0); 256];
    for idx in &batch.rows {
        let value = idx.and_then(|idx| batch.values.get(idx));
        let texts = match cells {
            Typed::Decimal(out, decimals) => {
                let scaled = |v: &ByteArray| big_endian(v.data(), *decimals);
                out.push(value.map(scaled));
                continue;
            }
            Typed::Text(texts) => texts,
            _ => continue,
        };
        let Some(value) = value else {
            texts.push(None);
            continue;
        };
        let data = value.data();
        let address = data.as_ptr() as usize;
        let slot = (address ^ (address >> 8)) & 255;
        if seen[slot].0 == address && seen[slot].1 == data.len() && !data.is_empty() {
            texts.push_code(seen[slot].2);
            continue;
        }
        match std::str::from_utf8(data) {
            Ok("") => texts.push(None),
            Ok(text) => {
                let code = texts.code(text);
                texts.push_code(code);
                seen[slot] = (address, data.len(), code);
            }
            Err(_) => texts.push_unreadable(),
        }
    }
}

/// A number of any length, the sign first, divided by a power of ten.
fn big_endian(bytes: &[u8], decimals: u8) -> f64 {
    if bytes.len() <= 16 {
        let is_negative = bytes.first().is_some_and(|byte| *byte >= 0x80);
        let start: i128 = if is_negative { -1 } else { 0 };
        let whole = bytes
            .iter()
            .fold(start, |sum, byte| (sum << 8) | i128::from(*byte));
        return crate::data::scaled(whole as f64, -i32::from(decimals));
    }
    f64::NAN
}

fn micros(value: &Int96) -> i64 {
    let words = value.data();
    let (low, high, day) = match words {
        [low, high, day] => (*low, *high, *day),
        _ => return 0,
    };
    let nanos = (i64::from(high) << 32) | i64::from(low);
    (i64::from(day) - JULIAN_EPOCH) * MICROS_PER_DAY + nanos / 1000
}

/// The text of a UUID.
fn hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    for (idx, byte) in bytes.iter().enumerate() {
        if matches!(idx, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        out += &format!("{byte:02x}");
    }
    out
}
