//! Where readers of others may panic on a broken file: the panic becomes a message.
//!
//! Checks come first and panics are rare, but crates that index unchecked cannot all be
//! foreseen. The command and the tests unwind, in every profile. WebAssembly aborts: there
//! this holds nothing, and the page reads such files in a worker that is thrown away.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::workbook::damaged;
use crate::data::InputFile;
use crate::diag::Diagnostic;

/// Runs a reader; a panic in it says that the file is damaged.
///
/// # Errors
/// What the reader says, or `Damaged`.
pub(super) fn hold<T>(
    file: &InputFile,
    format: &str,
    read: impl FnOnce() -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    silence();
    let before = IS_HELD.replace(true);
    // What the reader had made is dropped, so nothing half-made is seen afterwards.
    let result = panic::catch_unwind(AssertUnwindSafe(read));
    IS_HELD.set(before);
    result.unwrap_or_else(|_| Err(damaged(file, format, "its parts contradict each other")))
}

thread_local! {
    static IS_HELD: Cell<bool> = const { Cell::new(false) };
}

/// Panics that are held print nothing; all others do as before.
fn silence() {
    static ONCE: Once = Once::new();
    if cfg!(target_arch = "wasm32") {
        return;
    }
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_HELD.get() {
                before(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    #[test]
    fn a_panic_becomes_a_message() {
        let file = InputFile {
            path: "x.xls".to_owned(),
            bytes: Vec::new(),
        };
        let cells: &[u8] = &file.bytes;
        let held = hold(&file, "XLS", || Ok(cells[file.bytes.len()]));
        assert!(matches!(held.unwrap_err().code, Code::Damaged { .. }));
        assert_eq!(hold(&file, "XLS", || Ok(1)).unwrap(), 1);
    }
}
