//! The theme's colours as CSS variables; `public/theme.css` is this text.

use crate::scene::{Palette, Token};

/// The style sheet: light by default, dark by the reader's system or by `data-theme`.
#[must_use]
pub fn theme_css() -> String {
    let mut out = String::from("/* Written from src/scene/theme.rs; a test holds it. */\n");
    out.push_str(&format!(
        ":root{{color-scheme:light;{}}}\n",
        variables(Palette::Light)
    ));
    out.push_str(&format!(
        "@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{}}}}}\n",
        variables(Palette::Dark)
    ));
    out.push_str(&format!(
        ":root[data-theme=dark]{{color-scheme:dark;{}}}\n",
        variables(Palette::Dark)
    ));
    out.push_str(&format!(
        "@media print{{:root,:root[data-theme=dark]{{color-scheme:light;{}}}}}\n",
        variables(Palette::Light)
    ));
    for token in Token::all() {
        let name = token.name();
        out.push_str(&format!(".{name}{{color:var(--{name})}}\n"));
    }
    out
}

fn variables(palette: Palette) -> String {
    Token::all()
        .into_iter()
        .map(|token| format!("--{}:{};", token.name(), token.color(palette)))
        .collect()
}
