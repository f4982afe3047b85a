//! Remarks at times: thin rules with their words above the plot, each on lines of its own.

use super::body::Room;
use super::canvas::{Plot, TextLook, stroke};
use super::labels::Labels;
use super::plan::{Across, Plan};
use super::upright::Context;
use crate::scene::{Anchor, Token, Weight, size, text_width, wrap};

const NOTE_LINE: f64 = 18.0;

fn note_lines(plan: &Plan, room: Room) -> Vec<Vec<String>> {
    let width = match room {
        Room::Narrow => 146.0,
        Room::Wide => 230.0,
    };
    plan.notes
        .iter()
        .map(|note| wrap(&note.text, width, size::FOOTER, Weight::Regular, 4))
        .collect()
}

/// The height that the words of all remarks take.
pub(super) fn height(plan: &Plan, room: Room) -> f64 {
    let n_lines: usize = note_lines(plan, room).iter().map(Vec::len).sum();
    n_lines as f64 * NOTE_LINE
}

/// Remarks at times: a thin rule with its words on lines of their own above the plot.
pub(super) fn draw(context: &Context<'_>, plot: &Plot, top: f64, labels: &mut Labels) {
    if context.panel.across != Across::Time {
        return;
    }
    let mut baseline = top + 14.0;
    let look = TextLook {
        size: size::FOOTER,
        ..TextLook::label(Anchor::Start)
    };
    for (note, lines) in context
        .plan
        .notes
        .iter()
        .zip(note_lines(context.plan, context.room))
    {
        let (mut x, _) = plot.px(f64::from(note.at.start_day), plot.frame.y.0);
        x = x.clamp(plot.frame.left, plot.frame.right);
        let rule = stroke(Token::Line, size::HAIRLINE);
        context
            .canvas
            .line(&[(x, baseline - 11.0), (x, plot.frame.bottom)], rule);
        let widest = lines
            .iter()
            .map(|l| text_width(l, look.size, Weight::Regular))
            .fold(0.0, f64::max);
        let right = context.canvas.width.min(plot.frame.right + 22.0);
        let anchor = if x + 6.0 + widest <= right {
            Anchor::Start
        } else {
            Anchor::End
        };
        let at = if anchor == Anchor::Start {
            x + 6.0
        } else {
            x - 6.0
        };
        for line in &lines {
            let look = TextLook { anchor, ..look };
            labels.put(context.canvas, (at, baseline), line, look);
            baseline += NOTE_LINE;
        }
    }
}
