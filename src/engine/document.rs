//! Document: a dataset with its report, checked and ready for questions.

use std::collections::BTreeMap;

use super::auto;
use super::drawable::Drawable;
use super::layers;
use super::protocol::{ALL_ENTITIES, ChartRequest};
use super::rows::Asked;
use crate::chart::{ChartInput, Plan, compile};
use crate::data::{InputFile, LocalText, Period, Table};
use crate::diag::{Code, Diagnostic, Place, Warned};
use crate::ingest::{self, Dataset};
use crate::report::{FileEdit, SourceLine};
use crate::spec::{Block, ChartBlock, ReportFile, ScaleType, Section, TableMap, read_spec};
use crate::transform::{Derivation, Roles, SeriesBook};

/// An open document.
pub(super) struct Document {
    /// The package's name, or the file's stem.
    pub(super) name: String,
    /// The files it was read from, for saving.
    pub(super) files: Vec<InputFile>,
    /// Its tables.
    pub(super) tables: Vec<Table>,
    /// Its report; made by us when the files bring none.
    pub(super) report: ReportFile,
    /// The charts of the report, in order.
    pub(super) charts: Vec<ChartEntry>,
    /// What the series say of themselves.
    pub(super) book: SeriesBook,
    /// The sources by key.
    pub(super) sources: BTreeMap<String, SourceLine>,
    /// Whether the report was made by us.
    pub(super) is_automatic: bool,
    /// The title that came with the data.
    pub(super) title: LocalText,
    /// What the reader has decided about the files.
    pub(super) edits: Vec<FileEdit>,
    /// What was odd when they were read.
    pub(super) noticed: Vec<Diagnostic>,
    /// What was last selected of each table.
    pub(super) asked: Asked,
}

/// A chart of the report with its grammar read and checked.
pub(super) struct ChartEntry {
    pub(super) block: ChartBlock,
    pub(super) at: Place,
    /// The grammar with its table, or why it cannot be drawn.
    pub(super) drawable: Result<Drawable, Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
}

impl Document {
    /// Reads the report of a dataset, or makes one; bad charts become warnings.
    ///
    /// # Errors
    /// A diagnostic when the report is not of the expected form at all.
    pub(super) fn of(
        files: Vec<InputFile>,
        dataset: Dataset,
    ) -> Result<Warned<Document>, Vec<Diagnostic>> {
        let Dataset {
            name,
            title,
            tables,
            report: written,
            ..
        } = dataset;
        let file = files
            .iter()
            .find(|f| f.path.ends_with("datapackage.json"))
            .or(files.first())
            .map_or(name.as_str(), |f| f.path.as_str());
        let place = Place::file(file);
        // `null` is like missing, as everywhere in a report.
        let written = written.filter(|json| !json.is_null());
        let is_automatic = written.is_none();
        let mut warnings = Vec::new();
        let mut base = "/furrow:report";
        let mut report = match written {
            Some(json) if ingest::is_chart(&json) => {
                base = "";
                report_of_chart(&name, json)
            }
            Some(json) => {
                let at = place.clone().path("/furrow:report");
                let read = ReportFile::read(&json, &at).map_err(|error| vec![error])?;
                warnings = read.warnings;
                read.value
            }
            None => auto::report(&name, &title, &tables),
        };
        let charts = chart_entries(&mut report, &tables, (&place, base), &mut warnings);
        let map = |name: &str| report.tables.get(name);
        let book = tables
            .iter()
            .find(|t| {
                t.name == "series"
                    || map(&t.name).is_some_and(|m| m.roles.contains_key("target_of"))
            })
            .map(|t| SeriesBook::of(t, map(&t.name)))
            .unwrap_or_default();
        let sources = sources(&report, &tables);
        let document = Document {
            name,
            files,
            tables,
            report,
            charts,
            book,
            sources,
            is_automatic,
            title,
            edits: Vec::new(),
            noticed: Vec::new(),
            asked: Asked::default(),
        };
        Ok(Warned {
            value: document,
            warnings,
        })
    }

    /// Decides a chart in a language, with what is to be shown.
    pub(super) fn plan(&self, idx: usize, request: &ChartRequest) -> Result<Plan, Diagnostic> {
        self.decide(idx, request, false)
    }

    /// The same with what can be shown in place of the values.
    pub(super) fn plan_with_offers(
        &self,
        idx: usize,
        request: &ChartRequest,
    ) -> Result<Plan, Diagnostic> {
        self.decide(idx, request, true)
    }

    fn decide(
        &self,
        idx: usize,
        request: &ChartRequest,
        with_offers: bool,
    ) -> Result<Plan, Diagnostic> {
        let lang = request.lang;
        let entry = &self.charts[idx];
        let shown = match request.entities.as_slice() {
            [] => entry.block.entities.as_slice(),
            [all] if all == ALL_ENTITIES => &[],
            chosen => chosen,
        };
        let drawable = entry.drawable.as_ref().map_err(Clone::clone)?;
        let map = |table: &Table| self.report.tables.get(&table.name);
        let roles_of = |table: &Table| Roles::of(table, map(table));
        let stepped = drawable.stepped(&self.tables, &roles_of, &entry.at)?;
        let table = drawable.table(&self.tables);
        let map = map(table);
        let roles = Roles::of(table, map);
        // What no derivation is, such as `value`, shows the values.
        let view = request.derivation.as_deref();
        let derivation = Derivation::parse(view.unwrap_or(&entry.block.view));
        let scale = request.scale.as_deref().and_then(ScaleType::of_reader);
        let input = |shown| ChartInput {
            block: &entry.block,
            spec: &drawable.spec,
            table,
            rows: &stepped.rows,
            roles: &roles,
            map,
            book: &self.book,
            report: &self.report,
            lang,
            shown,
            derivation: derivation.as_ref(),
            scale,
            period: request.period.as_deref().and_then(Period::parse),
            with_offers,
        };
        // A choice that leaves nothing falls back to everything.
        match compile(&input(shown), &entry.at) {
            Err(error) if error.code == Code::NoRows && !shown.is_empty() => {
                compile(&input(&[]), &entry.at)
            }
            result => result,
        }
    }

    /// The table whose rows a drawn chart shows: made by its steps, or the file's.
    pub(super) fn table_of(&self, idx: usize) -> Option<&Table> {
        let drawable = self.charts[idx].drawable.as_ref().ok()?;
        Some(drawable.table(&self.tables))
    }
}

/// The report of a file that is one chart.
fn report_of_chart(name: &str, spec: serde_json::Value) -> ReportFile {
    let chart = ChartBlock {
        id: auto::slug(name),
        spec,
        ..ChartBlock::default()
    };
    let block = Block {
        chart: Some(Box::new(chart)),
        ..Block::default()
    };
    ReportFile {
        version: 1,
        title: LocalText::plain(name),
        sections: vec![Section {
            blocks: vec![block],
            ..Section::default()
        }],
        ..ReportFile::default()
    }
}

/// The charts of a report; one without a title gets that of its spec.
fn chart_entries(
    report: &mut ReportFile,
    tables: &[Table],
    (place, base): (&Place, &str),
    warnings: &mut Vec<Diagnostic>,
) -> Vec<ChartEntry> {
    let mut out = Vec::new();
    let maps = &report.tables;
    for (s, section) in report.sections.iter_mut().enumerate() {
        for (b, block) in section.blocks.iter_mut().enumerate() {
            let Some(chart) = &mut block.chart else {
                continue;
            };
            let (of_spec, of_view) = match base {
                "" => (String::new(), String::new()),
                base => {
                    let of_chart = format!("{base}/sections/{s}/blocks/{b}/chart");
                    ([&of_chart, "/spec"].concat(), [&of_chart, "/view"].concat())
                }
            };
            let at = place.clone().path(&of_spec);
            let mut found = Vec::new();
            let drawable = drawable(chart, maps, tables, &at, &mut found);
            if let Err(error) = &drawable {
                warnings.push(error.clone());
            }
            if !["", "value"].contains(&chart.view.as_str())
                && Derivation::parse(&chart.view).is_none()
            {
                let code = Code::Unsupported {
                    found: chart.view.clone(),
                    expected: "value, index, change, cagr, share, rank, difference:…, per:…"
                        .to_owned(),
                };
                found.push(Diagnostic::warning(place.clone().path(&of_view), code));
            }
            warnings.extend(found.iter().cloned());
            let title = drawable.as_ref().ok().and_then(|d| d.spec.title.as_ref());
            if let Some(title) = title.filter(|_| chart.title.is_empty()) {
                chart.title = LocalText::plain(&title.text);
                let subtitle = title.subtitle.as_deref().unwrap_or_default();
                chart.subtitle = LocalText::plain(subtitle);
            }
            let block = (**chart).clone();
            out.push(ChartEntry {
                block,
                at,
                drawable,
                warnings: found,
            });
        }
    }
    out
}

fn drawable(
    chart: &ChartBlock,
    maps: &BTreeMap<String, TableMap>,
    tables: &[Table],
    at: &Place,
    warnings: &mut Vec<Diagnostic>,
) -> Result<Drawable, Diagnostic> {
    let read = read_spec(&chart.spec, at)?;
    warnings.extend(read.warnings);
    let mut spec = read.value;
    layers::settle(&mut spec, at, warnings);
    layers::panels(&mut spec, at, warnings);
    let wanted = spec
        .data
        .as_ref()
        .and_then(|d| d.name.clone())
        .unwrap_or_default();
    let idx = if wanted.is_empty() {
        Some(0)
    } else {
        tables.iter().position(|t| t.name == wanted)
    };
    let Some(table) = idx.and_then(|idx| tables.get(idx)) else {
        let pointer = format!("{}/data/name", at.path.clone().unwrap_or_default());
        let available = tables.iter().map(|t| t.name.clone()).collect();
        let code = Code::UnknownTable {
            table: wanted,
            available,
        };
        return Err(Diagnostic::error(at.clone().path(&pointer), code));
    };
    let roles = Roles::of(table, maps.get(&table.name));
    Drawable::checked(&spec, idx.unwrap_or(0), tables, &roles, at, warnings)
}

/// The sources of a package: the table with that name or that role.
fn sources(report: &ReportFile, tables: &[Table]) -> BTreeMap<String, SourceLine> {
    let mut out = BTreeMap::new();
    let is_sources = |t: &&Table| {
        let map = report.tables.get(&t.name);
        t.name == "sources" || map.is_some_and(|m| m.roles.contains_key("publisher"))
    };
    let Some(table) = tables.iter().find(is_sources) else {
        return out;
    };
    let map = report.tables.get(&table.name);
    let text = |role: &str, default: &str, row: usize| {
        let name = map
            .and_then(|m| m.roles.get(role))
            .map_or(default, String::as_str);
        table
            .column(name)
            .map(|c| c.display(row))
            .unwrap_or_default()
    };
    for row in 0..table.n_rows {
        let id = text("source", "source_id", row);
        let url = text("url", "url", row);
        let is_web = url.starts_with("https://") || url.starts_with("http://");
        let line = SourceLine {
            id: id.clone(),
            publisher: text("publisher", "publisher", row),
            title: text("title", "title", row),
            date: text("date", "date", row),
            url: if is_web { url } else { String::new() },
        };
        out.insert(id, line);
    }
    out
}
