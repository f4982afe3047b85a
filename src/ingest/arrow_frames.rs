//! Messages of an Arrow IPC stream or file, with their buffers checked and decompressed.
//!
//! The `arrow-ipc` crate panics on a buffer that lies outside its message, makes room for any
//! size that a buffer says it has, and its zstd is C code. So each message is looked through
//! here: a compressed buffer is decompressed within a budget and marked as plain (`-1`), and
//! its place and length are written anew into the message.

use std::io::Read;

use arrow_ipc::{CompressionType, Message, MessageHeader, RecordBatch, root_as_message};
use lz4_flex::frame::FrameDecoder;

use super::packed::zstd_frame;
use super::unpack::Budget;
use crate::diag::Place;

const CONTINUES: u32 = 0xFFFF_FFFF;

/// Bytes of a buffer's place in a message: an offset and a length.
const N_PLACE: usize = 16;

/// One message: its whole bytes as `arrow-ipc` wants them, and where its body begins.
pub(super) struct Frame {
    /// Length, metadata, body.
    pub(super) bytes: Vec<u8>,
    /// Where the body begins.
    pub(super) body_at: usize,
    /// What it holds.
    pub(super) header: MessageHeader,
}

/// Messages from the front of some bytes.
pub(super) struct Frames<'a> {
    rest: &'a [u8],
    budget: Budget,
}

/// The metadata of a message and its body.
type Parts<'a> = (&'a [u8], &'a [u8]);

impl<'a> Frames<'a> {
    /// The messages of a file or a stream. A file is a stream with a mark before it.
    pub(super) fn new(bytes: &'a [u8]) -> Frames<'a> {
        Frames {
            rest: bytes.strip_prefix(b"ARROW1\0\0").unwrap_or(bytes),
            budget: Budget::new(),
        }
    }

    /// The metadata of the next message and its body; `None` at the end.
    fn split(&mut self) -> Result<Option<Parts<'a>>, String> {
        let word = |bytes: &[u8]| {
            let word = bytes.first_chunk::<4>();
            word.map(|word| u32::from_le_bytes(*word))
        };
        let Some(first) = word(self.rest) else {
            return Ok(None);
        };
        let (len, at) = match first {
            CONTINUES => match word(self.rest.get(4..).unwrap_or_default()) {
                Some(len) => (len as usize, 8),
                None => return Err("a message is cut short".to_owned()),
            },
            len => (len as usize, 4),
        };
        if len == 0 {
            return Ok(None);
        }
        let rest = self.rest.get(at..).unwrap_or_default();
        let (metadata, rest) = rest.split_at_checked(len).ok_or("a message is cut short")?;
        let message = root_as_message(metadata).map_err(|error| error.to_string())?;
        let n_body = usize::try_from(message.bodyLength()).map_err(|_| "a body is too long")?;
        let (body, rest) = rest
            .split_at_checked(n_body)
            .ok_or("a message is cut short")?;
        self.rest = rest;
        Ok(Some((metadata, body)))
    }

    /// The next message, ready for `arrow-ipc`.
    pub(super) fn next(&mut self) -> Result<Option<Frame>, String> {
        let Some((metadata, body)) = self.split()? else {
            return Ok(None);
        };
        let message = root_as_message(metadata).map_err(|error| error.to_string())?;
        let mut head = metadata.to_vec();
        let body = match batch(&message) {
            Some(batch) => self.plain(batch, metadata, &mut head, body)?,
            None => Vec::new(),
        };
        let mut bytes = CONTINUES.to_le_bytes().to_vec();
        bytes.extend((head.len() as u32).to_le_bytes());
        bytes.extend(head);
        let body_at = bytes.len();
        bytes.extend(body);
        Ok(Some(Frame {
            bytes,
            body_at,
            header: message.header_type(),
        }))
    }

    /// The body with plain buffers; their places are written into `head`.
    fn plain(
        &mut self,
        batch: RecordBatch<'_>,
        metadata: &[u8],
        head: &mut [u8],
        body: &[u8],
    ) -> Result<Vec<u8>, String> {
        let Some(places) = batch.buffers() else {
            return Ok(body.to_vec());
        };
        let codec = batch.compression().map(|compression| compression.codec());
        let at = places.bytes().as_ptr() as usize - metadata.as_ptr() as usize;
        let mut out = Vec::new();
        for idx in 0..places.len() {
            let place = places.get(idx);
            let start = usize::try_from(place.offset()).map_err(|_| "a buffer lies outside")?;
            let len = usize::try_from(place.length()).map_err(|_| "a buffer lies outside")?;
            let end = start.checked_add(len).ok_or("a buffer lies outside")?;
            let buffer = body.get(start..end).ok_or("a buffer lies outside")?;
            let Some(codec) = codec else {
                continue;
            };
            let start = out.len();
            if let Some((size, packed)) = buffer.split_first_chunk::<8>() {
                let size = i64::from_le_bytes(*size);
                out.extend((-1_i64).to_le_bytes());
                match size {
                    -1 => out.extend(packed),
                    0 => {}
                    size => out.extend(self.unpacked(packed, size, codec)?),
                }
            }
            let len = out.len() - start;
            let slot = head
                .get_mut(at + idx * N_PLACE..at + (idx + 1) * N_PLACE)
                .ok_or("a buffer lies outside")?;
            let (offset_slot, len_slot) = slot.split_at_mut(8);
            offset_slot.copy_from_slice(&(start as i64).to_le_bytes());
            len_slot.copy_from_slice(&(len as i64).to_le_bytes());
            out.resize(out.len().next_multiple_of(64), 0);
        }
        Ok(if codec.is_some() { out } else { body.to_vec() })
    }

    fn unpacked(
        &mut self,
        packed: &[u8],
        size: i64,
        codec: CompressionType,
    ) -> Result<Vec<u8>, String> {
        let place = Place::default();
        let mut lz4;
        let unpacked = match codec {
            CompressionType::LZ4_FRAME => {
                lz4 = FrameDecoder::new(packed);
                let source: &mut dyn Read = &mut lz4;
                self.budget.read(source, packed.len(), &place, "Arrow")
            }
            CompressionType::ZSTD => zstd_frame(&mut &*packed, &mut self.budget, &place),
            _ => return Err("it is compressed in an unknown way".to_owned()),
        };
        let unpacked = unpacked.map_err(|_| "a buffer cannot be decompressed or is too large")?;
        match usize::try_from(size) == Ok(unpacked.len()) {
            true => Ok(unpacked),
            false => Err("a buffer has another size than it says".to_owned()),
        }
    }
}

/// The batch in a message: of rows, or of a dictionary's texts.
fn batch<'a>(message: &Message<'a>) -> Option<RecordBatch<'a>> {
    match message.header_type() {
        MessageHeader::RecordBatch => message.header_as_record_batch(),
        MessageHeader::DictionaryBatch => message.header_as_dictionary_batch()?.data(),
        _ => None,
    }
}
