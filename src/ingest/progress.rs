//! Progress: tells whoever watches how many rows there are by now.

use std::cell::Cell;

/// It is told of every so many rows.
const STEP: usize = 1 << 13;

thread_local! {
    static WATCHER: Cell<Option<fn(usize)>> = const { Cell::new(None) };
}

/// Calls `watcher` now and then while this thread reads, with the rows of the table so far.
pub fn watch_rows(watcher: fn(usize)) {
    WATCHER.set(Some(watcher));
}

/// Says that there are `n_rows` by now; readers call it for every row.
pub(super) fn at_row(n_rows: usize) {
    if n_rows.is_multiple_of(STEP) {
        at_rows(n_rows);
    }
}

/// The same for readers that add many rows at once.
pub(super) fn at_rows(n_rows: usize) {
    if let Some(watcher) = WATCHER.get() {
        watcher(n_rows);
    }
}
