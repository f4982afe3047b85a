//! The documents that come with the page: inside it, or beside it on the web.

use std::cell::RefCell;

use js_sys::{Promise, Reflect};
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::data::InputFile;
use crate::diag::{Code, Diagnostic, Place};
use crate::report::{PackedDocument, read_pack, sha256_hex};
use crate::worker::inner_text;

/// The report of the page that a developer serves, which has no configuration.
const DEV_DOCUMENT: &str = "data/rural-ecommerce/datapackage.json";

thread_local! {
    /// Tells whether what is saved is what came.
    static PACK_SHA256: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The documents.
pub(super) async fn first_documents() -> Result<Vec<PackedDocument>, Diagnostic> {
    if let Some(pack) = pack().await {
        let pack = pack.map_err(|error| outside("", said(&error)))?;
        PACK_SHA256.set(sha256_hex(pack.as_bytes()));
        return read_pack(&pack).map_err(|error| outside("", error.to_string()));
    }
    let config = inner_text("furrow-config")
        .map(|text| json("", text.as_bytes()))
        .transpose()?;
    let document = config
        .as_ref()
        .and_then(|config| config["document"].as_str());
    let document = document.unwrap_or(DEV_DOCUMENT);
    let (folder, name) = match document.rfind('/') {
        Some(end) => document.split_at(end + 1),
        None => ("", document),
    };
    if let Some(config) = &config {
        let mut names = vec![name];
        names.extend(
            config["files"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str),
        );
        return Ok(vec![fetch_all(folder, &names).await?.into()]);
    }
    let mut files = fetch_all(folder, &[name]).await?;
    let package = json(name, &files[0].bytes)?;
    let resources = package["resources"].as_array().into_iter().flatten();
    let names: Vec<&str> = resources
        .filter_map(|resource| resource["path"].as_str())
        .collect();
    files.extend(fetch_all(folder, &names).await?);
    Ok(vec![files.into()])
}

/// The pack of a single file, which the script that started the page unpacks.
async fn pack() -> Option<Result<String, JsValue>> {
    let coming = Reflect::get(&js_sys::global(), &"furrowPack".into()).ok()?;
    let response = JsFuture::from(coming.dyn_into::<Promise>().ok()?);
    let text = async {
        let response: web_sys::Response = response.await?.dyn_into()?;
        let text = JsFuture::from(response.text()?).await?;
        Ok(text.as_string().unwrap_or_default())
    };
    Some(text.await)
}

/// Whether this is the pack that came with the page.
pub(super) fn is_pack_as_it_came(pack: &str) -> bool {
    PACK_SHA256.with_borrow(|sha256| *sha256 == sha256_hex(pack.as_bytes()))
}

fn json(file: &str, bytes: &[u8]) -> Result<Value, Diagnostic> {
    // The readers parse text; parsing bytes would bring a second parser into the program.
    let text = String::from_utf8_lossy(bytes);
    serde_json::from_str(&text).map_err(|error| {
        let code = Code::JsonSyntax {
            message: error.to_string(),
        };
        Diagnostic::error(Place::file(file), code)
    })
}

fn outside(file: &str, message: String) -> Diagnostic {
    Diagnostic::error(Place::file(file), Code::Outside { message })
}

/// Fetches files from a folder, all at once.
async fn fetch_all(folder: &str, names: &[&str]) -> Result<Vec<InputFile>, Diagnostic> {
    let Some(window) = web_sys::window() else {
        return Ok(Vec::new());
    };
    let begun: Vec<_> = names
        .iter()
        .map(|name| window.fetch_with_str(&(folder.to_owned() + name)))
        .collect();
    let mut files = Vec::with_capacity(names.len());
    for (name, response) in names.iter().zip(begun) {
        let bytes = body(response)
            .await
            .map_err(|error| outside(name, said(&error)))?;
        files.push(InputFile {
            path: (*name).to_owned(),
            bytes,
        });
    }
    Ok(files)
}

async fn body(response: js_sys::Promise) -> Result<Vec<u8>, JsValue> {
    let response: web_sys::Response = JsFuture::from(response).await?.dyn_into()?;
    if !response.ok() {
        return Err(response.status_text().into());
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// What the browser says about an error.
fn said(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_default(),
    }
}
