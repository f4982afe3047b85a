//! Columns of text in little room: few distinct texts as codes, many plain numbers as numbers.
//!
//! Nothing is lost: every cell can be written out as it stood in the file ([`DenseColumn::text`]),
//! and types follow from the distinct ones (`dense_types`). A column begins as codes; when too
//! many texts differ and nearly all are plain numbers it turns into numbers.

use super::dictionary::{Dictionary, text_of};
use super::infer::is_code_name;
use crate::data::is_time_name;

/// A column is looked at when it has so many distinct texts, and at four times as many again.
const FIRST_LOOK: usize = 1024;
/// With so many rows a text on average, codes do.
const ROWS_A_TEXT: usize = 3;
/// Of so many cells of a plain column, one may be something else.
const CELLS_AN_ODD_ONE: usize = 8;
/// No successor is known.
const NO_CODE: u32 = u32::MAX;

/// What follows the last text of a column is often what followed it before: nothing has to be
/// looked up then.
#[derive(Default)]
struct Guess {
    last: u32,
    /// By code: the code that stood below it last.
    next: Vec<u32>,
    /// What follows, and where its text is; nothing follows where the code is `NO_CODE`.
    code: u32,
    place: (usize, usize),
}

impl Guess {
    fn none() -> Guess {
        Guess {
            code: NO_CODE,
            ..Guess::default()
        }
    }

    /// The last cell has this code.
    fn is_at(&mut self, code: u32, levels: &Dictionary) {
        self.last = code;
        let next = self.next.get(code as usize).copied();
        let place = next.and_then(|next| levels.place(next));
        (self.code, self.place) = match (next, place) {
            (Some(next), Some(place)) => (next, place),
            _ => (NO_CODE, (0, 0)),
        };
    }
}

/// The cells of one column.
pub(super) struct DenseColumn {
    /// The header, or a name made for it.
    pub(super) name: String,
    form: Form,
    guess: Guess,
    next_look: usize,
}

enum Form {
    /// Codes of the distinct texts.
    Coded(Dictionary, Vec<u32>),
    /// Numbers whose text can be made again.
    Plain(Plain),
}

/// Plain numbers with the few other texts between them.
#[derive(Default)]
pub(super) struct Plain {
    /// The numbers; 0 for another text.
    pub(super) values: Vec<f64>,
    /// The decimals of each, or `EMPTY` or `ODD`.
    pub(super) marks: Vec<u8>,
    /// Rows with other texts, in order.
    pub(super) odd: Vec<(usize, String)>,
}

impl Plain {
    /// The mark of an empty cell.
    pub(super) const EMPTY: u8 = 255;
    /// The mark of a cell whose text is in `odd`.
    pub(super) const ODD: u8 = 254;
}

impl DenseColumn {
    /// A column without cells, with room for about so many.
    pub(super) fn new(name: &str, n_rows: usize) -> DenseColumn {
        // Digits that count nothing stay codes.
        let can_turn = !is_time_name(name) && !is_code_name(name);
        DenseColumn {
            name: name.to_owned(),
            form: Form::Coded(Dictionary::default(), Vec::with_capacity(n_rows)),
            guess: Guess::none(),
            next_look: if can_turn { FIRST_LOOK } else { usize::MAX },
        }
    }

    /// The distinct texts and the code of each row, or the numbers.
    pub(super) fn into_cells(self) -> Result<(Dictionary, Vec<u32>), Plain> {
        match self.form {
            Form::Coded(levels, codes) => Ok((levels, codes)),
            Form::Plain(plain) => Err(plain),
        }
    }

    /// Adds the cell with which `rest` begins if it is as expected and ends at the sign `stop`;
    /// says how long it is. Where there is no such cell nothing is added.
    #[inline]
    pub(super) fn take(&mut self, rest: &[u8], stop: u8) -> Option<usize> {
        match &mut self.form {
            Form::Coded(levels, codes) if self.guess.code != NO_CODE => {
                let (start, end) = self.guess.place;
                let text = levels.all_bytes().get(start..end)?;
                if rest.get(text.len()) != Some(&stop) || !starts_with(rest, text) {
                    return None;
                }
                codes.push(self.guess.code);
                self.guess.is_at(self.guess.code, levels);
                Some(end - start)
            }
            Form::Coded(..) => None,
            Form::Plain(plain) => {
                let (value, mark, n_bytes) = match rest.first() {
                    Some(first) if *first == stop => (0.0, Plain::EMPTY, 0),
                    _ => leading_number(rest)?,
                };
                if rest.get(n_bytes) != Some(&stop) {
                    return None;
                }
                plain.values.push(value);
                plain.marks.push(mark);
                Some(n_bytes)
            }
        }
    }

    /// Adds a cell that stood in the file without quotes.
    ///
    /// `None` when it is no UTF-8, or the column holds too much else to be one of numbers.
    pub(super) fn push(&mut self, cell: &[u8]) -> Option<()> {
        let before = self.guess.last;
        let code = self.push_quoted(cell)?;
        if code != NO_CODE {
            let next = &mut self.guess.next;
            if next.len() <= before as usize {
                next.resize(before as usize + 1, NO_CODE);
            }
            next[before as usize] = code;
            if let Form::Coded(levels, _) = &self.form {
                self.guess.is_at(code, levels);
            }
        }
        Some(())
    }

    /// Adds a cell that stood in quotes: what follows it cannot be guessed.
    pub(super) fn push_quoted(&mut self, cell: &[u8]) -> Option<u32> {
        match &mut self.form {
            Form::Coded(levels, codes) => {
                let n_levels = levels.len();
                let code = levels.number_of_bytes(cell)?;
                codes.push(code);
                let n_rows = codes.len();
                self.guess.is_at(code, levels);
                if levels.len() > n_levels && levels.len() >= self.next_look {
                    self.next_look = self.next_look.saturating_mul(4);
                    if levels.len() * ROWS_A_TEXT > n_rows {
                        self.turn();
                    }
                }
                Some(code)
            }
            Form::Plain(plain) => {
                match plain_number(cell) {
                    Some((value, decimals)) => {
                        plain.values.push(value);
                        plain.marks.push(decimals);
                    }
                    None => {
                        let is_empty = cell.is_empty();
                        if !is_empty {
                            let text = text_of(cell)?.to_owned();
                            plain.odd.push((plain.values.len(), text));
                        }
                        plain.values.push(0.0);
                        plain
                            .marks
                            .push(if is_empty { Plain::EMPTY } else { Plain::ODD });
                        let most = plain.values.len() / CELLS_AN_ODD_ONE + FIRST_LOOK;
                        return (plain.odd.len() <= most).then_some(NO_CODE);
                    }
                }
                Some(NO_CODE)
            }
        }
    }

    /// Codes become numbers when nearly all texts are plain ones.
    fn turn(&mut self) {
        let Form::Coded(levels, codes) = &mut self.form else {
            return;
        };
        let numbers: Vec<Option<(f64, u8)>> = levels
            .texts()
            .map(|text| plain_number(text.as_bytes()))
            .collect();
        let n_odd = numbers.iter().filter(|number| number.is_none()).count();
        if n_odd * CELLS_AN_ODD_ONE > numbers.len() {
            return;
        }
        let mut plain = Plain {
            values: Vec::with_capacity(codes.capacity()),
            marks: Vec::with_capacity(codes.capacity()),
            odd: Vec::new(),
        };
        for (row, code) in codes.iter().enumerate() {
            let (value, mark) = match numbers.get(*code as usize).copied().flatten() {
                Some(number) => number,
                None => match levels.get(*code).unwrap_or_default() {
                    "" => (0.0, Plain::EMPTY),
                    text => {
                        plain.odd.push((row, text.to_owned()));
                        (0.0, Plain::ODD)
                    }
                },
            };
            plain.values.push(value);
            plain.marks.push(mark);
        }
        self.form = Form::Plain(plain);
        self.guess = Guess::none();
    }

    /// Keeps the first `n_rows` cells, and the texts that they are made of.
    pub(super) fn cut(&mut self, n_rows: usize) {
        match &mut self.form {
            Form::Coded(levels, codes) => {
                codes.truncate(n_rows);
                if let Some(last) = codes.last() {
                    self.guess.is_at(*last, levels);
                }
            }
            Form::Plain(plain) => {
                plain.values.truncate(n_rows);
                plain.marks.truncate(n_rows);
                let n_odd = plain.odd.partition_point(|(row, _)| *row < n_rows);
                plain.odd.truncate(n_odd);
            }
        }
    }

    /// Hands a cell as it stood in the file to `take`.
    pub(super) fn text(&self, row: usize, take: &mut dyn FnMut(&str)) {
        match &self.form {
            Form::Coded(levels, codes) => {
                let code = codes.get(row).and_then(|code| levels.get(*code));
                take(code.unwrap_or_default());
            }
            Form::Plain(plain) => match plain.marks.get(row) {
                None | Some(&Plain::EMPTY) => take(""),
                Some(&Plain::ODD) => {
                    let found = plain.odd.binary_search_by_key(&row, |(row, _)| *row);
                    take(found.map_or("", |idx| plain.odd[idx].1.as_str()));
                }
                Some(decimals) => {
                    take(&written(plain.values[row], *decimals));
                }
            },
        }
    }
}

/// The text of a plain number.
pub(super) fn written(value: f64, decimals: u8) -> String {
    format!("{value:.*}", usize::from(decimals))
}

/// A number as everybody would write it, so that its text can be made again from its value and
/// its decimals: no sign but `-`, no leading zero, at most 15 digits.
pub(super) fn plain_number(cell: &[u8]) -> Option<(f64, u8)> {
    let (value, decimals, n_bytes) = leading_number(cell)?;
    (n_bytes == cell.len()).then_some((value, decimals))
}

/// The powers of ten that are exact.
const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

/// As `slice::starts_with`, eight bytes at a time: the texts are short, and WebAssembly's way
/// goes byte by byte.
#[inline]
fn starts_with(bytes: &[u8], text: &[u8]) -> bool {
    let Some(bytes) = bytes.get(..text.len()) else {
        return false;
    };
    let ((a, rest_a), (b, rest_b)) = (bytes.as_chunks::<8>(), text.as_chunks::<8>());
    let is_word = |(a, b): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*a) == u64::from_le_bytes(*b);
    a.iter().zip(b).all(is_word) && rest_a.iter().zip(rest_b).all(|(a, b)| a == b)
}

/// The plain number with which a text begins, its decimals and its length; what follows may
/// make it another one.
#[inline]
fn leading_number(text: &[u8]) -> Option<(f64, u8, usize)> {
    let is_negative = text.first() == Some(&b'-');
    let start = usize::from(is_negative);
    let mut at = start;
    let (mut whole, mut point) = (0_u64, None);
    while let Some(byte) = text.get(at) {
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            // More digits than count are refused below.
            whole = whole.wrapping_mul(10).wrapping_add(u64::from(digit));
        } else if *byte == b'.' && point.is_none() {
            point = Some(at);
        } else {
            break;
        }
        at += 1;
    }
    let end = point.unwrap_or(at);
    let decimals = point.map_or(0, |point| at - point - 1);
    let n_digits = end - start + decimals;
    let has_zero = text.get(start) == Some(&b'0') && end - start > 1;
    let is_odd = end == start || (point.is_some() && decimals == 0) || has_zero;
    if is_odd || n_digits > 15 || (is_negative && whole == 0) {
        return None;
    }
    // Both are exact, so the quotient is the number nearest to the text.
    let value = whole as f64 / POWERS.get(decimals)?;
    Some((if is_negative { -value } else { value }, decimals as u8, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_numbers_are_those_whose_text_can_be_made_again() {
        for text in ["0", "7", "-7", "0.50", "-0.1", "123456789012345", "1.00000"] {
            let (value, decimals) = plain_number(text.as_bytes()).unwrap();
            assert_eq!(value, text.parse::<f64>().unwrap());
            assert_eq!(written(value, decimals), text);
        }
        for text in [
            "",
            "-",
            "-0",
            "-0.0",
            "+1",
            "01",
            ".5",
            "5.",
            "1e5",
            "1,5",
            "1234567890123456",
            "1.2.3",
        ] {
            assert_eq!(plain_number(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn cells_come_back_as_they_stood(
            cells in prop::collection::vec("-?[0-9]{1,6}(\\.[0-9]{1,4})?|[a-c]?|约?[1-9]{1,3}", 0..40),
            n_times in 1_usize..60,
        ) {
            let mut column = DenseColumn::new("a", 0);
            column.next_look = 8;
            let mut expected = Vec::new();
            for number in 0..n_times {
                for cell in &cells {
                    let cell = if number % 2 == 0 { cell.clone() } else { format!("{cell}{number}") };
                    prop_assert!(column.push(cell.as_bytes()).is_some());
                    expected.push(cell);
                }
            }
            column.push(b"gone");
            column.cut(expected.len());
            for (row, cell) in expected.iter().enumerate() {
                column.text(row, &mut |text| assert_eq!(text, cell));
            }
        }
    }
}
