//! Archives of files, one of them changing at a time.

#![no_main]

furrow_fuzz::reads_parts!("zip");
