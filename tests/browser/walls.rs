//! Nothing leaves the page, whatever a script in it might try.

use serde_json::json;

use crate::reader::Reader;
use crate::server::Server;
use crate::setting;

/// Every way out that a policy can close.
const WAYS_OUT: &str = "const [away, done] = arguments;
    const tries = {
        fetch: () => fetch(away + 'fetch', {mode: 'no-cors'}),
        beacon: () => navigator.sendBeacon(away + 'beacon', 'x'),
        image: () => { new Image().src = away + 'image'; },
        socket: () => new WebSocket(away.replace('http', 'ws') + 'socket'),
        events: () => new EventSource(away + 'events'),
        request: () => {
            const request = new XMLHttpRequest();
            request.open('GET', away + 'request');
            request.send();
        },
        frame: () => {
            const frame = document.createElement('iframe');
            frame.src = away + 'frame';
            document.body.append(frame);
        },
        script: () => {
            const script = document.createElement('script');
            script.src = away + 'script';
            document.body.append(script);
        },
        style: () => {
            const link = document.createElement('link');
            link.rel = 'stylesheet';
            link.href = away + 'style';
            document.head.append(link);
        },
        prefetch: () => {
            const link = document.createElement('link');
            link.rel = 'prefetch';
            link.href = away + 'prefetch';
            document.head.append(link);
        },
        background: () => {
            document.body.style.backgroundImage = `url(${away}background)`;
        },
        form: () => {
            const form = document.createElement('form');
            form.action = away + 'form';
            document.body.append(form);
            form.submit();
        },
    };
    for (const attempt of Object.values(tries)) {
        try { Promise.resolve(attempt()).catch(() => {}); } catch { /* refused at once */ }
    }
    setTimeout(done, 1500);";

/// The paths that the script asks for.
const PATHS: [&str; 12] = [
    "/background",
    "/beacon",
    "/events",
    "/fetch",
    "/form",
    "/frame",
    "/image",
    "/prefetch",
    "/request",
    "/script",
    "/socket",
    "/style",
];

/// Tries every way out of the page, and returns those that were open, in order.
#[track_caller]
fn ways_out(reader: &Reader) -> Vec<String> {
    let away = Server::of_page("<title>Away</title>");
    let body = json!({"script": WAYS_OUT, "args": [away.url("")]});
    // Where the form gets out, the page is gone before the script ends.
    let _ = reader.driver.try_post("/execute/async", &body);
    let mut asked = away.asked();
    asked.sort();
    asked.dedup();
    asked
}

#[test]
fn nothing_leaves_the_web_page() {
    let reader = Reader::at(&Server::site(), "");
    assert_eq!(ways_out(&reader), [""; 0]);
}

#[test]
fn nothing_leaves_the_one_file() {
    let mut reader = Reader::new();
    let file = setting::dist().join("furrow.html");
    reader.open(&format!("file://{}", file.display()));
    assert_eq!(ways_out(&reader), [""; 0]);
}

#[test]
fn a_page_without_a_policy_lets_everything_out() {
    // Or the tests above would hold for a script that tries nothing.
    let open = Server::of_page("<!doctype html><title>Open</title><body>");
    let mut reader = Reader::new();
    reader.visit(&open.url(""));
    assert_eq!(ways_out(&reader), PATHS);
}
