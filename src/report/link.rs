//! The link: what a reader can change, as text after the `#` of an address.
//!
//! `section=counties&chart=growth&tab=table&entities=Zhejiang~Fujian&lang=zh&theme=dark`. A key or
//! value that once worked works for ever: `tests/link.rs` holds the old ones. Add, never rename.

use super::percent::{decode, encode};
use crate::data::{Lang, Period};
use crate::spec::ScaleType;

/// Bytes of a fragment that are read; what a browser or a messenger cuts is longer.
const MAX_LEN: usize = 8 * 1024;
/// How many ignored parts are told, and how many characters of each.
const MAX_IGNORED: usize = 5;
const MAX_IGNORED_CHARS: usize = 40;
/// What can be shown of a chart: its values, and what is computed from them.
const VIEWS: [&str; 8] = [
    "value",
    "index",
    "change",
    "cagr",
    "share",
    "rank",
    "difference",
    "per",
];
/// Parts that others append to addresses; ignoring them is nobody's news.
const APPENDED: [&str; 2] = ["wechat_redirect", "rd"];

/// Which view of a chart is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The drawing.
    #[default]
    Chart,
    /// The same numbers as a table.
    Table,
}

impl Tab {
    /// Every tab, in the order of the screen.
    pub const ALL: [Tab; 2] = [Tab::Chart, Tab::Table];

    /// The word in links.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Tab::Chart => "chart",
            Tab::Table => "table",
        }
    }

    /// The tab of a word in links.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Tab> {
        Tab::ALL.into_iter().find(|tab| tab.code() == code)
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the reader's system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word in links and in `data-theme`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a word in links.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// What a link holds; the default is what the author made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LinkState {
    /// The section to stand at, by its id.
    pub section: Option<String>,
    /// The chart that `tab`, `view`, `scale`, `time` and `entities` are about, by its id.
    pub chart: Option<String>,
    /// The view of that chart.
    pub tab: Tab,
    /// What is shown in place of the values: a word such as `index`, of which some name
    /// more behind a colon; `None` as the author has it.
    pub view: Option<String>,
    /// The scale of the values, `linear` or `log`; `None` as the author has it.
    pub scale: Option<String>,
    /// The period whose figures are shown, in ISO form: `2019`, `2019-06`, `2019-Q2`; `None` for
    /// the latest.
    pub time: Option<String>,
    /// The entities to show, by key; empty for all.
    pub entities: Vec<String>,
    /// The language; `None` for the reader's own.
    pub lang: Option<Lang>,
    /// Light or dark.
    pub theme: Theme,
    /// The one chart to show alone, by its id.
    pub embed: Option<String>,
}

/// Reads a fragment, with or without its `#`; any text gives a state.
///
/// The second value tells the parts that mean nothing here: at most five, each cut to 40
/// characters, without control characters. Of a key given twice the first counts. Names hold no
/// control characters.
#[must_use]
pub fn parse_link(fragment: &str) -> (LinkState, Vec<String>) {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (read, unread) = fragment.split_at(read_len(fragment));
    let mut state = LinkState::default();
    let mut seen: Vec<&str> = Vec::new();
    let mut ignored = Vec::new();
    for part in read.split('&').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        if !seen.contains(&key) && set(&mut state, key, value).is_some() {
            seen.push(key);
        } else if !APPENDED.contains(&part) {
            ignored.push(part);
        }
    }
    let unread = unread.trim_start_matches('&');
    if !unread.is_empty() {
        let cut = unread.char_indices().nth(MAX_IGNORED_CHARS);
        ignored.push(cut.map_or(unread, |(at, _)| &unread[..at]));
    }
    let told = ignored.into_iter().take(MAX_IGNORED).map(readable);
    (state, told.collect())
}

/// Writes a state, without `#`: only what differs from the default, in a fixed order.
///
/// A choice of entities too long for an address is left out as a whole: a link that shows all is
/// better than one that shows a part of the choice.
#[must_use]
pub fn format_link(state: &LinkState) -> String {
    let entities = join_names(&state.entities);
    let tab = (state.tab != Tab::default()).then(|| state.tab.code());
    let theme = (state.theme != Theme::default()).then(|| state.theme.code());
    let parts = [
        ("section", state.section.as_deref()),
        ("chart", state.chart.as_deref()),
        ("tab", tab),
        ("view", state.view.as_deref()),
        ("scale", state.scale.as_deref()),
        ("time", state.time.as_deref()),
        ("entities", Some(entities.as_str())),
        ("lang", state.lang.map(Lang::code)),
        ("theme", theme),
        ("embed", state.embed.as_deref()),
    ];
    let written = |without: &str| {
        let parts = parts.iter().filter(|(key, _)| *key != without);
        let parts = parts.filter_map(|(key, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(format!("{key}={}", encode(value)))
        });
        parts.collect::<Vec<_>>().join("&")
    };
    let whole = written("");
    if whole.len() > MAX_LEN {
        written("entities")
    } else {
        whole
    }
}

/// `None` when the key or its value means nothing here.
fn set(state: &mut LinkState, key: &str, value: &str) -> Option<()> {
    let value = decode(value).filter(|value| !value.is_empty())?;
    if value.contains(char::is_control) {
        return None;
    }
    match key {
        "section" => state.section = Some(value),
        "chart" => state.chart = Some(value),
        "tab" => state.tab = Tab::from_code(&value)?,
        "view" => {
            let name = value.split(':').next().unwrap_or_default();
            state.view = Some(value.clone()).filter(|_| VIEWS.contains(&name));
            state.view.as_ref()?;
        }
        "scale" => state.scale = Some(ScaleType::of_reader(&value)?.name().to_owned()),
        "time" => state.time = Some(Period::parse(&value)?.iso()),
        "entities" => state.entities = split_names(&value)?,
        "lang" => state.lang = Some(Lang::from_code(&value)?),
        "theme" => state.theme = Theme::from_code(&value)?,
        "embed" => state.embed = Some(value),
        _ => return None,
    }
    Some(())
}

/// Names joined by `~`. A `~` or `%` inside a name is escaped once more than the link itself is,
/// so that programs that write `~` as `%7E` on the way change nothing.
fn join_names(names: &[String]) -> String {
    let escaped = names.iter().filter(|name| !name.is_empty());
    let escaped = escaped.map(|name| name.replace('%', "%25").replace('~', "%7E"));
    escaped.collect::<Vec<_>>().join("~")
}

fn split_names(value: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for name in value.split('~').filter(|name| !name.is_empty()) {
        let name = decode(name).filter(|name| !name.contains(char::is_control))?;
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then_some(names)
}

/// How much of a fragment is read: whole parts within the limit.
fn read_len(fragment: &str) -> usize {
    match fragment.as_bytes().get(..=MAX_LEN) {
        None => fragment.len(),
        Some(head) => head.iter().rposition(|byte| *byte == b'&').unwrap_or(0),
    }
}

fn readable(part: &str) -> String {
    let text = decode(part).unwrap_or_else(|| part.to_owned());
    let shown = text.chars().filter(|c| !c.is_control());
    shown.take(MAX_IGNORED_CHARS).collect()
}
