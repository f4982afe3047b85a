//! Delimited text in UTF-8.

#![no_main]

furrow_fuzz::reads!("csv");
