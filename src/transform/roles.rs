//! Which column plays which role: as the report says, else by name, else by type.

use crate::data::{Column, Table, Values};
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

/// The names by which a role is found: the sample's, SDMX's, and common ones in two languages.
const NAMES: [(&str, &[&str]); 13] = [
    ("series", &["series_id", "series"]),
    (
        "entity",
        &[
            "entity",
            "country",
            "platform",
            "programme",
            "REF_AREA",
            "geo",
            "地区",
            "平台",
            "项目",
            "名称",
            "省份",
            "name",
        ],
    ),
    ("indicator", &["indicator", "INDICATOR", "指标"]),
    (
        "time",
        &[
            "period",
            "TIME_PERIOD",
            "year",
            "date",
            "time",
            "month",
            "年份",
            "年",
            "日期",
            "时间",
            "月份",
        ],
    ),
    ("value", &["value", "OBS_VALUE", "数值", "值"]),
    ("unit", &["unit", "UNIT_MEASURE", "单位"]),
    ("status", &["obs_status", "OBS_STATUS"]),
    ("bound", &["bound"]),
    ("nature", &["nature"]),
    ("preferred", &["preferred"]),
    ("due", &["due"]),
    ("note", &["note", "COMMENT_OBS", "备注", "注"]),
    ("source", &["source_id", "source", "来源"]),
];

impl Roles {
    /// The roles of a table.
    #[must_use]
    pub fn of(table: &Table, map: Option<&TableMap>) -> Roles {
        let find = |role: &str| -> Option<String> {
            if let Some(name) = map.and_then(|map| map.roles.get(role)) {
                return table.column(name).map(|column| column.name.clone());
            }
            let (_, names) = NAMES.iter().find(|(name, _)| *name == role)?;
            names.iter().find_map(|name| {
                table
                    .columns
                    .iter()
                    .find(|c| c.name.eq_ignore_ascii_case(name))
                    .map(|c| c.name.clone())
            })
        };
        let mut roles = Roles {
            series: find("series"),
            entity: find("entity"),
            indicator: find("indicator"),
            time: find("time"),
            value: find("value"),
            unit: find("unit"),
            status: find("status"),
            bound: find("bound"),
            nature: find("nature"),
            preferred: find("preferred"),
            due: find("due"),
            note: find("note"),
            source: find("source"),
        };
        roles.fill_by_type(table);
        roles
    }

    /// The first time, number and category column stand in for roles that no name gave.
    fn fill_by_type(&mut self, table: &Table) {
        let first = |fits: &dyn Fn(&Column) -> bool| {
            table
                .columns
                .iter()
                .find(|c| fits(c))
                .map(|c| c.name.clone())
        };
        if self.time.is_none() {
            self.time = first(&|c| matches!(c.values, Values::Time(_)));
        }
        let time = self.time.clone();
        let is_time = |c: &Column| Some(&c.name) == time.as_ref();
        if self.value.is_none() {
            self.value = first(&|c| matches!(c.values, Values::Number(_)) && !is_time(c));
        }
        let taken = [
            &self.unit,
            &self.note,
            &self.source,
            &self.status,
            &self.indicator,
        ];
        let taken: Vec<String> = taken.into_iter().flatten().cloned().collect();
        if self.entity.is_none() {
            self.entity = first(&|c| {
                matches!(c.values, Values::Text { .. }) && !is_time(c) && !taken.contains(&c.name)
            });
        }
    }
}
