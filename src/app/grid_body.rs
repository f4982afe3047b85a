//! The rows of a grid on the page: elements for those in view, made and taken away by hand.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, FocusOptions, HtmlElement};

use super::chart_data::px;
use super::grid_head::class;
use super::grid_row::cells;
use crate::data::grouped;
use crate::engine::{RowLine, RowsView};
use crate::report::{CellKind, GridColumn, GridHead};
use crate::scene::LongList;

/// How many rows are made beyond those in view, on both sides.
const MORE_ROWS: usize = 8;
/// The height of a row where the style sheet does not say it.
const ROW_HEIGHT: f64 = 28.0;
/// A digit of a row's number, and the room around, in px.
const DIGIT: f64 = 8.0;
const NO_PADDING: f64 = 24.0;
/// The first column stays in place while it takes no more than this of the grid.
const MOST_LEAD: f64 = 0.4;
const LEAST_LEAD: f64 = 96.0;

/// A cell: its row by its place, or the head; its column, the row's number being the first.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct At {
    pub(super) row: Option<usize>,
    pub(super) column: usize,
}

/// The rows of a grid.
pub(super) struct Body {
    pub(super) list: LongList,
    /// The one cell that the Tab key reaches.
    pub(super) at: At,
    columns: Vec<GridColumn>,
    n_all: usize,
    /// The rows at hand, and the place of the first.
    lines: Vec<RowLine>,
    first: usize,
    /// The rows on the page, by place.
    rows: Vec<Row>,
    parts: Option<Parts>,
    stop: Option<Element>,
}

struct Row {
    place: usize,
    element: Element,
    is_filled: bool,
}

impl Row {
    /// Writes its cells; without a line they wait for it.
    fn write(&self, columns: &[GridColumn], line: Option<&RowLine>) {
        self.element.set_inner_html(&cells(columns, line));
        let place = (self.place + 3).to_string();
        let _ = self.element.set_attribute("aria-rowindex", &place);
    }
}

/// The elements around the rows.
struct Parts {
    document: Document,
    root: Element,
    scroller: HtmlElement,
    table: HtmlElement,
    head: Element,
    above: HtmlElement,
    rows: Element,
    below: HtmlElement,
}

impl Parts {
    fn of(root: &Element) -> Option<Parts> {
        let all = |selector: &str| root.query_selector_all(selector).ok();
        let one =
            |selector: &str| -> Option<HtmlElement> { all(selector)?.item(0)?.dyn_into().ok() };
        Some(Parts {
            document: root.owner_document()?,
            root: root.clone(),
            scroller: one(".grid-scroll")?,
            table: one(".grid-table")?,
            head: one("thead")?.into(),
            above: one(".grid-space td")?,
            rows: one(".grid-rows")?.into(),
            below: all(".grid-space td")?.item(1)?.dyn_into().ok()?,
        })
    }
}

impl Body {
    pub(super) fn new(head: &GridHead) -> Body {
        let line = |(row, cells): (usize, &Vec<String>)| RowLine {
            row,
            cells: cells.clone(),
        };
        Body {
            list: LongList::new(head.first.n_rows, ROW_HEIGHT),
            at: At {
                row: None,
                column: 1,
            },
            columns: head.columns.clone(),
            n_all: head.first.n_rows,
            lines: head.first.rows.iter().enumerate().map(line).collect(),
            first: 0,
            rows: Vec::new(),
            parts: None,
            stop: None,
        }
    }

    /// Finds the elements around the rows; the one that scrolls.
    pub(super) fn adopt(&mut self, root: &Element) -> Option<Element> {
        self.parts = Parts::of(root);
        let parts = self.parts.as_ref()?;
        // The elements may be those of another table, whose rows no view takes away.
        parts.rows.set_inner_html("");
        parts.scroller.set_scroll_top(0);
        self.mark();
        Some(self.parts.as_ref()?.scroller.clone().into())
    }

    /// Takes new sizes over.
    pub(super) fn measure(&mut self) -> Option<()> {
        let parts = self.parts.as_ref()?;
        let style = web_sys::window()?
            .get_computed_style(&parts.scroller)
            .ok()??;
        let row_height = style.get_property_value("--grid-row").ok();
        let row_height = row_height.and_then(|text| text.trim().strip_suffix("px")?.parse().ok());
        let row_height = row_height.unwrap_or(ROW_HEIGHT);
        let head_height = parts.head.get_bounding_client_rect().height();
        self.list.row_height = row_height;
        let full = head_height + row_height * self.n_all as f64;
        let own = parts.scroller.style();
        own.set_property("--grid-full", &px(full)).ok()?;
        self.fit_columns();
        let parts = self.parts.as_ref()?;
        self.list.view_height = (f64::from(parts.scroller.client_height()) - head_height).max(0.0);
        Some(())
    }

    /// Gives the columns their widths; what is left over goes to the first column of text.
    fn fit_columns(&self) -> Option<()> {
        let parts = self.parts.as_ref()?;
        let width = f64::from(parts.scroller.client_width());
        let columns = parts.root.query_selector_all("col").ok()?;
        let n_digits = grouped(self.n_all as f64, 0).len() as f64;
        let most_lead = (width * MOST_LEAD).max(LEAST_LEAD);
        let widths = self.columns.iter().enumerate().map(|(idx, column)| {
            let is_lead = class(idx, column.kind) == "grid-lead";
            column.width.min(if is_lead { most_lead } else { f64::MAX })
        });
        let widths: Vec<f64> = [n_digits * DIGIT + NO_PADDING]
            .into_iter()
            .chain(widths)
            .collect();
        let text = self
            .columns
            .iter()
            .position(|column| column.kind == CellKind::Text);
        for (idx, width) in widths.iter().enumerate() {
            let column: HtmlElement = columns.item(idx as u32)?.dyn_into().ok()?;
            let width = match text {
                Some(text) if text + 1 == idx => "auto".to_owned(),
                _ => px(*width),
            };
            column.style().set_property("width", &width).ok()?;
        }
        let all = px(widths.iter().sum());
        parts.table.style().set_property("min-width", &all).ok()
    }

    /// Takes rows that have come.
    pub(super) fn take(&mut self, view: RowsView) {
        self.list.n_rows = view.n_found;
        self.first = view.first;
        self.lines = view.rows;
    }

    /// Goes back to the first row, of other rows.
    pub(super) fn rewind(&mut self) {
        self.list.rewind();
        for row in &mut self.rows {
            row.is_filled = false;
        }
        self.at.row = None;
        if let Some(parts) = &self.parts {
            parts.scroller.set_scroll_top(0);
        }
    }

    /// Follows the scroll bar.
    pub(super) fn follow(&mut self) {
        if let Some(parts) = &self.parts {
            self.list.scroll_to(f64::from(parts.scroller.scroll_top()));
            // Only a first column that lies over others is set apart by a line.
            let _ = match parts.scroller.scroll_left() {
                0 => parts.scroller.remove_attribute("data-aside"),
                _ => parts.scroller.set_attribute("data-aside", ""),
            };
        }
        if self.list.is_astray() {
            self.put_bar();
        }
    }

    /// Puts the scroll bar where it belongs; the rows stay where they are seen.
    pub(super) fn put_bar(&mut self) {
        let Some(parts) = &self.parts else { return };
        let bar = self.list.bar().round();
        if (bar - f64::from(parts.scroller.scroll_top())).abs() >= 1.0 {
            parts.scroller.set_scroll_top(bar as i32);
            self.list.bar_is(f64::from(parts.scroller.scroll_top()));
            self.space();
        }
    }

    /// Brings a row into view.
    pub(super) fn reveal(&mut self, at: At) {
        self.at = at;
        if let Some(row) = at.row {
            self.list.reveal(row);
            self.put_bar();
        }
    }

    /// Makes the rows in view; those that are not at hand.
    pub(super) fn draw(&mut self) -> Option<Range<usize>> {
        let parts = self.parts.as_ref()?;
        let range = self.list.rows(MORE_ROWS);
        let focused = parts.document.active_element();
        let had_focus = focused.is_some_and(|focused| parts.rows.contains(Some(&focused)));
        self.rows.retain(|row| {
            let is_kept = range.contains(&row.place);
            if !is_kept {
                row.element.remove();
            }
            is_kept
        });
        for (idx, place) in range.clone().enumerate() {
            let next = self.rows.get(idx);
            if next.is_none_or(|next| next.place != place) {
                let element = parts.document.create_element("tr").ok()?;
                let next = next.map(|next| next.element.as_ref());
                parts.rows.insert_before(&element, next).ok()?;
                let row = Row {
                    place,
                    element,
                    is_filled: false,
                };
                row.write(&self.columns, None);
                self.rows.insert(idx, row);
            }
        }
        for row in self.rows.iter_mut().filter(|row| !row.is_filled) {
            let at_hand = row.place.checked_sub(self.first);
            if let Some(line) = at_hand.and_then(|idx| self.lines.get(idx)) {
                row.write(&self.columns, Some(line));
                row.is_filled = true;
            }
        }
        self.space();
        // The Tab key and the arrow keys go on from a row that is there.
        if let Some(row) = self.at.row
            && !range.contains(&row)
        {
            let seen = self.list.rows(0);
            self.at.row = (!seen.is_empty()).then(|| row.clamp(seen.start, seen.end - 1));
        }
        self.mark();
        if had_focus && self.at.row.is_some() && !self.has_focus() {
            self.focus_only();
        }
        let mut missing = self.rows.iter().filter(|row| !row.is_filled);
        let from = missing.next()?.place;
        let to = missing.next_back().map_or(from, |row| row.place);
        Some(from..to + 1)
    }

    /// Keeps room for the rows that are not made.
    fn space(&self) -> Option<()> {
        let parts = self.parts.as_ref()?;
        let first = self.rows.first().map_or(0, |row| row.place);
        let (above, below) = self.list.around(&(first..first + self.rows.len()));
        parts
            .above
            .style()
            .set_property("height", &px(above))
            .ok()?;
        parts.below.style().set_property("height", &px(below)).ok()
    }

    /// The focus stands on a cell.
    pub(super) fn stand(&mut self, at: At) {
        self.at = at;
        self.mark();
    }

    /// Makes the cell that counts the only one that the Tab key reaches.
    fn mark(&mut self) {
        let now = self.cell();
        if let Some(before) = self.stop.take() {
            let _ = before.set_attribute("tabindex", "-1");
        }
        if let Some(now) = &now {
            let _ = now.set_attribute("tabindex", "0");
        }
        self.stop = now;
    }

    /// The element of the cell that counts: itself, or the button in it.
    fn cell(&self) -> Option<Element> {
        let row = match self.at.row {
            None => self.parts.as_ref()?.head.first_element_child()?,
            Some(place) => {
                let row = self.rows.iter().find(|row| row.place == place)?;
                row.element.clone()
            }
        };
        let cell = row.children().item(self.at.column as u32)?;
        Some(cell.query_selector("button").ok()?.unwrap_or(cell))
    }

    fn has_focus(&self) -> bool {
        let focused = self
            .parts
            .as_ref()
            .and_then(|parts| parts.document.active_element());
        focused.is_some() && focused == self.stop
    }

    fn focus_only(&self) -> Option<()> {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let cell: &HtmlElement = self.stop.as_ref()?.dyn_ref()?;
        cell.focus_with_options(&options).ok()
    }

    /// Puts the focus on the cell that counts, and scrolls sideways, and the page, to show it.
    pub(super) fn focus(&mut self) -> Option<()> {
        self.focus_only()?;
        let (parts, cell) = (self.parts.as_ref()?, self.stop.as_ref()?);
        let (view, rect) = (
            parts.scroller.get_bounding_client_rect(),
            cell.get_bounding_client_rect(),
        );
        let lead = parts.head.query_selector("th.grid-lead").ok()?;
        let is_lead = cell.closest(".grid-lead").ok()?.is_some();
        let left = lead
            .filter(|_| !is_lead && self.at.column > 0)
            .map_or(view.left(), |lead| lead.get_bounding_client_rect().right());
        let right = view.left() + f64::from(parts.scroller.client_width());
        let by = if rect.left() < left {
            rect.left() - left
        } else {
            (rect.right() - right).max(0.0).min(rect.left() - left)
        };
        let scrolled = f64::from(parts.scroller.scroll_left()) + by;
        if by != 0.0 && !is_lead {
            parts.scroller.set_scroll_left(scrolled.round() as i32);
        }
        let window = web_sys::window()?;
        let height = window.inner_height().ok()?.as_f64()?;
        if rect.top() < 0.0 {
            window.scroll_by_with_x_and_y(0.0, rect.top() - rect.height());
        } else if rect.bottom() > height {
            window.scroll_by_with_x_and_y(0.0, rect.bottom() + rect.height() - height);
        }
        Some(())
    }
}
