//! `furrow gallery`: every chart of a report at many sizes, on one page for people to look at.

use std::path::Path;

use super::Outcome;
use super::args::Args;
use super::console;
use super::error::CliError;
use super::folder;
use super::session::{Session, chart_ids};
use super::source::read_report;
use crate::data::Lang;
use crate::paint::{SvgOptions, svg};
use crate::report::escape_html;
use crate::scene::{Palette, Scene, Token};

pub(super) const OPTIONS: &[&str] = &["--output"];

pub(super) const HELP: &str = "\
Draws every chart of a report at three widths, light and dark, in both languages, on one page
to look at after a change.

Usage: furrow gallery [REPORT] -o FILE

  REPORT          a folder with a datapackage.json; without it the sample report
                  (public/data/rural-ecommerce)
  -o FILE         the page to write

  furrow gallery -o target/gallery/index.html

Exit codes: 0 written, 2 failed.
";

const SAMPLE: &str = "public/data/rural-ecommerce";
/// A phone, a page and a wide screen, in px.
const WIDTHS: [f64; 3] = [320.0, 720.0, 1200.0];

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let output = Path::new(args.required("--output")?);
    let report = read_report(Path::new(args.file_or(SAMPLE)?))?;
    let mut session = Session::open(report.files)?;
    let ids = chart_ids(&session.page(report.lang)?);
    let mut out = opening(&ids);
    let mut n_pictures = 0;
    for id in &ids {
        let name = escape_html(id);
        out.push_str(&format!("<h2 id=\"{name}\">{name}</h2>\n"));
        for lang in Lang::ALL {
            for palette in [Palette::Light, Palette::Dark] {
                out.push_str("<div class=\"row\">\n");
                for width in WIDTHS {
                    let scene = session.picture(id, lang, width)?;
                    out.push_str(&figure(&scene, palette, lang, n_pictures));
                    n_pictures += 1;
                }
                out.push_str("</div>\n");
            }
        }
    }
    out.push_str("</body>\n</html>\n");
    folder::write(output, out.as_bytes())?;
    console::say(&format!(
        "{}: {n_pictures} pictures of {} charts",
        output.display(),
        ids.len()
    ));
    Ok(Outcome::Done)
}

fn figure(scene: &Scene, palette: Palette, lang: Lang, idx: usize) -> String {
    let options = SvgOptions {
        id_prefix: &format!("g{idx}-"),
        alt: None,
        lang: lang.code(),
    };
    let class = match palette {
        Palette::Dark => "dark",
        Palette::Light | Palette::Variables => "light",
    };
    format!(
        "<figure class=\"{class}\"><figcaption>{} {} {class}</figcaption>{}</figure>\n",
        lang.code(),
        scene.width,
        svg(scene, palette, &options),
    )
}

fn opening(ids: &[String]) -> String {
    let surface = |palette| Token::Surface.color(palette);
    let links: Vec<String> = ids
        .iter()
        .map(|id| {
            let name = escape_html(id);
            format!("<a href=\"#{name}\">{name}</a>")
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Furrow: every chart</title>\n<style>\n\
         body{{font:14px sans-serif;margin:24px}}\n\
         .row{{display:flex;gap:16px;overflow-x:auto;align-items:start;margin-bottom:16px}}\n\
         figure{{margin:0;flex:none}}\nfigcaption{{margin-bottom:4px}}\nsvg{{display:block}}\n\
         .light svg{{background:{}}}\n.dark svg{{background:{}}}\n\
         </style>\n</head>\n<body>\n<h1>Every chart</h1>\n<p>{}</p>\n",
        surface(Palette::Light),
        surface(Palette::Dark),
        links.join(" · "),
    )
}
