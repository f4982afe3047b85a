//! A chart's answer: its drawing, its words, its table and its sources.

use super::document::Document;
use super::page::source_lines;
use super::protocol::{
    ChartRequest, ChartView, DerivationChoice, EntityChoice, LogChoice, PeriodChoice,
};
use super::sides::sides_view;
use crate::chart::{Captions, Offer, Plan, Reading, Times, body, body_width, framed, text_table};
use crate::data::{Lang, Period};
use crate::describe::describe;
use crate::diag::Diagnostic;
use crate::report::{SourceLine, TextTable};
use crate::scene::Scene;
use crate::spec::ScaleType;
use crate::words::{derive_words, figures};

/// How many rows a chart's table shows; its CSV has them all.
const MOST_ROWS: usize = 1000;

/// Answers a chart request.
pub(super) fn view(
    document: &Document,
    idx: usize,
    request: &ChartRequest,
) -> Result<ChartView, Diagnostic> {
    let plan = document.plan_with_offers(idx, request)?;
    let entry = &document.charts[idx];
    let drawn = body(&plan, request.width, request.lang);
    let lang = request.lang;
    let readings = drawn
        .readings
        .into_iter()
        .map(|r| with_sources(document, r, lang))
        .collect();
    Ok(ChartView {
        title: entry.block.title.get(lang).to_owned(),
        subtitle: subtitle(document, idx, &plan, lang),
        note: note(document, idx, &plan, lang),
        description: describe(&plan, lang),
        scene: drawn.scene,
        hits: drawn.hits,
        readings,
        table: table(document, &plan, lang),
        sources: source_lines(document, &source_keys(&plan)),
        entities: plan
            .choices
            .iter()
            .filter(|_| plan.sides.is_none())
            .map(|choice| EntityChoice {
                key: choice.key.clone(),
                label: choice.label.clone(),
                token: choice.token,
                shown: choice.shown,
                home: entry.block.entities.is_empty() || entry.block.entities.contains(&choice.key),
            })
            .collect(),
        derivations: derivations(&plan, &entry.block.view),
        sides: sides_view(&plan, lang),
        periods: periods(&plan, lang),
        log_scale: log_choice(document, idx, &plan),
        warnings: entry.warnings.clone(),
    })
}

/// Answers a picture request: the same body, framed.
pub(super) fn picture(
    document: &Document,
    idx: usize,
    request: &ChartRequest,
) -> Result<Scene, Diagnostic> {
    let lang = request.lang;
    let plan = document.plan(idx, request)?;
    let words = figures(lang);
    let mut footer = Vec::new();
    let sources: Vec<String> = source_lines(document, &source_keys(&plan))
        .iter()
        .map(|line| source_text(line, lang))
        .fold(Vec::new(), |mut all, text| {
            if !all.contains(&text) {
                all.push(text);
            }
            all
        });
    if !sources.is_empty() {
        footer.push(format!("{}{}", words.source, sources.join("; ")));
    }
    let note = note(document, idx, &plan, lang);
    if !note.is_empty() {
        footer.push(format!("{}{note}", words.note));
    }
    let captions = Captions {
        title: document.charts[idx].block.title.get(lang).to_owned(),
        subtitle: subtitle(document, idx, &plan, lang),
        footer,
    };
    Ok(framed(
        body(&plan, body_width(request.width), lang).scene,
        &captions,
    ))
}

/// What can be shown in place of the values; what the author shows has no key.
fn derivations(plan: &Plan, home: &str) -> Vec<DerivationChoice> {
    let home = if home.is_empty() { "value" } else { home };
    let choice = |offer: &Offer| DerivationChoice {
        key: Some(offer.key.clone()).filter(|key| key != home),
        label: offer.label.clone(),
        reason_not: offer.reason_not.clone(),
        shown: offer.shown,
    };
    plan.view.offers.iter().map(choice).collect()
}

/// The latest figures, and every period.
fn periods(plan: &Plan, lang: Lang) -> Vec<PeriodChoice> {
    let Times { offered, chosen } = &plan.times;
    let mut label = figures(lang).latest.to_owned();
    if let Some(first) = label.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let latest = PeriodChoice {
        key: None,
        label,
        shown: chosen.is_none(),
    };
    let choice = |period: &Period| PeriodChoice {
        key: Some(period.iso()),
        label: period.text(lang),
        shown: *chosen == Some(*period),
    };
    match offered.as_slice() {
        [] => Vec::new(),
        offered => std::iter::once(latest)
            .chain(offered.iter().map(choice))
            .collect(),
    }
}

/// The switch to the other scale; what the author shows has no key.
fn log_choice(document: &Document, idx: usize, plan: &Plan) -> Option<LogChoice> {
    let shown = plan.log_offer?;
    let drawable = document.charts[idx].drawable.as_ref().ok()?;
    let scale = drawable.spec.encoding.y.as_ref()?.scale.as_ref();
    let is_home = scale.is_some_and(|scale| scale.kind == Some(ScaleType::Log));
    let other = match shown {
        true => ScaleType::Linear,
        false => ScaleType::Log,
    };
    let other = (is_home == shown).then(|| other.name().to_owned());
    Some(LogChoice { other, shown })
}

/// The author's subtitle with what is computed, and the unit, where all panels share one.
pub(super) fn subtitle(document: &Document, idx: usize, plan: &Plan, lang: Lang) -> String {
    let written = document.charts[idx].block.subtitle.get(lang);
    let units: Vec<String> = plan
        .panels
        .iter()
        .filter(|panel| panel.measures().is_none())
        .map(|panel| match panel.is_normalized() {
            true => figures(lang).share_of_total.to_owned(),
            false => panel.unit.view(lang).label,
        })
        .collect();
    let unit = units
        .first()
        .filter(|first| units.iter().all(|u| u == *first))
        .filter(|_| plan.form != crate::chart::Form::Events);
    let unit = unit.map_or("", String::as_str);
    // Two measures say it at their axes.
    let panels = plan.panels.iter().filter(|p| p.measures().is_none());
    let mut scales = panels.map(|panel| (figures(lang).scale_name)(panel.scale.warp.name()));
    let scale = scales.find(|name| !name.is_empty()).unwrap_or_default();
    let period = match plan.times.chosen {
        Some(period) => period.text(lang),
        None if plan.times.offered.is_empty() => String::new(),
        None => figures(lang).latest.to_owned(),
    };
    let mut words = vec![plan.view.label.as_str(), &period, unit, scale];
    words.retain(|part| !part.is_empty());
    let (first, rest) = match words.split_first() {
        Some((first, rest)) => (*first, rest),
        None => return written.to_owned(),
    };
    let joint = match (
        written.is_empty(),
        plan.view.label.is_empty() && period.is_empty() && !unit.is_empty(),
    ) {
        (true, _) => "",
        (false, true) => figures(lang).unit_joint,
        (false, false) => derive_words(lang).joint,
    };
    let mut out = [written, joint, first].concat();
    for part in rest {
        out.push_str(derive_words(lang).joint);
        out.push_str(part);
    }
    out
}

fn note(document: &Document, idx: usize, plan: &Plan, lang: Lang) -> String {
    let words = figures(lang);
    let mut parts = vec![document.charts[idx].block.note.get(lang)];
    if plan.definitions_differ {
        parts.push(words.definitions_differ);
    }
    if plan.split_by_definition {
        parts.push(words.split_by_definition);
    }
    parts.extend(plan.stack_refused.map(words.stack_refused));
    parts.extend(plan.scale_refused.map(words.scale_refused));
    parts.extend(plan.view.remarks.iter().map(String::as_str));
    parts.retain(|part| !part.is_empty());
    parts.join(if lang == Lang::Zh { "" } else { " " })
}

/// The keys of the sources of what is shown, in the order of the data.
fn source_keys(plan: &Plan) -> Vec<String> {
    let points = plan.points().map(|(_, _, point)| point.source.clone());
    let absent = plan.absent().map(|absent| absent.point.source.clone());
    points
        .chain(absent)
        .chain(plan.targets().map(|(_, _, target)| target.source.clone()))
        .collect()
}

/// A source as a line of text: publisher and date.
fn source_text(line: &SourceLine, lang: Lang) -> String {
    let publisher = match line.publisher.as_str() {
        "" => figures(lang).unknown_publisher,
        name => name,
    };
    match (line.date.as_str(), lang) {
        ("", _) => publisher.to_owned(),
        (date, Lang::Zh) => format!("{publisher}（{date}）"),
        (date, Lang::En) => format!("{publisher} ({date})"),
    }
}

fn with_sources(document: &Document, mut reading: Reading, lang: Lang) -> Reading {
    for row in &mut reading.rows {
        row.source = document
            .sources
            .get(&row.source)
            .map(|line| source_text(line, lang))
            .unwrap_or_default();
    }
    reading
}

fn table(document: &Document, plan: &Plan, lang: Lang) -> TextTable {
    let mut cells = text_table(plan, lang);
    let n_rows = cells.rows.len();
    cells.rows.truncate(MOST_ROWS);
    cells.keys.truncate(MOST_ROWS);
    for row in &mut cells.rows {
        if let Some(last) = row.last_mut() {
            *last = document
                .sources
                .get(last)
                .map(|line| source_text(line, lang))
                .unwrap_or_default();
        }
    }
    TextTable {
        heads: cells.heads,
        numeric: cells.numeric,
        rows: cells.rows,
        keys: cells.keys,
        groups: cells.panels,
        n_rows,
    }
}
