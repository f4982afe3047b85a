//! The page's side: reads files in a worker where that helps, and never loses one.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Function, Promise, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use super::bootstrap::{Hired, hire};
use super::place::WorkerPlace;
use super::protocol::{READY, decode_answer, encode_request};
use crate::data::InputFile;
use crate::ingest::{Choices, Opened};

/// Where the worker is this same program, fewer bytes than this are read faster here.
const MIN_BYTES: usize = 512 * 1024;
/// How long a worker may take to start.
const START_MILLIS: u32 = 10_000;

/// What came of asking a worker.
pub enum Outcome {
    /// It has read the files.
    Read(Opened),
    /// There is none, or it would gain nothing: the page's engine has to read.
    Here,
    /// It did not start, or died: why. The page's engine can try.
    Failed(String),
    /// The reader of the page did not want to wait.
    Cancelled,
}

thread_local! {
    /// What ends the waiting for a worker, of all readings that go on.
    static REJECTERS: RefCell<Vec<Function>> = const { RefCell::new(Vec::new()) };
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

/// Reads files in a worker where that helps.
///
/// On the web and in a whole single file a worker reads whatever the page's reader opens: it
/// knows every format and encoding. A worker lives for one reading, so one that dies is replaced
/// with the next file.
pub async fn read(files: &[InputFile], choices: &Choices, place: WorkerPlace) -> Outcome {
    let n_bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    if n_bytes < MIN_BYTES && !place.knows_more() {
        return Outcome::Here;
    }
    match read_beside(files, choices, &place).await {
        Ok(Some(reading)) => Outcome::Read(reading),
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
    files: &[InputFile],
    choices: &Choices,
    place: &WorkerPlace,
) -> Result<Option<Opened>, JsValue> {
    let Some(hired) = hire(place)? else {
        return Ok(None);
    };
    started(&hired).await?;
    let buffer = {
        let request = encode_request(files, choices).map_err(|error| error.to_string())?;
        Uint8Array::from(request.as_slice()).buffer()
    };
    let answer = next_message(&hired.worker);
    hired
        .worker
        .post_message_with_transfer(&buffer, &Array::of1(&buffer))?;
    let answer = answer.data().await?;
    let answer: ArrayBuffer = answer.dyn_into()?;
    let reading = decode_answer(&Uint8Array::new(&answer).to_vec());
    Ok(Some(reading.map_err(|error| error.to_string())?))
}

async fn started(hired: &Hired) -> Result<(), JsValue> {
    let coming = next_message(&hired.worker);
    let late = coming.reject.clone();
    let timer = Timeout::new(START_MILLIS, move || {
        if let Some(reject) = late {
            let _ = reject.call1(&JsValue::NULL, &"the worker did not start in time".into());
        }
    });
    let said = coming.data().await;
    drop(timer);
    let said = said?;
    if said.as_string().as_deref() == Some(READY) {
        Ok(())
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
