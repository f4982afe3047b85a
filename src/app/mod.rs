//! The page: Leptos decides when, plain Rust below decides what.
//!
//! [`start`] makes the static page live and opens the documents that came with it; `program` says
//! what of all this is in the first part of the program, and what comes later. All that a reader can change is in [`State`]; whatever changes it is an
//! [`Action`], given to [`Store::dispatch`] by every button, link, drop and test.

mod action;
mod address;
mod arrival;
mod bar;
mod chart;
mod chart_data;
mod choice;
mod dispatch;
mod drop_zone;
mod dropdown;
mod embed_dialog;
mod entities;
mod file_panel;
mod files;
mod first;
mod foot;
mod grid;
mod grid_body;
mod grid_head;
mod grid_keys;
mod grid_row;
mod grid_state;
mod highlight;
mod initials;
mod islands;
mod kept;
mod live;
mod load;
mod menu;
mod notices;
mod panic;
mod periods;
mod picked;
mod picker;
mod place;
mod plot;
mod program;
mod report;
mod roving;
mod rows;
mod shell;
mod sides;
mod sliced;
mod start;
mod state;
mod stored;
mod table;
mod tabs;
mod tooltip;
mod views;
mod words;

pub mod api;
pub mod embed;
pub mod export;
pub mod save;
mod scale;

pub use action::{Action, ChartFormat};
pub use program::{Answers, Coming, ask, install};
pub use start::{Bring, start};
pub use state::{ChartState, Home, Said, State, Store, View};
