//! zstd around a file.

#![no_main]

furrow_fuzz::reads!("zstd");
