//! Saves the open documents and the program as one HTML file, from the page itself.
//!
//! A single file holds its parts as text, so it saves itself again without a change; a page on
//! the web fetches its own files once more, which the browser still has.

use js_sys::{Date, Uint8Array};
use wasm_bindgen::prelude::{JsCast, JsValue, wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableWritablePair, Response as Fetched};

use super::action::Action;
use super::export::save_text;
use super::kept;
use super::program::ask;
use super::state::Store;
use super::words::static_words;
use super::{first, load};
use crate::diag::{Code, Diagnostic, Place};
use crate::engine::{Request, Response, encode_first};
use crate::report::{
    OneFile, View, dense_text, html_file_name, one_file_html, pack_json, static_body,
};
use crate::words::interface;
use crate::worker::{Inside, inner_text, site_address};

#[wasm_bindgen]
extern "C" {
    /// web-sys counts it among the unstable; every browser has it since May 2023.
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
}

/// Saves everything that is open; the file opens with the document that is on the screen now.
///
/// When it fails, a notice says why.
pub async fn save_report(store: Store) {
    if let Err(why) = saved(store).await {
        let message = why
            .dyn_ref::<js_sys::Error>()
            .map(|error| String::from(error.message()))
            .or_else(|| why.as_string())
            .unwrap_or_default();
        let notice = Diagnostic::error(Place::default(), Code::Outside { message });
        store.dispatch(Action::Notify(vec![notice]));
    }
}

/// What a single file has inside besides a report.
struct Program {
    css: String,
    glue_js: String,
    glue_packed: String,
    wasm_packed: String,
    /// Empty when the program is in one piece.
    engine_packed: String,
    /// Empty in a light file.
    worker_js: String,
    worker_wasm_packed: String,
}

async fn saved(store: Store) -> Result<(), JsValue> {
    let program = program().await?;
    let (doc, lang) = store.peek(|state| (state.doc, state.lang));
    let (Response::Still(still), Response::Pack(mut documents)) =
        (ask(Request::Still { doc, lang }), ask(Request::Pack))
    else {
        return Err("there is no report to save".into());
    };
    for (doc, document) in documents.iter_mut().enumerate() {
        let given = kept::given(doc, std::mem::take(&mut document.files));
        document.files = match kept::with_bytes(given).await {
            Ok(files) => files,
            Err(errors) => {
                store.dispatch(Action::Notify(errors));
                return Ok(());
            }
        };
    }
    // The first document is what a file opens with.
    if let Some(upto) = documents.get_mut(..=doc) {
        upto.rotate_right(1);
    }
    let pack = pack_json(&documents);
    let pack = match inner_text("furrow-pack").filter(|_| load::is_pack_as_it_came(&pack)) {
        Some(packed) => packed,
        None => packed(&Fetched::new_with_opt_str(Some(&pack))?).await?,
    };
    let first = encode_first(&still.first);
    let first = match inner_text("furrow-first") {
        Some(packed) if first::is_as_it_came(&first).await => packed,
        _ => {
            let first = Uint8Array::from(first.as_slice());
            packed(&Fetched::new_with_opt_js_u8_array(Some(&first))?).await?
        }
    };
    let file = OneFile {
        lang,
        title: &still.page.title,
        // The page's own description is of its first document.
        description: &if doc == 0 {
            description()
        } else {
            String::new()
        },
        css: &program.css,
        glue_js: &program.glue_js,
        glue_packed: &program.glue_packed,
        wasm_packed: &program.wasm_packed,
        engine_packed: &program.engine_packed,
        worker_js: &program.worker_js,
        worker_wasm_packed: &program.worker_wasm_packed,
        body_html: &static_body(&still.page, &still.charts, &static_words(store)),
        pack_packed: &pack,
        first_packed: &first,
        view: View::Report,
        generator: concat!("Furrow ", env!("CARGO_PKG_VERSION")),
        date: &today(),
        static_notice: interface(lang).static_notice,
    };
    save_text(
        &one_file_html(&file),
        "text/html",
        &html_file_name(&still.page.name),
    );
    Ok(())
}

async fn program() -> Result<Program, JsValue> {
    if let [Some(glue_js), Some(glue_packed), Some(wasm_packed)] =
        ["furrow-glue", "furrow-glue-packed", "furrow-wasm"].map(inner_text)
    {
        let kept = |id: &str| inner_text(id).unwrap_or_default();
        let [worker_js, worker_wasm_packed] = Inside::Worker.ids().map(kept);
        return Ok(Program {
            css: kept("furrow-css"),
            glue_js,
            glue_packed,
            wasm_packed,
            engine_packed: kept("furrow-engine"),
            worker_js,
            worker_wasm_packed,
        });
    }
    let glue_js = text(fetched("glue").await?).await?;
    Ok(Program {
        css: text(fetched("css").await?).await?,
        glue_packed: packed(&Fetched::new_with_opt_str(Some(&glue_js))?).await?,
        glue_js,
        wasm_packed: packed(&fetched("wasm").await?).await?,
        engine_packed: match site_address("engine") {
            Some(_) => packed(&fetched("engine").await?).await?,
            None => String::new(),
        },
        worker_js: text(fetched("worker").await?).await?,
        worker_wasm_packed: packed(&fetched("worker_wasm").await?).await?,
    })
}

/// One of the page's own files, by its key in `furrow-config`.
async fn fetched(key: &str) -> Result<Fetched, JsValue> {
    let missing = || JsValue::from_str("this page does not know where its program is");
    let address = site_address(key).ok_or_else(missing)?;
    let window = web_sys::window().ok_or_else(missing)?;
    let response: Fetched = JsFuture::from(window.fetch_with_str(&address))
        .await?
        .dyn_into()?;
    if response.ok() {
        Ok(response)
    } else {
        Err(format!("{address}: {}", response.status()).into())
    }
}

async fn text(response: Fetched) -> Result<String, JsValue> {
    Ok(JsFuture::from(response.text()?)
        .await?
        .as_string()
        .unwrap_or_default())
}

/// gzip, which the browser makes, as dense text. What `furrow` packs as LZMA may be this as well.
async fn packed(response: &Fetched) -> Result<String, JsValue> {
    let body = response.body().ok_or("there is nothing to pack")?;
    let stream = CompressionStream::new("gzip")?;
    let packed = body.pipe_through(stream.unchecked_ref::<ReadableWritablePair>());
    let packed = Fetched::new_with_opt_readable_stream(Some(&packed))?;
    let buffer = JsFuture::from(packed.array_buffer()?).await?;
    Ok(dense_text(&Uint8Array::new(&buffer).to_vec()))
}

fn description() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    let meta =
        document.and_then(|document| document.query_selector("meta[name=description]").ok()?);
    meta.and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}

/// The reader's day as `YYYY-MM-DD`.
fn today() -> String {
    let now = Date::new_0();
    format!(
        "{:04}-{:02}-{:02}",
        now.get_full_year(),
        now.get_month() + 1,
        now.get_date()
    )
}
