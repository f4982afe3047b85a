//! The legend of classes: their colours in a strip, their bounds below it.

use super::axis::tick_text;
use super::canvas::{Canvas, TextLook};
use super::cell::token_of_class;
use super::labels::Labels;
use super::plan::Panel;
use crate::data::Lang;
use crate::scale::Classes;
use crate::scene::{Anchor, Fill};

/// What the strip and its bounds take.
pub(super) const HEIGHT: f64 = 44.0;

const STRIP: f64 = 12.0;
const WIDEST: f64 = 64.0;

/// Draws the strip at the top left.
pub(super) fn draw(canvas: &Canvas, panel: &Panel, classes: &Classes, lang: Lang) {
    let n_classes = classes.n_classes();
    let pitch = (canvas.width / n_classes as f64).min(WIDEST);
    for class in 0..n_classes {
        let fill = Fill::Solid(token_of_class(classes, class));
        let x = class as f64 * pitch;
        canvas.rect((x, 0.0), (pitch - 1.0, STRIP), fill);
    }
    let view = panel.unit.view(lang);
    let mut labels = Labels::within((0.0, 0.0, canvas.width, HEIGHT));
    for (idx, bound) in classes.bounds.iter().enumerate() {
        let at = (idx as f64 + 1.0) * pitch - 0.5;
        let text = tick_text(*bound, None, &view);
        labels.try_put(
            canvas,
            &[(at, STRIP + 17.0)],
            &text,
            TextLook::label(Anchor::Middle),
        );
    }
}
