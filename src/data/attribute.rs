//! What a figure says of itself beside its value: status, bound, nature.

/// SDMX's observation status (code list `CL_OBS_STATUS`), as far as it changes a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// A, or none given.
    #[default]
    Normal,
    /// B: the series breaks before this point.
    Break,
    /// E: estimated or derived.
    Estimated,
    /// F: forecast or plan.
    Forecast,
    /// P: provisional.
    Provisional,
    /// D: the definition differs.
    Definition,
    /// U: low reliability.
    Unreliable,
}

/// What the source says around the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// The value itself.
    #[default]
    Exact,
    /// More than.
    Lower,
    /// Nearly.
    Upper,
    /// About.
    Approx,
}

/// What kind of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Nature {
    /// A result.
    #[default]
    Observed,
    /// January to the date: never joined to annual figures.
    YearToDate,
    /// An announced plan: never drawn as a result.
    Target,
}

impl Status {
    /// Reads a code of `CL_OBS_STATUS` or Eurostat's small letter.
    #[must_use]
    pub fn from_code(code: &str) -> Status {
        match code.trim() {
            "B" | "b" => Status::Break,
            "E" | "e" | "I" => Status::Estimated,
            "F" | "f" => Status::Forecast,
            "P" | "p" => Status::Provisional,
            "D" | "d" => Status::Definition,
            "U" | "u" => Status::Unreliable,
            _ => Status::Normal,
        }
    }

    /// Whether a mark is drawn hollow or hatched and its line dashed.
    #[must_use]
    pub fn is_soft(self) -> bool {
        matches!(
            self,
            Status::Estimated | Status::Forecast | Status::Provisional | Status::Unreliable
        )
    }
}

impl Bound {
    /// The bound of a result that grows with both inputs; `None` where they pull apart.
    #[must_use]
    pub fn joint(self, other: Bound) -> Option<Bound> {
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Bound::Exact, known) | (known, Bound::Exact) => Some(known),
            _ => None,
        }
    }

    /// The bound of what shrinks as the input grows.
    #[must_use]
    pub fn inverse(self) -> Bound {
        match self {
            Bound::Lower => Bound::Upper,
            Bound::Upper => Bound::Lower,
            other => other,
        }
    }

    /// Reads `lower`, `upper`, `approx`; anything else is exact.
    #[must_use]
    pub fn from_code(code: &str) -> Bound {
        match code.trim() {
            "lower" => Bound::Lower,
            "upper" => Bound::Upper,
            "approx" => Bound::Approx,
            _ => Bound::Exact,
        }
    }

    /// What stands before a number: `≥ `, `≤ `, `≈ ` or nothing.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Bound::Exact => "",
            Bound::Lower => "≥\u{a0}",
            Bound::Upper => "≤\u{a0}",
            Bound::Approx => "≈\u{a0}",
        }
    }
}

impl Nature {
    /// Reads `target`, `year_to_date`; anything else is a result.
    #[must_use]
    pub fn from_code(code: &str) -> Nature {
        match code.trim() {
            "target" => Nature::Target,
            "year_to_date" => Nature::YearToDate,
            _ => Nature::Observed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_codes_are_sdmx_letters() {
        assert_eq!(Status::from_code("B"), Status::Break);
        assert_eq!(Status::from_code("A"), Status::Normal);
        assert_eq!(Status::from_code(""), Status::Normal);
    }
}
