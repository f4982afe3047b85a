//! Labels that never touch: places a text where there is room, or not at all.

use super::canvas::{Canvas, TextLook};
use crate::scene::{Anchor, text_width};

/// A box in px: left, top, right, bottom.
pub(super) type Bounds = (f64, f64, f64, f64);

/// How far a line of text reaches above and below its baseline, as multiples of
/// its size: the tallest of common fonts, which are the CJK ones.
const ASCENT: f64 = 1.17;
const DESCENT: f64 = 0.31;

/// The boxes that are taken.
pub(super) struct Labels {
    taken: Vec<Bounds>,
    within: Bounds,
}

/// The box of a text with its baseline at y.
pub(super) fn text_box((x, y): (f64, f64), text: &str, look: TextLook) -> Bounds {
    let width = text_width(text, look.size, look.weight);
    let left = match look.anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    (
        left,
        y - ASCENT * look.size,
        left + width,
        y + DESCENT * look.size,
    )
}

fn touch(a: Bounds, b: Bounds) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

impl Labels {
    pub(super) fn within(within: Bounds) -> Labels {
        Labels {
            taken: Vec::new(),
            within,
        }
    }

    /// Keeps a box free of labels.
    pub(super) fn take(&mut self, bounds: Bounds) {
        self.taken.push(bounds);
    }

    /// Draws a text that must be there and keeps its place.
    pub(super) fn put(&mut self, canvas: &Canvas, at: (f64, f64), text: &str, look: TextLook) {
        self.take(text_box(at, text, look));
        canvas.text(at, text, look);
    }

    /// Draws a text at the first of the places that is free; says whether it did.
    pub(super) fn try_put(
        &mut self,
        canvas: &Canvas,
        places: &[(f64, f64)],
        text: &str,
        look: TextLook,
    ) -> bool {
        for place in places {
            let bounds = text_box(*place, text, look);
            let inside = bounds.0 >= self.within.0
                && bounds.1 >= self.within.1
                && bounds.2 <= self.within.2
                && bounds.3 <= self.within.3;
            if inside && !self.taken.iter().any(|other| touch(*other, bounds)) {
                self.put(canvas, *place, text, look);
                return true;
            }
        }
        false
    }
}

/// Moves heights apart so that neighbors are at least `gap` from each other, within a range.
///
/// `heights` must be ascending; the result is too. Where the range cannot hold
/// them all the result runs over its lower end.
pub(super) fn spread(heights: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut out = heights.to_vec();
    let mut floor = low;
    for height in &mut out {
        *height = height.max(floor);
        floor = *height + gap;
    }
    let mut ceiling = high;
    for height in out.iter_mut().rev() {
        *height = height.min(ceiling);
        ceiling = *height - gap;
    }
    let mut floor = low;
    for height in &mut out {
        *height = height.max(floor);
        floor = *height + gap;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbors_are_moved_apart_and_stay_within() {
        assert_eq!(
            spread(&[10.0, 12.0, 50.0], 20.0, (0.0, 100.0)),
            [10.0, 30.0, 50.0]
        );
        assert_eq!(spread(&[95.0, 99.0], 20.0, (0.0, 100.0)), [80.0, 100.0]);
        assert_eq!(spread(&[], 20.0, (0.0, 100.0)), Vec::<f64>::new());
    }
}
