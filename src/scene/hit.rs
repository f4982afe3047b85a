//! Hit testing: which reading of a chart is nearest to a pointer.

use serde::{Deserialize, Serialize};

/// A place that answers to a pointer: a mark, or all marks at one time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Position in px.
    pub x: f64,
    /// Position in px.
    pub y: f64,
    /// The box in which this hit may be found: left, top, right, bottom.
    pub area: (f64, f64, f64, f64),
    /// Whether only the horizontal distance counts, as on a time axis.
    pub by_x: bool,
}

/// The index of the nearest hit whose area holds the pointer, first of equals.
#[must_use]
pub fn nearest_hit(hits: &[Hit], x: f64, y: f64) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (idx, hit) in hits.iter().enumerate() {
        let (left, top, right, bottom) = hit.area;
        if x < left || x > right || y < top || y > bottom {
            continue;
        }
        let distance = if hit.by_x {
            (hit.x - x).abs()
        } else {
            (hit.y - y).abs()
        };
        if best.is_none_or(|(_, least)| distance < least) {
            best = Some((idx, distance));
        }
    }
    best.map(|(idx, _)| idx)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_in_its_own_panel_answers() {
        let hit = |x: f64, area| Hit {
            x,
            y: 5.0,
            area,
            by_x: true,
        };
        let left = (0.0, 0.0, 50.0, 10.0);
        let right = (60.0, 0.0, 100.0, 10.0);
        let hits = [hit(10.0, left), hit(40.0, left), hit(61.0, right)];
        assert_eq!(nearest_hit(&hits, 48.0, 5.0), Some(1));
        assert_eq!(nearest_hit(&hits, 99.0, 5.0), Some(2));
        assert_eq!(nearest_hit(&hits, 55.0, 5.0), None);
        assert_eq!(nearest_hit(&[], 0.0, 0.0), None);
    }
}
