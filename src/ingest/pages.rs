//! Pages of a Parquet column, decompressed here so that no size is believed.
//!
//! The `parquet` crate makes room for what a page header declares, and its zstd is C code,
//! which WebAssembly does not have. So it is told that the pages are not compressed, and
//! what it would have done is done here, within limits.

use std::io::Read;

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use parquet::basic::{Compression, Encoding};
use parquet::column::page::{Page, PageMetadata, PageReader};
use parquet::errors::{ParquetError, Result};

use super::packed::zstd_frame;
use super::unpack::Budget;
use crate::diag::Place;

/// A page may be so large. Writers aim at one megabyte.
const MAX_PAGE_BYTES: usize = 1 << 28;

/// LZ4 and snappy give at most so many bytes for one.
const MAX_RATIO: usize = 256;

/// Pages from another reader, decompressed and looked through.
pub(super) struct Pages<R> {
    inner: R,
    compression: Compression,
    /// Bytes of a value, at least; a dictionary cannot hold more values than fit.
    min_value_bytes: usize,
    has_levels: bool,
    /// Values that the row group still has.
    n_left: usize,
    /// Whether the dictionary has come on which later pages rely.
    has_dictionary: bool,
}

impl<R: PageReader> Pages<R> {
    /// Pages of a column of `n_values` values, none of which is a list.
    pub(super) fn new(
        inner: R,
        compression: Compression,
        min_value_bytes: usize,
        has_levels: bool,
        n_values: usize,
    ) -> Pages<R> {
        Pages {
            inner,
            compression,
            min_value_bytes,
            has_levels,
            n_left: n_values,
            has_dictionary: false,
        }
    }

    fn count(&mut self, n_values: u32) -> Result<()> {
        let left = self.n_left.checked_sub(n_values as usize);
        self.n_left = left.ok_or_else(|| wrong("a page has more values than rows"))?;
        Ok(())
    }

    /// The `parquet` crate panics where a page refers to a dictionary that has not come.
    fn check_dictionary(&self, encoding: Encoding) -> Result<()> {
        let is_coded = matches!(
            encoding,
            Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY
        );
        match is_coded && !self.has_dictionary {
            true => Err(wrong("a page comes before its dictionary")),
            false => Ok(()),
        }
    }

    fn checked(&mut self, page: Page) -> Result<Page> {
        match page {
            Page::DictionaryPage {
                buf,
                num_values,
                encoding,
                is_sorted,
            } => {
                let buf = decompress(&buf, self.compression)?;
                if num_values as usize > buf.len() / self.min_value_bytes.max(1) {
                    return Err(wrong("a dictionary has fewer values than it says"));
                }
                self.has_dictionary = true;
                Ok(Page::DictionaryPage {
                    buf,
                    num_values,
                    encoding,
                    is_sorted,
                })
            }
            Page::DataPage {
                buf,
                num_values,
                encoding,
                def_level_encoding,
                rep_level_encoding,
                statistics: _,
            } => {
                self.count(num_values)?;
                self.check_dictionary(encoding)?;
                let buf = decompress(&buf, self.compression)?;
                let mut at = 0;
                if self.has_levels && def_level_encoding == Encoding::RLE {
                    at = 4 + buf.get(..4).map_or(0, |len| {
                        u32::from_le_bytes([len[0], len[1], len[2], len[3]]) as usize
                    });
                }
                check_delta(buf.get(at..).unwrap_or_default(), encoding, num_values)?;
                Ok(Page::DataPage {
                    buf,
                    num_values,
                    encoding,
                    def_level_encoding,
                    rep_level_encoding,
                    statistics: None,
                })
            }
            Page::DataPageV2 {
                buf,
                num_values,
                encoding,
                num_nulls,
                num_rows,
                def_levels_byte_len,
                rep_levels_byte_len,
                is_compressed,
                statistics: _,
            } => {
                self.count(num_values)?;
                self.check_dictionary(encoding)?;
                let n_levels = (def_levels_byte_len as usize)
                    .checked_add(rep_levels_byte_len as usize)
                    .filter(|n| *n <= buf.len())
                    .ok_or_else(|| wrong("a page is shorter than its levels"))?;
                let (levels, rest) = buf.split_at(n_levels);
                let rest = match is_compressed && !rest.is_empty() {
                    true => decompress(&Bytes::copy_from_slice(rest), self.compression)?,
                    false => Bytes::copy_from_slice(rest),
                };
                check_delta(&rest, encoding, num_values)?;
                if num_nulls > num_values {
                    return Err(wrong("a page has more nulls than values"));
                }
                Ok(Page::DataPageV2 {
                    buf: Bytes::from([levels, &rest].concat()),
                    num_values,
                    encoding,
                    num_nulls,
                    num_rows,
                    def_levels_byte_len,
                    rep_levels_byte_len,
                    is_compressed: false,
                    statistics: None,
                })
            }
        }
    }
}

impl<R: PageReader> Iterator for Pages<R> {
    type Item = Result<Page>;

    fn next(&mut self) -> Option<Result<Page>> {
        self.get_next_page().transpose()
    }
}

impl<R: PageReader> PageReader for Pages<R> {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        match self.inner.get_next_page()? {
            Some(page) => self.checked(page).map(Some),
            None => Ok(None),
        }
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.inner.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.inner.skip_next_page()
    }
}

fn decompress(buf: &Bytes, compression: Compression) -> Result<Bytes> {
    let place = Place::default();
    let mut budget = Budget::of(MAX_PAGE_BYTES as u64);
    let mut read = |source: &mut dyn Read| {
        let read = budget.read(source, buf.len(), &place, "Parquet");
        read.map_err(|_| wrong("a page cannot be decompressed"))
    };
    let bytes = match compression {
        Compression::UNCOMPRESSED => return Ok(buf.clone()),
        Compression::GZIP(_) => read(&mut MultiGzDecoder::new(buf.as_ref()))?,
        Compression::BROTLI(_) => read(&mut brotli_decompressor::Decompressor::new(
            buf.as_ref(),
            4096,
        ))?,
        Compression::ZSTD(_) => zstd_frame(&mut buf.as_ref(), &mut budget, &place)
            .map_err(|_| wrong("a page cannot be decompressed"))?,
        Compression::SNAPPY => snappy(buf)?,
        Compression::LZ4_RAW => lz4(buf)?,
        Compression::LZ4 => hadoop_lz4(buf).map_or_else(|| lz4(buf), Ok)?,
        Compression::LZO => return Err(wrong("LZO is not read")),
    };
    Ok(Bytes::from(bytes))
}

fn snappy(buf: &[u8]) -> Result<Vec<u8>> {
    let fails = |_| wrong("a page cannot be decompressed");
    let n_bytes = snap::raw::decompress_len(buf).map_err(fails)?;
    if n_bytes > MAX_PAGE_BYTES.min(buf.len().saturating_mul(MAX_RATIO)) {
        return Err(wrong("a page is larger than it can be"));
    }
    snap::raw::Decoder::new().decompress_vec(buf).map_err(fails)
}

/// A raw block does not say how much it holds: room is made as long as it is too little.
fn lz4(buf: &[u8]) -> Result<Vec<u8>> {
    let most = MAX_PAGE_BYTES.min(buf.len().saturating_mul(MAX_RATIO));
    let mut room = buf.len().saturating_mul(4).max(1024).min(most);
    loop {
        match lz4_flex::block::decompress(buf, room) {
            Ok(bytes) => return Ok(bytes),
            Err(_) if room < most => room = room.saturating_mul(4).min(most),
            Err(_) => return Err(wrong("a page cannot be decompressed")),
        }
    }
}

/// Blocks with their sizes before them, as Hadoop frames LZ4.
fn hadoop_lz4(buf: &[u8]) -> Option<Vec<u8>> {
    let size = |at: usize| {
        let word = buf.get(at..at + 4)?;
        Some(u32::from_be_bytes([word[0], word[1], word[2], word[3]]) as usize)
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < buf.len() {
        let (n_bytes, n_packed) = (size(at)?, size(at + 4)?);
        let block = buf.get(at + 8..(at + 8).checked_add(n_packed)?)?;
        if n_bytes > MAX_PAGE_BYTES.min(block.len().saturating_mul(MAX_RATIO)) {
            return None;
        }
        out.extend(lz4_flex::block::decompress(block, n_bytes).ok()?);
        if out.len() > MAX_PAGE_BYTES {
            return None;
        }
        at += 8 + n_packed;
    }
    Some(out)
}

/// Delta encodings begin with a count, for which room is made: it must not pass the page's.
fn check_delta(values: &[u8], encoding: Encoding, num_values: u32) -> Result<()> {
    let is_delta = matches!(
        encoding,
        Encoding::DELTA_BINARY_PACKED
            | Encoding::DELTA_LENGTH_BYTE_ARRAY
            | Encoding::DELTA_BYTE_ARRAY
    );
    if !is_delta || values.is_empty() {
        return Ok(());
    }
    let mut bytes = values.iter();
    let mut varint = || {
        let mut value = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = *bytes.next()?;
            value |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    };
    let header = (varint(), varint(), varint());
    let (Some(block), Some(n_mini), Some(n_values)) = header else {
        return Err(wrong("a delta header is cut short"));
    };
    let fits = block <= 1 << 20 && n_mini <= 1 << 12 && n_mini > 0 && block >= n_mini;
    if !fits || n_values > u64::from(num_values) {
        return Err(wrong("a delta header says too much"));
    }
    Ok(())
}

fn wrong(message: &str) -> ParquetError {
    ParquetError::General(message.to_owned())
}
