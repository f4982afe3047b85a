//! A static server on this machine, with the headers of a good host or with none.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::setting;

/// The same list that `cargo xtask serve` sends.
#[path = "../../xtask/src/headers.rs"]
mod headers;

/// What a server serves.
enum Content {
    /// The built site below `prefix`, with the headers that docs/hosting.md advises.
    Site { dist: PathBuf, prefix: String },
    /// The built site without one header about it, as the plainest host does.
    PlainSite { dist: PathBuf },
    /// The built site without the files whose names begin so.
    SiteWithout { dist: PathBuf, part: &'static str },
    /// The built site, where such files take a while.
    SlowSite { dist: PathBuf, part: &'static str },
    /// Pages by their path: another site, where charts are embedded.
    Pages(Vec<(String, String)>),
}

/// How long a slow host takes.
const SLOWNESS: Duration = Duration::from_secs(3);

/// A server on a free port; it lasts as long as the test program.
pub(crate) struct Server {
    port: u16,
    prefix: String,
    log: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// The built site as a good host serves it.
    pub(crate) fn site() -> Server {
        Server::site_below("/")
    }

    /// The same in a folder of a host; `prefix` begins and ends with a slash.
    pub(crate) fn site_below(prefix: &str) -> Server {
        let (dist, prefix) = (setting::dist(), prefix.to_owned());
        Server::start(Content::Site { dist, prefix })
    }

    /// The built site on a host that has lost a part of the program.
    pub(crate) fn site_without(part: &'static str) -> Server {
        let dist = setting::dist();
        Server::start(Content::SiteWithout { dist, part })
    }

    /// The built site on a host that is slow with a part of the program.
    pub(crate) fn slow_site(part: &'static str) -> Server {
        let dist = setting::dist();
        Server::start(Content::SlowSite { dist, part })
    }

    /// The built site as a plain host serves it.
    pub(crate) fn plain_site() -> Server {
        let dist = setting::dist();
        Server::start(Content::PlainSite { dist })
    }

    /// Another site: one page at `/`.
    pub(crate) fn of_page(html: &str) -> Server {
        Server::start(Content::Pages(vec![("/".to_owned(), html.to_owned())]))
    }

    fn start(content: Content) -> Server {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let prefix = match &content {
            Content::Site { prefix, .. } => prefix.clone(),
            Content::PlainSite { .. }
            | Content::SiteWithout { .. }
            | Content::SlowSite { .. }
            | Content::Pages(_) => "/".to_owned(),
        };
        let log = Arc::new(Mutex::new(Vec::new()));
        let (content, told) = (Arc::new(content), Arc::clone(&log));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (content, told) = (Arc::clone(&content), Arc::clone(&told));
                thread::spawn(move || {
                    // A browser that leaves midway is no error of ours.
                    let _ = answer(stream, &content, &told);
                });
            }
        });
        Server { port, prefix, log }
    }

    /// `http://127.0.0.1:<port>`
    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address of a path that is relative to the site.
    pub(crate) fn url(&self, path: &str) -> String {
        self.origin() + &self.prefix + path
    }

    /// Every path that was asked for.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.log.lock().unwrap().clone()
    }
}

fn answer(
    mut stream: TcpStream,
    content: &Content,
    log: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut line = String::new();
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let Some(path) = first.split(' ').nth(1) else {
        return Ok(());
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    log.lock().unwrap().push(path.to_owned());
    let (status, headers, body) = match found(content, path) {
        Some((headers, body)) => ("200 OK", headers, body),
        None => ("404 Not Found", String::new(), Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(&body)?;
    stream.shutdown(Shutdown::Write)
}

/// The headers and the bytes of a path.
fn found(content: &Content, path: &str) -> Option<(String, Vec<u8>)> {
    let (dist, inside) = match content {
        Content::Site { dist, prefix } => (dist, path.strip_prefix(prefix.as_str())?),
        Content::PlainSite { dist } => (dist, path.strip_prefix('/')?),
        Content::SiteWithout { dist, part } => {
            let inside = path.strip_prefix('/')?;
            (dist, (!inside.starts_with(part)).then_some(inside)?)
        }
        Content::SlowSite { dist, part } => {
            let inside = path.strip_prefix('/')?;
            if inside.starts_with(part) {
                thread::sleep(SLOWNESS);
            }
            (dist, inside)
        }
        Content::Pages(pages) => {
            let (_, html) = pages.iter().find(|(name, _)| name == path)?;
            let headers = "Content-Type: text/html; charset=utf-8\r\n".to_owned();
            return Some((headers, html.clone().into_bytes()));
        }
    };
    let inside = match inside {
        "" => "index.html",
        _ => inside,
    };
    // Names in the site need no decoding, and nothing outside it is named.
    if inside.contains("..") {
        return None;
    }
    let body = std::fs::read(dist.join(inside)).ok()?;
    let headers = match content {
        Content::PlainSite { .. } => String::new(),
        _ => headers::headers_of(Path::new(inside))
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect(),
    };
    Some((headers, body))
}
