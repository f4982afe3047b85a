//! Installs packages of the system, where that is Debian or its like and the user may.

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::tools;

/// Installs packages; where that cannot be done, `how` says what the user can do instead.
pub(crate) fn install(packages: &[&str], how: fn() -> String) -> Result<()> {
    let apt = shell::find_program("apt-get").with_context(how)?;
    let is_root = shell::output(shell::command("id").arg("-u")).is_some_and(|id| id == "0");
    let may_sudo = shell::output(shell::command("sudo").args(["-n", "true"])).is_some();
    if !is_root && !may_sudo {
        bail!(how());
    }
    let apt_get = |args: &[&str]| {
        let mut command = shell::command(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.args(["-n", "env"]);
        }
        command
            .arg("DEBIAN_FRONTEND=noninteractive")
            .arg(&apt)
            .args(args);
        shell::run_logged(&mut command, &tools::log_of("apt")).with_context(how)
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}
