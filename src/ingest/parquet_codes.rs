//! Texts of a Parquet column straight from its pages: a code a cell, not a copy of the text.

use bytes::Bytes;
use parquet::basic::Encoding;
use parquet::column::page::Page;

use super::typed::Texts;

/// The place of a dictionary's text whose code is not known yet.
const NOT_SEEN: u32 = u32::MAX;
/// The place of one that is empty.
const EMPTY: u32 = u32::MAX - 1;
/// The place of one that is no UTF-8.
const UNREADABLE: u32 = u32::MAX - 2;

/// Adds the cells of pages of texts, plain or by a dictionary.
///
/// `None` for pages that are wrong or of other encodings: what was added then has to be taken
/// back, and the column be read as the `parquet` crate does.
pub(super) fn take(
    pages: impl Iterator<Item = parquet::errors::Result<Page>>,
    max_level: i16,
    texts: &mut Texts,
) -> Option<()> {
    let mut dictionary = Dictionary::default();
    let (mut levels, mut places) = (Vec::new(), Vec::new());
    for page in pages {
        let (buf, n_values, encoding, n_level_bytes) = match page.ok()? {
            Page::DictionaryPage {
                buf, num_values, ..
            } => {
                dictionary = Dictionary::of(buf, num_values as usize)?;
                continue;
            }
            Page::DataPage {
                buf,
                num_values,
                encoding,
                def_level_encoding,
                ..
            } => {
                let mut n_level_bytes = None;
                if max_level > 0 {
                    if def_level_encoding != Encoding::RLE {
                        return None;
                    }
                    n_level_bytes = Some((4, word(&buf, 0)?));
                }
                (buf, num_values, encoding, n_level_bytes)
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                def_levels_byte_len,
                rep_levels_byte_len: 0,
                ..
            } => (
                buf,
                num_values,
                encoding,
                Some((0, def_levels_byte_len as usize)),
            ),
            Page::DataPageV2 { .. } => return None,
        };
        let n_values = n_values as usize;
        let mut at = 0;
        levels.clear();
        if let Some((start, n_bytes)) = n_level_bytes {
            at = n_bytes.checked_add(start)?;
            if max_level > 0 {
                let width = u32::BITS - u32::from(max_level.unsigned_abs()).leading_zeros();
                hybrid(buf.get(start..at)?, width, n_values, &mut levels)?;
            }
        }
        let values = buf.get(at..)?;
        let max_level = u32::from(max_level.unsigned_abs());
        let n_there = match max_level {
            0 => n_values,
            max => levels.iter().filter(|level| **level == max).count(),
        };
        match encoding {
            Encoding::PLAIN => plain(values, n_values, (&levels, max_level), texts)?,
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY => {
                places.clear();
                if n_there > 0 {
                    let (width, runs) = values.split_first()?;
                    hybrid(runs, u32::from(*width), n_there, &mut places)?;
                }
                let mut next = places.iter();
                for row in 0..n_values {
                    let is_there = levels.get(row).is_none_or(|level| *level == max_level);
                    match is_there {
                        true => dictionary.push(*next.next()?, texts)?,
                        false => texts.push(None),
                    }
                }
            }
            _ => return None,
        }
    }
    Some(())
}

/// The texts of a column that pages refer to.
#[derive(Default)]
struct Dictionary {
    buf: Bytes,
    /// Start and end of each text.
    places: Vec<(usize, usize)>,
    /// The code of each, once it is used: texts that no cell has are none of the column.
    codes: Vec<u32>,
}

impl Dictionary {
    fn of(buf: Bytes, n_texts: usize) -> Option<Dictionary> {
        let mut places = Vec::new();
        let mut at = 0_usize;
        for _ in 0..n_texts {
            let end = (at + 4).checked_add(word(&buf, at)?)?;
            buf.get(at + 4..end)?;
            places.push((at + 4, end));
            at = end;
        }
        Some(Dictionary {
            codes: vec![NOT_SEEN; places.len()],
            buf,
            places,
        })
    }

    fn push(&mut self, place: u32, texts: &mut Texts) -> Option<()> {
        let code = self.codes.get_mut(place as usize)?;
        if *code == NOT_SEEN {
            let (start, end) = *self.places.get(place as usize)?;
            *code = match std::str::from_utf8(self.buf.get(start..end)?) {
                Ok("") => EMPTY,
                Ok(text) => texts.code(text),
                Err(_) => UNREADABLE,
            };
        }
        match *code {
            EMPTY => texts.push(None),
            UNREADABLE => texts.push_unreadable(),
            code => texts.push_code(code),
        }
        Some(())
    }
}

/// Texts one after the other, each after its length.
fn plain(
    values: &[u8],
    n_values: usize,
    (levels, max_level): (&[u32], u32),
    texts: &mut Texts,
) -> Option<()> {
    let mut at = 0_usize;
    for row in 0..n_values {
        if levels.get(row).is_some_and(|level| *level != max_level) {
            texts.push(None);
            continue;
        }
        let end = (at + 4).checked_add(word(values, at)?)?;
        match std::str::from_utf8(values.get(at + 4..end)?) {
            Ok(text) => texts.push(Some(text)),
            Err(_) => texts.push_unreadable(),
        }
        at = end;
    }
    Some(())
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..)?.first_chunk::<4>()?;
    Some(u32::from_le_bytes(*bytes) as usize)
}

/// Adds `n` numbers of `width` bits that stand in runs: repeated ones and packed ones.
///
/// The format is "RLE/bit-packing hybrid" of the Parquet specification.
fn hybrid(bytes: &[u8], width: u32, n: usize, out: &mut Vec<u32>) -> Option<()> {
    if width > 32 {
        return None;
    }
    let mut at = 0;
    let mut n_left = n;
    while n_left > 0 {
        let header = varint(bytes, &mut at)?;
        let run = (header >> 1) as usize;
        if header & 1 == 0 {
            let n_bytes = width.div_ceil(8) as usize;
            let value = bytes.get(at..at + n_bytes)?;
            let value = value
                .iter()
                .rev()
                .fold(0, |sum, b| (sum << 8) | u32::from(*b));
            at += n_bytes;
            let n_run = run.min(n_left);
            out.resize(out.len() + n_run, value);
            n_left -= n_run;
        } else {
            let n_run = run.checked_mul(8)?.min(n_left);
            // The last run may stand in fewer bytes than its groups have.
            let n_bytes = (n_run.checked_mul(width as usize)?).div_ceil(8);
            unpack(bytes.get(at..at.checked_add(n_bytes)?)?, width, n_run, out);
            n_left -= n_run;
            at = at.checked_add(run.checked_mul(width as usize)?)?;
        }
    }
    Some(())
}

/// Adds `n` numbers of `width` bits each, the low bits first.
fn unpack(bytes: &[u8], width: u32, n: usize, out: &mut Vec<u32>) {
    let mask = (1_u64 << width) - 1;
    let (mut bits, mut n_bits) = (0_u64, 0);
    let mut bytes = bytes.iter();
    for _ in 0..n {
        while n_bits < width {
            bits |= u64::from(bytes.next().copied().unwrap_or(0)) << n_bits;
            n_bits += 8;
        }
        out.push((bits & mask) as u32);
        bits >>= width;
        n_bits -= width;
    }
}

fn varint(bytes: &[u8], at: &mut usize) -> Option<u32> {
    let mut value = 0_u32;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u32::from(byte & 0x7F).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], width: u32, n: usize) -> Option<Vec<u32>> {
        let mut out = Vec::new();
        hybrid(bytes, width, n, &mut out).map(|()| out)
    }

    #[test]
    fn runs_are_repeated_or_packed() {
        // The specification's own example: 0 to 7 in three bits.
        let packed = [0b11, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        assert_eq!(read(&packed, 3, 8), Some((0..8).collect()));
        assert_eq!(read(&packed, 3, 5), Some((0..5).collect()));
        assert_eq!(read(&[6, 7, 2, 1], 3, 4), Some(vec![7, 7, 7, 1]));
        assert_eq!(read(&[4], 0, 2), Some(vec![0, 0]));
        let wide = [2, 0x78, 0x56, 0x34, 0x12];
        assert_eq!(read(&wide, 32, 1), Some(vec![0x1234_5678]));
    }

    #[test]
    fn what_is_cut_short_is_nothing() {
        for bytes in [&[][..], &[0x80], &[3, 1], &[2], &[0xFF; 8], &[0; 3]] {
            assert_eq!(read(bytes, 9, 9), None, "{bytes:?}");
        }
        assert_eq!(read(&[2, 1], 33, 1), None);
    }

    fn page(values: Vec<u8>, num_values: u32, encoding: Encoding) -> parquet::errors::Result<Page> {
        Ok(Page::DataPage {
            buf: Bytes::from(values),
            num_values,
            encoding,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        })
    }

    fn dictionary(texts: &[&[u8]]) -> parquet::errors::Result<Page> {
        let mut buf = Vec::new();
        for text in texts {
            buf.extend((text.len() as u32).to_le_bytes());
            buf.extend(*text);
        }
        Ok(Page::DictionaryPage {
            buf: Bytes::from(buf),
            num_values: texts.len() as u32,
            encoding: Encoding::PLAIN,
            is_sorted: false,
        })
    }

    fn shown(texts: Texts) -> Vec<String> {
        let cells = super::super::typed::Typed::Text(texts);
        let n_rows = cells.len();
        let column = cells.finish("c");
        (0..n_rows).map(|row| column.display(row)).collect()
    }

    #[test]
    fn dictionaries_and_plain_texts_mix() {
        let mut texts = Texts::default();
        let coded = Encoding::RLE_DICTIONARY;
        let pages = [
            dictionary(&[b"unused", "浙江".as_bytes(), b"", b"\xFF"]),
            // There are levels for four rows, of which the second is missing.
            page(vec![2, 0, 0, 0, 3, 0b1101, 2, 2, 1, 2, 2, 2, 3], 4, coded),
            page(
                vec![2, 0, 0, 0, 4, 1, 1, 0, 0, 0, b'x', 0, 0, 0, 0],
                2,
                Encoding::PLAIN,
            ),
        ];
        assert_eq!(take(pages.into_iter(), 1, &mut texts), Some(()));
        assert_eq!(shown(texts), ["浙江", "", "", "", "x", ""]);
    }

    #[test]
    fn places_outside_the_dictionary_are_refused() {
        let pages = [
            dictionary(&[b"a"]),
            page(vec![2, 4, 1], 2, Encoding::PLAIN_DICTIONARY),
        ];
        assert_eq!(take(pages.into_iter(), 0, &mut Texts::default()), None);
        let delta = [page(vec![0; 9], 1, Encoding::DELTA_BYTE_ARRAY)];
        assert_eq!(take(delta.into_iter(), 0, &mut Texts::default()), None);
    }
}
