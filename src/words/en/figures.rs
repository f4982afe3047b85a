//! Figures and sentences in English.

use crate::data::{Assumed, Layout, ScaleRefusal, StackRefusal, Status, grouped};
use crate::words::figures::{FigureWords, SentenceWords, TableHeads};

pub(crate) const FIGURES: FigureWords = FigureWords {
    read_as,
    status: |status| match status {
        Status::Normal => "",
        Status::Break => "series break before this figure",
        Status::Estimated => "derived or estimated",
        Status::Forecast => "forecast",
        Status::Provisional => "provisional",
        Status::Definition => "definition differs",
        Status::Unreliable => "low reliability",
    },
    target: |value, due| format!("target {value} by {due}"),
    target_announced: |value, due, announced| {
        format!("target {value} by {due}, announced {announced}")
    },
    total: "Total",
    not_available: "n/a",
    definitions_differ: "The series count different things; their definitions differ.",
    stack_refused: |why| match why {
        StackRefusal::Percent => "Percentages are not stacked: their wholes may differ.",
        StackRefusal::Negative => "Parts are not shown as shares, because some are negative.",
        StackRefusal::Repeated => "Parts are not stacked, because some stand twice in the data.",
    },
    scale_refused: |refusal| match refusal {
        ScaleRefusal::FromZero => {
            "Lengths are read from zero, so the axis is linear and holds zero."
        }
        ScaleRefusal::NotAboveZero => {
            "The axis is linear: values at or below zero have no place on a log scale."
        }
    },
    scale_name: |scale| match scale {
        "log" => "log scale",
        "symlog" => "log scale on both sides of zero",
        "pow" => "scale by a power",
        _ => "",
    },
    latest: "latest figures",
    older_than: |newest, list| format!("Latest figures: {newest}, but {list}."),
    not_on_map: |list| format!("Not on the map: {list}."),
    share_of_total: "Share of the total, %",
    share_and_value: |share, value| format!("{share} ({value})"),
    split_by_definition: "Series that count different things stand in panels of their own.",
    unit_joint: ", ",
    heads: TableHeads {
        series: "Series",
        period: "Period",
        category: "Category",
        event: "Event",
        value: "Value",
        remark: "Remark",
        source: "Source",
    },
    list: |items| match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    },
    source: "Source: ",
    cite: |cited| {
        let mut out = [cited.subject, ", ", cited.period, ": ", cited.value].concat();
        if !cited.remark.is_empty() {
            out.push_str(&[" (", cited.remark, ")"].concat());
        }
        if !cited.source.is_empty() {
            out.push_str(&[". Source: ", cited.source].concat());
        }
        out.push_str(&[". In: ", cited.title, ", ", cited.url].concat());
        out
    },
    unknown_publisher: "publisher not named",
    note: "Note: ",
    data_title: "The data",
};

pub(crate) const SENTENCES: SentenceWords = SentenceWords {
    from_to: |label, (first, from), (last, to)| {
        if label.is_empty() {
            format!("From {from} ({first}) to {to} ({last}).")
        } else {
            format!("{label}: from {from} ({first}) to {to} ({last}).")
        }
    },
    single: |label, period, value| {
        if label.is_empty() {
            format!("{value} ({period}).")
        } else {
            format!("{label}: {value} ({period}).")
        }
    },
    peak: |period, value| format!("The highest figure is {value} ({period})."),
    breaks: |label, periods| {
        if label.is_empty() {
            format!(
                "The series breaks before {periods}: figures on the two sides are not comparable."
            )
        } else {
            format!(
                "{label}: the series breaks before {periods}; figures on the two sides are not comparable."
            )
        }
    },
    leader: |(first, value), second, n| match second {
        Some((next, next_value)) => {
            format!("Of {n}, {first} has the most ({value}), then {next} ({next_value}).")
        }
        None => format!("{first}: {value}."),
    },
    targets: |label, list| {
        if label.is_empty() {
            format!("Announced: {list}.")
        } else {
            format!("{label} announced: {list}.")
        }
    },
    events: |n, first, last, title| {
        if n == 1 {
            format!("One event, in {first}: {title}.")
        } else {
            format!("{n} events from {first} to {last}; the latest is “{title}”.")
        }
    },
    panels: |n| format!("{n} panels, each with its own scale and what it counts."),
    definitions_differ: "The series count different things.",
};

fn read_as(assumed: &Assumed, (n_rows, n_columns): (usize, usize)) -> String {
    let mut parts = vec![assumed.format.to_ascii_uppercase()];
    if !assumed.encoding.is_empty() {
        parts.push(assumed.encoding.clone());
    }
    match assumed.delimiter.as_str() {
        "" => {}
        "\t" => parts.push("cells between tabs".to_owned()),
        sign => parts.push(format!("cells between “{sign}”")),
    }
    match assumed.header_rows {
        0 => parts.push("no header row".to_owned()),
        1 => {}
        n => parts.push(format!("{n} header rows")),
    }
    let layout = match assumed.layout {
        Layout::Long | Layout::OurWorldInData => "",
        Layout::WideTimes => "made long from a column a period",
        Layout::WideEntities => "made long from a column an entity",
        Layout::WideIndicators => "made long from a column an indicator",
        Layout::Crossed => "made long from two crossed header rows",
        Layout::WorldBank => "made long from the World Bank’s export",
        Layout::NationalBureau => {
            "made long from the export of China’s National Bureau of Statistics"
        }
        Layout::AsWritten => "cells as written",
    };
    if !layout.is_empty() {
        parts.push(layout.to_owned());
    }
    let rows = if n_rows == 1 { "row" } else { "rows" };
    format!(
        "Read as {}: {} {rows}, {n_columns} columns.",
        parts.join(", "),
        grouped(n_rows as f64, 0)
    )
}
