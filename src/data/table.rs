//! Table: named columns of one length, each of one type, with reasons for what is missing.

use super::{Assumed, Codes, LocalText, Number, Numbers, Period, Role, Summary, Times};

/// The cells of one column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Numbers.
    Number(Numbers),
    /// Text as dictionary codes; `levels` in order of first appearance.
    Text {
        /// The distinct texts.
        levels: Vec<String>,
        /// An index into `levels`, or the reason why there is none.
        codes: Codes,
    },
    /// Times, or the reason why there is none.
    Time(Times),
}

/// A named column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name in the file, unique within the table.
    pub name: String,
    /// Titles by language code, as the package gives them; may be empty.
    pub titles: Vec<(String, String)>,
    /// The cells.
    pub values: Values,
    /// What the column is for, as the reader found; see [`crate::data::roles`].
    pub role: Option<Role>,
    /// The unit of its numbers, from the header or the cells; empty where none is said.
    pub unit: String,
}

impl Column {
    /// A column of which nothing is known but its cells.
    #[must_use]
    pub fn new(name: &str, values: Values) -> Column {
        Column {
            name: name.to_owned(),
            titles: Vec::new(),
            values,
            role: None,
            unit: String::new(),
        }
    }

    /// Its type's name for programs: `number`, `time` or `text`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.values {
            Values::Number(_) => "number",
            Values::Time(_) => "time",
            Values::Text { .. } => "text",
        }
    }

    /// How many cells have no value.
    #[must_use]
    pub fn n_missing(&self) -> usize {
        match &self.values {
            Values::Number(cells) => cells.iter().filter(|cell| cell.number().is_none()).count(),
            Values::Time(cells) => cells.iter().filter(|cell| cell.is_err()).count(),
            Values::Text { codes, .. } => codes.iter().filter(|code| code.is_err()).count(),
        }
    }

    /// Whether a cell has a value.
    #[must_use]
    pub fn has_value(&self, row: usize) -> bool {
        match &self.values {
            Values::Number(cells) => cells.get(row).is_some_and(|cell| cell.number().is_some()),
            Values::Time(cells) => cells.get(row).is_some_and(|cell| cell.is_ok()),
            Values::Text { codes, .. } => codes.get(row).is_some_and(|code| code.is_ok()),
        }
    }

    /// The text of a cell as in the file, for categories; `None` when missing.
    #[must_use]
    pub fn text(&self, row: usize) -> Option<&str> {
        match &self.values {
            Values::Text { levels, codes } => match codes.get(row)? {
                Ok(code) => levels.get(code as usize).map(String::as_str),
                Err(_) => None,
            },
            _ => None,
        }
    }

    /// The number of a cell; `None` when missing or not a number column.
    #[must_use]
    pub fn number(&self, row: usize) -> Option<Number> {
        match &self.values {
            Values::Number(cells) => cells.get(row)?.number(),
            _ => None,
        }
    }

    /// The time of a cell; text such as `2017-11-11` is read on the way.
    #[must_use]
    pub fn period(&self, row: usize) -> Option<Period> {
        match &self.values {
            Values::Time(cells) => cells.get(row)?.ok(),
            Values::Text { .. } => Period::parse(self.text(row)?),
            Values::Number(_) => None,
        }
    }

    /// Any cell as text for machines; empty when missing.
    #[must_use]
    pub fn display(&self, row: usize) -> String {
        match &self.values {
            Values::Text { .. } => self.text(row).unwrap_or_default().to_owned(),
            Values::Number(_) => self
                .number(row)
                .map(|n| format!("{:.*}", usize::from(n.decimals), n.value))
                .unwrap_or_default(),
            Values::Time(_) => self.period(row).map(Period::iso).unwrap_or_default(),
        }
    }

    /// The title in a language, else the name.
    #[must_use]
    pub fn title(&self, lang: super::Lang) -> &str {
        self.titles
            .iter()
            .find(|(code, _)| code == lang.code())
            .map_or(self.name.as_str(), |(_, title)| title.as_str())
    }
}

/// A table: columns of equal length.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The name by which specs and reports call it.
    pub name: String,
    /// The file it came from, for messages.
    pub file: String,
    /// Rows; every column has as many cells.
    pub n_rows: usize,
    /// The columns in the order of the file.
    pub columns: Vec<Column>,
    /// What was assumed to read it.
    pub assumed: Assumed,
    /// What each column holds; empty until [`Table::summarize`] was called.
    pub summaries: Vec<Summary>,
}

impl Table {
    /// A table of which nothing was assumed.
    #[must_use]
    pub fn new(name: &str, file: &str, n_rows: usize, columns: Vec<Column>) -> Table {
        Table {
            name: name.to_owned(),
            file: file.to_owned(),
            n_rows,
            columns,
            assumed: Assumed::default(),
            summaries: Vec::new(),
        }
    }

    /// Takes the columns' summaries; reading ends with it, so that nobody else looks at every
    /// cell of a long table.
    pub fn summarize(&mut self) {
        self.summaries = self.columns.iter().map(Summary::of).collect();
    }

    /// What a column holds.
    #[must_use]
    pub fn summary(&self, idx: usize) -> Summary {
        let known = self.summaries.get(idx).cloned();
        known.unwrap_or_else(|| self.columns.get(idx).map(Summary::of).unwrap_or_default())
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The same rows with only `rows` kept, in that order.
    #[must_use]
    pub fn take(&self, rows: &[usize]) -> Table {
        let columns = self
            .columns
            .iter()
            .map(|column| Column {
                name: column.name.clone(),
                titles: column.titles.clone(),
                role: column.role,
                unit: column.unit.clone(),
                values: match &column.values {
                    Values::Number(cells) => {
                        Values::Number(rows.iter().filter_map(|row| cells.get(*row)).collect())
                    }
                    Values::Time(cells) => {
                        Values::Time(rows.iter().filter_map(|row| cells.get(*row)).collect())
                    }
                    Values::Text { levels, codes } => Values::Text {
                        levels: levels.clone(),
                        codes: rows.iter().filter_map(|row| codes.get(*row)).collect(),
                    },
                },
            })
            .collect();
        Table {
            name: self.name.clone(),
            file: self.file.clone(),
            n_rows: rows.len(),
            columns,
            assumed: self.assumed.clone(),
            summaries: Vec::new(),
        }
    }
}

/// Makes a title list from a localized text.
impl From<&LocalText> for Vec<(String, String)> {
    fn from(text: &LocalText) -> Self {
        text.0
            .iter()
            .map(|(code, title)| (code.clone(), title.clone()))
            .collect()
    }
}

/// A column's titles as a localized text; the name where it has none.
impl From<&Column> for LocalText {
    fn from(column: &Column) -> Self {
        if column.titles.is_empty() {
            return LocalText::plain(&column.name);
        }
        LocalText(column.titles.iter().cloned().collect())
    }
}
