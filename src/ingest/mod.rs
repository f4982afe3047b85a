//! Bytes become tables: recognised by content, with what was assumed and what was odd.
//!
//! Start at [`open`]. A bad cell is a missing value with a warning; only a file that
//! cannot be read at all is an error. To add a format, write a [`Reader`] and list it.

mod archive;
mod arrow;
mod arrow_frames;
mod biff;
mod column;
mod csv;
mod dictionary;
mod excel;
mod grid;
mod header;
mod infer;
mod json;
mod missing;
mod ods;
mod package;
mod packed;
mod pages;
mod parquet;
mod parts;
mod path;
mod ragged;
mod raw;
mod resource;
mod schema;
mod sniff;
mod table;
mod typed;
mod unpack;
mod workbook;

use crate::data::{InputFile, LocalText, Table};
use crate::diag::{Code, Diagnostic, Place, Severity, Warned};

/// A dataset as read: its tables, and the report that came with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dataset {
    /// The package's name, or the first file's stem.
    pub name: String,
    /// The package's title by language; may be empty.
    pub title: LocalText,
    /// The tables in order, each with a name of its own.
    pub tables: Vec<Table>,
    /// What stands under `furrow:report`, unread.
    pub report: Option<serde_json::Value>,
}

/// Reads one file into tables.
pub type ReadFn = fn(&InputFile) -> Result<Warned<Vec<Table>>, Diagnostic>;

/// Takes the files out of a packed one.
type UnpackFn = fn(&InputFile, &mut unpack::Budget) -> Result<Warned<Vec<InputFile>>, Diagnostic>;

/// What is done with a file that was recognised.
#[derive(Clone, Copy)]
pub struct Read(Means);

#[derive(Clone, Copy)]
enum Means {
    Tables(ReadFn),
    Files(UnpackFn),
}

impl Read {
    /// It is read into tables.
    #[must_use]
    pub const fn tables(read: ReadFn) -> Read {
        Read(Means::Tables(read))
    }
}

/// A format: how to know it and how to read it. Each program lists those it carries.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The format's name.
    pub name: &'static str,
    /// Whether bytes are of this format, by their content alone.
    pub recognises: fn(&[u8]) -> bool,
    /// Reads a file that was recognised, or takes the files out of it.
    pub read: Read,
}

impl Reader {
    fn unpacks(&self, file: &InputFile) -> Option<UnpackFn> {
        match self.read.0 {
            Means::Files(unpack) if (self.recognises)(&file.bytes) => Some(unpack),
            _ => None,
        }
    }

    fn reads(&self, file: &InputFile) -> Option<ReadFn> {
        match self.read.0 {
            Means::Tables(read) if (self.recognises)(&file.bytes) => Some(read),
            _ => None,
        }
    }
}

/// The readers that every page carries. No bytes are recognised by two of them.
pub const LIGHT: &[Reader] = &[
    Reader {
        name: "csv",
        recognises: csv::recognises,
        read: Read::tables(csv::read),
    },
    Reader {
        name: "json",
        recognises: json::recognises,
        read: Read::tables(json::read),
    },
];

/// The readers that only a worker and the native command carry.
pub const HEAVY: &[Reader] = &[
    Reader {
        name: "excel",
        recognises: excel::recognises,
        read: Read::tables(excel::read),
    },
    Reader {
        name: "ods",
        recognises: ods::recognises,
        read: Read::tables(ods::read),
    },
    Reader {
        name: "parquet",
        recognises: parquet::recognises,
        read: Read::tables(parquet::read),
    },
    Reader {
        name: "arrow",
        recognises: arrow::recognises,
        read: Read::tables(arrow::read),
    },
    Reader {
        name: "zip",
        recognises: archive::recognises,
        read: Read(Means::Files(archive::unpack)),
    },
    Reader {
        name: "gzip",
        recognises: packed::is_gzip,
        read: Read(Means::Files(packed::gunzip)),
    },
    Reader {
        name: "zstd",
        recognises: packed::is_zstd,
        read: Read(Means::Files(packed::unzstd)),
    },
];

const N_ALL: usize = LIGHT.len() + HEAVY.len();

/// Every reader there is.
pub const ALL: &[Reader] = &{
    let mut all = [LIGHT[0]; N_ALL];
    let mut idx = 0;
    while idx < N_ALL {
        all[idx] = match idx < LIGHT.len() {
            true => LIGHT[idx],
            false => HEAVY[idx - LIGHT.len()],
        };
        idx += 1;
    }
    all
};

/// Opens files together: as the Data Package that one of them describes, else one by one.
///
/// Of several plain files, one that cannot be read is a warning as long as another can.
/// The tables are named by the files' stems, or by the package.
///
/// # Errors
/// What is wrong with each file, when there is no table or the package is incomplete.
pub fn open(given: &[InputFile], readers: &[Reader]) -> Result<Warned<Dataset>, Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    let files = unpack::all(given, readers, &mut warnings);
    let files = files.as_ref();
    if let Some((descriptor, package)) = package::find(files).map_err(|error| vec![error])? {
        let mut read = package::read(descriptor, &package, files, readers)?;
        warnings.append(&mut read.warnings);
        read.warnings = warnings;
        return Ok(read);
    }
    let mut names = header::Names::default();
    let mut tables = Vec::new();
    for file in files {
        if files.len() > 1 && (path::is_prose(&file.path) || parts::is_mark(file)) {
            continue;
        }
        match read_file(file, readers) {
            Ok(mut read) => {
                warnings.append(&mut read.warnings);
                tables.append(&mut read.value);
            }
            Err(error) => warnings.push(Diagnostic {
                severity: Severity::Warning,
                ..error
            }),
        }
    }
    let mut tables = parts::join(tables);
    for table in &mut tables {
        table.name = names.unique(&table.name);
    }
    if tables.is_empty() {
        if warnings.is_empty() {
            warnings.push(Diagnostic::error(Place::default(), Code::NoTable));
        }
        for warning in &mut warnings {
            warning.severity = Severity::Error;
        }
        return Err(warnings);
    }
    let first = given.first().map_or("", |file| path::stem(&file.path));
    let value = Dataset {
        name: first.to_owned(),
        tables,
        ..Dataset::default()
    };
    Ok(Warned { value, warnings })
}

fn read_file(file: &InputFile, readers: &[Reader]) -> Result<Warned<Vec<Table>>, Diagnostic> {
    if sniff::is_blank(&file.bytes) {
        return Err(Diagnostic::error(Place::file(&file.path), Code::EmptyFile));
    }
    match readers.iter().find_map(|reader| reader.reads(file)) {
        Some(read) => read(file),
        None => Err(sniff::unknown(&file.bytes, &file.path)),
    }
}
