//! A file as the reader gave it, before anything is known of it.

use serde::{Deserialize, Serialize};

/// A file as given: its name (or its path inside a folder) and its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// `sales.csv`, `package/datapackage.json`; slashes separate folders.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}
