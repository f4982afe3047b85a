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

/// Whether two folders are the same one on disk.
pub(super) fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
