//! What the reader of the page decides where Furrow would guess.

use serde::{Deserialize, Serialize};

use crate::data::{Layout, NumberStyle};

/// Choices for a file; what is `None` is found by looking.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Choices {
    /// An encoding by any of its WHATWG labels, such as `gbk`.
    pub encoding: Option<String>,
    /// The ASCII character between cells.
    pub delimiter: Option<u8>,
    /// How many rows name the columns; 0 gives made-up names.
    pub header_rows: Option<usize>,
    /// Which sign stands before the decimals.
    pub number_style: Option<NumberStyle>,
    /// How the figures are laid out; [`Layout::Long`] leaves the columns as they are.
    pub layout: Option<Layout>,
}

impl Choices {
    /// Chooses by name and value, as a form has them; an empty value leaves it to be found.
    ///
    /// False, and nothing changed, when the name or the value means nothing.
    pub fn set(&mut self, name: &str, value: &str) -> bool {
        let is_found = value.is_empty();
        match name {
            "encoding" => self.encoding = (!is_found).then(|| value.to_owned()),
            "delimiter" => match (value.as_bytes(), is_found) {
                (_, true) => self.delimiter = None,
                ([sign], _) => self.delimiter = Some(*sign),
                _ => return false,
            },
            "header_rows" => match (value.parse(), is_found) {
                (_, true) => self.header_rows = None,
                (Ok(n), _) => self.header_rows = Some(n),
                _ => return false,
            },
            "number_style" => match (NumberStyle::from_code(value), is_found) {
                (None, false) => return false,
                (style, _) => self.number_style = style,
            },
            "layout" => match (Layout::from_code(value), is_found) {
                (None, false) => return false,
                (layout, _) => self.layout = layout,
            },
            _ => return false,
        }
        true
    }

    /// Every cell's text and every row as in the file: no header, no layout, no types.
    #[must_use]
    pub fn as_written() -> Choices {
        Choices {
            header_rows: Some(0),
            layout: Some(Layout::AsWritten),
            ..Choices::default()
        }
    }

    /// Whether rows and cells stay as in the file.
    pub(super) fn is_as_written(&self) -> bool {
        self.layout == Some(Layout::AsWritten)
    }
}
