//! Upright charts: values upward over times, categories or numbers, in one or several panels.

use super::axis;
use super::body::Room;
use super::canvas::{Canvas, Frame, Plot, TextLook};
use super::labels::Labels;
use super::legend::labels_at_marks;
use super::mark::{area, bar, line, point, target};
use super::notes;
use super::plan::{Across, Panel, Plan};
use super::reading::Reading;
use super::stack::gaps;
use super::stack_labels::{part_labels, total_labels};
use super::upright_labels::{absent_label, labels_at_ends, value_labels};
use super::upright_readings::panel_readings;
use crate::data::{Bound, Grain, Lang, Period};
use crate::scale::{TimeAxis, Warp, time_axis};
use crate::scene::{Anchor, Fill, Hit, Token, Weight, size, text_width, wrap};
use crate::spec::MarkType;

const PANEL_GAP: f64 = 28.0;
pub(super) const HEADROOM: f64 = 30.0;
const TITLE_LINE: f64 = 20.0;

/// Panels in a row.
fn n_columns(plan: &Plan, room: Room) -> usize {
    match room {
        Room::Narrow => 1,
        Room::Wide => plan.n_columns.min(plan.panels.len()).max(1),
    }
}

/// The height of the plot of one panel.
fn plot_height(plan: &Plan, room: Room) -> f64 {
    match (plan.panels.len(), room) {
        (1, Room::Wide) => 300.0,
        (1, Room::Narrow) => 230.0,
        (_, Room::Wide) => 190.0,
        (_, Room::Narrow) => 170.0,
    }
}

fn title_lines(panel: &Panel, width: f64) -> Vec<String> {
    if panel.title.is_empty() {
        return Vec::new();
    }
    wrap(&panel.title, width, size::SUBTITLE, Weight::Bold, 3)
}

fn titles_height(plan: &Plan, room: Room) -> f64 {
    let n_columns = n_columns(plan, room) as f64;
    let width = (room.least_width() - PANEL_GAP * (n_columns - 1.0)) / n_columns;
    let most = plan
        .panels
        .iter()
        .map(|p| title_lines(p, width).len())
        .max()
        .unwrap_or(0);
    most as f64 * TITLE_LINE
}

/// From the bottom of a plot to the end of what stands below it.
pub(super) fn below(plan: &Plan) -> f64 {
    let is_titled = plan.panels.iter().any(|panel| panel.measures().is_some());
    axis::BELOW + if is_titled { axis::TITLE } else { 0.0 }
}

fn panel_height(plan: &Plan, room: Room) -> f64 {
    titles_height(plan, room)
        + notes::height(plan, room)
        + HEADROOM
        + plot_height(plan, room)
        + below(plan)
}

/// The height of all panels.
pub(super) fn height(plan: &Plan, room: Room) -> f64 {
    let n_rows = plan.panels.len().div_ceil(n_columns(plan, room)) as f64;
    n_rows * panel_height(plan, room) + (n_rows - 1.0).max(0.0) * 16.0
}

/// Draws all panels below `top`.
pub(super) fn draw(
    canvas: &Canvas,
    plan: &Plan,
    room: Room,
    top: f64,
    lang: Lang,
) -> (Vec<Hit>, Vec<Reading>) {
    let columns = n_columns(plan, room);
    let gap = PANEL_GAP * (columns as f64 - 1.0);
    let width = (canvas.width - gap) / columns as f64;
    let times = times(plan);
    let mut hits = Vec::new();
    let mut readings = Vec::new();
    for (idx, panel) in plan.panels.iter().enumerate() {
        let left = (idx % columns) as f64 * (width + PANEL_GAP);
        let row_top = top + (idx / columns) as f64 * (panel_height(plan, room) + 16.0);
        let place = Place {
            left,
            top: row_top,
            width,
        };
        let context = Context {
            canvas,
            plan,
            panel,
            room,
            lang,
            times: &times,
            title: titles_height(plan, room),
            plot: plot_height(plan, room),
            axis: 0.0,
        };
        let (mut panel_hits, mut panel_readings) = draw_panel(&context, place);
        hits.append(&mut panel_hits);
        readings.append(&mut panel_readings);
    }
    (hits, readings)
}

/// Every time that the panels share an axis for.
pub(super) fn times(plan: &Plan) -> Vec<Period> {
    let announced = plan.targets();
    let announced = announced.flat_map(|(_, _, target)| [target.announced, target.due]);
    plan.points()
        .map(|(_, _, point)| point)
        .chain(plan.absent().map(|absent| &absent.point))
        .filter_map(|point| point.time)
        .chain(announced)
        .collect()
}

/// Where a panel stands, in px.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) width: f64,
}

/// What the parts of a panel's drawing share.
pub(super) struct Context<'a> {
    pub(super) canvas: &'a Canvas,
    pub(super) plan: &'a Plan,
    pub(super) panel: &'a Panel,
    pub(super) room: Room,
    pub(super) lang: Lang,
    pub(super) times: &'a [Period],
    /// The height of its title in px; without one, who draws it has titled it.
    pub(super) title: f64,
    /// The height of its plot in px.
    pub(super) plot: f64,
    /// The least width of its value axis in px: plots below each other begin at one place.
    pub(super) axis: f64,
}

impl Context<'_> {
    /// A value with its unit.
    pub(super) fn text(&self, value: crate::data::Number) -> String {
        self.panel
            .unit
            .view(self.lang)
            .text(value.value, value.decimals)
    }
}

pub(super) fn draw_panel(context: &Context<'_>, place: Place) -> (Vec<Hit>, Vec<Reading>) {
    let Context {
        canvas,
        plan,
        panel,
        room,
        lang,
        ..
    } = *context;
    let mut labels = Labels::within((
        place.left,
        place.top,
        place.left + place.width,
        canvas.height,
    ));
    let titles = context.title;
    let lines = match titles > 0.0 {
        true => title_lines(panel, place.width),
        false => Vec::new(),
    };
    for (idx, text) in lines.iter().enumerate() {
        let look = TextLook {
            size: size::SUBTITLE,
            weight: Weight::Bold,
            token: Token::Ink,
            anchor: Anchor::Start,
        };
        let at = (place.left, place.top + 16.0 + idx as f64 * TITLE_LINE);
        labels.put(canvas, at, text, look);
    }
    let ticks = axis::value_ticks(panel, &plan.view);
    let texts = axis::tick_texts(&ticks, panel.axis_unit(), lang);
    let left = place.left + axis::tick_width(&texts).max(context.axis) + 10.0;
    let end_labels = labels_at_marks(plan, room);
    let right = place.left + place.width - right_margin(panel, place.width, end_labels);
    let plot_top = place.top + titles + notes::height(plan, room) + HEADROOM;
    let bottom = plot_top + context.plot;
    let (x_domain, time) = x_domain(context, right - left);
    let frame = Frame {
        left,
        top: plot_top,
        right,
        bottom,
        x: x_domain,
        y: (ticks.low, ticks.high),
        warps: (
            panel.measures().map_or(Warp::Linear, |m| m.scale.warp),
            panel.scale.warp,
        ),
    };
    let plot = canvas.plot(frame);
    axis::value_axis(canvas, &plot, &ticks, &texts, &mut labels);
    match (&panel.across, &time) {
        (_, Some(time)) => axis::time_axis(canvas, &plot, time, &mut labels),
        (Across::Band(names), _) => band_axis(canvas, &plot, names, &mut labels),
        (Across::Linear(measures), _) => {
            let unit = panel.unit.view(lang).label;
            let upward = [&measures.upward, unit.as_str()];
            axis::linear_axis(canvas, &plot, measures, upward, lang, &mut labels);
        }
        (Across::Time, None) => {}
    }
    notes::draw(context, &plot, place.top + titles, &mut labels);
    absent_label(context, &plot, &mut labels);
    marks(context, &plot);
    if end_labels {
        labels_at_ends(context, &plot, &mut labels);
    }
    if panel.series.len() == 1 && panel.measures().is_none() {
        value_labels(context, &plot, &mut labels);
    } else if panel.is_stacked() {
        part_labels(context, &plot, &mut labels);
        total_labels(context, &plot, &mut labels);
    }
    panel_readings(context, &plot, place)
}

fn right_margin(panel: &Panel, width: f64, end_labels: bool) -> f64 {
    if !end_labels {
        return 22.0;
    }
    let widest = panel
        .series
        .iter()
        .map(|s| text_width(&s.label, size::LABEL, Weight::Bold))
        .fold(0.0, f64::max);
    (widest + 26.0).min(width * 0.36)
}

fn x_domain(context: &Context<'_>, width: f64) -> ((f64, f64), Option<TimeAxis>) {
    let panel = context.panel;
    match &panel.across {
        Across::Time => {
            let short =
                context.times.iter().all(|t| t.grain == Grain::Year) || spans_years(context.times);
            let n_labels = axis::n_time_labels(width, short);
            let axis = time_axis(context.times, n_labels, context.lang);
            let pad = match panel.mark {
                MarkType::Bar if axis.yearly => 0.5 * 365.25,
                MarkType::Bar => (axis.high - axis.low) / 24.0,
                // Points at the ends stay clear of the labels of the value axis.
                _ if axis.yearly => (axis.high - axis.low) * 10.0 / width.max(40.0),
                _ => 0.0,
            };
            ((axis.low - pad, axis.high + pad), Some(axis))
        }
        Across::Band(names) => ((-0.5, names.len().max(1) as f64 - 0.5), None),
        Across::Linear(measures) => {
            let xs = panel
                .series
                .iter()
                .flat_map(|s| s.points.iter().map(|p| p.x));
            let (low, high) = xs.fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(x), h.max(x)));
            let ticks = measures.scale.ticks(low.min(high), high.max(low), 5);
            ((ticks.low, ticks.high), None)
        }
    }
}

fn spans_years(times: &[Period]) -> bool {
    let years = || times.iter().map(|t| t.civil().0);
    years().max().unwrap_or(0) - years().min().unwrap_or(0) >= 2
}

fn band_axis(canvas: &Canvas, plot: &Plot, names: &[String], labels: &mut Labels) {
    let band = (plot.frame.right - plot.frame.left) / names.len().max(1) as f64;
    for (idx, name) in names.iter().enumerate() {
        let text = crate::scene::ellipsized(name, band - 6.0, size::LABEL, Weight::Regular);
        axis::label_below(canvas, plot, labels, (idx as f64, idx as f64), &text);
    }
}

fn marks(context: &Context<'_>, plot: &Plot) {
    let Context { canvas, panel, .. } = *context;
    let n_series = if panel.is_stacked() {
        1
    } else {
        panel.series.len().max(1)
    };
    let gaps = match panel.mark {
        MarkType::Area if panel.is_stacked() => gaps(panel),
        _ => Vec::new(),
    };
    for (idx, series) in panel.series.iter().enumerate() {
        match panel.mark {
            MarkType::Bar => {
                let group = bar_thickness(panel, plot);
                let thickness = group / n_series as f64;
                let slot = idx.min(n_series - 1) as f64;
                let shift = (slot + 0.5) * thickness - group / 2.0;
                for point in &series.points {
                    let (x, tip) = plot.px(point.x, point.end());
                    let (_, foot) = plot.px(point.x, point.base);
                    let shape = bar::Bar {
                        middle: x + shift,
                        foot,
                        tip,
                        thickness,
                        lying: false,
                    };
                    bar::draw(canvas, shape, point, series.token);
                    if point.base != 0.0 {
                        bar::seam(canvas, shape);
                    }
                }
            }
            MarkType::Line => line::draw(canvas, plot, series),
            MarkType::Area if panel.is_stacked() => area::draw_layer(canvas, plot, series, &gaps),
            MarkType::Area => area::draw(canvas, plot, series),
            _ => {}
        }
    }
    for series in &panel.series {
        // A target is a value, which has no place on an axis of shares.
        for announced in series.targets.iter().filter(|_| !panel.is_normalized()) {
            target::draw(canvas, plot, announced, series.token);
        }
        if panel.mark == MarkType::Bar {
            continue;
        }
        for (idx, item) in series.points.iter().enumerate() {
            // A figure that no line reaches, and one that is a bound, must show as a point even
            // on a bare line.
            let before = idx.checked_sub(1).and_then(|i| series.points.get(i));
            let after = series.points.get(idx + 1);
            let is_joined = before.is_some_and(|before| line::joint(before, item).is_joined())
                || after.is_some_and(|after| line::joint(item, after).is_joined());
            let is_alone = !is_joined && !panel.is_stacked();
            let is_bound = panel.mark == MarkType::Area && item.bound != Bound::Exact;
            if panel.points || is_alone || is_bound {
                point::draw(canvas, plot, item, series.token, panel.mark);
            }
        }
    }
}

/// The thickness in px of a bar, or of a group of bars.
pub(super) fn bar_thickness(panel: &Panel, plot: &Plot) -> f64 {
    let width = plot.frame.right - plot.frame.left;
    let span = (plot.frame.x.1 - plot.frame.x.0).max(f64::MIN_POSITIVE);
    let mut xs: Vec<f64> = panel
        .series
        .iter()
        .flat_map(|s| s.points.iter().map(|p| p.x))
        .collect();
    crate::data::sort(&mut xs, &f64::total_cmp);
    let least = xs
        .windows(2)
        .map(|w| w[1] - w[0])
        .filter(|d| *d > 0.0)
        .fold(f64::MAX, f64::min);
    let step = match panel.across {
        Across::Band(_) => 1.0,
        _ => least.min(span),
    };
    (step / span * width * 0.7).clamp(1.0, 64.0)
}

/// Remarks one after the other; empty ones are left out.
pub(super) fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    parts.join("; ")
}

/// Draws a dot for callers that need one without a plot.
pub(super) fn dot(canvas: &Canvas, at: (f64, f64), token: Token) {
    canvas.circle(at, size::POINT + 1.0, Fill::Solid(token));
}
