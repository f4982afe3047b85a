//! Plan: every decision about a chart, made once; nothing in it means "default".

use super::plan_view::{Times, View};
use super::sides_plan::Sides;
use crate::data::{Bound, Number, Period, ScaleRefusal, StackRefusal, Status, Unit};
use crate::scale::{Classes, ValueScale};
use crate::scene::Token;
use crate::spec::{MarkType, Stacking};

/// A decided chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The kind of body.
    pub form: Form,
    /// The panels, at least one.
    pub panels: Vec<Panel>,
    /// Panels in a row where there is room.
    pub n_columns: usize,
    /// Remarks at times.
    pub notes: Vec<TimeNote>,
    /// Series of different definitions share an axis because the author said so.
    pub definitions_differ: bool,
    /// What can be switched on and off, with whether it is shown.
    pub choices: Vec<Choice>,
    /// Series were moved to panels of their own because their definitions differ.
    pub split_by_definition: bool,
    /// Why parts do not stand on each other as the author asked.
    pub stack_refused: Option<StackRefusal>,
    /// Why an axis does not have the scale that was asked for.
    pub scale_refused: Option<ScaleRefusal>,
    /// Whether a log scale is shown, where the reader may ask for one.
    pub log_offer: Option<bool>,
    /// Of which period the figures are, where each entity has one.
    pub times: Times,
    /// What the values are.
    pub view: View,
    /// What two entities say beside each other; `None` but for [`Form::Sides`].
    pub sides: Option<Sides>,
}

/// The kinds of body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Values upward over time, over categories or over numbers.
    Upright,
    /// A row a category, values to the right.
    Rows,
    /// A row an event, times to the right.
    Events,
    /// A cell a row and column, coloured by classes; its series are the rows.
    Matrix,
    /// A tile a region, coloured by classes.
    Tiles,
    /// Two columns of panels, one an entity.
    Sides,
}

/// What the horizontal axis of an upright panel, or the value axis of rows, shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Across {
    /// Times.
    Time,
    /// Categories, by name.
    Band(Vec<String>),
    /// Numbers.
    Linear(Measures),
}

/// What the axes of a chart of two numbers measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measures {
    /// The name of the measure across.
    pub across: String,
    /// Its unit.
    pub unit: Unit,
    /// Its scale.
    pub scale: ValueScale,
    /// The name of the measure upward; its unit and scale are the panel's.
    pub upward: String,
}

/// A panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// Its title; empty in a chart of one.
    pub title: String,
    /// The data mark.
    pub mark: MarkType,
    /// Whether single figures are marked: always, but for lines and areas.
    pub points: bool,
    /// How the bars or areas of its series stand: apart, on each other, or as shares of the sum
    /// in per cent.
    pub stacking: Stacking,
    /// The horizontal axis.
    pub across: Across,
    /// The unit of its values.
    pub unit: Unit,
    /// The scale of its values.
    pub scale: ValueScale,
    /// The classes of its values, where colours show them.
    pub classes: Option<Classes>,
    /// The series, in the order of the data.
    pub series: Vec<Series>,
}

/// A series.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its key in the data.
    pub key: String,
    /// Its name for the reader; empty in a chart of one.
    pub label: String,
    /// Its colour.
    pub token: Token,
    /// Its figures, in the order of x.
    pub points: Vec<Point>,
    /// Announced targets, in the order of due dates.
    pub targets: Vec<Target>,
    /// Figures from which nothing could be computed, in the order of x.
    pub absent: Vec<Absent>,
}

/// A figure from which nothing could be computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Absent {
    /// Why, in words: `series break`.
    pub reason: String,
    /// What stands in its place: `n/a (series break)`.
    pub words: String,
    /// The figure as published.
    pub point: Point,
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its row in the table.
    pub row: usize,
    /// The position: days, a category's index, or a number.
    pub x: f64,
    /// The time, if it has one.
    pub time: Option<Period>,
    /// The category or the time as text.
    pub heading: String,
    /// Whose figure it is, where neither its series nor its place says so.
    pub name: String,
    /// The value.
    pub value: Number,
    /// Where its bar or area starts: zero, or the end of the part that it stands on.
    pub base: f64,
    /// How far it reaches from there: the value, or its share in per cent; zero where a part is
    /// missing, so that there are no shares.
    pub extent: f64,
    /// The status.
    pub status: Status,
    /// The bound.
    pub bound: Bound,
    /// What a reader must know.
    pub note: String,
    /// The key of the source.
    pub source: String,
    /// Whether a figure that is not available lies between it and the one before.
    pub after_gap: bool,
}

/// An announced target.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Its row in the table.
    pub row: usize,
    /// When it was announced.
    pub announced: Period,
    /// When it is due.
    pub due: Period,
    /// How much.
    pub value: Number,
    /// What a reader must know.
    pub note: String,
    /// The key of the source.
    pub source: String,
}

/// A remark at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeNote {
    /// When.
    pub at: Period,
    /// The words.
    pub text: String,
}

/// An entity that can be shown or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The key in links.
    pub key: String,
    /// Its name.
    pub label: String,
    /// Its colour.
    pub token: Token,
    /// Whether it is shown.
    pub shown: bool,
}

impl Series {
    /// A figure at a place.
    #[must_use]
    pub fn at(&self, x: f64) -> Option<&Point> {
        let found = self.points.binary_search_by(|point| point.x.total_cmp(&x));
        found.ok().and_then(|idx| self.points.get(idx))
    }
}

impl Point {
    /// Where its mark ends on the value axis.
    #[must_use]
    pub fn end(&self) -> f64 {
        self.base + self.extent
    }
}

#[cfg(test)]
impl Point {
    /// A plain figure for tests, at the place `x`.
    pub(crate) fn sample(x: usize) -> Point {
        Point {
            row: x,
            x: x as f64,
            time: None,
            heading: String::new(),
            name: String::new(),
            value: Number {
                value: 1.0,
                decimals: 0,
            },
            base: 0.0,
            extent: 1.0,
            status: Status::Normal,
            bound: Bound::Exact,
            note: String::new(),
            source: String::new(),
            after_gap: false,
        }
    }
}

impl Panel {
    /// What its axes measure where both are numbers.
    #[must_use]
    pub fn measures(&self) -> Option<&Measures> {
        match &self.across {
            Across::Linear(measures) => Some(measures),
            _ => None,
        }
    }

    /// Every value that has a place on the value axis: where marks end, and targets.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.series.iter().flat_map(|series| {
            let points = series.points.iter().map(Point::end);
            points.chain(series.targets.iter().map(|target| target.value.value))
        })
    }

    /// Whether the bars or areas of its series stand on each other.
    #[must_use]
    pub fn is_stacked(&self) -> bool {
        self.stacking != Stacking::Apart
    }

    /// Whether they do as shares of their sum.
    #[must_use]
    pub fn is_normalized(&self) -> bool {
        self.stacking == Stacking::Normalize
    }

    /// The unit of the value axis.
    #[must_use]
    pub fn axis_unit(&self) -> &Unit {
        match self.is_normalized() {
            true => &Unit::PERCENT,
            false => &self.unit,
        }
    }

    /// The share of a part in per cent, where shares are drawn and no part is missing.
    #[must_use]
    pub fn share(&self, point: &Point) -> Option<f64> {
        let is_whole = self.is_normalized() && super::stack::total(self, point.x).is_some();
        is_whole.then_some(point.extent)
    }

    /// Whether several series have a figure at one place, such as the bars of one row.
    #[must_use]
    pub fn shares_places(&self) -> bool {
        let points = self.series.iter().flat_map(|series| &series.points);
        let mut xs: Vec<f64> = points.map(|point| point.x).collect();
        crate::data::sort(&mut xs, &f64::total_cmp);
        xs.windows(2).any(|pair| pair[0] == pair[1])
    }
}

impl Plan {
    /// A plan of one panel of which there is no more to say.
    #[must_use]
    pub(super) fn of(form: Form, panel: Panel) -> Plan {
        Plan {
            form,
            panels: vec![panel],
            n_columns: 1,
            notes: Vec::new(),
            definitions_differ: false,
            choices: Vec::new(),
            split_by_definition: false,
            stack_refused: None,
            scale_refused: None,
            log_offer: None,
            times: Times::default(),
            view: View::default(),
            sides: None,
        }
    }

    /// Every figure that is shown, in the order of panels and series.
    pub fn points(&self) -> impl Iterator<Item = (&Panel, &Series, &Point)> {
        self.panels.iter().flat_map(|panel| {
            panel.series.iter().flat_map(move |series| {
                series
                    .points
                    .iter()
                    .map(move |point| (panel, series, point))
            })
        })
    }

    /// Every figure from which nothing could be computed.
    pub fn absent(&self) -> impl Iterator<Item = &Absent> {
        let series = self.panels.iter().flat_map(|panel| &panel.series);
        series.flat_map(|series| &series.absent)
    }

    /// Every target that is shown.
    pub fn targets(&self) -> impl Iterator<Item = (&Panel, &Series, &Target)> {
        self.panels.iter().flat_map(|panel| {
            panel.series.iter().flat_map(move |series| {
                series
                    .targets
                    .iter()
                    .map(move |target| (panel, series, target))
            })
        })
    }
}
