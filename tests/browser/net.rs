//! What went wrong in a page, from the browser's own logs.

use serde_json::{Value, json};

use crate::driver::Driver;

/// The part of an address that the page's own requests begin with: the origin, or the file.
pub(crate) fn own_part(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let Some(rest) = url.strip_prefix("http://") else {
        return url.to_owned();
    };
    let host = rest.split('/').next().unwrap_or_default();
    format!("http://{host}/")
}

/// Sentences about everything that must not happen; empty when all is well.
pub(crate) fn problems(driver: &Driver, own: &[String], expected: &[&str]) -> Vec<String> {
    let mut found = said_by_page(driver);
    found.extend(said_on_console(driver));
    found.retain(|text| !expected.iter().any(|part| text.contains(part)));
    found.extend(requests(driver, own));
    found
}

/// Empties the browser's logs.
pub(crate) fn forget(driver: &Driver) {
    for kind in ["browser", "performance"] {
        driver.post("/se/log", &json!({"type": kind}));
    }
}

/// Violations and errors that the page's own listeners heard, and the program's last word.
fn said_by_page(driver: &Driver) -> Vec<String> {
    let script = "const seen = window.furrowSeen || {violations: [], errors: []};
        const failed = document.getElementById('furrow-failed');
        return [...seen.violations.map((text) => 'violates the policy: ' + text),
            ...seen.errors.map((text) => 'error in the page: ' + text),
            ...(failed ? ['the program failed: ' + failed.textContent] : [])]";
    let body = json!({"script": script, "args": []});
    let said = driver
        .try_post("/execute/sync", &body)
        .unwrap_or_else(|error| json!([error]));
    let list = said.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Errors and warnings on the console.
fn said_on_console(driver: &Driver) -> Vec<String> {
    let log = driver.post("/se/log", &json!({"type": "browser"}));
    let entries = log.as_array().into_iter().flatten();
    let bad = entries.filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING");
    bad.map(|entry| format!("console: {} {}", entry["level"], entry["message"]))
        .collect()
}

/// Requests that lead away from the page's own files.
fn requests(driver: &Driver, own: &[String]) -> Vec<String> {
    let log = driver.post("/se/log", &json!({"type": "performance"}));
    let mut found = Vec::new();
    for entry in log.as_array().into_iter().flatten() {
        let message = entry["message"].as_str().unwrap_or_default();
        let message: Value = serde_json::from_str(message).unwrap_or_default();
        let message = &message["message"];
        let address = match message["method"].as_str() {
            Some("Network.requestWillBeSent") => &message["params"]["request"]["url"],
            Some("Network.webSocketCreated") => &message["params"]["url"],
            _ => continue,
        };
        let address = address.as_str().unwrap_or_default();
        let is_own = own.iter().any(|own| address.starts_with(own.as_str()));
        let stays = ["data:", "blob:", "about:"]
            .iter()
            .any(|kind| address.starts_with(kind));
        if !is_own && !stays {
            let address: String = address.chars().take(200).collect();
            found.push(format!("asked for {address}"));
        }
    }
    found
}
