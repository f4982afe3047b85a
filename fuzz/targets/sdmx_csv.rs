//! SDMX-CSV of either version.

#![no_main]

furrow_fuzz::reads!("sdmx-csv");
