//! Place: where a tooltip goes so that it covers no point and stays in the window.

/// The least room between the tooltip and a point, and the window's edge, in px.
const GAP: f64 = 14.0;
const EDGE: f64 = 8.0;

/// A box in px.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    /// The box around points; around `first` alone when there are none.
    pub(super) fn around(first: (f64, f64), points: impl Iterator<Item = (f64, f64)>) -> Area {
        let point = |(x, y)| Area {
            left: x,
            top: y,
            right: x,
            bottom: y,
        };
        let both = |a: Area, b: Area| Area {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        };
        points.map(point).reduce(both).unwrap_or(point(first))
    }

    /// The same box elsewhere.
    pub(super) fn moved(self, dx: f64, dy: f64) -> Area {
        Area {
            left: self.left + dx,
            top: self.top + dy,
            right: self.right + dx,
            bottom: self.bottom + dy,
        }
    }
}

/// The left top corner of a tooltip of `size` for `marks` in a window, all in the window's px.
///
/// Beside the marks where there is room, right before left; else above or below them; else,
/// on a small screen, at the edge that is farther from them.
pub(super) fn place(size: (f64, f64), marks: Area, window: (f64, f64)) -> (f64, f64) {
    let (width, height) = size;
    let inside = |start: f64, length: f64, room: f64| start.min(room - EDGE - length).max(EDGE);
    let beside_top = inside((marks.top + marks.bottom - height) / 2.0, height, window.1);
    let right = marks.right + GAP;
    if right + width + EDGE <= window.0 {
        return (right, beside_top);
    }
    let left = marks.left - GAP - width;
    if left >= EDGE {
        return (left, beside_top);
    }
    let over_left = inside((marks.left + marks.right - width) / 2.0, width, window.0);
    let above = marks.top - GAP - height;
    if above >= EDGE {
        return (over_left, above);
    }
    let below = marks.bottom + GAP;
    if below + height + EDGE <= window.1 {
        return (over_left, below);
    }
    let is_high = marks.top + marks.bottom < window.1;
    let edge = if is_high {
        window.1 - EDGE - height
    } else {
        EDGE
    };
    (over_left, edge)
}
