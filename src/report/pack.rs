//! The pack: every open document with its files as JSON that can stand inside an HTML page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::data::InputFile;

/// The version of the pack's form.
const VERSION: u32 = 1;

/// Why a pack cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PackError {
    /// It is not JSON of a pack's form.
    #[error("the report inside this file cannot be read: {message}; save it again")]
    Form {
        /// What the parser says, or what is not there.
        message: String,
    },
    /// It is of a form that only a later version knows.
    #[error("the report inside this file is of version {found}, this program reads {VERSION}")]
    Version {
        /// The version found.
        found: u32,
    },
    /// A file inside has neither text nor bytes, or bytes that are not base64.
    #[error("{path}: its content inside this page cannot be read; save the page again")]
    Content {
        /// The file.
        path: String,
    },
    /// A file inside is not what was saved.
    #[error("{path}: its content was changed after this page was saved; save it again")]
    Changed {
        /// The file.
        path: String,
    },
}

/// A document as it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackedDocument {
    /// Its files.
    pub files: Vec<InputFile>,
    /// What the reader has decided about them.
    pub edits: Vec<FileEdit>,
}

impl From<Vec<InputFile>> for PackedDocument {
    fn from(files: Vec<InputFile>) -> PackedDocument {
        PackedDocument {
            files,
            edits: Vec::new(),
        }
    }
}

/// What a reader decides about how a file was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileEdit {
    /// One of the document's tables.
    pub table: usize,
    /// One of the table's columns, for `role` and `unit`; else all of the document's files.
    pub column: Option<usize>,
    /// `encoding`, `delimiter`, `header_rows`, `number_style`, `layout`, `role` or `unit`.
    pub name: String,
    /// The value; empty leaves it to be found.
    pub value: String,
}

/// The pack of documents as JSON without `<`.
#[must_use]
pub fn pack_json(documents: &[PackedDocument]) -> String {
    let n_bytes: usize = documents
        .iter()
        .flat_map(|document| &document.files)
        .map(|file| file.bytes.len())
        .sum();
    let mut out = String::with_capacity(n_bytes + n_bytes / 8 + 64);
    // Written by hand: only texts, and no serializer in the page's program.
    out.push_str("{\"furrow\":");
    out.push_str(&VERSION.to_string());
    out.push_str(",\"documents\":[");
    for (idx, document) in documents.iter().enumerate() {
        out.push_str(if idx > 0 {
            ",{\"files\":["
        } else {
            "{\"files\":["
        });
        for (idx, file) in document.files.iter().enumerate() {
            out.push_str(if idx > 0 { "," } else { "" });
            push_file(&mut out, file);
        }
        out.push(']');
        if !document.edits.is_empty() {
            push_edits(&mut out, &document.edits);
        }
        out.push('}');
    }
    out.push_str("]}");
    out
}

/// The documents of a pack, each file checked against its SHA-256.
///
/// # Errors
/// When it is no pack, of a later version, or a file in it is damaged.
pub fn read_pack(json: &str) -> Result<Vec<PackedDocument>, PackError> {
    let form = |message: &str| PackError::Form {
        message: message.to_owned(),
    };
    let mut pack: Value = serde_json::from_str(json).map_err(|error| form(&error.to_string()))?;
    // The version first: a later form need not have what this one has.
    let version = pack.get("furrow").and_then(Value::as_u64);
    let found = version.ok_or_else(|| form("it has no version"))?;
    if found != u64::from(VERSION) {
        let found = u32::try_from(found).unwrap_or(u32::MAX);
        return Err(PackError::Version { found });
    }
    let Some(Value::Array(documents)) = pack.get_mut("documents").map(Value::take) else {
        return Err(form("it has no list of documents"));
    };
    let mut out = Vec::with_capacity(documents.len());
    for mut document in documents {
        let Some(Value::Array(packed)) = document.get_mut("files").map(Value::take) else {
            return Err(form("a document has no list of files"));
        };
        let mut files = Vec::with_capacity(packed.len());
        for file in packed {
            files.push(unpacked(file)?);
        }
        let edits = document.get("edits").and_then(Value::as_array);
        let edits = edits.into_iter().flatten().filter_map(edit).collect();
        out.push(PackedDocument { files, edits });
    }
    Ok(out)
}

/// The SHA-256 of bytes in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        out.push(hex_digit(u32::from(byte >> 4)));
        out.push(hex_digit(u32::from(byte)));
    }
    out
}

/// A text as a JSON string that can stand in a script element: it cannot end the element.
pub(super) fn push_json_string(out: &mut String, text: &str) {
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' | '\\' => {
                out.push('\\');
                out.push(ch);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let code = ch as u32;
                out.push_str("\\u");
                for shift in [12, 8, 4, 0] {
                    out.push(hex_digit(code >> shift));
                }
            }
            ch => out.push(ch),
        }
    }
    out.push('"');
}

fn hex_digit(number: u32) -> char {
    char::from(b"0123456789abcdef"[number as usize & 15])
}

fn push_edits(out: &mut String, edits: &[FileEdit]) {
    out.push_str(",\"edits\":[");
    for (idx, edit) in edits.iter().enumerate() {
        out.push_str(if idx > 0 { ",{" } else { "{" });
        out.push_str(&format!("\"table\":{},", edit.table));
        if let Some(column) = edit.column {
            out.push_str(&format!("\"column\":{column},"));
        }
        out.push_str("\"name\":");
        push_json_string(out, &edit.name);
        out.push_str(",\"value\":");
        push_json_string(out, &edit.value);
        out.push('}');
    }
    out.push(']');
}

/// An edit; what it names is judged by who applies it.
fn edit(json: &Value) -> Option<FileEdit> {
    let number = |name: &str| usize::try_from(json.get(name)?.as_u64()?).ok();
    let text = |name: &str| json.get(name).and_then(Value::as_str).map(str::to_owned);
    Some(FileEdit {
        table: number("table")?,
        column: number("column"),
        name: text("name")?,
        value: text("value")?,
    })
}

fn push_file(out: &mut String, file: &InputFile) {
    out.push_str("{\"path\":");
    push_json_string(out, &file.path);
    out.push_str(",\"sha256\":");
    push_json_string(out, &sha256_hex(&file.bytes));
    if let Ok(text) = std::str::from_utf8(&file.bytes) {
        out.push_str(",\"text\":");
        push_json_string(out, text);
    } else {
        out.push_str(",\"base64\":");
        push_json_string(out, &STANDARD.encode(&file.bytes));
    }
    out.push('}');
}

fn unpacked(mut file: Value) -> Result<InputFile, PackError> {
    let mut text_of = |key: &str| match file.get_mut(key).map(Value::take) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (Some(path), Some(sha256)) = (text_of("path"), text_of("sha256")) else {
        return Err(PackError::Form {
            message: "a file has no path or no sha256".to_owned(),
        });
    };
    let bytes = match (text_of("text"), text_of("base64")) {
        (Some(text), None) => Some(text.into_bytes()),
        (None, Some(base64)) => STANDARD.decode(base64).ok(),
        _ => None,
    };
    let Some(bytes) = bytes else {
        return Err(PackError::Content { path });
    };
    if !sha256_hex(&bytes).eq_ignore_ascii_case(&sha256) {
        return Err(PackError::Changed { path });
    }
    Ok(InputFile { path, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_round_trip(path: &str, bytes: &[u8]) {
        let files = vec![InputFile {
            path: path.to_owned(),
            bytes: bytes.to_vec(),
        }];
        let edit = |column| FileEdit {
            table: 1,
            column,
            name: path.to_owned(),
            value: String::from_utf8_lossy(bytes).into_owned(),
        };
        let edits = vec![edit(None), edit(Some(7))];
        let documents = vec![PackedDocument { files, edits }];
        let json = pack_json(&documents);
        for forbidden in ['<', '\u{2028}', '\u{2029}', '\r', '\n', '\0'] {
            assert!(!json.contains(forbidden), "{json}");
        }
        assert_eq!(read_pack(&json), Ok(documents), "{json}");
    }

    #[test]
    fn hostile_content_survives_and_stays_inside() {
        for text in [
            "",
            "a,b\r\n1,2\r\n",
            "</script><script>alert(1)</script>",
            "</SCRIPT ",
            "<!--<script>",
            "\u{2028}\u{2029}\u{feff}",
            "\"'`\\ \\u003c \\\\u003c",
            "县域，亿元 👍 \u{0} \u{1b}",
        ] {
            check_round_trip("a.csv", text.as_bytes());
            check_round_trip(text, b"x");
        }
        check_round_trip("a.parquet", &[0xff, 0xfe, 0, 1, 2, b'<', 0x80]);
        check_round_trip("gbk.csv", &[0xd6, 0xd0, 0xb9, 0xfa]);
    }

    #[test]
    fn several_documents_keep_their_order() {
        let file = |path: &str| InputFile {
            path: path.to_owned(),
            bytes: b"x".to_vec(),
        };
        let documents = [vec![file("b"), file("a")], Vec::new(), vec![file("c")]];
        let documents: Vec<PackedDocument> = documents.map(PackedDocument::from).into();
        assert_eq!(read_pack(&pack_json(&documents)), Ok(documents));
        assert_eq!(pack_json(&[]), r#"{"furrow":1,"documents":[]}"#);
    }

    #[test]
    fn a_changed_file_is_named() {
        let files = vec![InputFile {
            path: "a.csv".into(),
            bytes: b"1,2".to_vec(),
        }];
        let json = pack_json(&[files.into()]);
        assert_eq!(
            read_pack(&json.replace("1,2", "1,3")),
            Err(PackError::Changed {
                path: "a.csv".into()
            })
        );
        assert_eq!(
            read_pack(&json.replace("\"text\"", "\"base64\"")),
            Err(PackError::Content {
                path: "a.csv".into()
            })
        );
    }

    #[test]
    fn another_form_is_refused() {
        assert_eq!(
            read_pack(r#"{"furrow":2,"documents":{}}"#),
            Err(PackError::Version { found: 2 })
        );
        for json in ["", "[]", "{}", r#"{"furrow":1}"#] {
            assert!(
                matches!(read_pack(json), Err(PackError::Form { .. })),
                "{json}"
            );
        }
    }
}
