//! What a reader sees: charts, tooltips, tables, notices.

use furrow::data::Lang;
use furrow::engine::{ChartView, Engine};
use furrow::scene::nearest_hit;
use serde_json::{Value, json};

use crate::reader::Reader;
use crate::support::{sample, view};

/// A tooltip.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tooltip {
    pub(crate) heading: String,
    /// Label and value.
    pub(crate) rows: Vec<(String, String)>,
    /// All its words.
    pub(crate) text: String,
    /// Left, top, right, bottom in the window.
    pub(crate) area: [f64; 4],
    pub(crate) is_held: bool,
}

const TOOLTIP: &str = "const tip = document.querySelector(`#chart-${arguments[0]} .tooltip`);
    if (!tip || !tip.textContent.trim()) return null;
    const at = tip.getBoundingClientRect();
    const text = (root, part) => root.querySelector('.tooltip-' + part).textContent;
    return {
        heading: text(tip, 'heading'),
        rows: [...tip.querySelectorAll('.tooltip-row')].map(
            (row) => [text(row, 'label'), text(row, 'value')]),
        text: tip.textContent,
        area: [at.left, at.top, at.right, at.bottom],
        held: tip.classList.contains('held'),
    };";

impl Reader {
    /// Waits until the program is ready and has drawn every chart.
    #[track_caller]
    pub(crate) fn see_ready(&self) {
        let ready = "return document.documentElement.dataset.ready === 'true'
            && [...document.querySelectorAll('.chart')].every(
                (chart) => chart.querySelector(
                    '.plot svg:not([width=\"100%\"]), .table-region table'))";
        self.wait_for("the program", ready, json!([]));
    }

    /// The language of the page.
    #[track_caller]
    pub(crate) fn lang(&self) -> Lang {
        let code = self.text("return document.documentElement.lang", json!([]));
        Lang::from_code(&code).unwrap_or_else(|| panic!("the page's language is `{code}`"))
    }

    /// The address in the bar.
    #[track_caller]
    pub(crate) fn address(&self) -> String {
        self.driver.get("/url").as_str().unwrap().to_owned()
    }

    /// The texts of all elements that a selector names.
    #[track_caller]
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])]
            .map((one) => one.textContent.trim())";
        strings(&self.js(script, json!([selector])))
    }

    /// The one text of what a selector names.
    #[track_caller]
    pub(crate) fn text_of(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        assert_eq!(texts.len(), 1, "{selector} names {texts:?}");
        texts.into_iter().next().unwrap()
    }

    /// The ids of the charts, in the order of the page.
    #[track_caller]
    pub(crate) fn chart_ids(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('.chart')]
            .map((one) => one.id.replace(/^chart-/, ''))";
        strings(&self.js(script, json!([])))
    }

    /// The drawing of every chart that shows one, as text.
    #[track_caller]
    pub(crate) fn drawings(&self) -> Vec<String> {
        let script =
            "return [...document.querySelectorAll('.plot svg')].map((one) => one.outerHTML)";
        strings(&self.js(script, json!([])))
    }

    /// A chart's tooltip, or nothing.
    #[track_caller]
    pub(crate) fn tooltip(&self, chart: &str) -> Option<Tooltip> {
        let found = self.js(TOOLTIP, json!([chart]));
        let pair = |row: &Value| Some((row[0].as_str()?.to_owned(), row[1].as_str()?.to_owned()));
        let area = found["area"]
            .as_array()?
            .iter()
            .filter_map(Value::as_f64)
            .collect::<Vec<_>>();
        Some(Tooltip {
            heading: found["heading"].as_str()?.to_owned(),
            rows: found["rows"].as_array()?.iter().filter_map(pair).collect(),
            text: found["text"].as_str()?.to_owned(),
            area: area.try_into().ok()?,
            is_held: found["held"] == true,
        })
    }

    /// Waits for a chart's tooltip to come to rest.
    #[track_caller]
    pub(crate) fn see_tooltip(&self, chart: &str) -> Tooltip {
        self.wait(&format!("the tooltip of {chart}"), || {
            let before = self.tooltip(chart)?;
            self.rest(60);
            self.tooltip(chart).filter(|now| *now == before)
        })
    }

    /// Waits until a chart has no tooltip.
    #[track_caller]
    pub(crate) fn see_no_tooltip(&self, chart: &str) {
        self.wait(&format!("the tooltip of {chart} to go"), || {
            self.tooltip(chart).is_none().then_some(())
        });
    }

    /// The table of a chart whose table tab is open: heads, then rows.
    #[track_caller]
    pub(crate) fn see_table(&self, chart: &str) -> Vec<Vec<String>> {
        let script = "const table =
                document.querySelector(`#chart-${arguments[0]} .table-region table`);
            return table && [...table.rows].map(
                (row) => [...row.cells].map((cell) => cell.textContent))";
        let rows = self.wait(&format!("the table of {chart}"), || {
            Some(self.js(script, json!([chart]))).filter(Value::is_array)
        });
        rows.as_array().unwrap().iter().map(strings).collect()
    }

    /// Waits for a notice and returns the texts of all.
    #[track_caller]
    pub(crate) fn see_notice(&self, part: &str) -> Vec<String> {
        self.wait(&format!("a notice with `{part}`"), || {
            let texts = self.texts(".notice li");
            texts
                .iter()
                .any(|text| text.contains(part))
                .then_some(texts)
        })
    }

    /// What the engine, run natively, says of a chart as wide as it is on the screen.
    #[track_caller]
    pub(crate) fn expected(&self, engine: &mut Engine, chart: &str) -> ChartView {
        let script = "return document.querySelector(`#chart-${arguments[0]} .plot svg`)
            .viewBox.baseVal.width";
        let width = self.js(script, json!([chart])).as_f64().unwrap();
        view(engine, chart, width, self.lang())
    }

    /// Fails when something is wider than the window.
    #[track_caller]
    pub(crate) fn see_no_scrolling_sideways(&self) {
        let script = "return [document.documentElement.scrollWidth, innerWidth]";
        let widths = self.js(script, json!([]));
        let (page, window) = (widths[0].as_f64().unwrap(), widths[1].as_f64().unwrap());
        assert!(
            page <= window,
            "the page is {page} px wide in a window of {window} px"
        );
    }

    /// Fails when a box leaves the window.
    #[track_caller]
    pub(crate) fn see_inside_window(&self, area: [f64; 4]) {
        let window = self.js("return [innerWidth, innerHeight]", json!([]));
        let (width, height) = (window[0].as_f64().unwrap(), window[1].as_f64().unwrap());
        let [left, top, right, bottom] = area;
        let is_inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
        assert!(
            is_inside,
            "{area:?} leaves the window of {width} × {height}"
        );
    }
}

/// The place of the first reading whose heading has `part` in it, and the reading's index.
#[track_caller]
pub(crate) fn place_of(view: &ChartView, part: &str) -> ((f64, f64), usize) {
    let idx = view
        .readings
        .iter()
        .position(|reading| reading.heading.contains(part));
    let idx = idx.unwrap_or_else(|| panic!("no reading of {part}"));
    let hit = view.hits[idx];
    assert_eq!(nearest_hit(&view.hits, hit.x, hit.y), Some(idx));
    ((hit.x, hit.y), idx)
}

/// The sample report as the engine, run natively, has it.
pub(crate) fn native() -> Engine {
    sample()
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).map(str::to_owned).collect()
}
