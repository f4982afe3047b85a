//! What crosses between page and worker: one buffer each way, in postcard's wire format.
//!
//! Page and worker are built together, so the form has no version. Postcard cannot carry values
//! whose type only the text tells, so a report travels as JSON text.

use serde::{Deserialize, Serialize, Serializer};
use thiserror::Error;

use crate::data::{InputFile, LocalText, Table};
use crate::diag::{Diagnostic, Warned};
use crate::ingest::{Choices, Dataset, Opened};

/// What a worker says, as a string, once it can take a request.
pub const READY: &str = "furrow-ready";

/// Why a message cannot be written or read.
#[derive(Debug, Error)]
pub enum WireError {
    /// It is not of the expected form.
    #[error("the worker's message cannot be read: {0}")]
    Form(#[from] postcard::Error),
    /// The report in it is not JSON.
    #[error("the worker's report cannot be read: {0}")]
    Report(#[from] serde_json::Error),
}

#[derive(Serialize)]
struct FileOut<'a> {
    path: &'a str,
    #[serde(serialize_with = "as_bytes")]
    bytes: &'a [u8],
}

#[derive(Deserialize)]
struct FileIn<'a> {
    path: &'a str,
    bytes: &'a [u8],
}

#[derive(Serialize, Deserialize)]
struct WireDataset {
    name: String,
    title: Vec<(String, String)>,
    tables: Vec<Table>,
    report: Option<String>,
    warnings: Vec<Diagnostic>,
}

/// The request: files to read, and what the reader has decided about them.
///
/// # Errors
/// Never for files; the format could refuse other values.
pub fn encode_request(files: &[InputFile], choices: &Choices) -> Result<Vec<u8>, WireError> {
    let n_bytes = files
        .iter()
        .map(|file| file.bytes.len() + file.path.len() + 16);
    let out = Vec::with_capacity(n_bytes.sum::<usize>() + 16);
    let files: Vec<FileOut<'_>> = files
        .iter()
        .map(|file| FileOut {
            path: &file.path,
            bytes: &file.bytes,
        })
        .collect();
    Ok(postcard::to_extend(&(choices, files), out)?)
}

/// The files and choices of a request.
///
/// # Errors
/// When the bytes are no request.
pub fn decode_request(bytes: &[u8]) -> Result<(Vec<InputFile>, Choices), WireError> {
    let (choices, files): (Choices, Vec<FileIn<'_>>) = postcard::from_bytes(bytes)?;
    let files = files.into_iter().map(|file| InputFile {
        path: file.path.to_owned(),
        bytes: file.bytes.to_vec(),
    });
    Ok((files.collect(), choices))
}

/// The answer: what reading gave.
///
/// # Errors
/// When the report is no JSON; a report that was read is.
pub fn encode_answer(reading: Opened) -> Result<Vec<u8>, WireError> {
    let answer = match reading {
        Ok(Warned {
            value:
                Dataset {
                    name,
                    title,
                    tables,
                    report,
                },
            warnings,
        }) => Ok(WireDataset {
            name,
            title: title.0.into_iter().collect(),
            tables,
            report: report
                .map(|json| serde_json::to_string(&json))
                .transpose()?,
            warnings,
        }),
        Err(diagnostics) => Err(diagnostics),
    };
    Ok(postcard::to_allocvec(&answer)?)
}

/// The reading of an answer.
///
/// # Errors
/// When the bytes are no answer.
pub fn decode_answer(bytes: &[u8]) -> Result<Opened, WireError> {
    let answer: Result<WireDataset, Vec<Diagnostic>> = postcard::from_bytes(bytes)?;
    Ok(match answer {
        Ok(dataset) => Ok(Warned {
            value: Dataset {
                name: dataset.name,
                title: LocalText(dataset.title.into_iter().collect()),
                tables: dataset.tables,
                report: match dataset.report {
                    Some(json) => Some(serde_json::from_str(&json)?),
                    None => None,
                },
            },
            warnings: dataset.warnings,
        }),
        Err(diagnostics) => Err(diagnostics),
    })
}

/// As one piece: serde would otherwise hand over a large file byte by byte.
fn as_bytes<S: Serializer>(bytes: &&[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Column, Missing, Number, NumberCell, Period, Values};
    use crate::diag::{Code, Place};

    #[test]
    fn files_arrive_as_they_were_sent() {
        let file = |path: &str, bytes: &[u8]| InputFile {
            path: path.to_owned(),
            bytes: bytes.to_vec(),
        };
        for files in [
            vec![],
            vec![file("", b"")],
            vec![
                file("浙江/a.csv", &[0, 255, 128]),
                file("b", &vec![7; 70_000]),
            ],
        ] {
            let mut choices = Choices::default();
            assert!(choices.set("encoding", "GBK") && choices.set("header_rows", "2"));
            let bytes = encode_request(&files, &choices).unwrap();
            assert_eq!(decode_request(&bytes).unwrap(), (files, choices));
        }
    }

    #[test]
    fn a_dataset_arrives_as_it_was_read() {
        let present = |value, decimals| NumberCell::present(Number { value, decimals });
        let column = |name: &str, values| Column {
            titles: vec![("zh".to_owned(), "省".to_owned())],
            ..Column::new(name, values)
        };
        let codes = vec![Ok(0), Err(Missing::Marked), Ok(1)];
        let levels = vec!["浙江".to_owned(), String::new()];
        let numbers = vec![
            present(-0.1, 1),
            NumberCell::missing(Missing::Empty),
            present(f64::MAX, 0),
        ];
        let times = ["2015", "2015-Q3", "2017-11-11"];
        let times = times.map(|text| Period::parse(text).ok_or(Missing::Unreadable));
        let columns = vec![
            column("a", Values::Text { levels, codes }),
            column("b", Values::Number(numbers)),
            column("c", Values::Time(times.to_vec())),
        ];
        let tables = vec![Table::new("t", "t.csv", 3, columns)];
        let report: serde_json::Value =
            serde_json::from_str(r#"{"z":1.50,"a":[null,{"title":{"zh":"标题"}}]}"#).unwrap();
        let title = LocalText(
            [("", "T"), ("zh", "标")]
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .into(),
        );
        let warning = Diagnostic::warning(Place::file("t.csv").row(3), Code::NoRows);
        let reading = || {
            Ok(Warned {
                value: Dataset {
                    name: "n".to_owned(),
                    title: title.clone(),
                    tables: tables.clone(),
                    report: Some(report.clone()),
                },
                warnings: vec![warning.clone()],
            })
        };
        let bytes = encode_answer(reading()).unwrap();
        let Ok(read) = decode_answer(&bytes).unwrap() else {
            panic!("no dataset")
        };
        assert_eq!(read.value.name, "n");
        assert_eq!(read.value.title, title);
        assert_eq!(read.value.tables, tables);
        assert_eq!(
            read.value.report.unwrap().to_string(),
            report.to_string(),
            "in order"
        );
        assert_eq!(read.warnings, [warning]);
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        let failed = vec![Diagnostic::error(Place::file("a"), Code::EmptyFile)];
        let bytes = encode_answer(Err(failed.clone())).unwrap();
        assert_eq!(decode_answer(&bytes).unwrap().err(), Some(failed));
        assert!(decode_answer(&bytes[..bytes.len() - 1]).is_err());
        assert!(decode_answer(b"").is_err());
        assert!(decode_request(&[255; 40]).is_err());
    }
}
