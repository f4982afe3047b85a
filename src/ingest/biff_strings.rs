//! Texts that an XLS holds once and shows in many cells: calamine makes a copy for each.

/// The bytes of each text, read from an SST record and those that continue it.
///
/// A text that is cut short counts as far as it goes.
pub(super) fn lengths(parts: &[&[u8]]) -> Vec<usize> {
    let mut from = Parts { parts, at: 8 };
    let mut out = Vec::new();
    // No record holds more texts than bytes: each text takes three of them.
    while let Some(n_bytes) = from.text() {
        out.push(n_bytes);
    }
    out
}

/// Where the reading stands, in the first of the parts.
struct Parts<'a> {
    parts: &'a [&'a [u8]],
    at: usize,
}

impl Parts<'_> {
    /// One text: how many signs, how they are stored, what stands behind them.
    fn text(&mut self) -> Option<usize> {
        let n_signs = usize::from(self.byte()?) | usize::from(self.byte()?) << 8;
        let flags = self.byte()?;
        let mut n_behind = 0;
        if flags & 8 > 0 {
            let n_runs = usize::from(self.byte()?) | usize::from(self.byte()?) << 8;
            n_behind += n_runs * 4;
        }
        if flags & 4 > 0 {
            let mut n_more = 0;
            for shift in [0, 8, 16, 24] {
                n_more |= usize::from(self.byte()?) << shift;
            }
            n_behind = n_more.saturating_add(n_behind);
        }
        let n_bytes = self.signs(n_signs, flags & 1 > 0);
        self.skip(n_behind);
        Some(n_bytes)
    }

    /// Signs of one or two bytes; each further part says anew which. Gives them as UTF-8.
    fn signs(&mut self, n_signs: usize, mut is_wide: bool) -> usize {
        let (mut n_left, mut n_bytes) = (n_signs, 0);
        while n_left > 0 {
            let Some((part, rest)) = self.parts.split_first() else {
                break;
            };
            let width = if is_wide { 2 } else { 1 };
            let n_here = n_left.min(part.len().saturating_sub(self.at) / width);
            n_left -= n_here;
            self.at += n_here * width;
            n_bytes += n_here * (width + 1);
            if n_left > 0 {
                (self.parts, self.at) = (rest, 1);
                is_wide = rest.first().and_then(|part| part.first()) == Some(&1);
            }
        }
        n_bytes
    }

    fn byte(&mut self) -> Option<u8> {
        loop {
            let (part, rest) = self.parts.split_first()?;
            if let Some(byte) = part.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            (self.parts, self.at) = (rest, 0);
        }
    }

    fn skip(&mut self, mut n_bytes: usize) {
        while let Some((part, rest)) = self.parts.split_first() {
            let n_here = n_bytes.min(part.len().saturating_sub(self.at));
            self.at += n_here;
            n_bytes -= n_here;
            if n_bytes == 0 {
                return;
            }
            (self.parts, self.at) = (rest, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_measured_across_records() {
        let head = [0; 8];
        let narrow = [3, 0, 0, b'a', b'b', b'c'];
        let wide_and_rich = [1, 0, 9, 1, 0, 0x2D, 0x4E, 9, 9, 9, 9];
        let cut = [4, 0, 0, b'a', b'b'];
        let whole = [&head[..], &narrow, &wide_and_rich, &cut].concat();
        let more = [1, 0x2D, 0x4E, 0x2D, 0x4E];
        assert_eq!(lengths(&[&whole, &more]), [6, 3, 10]);
        assert_eq!(lengths(&[&whole]), [6, 3, 4]);
        assert!(lengths(&[]).is_empty());
    }
}
