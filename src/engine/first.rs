//! First: what a page must know to answer before the engine is there.
//!
//! A static page has its drawings already. With the readings of each chart, a few kilobytes, its
//! plots answer to pointer and keys while the engine and the data are still on their way.

use serde::{Deserialize, Serialize};

use super::protocol::{ChartView, EntityChoice};
use crate::chart::Reading;
use crate::report::{ChartHead, SourceLine};
use crate::scene::{Hit, Scene, size};

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
    wide: FirstForm,
    narrow: FirstForm,
}

/// What depends on the form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct FirstForm {
    width: f64,
    height: f64,
    hits: Vec<Hit>,
    readings: Vec<Reading>,
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
            wide: FirstForm::of(wide),
            narrow: FirstForm::of(narrow),
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
        let mut hits = form.hits.clone();
        for hit in &mut hits {
            let (left, top, right, bottom) = hit.area;
            (hit.x, hit.y) = (hit.x * scale, hit.y * scale);
            hit.area = (left * scale, top * scale, right * scale, bottom * scale);
        }
        let mut readings = form.readings.clone();
        for reading in &mut readings {
            reading.crosshair = reading.crosshair.map(|(a, b)| (a * scale, b * scale));
            for dot in &mut reading.dots {
                (dot.x, dot.y) = (dot.x * scale, dot.y * scale);
            }
        }
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
            hits,
            readings,
            sources: self.sources.clone(),
            entities: self.entities.clone(),
            ..ChartView::default()
        }
    }
}

impl FirstForm {
    fn of(view: &ChartView) -> FirstForm {
        let mut hits = view.hits.clone();
        for hit in &mut hits {
            let (left, top, right, bottom) = hit.area;
            (hit.x, hit.y) = (rounded(hit.x), rounded(hit.y));
            hit.area = (rounded(left), rounded(top), rounded(right), rounded(bottom));
        }
        let mut readings = view.readings.clone();
        for reading in &mut readings {
            reading.crosshair = reading.crosshair.map(|(a, b)| (rounded(a), rounded(b)));
            for dot in &mut reading.dots {
                (dot.x, dot.y) = (rounded(dot.x), rounded(dot.y));
            }
        }
        FirstForm {
            width: view.scene.width,
            height: view.scene.height,
            hits,
            readings,
        }
    }
}

fn rounded(length: f64) -> f64 {
    (length * STEPS_PER_PX).round() / STEPS_PER_PX
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
