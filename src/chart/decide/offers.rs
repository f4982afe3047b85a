//! Offers: what a reader can look at in place of the values, found by trying.

use super::derived::{Beside, derived_of, main_reason, name};
use crate::chart::{ChartInput, Offer, Panel};
use crate::data::{NotAvailable, Number};
use crate::transform::{Derivation, Derived, Figure};
use crate::words::derive_words;

/// So many figures are tried; of longer charts everything is offered, and what comes to nothing
/// says so once it is asked for.
pub(super) const MOST_TRIED: usize = 2000;
/// So many entities are offered for a difference.
const MOST_ENTITIES: usize = 12;

/// The values and all derivations; empty where nothing can be computed. Without figures nothing is
/// tried, and everything offered.
pub(super) fn offers(
    input: &ChartInput<'_>,
    panels: &[Panel],
    figures: Option<&[Vec<Figure>]>,
    beside: &Beside,
    shown: Option<&Derivation>,
) -> Vec<Offer> {
    let words = derive_words(input.lang);
    // Those that share a panel with others.
    let mut lines: Vec<&str> = Vec::new();
    for panel in panels {
        let keys = panel.series.iter().map(|series| series.key.as_str());
        let mut own: Vec<&str> = keys.filter(|key| !key.is_empty()).collect();
        own.retain(|line| !lines.contains(line));
        if own.len() > 1 {
            lines.append(&mut own);
        }
    }
    lines.truncate(MOST_ENTITIES);
    let mut all = vec![
        Derivation::Index { base: None },
        Derivation::Change,
        Derivation::Cagr,
        Derivation::Share,
        Derivation::Rank,
    ];
    let difference = |line: &&str| Derivation::Difference {
        to: (*line).to_owned(),
    };
    all.extend(lines.iter().map(difference));
    // What is shown by a link or by the author is among the choices.
    all.extend(shown.filter(|shown| !all.contains(shown)).cloned());
    let mut out = vec![Offer {
        key: "value".to_owned(),
        label: words.value.to_owned(),
        reason_not: None,
        shown: shown.is_none(),
    }];
    for derivation in &all {
        let is_shown = shown == Some(derivation);
        let tried = figures.filter(|_| !is_shown);
        let reason = tried.and_then(|all| reason_not(input, all, beside, derivation));
        out.push(Offer {
            key: derivation.key(),
            label: name(input, derivation),
            reason_not: reason.map(|reason| (words.absent)((words.reason)(reason))),
            shown: is_shown,
        });
    }
    let is_any = out[1..].iter().any(|offer| offer.reason_not.is_none());
    if is_any { out } else { Vec::new() }
}

/// Why no figure that is shown has a value that says anything; `None` where one has.
fn reason_not(
    input: &ChartInput<'_>,
    panels: &[Vec<Figure>],
    beside: &Beside,
    derivation: &Derivation,
) -> Option<NotAvailable> {
    let mut reasons = Vec::new();
    for figures in panels {
        for Derived { figure, outcome } in derived_of(input, figures, beside, derivation) {
            let figure = &figures[figure];
            match outcome {
                _ if !figure.shown => {}
                Err(reason) => reasons.push(reason),
                // The base of an index, and an entity's difference to itself, are given.
                Ok(outcome) if is_given(derivation, figure, outcome.value, outcome.base) => {}
                Ok(_) => return None,
            }
        }
    }
    Some(main_reason(&reasons))
}

fn is_given(
    derivation: &Derivation,
    figure: &Figure,
    value: Number,
    base: Option<crate::data::Period>,
) -> bool {
    match derivation {
        Derivation::Index { .. } => value.value == 100.0 && base == figure.observation.time,
        Derivation::Difference { to } => figure.line == *to,
        _ => false,
    }
}
