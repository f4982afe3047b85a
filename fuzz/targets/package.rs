//! Data Packages: one input is several files, one of them a descriptor.

#![no_main]

furrow_fuzz::reads_package!();
