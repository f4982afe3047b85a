//! `furrow site`: a report as a static site, with a page for every chart and one file of it all.

use std::path::Path;

use super::Outcome;
use super::args::Args;
use super::bundle::bundle_html;
use super::compose::{description, generator, static_words};
use super::console;
use super::error::CliError;
use super::folder;
use super::packing::{gzip_text, lzma_text};
use super::program::{Program, ProgramText, find_program};
use super::reduce::files_for_chart;
use super::session::Session;
use super::source::{ReportFiles, read_report};
use crate::data::Lang;
use crate::engine::{Still, encode_first};
use crate::report::{
    LinkState, OneFile, SiteConfig, SitePage, View, boot_js, embed_path, format_link,
    one_file_html, pack_json, sha256_hex, site_html, static_body, static_embed,
};
use crate::words::interface;

pub(super) const OPTIONS: &[&str] = &["--output", "--program", "--date"];

pub(super) const HELP: &str = "\
Writes a report as a static site, for any folder of any web server.

Usage: furrow site REPORT -o DIR --program DIR [--date DAY]

  REPORT          a folder with a datapackage.json, or one CSV or JSON file
  -o DIR          the folder to write; files of the same names are replaced
  --program DIR   where the built program is: `dist` after `cargo xtask build`
  --date DAY      the day to write into the pages, as 2026-02-14; without it none

Writes index.html in the report's language and a page in the other (zh.html or en.html), each
with every chart as a picture for readers without scripts; embed/CHART.html for every chart, to
stand in other pages; furrow.html, the whole report as one file; furrow-light.html, the same
without the readers of heavy formats; and the program and the data beside them. The same inputs give the same bytes.

  furrow site public/data/rural-ecommerce -o public_html --program dist

Exit codes: 0 written, 2 failed.
";

/// What every page of a site is made of.
struct Site<'a> {
    output: &'a Path,
    report: &'a ReportFiles,
    date: &'a str,
    generator: String,
}

pub(super) fn run(args: &Args) -> Result<Outcome, CliError> {
    let report = read_report(Path::new(args.file()?))?;
    let program = find_program(Path::new(args.required("--program")?))?;
    let site = Site {
        output: Path::new(args.required("--output")?),
        report: &report,
        date: args.date()?,
        generator: generator(),
    };
    let text = program.program_text()?;
    let mut session = Session::open(report.files.clone())?;
    let (config, boot) = site.write_around(&program, &text)?;
    let mut n_embeds = 0;
    for lang in Lang::ALL {
        let drawn = session.still(lang)?;
        site.write_page(&drawn, &config, &boot)?;
        if lang == report.lang {
            n_embeds = drawn.charts.len();
            site.write_embeds(&drawn, &text)?;
            let html = bundle_html(&drawn, &report.files, &text, site.date)?;
            folder::replace(&site.output.join("furrow.html"), html.as_bytes())?;
            let html = bundle_html(&drawn, &report.files, &text.light(), site.date)?;
            folder::replace(&site.output.join("furrow-light.html"), html.as_bytes())?;
        }
    }
    let folder = site.output.display();
    console::say(&format!(
        "{folder}: index.html, {n_embeds} embeds, furrow.html, furrow-light.html"
    ));
    Ok(Outcome::Done)
}

impl Site<'_> {
    /// Writes what lies beside the pages, and returns what the pages say of it.
    fn write_around(
        &self,
        program: &Program,
        text: &ProgramText,
    ) -> Result<(SiteConfig, String), CliError> {
        if !folder::is_same(&program.folder, self.output) {
            for name in program.file_names() {
                folder::replace(&self.output.join(name), &program.read(name)?)?;
            }
        }
        let css = match program.css.as_slice() {
            [one] => one.clone(),
            _ => self.write_hashed("style", "css", text.css.as_bytes())?,
        };
        let data_folder = self.report.site_folder();
        for file in &self.report.files {
            let path = self.output.join(format!("{data_folder}{}", file.path));
            folder::replace(&path, &file.bytes)?;
        }
        let paths: Vec<&String> = self.report.files.iter().map(|file| &file.path).collect();
        let (document, files) = match paths.split_first() {
            Some((first, rest)) => (format!("{data_folder}{first}"), rest),
            None => (String::new(), [].as_slice()),
        };
        let config = SiteConfig {
            document,
            files: files.iter().map(|path| (*path).clone()).collect(),
            glue: program.glue.clone(),
            wasm: program.wasm.clone(),
            engine: program.engine.clone(),
            css,
            worker: program.worker.clone(),
            worker_wasm: program.worker_wasm.clone(),
            // Of each page's own language.
            first: String::new(),
        };
        let boot = self.write_hashed("boot", "js", boot_js().as_bytes())?;
        Ok((config, boot))
    }

    /// Writes a file under a name that changes with its content.
    fn write_hashed(&self, stem: &str, end: &str, bytes: &[u8]) -> Result<String, CliError> {
        let name = format!("{stem}-{}.{end}", &sha256_hex(bytes)[..16]);
        folder::replace(&self.output.join(&name), bytes)?;
        Ok(name)
    }

    fn page_name(&self, lang: Lang) -> String {
        if lang == self.report.lang {
            "index.html".to_owned()
        } else {
            format!("{}.html", lang.code())
        }
    }

    fn write_page(&self, drawn: &Still, config: &SiteConfig, boot: &str) -> Result<(), CliError> {
        let lang = drawn.page.lang;
        let names = Lang::ALL.map(|lang| (lang, self.page_name(lang)));
        let alternates: Vec<(Lang, &str)> = names
            .iter()
            .map(|(lang, name)| (*lang, name.as_str()))
            .collect();
        let first = encode_first(&drawn.first);
        let config = SiteConfig {
            first: self.write_hashed(&format!("first-{}", lang.code()), "bin", &first)?,
            ..config.clone()
        };
        let html = site_html(&SitePage {
            lang,
            title: &drawn.page.title,
            description: &description(&drawn.page),
            alternates: &alternates,
            body_html: &static_body(&drawn.page, &drawn.charts, &static_words(lang)),
            config: &config,
            boot,
            generator: &self.generator,
            date: self.date,
            static_notice: interface(lang).static_notice,
        });
        folder::replace(&self.output.join(self.page_name(lang)), html.as_bytes())
    }

    fn write_embeds(&self, drawn: &Still, text: &ProgramText) -> Result<(), CliError> {
        let mut written: Vec<(String, &str)> = Vec::new();
        for (idx, chart) in drawn.charts.iter().enumerate() {
            let file = embed_path(&chart.id);
            if let Some((_, one)) = written.iter().find(|(known, _)| *known == file) {
                return Err(CliError::SameFile {
                    one: (*one).to_owned(),
                    other: chart.id.clone(),
                    file,
                });
            }
            let html = self.embed_html(drawn, idx, text)?;
            folder::replace(&self.output.join(&file), html.as_bytes())?;
            written.push((file, &chart.id));
        }
        Ok(())
    }

    fn embed_html(
        &self,
        drawn: &Still,
        idx: usize,
        text: &ProgramText,
    ) -> Result<String, CliError> {
        let (lang, chart) = (drawn.page.lang, &drawn.charts[idx]);
        let link = format_link(&LinkState {
            chart: Some(chart.id.clone()),
            ..LinkState::default()
        });
        let report_url = format!("../index.html#{link}");
        let pack = pack_json(&[files_for_chart(&self.report.files, &chart.id).into()]);
        let pack = lzma_text(pack.as_bytes())?;
        Ok(one_file_html(&OneFile {
            lang,
            title: &chart.title,
            description: &chart.description,
            css: &text.css,
            glue_js: &text.glue_js,
            glue_packed: &text.glue_packed,
            wasm_packed: &text.wasm_packed,
            engine_packed: &text.engine_packed,
            // An embed shows its chart and opens nothing else.
            worker_js: "",
            worker_wasm_packed: "",
            body_html: &static_embed(chart, &report_url, &static_words(lang)),
            pack_packed: &pack,
            first_packed: &gzip_text(&encode_first(&drawn.first[idx..=idx]))?,
            view: View::Embed {
                chart: &chart.id,
                report_url: &report_url,
            },
            generator: &self.generator,
            date: self.date,
            static_notice: interface(lang).static_notice,
        }))
    }
}
