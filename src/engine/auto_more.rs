//! Further looks at a reader's own file: the latest figures as a ranking and on a map.

use serde_json::{Value, json};

use crate::chart::is_region;
use crate::data::{LocalText, Table, Values};
use crate::spec::ChartBlock;

/// Fewer entities than this need no ranking; a longer one no page has room for.
const RANKED: std::ops::RangeInclusive<usize> = 3..=40;
/// More names than this are not those of regions.
const MOST_NAMES: usize = 100;
/// From so many regions on a map says something.
const LEAST_REGIONS: usize = 5;

/// What the lines of `line` also show: where its entities are regions, a map; and a ranking.
pub(super) fn more(line: &ChartBlock, table: &Table, entity: &str, value: &str) -> Vec<ChartBlock> {
    let Some(Values::Text { levels, .. }) = table.column(entity).map(|c| &c.values) else {
        return Vec::new();
    };
    let color = json!({"field": value, "type": "quantitative"});
    let n_regions = match levels.len() {
        0..=MOST_NAMES => levels.iter().filter(|name| is_region(name)).count(),
        _ => 0,
    };
    let mut out = Vec::new();
    // A few rows of another kind, such as the whole country, do not take the map away.
    if n_regions >= LEAST_REGIONS && n_regions * 4 >= levels.len() * 3 {
        let encoding = json!({"detail": {"field": entity}, "color": color});
        out.push(look(line, entity, ("map", "furrow:tile-grid"), encoding));
    }
    if RANKED.contains(&levels.len()) {
        let category = json!({"field": entity, "type": "nominal", "sort": "-x"});
        out.push(look(
            line,
            entity,
            ("ranking", "bar"),
            json!({"y": category, "x": color}),
        ));
    }
    out
}

/// The same figures with another mark.
fn look(
    line: &ChartBlock,
    entity: &str,
    (name, mark): (&str, &str),
    encoding: Value,
) -> ChartBlock {
    let mut spec = line.spec.clone();
    spec["mark"] = json!(mark);
    spec["encoding"] = encoding;
    ChartBlock {
        id: [&line.id, "-", name].concat(),
        title: line.title.clone(),
        subtitle: LocalText::plain(entity),
        spec,
        ..ChartBlock::default()
    }
}
