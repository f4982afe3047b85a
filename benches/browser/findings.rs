//! The findings: medians and spreads, ratios to the other libraries, and the promises.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use crate::chromium::WINDOW;
use crate::measure::{STAGES, Visit, WORK};
use crate::pages::{PAGES, Page, Peer, Source};
use crate::spread::Spread;

/// The most that a page may move once its first chart is there; CLS calls 0.1 good.
const MOST_SHIFT: f64 = 0.01;
/// How long a frame lasts; times are seen once a frame.
const FRAME_MILLIS: f64 = 16.7;

/// The visits of one page.
pub(crate) struct Findings {
    pub(crate) page: &'static Page,
    pub(crate) visits: Vec<Visit>,
}

/// A promise about a page of Furrow's, and whether it holds.
struct Promise {
    text: &'static str,
    page: &'static str,
    found: String,
    verdict: Verdict,
}

/// What the numbers say about a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Holds,
    /// The times differ by less than a frame, which is less than what can be seen.
    Even,
    Broken,
}

impl Verdict {
    fn of_times(ours: f64, theirs: f64) -> Verdict {
        if (ours - theirs).abs() < FRAME_MILLIS {
            Verdict::Even
        } else if ours < theirs {
            Verdict::Holds
        } else {
            Verdict::Broken
        }
    }

    fn word(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Even => "even",
            Verdict::Broken => "BROKEN",
        }
    }
}

impl Findings {
    fn chart(&self) -> Spread {
        self.spread(|visit| Some(visit.chart_millis))
            .unwrap_or(Spread::NONE)
    }

    fn hover(&self) -> Spread {
        self.spread(|visit| Some(visit.hover_millis))
            .unwrap_or(Spread::NONE)
    }

    /// The worst visit counts: a page that moves now and then moves.
    fn shift(&self) -> f64 {
        let shifts = self.visits.iter().map(|visit| visit.shift);
        shifts.fold(0.0, f64::max)
    }

    /// What moved in the visit where the most did; tooltips too.
    fn movement(&self) -> &[String] {
        let most = self.visits.iter().max_by_key(|visit| visit.moved.len());
        most.map_or(&[], |visit| visit.moved.as_slice())
    }

    fn stage(&self, name: &str) -> Option<Spread> {
        self.spread(|visit| visit.stages[name].as_f64())
    }

    /// The median of one of [`WORK`], by its index.
    fn work(&self, idx: usize) -> f64 {
        let found = self.spread(|visit| visit.work.get(idx).copied());
        found.unwrap_or(Spread::NONE).median
    }

    fn spread(&self, number: impl Fn(&Visit) -> Option<f64>) -> Option<Spread> {
        Spread::of(self.visits.iter().filter_map(number).collect())
    }

    fn is_furrow(&self) -> bool {
        !matches!(self.page.source, Source::Peer(_))
    }
}

/// The findings for people.
pub(crate) fn table(all: &[Findings], browser: &str) -> String {
    let n_visits = all.first().map_or(0, |one| one.visits.len());
    let plot = of_peer(all, Peer::Plot).chart().median;
    let vega = of_peer(all, Peer::VegaLite).hover().median;
    let echarts = of_peer(all, Peer::ECharts).hover().median;
    let mut text = format!(
        "ms from navigation start, median (least–most) of {n_visits} visits, {browser}, window of \
         {} × {} px\n\n{:<20}{:>18}{:>8}{:>20}{:>12}{:>11}{:>8}\n",
        WINDOW.0,
        WINDOW.1,
        "",
        "first chart",
        "× Plot",
        "first hover",
        "× Vega-Lite",
        "× ECharts",
        "moved",
    );
    for one in all {
        let (chart, hover) = (one.chart(), one.hover());
        let moved = match one.is_furrow() {
            true => format!("{:.3}", one.shift()),
            false => String::new(),
        };
        let _ = writeln!(
            text,
            "{:<20}{:>18}{:>8.2}{:>20}{:>12.2}{:>11.2}{moved:>8}",
            one.page.name,
            chart.text(),
            chart.median / plot,
            hover.text(),
            hover.median / vega,
            hover.median / echarts,
        );
    }
    text.push_str("\nOn the way to the first hover, median ms\n");
    for one in all.iter().filter(|one| one.is_furrow()) {
        let _ = write!(text, "{:<20}", one.page.name);
        for (name, label) in STAGES {
            if let Some(spread) = one.stage(name) {
                let _ = write!(text, "{label} {:.0}, ", spread.median);
            }
        }
        let _ = writeln!(text, "first answer {:.0}", one.hover().median);
    }
    text.push_str("\nWork of the main thread until shortly after it, median ms\n");
    for one in all {
        let parts = WORK.iter().enumerate();
        let parts = parts.map(|(idx, (_, label))| format!("{label} {:.0}", one.work(idx)));
        let parts: Vec<_> = parts.collect();
        let _ = writeln!(text, "{:<20}{}", one.page.name, parts.join(", "));
    }
    text.push('\n');
    for promise in promises(all) {
        let Promise {
            text: said,
            page,
            found,
            ..
        } = &promise;
        let _ = writeln!(
            text,
            "{:<8}{page}: {said} ({found})",
            promise.verdict.word()
        );
    }
    for one in all.iter().filter(|one| one.is_furrow()) {
        for what in one.movement() {
            let _ = writeln!(text, "        {} moved at {what}", one.page.name);
        }
    }
    text
}

/// The findings for programs: every number of every visit.
pub(crate) fn json(all: &[Findings], browser: &str) -> Value {
    let pages: Vec<Value> = all.iter().map(page_json).collect();
    let promises: Vec<Value> = promises(all)
        .into_iter()
        .map(|promise| {
            json!({
                "promise": promise.text,
                "page": promise.page,
                "found": promise.found,
                "verdict": promise.verdict.word().to_lowercase(),
            })
        })
        .collect();
    json!({
        "browser": browser,
        "window_px": [WINDOW.0, WINDOW.1],
        "pages": pages,
        "promises": promises,
    })
}

fn page_json(one: &Findings) -> Value {
    let list = |number: &dyn Fn(&Visit) -> Value| -> Vec<Value> {
        one.visits.iter().map(number).collect()
    };
    let mut stages = Map::new();
    for (name, _) in STAGES {
        if let Some(spread) = one.stage(name) {
            stages.insert(name.to_owned(), json!(spread.median));
        }
    }
    let mut work = Map::new();
    for (idx, (name, _)) in WORK.iter().enumerate() {
        work.insert((*name).to_owned(), json!(one.work(idx)));
    }
    json!({
        "name": one.page.name,
        "first_chart_millis": one.chart().median,
        "first_hover_millis": one.hover().median,
        "shift": one.shift(),
        "stages_millis": stages,
        "work_millis": work,
        "moved": one.movement(),
        "visits": {
            "first_chart_millis": list(&|visit| json!(visit.chart_millis)),
            "first_hover_millis": list(&|visit| json!(visit.hover_millis)),
            "first_contentful_paint_millis": list(&|visit| json!(visit.contentful_millis)),
            "shift": list(&|visit| json!(visit.shift)),
        },
    })
}

/// What Furrow promises, for each of its pages.
fn promises(all: &[Findings]) -> Vec<Promise> {
    let plot = of_peer(all, Peer::Plot).chart().median;
    let vega = of_peer(all, Peer::VegaLite).hover().median;
    let echarts = of_peer(all, Peer::ECharts).hover().median;
    let mut promises = Vec::new();
    for one in all.iter().filter(|one| one.is_furrow()) {
        let (chart, hover) = (one.chart().median, one.hover().median);
        let mut no_later = |text, ours: f64, theirs: f64| {
            promises.push(Promise {
                text,
                page: one.page.name,
                found: format!("{ours:.0} and {theirs:.0} ms"),
                verdict: Verdict::of_times(ours, theirs),
            });
        };
        no_later("first chart no later than Observable Plot's", chart, plot);
        no_later("first hover no later than Vega-Lite's", hover, vega);
        no_later("aim: first hover no later than ECharts'", hover, echarts);
        promises.push(Promise {
            text: "nothing moves once the first chart is there",
            page: one.page.name,
            found: format!("moved by {:.4} at most", one.shift()),
            verdict: match one.shift() < MOST_SHIFT {
                true => Verdict::Holds,
                false => Verdict::Broken,
            },
        });
    }
    promises
}

fn of_peer(all: &[Findings], peer: Peer) -> &Findings {
    let found = all.iter().find(|one| one.page.source == Source::Peer(peer));
    found.unwrap_or_else(|| panic!("{peer:?} is not among the {} pages", PAGES.len()))
}
