//! ODS, one part of the archive changing at a time.

#![no_main]

furrow_fuzz::reads_parts!("ods");
