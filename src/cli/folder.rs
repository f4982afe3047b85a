//! Writing files into a folder that may not be there yet.

use std::fs;
use std::path::Path;

use super::error::CliError;

/// Writes a file with the folders above it; what is there already is replaced.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .map_err(|error| CliError::write(folder.display().to_string(), &error))?;
    }
    fs::write(path, bytes).map_err(|error| CliError::write(path.display().to_string(), &error))
}

/// Writes a file of a site; what a build has packed beside an older one goes.
///
/// A server would send that instead, and readers would see the old page.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    for ending in ["br", "gz"] {
        let mut packed = path.as_os_str().to_owned();
        packed.push(".");
        packed.push(ending);
        // Mostly there is none.
        let _ = fs::remove_file(packed);
    }
    write(path, bytes)
}

/// Whether two folders are the same one on disk.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
