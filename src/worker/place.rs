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
    /// Inside the page: a single file, which holds the worker's program, or whose own serves.
    Inside(Inside),
    /// Nowhere: the page reads by itself.
    Page,
}

impl WorkerPlace {
    /// What this page has.
    #[must_use]
    pub fn of_page() -> WorkerPlace {
        let is_there = |inside: &Inside| inside.ids().into_iter().all(is_filled);
        if let Some(inside) = [Inside::Worker, Inside::Page].into_iter().find(is_there) {
            return WorkerPlace::Inside(inside);
        }
        match (site_address("worker"), site_address("worker_wasm")) {
            (Some(glue), Some(wasm)) => WorkerPlace::Address { glue, wasm },
            _ => WorkerPlace::Page,
        }
    }
}

/// Which program of a single file serves as the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    /// The worker's, with every reader.
    Worker,
    /// The page's own, in a light file.
    Page,
}

impl Inside {
    /// The ids of the elements with its glue and its packed program.
    #[must_use]
    pub fn ids(self) -> [&'static str; 2] {
        match self {
            Inside::Worker => ["furrow-worker-glue", "furrow-worker-wasm"],
            Inside::Page => ["furrow-glue", "furrow-wasm"],
        }
    }
}

impl WorkerPlace {
    /// Whether the worker reads more than this page's program.
    #[must_use]
    pub fn knows_more(&self) -> bool {
        matches!(
            self,
            WorkerPlace::Address { .. } | WorkerPlace::Inside(Inside::Worker)
        )
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

/// Whether there is an element with an id and something in it; its text, which may be megabytes,
/// is not taken over.
fn is_filled(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    element.is_some_and(|element| element.has_child_nodes())
}

/// The text of the element with an id; `None` when there is no such element or it is empty.
#[must_use]
pub fn inner_text(id: &str) -> Option<String> {
    let element = web_sys::window()?.document()?.get_element_by_id(id)?;
    element.text_content().filter(|text| !text.is_empty())
}
