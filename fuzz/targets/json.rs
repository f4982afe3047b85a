//! JSON of every shape, and lines of it.

#![no_main]

furrow_fuzz::reads!("json");
