//! What a reader assumed of a table: format, encoding, delimiter, headers, numbers, layout.

use serde::{Deserialize, Serialize};

/// What was assumed of one table, to be shown beside it and changed there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Assumed {
    /// The format: `csv`, `json`, `sdmx-csv`, `xlsx` …
    pub format: String,
    /// The encoding by its WHATWG name, such as `UTF-8` or `GBK`; empty where there is none.
    pub encoding: String,
    /// What stands between cells; empty where nothing does.
    pub delimiter: String,
    /// How many rows name the columns.
    pub header_rows: usize,
    /// How numbers are written.
    pub number_style: NumberStyle,
    /// How the figures were laid out before they became long.
    pub layout: Layout,
    /// Title lines that stand above the header.
    pub above: Vec<String>,
    /// Notes and sources that stand below the last row.
    pub below: Vec<String>,
}

/// Which sign stands before the decimals; the others may group the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum NumberStyle {
    /// `1,234.5`, `12,34,567.8` and `1 234.5`
    #[default]
    Point,
    /// `1.234,5` and `1 234,5`
    Comma,
}

/// How figures are laid out in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Layout {
    /// One figure, or one set of measures, a row.
    #[default]
    Long,
    /// A column a year or another time.
    WideTimes,
    /// A column a country, province or another entity.
    WideEntities,
    /// A column an indicator, made long only when the reader asks for it.
    WideIndicators,
    /// Two header rows, such as indicators over years.
    Crossed,
    /// The World Bank's export: four columns of names and codes, then years.
    WorldBank,
    /// Our World in Data's: `Entity,Code,Year`, then measures.
    OurWorldInData,
    /// The export of China's National Bureau of Statistics: years in descending order.
    NationalBureau,
    /// Rows and cells as in the file, all of them text.
    AsWritten,
}

impl NumberStyle {
    /// Every style.
    pub const ALL: [NumberStyle; 2] = [NumberStyle::Point, NumberStyle::Comma];

    /// An example that is also the style's code: `1,234.5`, `1.234,5`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NumberStyle::Point => "1,234.5",
            NumberStyle::Comma => "1.234,5",
        }
    }

    /// The style of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<NumberStyle> {
        NumberStyle::ALL
            .into_iter()
            .find(|style| style.code() == code)
    }

    /// The other style.
    #[must_use]
    pub fn other(self) -> NumberStyle {
        match self {
            NumberStyle::Point => NumberStyle::Comma,
            NumberStyle::Comma => NumberStyle::Point,
        }
    }
}

impl Layout {
    /// Every layout.
    pub const ALL: [Layout; 9] = [
        Layout::Long,
        Layout::WideTimes,
        Layout::WideEntities,
        Layout::WideIndicators,
        Layout::Crossed,
        Layout::WorldBank,
        Layout::OurWorldInData,
        Layout::NationalBureau,
        Layout::AsWritten,
    ];

    /// The layout's name for programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Layout::Long => "long",
            Layout::WideTimes => "wide_times",
            Layout::WideEntities => "wide_entities",
            Layout::WideIndicators => "wide_indicators",
            Layout::Crossed => "crossed",
            Layout::WorldBank => "world_bank",
            Layout::OurWorldInData => "our_world_in_data",
            Layout::NationalBureau => "national_bureau",
            Layout::AsWritten => "as_written",
        }
    }

    /// The layout of a name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Layout> {
        Layout::ALL.into_iter().find(|layout| layout.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for layout in Layout::ALL {
            assert_eq!(Layout::from_code(layout.code()), Some(layout));
        }
        for style in NumberStyle::ALL {
            assert_eq!(NumberStyle::from_code(style.code()), Some(style));
        }
    }
}
