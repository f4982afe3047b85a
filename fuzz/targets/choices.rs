//! What a reader of the page may choose: the first bytes choose, the rest is the file.

#![no_main]

furrow_fuzz::reads_chosen!();
