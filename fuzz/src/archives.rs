//! Changes inside zip archives, packed again so that checksums and sizes hold.

use std::io::{Cursor, Read, Write};

use libfuzzer_sys::fuzzer_mutate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An archive of more parts is changed as plain bytes.
const MAX_PARTS: usize = 64;

/// Changes one part of an archive; one time in eight, and of what is none, plain bytes.
pub fn change_part(bytes: &mut [u8], len: usize, max_len: usize, seed: u32) -> usize {
    let packed = bytes.get(..len).unwrap_or_default();
    let repacked = match seed % 8 {
        0 => None,
        _ => repacked(packed, max_len, seed / 8),
    };
    match repacked.and_then(|new| Some((new.len(), bytes.get_mut(..new.len())?, new))) {
        Some((len, room, new)) => {
            room.copy_from_slice(&new);
            len
        }
        None => fuzzer_mutate(bytes, len, max_len),
    }
}

fn repacked(packed: &[u8], max_len: usize, seed: u32) -> Option<Vec<u8>> {
    if !packed.starts_with(b"PK") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(packed)).ok()?;
    if archive.is_empty() || archive.len() > MAX_PARTS {
        return None;
    }
    let mut parts = Vec::new();
    let mut n_left = max_len;
    for idx in 0..archive.len() {
        let entry = archive.by_index(idx).ok()?;
        let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let mut bytes = Vec::new();
        entry.take(n_left as u64 + 1).read_to_end(&mut bytes).ok()?;
        // A name stands twice, between some forty and fifty bytes of its own.
        n_left = n_left.checked_sub(bytes.len() + 2 * name.len() + 100)?;
        parts.push((name, bytes));
    }
    n_left = n_left.checked_sub(100)?;
    let n_parts = parts.len();
    let (_, chosen) = parts.get_mut(seed as usize % n_parts)?;
    let len = chosen.len();
    let room = len + n_left;
    chosen.resize(room, 0);
    let len = fuzzer_mutate(chosen, len, room);
    chosen.truncate(len);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        out.start_file(name, options).ok()?;
        out.write_all(&bytes).ok()?;
    }
    let new = out.finish().ok()?.into_inner();
    (new.len() <= max_len).then_some(new)
}
