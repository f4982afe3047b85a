//! Report and data → Page: everything a reader sees but the charts, in one language.

use super::document::Document;
use super::protocol::ChartRequest;
use super::{columns, rows};
use crate::chart::body_height;
use crate::data::{Bound, Column, Lang, Period, Table, Unit};
use crate::report::{
    ChartHead, FigureCard, Page, PageBlock, PageSection, SourceLine, escape_html,
    html_from_markdown,
};
use crate::scene::size;
use crate::spec::{Block, FigureRef};
use crate::transform::Roles;

/// The page of a document.
pub(super) fn page(document: &Document, lang: Lang) -> Page {
    let report = &document.report;
    let mut next_chart = 0;
    let sections = report
        .sections
        .iter()
        .map(|section| PageSection {
            id: section.id.clone(),
            title: section.title.get(lang).to_owned(),
            blocks: section
                .blocks
                .iter()
                .flat_map(|block| blocks(document, block, lang, &mut next_chart))
                .collect(),
        })
        .chain(document.is_automatic.then(|| rows_section(document, lang)))
        .collect();
    let summary = report.summary.get(lang);
    Page {
        lang,
        name: document.name.clone(),
        title: report.title.get(lang).to_owned(),
        summary_html: if summary.is_empty() {
            String::new()
        } else {
            html_from_markdown(summary)
        },
        byline: report.byline.get(lang).to_owned(),
        date: Period::parse(&report.date).map_or_else(|| report.date.clone(), |d| d.text(lang)),
        figures: cards(document, &report.figures, lang),
        sections,
    }
}

fn blocks(
    document: &Document,
    block: &Block,
    lang: Lang,
    next_chart: &mut usize,
) -> Vec<PageBlock> {
    let mut out = Vec::new();
    if let Some(text) = &block.text {
        out.push(PageBlock::Html(html_from_markdown(text.get(lang))));
    }
    if let Some(chart) = &block.chart {
        let request = ChartRequest::plain(0, &chart.id, size::NARROW, lang);
        let plan = document.plan(*next_chart, &request).ok();
        let height = |width: f64| plan.as_ref().map_or(0.0, |plan| body_height(plan, width));
        out.push(PageBlock::Chart(ChartHead {
            id: chart.id.clone(),
            title: chart.title.get(lang).to_owned(),
            narrow_height: height(size::NARROW - 1.0),
            wide_height: height(size::NARROW),
        }));
        *next_chart += 1;
    }
    if let Some(figures) = &block.figures {
        out.push(PageBlock::Figures(cards(document, figures, lang)));
    }
    if block.sources == Some(true) {
        out.push(PageBlock::Sources(
            document.sources.values().cloned().collect(),
        ));
    }
    out
}

fn cards(document: &Document, refs: &[FigureRef], lang: Lang) -> Vec<FigureCard> {
    refs.iter()
        .filter_map(|figure| card(document, figure, lang))
        .collect()
}

/// The preferred figure of a series at a period; `None` when the data has none.
fn card(document: &Document, figure: &FigureRef, lang: Lang) -> Option<FigureCard> {
    document.tables.iter().find_map(|table| {
        let roles = Roles::of(table, document.report.tables.get(&table.name));
        let column = |name: &Option<String>| name.as_deref().and_then(|n| table.column(n));
        let (series, time, value) = (
            column(&roles.series)?,
            column(&roles.time)?,
            column(&roles.value)?,
        );
        let text = |c: Option<&Column>, row: usize| {
            c.and_then(|c| c.text(row)).unwrap_or_default().to_owned()
        };
        let row = (0..table.n_rows).find(|row| {
            series.display(*row) == figure.series
                && time.display(*row) == figure.period
                && text(column(&roles.preferred), *row) != "false"
        })?;
        let number = value.number(row)?;
        let unit = Unit::parse(&text(column(&roles.unit), row));
        let bound = Bound::from_code(&text(column(&roles.bound), row));
        let stated = unit.stated(number.value, number.decimals, lang);
        Some(FigureCard {
            label: figure.label.get(lang).to_owned(),
            value: format!("{}{stated}", bound.sign()),
            period: time
                .period(row)
                .map_or_else(|| time.display(row), |p| p.text(lang)),
            note: text(column(&roles.note), row),
            source: document
                .sources
                .get(&text(column(&roles.source), row))
                .cloned(),
        })
    })
}

/// The sources of keys, each once, in the order given.
pub(super) fn source_lines(document: &Document, keys: &[String]) -> Vec<SourceLine> {
    let mut seen: Vec<&String> = Vec::new();
    for key in keys {
        if !seen.contains(&key) {
            seen.push(key);
        }
    }
    seen.into_iter()
        .filter_map(|key| document.sources.get(key).cloned())
        .collect()
}

fn rows_section(document: &Document, lang: Lang) -> PageSection {
    let blocks = document
        .tables
        .iter()
        .enumerate()
        .flat_map(|(idx, table)| {
            [
                PageBlock::Html(read_as_html(table, lang)),
                PageBlock::File(columns::panel(document, idx, lang)),
                PageBlock::Grid(rows::grid(table, idx, lang)),
            ]
        })
        .collect();
    PageSection {
        id: "table".to_owned(),
        title: crate::words::figures(lang).data_title.to_owned(),
        blocks,
    }
}

/// What was assumed of a table, and the lines around it in its file.
fn read_as_html(table: &Table, lang: Lang) -> String {
    let assumed = &table.assumed;
    let size = (table.n_rows, table.columns.len());
    let said = (crate::words::figures(lang).read_as)(assumed, size);
    let lines = assumed.above.iter().chain([&said]).chain(&assumed.below);
    lines
        .map(|line| format!("<p>{}</p>", escape_html(line)))
        .collect()
}
