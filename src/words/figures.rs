//! Words that stand beside figures in every language: status, targets, ranges.

use super::{en, zh};
use crate::data::{Assumed, Lang, ScaleRefusal, StackRefusal, Status};

/// What a tooltip, a table and a sentence say of figures and series.
pub struct FigureWords {
    /// How a file was read: what was assumed of it, and its rows and columns.
    pub read_as: fn(&Assumed, (usize, usize)) -> String,
    /// A status in words; empty for a normal figure.
    pub status: fn(Status) -> &'static str,
    /// `target 100,000 by 2019`
    pub target: fn(value: &str, due: &str) -> String,
    /// `target 100,000 by 2019, announced on 13 Oct 2014`
    pub target_announced: fn(value: &str, due: &str, announced: &str) -> String,
    /// What parts add up to.
    pub total: &'static str,
    /// What stands in place of a number that is not there.
    pub not_available: &'static str,
    /// The line under a chart whose series count different things on one axis.
    pub definitions_differ: &'static str,
    /// The line under a chart whose series were given panels of their own.
    pub split_by_definition: &'static str,
    /// Parts do not stand on each other, and why.
    pub stack_refused: fn(StackRefusal) -> &'static str,
    /// An axis does not have the scale that was asked for, and why.
    pub scale_refused: fn(ScaleRefusal) -> &'static str,
    /// What an axis is called whose lengths do not grow evenly, by the grammar's name of its scale;
    /// empty for `linear`.
    pub scale_name: fn(&str) -> &'static str,
    /// The latest figure of each entity.
    pub latest: &'static str,
    /// Of some names only older figures are there: the newest period, and the names with theirs.
    pub older_than: fn(newest: &str, list: &str) -> String,
    /// Names that are no regions of a map.
    pub not_on_map: fn(list: &str) -> String,
    /// What the value axis shows where parts are shares: with its unit.
    pub share_of_total: &'static str,
    /// A share in per cent as text, before the value that it is of.
    pub share_and_value: fn(&str, &str) -> String,
    /// Between the subtitle and the unit.
    pub unit_joint: &'static str,
    /// Table heads: series, period, value, remark, source.
    pub heads: TableHeads,
    /// What is found in every list: `a, b and c`
    pub list: fn(&[String]) -> String,
    /// The title of the sources list.
    pub source: &'static str,
    /// One figure with its source, as others cite it.
    pub cite: fn(&Cited<'_>) -> String,
    /// Names no publisher.
    pub unknown_publisher: &'static str,
    /// The footer's word before a note.
    pub note: &'static str,
    /// The title of the section with the rows of a file.
    pub data_title: &'static str,
}

/// A figure that is cited; what is not known is empty.
pub struct Cited<'a> {
    /// What it is of.
    pub subject: &'a str,
    /// Its time or category.
    pub period: &'a str,
    /// The figure with bound and unit.
    pub value: &'a str,
    /// What is to be known of it.
    pub remark: &'a str,
    /// Publisher and date.
    pub source: &'a str,
    /// The report.
    pub title: &'a str,
    /// The address of the chart.
    pub url: &'a str,
}

/// The heads of a chart's table.
pub struct TableHeads {
    /// The series.
    pub series: &'static str,
    /// The time.
    pub period: &'static str,
    /// The category.
    pub category: &'static str,
    /// The event.
    pub event: &'static str,
    /// The value, before its unit.
    pub value: &'static str,
    /// Status, bound and note.
    pub remark: &'static str,
    /// The source.
    pub source: &'static str,
}

/// A period or a category with its value, both as text.
pub type Named<'a> = (&'a str, &'a str);

/// The sentences that describe a chart.
pub struct SentenceWords {
    /// A line: label (may be empty), first and last period and value.
    pub from_to: fn(label: &str, first: Named<'_>, last: Named<'_>) -> String,
    /// One figure only.
    pub single: fn(label: &str, period: &str, value: &str) -> String,
    /// The largest, where it is not the last.
    pub peak: fn(period: &str, value: &str) -> String,
    /// The series breaks before these periods; nothing is computed across.
    pub breaks: fn(label: &str, periods: &str) -> String,
    /// The leader of a ranking and the next.
    pub leader: fn(first: Named<'_>, second: Option<Named<'_>>, n: usize) -> String,
    /// Targets.
    pub targets: fn(label: &str, list: &str) -> String,
    /// Events: how many, from when to when, and the last one.
    pub events: fn(n: usize, first: &str, last: &str, title: &str) -> String,
    /// How many panels.
    pub panels: fn(n: usize) -> String,
    /// The series count different things.
    pub definitions_differ: &'static str,
}

/// The words beside figures in a language.
#[must_use]
pub fn figures(lang: Lang) -> &'static FigureWords {
    match lang {
        Lang::En => &en::figures::FIGURES,
        Lang::Zh => &zh::figures::FIGURES,
    }
}

/// The sentences of a language.
#[must_use]
pub fn sentences(lang: Lang) -> &'static SentenceWords {
    match lang {
        Lang::En => &en::figures::SENTENCES,
        Lang::Zh => &zh::figures::SENTENCES,
    }
}
