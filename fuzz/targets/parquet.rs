//! Parquet in every compression.

#![no_main]

furrow_fuzz::reads!("parquet");
