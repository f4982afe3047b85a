//! What readers do, in a real browser: `cargo xtask test` builds the site and runs these.
//!
//! A [`Reader`](reader::Reader) is one Chromium with one page. Its verbs are what a person does
//! (`act.rs`) and what a person sees (`see.rs`). Every test ends with `finish`, which fails on any
//! error, on any breach of the content security policy and on any request that leaves the page.

#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "what is missing fails the test, and a failure tells where its picture is"
)]

#[path = "../support/mod.rs"]
mod support;

mod act;
mod driver;
mod net;
mod reader;
mod see;
mod server;
mod setting;

mod access;
mod bounds;
mod bytes;
mod choices;
mod embeds;
mod files;
mod formats;
mod grid;
mod hosts;
mod links;
mod one_file;
mod opening;
mod paper;
mod periods;
mod picker;
mod plots;
mod saving;
mod scales;
mod sides;
mod tables;
mod views;
mod walls;
mod watch;
