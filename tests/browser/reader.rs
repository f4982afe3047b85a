//! A reader: one browser with one page, a clean profile and a folder for downloads.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::net;
use crate::server::Server;
use crate::setting::{self, Turn};

/// The flags of a browser that shows the same on every machine and calls nobody.
const FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    // An embed shares the driver's process, so that its errors are heard; its origin stays opaque.
    "--disable-features=IsolateSandboxedIframes",
];
/// How long something may take to appear; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(40);
/// How much may move while a page opens, as browsers measure layout shifts.
const MOST_SHIFT: f64 = 0.01;
/// The window that most tests have.
const WINDOW: (u32, u32) = (1280, 900);

/// A browser with one page.
pub(crate) struct Reader {
    // Dropped in this order: the browser ends before its folder goes and the next one starts.
    pub(crate) driver: Driver,
    folder: Folder,
    /// Addresses that the page may ask for begin with one of these.
    own: Vec<String>,
    /// What the console may say, by a part of it.
    expected: Vec<&'static str>,
    _turn: Turn,
}

impl Reader {
    /// Waits for its turn, then starts a browser with an empty page.
    pub(crate) fn new() -> Reader {
        let turn = Turn::take();
        let folder = Folder::new();
        let mut args: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
        args.push(format!(
            "--user-data-dir={}",
            folder.0.join("profile").display()
        ));
        let driver = Driver::start(&json!({
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": setting::chromium(), "args": args},
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }));
        let watch = json!({"source": include_str!("watch.js")});
        driver.devtools("Page.addScriptToEvaluateOnNewDocument", watch);
        let downloads = json!({"behavior": "allow", "downloadPath": folder.downloads()});
        driver.devtools("Browser.setDownloadBehavior", downloads);
        let reader = Reader {
            driver,
            folder,
            own: Vec::new(),
            expected: Vec::new(),
            _turn: turn,
        };
        // The browser's own first page has done its own requests.
        reader.driver.post("/url", &json!({"url": "about:blank"}));
        net::forget(&reader.driver);
        reader.resize(WINDOW.0, WINDOW.1);
        reader
    }

    /// A reader with the report on the screen, at a path or fragment after the site's address.
    #[track_caller]
    pub(crate) fn at(site: &Server, path: &str) -> Reader {
        let mut reader = Reader::new();
        reader.open(&site.url(path));
        reader
    }

    /// Opens an address and waits until the program is ready.
    #[track_caller]
    pub(crate) fn open(&mut self, url: &str) {
        self.visit(url);
        self.see_ready();
    }

    /// Opens an address and waits for nothing but the page itself.
    #[track_caller]
    pub(crate) fn visit(&mut self, url: &str) {
        self.trust(url);
        self.driver.post("/url", &json!({"url": url}));
    }

    /// The page may ask for anything of this address's host, or for this file.
    pub(crate) fn trust(&mut self, url: &str) {
        let own = net::own_part(url);
        if !self.own.contains(&own) {
            self.own.push(own);
        }
    }

    /// The console may say something with `part` in it.
    pub(crate) fn expect_on_console(&mut self, part: &'static str) {
        self.expected.push(part);
    }

    /// Makes the page this wide and high, in px.
    pub(crate) fn resize(&self, width: u32, height: u32) {
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.driver
            .devtools("Emulation.setDeviceMetricsOverride", size);
    }

    /// Runs a function body in the page.
    #[track_caller]
    pub(crate) fn js(&self, script: &str, args: Value) -> Value {
        self.driver
            .post("/execute/sync", &json!({"script": script, "args": args}))
    }

    /// Runs a function body whose last argument is called with the answer.
    #[track_caller]
    pub(crate) fn js_later(&self, script: &str, args: Value) -> Value {
        self.driver
            .post("/execute/async", &json!({"script": script, "args": args}))
    }

    /// The same as [`Reader::js`], for an answer that is a text.
    #[track_caller]
    pub(crate) fn text(&self, script: &str, args: Value) -> String {
        let value = self.js(script, args);
        value
            .as_str()
            .unwrap_or_else(|| panic!("no text but {value}: {script}"))
            .to_owned()
    }

    /// Looks again and again until there is something to see.
    #[track_caller]
    pub(crate) fn wait<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            if begun.elapsed() > PATIENCE {
                panic!("waited in vain for {what}\n{}", self.situation());
            }
            thread::sleep(PAUSE);
        }
    }

    /// Waits until a condition in the page holds.
    #[track_caller]
    pub(crate) fn wait_for(&self, what: &str, condition: &str, args: Value) {
        self.wait(what, || {
            (self.js(condition, args.clone()) == true).then_some(())
        });
    }

    /// A file that was downloaded, once it is whole; it is taken out of the folder.
    #[track_caller]
    pub(crate) fn downloaded(&self, name: &str) -> Vec<u8> {
        let path = self.folder.downloads().join(name);
        // The browser keeps the name with an empty file until it moves the whole one there.
        let bytes = self.wait(&format!("the download of {name}"), || {
            std::fs::read(&path).ok().filter(|bytes| !bytes.is_empty())
        });
        std::fs::remove_file(&path).unwrap();
        bytes
    }

    /// Puts a file on the reader's disk.
    pub(crate) fn put_file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Checks that nothing went wrong since the browser started, and ends it.
    #[track_caller]
    pub(crate) fn finish(self) {
        let problems = self.problems();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    /// The same for a page that was only opened: nothing may have moved meanwhile.
    #[track_caller]
    pub(crate) fn finish_unmoved(self) {
        let (sum, shifts) = self.shifts();
        assert!(
            sum <= MOST_SHIFT,
            "the page moved by {sum} while it opened: {shifts:#}"
        );
        self.finish();
    }

    /// Sentences about everything that went wrong; asking takes them away.
    pub(crate) fn problems(&self) -> Vec<String> {
        net::problems(&self.driver, &self.own, &self.expected)
    }

    /// How much the page moved without being asked to, in all and one by one.
    pub(crate) fn shifts(&self) -> (f64, Value) {
        // The browser tells of a shift a moment after it.
        thread::sleep(Duration::from_millis(500));
        let shifts = self.js("return furrowSeen.shifts", json!([]));
        let list = shifts.as_array().into_iter().flatten();
        let sum = list.filter_map(|shift| shift["value"].as_f64()).sum();
        (sum, shifts)
    }

    /// What a failure's reader wants to know.
    fn situation(&self) -> String {
        let url = self.driver.get("/url");
        let script = "return document.body ? document.body.innerText.slice(0, 600) : ''";
        let text = self
            .driver
            .try_post("/execute/sync", &json!({"script": script, "args": []}));
        let logs = net::problems(&self.driver, &self.own, &self.expected);
        format!(
            "at {url}\n{}\n{}",
            logs.join("\n"),
            text.unwrap_or_default()
        )
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if !thread::panicking() {
            return;
        }
        // What was on the screen tells more than the message.
        let shot = self.driver.try_post(
            "/goog/cdp/execute",
            &json!({"cmd": "Page.captureScreenshot", "params": {}}),
        );
        let png = shot
            .ok()
            .and_then(|shot| STANDARD.decode(shot["data"].as_str()?).ok());
        let path = self.folder.0.with_extension("png");
        if let Some(png) = png
            && std::fs::write(&path, png).is_ok()
        {
            eprintln!("the screen at the end: {}", path.display());
        }
    }
}

/// A folder of the test's own, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        let test = thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("browser")
            .join(test);
        // Left by a test that was ended from outside.
        let _ = std::fs::remove_dir_all(&path);
        let _ = std::fs::remove_file(path.with_extension("png"));
        std::fs::create_dir_all(path.join("downloads")).unwrap();
        Folder(path)
    }

    fn downloads(&self) -> PathBuf {
        self.0.join("downloads")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
