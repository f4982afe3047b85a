//! A server that runs as long as its test.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::http::{Answer, get};
use crate::setup::{Kind, Mount};
use crate::site::{Site, Temporary, note};

/// How long a server may take to listen, on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often another port is tried: between finding and using one, someone else may take it.
const N_TRIES: usize = 3;

/// A server on a free port of this machine; dropping it ends its process.
pub(crate) struct Running {
    /// Before its folder: fields are dropped in their order.
    _child: Ended,
    pub(crate) port: u16,
    pub(crate) name: &'static str,
    pub(crate) has_brotli: bool,
    prefix: String,
    /// Where its configuration and log are.
    _home: Temporary,
}

/// A process that ends when this is dropped, also while a test fails.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    /// Starts a server and waits until it listens.
    #[track_caller]
    pub(crate) fn start(kind: Kind, program: &Path, mount: &Mount, site: &Site) -> Running {
        let mut said = String::new();
        for _ in 0..N_TRIES {
            match Running::try_start(kind, program, mount, site) {
                Ok(running) => return running,
                Err(text) => said = text,
            }
        }
        panic!("{} does not start:\n{said}", kind.name());
    }

    fn try_start(
        kind: Kind,
        program: &Path,
        mount: &Mount,
        site: &Site,
    ) -> Result<Running, String> {
        let home = Temporary::new();
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        let config = home.path().join("config");
        let text = kind.config(mount, &site.path(), port, home.path());
        fs::write(&config, text).unwrap();
        let log = home.path().join("log");
        let output = File::create(&log).unwrap();
        let child = kind
            .command(program, &config, home.path())
            .stdin(Stdio::null())
            .stdout(output.try_clone().unwrap())
            .stderr(output)
            .spawn()
            .unwrap();
        let mut child = Ended(child);
        let start = Instant::now();
        let said = || {
            let of = |name: &str| fs::read_to_string(home.path().join(name)).unwrap_or_default();
            of("log") + &of("error.log")
        };
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if child.0.try_wait().unwrap().is_some() || start.elapsed() > PATIENCE {
                return Err(said());
            }
            thread::sleep(Duration::from_millis(20));
        }
        // Whoever listens there may not be the one that was started.
        if child.0.try_wait().unwrap().is_some() {
            return Err(said());
        }
        let running = Running {
            _child: child,
            port,
            name: kind.name(),
            has_brotli: kind.has_brotli(),
            prefix: mount.prefix().replace(' ', "%20"),
            _home: home,
        };
        if !running.has_brotli {
            note("nginx: .br files NOT TESTED, for its module brotli-static is not installed");
        }
        Ok(running)
    }

    /// The path of an address within the site.
    pub(crate) fn url(&self, inside: &str) -> String {
        format!("{}{inside}", self.prefix)
    }

    /// Asks for a file of the site.
    #[track_caller]
    pub(crate) fn get(&self, file: &Path, more: &[(&str, &str)]) -> Answer {
        let inside = file.display().to_string();
        get(self.port, &self.url(&inside.replace(' ', "%20")), more)
    }
}
