//! Diagnostics: what was found, where, how bad it is. The words come from `words`.

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Something was left out or assumed.
    Warning,
    /// The file or chart cannot be shown.
    Error,
}

/// Where it is: a cell of a file, or a path inside a JSON document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// The file's name; empty when the place is a chart alone.
    pub file: String,
    /// The row in the file, counted from one with the header as row one.
    pub row: Option<usize>,
    /// The column's name.
    pub column: Option<String>,
    /// A JSON pointer, such as `/encoding/x/field`.
    pub path: Option<String>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(name: &str) -> Place {
        Place {
            file: name.to_owned(),
            ..Place::default()
        }
    }

    /// A row of a file, from one.
    #[must_use]
    pub fn row(mut self, row: usize) -> Place {
        self.row = Some(row);
        self
    }

    /// A column of a file.
    #[must_use]
    pub fn column(mut self, name: &str) -> Place {
        self.column = Some(name.to_owned());
        self
    }

    /// A JSON pointer in a file.
    #[must_use]
    pub fn path(mut self, pointer: &str) -> Place {
        self.path = Some(pointer.to_owned());
        self
    }
}

/// What is wrong, with its arguments. Every code has its words in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Code {
    /// The file has no bytes, or nothing but blanks.
    EmptyFile,
    /// No format is recognised; `looks_like` names a known format that is not read yet.
    UnknownFormat {
        /// The first bytes as text, for the reader to recognise the file.
        first_bytes: String,
        /// A format's name, or empty.
        looks_like: String,
    },
    /// The bytes are not UTF-8 from `offset` on.
    NotUtf8 {
        /// Bytes before the first wrong one.
        offset: usize,
    },
    /// Some bytes mean nothing in the encoding; each became the sign `\u{fffd}`.
    Undecodable {
        /// The encoding's name.
        encoding: String,
        /// How many signs are lost.
        n_signs: usize,
    },
    /// Two styles fit every number of a column, and they mean different numbers.
    AmbiguousNumbers {
        /// The first such text.
        found: String,
        /// The style that was taken, by example.
        style: String,
    },
    /// Day and month could change places in every cell of a column; the day was read first.
    AmbiguousDays {
        /// The first such text.
        found: String,
    },
    /// The JSON text cannot be read.
    JsonSyntax {
        /// What the parser says, with line and column.
        message: String,
    },
    /// The JSON is fine but holds no table.
    NoTable,
    /// A row has too few or too many cells; missing ones are empty, extra ones dropped.
    RaggedRow {
        /// Cells in the header.
        expected: usize,
        /// Cells found.
        found: usize,
        /// How many rows are like this.
        n_rows: usize,
    },
    /// Cells do not fit the column's type and became missing.
    NotOfType {
        /// `number`, `date` or `year`.
        expected: String,
        /// The first such text.
        found: String,
        /// How many cells are like this.
        n_cells: usize,
    },
    /// A header repeats or is empty and was given a new name.
    HeaderRenamed {
        /// The new name.
        name: String,
    },
    /// A package names a file that was not given with it.
    MissingResource {
        /// The path in the package.
        path: String,
        /// The files that were given.
        given: Vec<String>,
    },
    /// A path in a package leads outside it.
    UnsafePath {
        /// The path in the package.
        path: String,
    },
    /// The report or the spec is not of the expected form.
    BadReport {
        /// What was found and what was expected.
        message: String,
    },
    /// A spec names a field that its table does not have.
    UnknownField {
        /// The name.
        field: String,
        /// The names there are.
        available: Vec<String>,
    },
    /// A spec names a table that does not exist.
    UnknownTable {
        /// The name.
        table: String,
        /// The names there are.
        available: Vec<String>,
    },
    /// A property that Furrow does not know and that has no effect.
    UnknownProperty {
        /// The property's name.
        property: String,
    },
    /// A mark or value that Furrow does not draw.
    Unsupported {
        /// What was asked for.
        found: String,
        /// What can be asked for.
        expected: String,
    },
    /// The chart has no rows to show.
    NoRows,
    /// The file is larger than this page reads.
    TooLarge {
        /// Its size in bytes.
        n_bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// What is packed in the file is many times larger than it: made to fill the memory.
    Inflated {
        /// Its size as it is packed.
        n_packed: usize,
        /// The most that it may hold.
        limit: usize,
    },
    /// The bytes are not what their format asks for.
    Damaged {
        /// The format's name.
        format: String,
        /// What its reader says.
        message: String,
    },
    /// The file is locked with a password.
    Encrypted,
    /// Cells of a sheet hold an error and became missing.
    ErrorCells {
        /// The first error, such as `#DIV/0!`.
        found: String,
        /// How many cells are like this.
        n_cells: usize,
    },
    /// Sheets that Excel does not show were read like the others.
    HiddenSheets {
        /// Their names.
        names: Vec<String>,
    },
    /// Columns hold lists or records and were left out.
    NestedColumns {
        /// Their names.
        names: Vec<String>,
    },
    /// A part of the link names nothing here and was ignored.
    LinkIgnored {
        /// The part.
        part: String,
    },
    /// What reads beside the page did not start, or died; the page has tried itself.
    WorkerFailed {
        /// What the browser says.
        message: String,
    },
    /// Something outside failed (a fetch, a clipboard): its own words.
    Outside {
        /// The message.
        message: String,
    },
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What.
    pub code: Code,
}

impl Diagnostic {
    /// An error at a place.
    #[must_use]
    pub fn error(place: Place, code: Code) -> Diagnostic {
        Diagnostic {
            severity: Severity::Error,
            place,
            code,
        }
    }

    /// Something good to know at a place.
    #[must_use]
    pub fn note(place: Place, code: Code) -> Diagnostic {
        Diagnostic {
            severity: Severity::Note,
            place,
            code,
        }
    }

    /// A warning at a place.
    #[must_use]
    pub fn warning(place: Place, code: Code) -> Diagnostic {
        Diagnostic {
            severity: Severity::Warning,
            place,
            code,
        }
    }
}

/// A value with what was odd on the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Warned<T> {
    /// The value.
    pub value: T,
    /// What was odd.
    pub warnings: Vec<Diagnostic>,
}
