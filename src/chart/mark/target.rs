//! Targets: a hollow diamond at the due date, a thin line from the day of announcement.

use crate::chart::canvas::{Canvas, Plot, stroke};
use crate::chart::noted::Noted;
use crate::chart::plan::Target;
use crate::scene::{Fill, Stroke, Token};

/// Draws an announced target; it is never joined to results.
pub(crate) fn draw(canvas: &Canvas, plot: &Plot, target: &Target, token: Token) {
    let value = target.value.value;
    let from = plot.px(f64::from(target.announced.start_day), value);
    let due = plot.px(f64::from(target.due.start_day), value);
    canvas.notes.add(|| Noted::Mark {
        mark: "target",
        row: target.row,
        from,
        to: due,
    });
    if due.0 - from.0 > 8.0 {
        let line = Stroke {
            dashed: true,
            ..stroke(token, 1.0)
        };
        canvas.line(&[from, (due.0 - 6.0, due.1)], line);
        canvas.line(
            &[(from.0, from.1 - 3.0), (from.0, from.1 + 3.0)],
            stroke(token, 1.0),
        );
    }
    let (x, y) = due;
    let corners = [(x, y - 6.0), (x + 6.0, y), (x, y + 6.0), (x - 6.0, y)];
    canvas.polygon(&corners, Fill::Solid(Token::Surface));
    let closed = [corners[0], corners[1], corners[2], corners[3], corners[0]];
    canvas.line(&closed, stroke(token, 1.75));
}
