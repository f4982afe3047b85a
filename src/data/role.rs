//! Roles: what each column is for, found by name, by type and by shape.

use serde::{Deserialize, Serialize};

use super::{Table, Values, is_letter};

/// What a column is for; SDMX's words where it has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The key of a series.
    Series,
    /// Who or where.
    Entity,
    /// What is counted.
    Indicator,
    /// When.
    Time,
    /// How much.
    Value,
    /// In what.
    Unit,
    /// SDMX's observation status.
    Status,
    /// lower, upper or approx.
    Bound,
    /// observed, `year_to_date` or target.
    Nature,
    /// Whether a better figure for the same thing stands beside it.
    Preferred,
    /// When a target is due.
    Due,
    /// What a reader must know.
    Note,
    /// The key of the source.
    Source,
    /// A further category by which the figures are told apart.
    Dimension,
}

/// The names by which a role is found, the surest first: the sample's, SDMX's, and common
/// ones in two languages. They are compared without signs, spaces and case.
const NAMES: [(Role, &[&str]); 13] = [
    (Role::Series, &["seriesid", "series"]),
    (
        Role::Entity,
        &[
            "entity",
            "country",
            "countryname",
            "countryorarea",
            "platform",
            "programme",
            "refarea",
            "geo",
            "region",
            "province",
            "city",
            "county",
            "地区",
            "国家",
            "国家或地区",
            "平台",
            "项目",
            "名称",
            "省份",
            "省",
            "省市",
            "城市",
            "市",
            "县",
            "县市",
            "区县",
            "企业",
            "公司",
            "name",
        ],
    ),
    (
        Role::Indicator,
        &[
            "indicator",
            "indicatorname",
            "指标",
            "指标名称",
            "variable",
            "measure",
            "metric",
        ],
    ),
    (
        Role::Time,
        &[
            "period",
            "timeperiod",
            "year",
            "date",
            "time",
            "month",
            "quarter",
            "week",
            "day",
            "年份",
            "年",
            "年度",
            "日期",
            "时间",
            "月份",
            "年月",
            "季度",
            "时期",
            "统计时间",
            "报告期",
            "years",
            "yr",
            "yearmonth",
            "jahr",
        ],
    ),
    (
        Role::Value,
        &["value", "obsvalue", "数值", "值", "数据", "指标值"],
    ),
    (
        Role::Unit,
        &["unit", "unitmeasure", "units", "单位", "计量单位"],
    ),
    (
        Role::Status,
        &[
            "obsstatus",
            "status",
            "obsflag",
            "flag",
            "flags",
            "状态",
            "数据状态",
        ],
    ),
    (Role::Bound, &["bound"]),
    (Role::Nature, &["nature"]),
    (Role::Preferred, &["preferred"]),
    (Role::Due, &["due"]),
    (
        Role::Note,
        &[
            "note",
            "notes",
            "commentobs",
            "obscomment",
            "remark",
            "remarks",
            "备注",
            "注",
            "说明",
        ],
    ),
    (
        Role::Source,
        &["sourceid", "source", "来源", "数据来源", "出处"],
    ),
];

/// Names of columns whose numbers measure nothing.
const NUMBERS_OF_ROWS: [&str; 5] = ["id", "index", "no", "序号", "行号"];

impl Role {
    /// Those that a reader can give to a column.
    pub const CHOICES: [Role; 11] = [
        Role::Entity,
        Role::Time,
        Role::Indicator,
        Role::Value,
        Role::Unit,
        Role::Series,
        Role::Status,
        Role::Bound,
        Role::Note,
        Role::Source,
        Role::Dimension,
    ];

    /// Whether only one column can have it.
    #[must_use]
    pub fn is_single(self) -> bool {
        !matches!(self, Role::Value | Role::Dimension)
    }

    /// The role's name for programs and reports.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Series => "series",
            Role::Entity => "entity",
            Role::Indicator => "indicator",
            Role::Time => "time",
            Role::Value => "value",
            Role::Unit => "unit",
            Role::Status => "status",
            Role::Bound => "bound",
            Role::Nature => "nature",
            Role::Preferred => "preferred",
            Role::Due => "due",
            Role::Note => "note",
            Role::Source => "source",
            Role::Dimension => "dimension",
        }
    }
}

/// The role of each column, in the columns' order; `None` where none fits.
///
/// A role that the column states already stays. A role but *value* and *dimension* is given
/// once: first by the names above, then to the first column of a type that suits it.
#[must_use]
pub fn roles(table: &Table) -> Vec<Option<Role>> {
    let mut roles: Vec<Option<Role>> = table.columns.iter().map(|column| column.role).collect();
    let plain: Vec<String> = table.columns.iter().map(|c| plain_name(&c.name)).collect();
    for (role, names) in NAMES {
        if roles.contains(&Some(role)) {
            continue;
        }
        let find = |name: &&str| {
            (0..plain.len()).find(|idx| plain[*idx] == *name && roles[*idx].is_none())
        };
        if let Some(idx) = names.iter().find_map(find) {
            roles[idx] = Some(role);
        }
    }
    fill_by_type(table, &plain, &mut roles);
    roles
}

/// Whether whole numbers under this name are times.
#[must_use]
pub fn is_time_name(name: &str) -> bool {
    let plain = plain_name(name);
    let ends = ["year", "年份", "年度"];
    let named = NAMES.iter().filter(|(role, _)| *role == Role::Time);
    named
        .flat_map(|(_, names)| *names)
        .any(|name| *name == plain)
        || ends.iter().any(|end| plain.ends_with(end))
}

fn fill_by_type(table: &Table, plain: &[String], roles: &mut [Option<Role>]) {
    let columns = &table.columns;
    let is_free = |roles: &[Option<Role>], idx: usize| roles[idx].is_none();
    if !roles.contains(&Some(Role::Time)) {
        let is_time =
            |idx: &usize| is_free(roles, *idx) && matches!(columns[*idx].values, Values::Time(_));
        if let Some(idx) = (0..columns.len()).find(is_time) {
            roles[idx] = Some(Role::Time);
        }
    }
    if !roles.contains(&Some(Role::Value)) {
        for (idx, column) in columns.iter().enumerate() {
            let counts_rows = NUMBERS_OF_ROWS.contains(&plain[idx].as_str());
            let is_number = matches!(column.values, Values::Number(_)) && !counts_rows;
            if is_free(roles, idx) && is_number {
                roles[idx] = Some(Role::Value);
            }
        }
    }
    for (idx, column) in columns.iter().enumerate() {
        let Values::Text { levels, .. } = &column.values else {
            continue;
        };
        if !is_free(roles, idx) {
            continue;
        }
        if !roles.contains(&Some(Role::Entity)) {
            roles[idx] = Some(Role::Entity);
        } else if levels.len() > 1 && levels.len() * 2 <= table.n_rows {
            roles[idx] = Some(Role::Dimension);
        }
    }
}

/// A name without signs and spaces, in lower case; a unit in brackets behind it is left out.
fn plain_name(name: &str) -> String {
    let head = name.split(['(', '（']).next().unwrap_or_default();
    head.chars()
        .filter(|ch| is_letter(*ch))
        .map(|ch| ch.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Column, Missing, NumberCell, Period};

    fn column(name: &str, kind: char) -> Column {
        let values = match kind {
            'n' => Values::Number(
                [NumberCell::missing(Missing::Empty); 4]
                    .into_iter()
                    .collect(),
            ),
            't' => Values::Time([Ok(Period::year(2017)); 4].into_iter().collect()),
            _ => Values::Text {
                levels: vec!["a".into(), "b".into()],
                codes: [Ok(0), Ok(1), Ok(0), Ok(1)].into_iter().collect(),
            },
        };
        Column::new(name, values)
    }

    #[track_caller]
    fn check(columns: &[(&str, char)], expected: &[&str]) {
        let columns = columns.iter().map(|(name, kind)| column(name, *kind));
        let table = Table::new("t", "t.csv", 4, columns.collect());
        let found: Vec<&str> = roles(&table)
            .into_iter()
            .map(|role| role.map_or("", Role::code))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_in_two_languages_give_roles() {
        check(
            &[
                ("地区", 'x'),
                ("年份", 't'),
                ("指标", 'x'),
                ("数值（亿元）", 'n'),
                ("单位", 'x'),
            ],
            &["entity", "time", "indicator", "value", "unit"],
        );
        check(
            &[
                ("REF_AREA", 'x'),
                ("SEX", 'x'),
                ("TIME_PERIOD", 't'),
                ("OBS_VALUE", 'n'),
                ("OBS_STATUS", 'x'),
                ("UNIT_MULT", 'n'),
            ],
            &["entity", "dimension", "time", "value", "status", ""],
        );
    }

    #[test]
    fn types_give_what_names_do_not() {
        check(
            &[
                ("town", 'x'),
                ("kind", 'x'),
                ("when", 't'),
                ("price", 'n'),
                ("share", 'n'),
            ],
            &["entity", "dimension", "time", "value", "value"],
        );
    }
}
