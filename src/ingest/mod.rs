//! Bytes become tables: recognised by content, with what was assumed and what was odd.
//!
//! Start at [`open`]. A bad cell is a missing value with a warning; only a file that
//! cannot be read at all is an error. To add a format, write a [`Reader`] and list it.

mod archive;
mod arrow;
mod arrow_frames;
mod belonging;
mod biff;
mod biff_strings;
mod chart_data;
mod choices;
mod column;
mod csv;
mod csv_dense;
mod csv_head;
mod dense;
mod dense_rows;
mod dense_types;
mod dictionary;
mod encoding;
mod eurostat;
mod excel;
mod grid;
mod guard;
mod header;
mod infer;
mod json;
mod json_dense;
mod json_stat;
mod json_text;
mod layout;
mod limits;
mod melt;
mod missing;
mod number;
mod number_words;
mod ods;
mod package;
mod packed;
mod pages;
mod parquet;
mod parquet_codes;
mod parquet_values;
mod parts;
mod path;
mod place;
mod plain_rows;
mod progress;
mod ragged;
mod raw;
mod resource;
mod schema;
mod sdmx_csv;
mod sniff;
mod splitter;
mod table;
mod thrift;
mod time;
mod typed;
mod unpack;
mod workbook;
mod workbook_parts;

pub use belonging::by_table;
pub use chart_data::is_chart;
pub use choices::Choices;
pub use csv_dense::Stream;
pub use encoding::Decoded;
pub use progress::watch_rows;
pub use unpack::Budget;

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
    /// What stands under `furrow:report`, or the chart that the file is; unread.
    pub report: Option<serde_json::Value>,
}

/// Reads one file into tables, as far as it was chosen so.
pub type ReadFn = fn(&InputFile, &Choices) -> Result<Warned<Vec<Table>>, Diagnostic>;

/// Turns a text of another encoding into UTF-8.
pub type DecodeFn = fn(&InputFile, &Choices) -> Result<Decoded, Diagnostic>;

/// Takes the files out of a packed one, within what may still be produced.
pub type UnpackFn = fn(&InputFile, &mut Budget) -> Result<Warned<Vec<InputFile>>, Diagnostic>;

/// What a reader does with a file.
#[derive(Clone, Copy)]
pub enum Read {
    /// Reads it into tables.
    Tables(ReadFn),
    /// Turns it into UTF-8; the other readers are then asked about that.
    Text(DecodeFn),
    /// Takes out the files inside; the other readers are then asked about those.
    Files(UnpackFn),
}

/// A format: how to know it and how to read it. Each program lists those it carries.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The format's name.
    pub name: &'static str,
    /// Whether bytes are of this format, by their content alone.
    pub recognises: fn(&[u8]) -> bool,
    /// What is done with a file that was recognised.
    pub read: Read,
}

impl Reader {
    fn unpacks(&self, file: &InputFile) -> Option<UnpackFn> {
        match self.read {
            Read::Files(unpack) if (self.recognises)(&file.bytes) => Some(unpack),
            _ => None,
        }
    }

    fn reads(&self, file: &InputFile) -> Option<ReadFn> {
        match self.read {
            Read::Tables(read) if (self.recognises)(&file.bytes) => Some(read),
            _ => None,
        }
    }

    fn decodes(&self) -> Option<DecodeFn> {
        match self.read {
            Read::Text(decode) => Some(decode),
            _ => None,
        }
    }
}

/// The readers that every page carries, for UTF-8 alone. No bytes are recognised by two of them.
pub const LIGHT: &[Reader] = &[
    Reader {
        name: "csv",
        recognises: csv::recognises,
        read: Read::Tables(csv::read),
    },
    Reader {
        name: "json",
        recognises: json::recognises,
        read: Read::Tables(json::read),
    },
];

/// Every reader of text, in any encoding; the first that recognises a file reads it.
pub const TEXT: &[Reader] = &[
    Reader {
        name: "encodings",
        recognises: encoding::is_foreign,
        read: Read::Text(encoding::decode),
    },
    Reader {
        name: "sdmx-csv",
        recognises: sdmx_csv::recognises,
        read: Read::Tables(sdmx_csv::read),
    },
    Reader {
        name: "eurostat",
        recognises: eurostat::recognises,
        read: Read::Tables(eurostat::read),
    },
    Reader {
        name: "json-stat",
        recognises: json_stat::recognises,
        read: Read::Tables(json_stat::read),
    },
    Reader {
        read: Read::Tables(csv_dense::read),
        ..LIGHT[0]
    },
    Reader {
        read: Read::Tables(json_dense::read),
        ..LIGHT[1]
    },
];

/// The readers that only a worker and the native command carry.
pub const HEAVY: &[Reader] = &[
    Reader {
        name: "excel",
        recognises: excel::recognises,
        read: Read::Tables(excel::read),
    },
    Reader {
        name: "ods",
        recognises: ods::recognises,
        read: Read::Tables(ods::read),
    },
    Reader {
        name: "parquet",
        recognises: parquet::recognises,
        read: Read::Tables(parquet::read),
    },
    Reader {
        name: "arrow",
        recognises: arrow::recognises,
        read: Read::Tables(arrow::read),
    },
    Reader {
        name: "zip",
        recognises: archive::recognises,
        read: Read::Files(archive::unpack),
    },
    Reader {
        name: "gzip",
        recognises: packed::is_gzip,
        read: Read::Files(packed::gunzip),
    },
    Reader {
        name: "zstd",
        recognises: packed::is_zstd,
        read: Read::Files(packed::unzstd),
    },
];

const N_ALL: usize = HEAVY.len() + TEXT.len();

/// Every reader there is; the first that recognises a file reads it.
pub const ALL: &[Reader] = &{
    let mut all = [LIGHT[0]; N_ALL];
    let mut idx = 0;
    while idx < N_ALL {
        all[idx] = match idx < HEAVY.len() {
            true => HEAVY[idx],
            false => TEXT[idx - HEAVY.len()],
        };
        idx += 1;
    }
    all
};

/// What opening gives: a dataset with what was odd, or why there is none.
pub type Opened = Result<Warned<Dataset>, Vec<Diagnostic>>;

/// Opens files with nothing chosen; see [`open_with`].
///
/// # Errors
/// As [`open_with`].
pub fn open(files: &[InputFile], readers: &[Reader]) -> Opened {
    open_with(files, readers, &Choices::default())
}

/// Opens files together: as the Data Package that one of them describes, else one by one.
///
/// Of several plain files, one that cannot be read is a warning as long as another can.
/// The tables are named by the files' stems, or by the package.
///
/// # Errors
/// What is wrong with each file, when there is no table or the package is incomplete.
pub fn open_with(
    given: &[InputFile],
    readers: &[Reader],
    choices: &Choices,
) -> Result<Warned<Dataset>, Vec<Diagnostic>> {
    let mut warnings = Vec::new();
    let files = unpack::all(given, readers, &mut warnings);
    let files = files.as_ref();
    if let Some((descriptor, package)) = package::find(files).map_err(|error| vec![error])? {
        let mut read = package::read(descriptor, &package, files, readers, choices)?;
        warnings.append(&mut read.warnings);
        read.warnings = warnings;
        read.value.tables.iter_mut().for_each(Table::summarize);
        return Ok(read);
    }
    if let Some((file, chart)) = chart_data::find(files).filter(|_| !choices.is_as_written()) {
        let mut read = chart_data::read(file, chart, readers, choices)?;
        warnings.append(&mut read.warnings);
        read.warnings = warnings;
        read.value.tables.iter_mut().for_each(Table::summarize);
        return Ok(read);
    }
    let mut tables = Vec::new();
    for file in files {
        if files.len() > 1 && (path::is_prose(&file.path) || parts::is_mark(file)) {
            continue;
        }
        match read_file(file, readers, choices) {
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
    if tables.is_empty() {
        if warnings.is_empty() {
            warnings.push(Diagnostic::error(Place::default(), Code::NoTable));
        }
        for warning in &mut warnings {
            warning.severity = Severity::Error;
        }
        return Err(warnings);
    }
    if !choices.is_as_written() {
        tables = parts::join(tables);
    }
    let first = given.first().map_or("", |file| path::stem(&file.path));
    let value = dataset(first, tables);
    Ok(Warned { value, warnings })
}

/// The dataset of tables that came without a package.
fn dataset(name: &str, mut tables: Vec<Table>) -> Dataset {
    let mut names = header::Names::default();
    for table in &mut tables {
        table.name = names.unique(&table.name);
        table.summarize();
    }
    Dataset {
        name: name.to_owned(),
        tables,
        ..Dataset::default()
    }
}

fn read_file(
    file: &InputFile,
    readers: &[Reader],
    choices: &Choices,
) -> Result<Warned<Vec<Table>>, Diagnostic> {
    if sniff::is_blank(&file.bytes) {
        return Err(Diagnostic::error(Place::file(&file.path), Code::EmptyFile));
    }
    if let Some(decoded) = decoded(file, readers, choices)? {
        let mut read = read_tables(&decoded.file, readers, choices)?;
        for table in &mut read.value {
            decoded.name.clone_into(&mut table.assumed.encoding);
        }
        read.warnings.extend(decoded.warning());
        return Ok(read);
    }
    read_tables(file, readers, choices)
}

fn read_tables(
    file: &InputFile,
    readers: &[Reader],
    choices: &Choices,
) -> Result<Warned<Vec<Table>>, Diagnostic> {
    match readers.iter().find_map(|reader| reader.reads(file)) {
        Some(read) => read(file, choices),
        None => Err(sniff::unknown(&file.bytes, &file.path)),
    }
}

/// The file as UTF-8 when it is a text of another encoding, or one was chosen, and the
/// program can read it.
fn decoded(
    file: &InputFile,
    readers: &[Reader],
    choices: &Choices,
) -> Result<Option<Decoded>, Diagnostic> {
    let Some(decode) = readers.iter().find_map(Reader::decodes) else {
        return Ok(None);
    };
    // A binary format may look foreign too: what comes first in the list decides.
    let first = readers
        .iter()
        .find(|reader| (reader.recognises)(&file.bytes));
    let is_foreign = first.is_some_and(|reader| reader.decodes().is_some());
    let is_chosen = choices.encoding.is_some() && sniff::looks_like(&file.bytes).is_empty();
    if !is_chosen && !is_foreign {
        return Ok(None);
    }
    decode(file, choices).map(Some)
}
