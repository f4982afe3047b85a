//! The panel as CSV and as JSON.

use std::io::{self, Write};

use super::{HEADS, Row};

/// Writes a line of heads and a line a row; a missing value is empty.
pub(super) fn csv<'a>(rows: impl Iterator<Item = Row<'a>>, to: &mut impl Write) -> io::Result<()> {
    writeln!(to, "{}", HEADS.join(","))?;
    for row in rows {
        let county = row.county;
        let (code, province, name) = (&county.code, county.province, &county.name);
        write!(
            to,
            "{code},{province},{name},{},{},",
            row.year, row.indicator
        )?;
        if let Some(value) = row.value {
            value.write(to)?;
        }
        writeln!(to, ",{}", row.unit)?;
    }
    Ok(())
}

/// Writes an array with an object a row; a missing value is null.
pub(super) fn json<'a>(rows: impl Iterator<Item = Row<'a>>, to: &mut impl Write) -> io::Result<()> {
    let [code, province, name, year, indicator, value, unit] = HEADS;
    for (idx, row) in rows.enumerate() {
        let county = row.county;
        to.write_all(if idx == 0 { b"[\n" } else { b",\n" })?;
        write!(
            to,
            "{{\"{code}\":\"{}\",\"{province}\":\"{}\",\"{name}\":\"{}\",\"{year}\":{},\
             \"{indicator}\":\"{}\",\"{value}\":",
            county.code, county.province, county.name, row.year, row.indicator
        )?;
        match row.value {
            Some(value) => value.write(to)?,
            None => to.write_all(b"null")?,
        }
        write!(to, ",\"{unit}\":\"{}\"}}", row.unit)?;
    }
    to.write_all(b"\n]\n")
}
