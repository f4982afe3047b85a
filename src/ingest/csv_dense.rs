//! Delimited text into dense columns, from one buffer or in pieces: a long file never stands
//! in memory as text.

use super::choices::Choices;
use super::csv_head::{Dialect, open};
use super::dense_rows::DenseRows;
use super::splitter::Records;
use super::table::Frame;
use super::{Opened, Reader, csv, dataset, dense_types, melt, path, sniff};
use crate::data::{Assumed, InputFile, Table};
use crate::diag::{Diagnostic, Warned};

/// A table in pieces begins with so many bytes, or with all there are.
const HEAD_BYTES: usize = 1 << 16;
/// A row that goes on for longer is none.
const MAX_ROW_BYTES: usize = 1 << 24;
/// Room is made for the rows that are expected, and for one in so many more.
const ROWS_A_FURTHER_ONE: usize = 32;

/// Reads a file as one table with types by content.
///
/// # Errors
/// As `csv::read`.
pub(super) fn read(file: &InputFile, choices: &Choices) -> Result<Warned<Vec<Table>>, Diagnostic> {
    let text = sniff::text(&file.bytes, &file.path)?;
    match whole(text, &file.path, choices) {
        Some(read) => Ok(read),
        None => csv::read(file, choices),
    }
}

fn whole(text: &str, path: &str, choices: &Choices) -> Option<Warned<Vec<Table>>> {
    let (mut pieces, start) = Pieces::begin(text, path, choices, text.len())?;
    pieces.rows.feed(text.get(start..)?.as_bytes(), true)?;
    pieces.finish()
}

/// A table while its rows come.
struct Pieces {
    rows: DenseRows,
    path: String,
    choices: Choices,
    assumed: Assumed,
    warnings: Vec<Diagnostic>,
}

impl Pieces {
    /// Reads the top of a file of `n_bytes` that begins with `text`; says where its rows begin.
    fn begin(text: &str, path: &str, choices: &Choices, n_bytes: usize) -> Option<(Pieces, usize)> {
        let is_plain = choices.number_style.is_none() && choices.layout.is_none();
        if !is_plain || choices.is_as_written() {
            return None;
        }
        let dialect = Dialect::chosen(choices);
        let mut warnings = Vec::new();
        let mut records = Records::new(text, dialect);
        let opening = open(&mut records, dialect, path, &mut warnings).ok()?;
        let mut assumed = opening.assumed("csv", records.delimiter);
        assumed.layout = melt::long_layout(&opening.raw, &opening.keys)?;
        let rest = records.rest();
        let n_lines = rest.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let n_rows = n_bytes / (rest.len() / n_lines).max(1);
        let n_rows = n_rows + n_rows / ROWS_A_FURTHER_ONE + 1;
        let quote = records.quote()?;
        let rows = DenseRows::new(opening, records.delimiter, quote, records.file_row, n_rows)?;
        let pieces = Pieces {
            rows,
            path: path.to_owned(),
            choices: choices.clone(),
            assumed,
            warnings,
        };
        Some((pieces, text.len() - rest.len()))
    }

    fn finish(self) -> Option<Warned<Vec<Table>>> {
        let mut warnings = self.warnings;
        let frame = Frame {
            name: path::stem(&self.path),
            file: &self.path,
            choices: &self.choices,
            assumed: self.assumed,
        };
        let table = dense_types::table(self.rows, frame, &mut warnings)?;
        Some(Warned {
            value: vec![table],
            warnings,
        })
    }
}

/// One delimited file in UTF-8 that is read while it comes, piece by piece.
///
/// It gives the same as [`super::open_with`], or nothing: then the file has
/// to be read as a whole.
pub struct Stream {
    pieces: Pieces,
    /// What came and is not a whole row yet.
    buffer: Vec<u8>,
}

impl Stream {
    /// Begins with the first bytes of a file of `n_bytes`; `head` holds 64 KB or all of it, and
    /// has to be fed as well.
    ///
    /// `None` for what another of the `readers` recognises, and for tables that have to be read
    /// as a whole.
    #[must_use]
    pub fn begin(
        path: &str,
        head: &[u8],
        n_bytes: usize,
        readers: &[Reader],
        choices: &Choices,
    ) -> Option<Stream> {
        let is_whole = head.len() >= n_bytes;
        if choices.encoding.is_some() || (head.len() < HEAD_BYTES && !is_whole) {
            return None;
        }
        let end = match is_whole {
            true => head.len(),
            false => head.iter().rposition(|byte| *byte == b'\n')? + 1,
        };
        let lines = head.get(..end)?;
        let reader = readers.iter().find(|reader| (reader.recognises)(lines))?;
        if sniff::is_blank(lines) || reader.name != "csv" {
            return None;
        }
        let text = std::str::from_utf8(sniff::without_bom(lines)).ok()?;
        let (mut pieces, start) = Pieces::begin(text, path, choices, n_bytes)?;
        let start = lines.len() - text.len() + start;
        let mut buffer = head.get(start..)?.to_vec();
        let n_taken = pieces.rows.feed(&buffer, false)?;
        buffer.drain(..n_taken);
        Some(Stream { pieces, buffer })
    }

    /// Takes the next `n_bytes` of the file, which `fill` writes; `false` when the file has to be
    /// read as a whole.
    pub fn feed(&mut self, n_bytes: usize, fill: &mut dyn FnMut(&mut [u8])) -> bool {
        let n_kept = self.buffer.len();
        if n_kept > MAX_ROW_BYTES {
            return false;
        }
        self.buffer.resize(n_kept + n_bytes, 0);
        fill(&mut self.buffer[n_kept..]);
        match self.pieces.rows.feed(&self.buffer, false) {
            Some(n_taken) => {
                self.buffer.drain(..n_taken);
                true
            }
            None => false,
        }
    }

    /// How many rows there are by now.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.pieces.rows.shell.n_rows
    }

    /// What was read; `None` when the file has to be read as a whole.
    #[must_use]
    pub fn finish(mut self) -> Option<Opened> {
        self.pieces.rows.feed(&self.buffer, true)?;
        drop(self.buffer);
        let path = self.pieces.path.clone();
        let Warned { value, warnings } = self.pieces.finish()?;
        let value = dataset(path::stem(&path), value);
        Some(Ok(Warned { value, warnings }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Read in pieces of so many bytes; `None` when it was given up.
    fn in_pieces(text: &str, n_bytes: usize) -> Option<Warned<Vec<Table>>> {
        let choices = Choices::default();
        let (mut pieces, start) = Pieces::begin(text, "t.csv", &choices, text.len())?;
        let mut buffer = Vec::new();
        for piece in text.as_bytes()[start..].chunks(n_bytes) {
            buffer.extend_from_slice(piece);
            let n_taken = pieces.rows.feed(&buffer, false)?;
            buffer.drain(..n_taken);
        }
        pieces.rows.feed(&buffer, true)?;
        pieces.finish()
    }

    #[track_caller]
    fn check(text: &str, n_bytes: usize) -> bool {
        let file = InputFile {
            path: "t.csv".to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        let expected = csv::read(&file, &Choices::default()).ok();
        let (whole, pieces) = (
            whole(text, "t.csv", &Choices::default()),
            in_pieces(text, n_bytes),
        );
        if whole.is_some() {
            assert_eq!(whole, expected, "{text:?}");
        }
        if pieces.is_some() {
            assert_eq!(pieces, expected, "{text:?} in pieces of {n_bytes}");
        }
        whole.is_some() && pieces.is_some()
    }

    #[test]
    fn ordinary_tables_are_dense() {
        for text in [
            "a,b\n1,2\n3,4\n",
            "省,年份,数值\n浙江,2014,1.5\n广东,2015,\n浙江,2016,-3\n",
            "a;b\r\n\"x;y\";1\r\n\r\n\"z\"\"\";2",
            "Title\n\na,b,c\n1,2,3\n4,5\n6,7,8,9\n,,\nNote: x\n",
            "区划代码,v\n330100,1\n330200,-\n",
            "a,b\n1,2\r3,4\r",
        ] {
            for n_bytes in [1, 3, 1000] {
                assert!(check(text, n_bytes), "{text:?}");
            }
        }
    }

    #[test]
    fn many_numbers_become_numbers_and_stay_the_same() {
        let mut text = "code,v,w,t\n".to_owned();
        for row in 0..6000 {
            let v = match row % 700 {
                13 => String::new(),
                14 => "n/a".to_owned(),
                _ => format!("{}.{}", row * 7 % 5000, row % 10),
            };
            let w = 1_000_000 + row * 37;
            text += &format!("{:06},{v},{w},{}\n", row / 9, 2000 + row % 20);
        }
        assert!(check(&text, 1000));
    }

    /// Cells that are all alike, or of every kind.
    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            6 => "-?[0-9]{1,4}(\\.[0-9]{1,3})?",
            2 => "[ab甲乙]{0,2}",
            1 => prop::sample::select(vec![
                "", " ", "-", "n/a", "0012", "约5", "1,5", "\"q\"", "\"a,b\"", "\"x\"\"y\"", "\"l\nm\"",
                "\"\"", "\"open", "\"a\"b", "2017", "2018年", "1.234", "3/4/2017", "注：甲", "330101001001",
            ])
            .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1500))]
        #[test]
        fn the_dense_way_gives_what_the_other_gives(
            header in prop::sample::select(vec!["a,b,c", "年份,b,区划代码", "a,b", "t\n\na,b,c", "x,2014,2015", "a,b,"]),
            rows in prop::collection::vec(prop::collection::vec(cell(), 0..5), 0..14),
            columns in prop::collection::vec(prop::collection::vec(cell(), 1..3), 3),
            by_column in any::<bool>(),
            line in prop::sample::select(vec!["\n", "\r\n", "\r", "\n\n"]),
            n_bytes in 1_usize..40,
            ends in any::<bool>(),
        ) {
            let body: Vec<String> = match by_column {
                // The same few cells over and over, as in a column of one type.
                true => (0..rows.len() * 2)
                    .map(|row| {
                        let cells = columns.iter().map(|cells| cells[row % cells.len()].as_str());
                        cells.collect::<Vec<_>>().join(",")
                    })
                    .collect(),
                false => rows.iter().map(|cells| cells.join(",")).collect(),
            };
            let end = if ends { line } else { "" };
            check(&format!("{header}{line}{}{end}", body.join(line)), n_bytes);
        }
    }
}
