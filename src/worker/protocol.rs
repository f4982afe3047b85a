//! What crosses between page and worker: a head in postcard's wire format, and beside it the
//! files one way and the cells of every column the other way, as buffers that change hands.
//!
//! Page and worker are built together, so the form has no version. Postcard cannot carry values
//! whose type only the text tells, so a report travels as JSON text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::data::{
    Assumed, Codes, Column, LocalText, Numbers, Role, Summary, Table, Times, Values,
};
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
    /// Cells are missing, or a column is too short.
    #[error("the worker's columns are not complete")]
    Cells,
}

#[derive(Serialize, Deserialize)]
struct WireDataset<'a> {
    name: Cow<'a, str>,
    title: Vec<(String, String)>,
    tables: Vec<WireTable<'a>>,
    report: Option<String>,
    warnings: Cow<'a, [Diagnostic]>,
}

#[derive(Serialize, Deserialize)]
struct WireTable<'a> {
    name: Cow<'a, str>,
    file: Cow<'a, str>,
    n_rows: usize,
    columns: Vec<WireColumn<'a>>,
    assumed: Cow<'a, Assumed>,
    summaries: Cow<'a, [Summary]>,
}

#[derive(Serialize, Deserialize)]
struct WireColumn<'a> {
    name: Cow<'a, str>,
    titles: Cow<'a, [(String, String)]>,
    role: Option<Role>,
    unit: Cow<'a, str>,
    /// The texts that codes mean, where the cells are codes.
    levels: Cow<'a, [String]>,
}

/// The cells of one column, as they are sent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellsOut<'a> {
    /// Values and marks of [`crate::data::Numbers`].
    Numbers(&'a [f64], &'a [u8]),
    /// [`crate::data::Times`].
    Times(&'a [i32]),
    /// [`crate::data::Codes`].
    Codes(&'a [u32]),
}

/// The cells of one column, as they arrive.
#[derive(Debug, Clone, PartialEq)]
pub enum CellsIn {
    /// As in [`CellsOut`].
    Numbers(Vec<f64>, Vec<u8>),
    /// As in [`CellsOut`].
    Times(Vec<i32>),
    /// As in [`CellsOut`].
    Codes(Vec<u32>),
}

impl CellsIn {
    /// How many there are.
    #[must_use]
    pub fn n_cells(&self) -> usize {
        match self {
            CellsIn::Numbers(values, _) => values.len(),
            CellsIn::Times(times) => times.len(),
            CellsIn::Codes(codes) => codes.len(),
        }
    }
}

/// The head of a request: the files' paths, and what the reader has decided about them. Their
/// bytes travel beside it.
///
/// # Errors
/// Never for paths; the format could refuse other values.
pub fn encode_request(paths: &[String], choices: &Choices) -> Result<Vec<u8>, WireError> {
    Ok(postcard::to_allocvec(&(choices, paths))?)
}

/// The paths and choices of a request.
///
/// # Errors
/// When the bytes are no request.
pub fn decode_request(bytes: &[u8]) -> Result<(Vec<String>, Choices), WireError> {
    let (choices, paths): (Choices, Vec<String>) = postcard::from_bytes(bytes)?;
    Ok((paths, choices))
}

/// The answer, what reading gave: its head, and the cells of every column, table after table.
///
/// # Errors
/// When the report is no JSON; a report that was read is.
pub fn encode_answer(reading: &Opened) -> Result<(Vec<u8>, Vec<CellsOut<'_>>), WireError> {
    let mut cells = Vec::new();
    let answer = match reading {
        Ok(Warned { value, warnings }) => {
            let tables = value.tables.iter();
            let report = value.report.as_ref();
            Ok(WireDataset {
                name: Cow::from(&value.name),
                title: value.title.0.clone().into_iter().collect(),
                tables: tables.map(|table| taken_apart(table, &mut cells)).collect(),
                report: report.map(serde_json::to_string).transpose()?,
                warnings: Cow::from(warnings),
            })
        }
        Err(diagnostics) => Err(diagnostics),
    };
    Ok((postcard::to_allocvec(&answer)?, cells))
}

fn taken_apart<'a>(table: &'a Table, cells: &mut Vec<CellsOut<'a>>) -> WireTable<'a> {
    let columns = table.columns.iter().map(|column| {
        let mut texts: &[String] = &[];
        cells.push(match &column.values {
            Values::Number(numbers) => {
                let (values, marks) = numbers.parts();
                CellsOut::Numbers(values, marks)
            }
            Values::Time(times) => CellsOut::Times(times.parts()),
            Values::Text { levels, codes } => {
                texts = levels;
                CellsOut::Codes(codes.parts())
            }
        });
        WireColumn {
            name: Cow::from(&column.name),
            titles: Cow::from(&column.titles),
            role: column.role,
            unit: Cow::from(&column.unit),
            levels: Cow::from(texts),
        }
    });
    WireTable {
        columns: columns.collect(),
        name: Cow::from(&table.name),
        file: Cow::from(&table.file),
        n_rows: table.n_rows,
        assumed: Cow::Borrowed(&table.assumed),
        summaries: Cow::from(&table.summaries),
    }
}

/// The reading of an answer.
///
/// # Errors
/// When it is no answer.
pub fn decode_answer(head: &[u8], cells: Vec<CellsIn>) -> Result<Opened, WireError> {
    let head: Result<WireDataset<'_>, Vec<Diagnostic>> = postcard::from_bytes(head)?;
    let dataset = match head {
        Ok(dataset) => dataset,
        Err(diagnostics) => return Ok(Err(diagnostics)),
    };
    let mut cells = cells.into_iter();
    let tables = dataset.tables.into_iter();
    let tables: Option<Vec<Table>> = tables
        .map(|table| put_together(table, &mut cells))
        .collect();
    Ok(Ok(Warned {
        value: Dataset {
            name: dataset.name.into_owned(),
            title: LocalText(dataset.title.into_iter().collect()),
            tables: tables.ok_or(WireError::Cells)?,
            report: match dataset.report {
                Some(json) => Some(serde_json::from_str(&json)?),
                None => None,
            },
        },
        warnings: dataset.warnings.into_owned(),
    }))
}

/// `None` where cells are missing.
fn put_together(table: WireTable<'_>, cells: &mut dyn Iterator<Item = CellsIn>) -> Option<Table> {
    let mut columns = Vec::with_capacity(table.columns.len());
    for column in table.columns {
        let (n_cells, values) = match cells.next()? {
            CellsIn::Numbers(values, marks) => {
                let numbers = Numbers::of_parts(values, marks);
                (numbers.len(), Values::Number(numbers))
            }
            CellsIn::Times(times) => (times.len(), Values::Time(Times::of_parts(times))),
            CellsIn::Codes(codes) => {
                let (levels, codes) = (column.levels.into_owned(), Codes::of_parts(codes));
                (codes.len(), Values::Text { levels, codes })
            }
        };
        if n_cells != table.n_rows {
            return None;
        }
        columns.push(Column {
            name: column.name.into_owned(),
            titles: column.titles.into_owned(),
            values,
            role: column.role,
            unit: column.unit.into_owned(),
        });
    }
    Some(Table {
        name: table.name.into_owned(),
        file: table.file.into_owned(),
        n_rows: table.n_rows,
        columns,
        assumed: table.assumed.into_owned(),
        summaries: table.summaries.into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Missing, Number, NumberCell, Period};
    use crate::diag::{Code, Place};

    #[test]
    fn paths_and_choices_arrive_as_they_were_sent() {
        for paths in [vec![], vec![String::new(), "浙江/a.csv".to_owned()]] {
            let mut choices = Choices::default();
            assert!(choices.set("encoding", "GBK") && choices.set("header_rows", "2"));
            let bytes = encode_request(&paths, &choices).unwrap();
            assert_eq!(decode_request(&bytes).unwrap(), (paths, choices));
        }
    }

    #[test]
    fn a_dataset_arrives_as_it_was_read() {
        let present = |value, decimals| NumberCell::present(Number { value, decimals });
        let column = |name: &str, values| Column {
            titles: vec![("zh".to_owned(), "省".to_owned())],
            ..Column::new(name, values)
        };
        let codes = [Ok(0), Err(Missing::Marked), Ok(1)].into_iter().collect();
        let levels = vec!["浙江".to_owned(), String::new()];
        let numbers = [
            present(-0.1, 1),
            NumberCell::missing(Missing::Empty),
            present(f64::MAX, 0),
        ];
        let times = ["2015", "2015-Q3", "2017-11-11"];
        let times = times.map(|text| Period::parse(text).ok_or(Missing::Unreadable));
        let columns = vec![
            column("a", Values::Text { levels, codes }),
            column("b", Values::Number(numbers.into_iter().collect())),
            column("c", Values::Time(times.into_iter().collect())),
        ];
        let mut tables = vec![Table::new("t", "t.csv", 3, columns)];
        tables[0].summarize();
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
        let sent = reading();
        let (head, cells) = encode_answer(&sent).unwrap();
        let Ok(read) = decode_answer(&head, arrived(&cells)).unwrap() else {
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
        let mut cut = arrived(&cells);
        cut.truncate(2);
        assert!(matches!(decode_answer(&head, cut), Err(WireError::Cells)));
        let mut short = arrived(&cells);
        short[2] = CellsIn::Times(Vec::new());
        assert!(matches!(decode_answer(&head, short), Err(WireError::Cells)));
    }

    fn arrived(cells: &[CellsOut<'_>]) -> Vec<CellsIn> {
        let copy = |cells: &CellsOut<'_>| match cells {
            CellsOut::Numbers(values, marks) => CellsIn::Numbers(values.to_vec(), marks.to_vec()),
            CellsOut::Times(times) => CellsIn::Times(times.to_vec()),
            CellsOut::Codes(codes) => CellsIn::Codes(codes.to_vec()),
        };
        cells.iter().map(copy).collect()
    }

    #[test]
    fn what_is_no_message_is_an_error() {
        let failed = vec![Diagnostic::error(Place::file("a"), Code::EmptyFile)];
        let sent = Err(failed.clone());
        let (head, _) = encode_answer(&sent).unwrap();
        assert_eq!(
            decode_answer(&head, Vec::new()).unwrap().err(),
            Some(failed)
        );
        assert!(decode_answer(&head[..head.len() - 1], Vec::new()).is_err());
        assert!(decode_answer(&[], Vec::new()).is_err());
        assert!(decode_request(&[255; 40]).is_err());
    }
}
