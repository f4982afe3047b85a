//! Eurostat's TSV.

#![no_main]

furrow_fuzz::reads!("eurostat");
