//! Arrow's files and streams.

#![no_main]

furrow_fuzz::reads!("arrow");
