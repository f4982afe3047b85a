//! Kept: large files that stay where they are, and the workers that have read them.
//!
//! A file of more than a megabyte is not taken over into the page: its worker reads it piece by
//! piece, and the page asks for its bytes when they are saved or read once more.

use std::cell::RefCell;

use gloo::file::futures::read_as_bytes;
use web_sys::Blob;

use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::worker::{Given, Keeper};

/// What belongs to a document beside its tables.
struct Kept {
    doc: usize,
    blobs: Vec<(String, Blob)>,
    keeper: Option<Keeper>,
}

thread_local! {
    static KEPT: RefCell<Vec<Kept>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what a document was read from, in place of what it had before.
pub(super) fn keep(doc: usize, given: &[Given], keeper: Option<Keeper>) {
    let blob = |given: &Given| Some((given.file.path.clone(), given.blob.clone()?));
    let blobs: Vec<_> = given.iter().filter_map(blob).collect();
    KEPT.with_borrow_mut(|all| {
        all.retain(|kept| kept.doc != doc);
        if !blobs.is_empty() || keeper.is_some() {
            all.push(Kept { doc, blobs, keeper });
        }
    });
}

/// The worker that has a document's tables.
pub(super) fn keeper(doc: usize) -> Option<Keeper> {
    KEPT.with_borrow(|all| all.iter().find(|kept| kept.doc == doc)?.keeper.clone())
}

/// A document's files with those that stayed where they are.
pub(super) fn given(doc: usize, files: Vec<InputFile>) -> Vec<Given> {
    let blob_of = |path: &str| {
        KEPT.with_borrow(|all| {
            let kept = all.iter().find(|kept| kept.doc == doc)?;
            let found = kept.blobs.iter().find(|(name, _)| name == path);
            found.map(|(_, blob)| blob.clone())
        })
    };
    let given = files.into_iter().map(|file| Given {
        blob: blob_of(&file.path),
        file,
    });
    given.collect()
}

/// Takes the bytes of every file over into the page.
///
/// # Errors
/// Which files can no longer be read: they were moved or changed since they were opened.
pub(super) async fn with_bytes(given: Vec<Given>) -> Result<Vec<InputFile>, Vec<Diagnostic>> {
    let mut files = Vec::with_capacity(given.len());
    let mut errors = Vec::new();
    for Given { mut file, blob } in given {
        if let Some(blob) = blob {
            match read_as_bytes(&gloo::file::Blob::from(blob)).await {
                Ok(bytes) => file.bytes = bytes,
                Err(error) => errors.push(Diagnostic::error(
                    Place::file(&file.path),
                    Code::Outside {
                        message: error.to_string(),
                    },
                )),
            }
        }
        files.push(file);
    }
    match errors.is_empty() {
        true => Ok(files),
        false => Err(errors),
    }
}
