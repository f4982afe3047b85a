//! Emphasis: which stars open, close or are stars, by the rules of CommonMark.

use super::inline::Piece;

/// A run of stars, and what became of it.
pub(super) struct Stars {
    /// Stars in the run.
    pub(super) n_all: usize,
    /// Stars that are still text.
    pub(super) n_left: usize,
    pub(super) can_open: bool,
    pub(super) can_close: bool,
    /// Ends in front of the stars left: 1 of emphasis, 2 of strong text.
    pub(super) ends: Vec<u8>,
    /// Starts behind them, the innermost first.
    pub(super) starts: Vec<u8>,
}

/// Pairs the runs at the given places, which are in order.
///
/// Linear: a failed search is not repeated below where it ended (`floors`, one for each kind
/// of closing run), and one that succeeds drops all runs that it passed.
pub(super) fn pair(pieces: &mut [Piece<'_>], places: &[usize]) {
    let mut open: Vec<usize> = Vec::new();
    let mut floors = [0; 6];
    for &place in places {
        let Some(closer) = stars(pieces, place) else {
            continue;
        };
        let kind = closer.n_all % 3 + if closer.can_open { 3 } else { 0 };
        let (can_open, can_close) = (closer.can_open, closer.can_close);
        while can_close && n_left(pieces, place) > 0 {
            let above = open.get(floors[kind]..).unwrap_or_default();
            let Some(found) = above.iter().rposition(|at| fits(pieces, *at, place)) else {
                floors[kind] = open.len();
                break;
            };
            let found = floors[kind] + found;
            let opener = open[found];
            let width = n_left(pieces, opener).min(n_left(pieces, place)).min(2);
            if let Some(opener) = stars(pieces, opener) {
                opener.n_left -= width;
                opener.starts.push(width as u8);
            }
            if let Some(closer) = stars(pieces, place) {
                closer.n_left -= width;
                closer.ends.push(width as u8);
            }
            open.truncate(found + usize::from(n_left(pieces, opener) > 0));
            floors = floors.map(|floor| floor.min(open.len()));
        }
        if can_open && n_left(pieces, place) > 0 {
            open.push(place);
        }
    }
}

/// Runs that could be either must not make a multiple of three, unless both are.
fn fits(pieces: &[Piece<'_>], opener: usize, closer: usize) -> bool {
    let (Some(Piece::Stars(opener)), Some(Piece::Stars(closer))) =
        (pieces.get(opener), pieces.get(closer))
    else {
        return false;
    };
    let is_either = opener.can_close || closer.can_open;
    let is_third = |n_stars: usize| n_stars.is_multiple_of(3);
    !is_either || !is_third(opener.n_all + closer.n_all) || is_third(opener.n_all)
}

fn n_left(pieces: &[Piece<'_>], place: usize) -> usize {
    match pieces.get(place) {
        Some(Piece::Stars(stars)) => stars.n_left,
        _ => 0,
    }
}

fn stars<'a>(pieces: &'a mut [Piece<'_>], place: usize) -> Option<&'a mut Stars> {
    match pieces.get_mut(place) {
        Some(Piece::Stars(stars)) => Some(stars),
        _ => None,
    }
}
