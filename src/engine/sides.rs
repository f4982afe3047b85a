//! Two entities beside each other: who they are, who they could be, and what may be compared.

use super::protocol::SidesView;
use crate::chart::{Plan, SideFigure, Sides, Verdict};
use crate::data::Lang;
use crate::report::{Comparison, ComparisonCell, ComparisonRow, comparison_html};
use crate::words::side_words;

/// What a chart of two entities has beside its drawing.
pub(super) fn sides_view(plan: &Plan, lang: Lang) -> Option<SidesView> {
    let sides = plan.sides.as_ref()?;
    let choices = plan.choices.iter();
    Some(SidesView {
        choices: choices
            .map(|choice| (choice.key.clone(), choice.label.clone()))
            .collect(),
        chosen: sides.chosen,
        home: sides.home,
        comparison_html: comparison_html(&comparison(sides, lang)),
    })
}

fn comparison(sides: &Sides, lang: Lang) -> Comparison {
    let words = side_words(lang);
    let [left, right] = sides.names.each_ref().map(|name| name.label.as_str());
    let cell = |figure: &SideFigure| ComparisonCell {
        what: figure.what.clone(),
        value: figure.value.clone(),
        time: figure.time.clone(),
        remark: figure.remark.clone(),
    };
    let rows = sides.rows.iter().map(|row| ComparisonRow {
        matter: row.label.clone(),
        cells: row
            .figures
            .each_ref()
            .map(|figure| figure.as_ref().map(cell)),
        verdict: match row.note.as_str() {
            "" => row.why.clone(),
            note => [&row.why, words.between_sentences, note].concat(),
        },
        is_comparable: row.verdict == Verdict::Comparable,
    });
    Comparison {
        caption: words.caption.to_owned(),
        heads: [words.matter, left, right, words.may_compare].map(str::to_owned),
        rows: rows.collect(),
    }
}
