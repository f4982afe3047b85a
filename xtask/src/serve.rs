//! Serves `dist/` on this machine with the headers that a real host should send.

use std::fs::File;
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::thread;

use anyhow::{Context, Result, anyhow};
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::build;
use crate::headers::headers_of;
use crate::shell;
use crate::tools;

const DEFAULT_PORT: u16 = 8080;
/// How many ports after the default one are tried.
const N_OTHER_PORTS: u16 = 20;
const N_THREADS: usize = 4;

/// What `cargo xtask serve` was asked for.
pub(crate) struct Settings {
    /// This port and no other.
    pub(crate) port: Option<u16>,
    /// Open the browser.
    pub(crate) open: bool,
    /// Let trunk serve, rebuild and reload.
    pub(crate) dev: bool,
}

/// What a request's path leads to.
#[derive(Debug, PartialEq)]
enum Target {
    File(PathBuf),
    /// A folder without its closing slash, from which relative links would lead astray.
    Folder,
    Nothing,
}

/// Builds the site if it must be, then serves it until stopped.
pub(crate) fn serve(settings: &Settings) -> Result<()> {
    if settings.dev {
        return serve_dev(settings);
    }
    build::build_if_changed()?;
    let (server, port) = listen(settings.port)?;
    let url = format!("http://127.0.0.1:{port}/");
    println!("Furrow is at {url} (Ctrl+C ends it)");
    if settings.open {
        open_browser(&url);
    }
    let server = Arc::new(server);
    let dist = Arc::new(build::dist().canonicalize()?);
    let threads: Vec<_> = (0..N_THREADS)
        .map(|_| {
            let (server, dist) = (Arc::clone(&server), Arc::clone(&dist));
            thread::spawn(move || {
                for request in server.incoming_requests() {
                    // A browser that leaves midway is no error of ours.
                    let _ = answer(request, &dist);
                }
            })
        })
        .collect();
    for thread in threads {
        thread
            .join()
            .map_err(|_| anyhow!("the server stopped: run this again"))?;
    }
    Ok(())
}

fn serve_dev(settings: &Settings) -> Result<()> {
    tools::for_build()?;
    // Apart from dist/, which stays a release.
    let dist = shell::root().join("target").join("xtask").join("dev");
    let mut trunk = build::trunk();
    trunk.args(["serve", "--dist"]).arg(dist);
    trunk
        .arg("--port")
        .arg(settings.port.unwrap_or(DEFAULT_PORT).to_string());
    if settings.open {
        trunk.arg("--open");
    }
    shell::run(&mut trunk)
}

fn listen(port: Option<u16>) -> Result<(Server, u16)> {
    let on = |port: u16| Server::http((Ipv4Addr::LOCALHOST, port)).map_err(|error| anyhow!(error));
    if let Some(port) = port {
        let taken = || format!("port {port} is not free: name another with `--port`");
        return Ok((on(port).with_context(taken)?, port));
    }
    (DEFAULT_PORT..=DEFAULT_PORT + N_OTHER_PORTS)
        .find_map(|port| Some((on(port).ok()?, port)))
        .with_context(|| format!("no port from {DEFAULT_PORT} on is free: name one with `--port`"))
}

fn answer(request: Request, dist: &Path) -> Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        let refusal = Response::from_string("only GET and HEAD\n").with_status_code(405);
        return Ok(request.respond(refusal.with_header(header("Allow", "GET, HEAD")?))?);
    }
    let url = request.url().to_owned();
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match find(dist, path) {
        Target::File(file) => {
            let inside = file.strip_prefix(dist).unwrap_or(&file);
            let headers = headers_of(inside).map(|(name, value)| header(name, value));
            // The whole length up front, so that browsers can show progress.
            let mut response =
                Response::from_file(File::open(&file)?).with_chunked_threshold(usize::MAX);
            for header in headers {
                response.add_header(header?);
            }
            Ok(request.respond(response)?)
        }
        Target::Folder => {
            let response = Response::empty(StatusCode(308));
            // One slash only: two would name another host.
            let location = format!("/{}/", path.trim_matches('/'));
            Ok(request.respond(response.with_header(header("Location", &location)?))?)
        }
        Target::Nothing => {
            let mut response = Response::from_string(NOT_FOUND).with_status_code(404);
            for (name, value) in headers_of(Path::new("404.html")) {
                response.add_header(header(name, value)?);
            }
            Ok(request.respond(response)?)
        }
    }
}

const NOT_FOUND: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <title>Not found</title><h1>Not found</h1><p>There is no such file in this report. \
    <a href=\"/\">Open the report</a>.</p></html>\n";

/// The file of `dist` that a path of a URL names; never one outside it.
fn find(dist: &Path, url_path: &str) -> Target {
    let Some(decoded) = percent_decoded(url_path) else {
        return Target::Nothing;
    };
    let relative = PathBuf::from(decoded.trim_start_matches('/'));
    let is_plain = relative
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !is_plain || decoded.contains(['\\', '\0']) {
        return Target::Nothing;
    }
    // A link within dist could lead out of it.
    let Some(path) = dist
        .join(relative)
        .canonicalize()
        .ok()
        .filter(|p| p.starts_with(dist))
    else {
        return Target::Nothing;
    };
    if path.is_file() && !decoded.ends_with('/') {
        return Target::File(path);
    }
    let index = path.join("index.html");
    match (index.is_file(), decoded.ends_with('/')) {
        (true, true) => Target::File(index),
        (true, false) => Target::Folder,
        (false, _) => Target::Nothing,
    }
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok()
}

fn header(name: &str, value: &str) -> Result<Header> {
    Header::from_bytes(name, value).map_err(|()| anyhow!("`{name}: {value}` is no header"))
}

/// Opens the address in the system's browser; without one, the printed address must do.
fn open_browser(url: &str) {
    let command: &[&str] = match std::env::consts::OS {
        "macos" => &["open"],
        "windows" => &["cmd", "/C", "start", ""],
        _ => &["xdg-open"],
    };
    let mut opener = Command::new(command[0]);
    opener.args(&command[1..]).arg(url);
    let _ = opener
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// A site of a few files under the target folder.
    fn site(name: &str) -> PathBuf {
        let dist = shell::root()
            .join("target")
            .join("xtask")
            .join("test")
            .join(name);
        fs::create_dir_all(dist.join("embed")).unwrap();
        for file in [
            "index.html",
            "embed/index.html",
            "a b.csv",
            "../outside.txt",
        ] {
            fs::write(dist.join(file), "x").unwrap();
        }
        dist.canonicalize().unwrap()
    }

    #[test]
    fn files_and_folders_are_found() {
        let dist = site("found");
        assert_eq!(find(&dist, "/"), Target::File(dist.join("index.html")));
        assert_eq!(
            find(&dist, "/a%20b.csv"),
            Target::File(dist.join("a b.csv"))
        );
        assert_eq!(find(&dist, "/embed"), Target::Folder);
        assert_eq!(
            find(&dist, "/embed/"),
            Target::File(dist.join("embed/index.html"))
        );
        assert_eq!(find(&dist, "/none.html"), Target::Nothing);
        assert_eq!(find(&dist, "/index.html/"), Target::Nothing);
    }

    #[test]
    fn nothing_outside_the_site_is_found() {
        let dist = site("outside");
        for path in [
            "/../outside.txt",
            "/%2e%2e/outside.txt",
            "/embed/..%2f../outside.txt",
            "/..%5Coutside.txt",
            "/%",
            "/%ff",
        ] {
            assert_eq!(find(&dist, path), Target::Nothing, "{path}");
        }
    }
}
