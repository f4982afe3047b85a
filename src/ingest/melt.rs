//! Wide tables become long: a column a time, an entity or an indicator becomes rows.

use super::choices::Choices;
use super::header::Names;
use super::limits::check_text;
use super::raw::{RawColumn, RawTable};
use super::{number, place, table, time};
use crate::data::{Layout, NumberStyle};
use crate::diag::{Diagnostic, Place};

/// The header of a table: a name a column, or a group and a name.
pub(super) type Keys = Vec<(String, String)>;

/// A table as it was made long, and how it was laid out before.
pub(super) struct Arranged {
    /// The long table.
    pub(super) raw: RawTable,
    /// What it was.
    pub(super) layout: Layout,
}

/// Makes a table long when its layout is wide; `keys` are the parts of its header.
///
/// # Errors
/// `TooLarge` when the long table would be.
pub(super) fn arrange(
    raw: RawTable,
    keys: &Keys,
    choices: &Choices,
    place: &Place,
) -> Result<Arranged, Diagnostic> {
    let plan = match choices.layout {
        Some(layout) => forced(&raw, layout),
        None => found(&raw, keys),
    };
    if plan.n_ids >= raw.columns.len() || plan.key == Key::None {
        let layout = plan.layout;
        return Ok(Arranged { raw, layout });
    }
    let layout = plan.layout;
    let raw = melt(&raw, keys, &plan, place)?;
    Ok(Arranged { raw, layout })
}

/// The layout of a table that is long as it stands; `None` for a wide one.
pub(super) fn long_layout(raw: &RawTable, keys: &Keys) -> Option<Layout> {
    let plan = found(raw, keys);
    (plan.n_ids >= raw.columns.len() || plan.key == Key::None).then_some(plan.layout)
}

/// What the names of the wide columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    None,
    Time,
    Entity,
    Indicator,
    /// A group and a name; one of them a time or an indicator.
    Both,
}

struct Plan {
    layout: Layout,
    /// Columns that stay, from the left.
    n_ids: usize,
    key: Key,
}

const LONG: Plan = Plan {
    layout: Layout::Long,
    n_ids: 0,
    key: Key::None,
};

fn found(raw: &RawTable, keys: &Keys) -> Plan {
    let names: Vec<&str> = raw.columns.iter().map(|c| c.name.as_str()).collect();
    let is = |idx: usize, word: &str| {
        names
            .get(idx)
            .is_some_and(|name| name.eq_ignore_ascii_case(word))
    };
    if is(0, "Entity") && is(1, "Code") && (is(2, "Year") || is(2, "Day")) {
        return Plan {
            layout: Layout::OurWorldInData,
            ..LONG
        };
    }
    let n_groups = keys.iter().filter(|(_, below)| !below.is_empty()).count();
    if n_groups >= 2 {
        let n_ids = keys
            .iter()
            .take_while(|(_, below)| below.is_empty())
            .count();
        let is_even = keys.len() == raw.columns.len() && n_ids + n_groups == keys.len();
        if is_even && n_ids > 0 {
            return Plan {
                layout: Layout::Crossed,
                n_ids,
                key: Key::Both,
            };
        }
    }
    let is_time = |name: &&str| time_name(name).is_some();
    let first = names.iter().position(&is_time);
    if let Some(n_ids) = first.filter(|n_ids| *n_ids > 0) {
        let wide = names.get(n_ids..).unwrap_or_default();
        if wide.len() >= 2 && wide.iter().all(is_time) {
            return Plan {
                layout: times_layout(&names, wide),
                n_ids,
                key: Key::Time,
            };
        }
    }
    let places = names.get(1..).unwrap_or_default();
    let n_places = places.iter().filter(|name| place::is_place(name)).count();
    if n_places >= 2
        && n_places * 2 >= places.len()
        && places.iter().all(|n| !n.contains(['(', '（']))
    {
        return Plan {
            layout: Layout::WideEntities,
            n_ids: 1,
            key: Key::Entity,
        };
    }
    LONG
}

/// The World Bank's and the National Bureau's exports are known by their first columns.
fn times_layout(names: &[&str], wide: &[&str]) -> Layout {
    let has = |name: &str| names.iter().any(|given| given.eq_ignore_ascii_case(name));
    if has("Country Code") && (has("Indicator Code") || has("Series Code")) {
        return Layout::WorldBank;
    }
    let years: Vec<_> = wide.iter().filter_map(|name| time_name(name)).collect();
    let falls = years.windows(2).all(|pair| pair[0] > pair[1]);
    let is_bureau = matches!(names.first(), Some(&("指标" | "地区"))) && wide[0].contains('年');
    if is_bureau && falls {
        Layout::NationalBureau
    } else {
        Layout::WideTimes
    }
}

fn forced(raw: &RawTable, layout: Layout) -> Plan {
    let key = match layout {
        Layout::Long | Layout::OurWorldInData | Layout::AsWritten => Key::None,
        Layout::WideTimes | Layout::WorldBank | Layout::NationalBureau => Key::Time,
        Layout::WideEntities => Key::Entity,
        Layout::WideIndicators => Key::Indicator,
        Layout::Crossed => Key::Both,
    };
    let is_wide = |column: &RawColumn| match key {
        Key::Time => time_name(&column.name).is_some(),
        _ => is_numeric(column) && !is_year_column(column),
    };
    let n_wide = raw.columns.iter().rev().take_while(|c| is_wide(c)).count();
    Plan {
        layout,
        n_ids: raw.columns.len() - n_wide,
        key: if n_wide == 0 { Key::None } else { key },
    }
}

fn is_numeric(column: &RawColumn) -> bool {
    let mut filled = column
        .cells()
        .filter(|cell| !cell.trim().is_empty())
        .take(50);
    filled.all(|cell| number::read(cell, NumberStyle::Point).is_some())
}

fn is_year_column(column: &RawColumn) -> bool {
    let mut filled = column
        .cells()
        .filter(|cell| !cell.trim().is_empty())
        .take(50);
    filled.all(|cell| time::period(cell).is_some())
}

/// The time that a column's name means: `2017`, `2017年`, `2017 [YR2017]`.
fn time_name(name: &str) -> Option<crate::data::Period> {
    let plain = name.split(" [YR").next().unwrap_or(name);
    time::period(plain)
}

/// Row by row, each wide cell becomes a row with what stands before it.
fn melt(raw: &RawTable, keys: &Keys, plan: &Plan, place: &Place) -> Result<RawTable, Diagnostic> {
    let (ids, wide) = raw.columns.split_at(plan.n_ids);
    let pairs: Vec<(String, String)> = match (plan.key, keys.get(plan.n_ids..)) {
        (Key::Both, Some(pairs)) if pairs.len() == wide.len() => pairs.to_vec(),
        _ => wide
            .iter()
            .map(|c| (c.name.clone(), String::new()))
            .collect(),
    };
    let mut out = RawTable::new(1);
    out.numbering.clone_from(&raw.numbering);
    out.spread = wide.iter().map(|column| column.name.clone()).collect();
    let mut names = Names::default();
    for column in ids {
        out.columns
            .push(RawColumn::new(&names.unique(&column.name)));
    }
    let is_chinese = raw.columns.iter().any(|c| c.name.chars().any(is_han));
    let tops = pairs
        .iter()
        .map(|(top, _)| top.as_str())
        .collect::<Vec<_>>();
    let bottoms = pairs
        .iter()
        .map(|(_, bottom)| bottom.as_str())
        .collect::<Vec<_>>();
    let unit_column = ids.iter().position(mostly_units);
    let units: Vec<Option<&str>> = pairs
        .iter()
        .map(|(top, bottom)| table::unit_of_header(bottom).or(table::unit_of_header(top)))
        .collect();
    let mut add = |name: &str| out.columns.push(RawColumn::new(&names.unique(name)));
    match plan.key {
        Key::Both => {
            add(key_name(&tops, is_chinese));
            add(key_name(&bottoms, is_chinese));
        }
        Key::Entity => add(if is_chinese { "地区" } else { "entity" }),
        Key::Indicator => add(if is_chinese { "指标" } else { "indicator" }),
        Key::Time | Key::None => add(key_name(&tops, is_chinese)),
    }
    add(if is_chinese { "数值" } else { "value" });
    let has_units = unit_column.is_some() || units.iter().any(Option::is_some);
    if has_units {
        add(if is_chinese { "单位" } else { "unit" });
    }
    let n_rows = raw.n_rows.saturating_mul(wide.len());
    out.check_size(n_rows, place)?;
    let n_keys: usize = pairs
        .iter()
        .map(|(top, bottom)| top.len() + bottom.len())
        .sum();
    let n_before: usize = ids.iter().flat_map(RawColumn::cells).map(str::len).sum();
    let n_text = n_before.saturating_mul(wide.len());
    check_text(
        n_text.saturating_add(n_keys.saturating_mul(raw.n_rows)),
        place,
    )?;
    let n_ids = ids.len();
    let mut id_cells: Vec<_> = ids.iter().map(RawColumn::cells).collect();
    let mut wide_cells: Vec<_> = wide.iter().map(RawColumn::cells).collect();
    for row in 0..raw.n_rows {
        let before: Vec<&str> = id_cells
            .iter_mut()
            .map(|c| c.next().unwrap_or_default())
            .collect();
        for (idx, (top, bottom)) in pairs.iter().enumerate() {
            for (column, cell) in out.columns.iter_mut().zip(&before) {
                column.push(cell);
            }
            let mut rest = out.columns.iter_mut().skip(n_ids);
            let mut push = |cell: &str| {
                if let Some(column) = rest.next() {
                    column.push(cell);
                }
            };
            push(top.split(" [YR").next().unwrap_or(top));
            if plan.key == Key::Both {
                push(bottom);
            }
            push(wide_cells[idx].next().unwrap_or_default());
            if has_units {
                let own = unit_column.and_then(|c| table::unit_of_header(ids[c].cell(row)));
                push(own.or(units[idx]).unwrap_or_default());
            }
        }
    }
    out.n_rows = n_rows;
    out.finish();
    Ok(out)
}

/// Whether most cells end with a unit in brackets: `地区生产总值(亿元)`.
fn mostly_units(column: &RawColumn) -> bool {
    let n_units = column
        .cells()
        .filter(|cell| table::unit_of_header(cell).is_some())
        .count();
    n_units > 0 && n_units * 2 >= column.len()
}

/// What to call the column of keys: a year, a time or an indicator.
fn key_name(keys: &[&str], is_chinese: bool) -> &'static str {
    let times: Vec<_> = keys.iter().filter_map(|key| time_name(key)).collect();
    let is_yearly = times
        .iter()
        .all(|time| time.grain == crate::data::Grain::Year);
    match (times.len() == keys.len(), is_yearly, is_chinese) {
        (true, true, true) => "年份",
        (true, true, false) => "year",
        (true, false, true) => "时间",
        (true, false, false) => "period",
        (false, _, true) => "指标",
        (false, _, false) => "indicator",
    }
}

fn is_han(ch: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(header: &str, rows: &[&str]) -> RawTable {
        let mut raw = RawTable::new(2);
        raw.columns = header.split(',').map(RawColumn::new).collect();
        for row in rows {
            for (column, cell) in raw.columns.iter_mut().zip(row.split(',')) {
                column.push(cell);
            }
        }
        raw.n_rows = rows.len();
        raw
    }

    #[track_caller]
    fn check(header: &str, rows: &[&str], layout: Layout, expected: &[&str]) {
        let place = Place::default();
        let keys = Keys::new();
        let found = arrange(raw(header, rows), &keys, &Choices::default(), &place).unwrap();
        assert_eq!(found.layout, layout);
        let shown: Vec<String> = found
            .raw
            .columns
            .iter()
            .map(|c| format!("{}={}", c.name, c.cells().collect::<Vec<_>>().join("|")))
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_column_a_year_becomes_long() {
        check(
            "country,2014,2015",
            &["a,1,2", "b,3,"],
            Layout::WideTimes,
            &[
                "country=a|a|b|b",
                "year=2014|2015|2014|2015",
                "value=1|2|3|",
            ],
        );
        check(
            "指标,2015年,2014年",
            &["生产总值(亿元),2,1"],
            Layout::NationalBureau,
            &[
                "指标=生产总值(亿元)|生产总值(亿元)",
                "年份=2015年|2014年",
                "数值=2|1",
                "单位=亿元|亿元",
            ],
        );
    }

    #[test]
    fn a_column_a_place_becomes_long_and_one_an_indicator_does_not() {
        check(
            "年份,浙江,广东省",
            &["2014,1,2"],
            Layout::WideEntities,
            &["年份=2014|2014", "地区=浙江|广东省", "数值=1|2"],
        );
        check(
            "year,price,share",
            &["2014,1,2"],
            Layout::Long,
            &["year=2014", "price=1", "share=2"],
        );
    }

    #[test]
    fn cells_know_their_place_in_the_file() {
        let raw = raw("country,2014,2015", &["a,1,2", "b,3,4"]);
        let place = Place::default();
        let long = arrange(raw, &Keys::new(), &Choices::default(), &place)
            .unwrap()
            .raw;
        assert_eq!(
            (long.file_row(3), long.column_in_file("value", 3)),
            (3, "2015")
        );
    }
}
