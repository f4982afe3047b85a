//! Why a figure cannot be computed from others.

/// The reason in place of a computed figure; `words::derive` says it in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAvailable {
    /// The series breaks between the two figures.
    SeriesBreak,
    /// The publisher's levels do not stand for growth, and no growth is stated.
    LevelsOnly,
    /// Bounds of both figures leave no direction.
    Bounds,
    /// No figure twelve months earlier.
    NoYearBefore,
    /// A part has no figure at this time.
    PartMissing,
    /// No figure at the base, or no period in which all have one.
    NoBase,
    /// The figure is the base, from which growth is counted.
    Base,
    /// The figure is earlier than the base, or less than whole years behind it.
    NotWholeYears,
    /// One of the parts holds others.
    PartsOverlap,
    /// The figures count different things.
    DefinitionsDiffer,
    /// There is one figure, or one series, only.
    OnlyOne,
    /// Several figures stand for the same time.
    Ambiguous,
    /// A ratio needs figures above zero.
    NotAboveZero,
    /// A percentage does not grow by per cent, and has no parts.
    Rate,
    /// A year's figure and a shorter period's do not compare.
    OtherPeriodLength,
    /// What it is compared with has no figure at this time.
    NoOther,
}

/// Why an axis does not have the scale that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ScaleRefusal {
    /// Bars and areas are lengths from zero.
    FromZero,
    /// Values at or below zero have no place on a log scale.
    NotAboveZero,
}

/// Why figures cannot be parts of a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StackRefusal {
    /// They are percentages, whose wholes may differ.
    Percent,
    /// Shares of a sum that has negative parts say nothing.
    Negative,
    /// One of them stands twice at a place and would be counted twice.
    Repeated,
}
