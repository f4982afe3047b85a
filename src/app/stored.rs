//! The reader's choice of language and appearance, kept by the browser where it has a place for it.

use super::state::State;
use crate::data::Lang;
use crate::report::Theme;

const LANG: &str = "furrow-lang";
const THEME: &str = "furrow-theme";

/// The language that was chosen on an earlier visit.
pub(super) fn lang() -> Option<Lang> {
    Lang::from_code(&storage()?.get_item(LANG).ok()??)
}

/// The appearance that was chosen on an earlier visit.
pub(super) fn theme() -> Option<Theme> {
    Theme::from_code(&storage()?.get_item(THEME).ok()??)
}

/// Keeps the language for the next visit.
pub(super) fn keep_lang(state: &State) {
    keep(LANG, state.lang.code());
}

/// Keeps the appearance for the next visit.
pub(super) fn keep_theme(state: &State) {
    keep(THEME, state.theme.code());
}

fn keep(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or closed store is no reason to stop.
        let _ = storage.set_item(key, value);
    }
}

/// Nothing is kept for files: all files of a computer would share it.
fn storage() -> Option<web_sys::Storage> {
    let window = web_sys::window()?;
    let protocol = window.location().protocol().ok()?;
    if !protocol.starts_with("http") {
        return None;
    }
    window.local_storage().ok()?
}
