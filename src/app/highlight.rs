//! The highlight: a crosshair, and a ring around every mark of a reading.

use super::chart_data::ChartData;
use crate::scene::{Item, PathStep, Scene, Stroke, Token, size};

/// The drawing over the plot, of the same size; nothing for no reading.
pub(super) fn highlight(data: ChartData, reading: Option<usize>) -> Option<Scene> {
    data.peek(|view| {
        let (reading, hit) = (view.readings.get(reading?)?, view.hits.get(reading?)?);
        let (width, height) = (view.scene.width, view.scene.height);
        let mut scene = Scene {
            width,
            height,
            items: Vec::new(),
        };
        if let Some((top, bottom)) = reading.crosshair {
            let steps = vec![PathStep::Move(hit.x, top), PathStep::Line(hit.x, bottom)];
            scene.items.push(Item::Path {
                steps,
                fill: None,
                stroke: Some(stroke(Token::Line, size::HAIRLINE)),
            });
        }
        if reading.dots.is_empty() {
            let (left, top, right, bottom) = hit.area;
            let steps = vec![
                PathStep::Move(left, top),
                PathStep::Line(right, top),
                PathStep::Line(right, bottom),
                PathStep::Line(left, bottom),
                PathStep::Close,
            ];
            scene.items.push(Item::Path {
                steps,
                fill: None,
                stroke: Some(stroke(Token::Ink, size::LINE)),
            });
        }
        for dot in &reading.dots {
            scene.items.push(Item::Circle {
                x: dot.x,
                y: dot.y,
                radius: size::POINT + size::LINE,
                fill: None,
                stroke: Some(stroke(dot.token, size::LINE)),
            });
        }
        Some(scene)
    })
}

fn stroke(token: Token, width: f64) -> Stroke {
    Stroke {
        token,
        width,
        dashed: false,
    }
}
