//! The server: Furrow's folder and the other libraries' pages at one address, as a host would.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::headers::headers_of;

/// A page that warms the browser up: text and a drawing, but no library.
pub(crate) const WARM_UP: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <link rel=\"icon\" href=\"data:,\"><title>Warm-up</title><p>Warm-up</p>\
    <svg width=\"720\" height=\"390\"><path d=\"M0 0L720 390\" stroke=\"black\"/>\
    <text x=\"9\" y=\"99\">1,790</text></svg></html>";

/// Where the files of the pages are.
pub(crate) struct Folders {
    /// The built site.
    pub(crate) dist: PathBuf,
    /// The `node_modules` of the other libraries.
    pub(crate) peers: PathBuf,
    /// Pages that are no files: path and text.
    pub(crate) pages: Vec<(String, String)>,
}

/// A running server.
pub(crate) struct Site {
    /// Its address: `http://127.0.0.1:<port>`.
    pub(crate) origin: String,
    inside: Arc<Inside>,
}

struct Inside {
    folders: Folders,
    /// The paths that were asked for.
    asked: Mutex<Vec<String>>,
}

impl Site {
    /// The paths that were asked for since the last call.
    pub(crate) fn take_asked(&self) -> Vec<String> {
        let mut asked = self
            .inside
            .asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *asked)
    }

    /// What a path is answered with.
    pub(crate) fn body(&self, path: &str) -> Option<Vec<u8>> {
        found(path, &self.inside.folders).map(|(_, body)| body)
    }
}

/// Serves on a free port until the program ends.
pub(crate) fn serve(folders: Folders) -> Site {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let inside = Arc::new(Inside {
        folders,
        asked: Mutex::default(),
    });
    let site = Site {
        origin: format!("http://127.0.0.1:{port}"),
        inside: Arc::clone(&inside),
    };
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let inside = Arc::clone(&inside);
            thread::spawn(move || {
                // A browser that leaves midway is no error of ours.
                let _ = answer_all(&stream, &inside);
            });
        }
    });
    site
}

/// Answers one request after the other: connections stay open, as on any host.
fn answer_all(stream: &TcpStream, inside: &Inside) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        let mut line = String::new();
        while reader.read_line(&mut line)? > 2 {
            line.clear();
        }
        let path = first.split(' ').nth(1).unwrap_or_default();
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let mut asked = inside.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(path.to_owned());
        drop(asked);
        let (status, headers, body) = match found(path, &inside.folders) {
            Some((headers, body)) => ("200 OK", headers, body),
            None => ("404 Not Found", String::new(), Vec::new()),
        };
        let n_bytes = body.len();
        let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {n_bytes}\r\n\r\n");
        let mut answer = head.into_bytes();
        answer.extend(body);
        let mut stream = stream;
        stream.write_all(&answer)?;
    }
}

/// The headers and the bytes of a path.
fn found(path: &str, folders: &Folders) -> Option<(String, Vec<u8>)> {
    let typed = |content_type: &str| format!("Content-Type: {content_type}\r\n");
    let pages = folders.pages.iter();
    let page = match path {
        "/warm-up.html" => Some(WARM_UP),
        _ => pages
            .map(|(at, text)| (at, text.as_str()))
            .find(|(at, _)| *at == path)
            .map(|(_, text)| text),
    };
    if let Some(text) = page {
        return Some((typed("text/html; charset=utf-8"), text.as_bytes().to_vec()));
    }
    // Names need no decoding, and nothing outside the folders is named.
    if path.contains("..") {
        return None;
    }
    if let Some(inside) = path.strip_prefix("/peers/") {
        let headers = typed(match inside.ends_with(".wasm") {
            true => "application/wasm",
            false => "text/javascript; charset=utf-8",
        });
        return Some((headers, std::fs::read(folders.peers.join(inside)).ok()?));
    }
    let inside = match path.strip_prefix('/')? {
        "" => "index.html",
        inside => inside,
    };
    let headers = headers_of(Path::new(inside))
        .map(|(name, value)| format!("{name}: {value}\r\n"))
        .collect();
    Some((headers, std::fs::read(folders.dist.join(inside)).ok()?))
}
