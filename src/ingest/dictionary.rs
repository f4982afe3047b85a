//! Distinct texts, numbered in the order in which they first appear.

/// A set of texts that finds the number of each in constant time.
///
/// A plain hash table over one buffer: the library's maps cost more of the program, and the
/// hash decides nothing that can be seen.
#[derive(Default)]
pub(super) struct Dictionary {
    text: String,
    /// Where each text ends in `text`.
    ends: Vec<usize>,
    /// A text's number plus one, or 0 where the slot is free; as many as a power of two.
    slots: Vec<u32>,
}

impl Dictionary {
    /// The number of a text that was added.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let slot = self.slot(text.as_bytes())?;
        self.slots[slot].checked_sub(1)
    }

    /// The number of a text, which is added when it is new.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        match self.find(text) {
            Some(number) => number,
            None => self.add(text),
        }
    }

    /// The number of bytes, which are added when they are new; `None` when they are no text.
    pub(super) fn number_of_bytes(&mut self, text: &[u8]) -> Option<u32> {
        let known = self.slot(text).map_or(0, |slot| self.slots[slot]);
        match known.checked_sub(1) {
            Some(number) => Some(number),
            None => Some(self.add(text_of(text)?)),
        }
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number.
    pub(super) fn get(&self, number: u32) -> Option<&str> {
        let (start, end) = self.place(number)?;
        self.text.get(start..end)
    }

    /// The same as bytes, which costs less.
    pub(super) fn bytes(&self, number: u32) -> Option<&[u8]> {
        let (start, end) = self.place(number)?;
        self.text.as_bytes().get(start..end)
    }

    /// All texts one behind the other.
    pub(super) fn all_bytes(&self) -> &[u8] {
        self.text.as_bytes()
    }

    /// Where the text of a number begins and ends among them.
    pub(super) fn place(&self, number: u32) -> Option<(usize, usize)> {
        let end = *self.ends.get(number as usize)?;
        let before = (number as usize).checked_sub(1);
        Some((before.map_or(0, |before| self.ends[before]), end))
    }

    /// The texts by number.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        (0..self.len() as u32).filter_map(|number| self.get(number))
    }

    /// The texts by number, and no more.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.texts().map(str::to_owned).collect()
    }

    fn add(&mut self, text: &str) -> u32 {
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        self.text.push_str(text);
        self.ends.push(self.text.len());
        let number = self.len() as u32 - 1;
        self.note(number);
        number
    }

    fn grow(&mut self) {
        let n_slots = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(n_slots, 0);
        (0..self.len() as u32).for_each(|number| self.note(number));
    }

    fn note(&mut self, number: u32) {
        let text = self.get(number).unwrap_or_default().as_bytes();
        if let Some(slot) = self.slot(text) {
            self.slots[slot] = number + 1;
        }
    }

    /// Where the text stands or would stand; `None` without slots.
    fn slot(&self, text: &[u8]) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(text) as usize & mask;
        // At least half of the slots are free, so the search ends.
        loop {
            let number = self.slots[slot];
            if number == 0 || self.bytes(number - 1) == Some(text) {
                return Some(slot);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// Bytes as text; the sign that only binary files have makes them none.
pub(super) fn text_of(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (!text.contains('\0')).then_some(text)
}

/// Eight bytes at a time are multiplied into the hash; its upper bits, which know of all of
/// them, are folded into the lower ones, which are used.
fn hash(text: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let (words, rest) = text.as_chunks::<8>();
    let mut hash = text.len() as u64;
    for word in words {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR);
    }
    let mut last = 0_u64;
    for byte in rest {
        last = (last << 8) | u64::from(*byte);
    }
    hash = (hash.rotate_left(23) ^ last).wrapping_mul(FACTOR);
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_by_first_appearance() {
        let mut dictionary = Dictionary::default();
        assert_eq!(dictionary.find("a"), None);
        let numbers = ["b", "a", "", "b", "a"].map(|text| dictionary.number(text));
        assert_eq!(numbers, [0, 1, 2, 0, 1]);
        assert_eq!((dictionary.find(""), dictionary.find("c")), (Some(2), None));
        assert_eq!(dictionary.into_texts(), ["b", "a", ""]);
    }

    #[test]
    fn many_texts_are_told_apart() {
        let mut dictionary = Dictionary::default();
        for _ in 0..2 {
            for number in 0..20_000 {
                assert_eq!(dictionary.number(&format!("column_{number}")), number);
            }
        }
    }
}
