//! Every chart of the sample report as an SVG file that one can open; renew with FURROW_UPDATE=1.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

mod support;

use furrow::data::Lang;
use furrow::engine::Engine;
use furrow::paint::{SvgOptions, svg, theme_css};
use furrow::scene::Palette;
use support::{chart_ids, opened, page, picture, root, sample, view};

/// The forms of each golden: width, palette, language.
const FORMS: [(f64, Palette, Lang); 8] = [
    (320.0, Palette::Light, Lang::En),
    (720.0, Palette::Light, Lang::En),
    (1200.0, Palette::Light, Lang::En),
    (320.0, Palette::Dark, Lang::En),
    (720.0, Palette::Dark, Lang::En),
    (1200.0, Palette::Dark, Lang::En),
    (320.0, Palette::Light, Lang::Zh),
    (720.0, Palette::Light, Lang::Zh),
];

#[track_caller]
fn check_file(name: &str, found: &str) {
    let path = root().join("tests/plots").join(name);
    if std::env::var_os("FURROW_UPDATE").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        golden == found,
        "{name} is drawn differently: look at it, then renew it with FURROW_UPDATE=1 cargo test --test goldens"
    );
}

#[test]
fn every_chart_is_drawn_as_before() {
    check_charts(&mut sample(), 17, "", &FORMS);
}

/// `cargo xtask gallery tests/plots/specs` shows them on one page.
#[test]
fn every_form_of_a_chart_is_drawn_as_before() {
    let forms = [
        (720.0, Palette::Light, Lang::En),
        (320.0, Palette::Light, Lang::Zh),
        (1200.0, Palette::Dark, Lang::En),
    ];
    check_charts(&mut opened("tests/plots/specs"), 8, "forms/", &forms);
}

#[track_caller]
fn check_charts(engine: &mut Engine, least: usize, prefix: &str, forms: &[(f64, Palette, Lang)]) {
    let charts = chart_ids(&page(engine, Lang::En));
    assert!(charts.len() >= least, "{charts:?}");
    for chart in charts {
        for &(width, palette, lang) in forms {
            let scene = picture(engine, &chart, width, lang);
            let view = view(engine, &chart, width, lang);
            let theme = if palette == Palette::Dark {
                "dark"
            } else {
                "light"
            };
            let options = SvgOptions {
                id_prefix: "",
                alt: Some((&view.title, &view.description)),
                lang: lang.code(),
            };
            let name = format!("{prefix}{chart}-{width}-{theme}-{}.svg", lang.code());
            check_file(&name, &svg(&scene, palette, &options));
        }
    }
}

#[test]
fn the_style_sheet_is_the_theme() {
    let path = root().join("public/theme.css");
    if std::env::var_os("FURROW_UPDATE").is_some() {
        std::fs::write(&path, theme_css()).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        theme_css()
    );
}
