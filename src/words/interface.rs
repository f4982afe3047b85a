//! The words of the screen: one struct, filled once a language, so that none can be forgotten.

use crate::data::Lang;

/// Every word on the screen that does not come from a report.
///
/// Sentence case, no full stop after one sentence, `…` where a button asks more.
#[derive(Debug, Clone, Copy)]
pub struct Interface {
    /// This language's name in itself.
    pub own_name: &'static str,
    /// The first link of the page, for keyboards.
    pub skip_to_report: &'static str,
    /// Button: choose files.
    pub open: &'static str,
    /// Button: save the whole report as one HTML file, in one word.
    pub save: &'static str,
    /// The same, said in full.
    pub save_report: &'static str,
    /// What the choice of languages is called.
    pub language: &'static str,
    /// What the choice of light and dark is called.
    pub theme: &'static str,
    /// Light or dark as the system has it.
    pub theme_system: &'static str,
    /// Dark on light.
    pub theme_light: &'static str,
    /// Light on dark.
    pub theme_dark: &'static str,
    /// What the choice between open documents is called.
    pub documents: &'static str,
    /// What the list of sections is called.
    pub contents: &'static str,
    /// What the two tabs of a chart are called together.
    pub chart_views: &'static str,
    /// Before the list of who stands left of two.
    pub compare: &'static str,
    /// Before the list of who stands right.
    pub compare_with: &'static str,
    /// Tab: the drawing.
    pub chart: &'static str,
    /// Tab: the numbers; also what opens the table of a static page.
    pub table: &'static str,
    /// What the choice between values and what is computed from them is called.
    pub values_shown: &'static str,
    /// Button: lengths grow with the logarithm.
    pub log_scale: &'static str,
    /// What the list of periods of a chart is called.
    pub period: &'static str,
    /// The button that opens a chart's menu.
    pub chart_menu: &'static str,
    /// Button: copy a figure with its source.
    pub cite: &'static str,
    /// Menu: copy a link to what is shown.
    pub copy_link: &'static str,
    /// Menu: show the code of an embed.
    pub embed: &'static str,
    /// Menu: save the picture as SVG.
    pub save_svg: &'static str,
    /// Menu: save the picture as PNG.
    pub save_png: &'static str,
    /// Menu: save what is shown as CSV.
    pub save_csv: &'static str,
    /// What the chips that show and hide entities are called.
    pub entities: &'static str,
    /// The button that opens the list of many entities: `{shown}` of `{all}`.
    pub choose_entities: &'static str,
    /// What stands in the empty search of that list.
    pub search_entities: &'static str,
    /// Button: show this entity alone.
    pub show_only: &'static str,
    /// The chip that shows all.
    pub show_all: &'static str,
    /// What a screen reader calls a chart that answers to the keyboard.
    pub chart_role: &'static str,
    /// How the keyboard reads a chart.
    pub chart_keys: &'static str,
    /// Stands before the sources of a chart, with colon and space.
    pub source: &'static str,
    /// Opens the rest of a list of sources: `{n}` of them.
    pub more: &'static str,
    /// Below a table of which only the first rows are given: `{shown}` of `{all}`.
    pub rows_shown: &'static str,
    /// From an embedded chart to its report.
    pub open_report: &'static str,
    /// The heading of the embed dialog.
    pub embed_title: &'static str,
    /// What to do with the code.
    pub embed_help: &'static str,
    /// Button: copy the code.
    pub copy: &'static str,
    /// Button: close a dialog.
    pub close: &'static str,
    /// Something is on the clipboard now.
    pub copied: &'static str,
    /// Over the page while files are dragged.
    pub drop_here: &'static str,
    /// Where the files go: nowhere.
    pub stays_here: &'static str,
    /// While files are read, with their `{size}`.
    pub reading: &'static str,
    /// How far it is; `{percent}` of the bytes and `{rows}`.
    pub read_so_far: &'static str,
    /// Button: end reading.
    pub cancel: &'static str,
    /// The name of a table that was pasted, as a file.
    pub pasted_file: &'static str,
    /// Takes a notice away.
    pub dismiss: &'static str,
    /// The page's program has failed.
    pub failed: &'static str,
    /// In place of the program, where a browser cannot run it.
    pub static_notice: &'static str,
}

/// The words of a language.
#[must_use]
pub fn interface(lang: Lang) -> &'static Interface {
    match lang {
        Lang::En => &super::en::INTERFACE,
        Lang::Zh => &super::zh::INTERFACE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_fill_the_same_places() {
        for lang in Lang::ALL {
            let words = interface(lang);
            for place in ["{shown}", "{all}"] {
                for text in [words.rows_shown, words.choose_entities] {
                    assert!(text.contains(place), "{lang:?}: {place}");
                }
            }
        }
    }

    #[test]
    fn a_button_that_asks_more_ends_in_an_ellipsis() {
        for lang in Lang::ALL {
            let words = interface(lang);
            for label in [words.open, words.embed] {
                assert!(label.ends_with('…'), "{label}");
            }
            for label in [words.save, words.copy_link, words.drop_here, words.failed] {
                assert!(!label.ends_with(['.', '。']), "{label}");
            }
        }
    }
}
