//! Diagnostics in English.

use super::{closest, list};
use crate::data::grouped;
use crate::diag::{Code, Diagnostic, Place};

/// The place and the sentence.
pub(super) fn message(diagnostic: &Diagnostic) -> String {
    let place = place(&diagnostic.place);
    let sentence = sentence(&diagnostic.code);
    if !place.is_empty() {
        return format!("{place}: {sentence}");
    }
    let mut chars = sentence.chars();
    let first = chars.next().map(|ch| ch.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn place(place: &Place) -> String {
    let mut parts = Vec::new();
    if !place.file.is_empty() {
        parts.push(place.file.clone());
    }
    if let Some(row) = place.row {
        parts.push(format!("row {}", grouped(row as f64, 0)));
    }
    if let Some(column) = &place.column {
        parts.push(format!("column \"{column}\""));
    }
    if let Some(path) = place.path.as_ref().filter(|path| !path.is_empty()) {
        parts.push(format!("at {path}"));
    }
    parts.join(", ")
}

fn sentence(code: &Code) -> String {
    match code {
        Code::EmptyFile => "the file is empty".to_owned(),
        Code::UnknownFormat {
            first_bytes,
            looks_like,
        } if looks_like.is_empty() => {
            format!("this is no format that Furrow knows; it begins with {first_bytes}")
        }
        Code::UnknownFormat { looks_like, .. } => {
            format!("this looks like {looks_like}, which Furrow does not read yet")
        }
        Code::NotUtf8 { offset } => {
            format!(
                "the text is not UTF-8 (first at byte {})",
                count(*offset + 1)
            )
        }
        Code::Undecodable { encoding, n_signs } => format!(
            "{} cannot be read as {encoding}; \u{fffd} stands in their place",
            several(*n_signs, "sign"),
        ),
        Code::AmbiguousNumbers { found, style } => {
            format!("\"{found}\" can be read in two ways; the numbers are read as in {style}")
        }
        Code::AmbiguousDays { found } => {
            format!("\"{found}\" can be read in two ways; the day is read first, then the month")
        }
        Code::JsonSyntax { message } => format!("the JSON has an error: {message}"),
        Code::NoTable => "there is no table here".to_owned(),
        Code::RaggedRow {
            expected,
            found,
            n_rows,
        } => format!(
            "expected {}, found {} ({} like this). Missing cells are empty, extra ones were \
             left out.",
            several(*expected, "cell"),
            count(*found),
            several(*n_rows, "row"),
        ),
        Code::NotOfType {
            expected,
            found,
            n_cells,
        } => format!(
            "expected {}, found \"{found}\" ({}). Treated as missing.",
            kind(expected),
            several(*n_cells, "cell"),
        ),
        Code::HeaderRenamed { name } => {
            format!("the header is empty or repeats; the column is now called \"{name}\"")
        }
        Code::MissingResource { path, .. } => {
            format!("the package names \"{path}\", which was not given with it")
        }
        Code::UnsafePath { path } => {
            format!("\"{path}\" leads outside the package and was not followed")
        }
        Code::BadReport { message } => {
            format!("the report is not written as expected: {message}")
        }
        Code::UnknownField { field, available } => meant(
            format!("there is no column \"{field}\""),
            closest(field, available),
        ),
        Code::UnknownTable { table, available } => meant(
            format!("there is no table \"{table}\""),
            closest(table, available),
        ),
        Code::UnknownProperty { property } => {
            format!("\"{property}\" is not known here and has no effect")
        }
        Code::Unsupported { found, expected } => {
            format!("\"{found}\" is not supported; possible: {expected}")
        }
        Code::NoRows => "there are no rows to show".to_owned(),
        Code::TooLarge { n_bytes, limit } => {
            format!(
                "this is too large to read here: {} of at most {}",
                size(*n_bytes),
                size(*limit)
            )
        }
        Code::Inflated { .. }
        | Code::Damaged { .. }
        | Code::Encrypted
        | Code::ErrorCells { .. }
        | Code::HiddenSheets { .. }
        | Code::NestedColumns { .. } => sentence_of_binary(code),
        Code::LinkIgnored { part } => {
            format!("\"{part}\" in the link names nothing here and was ignored")
        }
        Code::WorkerFailed { message } => {
            format!("the reader beside the page stopped ({message}); the page read by itself")
        }
        Code::Outside { message } => message.clone(),
    }
}

/// What is wrong with a workbook or another binary file.
fn sentence_of_binary(code: &Code) -> String {
    match code {
        Code::Damaged { format, message } => {
            format!("the {format} file is damaged: {message}")
        }
        Code::Inflated { n_packed, limit } => format!(
            "{} in it unpack to more than {} and were not read",
            size(*n_packed),
            size(*limit)
        ),
        Code::Encrypted => "the file is locked with a password".to_owned(),
        Code::ErrorCells { found, n_cells } => format!(
            "{} an error such as {found}. Treated as missing.",
            match n_cells {
                1 => "1 cell holds".to_owned(),
                n => format!("{} cells hold", count(*n)),
            }
        ),
        Code::HiddenSheets { names } => format!(
            "{} hidden in the workbook: {}",
            match names.len() {
                1 => "this sheet is".to_owned(),
                n => format!("{} sheets are", count(n)),
            },
            list(names, ", ")
        ),
        Code::NestedColumns { names } => format!(
            "columns of lists or records were left out: {}",
            list(names, ", ")
        ),
        _ => String::new(),
    }
}

/// What to do next.
pub(super) fn hint(code: &Code) -> String {
    match code {
        Code::UnknownFormat { looks_like, .. } => match looks_like.as_str() {
            "XLSX" | "XLS" | "ODS" => "Save the sheet as CSV (UTF-8) and open that".to_owned(),
            "ZIP" | "gzip" | "zstd" | "bzip2" | "xz" | "7-Zip" => {
                "Unpack it and open the files inside".to_owned()
            }
            "HTML" | "XML" => {
                "A download that failed often is a web page: look at it in an editor".to_owned()
            }
            "UTF-16" => "Save the text as UTF-8".to_owned(),
            _ => "Furrow reads CSV, JSON, Data Packages, Excel, ODS, Parquet and Arrow".to_owned(),
        },
        Code::NotUtf8 { .. } => {
            "It may be GBK or another older encoding: save it as UTF-8 (in Excel: CSV UTF-8)"
                .to_owned()
        }
        Code::Undecodable { .. } => {
            "Choose another encoding, or save the file anew as UTF-8".to_owned()
        }
        Code::AmbiguousNumbers { .. } => "Choose the number style if this is wrong".to_owned(),
        Code::AmbiguousDays { .. } => "Write days as 2017-11-30 to be sure".to_owned(),
        Code::NoTable => "A table is a list of records, rows under a header, or columns of \
                          equal length"
            .to_owned(),
        Code::MissingResource { given, .. } if given.is_empty() => {
            "Open the whole folder, or all of its files together".to_owned()
        }
        Code::MissingResource { given, .. } => {
            format!("Open all files together. Given were: {}", list(given, ", "))
        }
        Code::UnsafePath { .. } => {
            "Put the file into the package's folder and name it by a relative path".to_owned()
        }
        Code::UnknownField { available, .. } if !available.is_empty() => {
            format!("The columns are: {}", list(available, ", "))
        }
        Code::UnknownTable { available, .. } if !available.is_empty() => {
            format!("The tables are: {}", list(available, ", "))
        }
        Code::TooLarge { .. } => {
            "Leave out rows or columns, or sum up the data before opening it".to_owned()
        }
        Code::Inflated { .. } => {
            "Files made to fill the memory look like this; unpack it elsewhere if you trust it"
                .to_owned()
        }
        Code::Damaged { .. } => {
            "Download or export it again; what can be opened elsewhere can be saved as CSV"
                .to_owned()
        }
        Code::Encrypted => "Open it where it was made and save it without a password".to_owned(),
        Code::NestedColumns { .. } => {
            "Spread them over columns or rows before exporting".to_owned()
        }
        Code::EmptyFile
        | Code::ErrorCells { .. }
        | Code::HiddenSheets { .. }
        | Code::JsonSyntax { .. }
        | Code::RaggedRow { .. }
        | Code::NotOfType { .. }
        | Code::HeaderRenamed { .. }
        | Code::BadReport { .. }
        | Code::UnknownField { .. }
        | Code::UnknownTable { .. }
        | Code::UnknownProperty { .. }
        | Code::Unsupported { .. }
        | Code::NoRows
        | Code::LinkIgnored { .. }
        | Code::Outside { .. } => String::new(),
        Code::WorkerFailed { .. } => {
            "try once more; a file that stops it again may be too large for this browser, and the \
             furrow command reads it"
                .to_owned()
        }
    }
}

/// What a cell should have been.
fn kind(expected: &str) -> &str {
    match expected {
        "number" => "a number",
        "integer" => "a whole number",
        "date" => "a date",
        "year" => "a year",
        "month" => "a month",
        other => other,
    }
}

fn meant(sentence: String, closest: Option<&str>) -> String {
    match closest {
        Some(name) => format!("{sentence}. Did you mean \"{name}\"?"),
        None => sentence,
    }
}

fn several(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", count(n), if n == 1 { "" } else { "s" })
}

fn count(n: usize) -> String {
    grouped(n as f64, 0)
}

fn size(n_bytes: usize) -> String {
    let n_mb = n_bytes as f64 / 1e6;
    format!("{} MB", grouped(n_mb, u8::from(n_mb < 10.0)))
}
