//! Furrow: a report viewer that runs wholly in the browser and compares honestly.
//!
//! bytes → [`ingest`] → Table → [`transform`] → Table → [`chart`] → Scene → [`paint`] → SVG.
//! ARCHITECTURE.md says which layer may import which, and a test holds it.

#![deny(clippy::unwrap_used)]

pub mod chart;
pub mod data;
pub mod describe;
pub mod diag;
pub mod engine;
pub mod ingest;
pub mod paint;
pub mod report;
pub mod scale;
pub mod scene;
pub mod spec;
pub mod transform;
pub mod words;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod app;
pub mod worker;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
