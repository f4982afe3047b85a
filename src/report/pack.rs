//! The pack: every open document with its files as JSON that can stand inside an HTML page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
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
        /// What the parser says.
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

#[derive(Serialize, Deserialize)]
struct Pack {
    furrow: u32,
    documents: Vec<PackedDocument>,
}

#[derive(Serialize, Deserialize)]
struct PackedDocument {
    files: Vec<PackedFile>,
}

#[derive(Serialize, Deserialize)]
struct PackedFile {
    path: String,
    sha256: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

/// The pack of documents, each a list of files, as JSON without `<`.
#[must_use]
pub fn pack_json(documents: &[Vec<InputFile>]) -> String {
    let documents = documents
        .iter()
        .map(|files| PackedDocument {
            files: files.iter().map(packed).collect(),
        })
        .collect();
    json_for_script(&Pack {
        furrow: VERSION,
        documents,
    })
}

/// The documents of a pack, each file checked against its SHA-256.
///
/// # Errors
/// When it is no pack, of a later version, or a file in it is damaged.
pub fn read_pack(json: &str) -> Result<Vec<Vec<InputFile>>, PackError> {
    #[derive(Deserialize)]
    struct Header {
        furrow: u32,
    }
    let form = |error: serde_json::Error| PackError::Form {
        message: error.to_string(),
    };
    // The version first: a later form may not parse as this one.
    let header: Header = serde_json::from_str(json).map_err(form)?;
    if header.furrow != VERSION {
        return Err(PackError::Version {
            found: header.furrow,
        });
    }
    let pack: Pack = serde_json::from_str(json).map_err(form)?;
    pack.documents
        .into_iter()
        .map(|document| document.files.into_iter().map(unpacked).collect())
        .collect()
}

/// The SHA-256 of bytes in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// JSON that can stand in a script element of an HTML page: it cannot end the element.
pub(super) fn json_for_script(value: &impl Serialize) -> String {
    // Strings and numbers always serialize; a pack without documents is still a pack.
    let json = serde_json::to_string(value).unwrap_or_else(|_| "{}".to_owned());
    // Outside of strings JSON has none of these characters, so replacing them is safe.
    let mut out = String::with_capacity(json.len() + json.len() / 32);
    for ch in json.chars() {
        match ch {
            '<' => out.push_str("\\u003c"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            ch => out.push(ch),
        }
    }
    out
}

fn packed(file: &InputFile) -> PackedFile {
    let text = std::str::from_utf8(&file.bytes).ok().map(str::to_owned);
    let base64 = match text {
        Some(_) => None,
        None => Some(STANDARD.encode(&file.bytes)),
    };
    PackedFile {
        path: file.path.clone(),
        sha256: sha256_hex(&file.bytes),
        text,
        base64,
    }
}

fn unpacked(file: PackedFile) -> Result<InputFile, PackError> {
    let PackedFile {
        path,
        sha256,
        text,
        base64,
    } = file;
    let bytes = match (text, base64) {
        (Some(text), None) => Some(text.into_bytes()),
        (None, Some(base64)) => STANDARD.decode(base64).ok(),
        _ => None,
    };
    let Some(bytes) = bytes else {
        return Err(PackError::Content { path });
    };
    if sha256_hex(&bytes) != sha256.to_ascii_lowercase() {
        return Err(PackError::Changed { path });
    }
    Ok(InputFile { path, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_round_trip(path: &str, bytes: &[u8]) {
        let documents = vec![vec![InputFile {
            path: path.to_owned(),
            bytes: bytes.to_vec(),
        }]];
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
        let documents = vec![vec![file("b"), file("a")], Vec::new(), vec![file("c")]];
        assert_eq!(read_pack(&pack_json(&documents)), Ok(documents));
        assert_eq!(pack_json(&[]), r#"{"furrow":1,"documents":[]}"#);
    }

    #[test]
    fn a_changed_file_is_named() {
        let json = pack_json(&[vec![InputFile {
            path: "a.csv".into(),
            bytes: b"1,2".to_vec(),
        }]]);
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
