//! Path data in tenths of a px, each step written the shortest way.

use crate::scene::PathStep;

/// A length in tenths of a px.
pub(super) fn tenths(length: f64) -> i32 {
    (length * 10.0).round() as i32
}

/// Tenths of a px as SVG reads them: `12`, `-.5`, `3.1`.
pub(super) fn number(tenths: i32) -> String {
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let mut out = String::new();
    if tenths < 0 {
        out.push('-');
    }
    if whole > 0 || rest == 0 {
        out.push_str(&whole.to_string());
    }
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + rest as u8));
    }
    out
}

/// The steps as path data.
pub(super) fn path_data(steps: &[PathStep]) -> String {
    let mut d = String::with_capacity(steps.len() * 9);
    let (mut start, mut at, mut last) = ((0, 0), (0, 0), 'Z');
    for step in steps {
        match *step {
            PathStep::Move(x, y) => {
                at = (tenths(x), tenths(y));
                start = at;
                last = 'M';
                d.push('M');
                push_pair(&mut d, at);
            }
            PathStep::Line(x, y) => {
                let to = (tenths(x), tenths(y));
                push_line(&mut d, at, to, &mut last);
                at = to;
            }
            PathStep::Close => {
                at = start;
                last = 'z';
                d.push('z');
            }
        }
    }
    d
}

/// A line, absolute or relative; a letter that stands already is not repeated.
fn push_line(d: &mut String, from: (i32, i32), to: (i32, i32), last: &mut char) {
    let by = (to.0 - from.0, to.1 - from.1);
    let (letters, absolute, relative) = if by.1 == 0 {
        (['H', 'h'], number(to.0), number(by.0))
    } else if by.0 == 0 {
        (['V', 'v'], number(to.1), number(by.1))
    } else {
        (['L', 'l'], pair(to), pair(by))
    };
    let (letter, text) = if absolute.len() < relative.len() {
        (letters[0], absolute)
    } else {
        (letters[1], relative)
    };
    if letter != *last {
        d.push(letter);
    } else if !text.starts_with('-') {
        d.push(' ');
    }
    d.push_str(&text);
    *last = letter;
}

fn pair((x, y): (i32, i32)) -> String {
    let mut out = String::new();
    push_pair(&mut out, (x, y));
    out
}

fn push_pair(out: &mut String, (x, y): (i32, i32)) {
    out.push_str(&number(x));
    if y >= 0 {
        out.push(' ');
    }
    out.push_str(&number(y));
}

#[cfg(test)]
mod tests {
    use super::*;
    use PathStep::{Close, Line, Move};

    #[track_caller]
    fn check(steps: &[PathStep], expected: &str) {
        assert_eq!(path_data(steps), expected);
    }

    #[test]
    fn numbers_are_short() {
        let texts = [0.0, -0.04, 0.5, -0.5, 12.0, 3.12, -7.25].map(|length| number(tenths(length)));
        assert_eq!(texts, ["0", "0", ".5", "-.5", "12", "3.1", "-7.3"]);
    }

    #[test]
    fn steps_are_written_the_shortest_way() {
        check(&[Move(44.58, 332.0), Line(338.0, 332.0)], "M44.6 332H338");
        check(&[Move(100.0, 0.0), Line(100.0, 4.0)], "M100 0v4");
        check(
            &[Move(100.0, 200.0), Line(103.0, 197.0), Line(106.0, 200.0)],
            "M100 200l3-3 3 3",
        );
        check(
            &[Move(1.0, 2.0), Line(5.0, 2.0), Line(5.0, 9.0), Close],
            "M1 2h4v7z",
        );
        // After closing, the next step starts where the shape did.
        check(
            &[Move(0.0, 0.0), Line(8.0, 8.0), Close, Line(1.0, 1.0)],
            "M0 0l8 8zl1 1",
        );
    }

    #[test]
    fn rounding_does_not_add_up() {
        let steps: Vec<PathStep> = std::iter::once(Move(100.04, 100.04))
            .chain((1..400).map(|n| Line(100.04 + f64::from(n) * 0.94, 100.04 + f64::from(n % 7))))
            .collect();
        let d = path_data(&steps);
        let end = tenths(100.04 + 399.0 * 0.94);
        let mut x = 0;
        let mut numbers = d[1..].replace('-', " -").replace(['l', 'L'], " ");
        numbers = numbers.trim().to_owned();
        assert!(!numbers.contains(['H', 'V', 'h', 'v']), "{numbers}");
        if !d.contains('L') {
            for (idx, text) in numbers.split_whitespace().enumerate() {
                if idx % 2 == 0 {
                    x += tenths(text.parse().unwrap());
                }
            }
            assert_eq!(x, end);
        }
    }
}
