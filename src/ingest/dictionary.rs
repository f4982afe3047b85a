//! Distinct texts, numbered in the order in which they first appear.

/// A set of texts that finds the number of each in constant time.
///
/// A plain hash table: the library's maps cost more of the program, and the hash decides
/// nothing that can be seen.
#[derive(Default)]
pub(super) struct Dictionary {
    texts: Vec<String>,
    /// A text's number plus one, or 0 where the slot is free; as many as a power of two.
    slots: Vec<u32>,
}

impl Dictionary {
    /// The number of a text that was added.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let slot = self.slot(text)?;
        self.slots[slot].checked_sub(1)
    }

    /// The number of a text, which is added when it is new.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.find(text) {
            return number;
        }
        if (self.texts.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        self.texts.push(text.to_owned());
        self.note(self.texts.len() - 1);
        (self.texts.len() - 1) as u32
    }

    /// The texts by number.
    pub(super) fn texts(&self) -> &[String] {
        &self.texts
    }

    /// The texts by number, and no more.
    pub(super) fn into_texts(self) -> Vec<String> {
        self.texts
    }

    fn grow(&mut self) {
        let n_slots = (self.slots.len() * 2).max(16);
        self.slots.clear();
        self.slots.resize(n_slots, 0);
        for idx in 0..self.texts.len() {
            self.note(idx);
        }
    }

    fn note(&mut self, idx: usize) {
        if let Some(slot) = self.slot(&self.texts[idx]) {
            self.slots[slot] = idx as u32 + 1;
        }
    }

    /// Where the text stands or would stand; `None` without slots.
    fn slot(&self, text: &str) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut slot = hash(text) as usize & mask;
        // At least half of the slots are free, so the search ends.
        loop {
            let number = self.slots[slot] as usize;
            if number == 0 || self.texts[number - 1] == text {
                return Some(slot);
            }
            slot = (slot + 1) & mask;
        }
    }
}

/// FNV-1a, its upper bits folded into the lower ones, which are used.
fn hash(text: &str) -> u32 {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in text.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash ^ (hash >> 15)
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
