//! Bytes become tables: recognised by content, with what was assumed and what was odd.
//!
//! Start at [`open`]. A bad cell is a missing value with a warning; only a file that
//! cannot be read at all is an error. To add a format, write a [`Reader`] and list it.

mod choices;
mod column;
mod csv;
mod dictionary;
mod encoding;
mod eurostat;
mod header;
mod infer;
mod json;
mod json_stat;
mod json_text;
mod layout;
mod melt;
mod missing;
mod number;
mod number_words;
mod package;
mod path;
mod place;
mod plain_rows;
mod ragged;
mod raw;
mod resource;
mod schema;
mod sdmx_csv;
mod sniff;
mod splitter;
mod table;
mod time;

pub use choices::Choices;
pub use encoding::Decoded;

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

/// Reads one file into tables, as far as it was chosen so.
pub type ReadFn = fn(&InputFile, &Choices) -> Result<Warned<Vec<Table>>, Diagnostic>;

/// Turns a text of another encoding into UTF-8.
pub type DecodeFn = fn(&InputFile, &Choices) -> Result<Decoded, Diagnostic>;

/// What a reader does with a file.
#[derive(Clone, Copy)]
pub enum Read {
    /// Reads it into tables.
    Tables(ReadFn),
    /// Turns it into UTF-8; the other readers are then asked about that.
    Text(DecodeFn),
}

/// A format: how to know it and how to read it. Each program lists those it carries.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The format's name.
    pub name: &'static str,
    /// Whether bytes are of this format, by their content alone.
    pub recognises: fn(&[u8]) -> bool,
    /// Reads a file that was recognised.
    pub read: Read,
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
    LIGHT[0],
    LIGHT[1],
];

/// Opens files with nothing chosen; see [`open_with`].
///
/// # Errors
/// As [`open_with`].
pub fn open(files: &[InputFile], readers: &[Reader]) -> Result<Warned<Dataset>, Vec<Diagnostic>> {
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
    files: &[InputFile],
    readers: &[Reader],
    choices: &Choices,
) -> Result<Warned<Dataset>, Vec<Diagnostic>> {
    if let Some((descriptor, package)) = package::find(files).map_err(|error| vec![error])? {
        return package::read(descriptor, &package, files, readers, choices);
    }
    let mut names = header::Names::default();
    let mut tables = Vec::new();
    let mut warnings = Vec::new();
    for file in files {
        if files.len() > 1 && path::is_prose(&file.path) {
            continue;
        }
        match read_file(file, readers, choices) {
            Ok(mut read) => {
                warnings.append(&mut read.warnings);
                for mut table in read.value {
                    table.name = names.unique(&table.name);
                    tables.push(table);
                }
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
    let first = files.first().map_or("", |file| path::stem(&file.path));
    let value = Dataset {
        name: first.to_owned(),
        tables,
        ..Dataset::default()
    };
    Ok(Warned { value, warnings })
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
    let read = readers.iter().find_map(|reader| match reader.read {
        Read::Tables(read) if (reader.recognises)(&file.bytes) => Some(read),
        _ => None,
    });
    match read {
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
    let decode = readers.iter().find_map(|reader| match reader.read {
        Read::Text(decode) => Some((reader.recognises, decode)),
        Read::Tables(_) => None,
    });
    let Some((recognises, decode)) = decode else {
        return Ok(None);
    };
    let is_chosen = choices.encoding.is_some() && sniff::looks_like(&file.bytes).is_empty();
    if !is_chosen && !recognises(&file.bytes) {
        return Ok(None);
    }
    decode(file, choices).map(Some)
}
