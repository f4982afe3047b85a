//! Files of the reader: picked, dropped (folders too) and read, on this device.

use gloo::timers::future::TimeoutFuture;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

use super::action::Action;
use super::program::ask;
use super::start::mark;
use super::state::{Said, Store};
use super::{kept, sliced};
use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::engine::{Request, Response, choices_of};
use crate::report::FileEdit;
use crate::worker::{self, Outcome, WorkerPlace};

/// A file of more bytes stays where it is.
const MIN_LEFT_BYTES: f64 = 1_000_000.0;

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
/// the document whose place it takes. `progress` is told bytes and rows.
pub(super) async fn open_files(
    progress: &dyn Fn(f64, f64),
    given: Vec<worker::Given>,
    edits: Vec<FileEdit>,
    instead_of: Option<usize>,
) -> Response {
    let choices = choices_of(&edits);
    let asked = worker::read(&given, &choices, WorkerPlace::of_page(), progress).await;
    let (reading, keeper, failure) = match asked {
        Outcome::Read(reading, keeper) => (Some(reading), keeper, None),
        Outcome::Cancelled => return Response::Failed(Vec::new()),
        Outcome::Here => (None, None, None),
        Outcome::Failed(message) => {
            let code = Code::WorkerFailed { message };
            let failure = Diagnostic::warning(Place::default(), code);
            (None, None, Some(failure))
        }
    };
    let reading = match (reading, &*given) {
        (
            None,
            [
                worker::Given {
                    file,
                    blob: Some(blob),
                },
            ],
        ) => sliced::read(&file.path, blob, &choices, progress).await,
        (reading, _) => reading,
    };
    if reading.is_some() {
        mark("furrow-columns");
    }
    // A long table's cells have just been copied: that was enough for one task.
    TimeoutFuture::new(0).await;
    let mut response = match reading {
        Some(reading) => {
            let files = given.iter().map(|given| given.file.clone()).collect();
            let response = ask(Request::Adopt {
                files,
                reading,
                edits,
                instead_of,
            });
            if let Response::Opened { doc, .. } = &response {
                kept::keep(*doc, &given, keeper);
            }
            response
        }
        None => match kept::with_bytes(given).await {
            Ok(files) => ask(Request::Open {
                files,
                edits,
                instead_of,
            }),
            Err(errors) => Response::Failed(errors),
        },
    };
    if let Response::Opened { warnings: told, .. } | Response::Failed(told) = &mut response {
        told.extend(failure);
    }
    TimeoutFuture::new(0).await;
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
    let given = files.into_iter().map(|Found { path, file }| worker::Given {
        file: InputFile {
            path,
            bytes: Vec::new(),
        },
        blob: Some(file.unchecked_into()),
    });
    // Small files are taken over now: they may be gone when they are saved.
    let (large, small): (Vec<_>, Vec<_>) =
        given.partition(|given| given.n_bytes() > MIN_LEFT_BYTES);
    let n_bytes = large.iter().chain(&small).map(worker::Given::n_bytes).sum();
    store.say(Some(Said::Reading { n_bytes }));
    match kept::with_bytes(small).await {
        Ok(small) => {
            let small = small
                .into_iter()
                .map(|file| worker::Given { file, blob: None });
            let mut given: Vec<_> = large.into_iter().chain(small).collect();
            crate::data::sort(&mut given, &|a, b| a.file.path.cmp(&b.file.path));
            let progress = |n_read, n_rows| store.progressed(n_read, n_rows);
            store.opened(open_files(&progress, given, Vec::new(), None).await);
        }
        Err(errors) => store.dispatch(Action::Notify(errors)),
    }
    store.say(None);
}
