//! Axes: hairlines and labels, drawn like marks; no box, no tick marks on the value axis.

use super::canvas::{Canvas, Plot, TextLook, stroke};
use super::labels::Labels;
use super::noted::Noted;
use super::plan::{Measures, Panel};
use super::plan_view::View;
use crate::data::{Lang, Unit, UnitView};
use crate::scale::{Ticks, TimeAxis, nice_ticks};
use crate::scene::{Anchor, Token, Weight, ellipsized, size, text_width};
use crate::words::{derive_words, figures};

/// From the bottom of the plot to the end of the labels below it.
pub(super) const BELOW: f64 = 32.0;

/// What the title of an axis takes below the labels.
pub(super) const TITLE: f64 = 18.0;

/// From the bottom of the plot to the baseline of the labels below it: clear of the
/// label of the value axis that stands at the foot.
pub(super) const LABEL_DROP: f64 = 24.0;

/// The ticks of a panel's values; of ranks the first stands at the top.
pub(super) fn value_ticks(panel: &Panel, view: &View) -> Ticks {
    if panel.is_normalized() {
        return nice_ticks(0.0, 100.0, 4);
    }
    let ends = (f64::MAX, f64::MIN);
    let (low, high) = panel.values().fold(ends, |(l, h), v| (l.min(v), h.max(v)));
    // Without a value: the axis of zero.
    let (low, high) = if low <= high { (low, high) } else { (0.0, 0.0) };
    if view.is_rank() {
        return ranks(high);
    }
    panel.scale.ticks(low, high, 4)
}

/// Ranks from the last at the foot to the first at the top: all where they are few.
fn ranks(last: f64) -> Ticks {
    let step = if last > 8.0 { 5.0 } else { 1.0 };
    let step = if last > 40.0 { 20.0 } else { step };
    let mut values = vec![1.0];
    let mut next = if step > 1.0 { step } else { 2.0 };
    while next <= last {
        values.push(next);
        next += step;
    }
    Ticks {
        low: last + 0.5,
        high: 0.5,
        values,
        decimals: Some(0),
    }
}

/// The texts of value ticks, in the unit that the language reads.
pub(super) fn tick_texts(ticks: &Ticks, unit: &Unit, lang: Lang) -> Vec<String> {
    let view = unit.view(lang);
    let percent = unit.kind == crate::data::UnitKind::Percent;
    let mut out: Vec<String> = ticks
        .values
        .iter()
        .map(|value| tick_text(*value, ticks.decimals, &view))
        .collect();
    if let Some(top) = out.last_mut().filter(|_| percent) {
        top.push('%');
    }
    out
}

/// The text of one tick: with as many decimals as all have, or as it needs by itself.
pub(super) fn tick_text(value: f64, decimals: Option<u8>, view: &UnitView) -> String {
    if let Some(decimals) = decimals {
        return view.number(value, decimals);
    }
    let power = libm::floor(libm::log10(value.abs()) + 1e-12);
    let needed = if value == 0.0 { 0.0 } else { -power };
    let mut out = view.number(value, needed.clamp(0.0, 12.0) as u8);
    if out.contains('.') {
        out.truncate(out.trim_end_matches('0').trim_end_matches('.').len());
    }
    out
}

/// The width that the labels of a value axis need.
pub(super) fn tick_width(texts: &[String]) -> f64 {
    texts
        .iter()
        .map(|t| text_width(t, size::LABEL, Weight::Regular))
        .fold(0.0, f64::max)
}

/// Draws the value axis of an upright plot: hairlines across, labels left of them.
pub(super) fn value_axis(
    canvas: &Canvas,
    plot: &Plot,
    ticks: &Ticks,
    texts: &[String],
    labels: &mut Labels,
) {
    let frame = plot.frame;
    for (value, text) in ticks.values.iter().zip(texts) {
        let (_, y) = plot.px(frame.x.0, *value);
        let is_zero = *value == 0.0;
        canvas.notes.add(|| Noted::Tick {
            below: false,
            value: *value,
            text: text.clone(),
        });
        let token = if is_zero {
            Token::Line
        } else {
            Token::Hairline
        };
        canvas.line(
            &[(frame.left, y), (frame.right, y)],
            stroke(token, size::HAIRLINE),
        );
        labels.put(
            canvas,
            (frame.left - 8.0, y + 4.5),
            text,
            TextLook::label(Anchor::End),
        );
    }
}

/// Draws an axis of numbers below a plot, and what both axes measure; `upward` is the name and
/// the unit of the other.
pub(super) fn linear_axis(
    canvas: &Canvas,
    plot: &Plot,
    measures: &Measures,
    upward: [&str; 2],
    lang: Lang,
    labels: &mut Labels,
) {
    let frame = plot.frame;
    let (low, high) = (frame.x.0.min(frame.x.1), frame.x.1.max(frame.x.0));
    let ticks = measures.scale.ticks(low, high, 5);
    let texts = tick_texts(&ticks, &measures.unit, lang);
    for (value, text) in ticks.values.iter().zip(&texts) {
        label_below(canvas, plot, labels, (*value, *value), text);
    }
    let fitted =
        |parts: &[&str]| ellipsized(&parts.concat(), frame.right, size::LABEL, Weight::Regular);
    let across = [measures.across.as_str(), &measures.unit.view(lang).label];
    let (warp_across, warp_upward) = frame.warps;
    let named = [(across, warp_across), (upward, warp_upward)];
    let [across, upward] = named.map(|([name, unit], warp)| {
        let mut within = vec![unit, (figures(lang).scale_name)(warp.name())];
        within.retain(|part| !part.is_empty());
        match within.join(derive_words(lang).joint).as_str() {
            "" => name.to_owned(),
            within => [name, " (", within, ")"].concat(),
        }
    });
    let (above, below) = (frame.top - 14.0, frame.bottom + LABEL_DROP + TITLE);
    let start = TextLook::label(Anchor::Start);
    labels.put(canvas, (0.0, above), &fitted(&["↑ ", &upward]), start);
    let end = TextLook::label(Anchor::End);
    labels.put(canvas, (frame.right, below), &fitted(&[&across, " →"]), end);
}

/// Draws a time axis below a plot.
pub(super) fn time_axis(canvas: &Canvas, plot: &Plot, axis: &TimeAxis, labels: &mut Labels) {
    let frame = plot.frame;
    for tick in &axis.ticks {
        let (mark, _) = plot.px(tick.mark, frame.y.0);
        if mark >= frame.left - 0.5 && mark <= frame.right + 0.5 {
            let ends = [(mark, frame.bottom), (mark, frame.bottom + 4.0)];
            canvas.line(&ends, stroke(Token::Line, size::HAIRLINE));
        }
        let noted = tick.mark;
        label_below(canvas, plot, labels, (noted, tick.at), &tick.text);
    }
}

/// Writes the label of a tick below a plot, where there is room for it; `value` is that of the
/// tick, `at` where its label stands, both in the domain.
pub(super) fn label_below(
    canvas: &Canvas,
    plot: &Plot,
    labels: &mut Labels,
    (value, at): (f64, f64),
    text: &str,
) {
    let (x, _) = plot.px(at, plot.frame.y.0);
    let places = [(x, plot.frame.bottom + LABEL_DROP)];
    let is_shown = labels.try_put(canvas, &places, text, TextLook::label(Anchor::Middle));
    canvas.notes.add(|| Noted::Tick {
        below: true,
        value,
        text: if is_shown {
            text.to_owned()
        } else {
            String::new()
        },
    });
}

/// How many time labels fit side by side.
pub(super) fn n_time_labels(width: f64, short: bool) -> usize {
    let each = if short { 50.0 } else { 86.0 };
    ((width / each) as usize).clamp(2, 24)
}
