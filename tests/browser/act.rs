//! What a reader does: points, clicks, types, drops files, chooses.

use std::path::Path;
use std::thread;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use furrow::data::Lang;
use furrow::report::{Tab, Theme};
use furrow::words::{Interface, interface};
use serde_json::{Value, json};

use crate::reader::Reader;

/// The keys that have no letter, as WebDriver writes them.
const KEYS: [(&str, &str); 15] = [
    ("Tab", "\u{e004}"),
    ("Shift", "\u{e008}"),
    ("Enter", "\u{e007}"),
    ("Escape", "\u{e00c}"),
    ("Space", " "),
    ("End", "\u{e010}"),
    ("Home", "\u{e011}"),
    ("ArrowLeft", "\u{e012}"),
    ("ArrowUp", "\u{e013}"),
    ("ArrowRight", "\u{e014}"),
    ("ArrowDown", "\u{e015}"),
    ("Delete", "\u{e017}"),
    ("Control", "\u{e009}"),
    ("PageUp", "\u{e00e}"),
    ("PageDown", "\u{e00f}"),
];
/// More stops of the Tab key than lie before any place of a page that tests look for.
const MOST_TABS: usize = 80;

/// Puts the point of a plot that is `x`, `y` px from its corner into the middle of the window.
const POINT_IN_PLOT: &str = "const [chart, x, y] = arguments;
    const plot = document.querySelector(`#chart-${chart} .plot`);
    const at = plot.getBoundingClientRect();
    scrollBy({top: at.top + y - innerHeight / 2, behavior: 'instant'});
    const now = plot.getBoundingClientRect();
    return [Math.round(now.left + x), Math.round(now.top + y)];";

/// Drops what `transfer` holds.
const DROP: &str = "
    for (const kind of ['dragenter', 'dragover', 'drop']) {
        const settings = {bubbles: true, cancelable: true, dataTransfer: transfer};
        document.querySelector('main').dispatchEvent(new DragEvent(kind, settings));
    }";

impl Reader {
    /// Moves the mouse over a plot, to a place in px from its left top corner.
    #[track_caller]
    pub(crate) fn hover(&self, chart: &str, (x, y): (f64, f64)) {
        let at = self.js(POINT_IN_PLOT, json!([chart, x, y]));
        self.mouse(&[move_to(&at)]);
    }

    /// Clicks at a place of a plot.
    #[track_caller]
    pub(crate) fn click_plot(&self, chart: &str, (x, y): (f64, f64)) {
        let at = self.js(POINT_IN_PLOT, json!([chart, x, y]));
        self.mouse(&[
            move_to(&at),
            json!({"type": "pointerDown", "button": 0}),
            json!({"type": "pointerUp", "button": 0}),
        ]);
    }

    /// Taps a place of a plot with a finger.
    #[track_caller]
    pub(crate) fn tap_plot(&self, chart: &str, (x, y): (f64, f64)) {
        let at = self.js(POINT_IN_PLOT, json!([chart, x, y]));
        let steps = json!([
            move_to(&at),
            {"type": "pointerDown", "button": 0},
            {"type": "pause", "duration": 60},
            {"type": "pointerUp", "button": 0},
        ]);
        let finger = json!({"type": "pointer", "id": "finger",
            "parameters": {"pointerType": "touch"}, "actions": steps});
        self.driver.post("/actions", &json!({"actions": [finger]}));
    }

    /// Moves the mouse to the left top corner of the window.
    #[track_caller]
    pub(crate) fn leave(&self) {
        self.mouse(&[move_to(&json!([1, 1]))]);
    }

    fn mouse(&self, steps: &[Value]) {
        let mouse = json!({"type": "pointer", "id": "mouse",
            "parameters": {"pointerType": "mouse"}, "actions": steps});
        self.driver.post("/actions", &json!({"actions": [mouse]}));
    }

    /// Presses a key, by its name in the language of events.
    #[track_caller]
    pub(crate) fn press(&self, key: &str) {
        let found = KEYS.iter().find(|(name, _)| *name == key);
        let value = found.map_or(key, |(_, value)| value);
        let keys = json!({"type": "key", "id": "keyboard", "actions": [
            {"type": "keyDown", "value": value}, {"type": "keyUp", "value": value},
        ]});
        self.driver.post("/actions", &json!({"actions": [keys]}));
    }

    /// Presses a key while another is held.
    #[track_caller]
    pub(crate) fn press_with(&self, held: &str, key: &str) {
        let value = |key: &str| {
            let found = KEYS.iter().find(|(name, _)| *name == key);
            found.map_or_else(|| key.to_owned(), |(_, value)| (*value).to_owned())
        };
        let (held, value) = (value(held), value(key));
        let keys = json!({"type": "key", "id": "keyboard", "actions": [
            {"type": "keyDown", "value": held}, {"type": "keyDown", "value": value},
            {"type": "keyUp", "value": value}, {"type": "keyUp", "value": held},
        ]});
        self.driver.post("/actions", &json!({"actions": [keys]}));
    }

    /// Presses Tab until the focus is on what a selector names.
    #[track_caller]
    pub(crate) fn tab_to(&self, selector: &str) {
        let reached = "return document.activeElement.matches(arguments[0])";
        for _ in 0..MOST_TABS {
            self.press("Tab");
            if self.js(reached, json!([selector])) == true {
                return;
            }
        }
        panic!("{MOST_TABS} times Tab did not lead to {selector}");
    }

    /// Clicks on the one element that a selector names, once it is there.
    #[track_caller]
    pub(crate) fn click(&self, selector: &str) {
        self.click_labelled(selector, "");
    }

    /// Clicks on the element of a selector that has exactly this text; any text when it is empty.
    #[track_caller]
    pub(crate) fn click_labelled(&self, selector: &str, label: &str) {
        let script = "const [selector, label] = arguments;
            return [...document.querySelectorAll(selector)]
                .find((one) => !label || one.textContent.trim() === label) || null";
        let what = format!("{selector} {label}");
        let element = self.wait(&what, || {
            let found = self.js(script, json!([selector, label]));
            let (_, id) = found.as_object()?.iter().next()?;
            Some(id.as_str()?.to_owned())
        });
        let center = "arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})";
        let reference = json!({"element-6066-11e4-a52e-4f735466cecf": element});
        self.js(center, json!([reference]));
        self.driver
            .post(&format!("/element/{element}/click"), &json!({}));
    }

    /// Chooses an option of a select by the select's label.
    #[track_caller]
    fn choose(&self, label: &str, idx: usize) {
        self.click(&format!(
            "select[aria-label='{label}'] option:nth-child({})",
            idx + 1
        ));
    }

    /// The words of the screen in the language that it has now.
    #[track_caller]
    pub(crate) fn words(&self) -> &'static Interface {
        interface(self.lang())
    }

    /// Chooses a language.
    #[track_caller]
    pub(crate) fn switch_language(&self, lang: Lang) {
        let idx = Lang::ALL.iter().position(|one| *one == lang).unwrap();
        self.choose(self.words().language, idx);
        self.wait("the other language", || (self.lang() == lang).then_some(()));
    }

    /// Chooses light or dark.
    #[track_caller]
    pub(crate) fn switch_theme(&self, theme: Theme) {
        let idx = Theme::ALL.iter().position(|one| *one == theme).unwrap();
        self.choose(self.words().theme, idx);
    }

    /// Chooses one of the open documents, by its place in the list.
    #[track_caller]
    pub(crate) fn switch_document(&self, idx: usize) {
        self.choose(self.words().documents, idx);
    }

    /// Opens one of a chart's tabs.
    #[track_caller]
    pub(crate) fn switch_tab(&self, chart: &str, tab: Tab) {
        self.click(&format!("[id='tab-{}-{chart}'][role=tab]", tab.code()));
    }

    /// Opens a chart's menu and chooses an item by its words.
    #[track_caller]
    pub(crate) fn choose_from_menu(&self, chart: &str, item: &str) {
        self.click(&format!("#chart-{chart} .menu-button"));
        self.click_labelled("[role=menuitem]", item);
    }

    /// Drops files on the page.
    #[track_caller]
    pub(crate) fn drop_files(&self, files: &[(&str, &[u8])]) {
        let files: Vec<Value> = files
            .iter()
            .map(|(name, bytes)| json!([name, STANDARD.encode(bytes)]))
            .collect();
        let script = "const transfer = new DataTransfer();
            for (const [name, text] of arguments[0]) {
                const bytes = Uint8Array.from(atob(text), (ch) => ch.charCodeAt(0));
                transfer.items.add(new File([bytes], name));
            }"
        .to_owned();
        self.js(&(script + DROP), json!([files]));
    }

    /// Drops a file that says the same again and again.
    #[track_caller]
    pub(crate) fn drop_repeated(&self, name: &str, head: &str, rows: &str, n_times: usize) {
        let script = "const transfer = new DataTransfer();
            const [name, head, rows, times] = arguments[0];
            transfer.items.add(new File([head, rows.repeat(times)], name));"
            .to_owned();
        self.js(&(script + DROP), json!([[name, head, rows, n_times]]));
    }

    /// Picks a file of the disk with the button.
    #[track_caller]
    pub(crate) fn pick_file(&self, path: &Path) {
        let body = json!({"using": "css selector", "value": "input[type=file]"});
        let found = self.driver.post("/element", &body);
        let (_, id) = found.as_object().unwrap().iter().next().unwrap();
        let text = json!({"text": path.to_str().unwrap()});
        self.driver
            .post(&format!("/element/{}/value", id.as_str().unwrap()), &text);
    }

    /// Goes back in the history.
    #[track_caller]
    pub(crate) fn back(&self) {
        self.driver.post("/back", &json!({}));
    }

    /// Loads the page anew.
    #[track_caller]
    pub(crate) fn reload(&self) {
        self.driver.post("/refresh", &json!({}));
        self.see_ready();
    }

    /// Looks into the first frame of the page.
    #[track_caller]
    pub(crate) fn enter_frame(&self) {
        self.driver.post("/frame", &json!({"id": 0}));
    }

    /// Looks at the whole page again.
    #[track_caller]
    pub(crate) fn leave_frame(&self) {
        self.driver.post("/frame", &json!({"id": null}));
    }

    /// Lets the page do what it does by itself.
    pub(crate) fn rest(&self, millis: u64) {
        thread::sleep(Duration::from_millis(millis));
    }
}

fn move_to(at: &Value) -> Value {
    json!({"type": "pointerMove", "duration": 0, "origin": "viewport", "x": at[0], "y": at[1]})
}
