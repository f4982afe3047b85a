//! The words of the screen, as the page's parts take them.

use super::state::Store;
use crate::report::StaticWords;
use crate::words::{Interface, interface};

/// The words in the language of the page. The whole page is built anew when it changes.
pub(super) fn words(store: Store) -> &'static Interface {
    interface(store.peek(|state| state.lang))
}

/// Those that static pages have as well.
pub(super) fn static_words(store: Store) -> StaticWords<'static> {
    let words = words(store);
    StaticWords {
        contents: words.contents,
        table: words.table,
        source: words.source,
        more: words.more,
        rows_shown: words.rows_shown,
        open_report: words.open_report,
        compare: [words.compare, words.compare_with],
    }
}
