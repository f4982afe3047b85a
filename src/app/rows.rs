//! Rows: asks for rows of a table, wherever they are selected.
//!
//! The grid knows nothing but [`rows`]. The worker that has read a long table selects them; where
//! there is none the page's own engine does, in slices, so that the page goes on answering.

use std::cell::Cell;

use gloo::timers::future::TimeoutFuture;

use super::kept;
use super::program::ask;
use crate::engine::{Request, Response, RowsRequest, RowsView, decode_rows, encode_question};
use crate::worker::Keeper;

/// How long the page selects before it does something else.
const SLICE_MILLIS: f64 = 8.0;
/// How much is done between two looks at the clock, in rows' worth of work.
const BUDGET: usize = 8192;

/// The rows that were asked for; `None` when there are none to be had, or when they are not
/// wanted any more.
pub(super) async fn rows(request: RowsRequest, is_wanted: &dyn Fn() -> bool) -> Option<RowsView> {
    if let Some(keeper) = kept::keeper(request.doc)
        && let Some(view) = asked(&keeper, &request, is_wanted).await
    {
        return Some(view).filter(|_| is_wanted());
    }
    if !is_wanted() {
        return None;
    }
    let clock = web_sys::window()?.performance()?;
    loop {
        let begun = clock.now();
        while clock.now() - begun < SLICE_MILLIS {
            let request = RowsRequest {
                budget: BUDGET,
                ..request.clone()
            };
            match ask(Request::Rows(request)) {
                Response::Rows(view) if view.is_done => return Some(*view),
                Response::Rows(_) => {}
                _ => return None,
            }
        }
        TimeoutFuture::new(0).await;
        if !is_wanted() {
            return None;
        }
    }
}

thread_local! {
    /// Whether a worker is at a question: it takes one at a time.
    static IS_BUSY: Cell<bool> = const { Cell::new(false) };
}

/// What a worker answers; `None` when it has died, or nobody wants to know any more.
async fn asked(
    keeper: &Keeper,
    request: &RowsRequest,
    is_wanted: &dyn Fn() -> bool,
) -> Option<RowsView> {
    while IS_BUSY.get() {
        TimeoutFuture::new(8).await;
        if !is_wanted() {
            return None;
        }
    }
    IS_BUSY.set(true);
    let answer = keeper.ask(&encode_question(request)).await;
    IS_BUSY.set(false);
    decode_rows(&answer?)
}
