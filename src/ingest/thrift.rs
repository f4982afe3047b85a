//! Parquet's headers looked through as Thrift (compact protocol), before its crate reads them.
//!
//! That crate skips what it does not know. Truth values in a list take no bytes there, so that
//! one list of two thousand million, in ten bytes, keeps it busy for seconds and many for days.
//! No header of Parquet has such a list, nor one of more items than there are bytes.

/// No structure is deeper; the crate skips no deeper one either.
const MAX_DEPTH: usize = 64;

const TRUE: u8 = 1;
const FALSE: u8 = 2;

/// Why a structure cannot be looked through.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It ends early or is no Thrift at all: the crate says so too.
    Broken,
    /// It would take for ever.
    Endless,
}

/// A structure: how many bytes it takes, and the whole number in its third field.
///
/// In the header of a page that is how many bytes follow it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The bytes of the structure.
    pub(super) n_bytes: usize,
    /// The number in field 3, or zero.
    pub(super) third: i64,
}

/// Looks through the structure at the front of some bytes.
///
/// # Errors
/// What keeps it from being read to its end.
pub(super) fn look(bytes: &[u8]) -> Result<Found, Fault> {
    let mut from = From { bytes, at: 0 };
    let third = from.structure(MAX_DEPTH)?;
    Ok(Found {
        n_bytes: from.at,
        third,
    })
}

struct From<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl From<'_> {
    fn byte(&mut self) -> Result<u8, Fault> {
        let byte = self.bytes.get(self.at).ok_or(Fault::Broken)?;
        self.at += 1;
        Ok(*byte)
    }

    fn skip(&mut self, n_bytes: u64) -> Result<(), Fault> {
        let n_bytes = usize::try_from(n_bytes).map_err(|_| Fault::Broken)?;
        let end = self.at.checked_add(n_bytes).ok_or(Fault::Broken)?;
        if end > self.bytes.len() {
            return Err(Fault::Broken);
        }
        self.at = end;
        Ok(())
    }

    fn number(&mut self) -> Result<u64, Fault> {
        let (mut value, mut shift) = (0_u64, 0_u32);
        loop {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7F).wrapping_shl(shift);
            if byte < 0x80 {
                return Ok(value);
            }
            shift = shift.wrapping_add(7);
        }
    }

    fn signed(&mut self) -> Result<i64, Fault> {
        let value = self.number()?;
        Ok((value >> 1) as i64 ^ -((value & 1) as i64))
    }

    fn structure(&mut self, depth: usize) -> Result<i64, Fault> {
        let (mut id, mut third) = (0_i64, 0);
        loop {
            let head = self.byte()?;
            if head & 15 == 0 {
                return Ok(third);
            }
            id = match head >> 4 {
                0 => self.signed()?,
                step => id.wrapping_add(i64::from(step)),
            };
            match head & 15 {
                5 if id == 3 => third = self.signed()?,
                kind => self.value(kind, depth)?,
            }
        }
    }

    fn value(&mut self, kind: u8, depth: usize) -> Result<(), Fault> {
        let depth = depth.checked_sub(1).ok_or(Fault::Broken)?;
        match kind {
            TRUE | FALSE => Ok(()),
            3 => self.skip(1),
            4..=6 => self.number().map(|_| ()),
            7 => self.skip(8),
            8 => {
                let n_bytes = self.number()?;
                self.skip(n_bytes)
            }
            9 | 10 => {
                let head = self.byte()?;
                let n_items = match head >> 4 {
                    15 => self.number()?,
                    n_items => u64::from(n_items),
                };
                self.items(n_items, &[head & 15], depth)
            }
            11 => match self.number()? {
                0 => Ok(()),
                n_items => {
                    let kinds = self.byte()?;
                    self.items(n_items, &[kinds >> 4, kinds & 15], depth)
                }
            },
            12 => self.structure(depth).map(|_| ()),
            13 => self.skip(16),
            _ => Err(Fault::Broken),
        }
    }

    fn items(&mut self, n_items: u64, kinds: &[u8], depth: usize) -> Result<(), Fault> {
        let takes_none = kinds.iter().all(|kind| matches!(*kind, TRUE | FALSE));
        let n_left = (self.bytes.len() - self.at) as u64;
        // The crate does not see that it skips past the end either.
        if n_items > 0 && (takes_none || n_items > n_left) {
            return Err(Fault::Endless);
        }
        for _ in 0..n_items {
            for kind in kinds {
                self.value(*kind, depth)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_says_how_much_follows_it() {
        // Fields 1 and 2 as numbers, 3 as the number 40, 5 as a structure with a text in it.
        let page = [
            0x15, 2, 0x15, 4, 0x15, 80, 0x2C, 0x18, 2, b'a', b'b', 0, 0, 9, 9,
        ];
        let found = Found {
            n_bytes: 13,
            third: 40,
        };
        assert_eq!(look(&page), Ok(found));
        assert_eq!(look(&page[..12]), Err(Fault::Broken));
        assert_eq!(look(&[]), Err(Fault::Broken));
    }

    #[test]
    fn a_list_that_takes_no_bytes_is_refused() {
        let list = [0x19, 0xF1, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0];
        assert_eq!(look(&list), Err(Fault::Endless));
        let map = [0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0x12, 0];
        assert_eq!(look(&map), Err(Fault::Endless));
        let decimals = [0x19, 0xF7, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0];
        assert_eq!(look(&decimals), Err(Fault::Endless));
        let numbers = [0x19, 0x25, 1, 2, 0];
        assert_eq!(
            look(&numbers),
            Ok(Found {
                n_bytes: 5,
                third: 0
            })
        );
    }

    #[test]
    fn deep_structures_end() {
        let deep = [0x1C; 1000];
        assert_eq!(look(&deep), Err(Fault::Broken));
    }
}
