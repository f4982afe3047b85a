//! Spec and table → Plan → Scene: what a chart decides, and how it is drawn.

mod axis;
mod body;
mod canvas;
mod cell;
mod china;
mod class_legend;
mod compile;
mod decide;
mod events;
mod expanded;
mod expanded_cells;
mod expanded_scale;
mod frame;
mod labels;
mod legend;
mod mark;
mod matrix;
mod naming;
mod noted;
mod notes;
mod outline;
mod plan;
mod plan_view;
mod reading;
mod recorder;
mod rows;
mod sides;
mod sides_plan;
mod stack;
mod stack_labels;
mod table;
mod tiles;
mod upright;
mod upright_labels;
mod upright_readings;

pub use body::{Drawn, body, body_height};
pub use china::is_region;
pub use compile::{ChartInput, compile};
pub use expanded::expanded;
pub use frame::{Captions, body_width, framed};
pub use outline::{
    Outline, OutlineAxis, OutlineMark, OutlinePanel, OutlineTick, Swatch, Vertex, outline,
};
pub use plan::{
    Absent, Across, Choice, Form, Measures, Panel, Plan, Point, Series, Target, TimeNote,
};
pub use plan_view::{Offer, Times, View};
pub use reading::{Dot, Reading, ReadingRow};
pub use sides_plan::{SideFigure, SideName, SideRow, Sides, Verdict};
pub use stack::{Total, total};
pub use table::{Cells, text_table};
