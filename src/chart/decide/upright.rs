//! Decides an upright chart: panels by what may share an axis, series by colour.

use super::comparable::{Comparable, comparable, definitions_differ, kept};
use super::derived::{Beside, Told, beside, derived_of, derived_panel, figures, name};
use super::offers::{MOST_TRIED, offers};
use super::scales::{across_scale, log_offer, value_scale};
use super::series::{are_years, categories, is_shown, note_choice, offered, series_of};
use crate::chart::compile::data_mark;
use crate::chart::naming::{Colors, label_of, written_label};
use crate::chart::stack::{stack, stacking};
use crate::chart::{Across, ChartInput, Form, Measures, Panel, Plan, TimeNote, Times, View};
use crate::data::{Nature, Period, ScaleRefusal, StackRefusal, Unit};
use crate::scale::ValueScale;
use crate::spec::{Field, FieldType, MarkType, Stacking};
use crate::transform::{Derivation, Figure, Observation};
use crate::words::derive_words;

/// Figures by what may share an axis, in the order of the data.
type Groups = Vec<(Comparable, Vec<Observation>)>;

/// The plan of values over times, categories or numbers.
pub(in crate::chart) fn upright(
    input: &ChartInput<'_>,
    x: &Field,
    y: &Field,
    rows: &[usize],
) -> Plan {
    let x_field = x.field.as_deref().unwrap_or_default();
    let value_field = y.field.as_deref().unwrap_or_default();
    let across = x.kind_in(input.table);
    let time_field = (across == FieldType::Temporal).then_some(x_field);
    let found = kept(input, value_field, time_field, rows);
    let mut colors = Colors::of(input);
    let mut choices = Vec::new();
    let mut groups: Groups = Vec::new();
    // What the reader has hidden still counts for totals and ranks.
    let mut hidden: Vec<(Comparable, Observation)> = Vec::new();
    for observation in found {
        note_choice(input, &mut choices, &mut colors, observation.row);
        let key = comparable(input, &observation);
        if !is_shown(input, observation.row) {
            hidden.push((key, observation));
            continue;
        }
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, list)) => list.push(observation),
            None => groups.push((key, vec![observation])),
        }
    }
    // Only over times is there a year before, and a base.
    let derivation = input.derivation.filter(|_| time_field.is_some());
    let n_all = groups.iter().map(|(_, list)| list.len()).sum::<usize>() + hidden.len();
    let may_try = time_field.is_some() && input.with_offers && n_all <= MOST_TRIED;
    let figures: Vec<Vec<Figure>> = match may_try || derivation.is_some() {
        true => groups
            .iter()
            .map(|(key, list)| {
                let hidden = hidden.iter().filter(|(other, _)| other == key);
                let hidden: Vec<&Observation> = hidden.map(|(_, o)| o).collect();
                figures(input, list, &hidden)
            })
            .collect(),
        false => Vec::new(),
    };
    let beside = beside(input, value_field, x_field, &figures);
    let making = Making {
        input,
        x,
        y,
        across,
        all_years: are_years(groups.iter().flat_map(|(_, list)| list)),
        is_titled: groups.len() > 1 || input.spec.encoding.facet.is_some(),
        figures: &figures,
        beside: &beside,
        derivation,
    };
    let mut made = Made::default();
    let panel = |(idx, group)| making.panel(idx, group, &mut colors, &mut made);
    let panels: Vec<Panel> = groups.iter().enumerate().map(panel).collect();
    let Made {
        told,
        stack_refused,
        scale_refused,
    } = made;
    if let Some(derivation) = derivation
        && told.n_values == 0
    {
        // What comes to nothing is told, over the values.
        let values = ChartInput {
            derivation: None,
            ..*input
        };
        let mut plan = upright(&values, x, y, rows);
        let words = derive_words(input.lang);
        let reason = (words.reason)(told.main_reason());
        let refused = (words.refused)(&name(input, derivation), reason);
        plan.view.remarks.push(refused);
        return plan;
    }
    let offers = match input.with_offers && time_field.is_some() {
        true => {
            let tried = may_try.then_some(figures.as_slice());
            offers(input, &panels, tried, &beside, derivation)
        }
        false => Vec::new(),
    };
    let log_offer = log_offer(&panels, derivation);
    let columns = input.spec.encoding.facet.as_ref().and_then(|f| f.columns);
    Plan {
        form: Form::Upright,
        panels,
        n_columns: columns.unwrap_or(2).max(1),
        notes: notes(input),
        definitions_differ: input.block.together && definitions_differ(input, &groups),
        choices: offered(choices),
        split_by_definition: groups.len() > n_facets(&groups),
        stack_refused,
        scale_refused,
        log_offer,
        times: Times::default(),
        sides: None,
        view: View {
            derivation: derivation.cloned(),
            label: derivation.map(|d| told.label(input, d)).unwrap_or_default(),
            offers,
            remarks: told.remarks(input),
        },
    }
}

fn n_facets(groups: &Groups) -> usize {
    let is_first = |(idx, (key, _)): &(usize, &(Comparable, Vec<Observation>))| {
        let mut before = groups[..*idx].iter();
        before.all(|(other, _)| other.facet != key.facet)
    };
    groups.iter().enumerate().filter(is_first).count()
}

/// What panels are made from.
struct Making<'a> {
    input: &'a ChartInput<'a>,
    x: &'a Field,
    y: &'a Field,
    across: FieldType,
    all_years: bool,
    is_titled: bool,
    /// Those of each panel, over times.
    figures: &'a [Vec<Figure>],
    beside: &'a Beside,
    derivation: Option<&'a Derivation>,
}

/// What is found while panels are made.
#[derive(Default)]
struct Made {
    told: Told,
    stack_refused: Option<StackRefusal>,
    scale_refused: Option<ScaleRefusal>,
}

impl Making<'_> {
    fn panel(
        &self,
        idx: usize,
        (key, list): &(Comparable, Vec<Observation>),
        colors: &mut Colors,
        made: &mut Made,
    ) -> Panel {
        let Making { input, x, y, .. } = *self;
        let title = match self.is_titled {
            true => panel_title(input, key, list),
            false => String::new(),
        };
        let derived = self.derivation.map(|derivation| {
            let derived = derived_of(input, &self.figures[idx], self.beside, derivation);
            derived_panel(input, &title, &self.figures[idx], derived, &mut made.told)
        });
        let list = derived.as_ref().map_or(list, |derived| &derived.list);
        // What is computed is of each part by itself, and no part of anything.
        let wanted = match derived {
            Some(_) => (Stacking::Apart, None),
            None => stacking(input, y, &key.unit),
        };
        let across = match self.across {
            FieldType::Temporal => Across::Time,
            FieldType::Quantitative => Across::Linear(measures(input, x, y)),
            _ => Across::Band(categories(input, x, list, wanted.0 != Stacking::Apart)),
        };
        let x_field = x.field.as_deref().unwrap_or_default();
        let mut series = series_of(input, colors, &across, x_field, list, self.all_years);
        if let Some(derived) = &derived {
            derived.set_absent(input, &mut series);
        }
        let (stacking, refused) = stack(&mut series, wanted);
        made.stack_refused = made.stack_refused.or(refused);
        let stacked = stacking != Stacking::Apart;
        let most = series.iter().map(|s| s.points.len()).max().unwrap_or(0);
        let (mark, point) = data_mark(input.spec);
        let points = shows_points(mark, point, most);
        let mark = match mark {
            // Areas over each other hide each other; their lines do not.
            MarkType::Area if !stacked && series.len() > 1 => MarkType::Line,
            // A height from zero says nothing of a rank.
            MarkType::Area | MarkType::Bar if self.derivation == Some(&Derivation::Rank) => {
                MarkType::Line
            }
            _ => mark,
        };
        let mut panel = Panel {
            title,
            mark,
            points,
            stacking,
            across,
            unit: derived.map_or_else(|| key.unit.clone(), |derived| derived.unit),
            scale: ValueScale::default(),
            classes: None,
            series,
        };
        let (scale, refused) = value_scale(input, y, &panel, self.derivation);
        panel.scale = scale;
        made.scale_refused = made.scale_refused.or(refused);
        if let Across::Linear(measures) = &mut panel.across {
            let (scale, refused) = across_scale(x, panel.mark, &panel.series);
            measures.scale = scale;
            made.scale_refused = made.scale_refused.or(refused);
        }
        panel
    }
}

/// Whether figures are marked one by one: where the author is silent, on a line with few of them.
fn shows_points(mark: MarkType, written: Option<bool>, n_points: usize) -> bool {
    match mark {
        MarkType::Line => written.unwrap_or(n_points < 25),
        MarkType::Area => written.unwrap_or(false),
        _ => true,
    }
}

/// What the two axes measure.
fn measures(input: &ChartInput<'_>, x: &Field, y: &Field) -> Measures {
    let column = |field: &Field| field.field.as_deref().and_then(|f| input.table.column(f));
    let name = |field: &Field| {
        let column = column(field);
        let written = field
            .title
            .as_deref()
            .or(column.map(|c| c.title(input.lang)));
        let unit = column.map_or("", |c| c.unit.as_str());
        without_unit(written.unwrap_or_default(), unit).to_owned()
    };
    Measures {
        across: name(x),
        unit: Unit::parse(column(x).map_or("", |c| c.unit.as_str())),
        scale: ValueScale::AROUND,
        upward: name(y),
    }
}

/// A header without the unit that stands in brackets at its end.
fn without_unit<'a>(header: &'a str, unit: &str) -> &'a str {
    let is_bracket = |ch: char| "()（）[]".contains(ch);
    let rest = header.strip_suffix(is_bracket);
    let rest = rest.and_then(|rest| rest.trim_end().strip_suffix(unit));
    let rest = rest.and_then(|rest| rest.trim_end().strip_suffix(is_bracket));
    match rest.map(str::trim_end) {
        Some(name) if !name.is_empty() && !unit.is_empty() => name,
        _ => header,
    }
}

fn panel_title(input: &ChartInput<'_>, key: &Comparable, list: &[Observation]) -> String {
    let Some(first) = list
        .iter()
        .find(|o| o.nature != Nature::Target)
        .or(list.first())
    else {
        return String::new();
    };
    if let Some(field) = input
        .spec
        .encoding
        .facet
        .as_ref()
        .and_then(|f| f.field.as_deref())
        && !key.facet.is_empty()
    {
        return written_label(input, field, &key.facet)
            .unwrap_or_else(|| label_of(input, field, first.row));
    }
    let series = written_label(input, "", &first.series);
    let indicator = input
        .roles
        .indicator
        .as_deref()
        .map(|f| label_of(input, f, first.row));
    series.or(indicator).unwrap_or_default()
}

/// The chart's annotations and its layers of rules with text, in the order of time.
pub(super) fn notes(input: &ChartInput<'_>) -> Vec<TimeNote> {
    let mut out: Vec<TimeNote> = input
        .block
        .annotations
        .iter()
        .filter_map(|note| {
            let at = Period::parse(&note.x)?;
            Some(TimeNote {
                at,
                text: note.text.get(input.lang).to_owned(),
            })
        })
        .collect();
    for layer in &input.spec.layer {
        let Some(kind) = layer
            .mark
            .as_ref()
            .and_then(|m| MarkType::from_name(m.name()))
        else {
            continue;
        };
        let at = layer
            .encoding
            .x
            .as_ref()
            .and_then(|x| x.datum.as_ref())
            .and_then(|datum| Period::parse(&datum.text()));
        let words = layer
            .encoding
            .text
            .as_ref()
            .and_then(|t| t.value.as_ref())
            .map(|v| v.text());
        if let (MarkType::Rule | MarkType::Text, Some(at)) = (kind, at) {
            match out.iter_mut().find(|note| note.at == at) {
                Some(note) if note.text.is_empty() => note.text = words.unwrap_or_default(),
                Some(_) => {}
                None => out.push(TimeNote {
                    at,
                    text: words.unwrap_or_default(),
                }),
            }
        }
    }
    crate::data::sort(&mut out, &|a, b| a.at.cmp(&b.at));
    out
}
