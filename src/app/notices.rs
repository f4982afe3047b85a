//! Notices: what went wrong or was assumed, and a short word about what has just happened.

use leptos::prelude::*;

use super::action::Action;
use super::live::{flag, live};
use super::state::{Progress, Said, Store};
use super::words::words;
use crate::data::grouped;
use crate::diag::{Diagnostic, Severity};
use crate::words::diagnostics::{hint, message};

/// The notices, errors before warnings, until the reader takes them away.
pub(super) fn notices(store: Store) -> AnyView {
    let all = store.memo(|state| state.notices.clone());
    let boxes = live(move || {
        let (errors, others): (Vec<_>, Vec<_>) = all
            .get()
            .into_iter()
            .partition(|notice| notice.severity == Severity::Error);
        let boxes = [
            ("notice error", "alert", errors),
            ("notice", "status", others),
        ];
        let full = boxes.into_iter().filter(|(_, _, list)| !list.is_empty());
        full.map(|(class, role, list)| notice(store, class, role, list))
            .collect::<Vec<_>>()
            .into_any()
    });
    view! { <div class="notices">{boxes}</div> }.into_any()
}

fn notice(store: Store, class: &'static str, role: &'static str, list: Vec<Diagnostic>) -> AnyView {
    let lang = store.peek(|state| state.lang);
    let lines: Vec<_> = list
        .iter()
        .map(|one| {
            let hint = hint(one, lang);
            view! { <li>{message(one, lang)} <span class="hint">{hint}</span></li> }.into_any()
        })
        .collect();
    view! {
        <div class=class role=role>
            <ul>{lines}</ul>
            <button class="button" on:click=move |_| store.dispatch(Action::DismissNotices)>
                {words(store).dismiss}
            </button>
        </div>
    }
    .into_any()
}

/// The short word; while files are read, with a way out.
pub(super) fn said(store: Store) -> AnyView {
    let words = words(store);
    let said = store.memo(|state| state.said);
    let is_quiet = flag(move || said.get().is_none());
    let content = live(move || match said.get() {
        None => ().into_any(),
        Some(Said::Copied) => words.copied.into_any(),
        Some(Said::Reading { n_bytes }) => {
            let text = words.reading.replace("{size}", &size(n_bytes));
            let progress = store.memo(|state| state.progress);
            let so_far =
                super::live::text(move || so_far(progress.get(), n_bytes, words.read_so_far));
            // It changes too often to be spoken.
            view! {
                {text}
                <span class="so-far" aria-hidden="true">{so_far}</span>
                <button class="button" on:click=move |_| store.dispatch(Action::CancelReading)>
                    {words.cancel}
                </button>
            }
            .into_any()
        }
    });
    view! { <div class="said" class:quiet=is_quiet role="status">{content}</div> }.into_any()
}

/// How far a reading is; nothing at its beginning.
fn so_far(progress: Progress, n_bytes: f64, words: &str) -> String {
    if progress.n_read == 0.0 {
        return String::new();
    }
    let percent = (progress.n_read / n_bytes.max(1.0) * 100.0)
        .min(100.0)
        .floor();
    words
        .replace("{percent}", &grouped(percent, 0))
        .replace("{rows}", &grouped(progress.n_rows, 0))
}

/// A number of bytes as people say it.
fn size(n_bytes: f64) -> String {
    const MB: f64 = 1_000_000.0;
    if n_bytes < MB {
        grouped((n_bytes / 1000.0).ceil(), 0) + " KB"
    } else {
        grouped(n_bytes / MB, 1) + " MB"
    }
}
