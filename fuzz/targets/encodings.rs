//! Text in another encoding, found or chosen.

#![no_main]

furrow_fuzz::reads!("encodings");
