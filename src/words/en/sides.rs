//! Two entities beside each other, in English.

use crate::words::SideWords;

pub(crate) const SIDES: SideWords = SideWords {
    caption: "What may be compared",
    matter: "Matter",
    may_compare: "May it be compared?",
    same: "Comparable: one definition, one unit.",
    bounds: "One definition, but the bounds leave open which figure is larger.",
    other_times: |[a, b], at_a, at_b| {
        format!("One definition, but at different times: {a} {at_a}, {b} {at_b}.")
    },
    both_targets: "Both are announced targets, not results.",
    target_only: |who| {
        format!("Not comparable: {who} announced a target here; a result was not found.")
    },
    year_to_date: |who| {
        format!("Not comparable: the figures of {who} run from January to the date shown.")
    },
    one_name: |name| format!("Not comparable: both say “{name}” and count different things."),
    count_different: |[a, b], [what_a, what_b]| {
        format!("Not comparable: {a} counts “{what_a}”, {b} “{what_b}”.")
    },
    units: |[a, b], unit_a, unit_b| {
        let [unit_a, unit_b] = [unit_a, unit_b].map(|unit| match unit {
            "" => "plain numbers",
            unit => unit,
        });
        format!("Not comparable: {a} is given in {unit_a}, {b} in {unit_b}.")
    },
    none_of: |who| format!("No figure of {who} was found."),
    no_figures: "No figures",
    between_sentences: " ",
    summary: |[a, b], n_pairs, n_comparable| {
        let pairs = match n_pairs {
            0 => return format!("{a} and {b} beside each other: no figures on the same matter."),
            1 => "one pair of figures".to_owned(),
            n => format!("{n} pairs of figures"),
        };
        let may = match n_comparable {
            0 => "none may be compared",
            n if n == n_pairs && n == 1 => "it may be compared",
            n if n == n_pairs => "all may be compared",
            1 => "one may be compared",
            n => return format!("{a} and {b} beside each other: {pairs}, {n} may be compared."),
        };
        format!("{a} and {b} beside each other: {pairs}, {may}.")
    },
    pair: |matter, [(a, value_a, what_a), (b, value_b, what_b)]| {
        format!("{matter}: {a} {value_a} ({what_a}), {b} {value_b} ({what_b}).")
    },
    value_at: |value, time| format!("{value} in {time}"),
};
