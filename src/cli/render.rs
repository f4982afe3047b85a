//! `furrow render`: one chart as an SVG picture with its title and sources.

use std::path::Path;

use super::Outcome;
use super::args::Args;
use super::console;
use super::error::CliError;
use super::folder;
use super::session::{Session, chart_ids};
use super::source::read_report;
use crate::paint::{SvgOptions, svg};
use crate::scene::Palette;

pub(super) const OPTIONS: &[&str] = &["--chart", "--output", "--width", "--theme", "--lang"];

pub(super) const HELP: &str = "\
Draws one chart of a report as SVG, with its title and sources.

Usage: furrow render REPORT --chart ID [-o FILE] [--width PX] [--theme light|dark]
                     [--lang en|zh]

  REPORT          a folder with a datapackage.json, or one CSV or JSON file
  --chart ID      the chart's id; a wrong one is answered with all there are
  -o FILE         the file to write; without it, or with -, the standard output
  --width PX      the width of the picture, 240 to 4000; 720 without it
  --theme NAME    light (the default) or dark
  --lang en|zh    the language; without it the report's own

The same inputs give the same bytes, here and on the page.

  furrow render public/data/rural-ecommerce --chart rural-retail -o retail.svg --lang zh

Exit codes: 0 drawn, 2 failed.
";

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let report = read_report(Path::new(args.file()?))?;
    let chart = args.required("--chart")?;
    let width = args.width(240, 4000)?;
    let palette = match args.option("--theme").unwrap_or("light") {
        "light" => Palette::Light,
        "dark" => Palette::Dark,
        other => return Err(args.usage(&format!("`--theme {other}`: expected light or dark"))),
    };
    let lang = args.lang()?.unwrap_or(report.lang);
    let mut session = Session::open(report.files)?;
    let available = chart_ids(&session.page(lang)?);
    if !available.iter().any(|id| id == chart) {
        return Err(CliError::NoChart {
            chart: chart.to_owned(),
            available,
        });
    }
    let view = session.chart(chart, lang, width)?;
    let scene = session.picture(chart, lang, width)?;
    let options = SvgOptions {
        id_prefix: "",
        alt: Some((&view.title, &view.description)),
        lang: lang.code(),
    };
    let mut text = svg(&scene, palette, &options);
    text.push('\n');
    match args.option("--output") {
        None | Some("-") => console::print(&text)?,
        Some(file) => folder::write(Path::new(file), text.as_bytes())?,
    }
    for warning in &view.warnings {
        console::say(&super::check::sentence(warning, lang));
    }
    Ok(Outcome::Done)
}
