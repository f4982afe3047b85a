//! The text of a block: emphasis, code, links, line breaks, escapes.
//!
//! One pass makes pieces; stars and brackets stay text until their partners are found.
//! Advice to the next person: a text of one repeated sign must take linear time.

use super::emphasis::{self, Stars};
use super::{push_escaped, safe_url};
use crate::data::is_letter;

/// Parentheses within an address may nest so deep; also what keeps the search linear.
const MAX_PARENTHESES: usize = 32;

/// Runs of more backticks than this are text.
const MAX_TICKS: usize = 32;

/// The entities that are known; others are text.
const ENTITIES: [(&str, &str); 5] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&nbsp;", "\u{a0}"),
];

/// A part of a text.
pub(super) enum Piece<'a> {
    /// Text to be escaped.
    Text(&'a str),
    /// HTML written here.
    Html(String),
    /// Stars, which may be marks of emphasis.
    Stars(Box<Stars>),
}

/// Writes a block's text as HTML.
pub(super) fn push_inline(out: &mut String, text: &str) {
    let mut reader = Reader {
        text,
        at: 0,
        text_start: 0,
        pieces: Vec::new(),
        stars: Vec::new(),
        brackets: Vec::new(),
        n_inactive: 0,
        ticks: tick_runs(text),
        next_ticks: [0; MAX_TICKS + 1],
    };
    reader.read();
    for piece in &reader.pieces {
        match piece {
            Piece::Text(text) => push_escaped(out, text),
            Piece::Html(html) => out.push_str(html),
            Piece::Stars(stars) => push_stars(out, stars),
        }
    }
}

fn push_stars(out: &mut String, stars: &Stars) {
    for width in &stars.ends {
        out.push_str(if *width == 2 { "</strong>" } else { "</em>" });
    }
    for _ in 0..stars.n_left {
        out.push('*');
    }
    for width in stars.starts.iter().rev() {
        out.push_str(if *width == 2 { "<strong>" } else { "<em>" });
    }
}

/// A bracket that may open a link.
struct Bracket {
    piece: usize,
    /// Runs of stars before it.
    n_stars: usize,
    is_image: bool,
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the text begins that is not in `pieces` yet.
    text_start: usize,
    pieces: Vec<Piece<'a>>,
    /// The places in `pieces` of stars that are not paired yet.
    stars: Vec<usize>,
    brackets: Vec<Bracket>,
    /// The first so many brackets hold a link: they cannot be links themselves.
    n_inactive: usize,
    /// Start and length of each run of backticks.
    ticks: Vec<(usize, usize)>,
    /// For each length: the runs before this one lie behind.
    next_ticks: [usize; MAX_TICKS + 1],
}

impl<'a> Reader<'a> {
    fn read(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b'\\' => self.backslash(),
                b'`' => self.code(),
                b'*' => self.run_of_stars(),
                b'[' => self.open(1),
                b'!' if self.rest().starts_with("![") => self.open(2),
                b']' => self.close(),
                b'&' => self.entity(),
                b'\n' => self.line_break(),
                _ => self.at += 1,
            }
        }
        self.flush(self.at);
        emphasis::pair(&mut self.pieces, &self.stars);
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Makes a piece of the text up to `end`; what follows begins at `at`.
    fn flush(&mut self, end: usize) {
        match self.text.get(self.text_start..end) {
            None | Some("") => {}
            Some(text) => self.pieces.push(Piece::Text(text)),
        }
        self.text_start = self.at;
    }

    /// Replaces the next `n_bytes` by a piece.
    fn replace(&mut self, n_bytes: usize, piece: Piece<'a>) {
        let start = self.at;
        self.at += n_bytes;
        self.flush(start);
        self.pieces.push(piece);
    }

    fn backslash(&mut self) {
        match self.text.as_bytes().get(self.at + 1) {
            Some(b'\n') => self.replace(2, Piece::Html("<br>\n".to_owned())),
            Some(sign) if sign.is_ascii_punctuation() => {
                // The sign is text, whatever it would mean.
                self.flush(self.at);
                self.text_start = self.at + 1;
                self.at += 2;
            }
            _ => self.at += 1,
        }
    }

    fn entity(&mut self) {
        let rest = self.rest();
        match ENTITIES.iter().find(|(name, _)| rest.starts_with(name)) {
            Some((name, text)) => self.replace(name.len(), Piece::Text(text)),
            None => self.at += 1,
        }
    }

    fn line_break(&mut self) {
        let text = self.text.get(self.text_start..self.at).unwrap_or_default();
        let kept = text.trim_end_matches([' ', '\t']);
        let html = if text.ends_with("  ") { "<br>\n" } else { "\n" };
        let end = self.text_start + kept.len();
        self.at += 1;
        self.flush(end);
        self.pieces.push(Piece::Html(html.to_owned()));
    }

    fn code(&mut self) {
        let start = self.at;
        let n_ticks = run_length(self.rest(), b'`');
        let Some(next) = self.next_ticks.get_mut(n_ticks) else {
            self.at += n_ticks;
            return;
        };
        while let Some((at, length)) = self.ticks.get(*next) {
            if *at > start && *length == n_ticks {
                break;
            }
            *next += 1;
        }
        let Some((end, _)) = self.ticks.get(*next).copied() else {
            self.at += n_ticks;
            return;
        };
        let inner = self.text.get(start + n_ticks..end).unwrap_or_default();
        let plain = inner.replace('\n', " ");
        let is_padded = plain.len() > 1 && plain.starts_with(' ') && plain.ends_with(' ');
        let shown = match plain.get(1..plain.len().saturating_sub(1)) {
            Some(shown) if is_padded && !plain.trim_matches(' ').is_empty() => shown,
            _ => &plain,
        };
        let mut html = "<code>".to_owned();
        push_escaped(&mut html, shown);
        html.push_str("</code>");
        self.replace(end + n_ticks - start, Piece::Html(html));
    }

    fn run_of_stars(&mut self) {
        let n_stars = run_length(self.rest(), b'*');
        let before = self
            .text
            .get(..self.at)
            .and_then(|text| text.chars().next_back());
        let after = self
            .rest()
            .get(n_stars..)
            .and_then(|text| text.chars().next());
        let (before, after) = (Neighbour::of(before), Neighbour::of(after));
        let leans = |to: Neighbour, from: Neighbour| match to {
            Neighbour::Blank => false,
            Neighbour::Sign => from != Neighbour::Letter,
            Neighbour::Letter => true,
        };
        let stars = Stars {
            n_all: n_stars,
            n_left: n_stars,
            can_open: leans(after, before),
            can_close: leans(before, after),
            ends: Vec::new(),
            starts: Vec::new(),
        };
        self.replace(n_stars, Piece::Stars(Box::new(stars)));
        self.stars.push(self.pieces.len() - 1);
    }

    /// `[` or `![`
    fn open(&mut self, n_bytes: usize) {
        let mark = self.rest().get(..n_bytes).unwrap_or_default();
        self.replace(n_bytes, Piece::Text(mark));
        self.brackets.push(Bracket {
            piece: self.pieces.len() - 1,
            n_stars: self.stars.len(),
            is_image: n_bytes == 2,
        });
    }

    fn close(&mut self) {
        let Some(bracket) = self.brackets.pop() else {
            self.at += 1;
            return;
        };
        let is_inactive = self.brackets.len() < self.n_inactive && !bracket.is_image;
        self.n_inactive = self.n_inactive.min(self.brackets.len());
        let target = self.rest().get(1..).and_then(target);
        let Some((n_bytes, url)) = target.filter(|_| !is_inactive) else {
            self.at += 1;
            return;
        };
        // An image and a forbidden link become their words.
        let (mut start, mut end) = (String::new(), "");
        if let Some(url) = safe_url(&url).filter(|_| !bracket.is_image) {
            start.push_str("<a href=\"");
            push_escaped(&mut start, url);
            let is_inside = url.starts_with('#');
            start.push_str(if is_inside {
                "\">"
            } else {
                "\" rel=\"noopener\">"
            });
            end = "</a>";
        }
        if !bracket.is_image {
            self.n_inactive = self.brackets.len();
        }
        self.replace(1 + n_bytes, Piece::Html(end.to_owned()));
        if let Some(piece) = self.pieces.get_mut(bracket.piece) {
            *piece = Piece::Html(start);
        }
        let inner = self.stars.split_off(bracket.n_stars);
        emphasis::pair(&mut self.pieces, &inner);
    }
}

/// What stands beside a run of stars.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Neighbour {
    Blank,
    Sign,
    Letter,
}

impl Neighbour {
    fn of(ch: Option<char>) -> Neighbour {
        match ch {
            None => Neighbour::Blank,
            Some(ch) if ch.is_whitespace() => Neighbour::Blank,
            Some(ch) if is_letter(ch) || ch.is_control() => Neighbour::Letter,
            Some(_) => Neighbour::Sign,
        }
    }
}

fn run_length(text: &str, sign: u8) -> usize {
    text.bytes().take_while(|byte| *byte == sign).count()
}

fn tick_runs(text: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices('`') {
        match runs.last_mut() {
            Some((start, length)) if *start + *length == at => *length += 1,
            _ => runs.push((at, 1)),
        }
    }
    runs
}

/// Reads `(address)`: its length and the address without escapes.
fn target(text: &str) -> Option<(usize, String)> {
    let inner = text.strip_prefix('(')?;
    let skipped = inner.trim_start_matches([' ', '\t', '\n']);
    let mut at = text.len() - skipped.len();
    let mut url = String::new();
    let mut n_open = 0;
    if skipped.starts_with('<') {
        return None;
    }
    while let Some(ch) = text.get(at..)?.chars().next() {
        let rest = text.get(at..)?;
        let mut kept = ch;
        at += ch.len_utf8();
        match ch {
            '(' if n_open < MAX_PARENTHESES => n_open += 1,
            '(' => return None,
            ')' if n_open == 0 => return Some((at, url)),
            ')' => n_open -= 1,
            '\\' => match rest.as_bytes().get(1) {
                Some(sign) if sign.is_ascii_punctuation() => {
                    kept = char::from(*sign);
                    at += 1;
                }
                _ => {}
            },
            '&' => {
                if let Some((name, value)) =
                    ENTITIES.iter().find(|(name, _)| rest.starts_with(name))
                {
                    url.push_str(value);
                    at += name.len() - 1;
                    continue;
                }
            }
            ' ' | '\t' | '\n' => {
                let end = rest.trim_start_matches([' ', '\t', '\n']);
                let at = text.len() - end.len();
                return end
                    .starts_with(')')
                    .then_some((at + 1, url))
                    .filter(|_| n_open == 0);
            }
            ch if ch.is_ascii_control() => return None,
            _ => {}
        }
        url.push(kept);
    }
    None
}
