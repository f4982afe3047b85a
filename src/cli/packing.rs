//! Packing: parts of a single file as text.

use std::io::{self, Read as _, Write as _};

use flate2::read::GzDecoder;
use lzma_rust2::{LzmaOptions, LzmaWriter};

use super::error::CliError;
use crate::report::{dense_bytes, dense_text};

/// gzip, as small as it can be: what a page needs first, for browsers unpack it by themselves.
pub(super) fn gzip_text(bytes: &[u8]) -> Result<String, CliError> {
    let mut packed = Vec::new();
    zopfli::compress(
        zopfli::Options::default(),
        zopfli::Format::Gzip,
        bytes,
        &mut packed,
    )
    .map_err(|error| failed(&error))?;
    Ok(dense_text(&packed))
}

/// LZMA, a fifth smaller than gzip: for all else, which the file's own script unpacks.
pub(super) fn lzma_text(bytes: &[u8]) -> Result<String, CliError> {
    Ok(dense_text(&lzma(bytes).map_err(|error| failed(&error))?))
}

fn lzma(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    // WebAssembly aligns nothing, and what a byte means depends on the one before.
    (options.lc, options.pb) = (4, 0);
    options.nice_len = LzmaOptions::NICE_LEN_MAX;
    let size = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    options.dict_size = size.clamp(1 << 12, 1 << 26);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// The text that [`gzip_text`], or a page that saves itself, has packed; `None` when it is damaged.
pub(super) fn gunzipped(text: &str) -> Option<String> {
    let bytes = dense_bytes(text)?;
    let mut out = String::new();
    GzDecoder::new(bytes.as_slice())
        .read_to_string(&mut out)
        .ok()?;
    Some(out)
}

fn failed(error: &io::Error) -> CliError {
    CliError::write("a packed part", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_text_comes_back() {
        let text = "function f() { return '</script>'; }\r\n".repeat(40);
        assert_eq!(gunzipped(&gzip_text(text.as_bytes()).unwrap()), Some(text));
        assert_eq!(gunzipped("no gzip"), None);
    }

    #[test]
    fn lzma_says_how_long_it_is_and_opens_again() {
        for bytes in [Vec::new(), vec![7; 100_000], (0..=255).collect()] {
            let packed = lzma(&bytes).unwrap();
            assert_eq!(packed[5..13], (bytes.len() as u64).to_le_bytes());
            let mut out = Vec::new();
            let limit_kb = 1 << 20;
            lzma_rust2::LzmaReader::new_mem_limit(packed.as_slice(), limit_kb, None)
                .and_then(|mut reader| reader.read_to_end(&mut out))
                .unwrap();
            assert_eq!(out, bytes);
            // The script tells them apart by their first byte.
            assert!(packed[0] != 31);
        }
    }
}
