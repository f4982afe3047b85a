//! The panel as Parquet: snappy, dictionaries, row groups of a hundred thousand rows.

use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;

use super::{Decimal, HEADS, Row};

const ROWS_OF_GROUP: usize = 100_000;

/// Writes the file.
pub(super) fn write<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    to: &mut (impl Write + Send),
) -> io::Result<()> {
    write_groups(rows, to).map_err(io::Error::other)
}

fn write_groups<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    to: &mut (impl Write + Send),
) -> Result<()> {
    let [code, province, county, year, indicator, value, unit] = HEADS;
    let text = |name: &str| format!("required binary {name} (UTF8);");
    let columns = [
        text(code),
        text(province),
        text(county),
        format!("required int32 {year};"),
        text(indicator),
        format!("optional double {value};"),
        text(unit),
    ];
    let schema = parse_message_type(&format!("message panel {{ {} }}", columns.concat()))?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let mut file = SerializedFileWriter::new(to, Arc::new(schema), Arc::new(properties.build()))?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let group: Vec<Row<'_>> = rows.by_ref().take(ROWS_OF_GROUP).collect();
        let mut to = file.next_row_group()?;
        write_texts(&mut to, &group, |row| &row.county.code)?;
        write_texts(&mut to, &group, |row| row.county.province)?;
        write_texts(&mut to, &group, |row| &row.county.name)?;
        write_years(&mut to, &group)?;
        write_texts(&mut to, &group, |row| row.indicator)?;
        write_values(&mut to, &group)?;
        write_texts(&mut to, &group, |row| row.unit)?;
        to.close()?;
    }
    file.close()?;
    Ok(())
}

fn write_texts<'a, W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    rows: &'a [Row<'a>],
    text: impl Fn(&'a Row<'a>) -> &'a str,
) -> Result<()> {
    let texts: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(text(row))).collect();
    if let Some(mut column) = to.next_column()? {
        column
            .typed::<ByteArrayType>()
            .write_batch(&texts, None, None)?;
        column.close()?;
    }
    Ok(())
}

fn write_years<W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    rows: &[Row<'_>],
) -> Result<()> {
    let years: Vec<i32> = rows.iter().map(|row| row.year as i32).collect();
    if let Some(mut column) = to.next_column()? {
        column
            .typed::<Int32Type>()
            .write_batch(&years, None, None)?;
        column.close()?;
    }
    Ok(())
}

fn write_values<W: Write + Send>(
    to: &mut SerializedRowGroupWriter<'_, W>,
    rows: &[Row<'_>],
) -> Result<()> {
    let given = rows.iter().filter_map(|row| row.value);
    let values: Vec<f64> = given.map(Decimal::number).collect();
    let levels: Vec<i16> = rows
        .iter()
        .map(|row| i16::from(row.value.is_some()))
        .collect();
    if let Some(mut column) = to.next_column()? {
        let levels = Some(levels.as_slice());
        column
            .typed::<DoubleType>()
            .write_batch(&values, levels, None)?;
        column.close()?;
    }
    Ok(())
}
