//! Start: makes the static page live with what came with it, and brings the rest of the program.

use gloo::timers::future::TimeoutFuture;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element};

use super::program::{Coming, tools};
use super::state::{ChartState, Home, State, Store, View};
use super::{address, first, islands, panic, stored};
use crate::data::Lang;

/// The room beside a chart on a page that has none yet, and the widest chart, in px.
const MARGINS: f64 = 32.0;
const WIDEST: f64 = 720.0;
/// How long the engine waits once the first charts are live.
const PAUSE_MILLIS: u32 = 30;

/// Brings the second part of the program, which calls [`super::install`].
pub type Bring = fn() -> Coming<Result<(), JsValue>>;

/// Starts the page's program; inside a worker, the worker's.
pub fn start(bring: Bring) {
    if web_sys::window().is_none() {
        spawn_local(serve(bring));
        return;
    }
    panic::tell_failures();
    spawn_local(run(bring));
}

/// In a light file the page's program is its worker's too.
async fn serve(bring: Bring) {
    if let Err(why) = bring().await {
        web_sys::console::warn_2(&"Furrow's worker has no engine:".into(), &why);
        return;
    }
    if let Some(tools) = tools() {
        (tools.serve)();
    }
}

async fn run(bring: Bring) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let mut state = first_state(&document);
    address::read(&mut state, address::fragment());
    state.width = chart_width(&document);
    // A page in another language, or with something chosen, is not what stands there.
    let is_as_made = state.lang == state.author_lang
        && state.view == state.home.view
        && state
            .charts
            .iter()
            .all(|(_, shown)| *shown == ChartState::default());
    let store = Store::new(state);
    if is_as_made {
        let heads = first::load().await;
        let _ = islands::adopt(store, &document, heads);
        mark("furrow-live");
        // The reader's first move comes before the engine.
        TimeoutFuture::new(PAUSE_MILLIS).await;
    }
    if let Err(why) = bring().await {
        // The script that started this shows the static report again.
        wasm_bindgen::throw_val(why);
    }
    if let Some(tools) = tools() {
        (tools.arrive)(store).await;
    }
}

/// A point in time that measurements can find.
pub(super) fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        let _ = performance.mark(name);
    }
}

/// What the page itself says before its report is open.
fn first_state(document: &Document) -> State {
    let root = document.document_element();
    let attribute = |name: &str| {
        root.as_ref()
            .and_then(|root| root.get_attribute(name))
            .unwrap_or_default()
    };
    let author_lang = Lang::from_code(&attribute("lang")).unwrap_or_default();
    let view = if attribute("data-view") == "embed" {
        View::Embed {
            chart: attribute("data-chart"),
            report_url: attribute("data-report-url"),
        }
    } else {
        View::Report
    };
    let lang = stored::lang().unwrap_or(author_lang);
    let home = Home {
        lang,
        theme: stored::theme().unwrap_or_default(),
        view,
    };
    State {
        lang,
        author_lang,
        home,
        ..State::default()
    }
}

/// The width of a chart's body as the page stands now.
pub(super) fn chart_width(document: &Document) -> f64 {
    let width = |selector: &str| {
        let found: Element = document.query_selector(selector).ok()??;
        Some(f64::from(found.client_width()))
    };
    let body = width(".chart-body").filter(|width| *width > 0.0);
    body.unwrap_or_else(|| (width("body").unwrap_or(WIDEST) - MARGINS).min(WIDEST))
}
