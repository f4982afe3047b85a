//! The shapes of JSON that a reader takes beyond what a type writes.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::{Stacking, TimeUnit};
use crate::data::LocalText;

/// A text, or its lines as a list.
pub(super) struct Lines;

/// One name, or a list of names.
pub(super) struct Names;

/// Another table, by its name alone.
pub(super) struct TableName;

/// Says a type's schema under its own name.
macro_rules! shape {
    ($shape:ident, $schema:expr) => {
        impl JsonSchema for $shape {
            fn schema_name() -> Cow<'static, str> {
                stringify!($shape).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

shape!(
    Lines,
    json_schema!({
        "description": "A text; of several lines in a list one is made.",
        "type": ["string", "array"],
        "items": {"type": "string"},
    })
);

shape!(
    Names,
    json_schema!({
        "description": "One name, or several in a list.",
        "type": ["string", "array"],
        "items": {"type": "string"},
    })
);

shape!(
    TableName,
    json_schema!({
        "description": "A table of the package.",
        "type": "object",
        "properties": {"name": {"description": "The table's name.", "type": "string"}},
        "required": ["name"],
    })
);

shape!(
    LocalText,
    json_schema!({
        "description": "A text for every language, or texts by language: {\"en\": \"Title\", \"zh\": \"标题\"}.",
        "type": ["string", "object"],
        "additionalProperties": {"type": "string"},
    })
);

shape!(
    Stacking,
    json_schema!({
        "description": "How parts stand on each other; null for not at all.",
        "oneOf": [
            {"const": "zero", "description": "Each on the part before it, the first on zero."},
            {"const": "normalize", "description": "The same as shares of their sum."},
            {"const": true, "description": "Like zero."},
            {"const": false, "description": "Each on its own, from zero."},
        ],
    })
);

shape!(TimeUnit, time_unit());

/// A unit by its name, or in an object. `utc` before it means nothing, so it is not offered.
fn time_unit() -> Schema {
    let names: Vec<&str> = names(TimeUnit::NAMES).collect();
    let utc = ["^utc(", &names.join("|"), ")$"].concat();
    json_schema!({
        "description": "A unit of the calendar.",
        "anyOf": [
            {"enum": names},
            {"type": "string", "pattern": utc},
            {
                "type": "object",
                "properties": {
                    "unit": {
                        "description": "The unit.",
                        "anyOf": [{"enum": names}, {"type": "string", "pattern": utc}],
                    },
                    "utc": {"description": "Means nothing: days have no time zone.", "type": "boolean"},
                },
                "required": ["unit"],
            },
        ],
    })
}

/// The names of a list as messages write it.
pub(super) fn names(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(str::trim)
}
