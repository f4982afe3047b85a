//! Files of the reader: picked, dropped (folders too) and read, on this device.

use gloo::file::futures::read_as_bytes;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

use super::action::Action;
use super::program::ask;
use super::state::{Said, Store};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::engine::{Request, Response, choices_of};
use crate::report::FileEdit;
use crate::worker::{self, Outcome, WorkerPlace};

/// Something that the reader has given.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// A file.
    File(File),
    /// A file or folder, as an entry of a file system.
    Entry(FileSystemEntry),
}

/// A file with its path inside the folder that was given.
struct Found {
    path: String,
    file: File,
}

/// What a file input holds; it is emptied, so that the same file can be picked again.
pub(super) fn picked(input: &HtmlInputElement) -> Vec<Given> {
    let list = input.files();
    let files = (0..list.as_ref().map_or(0, web_sys::FileList::length))
        .filter_map(|idx| list.as_ref()?.get(idx))
        .map(Given::File)
        .collect();
    input.set_value("");
    files
}

/// What was dropped or pasted. It must be asked for while the event is handled.
pub(super) fn dropped(transfer: &DataTransfer) -> Vec<Given> {
    let items = transfer.items();
    let items = (0..items.length()).filter_map(|idx| items.get(idx));
    items
        .filter(|item| item.kind() == "file")
        .filter_map(|item| match item.webkit_get_as_entry() {
            Ok(Some(entry)) => Some(Given::Entry(entry)),
            _ => item.get_as_file().ok().flatten().map(Given::File),
        })
        .collect()
}

/// Opens what the reader has given; of a folder all that is in it.
pub(super) async fn open_given(store: Store, mut found: Vec<Given>) {
    let mut files = Vec::new();
    while let Some(one) = found.pop() {
        let entry = match one {
            Given::File(file) => {
                files.push(Found {
                    path: file.name(),
                    file,
                });
                continue;
            }
            Given::Entry(entry) => entry,
        };
        if entry.is_directory() {
            let reader = entry
                .unchecked_into::<FileSystemDirectoryEntry>()
                .create_reader();
            // A folder tells its entries in portions; an empty one is the last.
            loop {
                let portion = called_back(|then| drop(reader.read_entries_with_callback(then)));
                let portion = portion
                    .await
                    .map(|list| Array::from(&list))
                    .unwrap_or_default();
                if portion.length() == 0 {
                    break;
                }
                found.extend(portion.iter().map(|one| Given::Entry(one.unchecked_into())));
            }
        } else {
            let path = entry.full_path().trim_start_matches('/').to_owned();
            let entry = entry.unchecked_into::<FileSystemFileEntry>();
            if let Some(file) = called_back(|then| entry.file_with_callback(then)).await {
                files.push(Found {
                    path,
                    file: file.unchecked_into(),
                });
            }
        }
    }
    crate::data::sort(&mut files, &|a, b| a.path.cmp(&b.path));
    open(store, files).await;
}

/// Reads files, beside the page where that helps, and opens what was read; `instead_of` names
/// the document whose place it takes.
pub(super) async fn open_files(
    files: Vec<InputFile>,
    edits: Vec<FileEdit>,
    instead_of: Option<usize>,
) -> Response {
    let failure = match worker::read(&files, &choices_of(&edits), WorkerPlace::of_page()).await {
        Outcome::Read(reading) => {
            return ask(Request::Adopt {
                files,
                reading,
                edits,
                instead_of,
            });
        }
        Outcome::Cancelled => return Response::Failed(Vec::new()),
        Outcome::Here => None,
        Outcome::Failed(message) => Some(Diagnostic::warning(
            Place::default(),
            Code::WorkerFailed { message },
        )),
    };
    let mut response = ask(Request::Open {
        files,
        edits,
        instead_of,
    });
    if let Response::Opened { warnings: told, .. } | Response::Failed(told) = &mut response {
        told.extend(failure);
    }
    response
}

/// What a callback is called with.
fn called_back(call: impl Fn(&Function)) -> impl Future<Output = Option<JsValue>> {
    let promise = Promise::new(&mut |resolve, _| call(&resolve));
    async move { JsFuture::from(promise).await.ok() }
}

async fn open(store: Store, files: Vec<Found>) {
    if files.is_empty() {
        return;
    }
    let n_bytes = files.iter().map(|found| found.file.size()).sum();
    store.say(Some(Said::Reading { n_bytes }));
    let mut read = Vec::with_capacity(files.len());
    let mut errors = Vec::new();
    for Found { path, file } in files {
        match read_as_bytes(&gloo::file::Blob::from(file)).await {
            Ok(bytes) => read.push(InputFile { path, bytes }),
            Err(error) => errors.push(Diagnostic::error(
                Place::file(&path),
                Code::Outside {
                    message: error.to_string(),
                },
            )),
        }
    }
    if errors.is_empty() {
        store.opened(open_files(read, Vec::new(), None).await);
    } else {
        store.dispatch(Action::Notify(errors));
    }
    store.say(None);
}
