//! Where a worker's program is: beside the page, inside it, or nowhere.

use serde_json::Value;

/// Where a worker's program is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkerPlace {
    /// Beside the page, on the web.
    Address {
        /// What wasm-bindgen wrote, as an absolute address.
        glue: String,
        /// The program, as an absolute address.
        wasm: String,
    },
    /// Inside the page: a single file, whose own program serves as the worker.
    Inside,
    /// Nowhere: the page reads by itself.
    Page,
}

impl WorkerPlace {
    /// What this page has.
    #[must_use]
    pub fn of_page() -> WorkerPlace {
        if inner_text("furrow-glue").is_some() && inner_text("furrow-wasm").is_some() {
            return WorkerPlace::Inside;
        }
        match (site_address("worker"), site_address("worker_wasm")) {
            (Some(glue), Some(wasm)) => WorkerPlace::Address { glue, wasm },
            _ => WorkerPlace::Page,
        }
    }
}

/// An address in the page's `furrow-config`, made absolute; `None` when it is not given.
#[must_use]
pub fn site_address(key: &str) -> Option<String> {
    let config: Value = serde_json::from_str(&inner_text("furrow-config")?).ok()?;
    let address = config.get(key)?.as_str()?;
    if address.is_empty() {
        return None;
    }
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    Some(web_sys::Url::new_with_base(address, &base).ok()?.href())
}

/// The text of the element with an id; `None` when there is no such element or it is empty.
#[must_use]
pub fn inner_text(id: &str) -> Option<String> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.text_content().filter(|text| !text.is_empty())
}
