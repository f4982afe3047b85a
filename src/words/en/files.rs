//! The words about a file in English.

use crate::data::{Layout, Role, grouped};
use crate::words::FileWords;

pub(crate) const FILES: FileWords = FileWords {
    panel: "How this file was read",
    encoding: "Encoding",
    delimiter: "Between cells",
    header_rows: "Header rows",
    number_style: "Numbers",
    layout: "Layout",
    as_found: |found| match found {
        "" => "Find it".to_owned(),
        found => format!("As found: {found}"),
    },
    sign: |sign| match sign {
        "," => "comma ,".to_owned(),
        ";" => "semicolon ;".to_owned(),
        "\t" => "tab".to_owned(),
        "|" => "bar |".to_owned(),
        " " => "space".to_owned(),
        other => other.to_owned(),
    },
    layout_name: |layout| match layout {
        Layout::Long => "one row a figure",
        Layout::WideTimes => "a column a period",
        Layout::WideEntities => "a column an entity",
        Layout::WideIndicators => "a column an indicator",
        Layout::Crossed => "two crossed header rows",
        Layout::WorldBank => "the World Bank’s",
        Layout::OurWorldInData => "Our World in Data’s",
        Layout::NationalBureau => "the National Bureau of Statistics’",
        Layout::AsWritten => "cells as written",
    },
    heads: [
        "Column", "Type", "Used as", "Unit", "Range", "Missing", "Spread",
    ],
    kinds: ["number", "time", "text"],
    role_name: |role| match role {
        None => "–",
        Some(Role::Series) => "series",
        Some(Role::Entity) => "entity",
        Some(Role::Indicator) => "indicator",
        Some(Role::Time) => "time",
        Some(Role::Value) => "value",
        Some(Role::Unit) => "unit",
        Some(Role::Status) => "status",
        Some(Role::Bound) => "bound",
        Some(Role::Nature) => "nature",
        Some(Role::Preferred) => "preferred",
        Some(Role::Due) => "due date",
        Some(Role::Note) => "note",
        Some(Role::Source) => "source",
        Some(Role::Dimension) => "dimension",
    },
    from_to: |least, largest| format!("{least} to {largest}"),
    n_texts: |n| match n {
        1 => "1 text".to_owned(),
        n => format!("{} texts", grouped(n as f64, 0)),
    },
};
