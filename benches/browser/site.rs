//! The server: Furrow's folder and the other libraries' pages at one address, as a host would.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use crate::headers::headers_of;
use crate::pages::{PAGES, Source};

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
}

/// Serves on a free port until the program ends, and returns `http://127.0.0.1:<port>`.
pub(crate) fn serve(folders: Folders) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    let folders = Arc::new(folders);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folders = Arc::clone(&folders);
            thread::spawn(move || {
                // A browser that leaves midway is no error of ours.
                let _ = answer_all(&stream, &folders);
            });
        }
    });
    format!("http://127.0.0.1:{port}")
}

/// Answers one request after the other: connections stay open, as on any host.
fn answer_all(stream: &TcpStream, folders: &Folders) -> std::io::Result<()> {
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
        let (status, headers, body) = match found(path, folders) {
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
    let html = |text: String| {
        let headers = "Content-Type: text/html; charset=utf-8\r\n".to_owned();
        Some((headers, text.into_bytes()))
    };
    if path == "/warm-up.html" {
        return html(WARM_UP.to_owned());
    }
    for page in PAGES {
        if let Source::Peer(peer) = page.source
            && peer.path() == path
        {
            return html(peer.html());
        }
    }
    // Names need no decoding, and nothing outside the folders is named.
    if path.contains("..") {
        return None;
    }
    if let Some(inside) = path.strip_prefix("/peers/") {
        let headers = "Content-Type: text/javascript; charset=utf-8\r\n".to_owned();
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
