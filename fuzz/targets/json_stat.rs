//! Cubes and collections of JSON-stat.

#![no_main]

furrow_fuzz::reads!("json-stat");
