//! Decides a chart of events: a row an event, in the order of the data.

use super::series::{is_shown, note_choice, offered, series_field};
use crate::chart::naming::{Colors, label_of};
use crate::chart::{Across, ChartInput, Form, Panel, Plan, Point, Series};
use crate::data::{Bound, Number, Status, Unit};
use crate::scale::ValueScale;
use crate::scene::Token;
use crate::spec::{Field, MarkType, Stacking};

/// The plan of times over titles.
pub(in crate::chart) fn events(
    input: &ChartInput<'_>,
    x: &Field,
    y: &Field,
    rows: &[usize],
) -> Plan {
    let time_field = x.field.as_deref().unwrap_or_default();
    let title_field = y.field.as_deref().unwrap_or_default();
    let mut colors = Colors::of(input);
    let mut choices = Vec::new();
    let mut labels = Vec::new();
    let mut series: Vec<Series> = Vec::new();
    let text = |name: &Option<String>, row: usize| {
        name.as_deref()
            .and_then(|n| input.table.column(n))
            .map(|c| c.display(row))
            .unwrap_or_default()
    };
    for &row in rows {
        let Some(time) = input.table.column(time_field).and_then(|c| c.period(row)) else {
            continue;
        };
        note_choice(input, &mut choices, &mut colors, row);
        if !is_shown(input, row) {
            continue;
        }
        let heading = label_of(input, title_field, row);
        let field = series_field(input);
        let key = field
            .and_then(|f| input.table.column(f))
            .map(|c| c.display(row))
            .unwrap_or_default();
        let idx = match series.iter().position(|s| s.key == key) {
            Some(idx) => idx,
            None => {
                let token = field.map_or(Token::Series(1), |_| colors.token(&key));
                let label = field.map(|f| label_of(input, f, row)).unwrap_or_default();
                series.push(Series {
                    key,
                    label,
                    token,
                    points: Vec::new(),
                    targets: Vec::new(),
                    absent: Vec::new(),
                });
                series.len() - 1
            }
        };
        series[idx].points.push(Point {
            row,
            x: labels.len() as f64,
            time: Some(time),
            heading: heading.clone(),
            name: String::new(),
            value: Number {
                value: 0.0,
                decimals: 0,
            },
            base: 0.0,
            extent: 0.0,
            status: Status::Normal,
            bound: Bound::Exact,
            note: text(&input.roles.note, row),
            source: text(&input.roles.source, row),
            after_gap: false,
        });
        labels.push(heading);
    }
    let panel = Panel {
        title: String::new(),
        mark: MarkType::Point,
        points: true,
        stacking: Stacking::Apart,
        across: Across::Band(labels),
        unit: Unit::COUNT,
        scale: ValueScale::default(),
        classes: None,
        series,
    };
    Plan {
        choices: offered(choices),
        ..Plan::of(Form::Events, panel)
    }
}
