//! Computed figures in English.

use crate::data::NotAvailable;
use crate::words::DeriveWords;

pub(crate) const DERIVE: DeriveWords = DeriveWords {
    value: "value",
    index: "index",
    change: "change on the year before",
    cagr: "average yearly growth",
    share: "share of total",
    rank: "rank",
    difference: |to| format!("difference to {to}"),
    per: |indicator| format!("per unit of “{indicator}”"),
    index_shown: |base| match base {
        "" => "index, base of each series = 100".to_owned(),
        base => format!("index, {base} = 100"),
    },
    cagr_shown: |base| match base {
        "" => "average yearly growth since the base of each panel".to_owned(),
        base => format!("average yearly growth since {base}"),
    },
    rank_shown: "rank, largest first",
    joint: ", ",
    reason: |reason| match reason {
        NotAvailable::SeriesBreak => "series break",
        NotAvailable::LevelsOnly => "levels only",
        NotAvailable::Bounds => "bounds",
        NotAvailable::NoYearBefore => "no figure a year before",
        NotAvailable::PartMissing => "not all parts have a figure",
        NotAvailable::NoBase => "no figure at a common base",
        NotAvailable::Base => "the base itself",
        NotAvailable::NotWholeYears => "not whole years after the base",
        NotAvailable::PartsOverlap => "parts overlap",
        NotAvailable::DefinitionsDiffer => "definitions differ",
        NotAvailable::OnlyOne => "only one",
        NotAvailable::Ambiguous => "several figures for one time",
        NotAvailable::NotAboveZero => "not above zero",
        NotAvailable::Rate => "a percentage",
        NotAvailable::OtherPeriodLength => "periods of different length",
        NotAvailable::NoOther => "nothing to compare with",
    },
    absent: |reason| format!("n/a ({reason})"),
    absent_list: |reason, list| format!("n/a ({reason}): {}.", list.join("; ")),
    and_period: ", ",
    more: |n| format!("{n} more in the table"),
    stated: "as published",
    stated_differs: |computed| format!("as published; the figures give {computed}"),
    stated_change: "change on the year before, as published",
    stated_note: "Rates that the publisher states are shown as published.",
    base: |period| format!("{period} = 100"),
    new_bases: |list| format!("New base behind a series break: {}.", list.join(", ")),
    refused: |what, reason| format!("Not available: {what} ({reason})."),
    of: |label, periods| format!("{label} {periods}"),
    shown: |what| {
        let mut chars = what.chars();
        let first = chars.next().map(|first| first.to_ascii_uppercase());
        let first: String = first.into_iter().collect();
        format!("{first}{}.", chars.as_str())
    },
    between: |(low_at, low), (high_at, high)| {
        format!("The lowest is {low} ({low_at}), the highest {high} ({high_at}).")
    },
};
