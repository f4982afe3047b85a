//! Marks that stand for a missing value, known ones and those a package names.

use crate::data::Missing;

/// Marks in number and time columns, in lower case. In text columns they are text.
const MARKS: [&str; 22] = [
    "-", "--", "–", "—", "——", "－", "−", ".", "..", "...", "…", "……", "n/a", "na", "n.a.", "#n/a",
    "nan", "null", "none", ":", "无", "暂无",
];

/// The longest mark in bytes; longer cells need no look.
const MAX_MARK_BYTES: usize = 6;

/// The marks of one column.
#[derive(Clone, Copy)]
pub(super) enum Marks<'a> {
    /// What people commonly write.
    Common,
    /// Exactly the texts that a package names. An empty cell is missing in any case.
    Named(&'a [String]),
}

/// Whether a cell holds nothing but blanks; a visible ASCII sign settles it at once.
pub(super) fn is_blank(cell: &str) -> bool {
    match cell.as_bytes().first() {
        None => true,
        Some(b'!'..=b'~') => false,
        Some(_) => cell.trim().is_empty(),
    }
}

impl Marks<'_> {
    /// Why a cell is missing in a column of numbers or times.
    pub(super) fn reason(self, cell: &str) -> Option<Missing> {
        // Nearly every cell there is: no common mark begins with a digit.
        let is_common = matches!(self, Marks::Common);
        if is_common && cell.as_bytes().first().is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let plain = cell.trim();
        if plain.is_empty() {
            return Some(Missing::Empty);
        }
        let is_mark = match self {
            Marks::Common => {
                plain.len() <= MAX_MARK_BYTES
                    && MARKS.contains(&plain.to_ascii_lowercase().as_str())
            }
            Marks::Named(marks) => marks.iter().any(|mark| mark == cell || mark == plain),
        };
        is_mark.then_some(Missing::Marked)
    }

    /// Why a cell is missing in a column of text: only what a package names is a mark.
    pub(super) fn reason_in_text(self, cell: &str) -> Option<Missing> {
        match self {
            Marks::Common if is_blank(cell) => Some(Missing::Empty),
            Marks::Common => None,
            Marks::Named(_) => self.reason(cell),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_marks_are_missing_but_not_in_text() {
        for mark in MARKS {
            assert!(mark.len() <= MAX_MARK_BYTES, "{mark}");
            assert_eq!(Marks::Common.reason(mark), Some(Missing::Marked), "{mark}");
            assert_eq!(Marks::Common.reason_in_text(mark), None, "{mark}");
        }
        assert_eq!(Marks::Common.reason(" N/A "), Some(Missing::Marked));
        assert_eq!(Marks::Common.reason(" "), Some(Missing::Empty));
        assert_eq!(Marks::Common.reason("0"), None);
    }

    #[test]
    fn a_package_names_its_own_marks() {
        let named = ["-99".to_owned()];
        assert_eq!(
            Marks::Named(&named).reason_in_text("-99"),
            Some(Missing::Marked)
        );
        assert_eq!(Marks::Named(&named).reason("n/a"), None);
    }
}
