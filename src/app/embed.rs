//! Tells the page around an embed how high it is, in the words that newsrooms' pages know.
//!
//! The formats are Datawrapper's, AMP's `embed-size`, NPR's `iframe.resize`, pym.js's, and
//! iframe-resizer's once its opening message has come. All go to `*`: a height tells nothing,
//! and an embed in a sandbox cannot know who holds it. Nothing that comes in is obeyed beyond
//! answering with the height.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue};
use web_sys::{MessageEvent, ResizeObserver, UrlSearchParams, Window};

/// How long the height must rest before it is told.
const DEBOUNCE_MILLIS: u32 = 50;
/// What begins each of iframe-resizer's messages.
const RESIZER: &str = "[iFrameSizer]";
/// How pym.js separates the fields of its messages.
const PYM: &str = "xPYMx";
/// Longer names of frames are not believed.
const MAX_NAME_LEN: usize = 200;

/// Tells the page around this one its height now and at every real change of it.
///
/// Does nothing in a page that stands alone. Works in an opaque origin.
pub fn start_height_messages(chart: &str) {
    let Some(embed) = Embed::of_page(chart) else {
        return;
    };
    let embed = Rc::new(embed);
    listen(&embed);
    observe(&embed);
    // iframe-resizer opens when the frame has loaded, which is before this program runs; this
    // asks it to open again.
    embed.post(&JsValue::from_str("[iFrameResizerChild]Ready"));
    embed.tell_change();
}

/// An embed and who holds it.
struct Embed {
    window: Window,
    parent: Window,
    chart: String,
    /// What pym.js calls this frame.
    pym_id: Option<String>,
    /// What iframe-resizer calls this frame; known from its opening message.
    resizer_id: RefCell<Option<String>>,
    told: Cell<f64>,
    waiting: RefCell<Option<Timeout>>,
}

impl Embed {
    fn of_page(chart: &str) -> Option<Embed> {
        let window = web_sys::window()?;
        let parent = window.parent().ok()??;
        if AsRef::<JsValue>::as_ref(&parent) == AsRef::<JsValue>::as_ref(&window) {
            return None;
        }
        let search = window.location().search().ok()?;
        let search = UrlSearchParams::new_with_str(&search).ok()?;
        let pym_id = search.get("childId").filter(|id| is_name(id));
        Some(Embed {
            window,
            parent,
            chart: chart.to_owned(),
            pym_id,
            resizer_id: RefCell::new(None),
            told: Cell::new(-1.0),
            waiting: RefCell::new(None),
        })
    }

    /// The height of what is in the page, in whole px; the frame's own height plays no part.
    fn height(&self) -> Option<f64> {
        let root = self.window.document()?.document_element()?;
        Some(root.get_bounding_client_rect().height().ceil())
    }

    fn tell_change(&self) {
        if let Some(height) = self.height().filter(|height| *height != self.told.get()) {
            self.told.set(height);
            self.tell(height);
        }
    }

    fn tell(&self, height: f64) {
        let number = JsValue::from_f64(height);
        let by_chart = object(&[(&self.chart, &number)]);
        self.post(&object(&[("datawrapper-height", &by_chart)]));
        self.post(&object(&[
            ("sentinel", &"amp".into()),
            ("type", &"embed-size".into()),
            ("height", &number),
        ]));
        let address = self.window.location().href().unwrap_or_default();
        let resize = object(&[
            ("src", &address.into()),
            ("context", &"iframe.resize".into()),
            ("height", &number),
        ]);
        if let Ok(text) = JSON::stringify(&resize) {
            self.post(&text);
        }
        if let Some(id) = &self.pym_id {
            let text = format!("pym{PYM}{id}{PYM}height{PYM}{height}");
            self.post(&JsValue::from_str(&text));
        }
        self.tell_resizer(height, "size");
    }

    fn tell_resizer(&self, height: f64, event: &str) {
        let width = self.window.inner_width().ok();
        let width = width.and_then(|width| width.as_f64()).unwrap_or_default();
        if let Some(id) = &*self.resizer_id.borrow() {
            let text = format!("{RESIZER}{id}:{height}:{width}:{event}");
            self.post(&JsValue::from_str(&text));
        }
    }

    fn post(&self, message: &JsValue) {
        // A page around this one that is gone needs no height.
        let _ = self.parent.post_message(message, "*");
    }

    fn answer(&self, event: &MessageEvent) {
        let from: JsValue = event.source().into();
        if from != *AsRef::<JsValue>::as_ref(&self.parent) {
            return;
        }
        let (Some(text), Some(height)) = (event.data().as_string(), self.height()) else {
            return;
        };
        if let Some(id) = resizer_opening(&text) {
            self.resizer_id.replace(Some(id.to_owned()));
            self.tell_resizer(height, "init");
        } else if is_pym_width(&text) {
            self.tell(height);
        }
    }
}

fn listen(embed: &Rc<Embed>) {
    let answering = Rc::clone(embed);
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        answering.answer(&event);
    });
    let function = on_message.as_ref().unchecked_ref();
    let _ = embed
        .window
        .add_event_listener_with_callback("message", function);
    // It listens for as long as the page lives.
    on_message.forget();
}

fn observe(embed: &Rc<Embed>) {
    let changed = Rc::clone(embed);
    let on_resize = Closure::<dyn Fn()>::new(move || {
        let telling = Rc::clone(&changed);
        let timeout = Timeout::new(DEBOUNCE_MILLIS, move || telling.tell_change());
        // The one before is cancelled when it is dropped.
        changed.waiting.replace(Some(timeout));
    });
    let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else {
        return;
    };
    let document = embed.window.document();
    let root = document
        .as_ref()
        .and_then(|document| document.document_element());
    let body = document.and_then(|document| document.body());
    [root, body.map(Into::into)]
        .iter()
        .flatten()
        .for_each(|element| observer.observe(element));
    on_resize.forget();
}

/// The id in `[iFrameSizer]<id>:<settings>:…`.
fn resizer_opening(text: &str) -> Option<&str> {
    let mut fields = text.strip_prefix(RESIZER)?.split(':');
    let id = fields.next().filter(|id| is_name(id))?;
    // Its other messages to a frame have fewer fields.
    (fields.count() >= 4).then_some(id)
}

/// Whether it is pym.js's `pymxPYMx<id>xPYMxwidthxPYMx<width>`, sent when the frame is resized.
fn is_pym_width(text: &str) -> bool {
    let fields: Vec<&str> = text.splitn(6, PYM).collect();
    match fields[..] {
        ["pym", id, "width", width] => is_name(id) && width.parse::<f64>().is_ok(),
        _ => false,
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= MAX_NAME_LEN && !name.contains(char::is_control)
}

fn object(entries: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in entries {
        // Setting a field of a new object does not fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}
