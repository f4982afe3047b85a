//! Still: a page as it stands without a program, each chart drawn for wide pages and for phones.

use super::document::Document;
use super::first::FirstChart;
use super::protocol::{ChartRequest, ChartView, Still};
use super::{page, view};
use crate::data::Lang;
use crate::paint::fluid_svg;
use crate::report::{Page, PageBlock, StaticChart};
use crate::scene::Scene;

/// The widths of the two pictures of a chart, in px.
const WIDE: f64 = 720.0;
const NARROW: f64 = 360.0;
/// What a static page has of a large table and of a dense chart; the program shows the rest.
const MOST_ROWS: usize = 500;
const MOST_SVG_BYTES: usize = 500_000;

/// A document as its author made it; a chart that cannot be drawn is left out.
pub(super) fn still(document: &Document, doc: usize, lang: Lang) -> Still {
    let page = page::page(document, lang);
    let (mut charts, mut first) = (Vec::new(), Vec::new());
    for (idx, id) in chart_ids(&page).into_iter().enumerate() {
        let drawn = |width| drawn(document, doc, lang, id, width);
        let (Some(mut wide), Some(narrow)) = (drawn(WIDE), drawn(NARROW)) else {
            continue;
        };
        first.push(FirstChart::of(id, &wide, &narrow));
        // The data is there as well, and the page says how many rows there are.
        wide.table.rows.truncate(MOST_ROWS);
        let wide_svg = small_svg(&wide.scene, &format!("c{idx}w-"));
        let narrow_svg = small_svg(&narrow.scene, &format!("c{idx}n-"));
        charts.push(into_static(wide, id, wide_svg, narrow_svg));
    }
    Still {
        page,
        charts,
        first,
    }
}

/// The ids of a page's charts in reading order, each once.
fn chart_ids(page: &Page) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for block in page.sections.iter().flat_map(|section| &section.blocks) {
        match block {
            PageBlock::Chart(head) if !ids.contains(&head.id.as_str()) => ids.push(&head.id),
            _ => {}
        }
    }
    ids
}

fn drawn(document: &Document, doc: usize, lang: Lang, id: &str, width: f64) -> Option<ChartView> {
    let idx = document.charts.iter().position(|c| c.block.id == id)?;
    let request = ChartRequest::plain(doc, id, width, lang);
    view::view(document, idx, &request).ok()
}

/// A picture of very many marks waits for the program.
fn small_svg(scene: &Scene, id_prefix: &str) -> String {
    let text = fluid_svg(scene, id_prefix);
    if text.len() > MOST_SVG_BYTES {
        return String::new();
    }
    text
}

fn into_static(view: ChartView, id: &str, wide_svg: String, narrow_svg: String) -> StaticChart {
    let (sides, comparison_html) = match view.sides {
        Some(sides) => {
            let name = |idx: usize| sides.choices.get(idx).map(|(_, label)| label.clone());
            let names = sides.chosen.into_iter().filter_map(name).collect();
            (names, sides.comparison_html)
        }
        None => (Vec::new(), String::new()),
    };
    StaticChart {
        sides,
        comparison_html,
        id: id.to_owned(),
        title: view.title,
        subtitle: view.subtitle,
        note: view.note,
        description: view.description,
        wide_svg,
        narrow_svg,
        table: view.table,
        sources: view.sources,
        entities: view
            .entities
            .into_iter()
            .map(|entity| (entity.label, entity.token.name()))
            .collect(),
    }
}
