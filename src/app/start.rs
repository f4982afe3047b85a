//! Start: opens the report, builds the live page beside the static one, and changes them over.

use std::pin::Pin;

use gloo::events::EventListener;
use leptos::mount::mount_to;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement, Window};

use super::action::Action;
use super::shell::shell;
use super::state::{Home, State, Store, View};
use super::{address, api, ask, dispatch, embed, load, panic, stored};
use crate::data::Lang;
use crate::engine::{Request, Response};
use crate::worker;

/// The room beside a chart on a page that has none yet, and the widest chart, in px.
const MARGINS: f64 = 32.0;
const WIDEST: f64 = 720.0;

/// Brings the engine and gives it to [`super::install`].
pub type Bring = fn() -> Pin<Box<dyn Future<Output = Result<(), JsValue>>>>;

/// Starts the page's program; inside a worker, the worker's.
pub fn start(bring_engine: Bring) {
    if web_sys::window().is_none() {
        spawn_local(serve(bring_engine));
        return;
    }
    panic::tell_failures();
    spawn_local(run(bring_engine));
}

/// In a light file the page's program is its worker's too.
async fn serve(bring_engine: Bring) {
    if let Err(why) = bring_engine().await {
        web_sys::console::warn_2(&"Furrow's worker has no engine:".into(), &why);
        return;
    }
    worker::serve(|files| {
        match ask(Request::Read {
            files: files.to_vec(),
        }) {
            Response::Read(reading) => *reading,
            _ => Err(Vec::new()),
        }
    });
}

async fn run(bring_engine: Bring) {
    let documents = load::first_documents().await;
    if let Err(why) = bring_engine().await {
        // The static report stays; the script that started this says so.
        wasm_bindgen::throw_val(why);
    }
    let Some((window, document)) = web_sys::window().and_then(|window| {
        let document = window.document()?;
        Some((window, document))
    }) else {
        return;
    };
    let mut state = first_state(&document);
    match documents {
        Ok(documents) => dispatch::open_first(&mut state, documents).await,
        Err(error) => state.notices.push(error),
    }
    address::read(&mut state, address::fragment());
    state.width = chart_width(&document);
    dispatch::settle(&mut state);
    let store = Store::new(state);
    api::register(store);
    if change_over(store, &window, &document).is_some() {
        listen(store, &window);
        store.dispatch(Action::Resize(chart_width(&document)));
        store.peek(address::go_to);
        if let View::Embed { chart, .. } = store.peek(|state| state.view.clone()) {
            embed::start_height_messages(&chart);
        }
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

/// Builds the live page out of sight, and puts it in place of the static one in one go.
fn change_over(store: Store, window: &Window, document: &Document) -> Option<()> {
    let old = document.get_element_by_id("app")?;
    let new: HtmlElement = document.create_element("div").ok()?.dyn_into().ok()?;
    mount_to(new.clone(), move || shell(store)).forget();
    let scroll = (window.scroll_x().ok()?, window.scroll_y().ok()?);
    new.set_id("app");
    old.replace_with_with_node_1(&new).ok()?;
    window.scroll_to_with_x_and_y(scroll.0, scroll.1);
    document
        .document_element()?
        .set_attribute("data-ready", "true")
        .ok()?;
    let _ = window.performance()?.mark("furrow-ready");
    Some(())
}

/// The width of a chart's body as the page stands now.
fn chart_width(document: &Document) -> f64 {
    let width = |selector: &str| {
        let found: Element = document.query_selector(selector).ok()??;
        Some(f64::from(found.client_width()))
    };
    let body = width(".chart-body").filter(|width| *width > 0.0);
    body.unwrap_or_else(|| (width("body").unwrap_or(WIDEST) - MARGINS).min(WIDEST))
}

/// Listens as long as the page lives.
fn listen(store: Store, window: &Window) {
    for kind in ["popstate", "hashchange"] {
        EventListener::new(window, kind, move |_| store.dispatch(Action::Restore)).forget();
    }
    EventListener::new(window, "resize", move |_| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            store.dispatch(Action::Resize(chart_width(&document)));
        }
    })
    .forget();
}
