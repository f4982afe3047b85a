//! Choose: what a reader can change about how a file was read, and what comes of it.

use super::document::Document;
use super::protocol::Response;
use crate::data::{Assumed, Lang, Layout, NumberStyle, Role, Table};
use crate::ingest::{Choices, Dataset};
use crate::report::{FileChoice, FileEdit};
use crate::words::files;

/// The encodings offered, by their WHATWG names; any other is found by looking.
const ENCODINGS: [&str; 10] = [
    "UTF-8",
    "GBK",
    "gb18030",
    "Big5",
    "UTF-16LE",
    "UTF-16BE",
    "windows-1252",
    "Shift_JIS",
    "EUC-KR",
    "windows-1251",
];
/// What may stand between cells.
const DELIMITERS: [&str; 5] = [",", ";", "\t", "|", " "];
/// How many header rows are offered.
const MOST_HEADER_ROWS: usize = 4;

/// What can be changed about the file of a table, with what is chosen now.
pub(super) fn choices(document: &Document, table: &Table, lang: Lang) -> Vec<FileChoice> {
    let (words, assumed) = (files(lang), &table.assumed);
    let chosen = choices_of(&document.edits);
    let plain = |codes: &[&str]| {
        codes
            .iter()
            .map(|c| ((*c).to_owned(), (*c).to_owned()))
            .collect()
    };
    let line = |name: &str,
                label: &str,
                found: &str,
                options: Vec<(String, String)>,
                now: Option<String>| {
        let found = if now.is_some() { "" } else { found };
        let mut all = vec![(String::new(), (words.as_found)(found))];
        all.extend(options);
        let place = now.and_then(|now| all.iter().position(|(value, _)| *value == now));
        FileChoice {
            name: name.to_owned(),
            label: label.to_owned(),
            options: all,
            chosen: place.unwrap_or(0),
        }
    };
    let mut out = Vec::new();
    if !assumed.encoding.is_empty() {
        let now = chosen.encoding.clone();
        out.push(line(
            "encoding",
            words.encoding,
            &assumed.encoding,
            plain(&ENCODINGS),
            now,
        ));
    }
    if !assumed.delimiter.is_empty() {
        let options = DELIMITERS.map(|sign| (sign.to_owned(), (words.sign)(sign)));
        let now = chosen.delimiter.map(|sign| char::from(sign).to_string());
        let found = (words.sign)(&assumed.delimiter);
        out.push(line(
            "delimiter",
            words.delimiter,
            &found,
            options.to_vec(),
            now,
        ));
    }
    if has_rows(assumed) {
        let options = (0..=MOST_HEADER_ROWS).map(|n| (n.to_string(), n.to_string()));
        let now = chosen.header_rows.map(|n| n.to_string());
        let found = assumed.header_rows.to_string();
        out.push(line(
            "header_rows",
            words.header_rows,
            &found,
            options.collect(),
            now,
        ));
    }
    let styles: Vec<&str> = NumberStyle::ALL.iter().map(|style| style.code()).collect();
    let now = chosen.number_style.map(|style| style.code().to_owned());
    let found = assumed.number_style.code();
    out.push(line(
        "number_style",
        words.number_style,
        found,
        plain(&styles),
        now,
    ));
    if has_rows(assumed) {
        let layouts = [
            Layout::Long,
            Layout::WideTimes,
            Layout::WideEntities,
            Layout::WideIndicators,
        ];
        let name = |layout: Layout| {
            (
                layout.code().to_owned(),
                (words.layout_name)(layout).to_owned(),
            )
        };
        let now = chosen.layout.map(|layout| layout.code().to_owned());
        let found = (words.layout_name)(assumed.layout);
        out.push(line(
            "layout",
            words.layout,
            found,
            layouts.map(name).to_vec(),
            now,
        ));
    }
    out
}

/// Whether the format is made of rows and cells, so that headers are a question at all.
fn has_rows(assumed: &Assumed) -> bool {
    assumed.header_rows > 0 || !assumed.delimiter.is_empty()
}

/// What a column can be used as.
pub(super) fn role(role: Option<Role>, lang: Lang) -> FileChoice {
    let words = files(lang);
    let name = |role: Role| {
        (
            role.code().to_owned(),
            (words.role_name)(Some(role)).to_owned(),
        )
    };
    let mut options: Vec<(String, String)> = Role::CHOICES.map(name).to_vec();
    let place = |options: &[(String, String)]| {
        role.and_then(|role| options.iter().position(|(value, _)| value == role.code()))
    };
    // What is not offered can still be what it is.
    if place(&options).is_none() {
        let now = role.map_or(String::new(), |role| role.code().to_owned());
        options.insert(0, (now, (words.role_name)(role).to_owned()));
    }
    FileChoice {
        name: "role".to_owned(),
        label: words.heads[2].to_owned(),
        chosen: place(&options).unwrap_or(0),
        options,
    }
}

/// What the edits of a document say about reading its files.
#[must_use]
pub fn choices_of(edits: &[FileEdit]) -> Choices {
    let mut choices = Choices::default();
    for edit in edits.iter().filter(|edit| edit.column.is_none()) {
        // What was refused when it was made is not among them.
        let _ = choices.set(&edit.name, &edit.value);
    }
    choices
}

/// Changes a column at once; anything else means reading again.
pub(super) fn choose(document: &mut Document, doc: usize, edit: FileEdit) -> Response {
    let refused = Response::Failed(Vec::new());
    let is_known = match edit.column {
        None => Choices::default().set(&edit.name, &edit.value),
        Some(_) => is_column_edit(document, &edit),
    };
    if !document.is_automatic || !is_known {
        return refused;
    }
    let mut edits = document.edits.clone();
    let is_same = |one: &FileEdit| {
        one.name == edit.name
            && one.column == edit.column
            && (one.table == edit.table || edit.column.is_none())
    };
    edits.retain(|one| !is_same(one));
    let is_column = edit.column.is_some();
    edits.push(edit);
    if is_column {
        apply(document, edits);
        return Response::Opened {
            doc,
            warnings: Vec::new(),
        };
    }
    Response::ReadAgain {
        doc,
        files: document.files.clone(),
        edits,
    }
}

fn is_column_edit(document: &Document, edit: &FileEdit) -> bool {
    let table = document.tables.get(edit.table);
    let has_column = table
        .zip(edit.column)
        .is_some_and(|(table, column)| column < table.columns.len());
    has_column && (edit.name == "unit" || edit.name == "role" && role_of(&edit.value).is_some())
}

fn role_of(code: &str) -> Option<Role> {
    Role::CHOICES.into_iter().find(|role| role.code() == code)
}

/// Keeps edits with a document, and gives its columns what they say; one that names nothing here
/// is left out, as after another layout.
pub(super) fn apply(document: &mut Document, mut edits: Vec<FileEdit>) {
    if !document.is_automatic || edits.is_empty() {
        return;
    }
    edits.retain(|edit| edit.column.is_none() || is_column_edit(document, edit));
    for edit in &edits {
        // What is left names a column that is there.
        let Some(column) = edit.column else { continue };
        let columns = &mut document.tables[edit.table].columns;
        if edit.name == "unit" {
            edit.value.trim().clone_into(&mut columns[column].unit);
        } else if let Some(role) = role_of(&edit.value) {
            for other in columns.iter_mut().filter(|_| role.is_single()) {
                if other.role == Some(role) {
                    other.role = Some(Role::Dimension);
                }
            }
            columns[column].role = Some(role);
        }
    }
    let dataset = Dataset {
        name: document.name.clone(),
        title: document.title.clone(),
        tables: std::mem::take(&mut document.tables),
        report: None,
    };
    // Without a report of its own a dataset always has one that fits.
    if let Ok(made) = Document::of(std::mem::take(&mut document.files), dataset) {
        *document = Document {
            noticed: std::mem::take(&mut document.noticed),
            edits,
            ..made.value
        };
    }
}
