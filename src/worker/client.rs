//! The page's side: reads files in a worker where that helps, and never loses one.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ErrorEvent, MessageEvent, Worker};

use super::bootstrap::{Hired, hire};
use super::place::WorkerPlace;
use super::protocol::{READY, decode_answer, encode_request};
use super::wire::{Message, cells_of, head_of};
use crate::data::InputFile;
use crate::ingest::{Choices, Opened};

/// Where the worker is this same program, fewer bytes than this are read faster here.
const MIN_BYTES: usize = 512 * 1024;
/// How long a worker may take to start.
const START_MILLIS: u32 = 10_000;
/// A table of more rows is kept by the worker that has read it, for questions.
const MIN_KEPT_ROWS: usize = 20_000;

/// A file to read: its bytes, or where they are.
#[derive(Debug, Clone)]
pub struct Given {
    /// The path, and the bytes unless they are elsewhere.
    pub file: InputFile,
    /// A file on this device whose bytes were not taken over.
    pub blob: Option<Blob>,
}

impl Given {
    /// How large it is.
    #[must_use]
    pub fn n_bytes(&self) -> f64 {
        let here = self.file.bytes.len() as f64;
        self.blob.as_ref().map_or(here, Blob::size)
    }
}

/// What came of asking a worker.
pub enum Outcome {
    /// It has read the files; with a long table it stays, to answer questions about it.
    Read(Opened, Option<Keeper>),
    /// There is none, or it would gain nothing: the page's engine has to read.
    Here,
    /// It did not start, or died: why. The page's engine can try.
    Failed(String),
    /// The reader of the page did not want to wait.
    Cancelled,
}

/// A worker that keeps what it has read.
#[derive(Clone)]
pub struct Keeper(Rc<Hired>);

impl Keeper {
    /// Asks about what was read; one question at a time. `None` when the worker has died.
    pub async fn ask(&self, question: &[u8]) -> Option<Vec<u8>> {
        let coming = next_message(&self.0.worker);
        let bytes = Uint8Array::from(question);
        let buffers = Array::of1(&bytes.buffer());
        let posted = self.0.worker.post_message_with_transfer(&bytes, &buffers);
        posted.ok()?;
        head_of(coming.data().await.ok()?.dyn_ref::<Array>()?)
    }
}

thread_local! {
    /// What ends the waiting for a worker, of all readings that go on.
    static REJECTERS: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
    /// A worker that was started before it is needed.
    static SPARE: RefCell<Option<Starting>> = const { RefCell::new(None) };
}

/// What a cancelled reading is rejected with.
const CANCELLED: &str = "furrow-cancelled";

/// Ends every reading that goes on, and their workers with them.
pub fn cancel() {
    let rejecters = REJECTERS.with_borrow(Vec::clone);
    for reject in rejecters {
        let _ = reject.call1(&JsValue::NULL, &CANCELLED.into());
    }
}

/// Starts a worker that the next reading will need: a reader is about to choose a file.
pub fn prepare() {
    let place = WorkerPlace::of_page();
    if place.knows_more() && SPARE.with_borrow(Option::is_none) {
        let starting = start(&place).ok().flatten();
        SPARE.set(starting);
    }
}

/// Reads files in a worker where that helps; `progress` is told bytes and rows.
///
/// On the web and in a whole single file a worker reads whatever the page's reader opens: it
/// knows every format and encoding. A worker lives for one reading, so one that dies is replaced
/// with the next file.
pub async fn read(
    files: &[Given],
    choices: &Choices,
    place: WorkerPlace,
    progress: &dyn Fn(f64, f64),
) -> Outcome {
    let n_bytes: f64 = files.iter().map(Given::n_bytes).sum();
    if n_bytes < MIN_BYTES as f64 && !place.knows_more() {
        return Outcome::Here;
    }
    match read_beside(files, choices, &place, progress).await {
        Ok(Some((reading, keeper))) => Outcome::Read(reading, keeper),
        Ok(None) => Outcome::Here,
        Err(why) if why == CANCELLED => Outcome::Cancelled,
        Err(why) => {
            web_sys::console::warn_2(&"Furrow reads in the page:".into(), &why);
            Outcome::Failed(why.as_string().unwrap_or_else(|| {
                let error = why.dyn_ref::<js_sys::Error>();
                error.map_or_else(String::new, |error| error.message().into())
            }))
        }
    }
}

/// `None` where there is no worker.
async fn read_beside(
    files: &[Given],
    choices: &Choices,
    place: &WorkerPlace,
    progress: &dyn Fn(f64, f64),
) -> Result<Option<(Opened, Option<Keeper>)>, JsValue> {
    let spare = SPARE.take();
    let Some(starting) = spare.map_or_else(|| start(place), |spare| Ok(Some(spare)))? else {
        return Ok(None);
    };
    let hired = started(starting).await?;
    let message = {
        let paths: Vec<String> = files.iter().map(|given| given.file.path.clone()).collect();
        let head = encode_request(&paths, choices).map_err(|error| error.to_string())?;
        Message::new(&head)
    };
    for given in files {
        match &given.blob {
            Some(blob) => message.push_blob(blob),
            None => message.push_bytes(&given.file.bytes),
        }
    }
    let mut coming = next_message(&hired.worker);
    hired
        .worker
        .post_message_with_transfer(&message.parts, &message.buffers)?;
    drop(message);
    let answer = loop {
        let parts: Array = coming.data().await?.dyn_into()?;
        let Some(n_bytes) = parts.get(0).as_f64() else {
            break parts;
        };
        coming = next_message(&hired.worker);
        progress(n_bytes, parts.get(1).as_f64().unwrap_or_default());
    };
    let head = head_of(&answer).ok_or("the worker said something else")?;
    let reading =
        decode_answer(&head, cells_of(&answer).await).map_err(|error| error.to_string())?;
    let n_rows = reading.as_ref().map_or(0, |read| {
        let tables = read.value.tables.iter();
        tables.map(|table| table.n_rows).max().unwrap_or(0)
    });
    let keeper = (n_rows >= MIN_KEPT_ROWS).then(|| Keeper(Rc::new(hired)));
    Ok(Some((reading, keeper)))
}

/// A worker that was told to start.
struct Starting {
    hired: Hired,
    ready: Coming,
    started_at: f64,
}

/// `None` where there is no program for one.
fn start(place: &WorkerPlace) -> Result<Option<Starting>, JsValue> {
    let hired = hire(place)?;
    Ok(hired.map(|hired| Starting {
        ready: next_message(&hired.worker),
        hired,
        started_at: js_sys::Date::now(),
    }))
}

async fn started(starting: Starting) -> Result<Hired, JsValue> {
    let Starting {
        hired,
        ready,
        started_at,
    } = starting;
    let late = ready.reject.clone();
    let waited = (js_sys::Date::now() - started_at) as u32;
    let timer = Timeout::new(START_MILLIS.saturating_sub(waited), move || {
        if let Some(reject) = late {
            let _ = reject.call1(&JsValue::NULL, &"the worker did not start in time".into());
        }
    });
    let said = ready.data().await;
    drop(timer);
    let said = said?;
    if said.as_string().as_deref() == Some(READY) {
        Ok(hired)
    } else {
        Err(said)
    }
}

/// A message that will come, or the worker's error.
struct Coming {
    promise: Promise,
    reject: Option<Function>,
}

impl Coming {
    async fn data(&self) -> Result<JsValue, JsValue> {
        match JsFuture::from(self.promise.clone()).await {
            Ok(event) => Ok(event.unchecked_into::<MessageEvent>().data()),
            Err(why) => Err(match why.dyn_into::<ErrorEvent>() {
                Ok(event) => event.message().into(),
                Err(why) => why,
            }),
        }
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        REJECTERS.with_borrow_mut(|all| all.retain(|one| Some(one) != self.reject.as_ref()));
    }
}

/// Listens from now on; a message sent before is lost.
fn next_message(worker: &Worker) -> Coming {
    let mut rejecter = None;
    let promise = Promise::new(&mut |resolve, reject| {
        worker.set_onmessage(Some(&resolve));
        worker.set_onerror(Some(&reject));
        rejecter = Some(reject);
    });
    REJECTERS.with_borrow_mut(|all| all.extend(rejecter.clone()));
    Coming {
        promise,
        reject: rejecter,
    }
}
