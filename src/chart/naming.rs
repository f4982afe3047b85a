//! Names and colours of values: what the chart says, else the report, else the data.

use super::ChartInput;
use crate::scene::Token;

/// The reader's name of the value that `field` has in `row`.
pub(super) fn label_of(input: &ChartInput<'_>, field: &str, row: usize) -> String {
    let value = input
        .table
        .column(field)
        .map(|c| c.display(row))
        .unwrap_or_default();
    if let Some(label) = written_label(input, field, &value) {
        return label;
    }
    let translated = input
        .map
        .and_then(|map| map.translations.get(field))
        .and_then(|by_lang| by_lang.get(input.lang.code()))
        .and_then(|name| input.table.column(name))
        .and_then(|column| column.text(row));
    translated.map_or(value, str::to_owned)
}

/// A name that the chart or the report writes for a value.
pub(super) fn written_label(input: &ChartInput<'_>, field: &str, value: &str) -> Option<String> {
    let of_chart = input.block.labels.get(value);
    let of_entity = || {
        let is_entity = input.roles.entity.as_deref() == Some(field);
        input
            .report
            .entities
            .get(value)
            .filter(|_| is_entity)
            .map(|style| &style.label)
    };
    let of_report = || {
        input
            .report
            .labels
            .get(field)
            .and_then(|labels| labels.get(value))
    };
    of_chart
        .or_else(of_entity)
        .or_else(of_report)
        .filter(|text| !text.is_empty())
        .map(|text| text.get(input.lang).to_owned())
}

/// Gives every value its colour: the report's for entities, else the next free slot.
pub(super) struct Colors<'a> {
    input: ChartInput<'a>,
    given: Vec<String>,
}

impl<'a> Colors<'a> {
    /// The colours of a chart. Entities with a fixed slot keep it in every chart.
    pub(super) fn of(input: &ChartInput<'a>) -> Colors<'a> {
        Colors {
            input: *input,
            // Who is shown first has the colours.
            given: input.block.entities.clone(),
        }
    }

    /// The colour of a value; after eight slots the rest is context, unless the reader has chosen
    /// it and somebody with a slot is not shown.
    pub(super) fn token(&mut self, value: &str) -> Token {
        let fixed = self
            .input
            .report
            .entities
            .get(value)
            .and_then(|style| style.color);
        if let Some(slot) = fixed {
            return Token::Series(slot);
        }
        let idx = self
            .given
            .iter()
            .position(|known| known == value)
            .unwrap_or_else(|| {
                self.given.push(value.to_owned());
                self.given.len() - 1
            });
        match idx {
            0..8 => Token::Series(idx as u8 + 1),
            _ => self.free_slot(value).map_or(Token::Context, Token::Series),
        }
    }

    /// The slot of one that is not shown, for the reader's choice of one without.
    fn free_slot(&self, value: &str) -> Option<u8> {
        let shown = self.input.shown;
        let first = self.given.get(..8)?;
        let mut extra = shown.iter().filter(|name| !first.contains(name));
        let place = extra.position(|name| name == value)?;
        let mut free = (1..=8).filter(|slot| !shown.contains(&first[usize::from(*slot) - 1]));
        free.nth(place)
    }
}
