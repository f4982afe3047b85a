//! First: what a page must know to answer before the engine is there.
//!
//! A static page has its drawings already. With the readings of each chart, a few kilobytes, its
//! plots answer to pointer and keys while the engine and the data are still on their way.

use serde::{Deserialize, Serialize};

use super::protocol::{ChartView, EntityChoice, SidesView};
use crate::chart::{Dot, Reading, ReadingRow};
use crate::report::{ChartHead, SourceLine};
use crate::scene::{Hit, Scene, Token, size};

/// Positions are kept to an eighth of a px: finer ones only cost bytes.
const STEPS_PER_PX: f64 = 8.0;

/// A chart as its author made it, without drawing and table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FirstChart {
    head: ChartHead,
    subtitle: String,
    note: String,
    description: String,
    sources: Vec<SourceLine>,
    entities: Vec<EntityChoice>,
    sides: Option<SidesView>,
    wide: FirstForm,
    narrow: FirstForm,
}

/// What depends on the form. Lengths are in steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FirstForm {
    width: f64,
    height: f64,
    hits: Vec<FirstHit>,
    readings: Vec<FirstReading>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FirstHit {
    at: (i32, i32),
    area: (i32, i32, i32, i32),
    by_x: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FirstReading {
    dots: Vec<(i32, i32, Token)>,
    crosshair: Option<(i32, i32)>,
    /// Heading and rows; `None` where the other form's reading of the same number has the same.
    words: Option<(String, Vec<ReadingRow>)>,
}

impl FirstChart {
    /// Of a chart drawn in both forms.
    pub(super) fn of(id: &str, wide: &ChartView, narrow: &ChartView) -> FirstChart {
        FirstChart {
            head: ChartHead {
                id: id.to_owned(),
                title: wide.title.clone(),
                narrow_height: narrow.scene.height,
                wide_height: wide.scene.height,
            },
            subtitle: wide.subtitle.clone(),
            note: wide.note.clone(),
            description: wide.description.clone(),
            sources: wide.sources.clone(),
            entities: wide.entities.clone(),
            // The page has its table.
            sides: wide.sides.clone().map(|sides| SidesView {
                comparison_html: String::new(),
                ..sides
            }),
            wide: FirstForm::of(wide, &[]),
            narrow: FirstForm::of(narrow, &wide.readings),
        }
    }

    /// What is known of it before it is drawn.
    #[must_use]
    pub fn head(&self) -> &ChartHead {
        &self.head
    }

    /// The chart in a body of `width` px, where the static drawing has shrunk to fit.
    ///
    /// The scene has its size and no items.
    #[must_use]
    pub fn view(&self, width: f64) -> ChartView {
        let form = if width < size::NARROW {
            &self.narrow
        } else {
            &self.wide
        };
        let scale = (width / form.width).min(1.0);
        let px = |steps: i32| f64::from(steps) / STEPS_PER_PX * scale;
        let hit = |hit: &FirstHit| {
            let (left, top, right, bottom) = hit.area;
            Hit {
                x: px(hit.at.0),
                y: px(hit.at.1),
                area: (px(left), px(top), px(right), px(bottom)),
                by_x: hit.by_x,
            }
        };
        let reading = |(idx, reading): (usize, &FirstReading)| {
            let other = || self.wide.readings.get(idx)?.words.clone();
            let (heading, rows) = reading.words.clone().or_else(other).unwrap_or_default();
            let dot = |&(x, y, token): &(i32, i32, Token)| Dot {
                x: px(x),
                y: px(y),
                token,
            };
            Reading {
                heading,
                dots: reading.dots.iter().map(dot).collect(),
                crosshair: reading.crosshair.map(|(a, b)| (px(a), px(b))),
                rows,
            }
        };
        ChartView {
            title: self.head.title.clone(),
            subtitle: self.subtitle.clone(),
            note: self.note.clone(),
            description: self.description.clone(),
            scene: Scene {
                width: form.width * scale,
                height: form.height,
                items: Vec::new(),
            },
            hits: form.hits.iter().map(hit).collect(),
            readings: form.readings.iter().enumerate().map(reading).collect(),
            sources: self.sources.clone(),
            entities: self.entities.clone(),
            sides: self.sides.clone(),
            ..ChartView::default()
        }
    }
}

impl FirstForm {
    /// Without the words that `known` has at the same places.
    fn of(view: &ChartView, known: &[Reading]) -> FirstForm {
        let hit = |hit: &Hit| {
            let (left, top, right, bottom) = hit.area;
            FirstHit {
                at: (steps(hit.x), steps(hit.y)),
                area: (steps(left), steps(top), steps(right), steps(bottom)),
                by_x: hit.by_x,
            }
        };
        let reading = |(idx, reading): (usize, &Reading)| {
            let is_known = known.get(idx).is_some_and(|known| {
                known.heading == reading.heading && known.rows == reading.rows
            });
            let words = (!is_known).then(|| (reading.heading.clone(), reading.rows.clone()));
            let dots = reading.dots.iter();
            FirstReading {
                dots: dots
                    .map(|dot| (steps(dot.x), steps(dot.y), dot.token))
                    .collect(),
                crosshair: reading.crosshair.map(|(a, b)| (steps(a), steps(b))),
                words,
            }
        };
        FirstForm {
            width: view.scene.width,
            height: view.scene.height,
            hits: view.hits.iter().map(hit).collect(),
            readings: view.readings.iter().enumerate().map(reading).collect(),
        }
    }
}

fn steps(length: f64) -> i32 {
    (length * STEPS_PER_PX).round() as i32
}

/// The charts of a page as bytes. Page and program are made together, so the form has no version.
#[must_use]
pub fn encode_first(charts: &[FirstChart]) -> Vec<u8> {
    // It fails only for types that postcard cannot carry, and these it can.
    postcard::to_allocvec(charts).unwrap_or_default()
}

/// The charts in bytes; none when they are not what [`encode_first`] writes.
#[must_use]
pub fn decode_first(bytes: &[u8]) -> Vec<FirstChart> {
    postcard::from_bytes(bytes).unwrap_or_default()
}
