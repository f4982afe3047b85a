//! The driver: ChromeDriver as a child process, spoken to in JSON over HTTP.
//!
//! Written here because it is short: the usual client crate brings an asynchronous runtime, some
//! ninety crates and one (`webdriver`) under a license that `deny.toml` does not allow.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::setting;

/// How long one command may take: a loaded machine starts a browser slowly.
const COMMAND_TIMEOUT: Duration = Duration::from_secs(120);
/// How often a driver is started until it finds a port.
const STARTS: usize = 5;
/// What ChromeDriver says once it listens; the port follows.
const STARTED: &str = "started successfully on port ";

/// A browser with one window, and the driver that steers it; both end when it is dropped.
pub(crate) struct Driver {
    child: Child,
    port: u16,
    session: String,
    /// Kept open: a driver that cannot write ends.
    _output: BufReader<ChildStdout>,
}

impl Driver {
    /// Starts a driver on a free port, and through it a browser.
    pub(crate) fn start(capabilities: &Value) -> Driver {
        let (child, port, output) = (0..STARTS)
            .find_map(|_| listening())
            .unwrap_or_else(|| panic!("no port for {}", setting::chromedriver().display()));
        let mut driver = Driver {
            child,
            port,
            session: String::new(),
            _output: output,
        };
        let wanted = json!({"capabilities": {"alwaysMatch": capabilities}});
        let created = driver.request("POST", "/session", Some(&wanted)).unwrap();
        driver.session = created["sessionId"].as_str().unwrap().to_owned();
        driver
    }

    /// A command of the session; an error of the browser fails the test.
    #[track_caller]
    pub(crate) fn post(&self, path: &str, body: &Value) -> Value {
        match self.try_post(path, body) {
            Ok(value) => value,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    /// A command that may fail.
    pub(crate) fn try_post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.request("POST", &self.path(path), Some(body))
    }

    /// A question to the session.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> Value {
        match self.request("GET", &self.path(path), None) {
            Ok(value) => value,
            Err(error) => panic!("{path}: {error}"),
        }
    }

    /// A command of the Chrome DevTools Protocol.
    #[track_caller]
    pub(crate) fn devtools(&self, command: &str, params: Value) -> Value {
        let body = json!({"cmd": command, "params": params});
        self.post("/goog/cdp/execute", &body)
    }

    fn path(&self, path: &str) -> String {
        format!("/session/{}{path}", self.session)
    }

    /// The `value` of the answer, or the browser's error as text.
    fn request(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let answer = self.exchange(method, path, body);
        let text = answer.map_err(|error| format!("no answer from the driver: {error}"))?;
        let mut answer: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
        let value = answer["value"].take();
        match value["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["message"])),
            None => Ok(value),
        }
    }

    fn exchange(&self, method: &str, path: &str, body: Option<&Value>) -> std::io::Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(COMMAND_TIMEOUT))?;
        let body = body.map(Value::to_string).unwrap_or_default();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json; \
             charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len(),
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let mut reader = BufReader::new(stream);
        let mut n_bytes = 0;
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            if line.trim_end().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                n_bytes = value.trim().parse().unwrap_or(0);
            }
        }
        let mut bytes = vec![0; n_bytes];
        reader.read_exact(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// A driver with its port; nothing when it found none, as happens when another takes it meanwhile.
#[allow(
    clippy::zombie_processes,
    reason = "whoever gets the driver ends it and waits"
)]
fn listening() -> Option<(Child, u16, BufReader<ChildStdout>)> {
    let program = setting::chromedriver();
    let mut child = Command::new(&program)
        .arg("--port=0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let mut output = BufReader::new(child.stdout.take()?);
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).unwrap_or(0) == 0 {
            let _ = child.kill();
            let _ = child.wait();
            return None;
        }
        if let Some((_, port)) = line.split_once(STARTED) {
            let port = port.trim().trim_end_matches('.').parse().ok()?;
            return Some((child, port, output));
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ending the session ends the browser; a browser that is gone already is no matter.
        if !self.session.is_empty() {
            let _ = self.request("DELETE", &self.path(""), None);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
