//! Long list: which rows of a list are in view, for lists taller than a browser can make an element.
//!
//! A list of up to [`TALLEST`] px scrolls as it is. A taller one has two positions: that of the
//! scroll bar, which is in proportion, and the exact one, which a wheel or a key moves by as much
//! as it says. The bar is put right when scrolling rests.

use std::ops::Range;

/// The tallest element that is made, in px: every browser can do more.
const TALLEST: f64 = 10_000_000.0;

/// A list of rows of one height behind a window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LongList {
    /// How many rows there are.
    pub n_rows: usize,
    /// The height of a row in px.
    pub row_height: f64,
    /// The height of the window in px.
    pub view_height: f64,
    /// What lies above the window, in px of the whole list.
    top: f64,
    /// The same, in px of the scroll bar.
    bar: f64,
}

impl LongList {
    /// A list at its first row, of which no window is known yet.
    #[must_use]
    pub fn new(n_rows: usize, row_height: f64) -> LongList {
        LongList {
            n_rows,
            row_height,
            ..LongList::default()
        }
    }

    /// The height of all rows in px.
    fn height(self) -> f64 {
        self.n_rows as f64 * self.row_height
    }

    /// The height of the element in px.
    #[must_use]
    pub fn element_height(self) -> f64 {
        self.height().min(TALLEST)
    }

    fn most_top(self) -> f64 {
        (self.height() - self.view_height).max(0.0)
    }

    fn most_bar(self) -> f64 {
        (self.element_height() - self.view_height).max(0.0)
    }

    /// Where the scroll bar belongs, in px.
    #[must_use]
    pub fn bar(self) -> f64 {
        if self.height() <= TALLEST {
            return self.top;
        }
        self.top / self.most_top() * self.most_bar()
    }

    /// The scroll bar has been moved: a little is taken as it is, a leap in proportion.
    pub fn scroll_to(&mut self, bar: f64) {
        let by = bar - self.bar;
        self.bar = bar;
        let is_at_end = bar <= 0.0 || bar >= self.most_bar() - 1.0;
        let top = if self.height() <= TALLEST {
            bar
        } else if is_at_end || by.abs() > self.view_height * 2.0 {
            bar / self.most_bar() * self.most_top()
        } else {
            self.top + by
        };
        self.top = top.clamp(0.0, self.most_top());
    }

    /// Moves by as little as brings a row into the window.
    pub fn reveal(&mut self, row: usize) {
        let above = row as f64 * self.row_height;
        let below = above + self.row_height - self.view_height;
        self.top = self.top.max(below).min(above).clamp(0.0, self.most_top());
    }

    /// Goes back to the first row.
    pub fn rewind(&mut self) {
        (self.top, self.bar) = (0.0, 0.0);
    }

    /// Tells where the scroll bar really is, after it was put where it belongs.
    pub fn bar_is(&mut self, bar: f64) {
        self.bar = bar;
    }

    /// The rows in the window, with so many more on both sides.
    #[must_use]
    pub fn rows(self, more: usize) -> Range<usize> {
        if self.row_height <= 0.0 {
            return 0..0;
        }
        let first = (self.top / self.row_height) as usize;
        let after = ((self.top + self.view_height) / self.row_height).ceil() as usize;
        first.saturating_sub(more).min(self.n_rows)..(after + more).min(self.n_rows)
    }

    /// How many rows the window shows whole, at least one.
    #[must_use]
    pub fn n_whole(self) -> usize {
        ((self.view_height / self.row_height.max(1.0)) as usize).max(1)
    }

    /// What stands above and below such rows in the element, in px.
    #[must_use]
    pub fn around(self, rows: &Range<usize>) -> (f64, f64) {
        let n = (rows.end - rows.start) as f64;
        let room = (self.element_height() - n * self.row_height).max(0.0);
        let above = self.bar - self.top + rows.start as f64 * self.row_height;
        let above = above.clamp(0.0, room);
        (above, room - above)
    }

    /// Whether the scroll bar is so far from where it belongs that it cannot wait.
    #[must_use]
    pub fn is_astray(self) -> bool {
        (self.bar() - self.bar).abs() > self.view_height * 2.0
            || (self.bar < self.view_height && self.bar < self.top - 1.0 && self.bar() > self.bar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(n_rows: usize) -> LongList {
        LongList {
            n_rows,
            row_height: 28.0,
            view_height: 420.0,
            ..LongList::default()
        }
    }

    #[test]
    fn a_short_list_scrolls_as_it_is() {
        let mut list = list(1000);
        list.scroll_to(2810.0);
        assert_eq!(list.bar(), 2810.0);
        assert_eq!(list.rows(0), 100..116);
        assert_eq!(list.around(&(100..116)), (2800.0, 28_000.0 - 116.0 * 28.0));
        list.scroll_to(1e9);
        assert_eq!(list.rows(3), 982..1000);
    }

    #[test]
    fn all_rows_of_a_list_taller_than_an_element_are_reached() {
        let mut list = list(50_000_000);
        assert_eq!(list.element_height(), TALLEST);
        list.scroll_to(TALLEST - 420.0);
        assert_eq!(list.rows(0), 49_999_985..50_000_000);
        let (above, below) = list.around(&list.rows(0));
        assert_eq!((above, below), (TALLEST - 420.0, 0.0));
        list.scroll_to(0.0);
        assert_eq!(list.rows(0), 0..15);
        list.scroll_to(TALLEST / 2.0);
        let middle = list.rows(0).start;
        assert!((24_998_000..25_002_000).contains(&middle), "{middle}");
    }

    #[test]
    fn a_wheel_and_a_key_move_by_what_they_say() {
        let mut list = list(50_000_000);
        list.scroll_to(TALLEST / 2.0);
        let first = list.rows(0).start;
        list.scroll_to(TALLEST / 2.0 + 280.0);
        assert_eq!(list.rows(0).start, first + 10);
        // Put right, the bar is nearly where it was, and the rows stay.
        list.bar_is(list.bar());
        assert!((list.bar() - TALLEST / 2.0).abs() < 5.0);
        assert_eq!(list.rows(0).start, first + 10);
        for row in 0..40 {
            list.reveal(first + 10 + row);
            list.bar_is(list.bar().round());
            assert!(list.rows(0).contains(&(first + 10 + row)));
        }
        let whole = list.rows(0);
        assert_eq!(whole.end, first + 50);
        let (above, _) = list.around(&whole);
        // The last row ends where the window ends.
        let end = above + (whole.end - whole.start) as f64 * 28.0;
        assert!((end - list.bar.round() - 420.0).abs() < 1.0, "{end}");
    }

    #[test]
    fn near_the_ends_the_bar_is_put_right_before_it_stops() {
        let mut list = list(50_000_000);
        list.scroll_to(TALLEST / 2.0);
        list.reveal(100);
        list.bar_is(list.bar().round());
        let mut bar = list.bar;
        for _ in 0..300 {
            bar = (bar - 10.0).max(0.0);
            list.scroll_to(bar);
            if list.is_astray() {
                list.bar_is(list.bar());
                bar = list.bar;
            }
        }
        assert_eq!(list.rows(0).start, 0);
    }

    #[test]
    fn nothing_is_in_an_empty_list() {
        assert_eq!(list(0).rows(5), 0..0);
        assert_eq!(list(0).around(&(0..0)), (0.0, 0.0));
        assert_eq!(LongList::default().rows(5), 0..0);
    }
}
