//! The browser of a measurement: an empty profile, the flags and the window of the browser tests.

use std::path::Path;

use serde_json::json;

use crate::driver::Driver;
use crate::setting;

/// The flags of the browser tests, in `tests/browser/reader.rs`.
const FLAGS: [&str; 10] = [
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
];
/// The window in px, that of the browser tests.
pub(crate) const WINDOW: (u32, u32) = (1280, 900);
/// The most that a script may take; less than what the driver waits for an answer.
const SCRIPT_MILLIS: u32 = 100_000;

/// A new browser whose profile is in a folder of its own, which is emptied before.
pub(crate) fn start(profile: &Path) -> Driver {
    // What a browser that has just ended still writes.
    let _ = std::fs::remove_dir_all(profile);
    let mut args: Vec<String> = FLAGS.iter().map(|&flag| flag.to_owned()).collect();
    args.push(format!("--user-data-dir={}", profile.display()));
    let driver = Driver::start(&json!({
        "browserName": "chrome",
        "timeouts": {"script": SCRIPT_MILLIS},
        "goog:chromeOptions": {"binary": setting::chromium(), "args": args},
    }));
    let size = json!({
        "width": WINDOW.0, "height": WINDOW.1, "deviceScaleFactor": 1, "mobile": false
    });
    driver.devtools("Emulation.setDeviceMetricsOverride", size);
    driver
}

/// Which browser it is.
pub(crate) fn version(driver: &Driver) -> String {
    let version = driver.devtools("Browser.getVersion", json!({}));
    version["product"].as_str().unwrap_or("Chromium").to_owned()
}
