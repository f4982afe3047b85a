//! Which column plays which role: as the report says, else as `data::roles` finds.

use crate::data::{Role, Table, roles};
use crate::spec::TableMap;

/// The column of each role, where there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roles {
    /// The key of a series.
    pub series: Option<String>,
    /// Who or where.
    pub entity: Option<String>,
    /// What is counted.
    pub indicator: Option<String>,
    /// When.
    pub time: Option<String>,
    /// How much.
    pub value: Option<String>,
    /// In what.
    pub unit: Option<String>,
    /// SDMX's observation status.
    pub status: Option<String>,
    /// lower, upper or approx.
    pub bound: Option<String>,
    /// observed, `year_to_date` or target.
    pub nature: Option<String>,
    /// Whether a better figure for the same thing stands beside it.
    pub preferred: Option<String>,
    /// When a target is due.
    pub due: Option<String>,
    /// What a reader must know.
    pub note: Option<String>,
    /// The key of the source.
    pub source: Option<String>,
}

impl Roles {
    /// The roles of a table.
    #[must_use]
    pub fn of(table: &Table, map: Option<&TableMap>) -> Roles {
        let found = roles(table);
        let find = |role: Role| -> Option<String> {
            if let Some(name) = map.and_then(|map| map.roles.get(role.code())) {
                return table.column(name).map(|column| column.name.clone());
            }
            let idx = found.iter().position(|found| *found == Some(role))?;
            table.columns.get(idx).map(|column| column.name.clone())
        };
        Roles {
            series: find(Role::Series),
            entity: find(Role::Entity),
            indicator: find(Role::Indicator),
            time: find(Role::Time),
            value: find(Role::Value),
            unit: find(Role::Unit),
            status: find(Role::Status),
            bound: find(Role::Bound),
            nature: find(Role::Nature),
            preferred: find(Role::Preferred),
            due: find(Role::Due),
            note: find(Role::Note),
            source: find(Role::Source),
        }
    }
}
