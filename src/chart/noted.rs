//! What a canvas notes beside its items: plots, ticks and marks, for those who ask what was drawn.
//!
//! Only the native command asks. In WebAssembly nothing is noted, and what would be noted is not
//! even computed, so the page's program pays nothing for it.

use super::canvas::Frame;

/// A point in px of the body.
pub(super) type Px = (f64, f64);

/// A figure on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NotedVertex {
    /// The figure's row in the table.
    pub(super) row: usize,
    /// Its place.
    pub(super) at: Px,
    /// Where its layer starts on the value axis.
    pub(super) base: f64,
    /// Whether the line leads here from the figure before.
    pub(super) joined: bool,
}

/// Something that was drawn, where it was drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Noted {
    /// A panel begins.
    Plot(Frame),
    /// A tick of the axis below a plot, or left of it.
    Tick {
        /// Whether it is below.
        below: bool,
        /// Its value in the axis's domain.
        value: f64,
        /// The label as drawn; empty where there was no room.
        text: String,
    },
    /// A mark of one figure: a bar from corner to corner, a point twice the same.
    Mark {
        /// The grammar's name, or `target`.
        mark: &'static str,
        /// The figure's row in the table.
        row: usize,
        /// The corner of the foot, or the first end.
        from: Px,
        /// The corner of the tip, or the last end.
        to: Px,
    },
    /// The line or the layer of a series.
    Line {
        /// `line` or `area`.
        mark: &'static str,
        /// Its figures in order.
        vertices: Vec<NotedVertex>,
    },
}

/// The notes of one canvas.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Default)]
pub(super) struct Notes(std::cell::RefCell<Vec<Noted>>);

/// The notes of one canvas: none.
#[cfg(target_arch = "wasm32")]
#[derive(Default)]
pub(super) struct Notes(());

#[cfg(not(target_arch = "wasm32"))]
impl Notes {
    /// Adds a note.
    pub(super) fn add(&self, note: impl FnOnce() -> Noted) {
        self.0.borrow_mut().push(note());
    }

    /// The notes in the order of drawing.
    pub(super) fn into_list(self) -> Vec<Noted> {
        self.0.into_inner()
    }
}

#[cfg(target_arch = "wasm32")]
impl Notes {
    /// Adds nothing.
    #[inline(always)]
    pub(super) fn add(&self, _: impl FnOnce() -> Noted) {}

    /// No notes.
    pub(super) fn into_list(self) -> Vec<Noted> {
        Vec::new()
    }
}
