//! Finds the servers that the site is tried on, and installs them where nobody works.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::apt;
use crate::shell::{self, Steps};

/// A server's program, and its packages in Debian.
const SERVERS: [(&str, &[&str]); 3] = [
    ("nginx", &["nginx", "libnginx-mod-http-brotli-static"]),
    ("apache2", &["apache2-bin"]),
    ("caddy", &["caddy"]),
];

/// Makes sure that `tests/servers/` has its servers, on a machine of CI.
///
/// On anyone else's they are not installed: a package of a server starts it, for all to reach. The
/// tests name those that are missing.
pub(crate) fn servers(steps: &mut Steps) -> Result<()> {
    let missing: Vec<&str> = SERVERS
        .into_iter()
        .filter(|(program, _)| find(program).is_none())
        .flat_map(|(_, packages)| packages)
        .copied()
        .collect();
    if missing.is_empty() {
        steps.found("nginx, Apache and Caddy", "the system's");
    } else if env::var_os("CI").is_none() {
        let place = format!(
            "not all; for their tests: apt-get install {}",
            missing.join(" ")
        );
        steps.found("nginx, Apache and Caddy", place);
    } else {
        let what = "nginx, Apache and Caddy: installing the system's packages";
        steps.run(what, || apt::install(&missing, how_to_get_servers))?;
    }
    Ok(())
}

fn find(program: &str) -> Option<PathBuf> {
    // Not on everyone's PATH.
    let system = Path::new("/usr/sbin").join(program);
    shell::find_program(program).or_else(|| system.is_file().then_some(system))
}

fn how_to_get_servers() -> String {
    "the tests of hosting need nginx, Apache and Caddy when CI is set. Install them and run this again:
  Debian  apt-get install nginx libnginx-mod-http-brotli-static apache2-bin caddy
or unset CI to go without"
        .to_owned()
}
