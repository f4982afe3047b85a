//! The pages: Furrow's own, and for each other library the page that its users would write.

use serde_json::json;

/// Rural online retail sales of China, billion yuan: the sample report's first chart.
const POINTS: [(i32, f64); 11] = [
    (2014, 180.0),
    (2015, 353.0),
    (2016, 894.54),
    (2017, 1244.88),
    (2018, 1370.0),
    (2019, 1700.0),
    (2020, 1790.0),
    (2021, 2050.0),
    (2022, 2170.0),
    (2023, 2490.0),
    (2025, 3000.0),
];

/// Where a page comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Furrow's folder, from the server.
    Site,
    /// Furrow's one file, from the disk.
    OneFile,
    /// Another library, from the same server.
    Peer(Peer),
}

/// A library that people would use instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Peer {
    ECharts,
    Plot,
    VegaLite,
}

/// A page and how to see its chart and its tooltip.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    pub(crate) name: &'static str,
    pub(crate) source: Source,
    /// The selector of the drawing.
    pub(crate) chart: &'static str,
    /// The selector of the tooltip.
    pub(crate) tip: &'static str,
    /// Where the pointer goes, in parts of the drawing's width and height.
    pub(crate) aim: (f64, f64),
}

/// Where a chart of ours answers everywhere.
const MIDDLE: (f64, f64) = (0.5, 0.5);

/// Every page, Furrow's first.
pub(crate) const PAGES: [Page; 5] = [
    Page {
        name: "Furrow, on the web",
        source: Source::Site,
        chart: "#chart-rural-retail .chart-body svg",
        tip: "#chart-rural-retail .tooltip",
        aim: MIDDLE,
    },
    Page {
        name: "Furrow, one file",
        source: Source::OneFile,
        chart: "#chart-rural-retail .chart-body svg",
        tip: "#chart-rural-retail .tooltip",
        aim: MIDDLE,
    },
    Page {
        name: "ECharts",
        source: Source::Peer(Peer::ECharts),
        chart: "#chart canvas",
        tip: ".echarts-tip",
        aim: MIDDLE,
    },
    Page {
        name: "Observable Plot",
        source: Source::Peer(Peer::Plot),
        chart: "#chart svg",
        tip: "#chart g[aria-label=tip]",
        aim: MIDDLE,
    },
    Page {
        name: "Vega-Lite",
        source: Source::Peer(Peer::VegaLite),
        chart: "#chart svg",
        tip: "#vg-tooltip-element.visible",
        // Its tooltip answers on a point only: that of 2020, by the scales of its page.
        aim: (
            (60.0 + 640.0 * 6.0 / 11.0) / 720.0,
            (20.0 + 330.0 * (1.0 - 1790.0 / 3000.0)) / 390.0,
        ),
    },
];

impl Peer {
    /// The page's path on the server.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Peer::ECharts => "/peers/echarts.html",
            Peer::Plot => "/peers/plot.html",
            Peer::VegaLite => "/peers/vega-lite.html",
        }
    }

    /// The library's files within `node_modules`.
    pub(crate) fn scripts(self) -> &'static [&'static str] {
        match self {
            Peer::ECharts => &["echarts/dist/echarts.min.js"],
            Peer::Plot => &[
                "d3/dist/d3.min.js",
                "@observablehq/plot/dist/plot.umd.min.js",
            ],
            Peer::VegaLite => &[
                "vega/build/vega.min.js",
                "vega-lite/build/vega-lite.min.js",
                "vega-embed/build/vega-embed.min.js",
            ],
        }
    }

    /// The library's page: the chart's place, the library, the data and the call.
    pub(crate) fn html(self) -> String {
        let rows: Vec<_> = POINTS
            .iter()
            .map(|(year, value)| json!({"year": year, "value": value}))
            .collect();
        let scripts: String = self
            .scripts()
            .iter()
            .map(|path| format!("<script src=\"/peers/{path}\"></script>\n"))
            .collect();
        let (rows, call) = (json!(rows), self.call());
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>Rural online retail sales</title>\n\
             <div id=\"chart\" style=\"width:720px;height:390px\"></div>\n{scripts}\
             <script>\nconst rows = {rows};\n{call}</script>\n</html>\n"
        )
    }

    /// The call that draws, without animation: the others would wait for theirs.
    fn call(self) -> &'static str {
        match self {
            Peer::ECharts => {
                "echarts.init(document.getElementById('chart')).setOption({
  animation: false,
  title: { text: 'Rural online retail sales, China, billion yuan' },
  tooltip: { trigger: 'axis', className: 'echarts-tip', transitionDuration: 0 },
  xAxis: { type: 'value', min: 2014, max: 2025, axisLabel: { formatter: String } },
  yAxis: { type: 'value' },
  series: [{ type: 'line', data: rows.map((row) => [row.year, row.value]) }],
});
"
            }
            Peer::Plot => {
                "document.getElementById('chart').append(Plot.plot({
  width: 720,
  height: 390,
  x: { tickFormat: 'd' },
  y: { grid: true, label: 'Rural online retail sales, China, billion yuan' },
  marks: [Plot.lineY(rows, { x: 'year', y: 'value', marker: true, tip: 'x' })],
}));
"
            }
            Peer::VegaLite => {
                "vegaEmbed('#chart', {
  $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
  width: 640,
  height: 330,
  autosize: 'none',
  padding: { left: 60, top: 20, right: 20, bottom: 40 },
  data: { values: rows },
  mark: { type: 'line', point: { size: 80 }, tooltip: true },
  encoding: {
    x: { field: 'year', type: 'quantitative', axis: { format: 'd' },
      scale: { domain: [2014, 2025], nice: false } },
    y: { field: 'value', type: 'quantitative', scale: { domain: [0, 3000] },
      title: 'Rural online retail sales, China, billion yuan' },
  },
}, { actions: false });
"
            }
        }
    }
}
