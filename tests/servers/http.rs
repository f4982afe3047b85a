//! Plain HTTP: one question, one answer, nothing decoded.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// No server of this machine takes that long for one file.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a server has answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Names in small letters.
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, which must not come twice.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let name = name.to_ascii_lowercase();
        let mut values = self.headers.iter().filter(|(found, _)| *found == name);
        let value = values.next();
        assert!(values.next().is_none(), "{name} comes twice");
        value.map(|(_, value)| value.as_str())
    }
}

/// Asks for a path, which is percent-encoded, with more headers.
#[track_caller]
pub(crate) fn get(port: u16, path: &str, more: &[(&str, &str)]) -> Answer {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut question = format!("GET {path} HTTP/1.1\r\nHost: example.org\r\nConnection: close\r\n");
    for (name, value) in more {
        question += &format!("{name}: {value}\r\n");
    }
    question += "\r\n";
    stream.write_all(question.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    read(&bytes).unwrap_or_else(|| panic!("no answer for {path}"))
}

fn read(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer {
        status,
        headers,
        body: bytes[end + 4..].to_vec(),
    };
    if answer.header("Transfer-Encoding").is_some() {
        answer.body = joined(&answer.body)?;
        return Some(answer);
    }
    // Less than the server has announced is no answer.
    let length = answer.header("Content-Length").map(str::parse::<usize>);
    let is_whole = length == Some(Ok(answer.body.len()));
    (is_whole || answer.status == 304).then_some(answer)
}

/// The body that came in pieces, each after its length in hexadecimal digits.
fn joined(mut pieces: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    loop {
        let end = pieces.windows(2).position(|two| two == b"\r\n")?;
        let line = std::str::from_utf8(&pieces[..end]).ok()?;
        let length = usize::from_str_radix(line.trim(), 16).ok()?;
        pieces = &pieces[end + 2..];
        if length == 0 {
            return Some(out);
        }
        out.extend_from_slice(pieces.get(..length)?);
        pieces = pieces.get(length + 2..)?;
    }
}
