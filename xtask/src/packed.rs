//! Writes the files of the site packed beside themselves, so that a server need not pack them.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// The endings of what packing makes smaller; pictures and packed data stay as they are.
pub(crate) const ENDINGS: [&str; 10] = [
    "bin", "css", "csv", "html", "js", "json", "md", "svg", "txt", "wasm",
];

/// A smaller file is sent in one packet anyway.
const LEAST_BYTES: usize = 1024;

/// Writes `.br` and `.gz` beside every file of a folder that is smaller so.
///
/// A file that is there already stays: a report may bring both `a.csv` and `a.csv.gz`.
pub(crate) fn pack_beside(folder: &Path) -> Result<()> {
    let all: BTreeSet<PathBuf> = files_below(folder)?.into_iter().collect();
    let waiting: Vec<&PathBuf> = all.iter().filter(|path| is_packable(path)).collect();
    let next = Mutex::new(waiting.into_iter());
    let work = || -> Result<()> {
        loop {
            let path = next.lock().ok().and_then(|mut paths| paths.next());
            let Some(path) = path else { return Ok(()) };
            let bytes =
                fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
            if bytes.len() <= LEAST_BYTES {
                continue;
            }
            for (ending, packed) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
                let beside = with_ending(path, ending);
                if packed.len() < bytes.len() && !all.contains(&beside) {
                    fs::write(&beside, packed)
                        .with_context(|| format!("cannot write {}", beside.display()))?;
                }
            }
        }
    };
    let n_threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..n_threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| {
            let done = thread.join();
            done.unwrap_or_else(|_| anyhow::bail!("packing stopped: run this again"))
        })
    })
}

/// Every file below a folder, sorted.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot_read = || format!("cannot read {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot_read)? {
        let path = entry.with_context(cannot_read)?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// As a server sends it to a browser: the best quality, a window of 4 MB.
pub(crate) fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    packed.write_all(bytes)?;
    Ok(packed.into_inner())
}

/// For browsers without a secure connection, which take no brotli.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(bytes)?;
    Ok(packed.finish()?)
}

fn is_packable(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ENDINGS.iter().any(|end| ending == *end)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::shell;

    #[test]
    fn repeated_bytes_pack_well() {
        assert!(brotli(&[b'a'; 10_000]).unwrap().len() < 100);
    }

    #[test]
    fn what_is_smaller_packed_lies_beside_and_nothing_is_replaced() {
        let folder = shell::root().join("target/xtask/test-packed");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("data")).unwrap();
        let text = "a,b\n1,2\n".repeat(1000);
        for (name, content) in [
            ("data/long.csv", text.as_str()),
            ("data/both.csv", text.as_str()),
            ("data/both.csv.gz", "the report's own"),
            ("short.txt", "short"),
            ("picture.png", text.as_str()),
        ] {
            fs::write(folder.join(name), content).unwrap();
        }
        pack_beside(&folder).unwrap();
        let names = files_below(&folder).unwrap();
        let names = names.iter().map(|path| path.strip_prefix(&folder).unwrap());
        let names: Vec<&str> = names.map(|path| path.to_str().unwrap()).collect();
        assert_eq!(
            names,
            [
                "data/both.csv",
                "data/both.csv.br",
                "data/both.csv.gz",
                "data/long.csv",
                "data/long.csv.br",
                "data/long.csv.gz",
                "picture.png",
                "short.txt",
            ]
        );
        let own = fs::read_to_string(folder.join("data/both.csv.gz")).unwrap();
        assert_eq!(own, "the report's own");
        let mut unpacked = String::new();
        let packed = fs::read(folder.join("data/long.csv.gz")).unwrap();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_string(&mut unpacked)
            .unwrap();
        assert!(unpacked == text);
    }
}
