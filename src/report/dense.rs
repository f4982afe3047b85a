//! Bytes as dense text: seven bits to the byte of a UTF-8 page, where base64 has six.
//!
//! The bits make numbers below 128, and a number is the character of that code. Three of them
//! cannot stand in a script element: NUL and CR, which HTML changes, and `<`, which could end it.
//! Such a number takes the next one along in one character of two bytes. `unpack.js` reads it.

/// The numbers that are no character of their own.
const FORBIDDEN: [u8; 3] = [0, b'\r', b'<'];
/// The characters for one of them with the next number; then those for the last number of all.
const PAIRS: u32 = 0x100;
const LAST: u32 = PAIRS + 128 * 3;
const END: u32 = LAST + 128 * 3;

/// The text of bytes.
#[must_use]
pub fn dense_text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 7 + 2);
    let mut open: Option<u32> = None;
    let mut push = |number: u8| {
        let forbidden = FORBIDDEN.iter().position(|found| *found == number);
        match (open.take(), forbidden) {
            (Some(row), _) => push_code(&mut out, PAIRS + row * 128 + u32::from(number)),
            (None, Some(row)) => open = Some(row as u32),
            (None, None) => out.push(char::from(number)),
        }
    };
    let (mut held, mut n_bits) = (0_u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0x7fff;
        n_bits += 8;
        while n_bits >= 7 {
            n_bits -= 7;
            push((held >> n_bits) as u8 & 127);
        }
    }
    if n_bits > 0 {
        push((held << (7 - n_bits)) as u8 & 127);
    }
    if let Some(row) = open {
        push_code(&mut out, LAST + row * 128);
    }
    out
}

fn push_code(out: &mut String, code: u32) {
    out.extend(char::from_u32(code));
}

/// The bytes of a text; `None` for what [`dense_text`] does not write.
#[must_use]
pub fn dense_bytes(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let (mut held, mut n_bits) = (0_u32, 0);
    let mut push = |number: u8| {
        held = (held << 7 | u32::from(number)) & 0x3fff;
        n_bits += 7;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push((held >> n_bits) as u8);
        }
    };
    for ch in text.chars() {
        let code = u32::from(ch);
        match code {
            0..128 => push(code as u8),
            PAIRS..LAST => {
                push(FORBIDDEN[(code - PAIRS) as usize / 128]);
                push((code - PAIRS) as u8 & 127);
            }
            LAST..END => push(FORBIDDEN[(code - LAST) as usize / 128]),
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8]) {
        let text = dense_text(bytes);
        assert!(!text.contains(['\0', '\r', '<']), "{text:?}");
        assert_eq!(dense_bytes(&text).as_deref(), Some(bytes), "{text:?}");
        assert!(text.len() <= (bytes.len() * 8).div_ceil(7) + 1);
    }

    #[test]
    fn all_bytes_come_back() {
        check(b"");
        for one in 0..=255 {
            check(&[one]);
            for two in 0..=255 {
                check(&[one, two]);
                check(&[two, one, one, two, two, one, two, one, two]);
            }
        }
        for length in 0..40 {
            check(&vec![0; length]);
            check(&vec![255; length]);
            check(&b"\r\n</script><!--"[..].repeat(length));
        }
    }

    #[test]
    fn seven_bits_are_a_byte() {
        assert_eq!(dense_text(&[0b0000_0010, 0b0000_0100]), "\u{1}\u{1}\u{280}");
        assert_eq!(dense_text(&[0, 0]), "\u{100}\u{280}");
        let mut bytes = Vec::new();
        let mut state = 1_u32;
        for _ in 0..7000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bytes.push((state >> 24) as u8);
        }
        assert_eq!(dense_text(&bytes).len(), 8000);
    }

    #[test]
    fn a_foreign_text_is_refused() {
        for text in ["é", "\u{400}", "县", "a\u{fffd}"] {
            assert_eq!(dense_bytes(text), None);
        }
    }
}
