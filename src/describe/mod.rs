//! Plan → sentences: the text alternative of a chart, made from what is shown now.

use crate::chart::{
    Across, Form, Panel, Plan, Point, Series, SideFigure, SideRow, Sides, Verdict, total,
};
use crate::data::{Lang, Number, Period, Status, sort};
use crate::words::{derive_words, figures, sentences, side_words};

/// How many series are described one by one; the rest stand in the table.
const MOST_SERIES: usize = 4;

/// One to a few sentences; never a comparison that the data does not allow.
#[must_use]
pub fn describe(plan: &Plan, lang: Lang) -> String {
    let mut out: Vec<String> = Vec::new();
    match plan.form {
        Form::Events => out.extend(events(plan, lang)),
        Form::Rows | Form::Tiles | Form::Matrix => {
            let period = plan.times.chosen.map(|period| period.text(lang));
            out.extend(period.map(|period| (derive_words(lang).shown)(&period)));
            out.extend(ranking(plan, lang));
        }
        Form::Sides => out.extend(plan.sides.iter().flat_map(|sides| beside(sides, lang))),
        Form::Upright => {
            if !plan.view.label.is_empty() {
                out.push((derive_words(lang).shown)(&plan.view.label));
            }
            if plan.panels.len() > 1 {
                out.push((sentences(lang).panels)(plan.panels.len()));
            }
            let all = plan
                .panels
                .iter()
                .flat_map(|p| p.series.iter().map(move |s| (p, s)));
            for (panel, series) in all.take(MOST_SERIES) {
                out.extend(series_sentences(plan, panel, series, lang));
            }
        }
    }
    if plan.definitions_differ {
        out.push(sentences(lang).definitions_differ.to_owned());
    }
    out.extend(plan.view.remarks.iter().cloned());
    let joint = match lang {
        Lang::En => " ",
        Lang::Zh => "",
    };
    out.join(joint)
}

/// How many pairs there are, how many may be compared, and the first of them.
fn beside(sides: &Sides, lang: Lang) -> Vec<String> {
    let words = side_words(lang);
    let pairs = sides.rows.iter().filter_map(|row| {
        let [Some(left), Some(right)] = &row.figures else {
            return None;
        };
        Some((row, [left, right]))
    });
    let pairs: Vec<(&SideRow, [&SideFigure; 2])> = pairs.collect();
    let comparable = pairs
        .iter()
        .filter(|(row, _)| row.verdict == Verdict::Comparable);
    let labels = [sides.names[0].label.as_str(), sides.names[1].label.as_str()];
    let mut out = vec![(words.summary)(labels, pairs.len(), comparable.count())];
    for (row, figures) in pairs.into_iter().take(MOST_SERIES) {
        let said = figures.map(|figure| match figure.value.as_str() {
            "" => figure.remark.clone(),
            value => (words.value_at)(value, &figure.time),
        });
        let of = |side: usize| {
            (
                labels[side],
                said[side].as_str(),
                figures[side].what.as_str(),
            )
        };
        out.push((words.pair)(&row.label, [of(0), of(1)]));
        out.push(row.why.clone());
    }
    out
}

/// A value as a person would say it, with its bound.
#[must_use]
pub fn spoken(panel: &Panel, point: &Point, lang: Lang) -> String {
    let value = panel
        .unit
        .spoken(point.value.value, point.value.decimals, lang);
    format!("{}{value}", point.bound.sign())
}

fn series_sentences(plan: &Plan, panel: &Panel, series: &Series, lang: Lang) -> Vec<String> {
    let words = sentences(lang);
    let label = if plan.panels.len() > 1 {
        panel.title.as_str()
    } else {
        series.label.as_str()
    };
    let mut out = Vec::new();
    match (series.points.first(), series.points.last()) {
        (Some(first), Some(last)) if series.points.len() > 1 => {
            let (from, to) = (spoken(panel, first, lang), spoken(panel, last, lang));
            out.push((words.from_to)(
                label,
                (&first.heading, &from),
                (&last.heading, &to),
            ));
            let breaks: Vec<String> = series
                .points
                .iter()
                .skip(1)
                .filter(|p| matches!(p.status, Status::Break | Status::Definition))
                .map(|p| p.heading.clone())
                .collect();
            // Across a break no figure is the highest of all.
            if breaks.is_empty() && plan.view.derivation.is_some() {
                out.extend(between(plan, panel, series, lang));
            } else if breaks.is_empty() {
                let peak = series
                    .points
                    .iter()
                    .max_by(|a, b| a.value.value.total_cmp(&b.value.value));
                if let Some(peak) = peak.filter(|p| {
                    p.value.value > last.value.value && p.value.value > first.value.value
                }) {
                    out.push((words.peak)(&peak.heading, &spoken(panel, peak, lang)));
                }
            } else {
                out.push((words.breaks)(label, &(figures(lang).list)(&breaks)));
            }
        }
        (Some(only), _) => {
            out.push((words.single)(
                label,
                &only.heading,
                &spoken(panel, only, lang),
            ));
        }
        _ => {}
    }
    if !series.targets.is_empty() {
        let list: Vec<String> = series
            .targets
            .iter()
            .map(|target| {
                let value = panel
                    .unit
                    .spoken(target.value.value, target.value.decimals, lang);
                let year = Period::year(target.due.civil().0).text(lang);
                (figures(lang).target)(&value, &year)
            })
            .collect();
        out.push((words.targets)(label, &(figures(lang).list)(&list)));
    }
    out
}

/// The ends of what is computed; of ranks the words for high and low would say the opposite.
fn between(plan: &Plan, panel: &Panel, series: &Series, lang: Lang) -> Option<String> {
    let by_value = |a: &&Point, b: &&Point| a.value.value.total_cmp(&b.value.value);
    let low = series.points.iter().min_by(by_value)?;
    let high = series.points.iter().max_by(by_value)?;
    // The first and the last are told before.
    let inner = series
        .points
        .get(1..series.points.len().saturating_sub(1))?;
    let is_inner = |end: &Point| inner.iter().any(|point| point.x == end.x);
    let is_told = low.value.value < high.value.value && (is_inner(low) || is_inner(high));
    if !is_told || plan.view.is_rank() {
        return None;
    }
    Some((derive_words(lang).between)(
        (&low.heading, &spoken(panel, low, lang)),
        (&high.heading, &spoken(panel, high, lang)),
    ))
}

fn ranking(plan: &Plan, lang: Lang) -> Option<String> {
    if plan.panels.iter().any(|p| p.is_stacked()) {
        return stacked_ranking(plan, lang);
    }
    let mut all: Vec<(&Panel, &Series, &Point)> = plan.points().collect();
    sort(&mut all, &|a, b| {
        b.2.value.value.total_cmp(&a.2.value.value)
    });
    // With several bars in a row the name of the row alone would not say which.
    let shared = plan.panels.iter().any(Panel::shares_places);
    let said = |(panel, series, point): &(&Panel, &Series, &Point)| {
        let name = if plan.form == Form::Matrix {
            format!("{} · {}", series.label, point.heading)
        } else if shared && !series.label.is_empty() {
            format!("{} · {}", point.heading, series.label)
        } else {
            point.heading.clone()
        };
        (name, spoken(panel, point, lang))
    };
    let (first, second) = (said(all.first()?), all.get(1).map(said));
    let second = second
        .as_ref()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    Some((sentences(lang).leader)(
        (&first.0, &first.1),
        second,
        all.len(),
    ))
}

/// The leader among the rows whose parts are all there.
fn stacked_ranking(plan: &Plan, lang: Lang) -> Option<String> {
    let panel = plan.panels.first()?;
    let Across::Band(names) = &panel.across else {
        return None;
    };
    let mut all: Vec<(f64, &str, String)> = Vec::new();
    for (idx, name) in names.iter().enumerate() {
        if let Some(total) = total(panel, idx as f64) {
            let Number { value, decimals } = total.value;
            let spoken = panel.unit.spoken(value, decimals, lang);
            all.push((value, name, format!("{}{spoken}", total.bound.sign())));
        }
    }
    sort(&mut all, &|a, b| b.0.total_cmp(&a.0));
    let said = |row: &(f64, &str, String)| (row.1.to_owned(), row.2.clone());
    let (first, second) = (said(all.first()?), all.get(1).map(said));
    let second = second.as_ref().map(|(n, v)| (n.as_str(), v.as_str()));
    Some((sentences(lang).leader)(
        (&first.0, &first.1),
        second,
        all.len(),
    ))
}

fn events(plan: &Plan, lang: Lang) -> Option<String> {
    let mut all: Vec<&Point> = plan.points().map(|(_, _, point)| point).collect();
    sort(&mut all, &|a, b| {
        a.time
            .map(|t| t.start_day)
            .cmp(&b.time.map(|t| t.start_day))
    });
    let (first, last) = (all.first()?, all.last()?);
    let when = |point: &Point| point.time.map(|t| t.text(lang)).unwrap_or_default();
    Some((sentences(lang).events)(
        all.len(),
        &when(first),
        &when(last),
        &last.heading,
    ))
}
