//! The address of the page: what the state says about it, and back.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement, Url};

use super::state::{ChartState, State, View};
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::report::{LinkState, Page, PageBlock, Theme, format_link, parse_link};
use crate::worker::inner_text;

/// Whether a change can be taken back with the browser's Back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// It can: a new entry of the history.
    New,
    /// It cannot: the entry is written over.
    Same,
}

/// The fragment of the address, without `#`.
pub(super) fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    let hash = hash.unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Whether the address leads to a section or a chart of the page.
pub(super) fn leads_somewhere() -> bool {
    let (link, _) = parse_link(&fragment());
    link.section.is_some() || link.chart.is_some()
}

/// The address of the page without a fragment.
pub(super) fn page_url() -> String {
    let href = web_sys::window().and_then(|window| window.location().href().ok());
    let mut href = href.unwrap_or_default();
    if let Some(end) = href.find('#') {
        href.truncate(end);
    }
    href
}

fn link_url(link: &LinkState) -> String {
    page_url() + "#" + &format_link(link)
}

/// The address of a chart as it is shown.
pub(super) fn chart_url(state: &State, chart: &str) -> String {
    let mut link = link_of(state);
    link.section = None;
    link.chart = Some(chart.to_owned());
    put_shown(&mut link, state.chart(chart));
    link_url(&link)
}

/// The address of a chart alone: its own page on a site, or this page with one chart.
pub(super) fn embed_url(chart: &str) -> String {
    // The same name as `furrow site` writes.
    let is_plain = |ch: char| crate::data::is_letter(ch) || ch == '-' || ch == '_';
    let name = chart.replace(|ch| !is_plain(ch), "-");
    let beside = "embed/".to_owned() + &name + ".html";
    match (
        inner_text("furrow-config"),
        Url::new_with_base(&beside, &page_url()),
    ) {
        (Some(_), Ok(url)) => url.href(),
        _ => {
            let link = LinkState {
                embed: Some(chart.to_owned()),
                ..LinkState::default()
            };
            link_url(&link)
        }
    }
}

/// Writes the state into the address, where it differs from what stands there.
pub(super) fn write(state: &mut State, entry: Entry) {
    let fragment = format_link(&link_of(state));
    if fragment == state.fragment {
        return;
    }
    state.fragment = fragment;
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    let mut url = page_url();
    if !state.fragment.is_empty() {
        url.push('#');
        url.push_str(&state.fragment);
    }
    // A page without an origin of its own may not write its address; it works without.
    let _ = match entry {
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
    };
}

fn link_of(state: &State) -> LinkState {
    let names_lang = state.lang != state.home.lang || state.lang != state.author_lang;
    let mut link = LinkState {
        lang: names_lang.then_some(state.lang),
        theme: state.theme,
        ..LinkState::default()
    };
    if let (View::Embed { chart, .. }, View::Report) = (&state.view, &state.home.view) {
        link.embed = Some(chart.clone());
    }
    // A link leads to the report that the address opens, not to a file of the reader's own.
    if state.doc == 0 {
        link.section.clone_from(&state.section);
        link.chart.clone_from(&state.chart);
        if let Some(chart) = &state.chart {
            put_shown(&mut link, state.chart(chart));
        }
    }
    link
}

/// Says in a link what is shown of its chart.
fn put_shown(link: &mut LinkState, shown: ChartState) {
    link.tab = shown.tab;
    link.entities = shown.entities;
    link.view = shown.derivation;
    link.scale = shown.scale;
    link.time = shown.period;
}

/// Puts what the address says into the state; what it does not say is as at home.
pub(super) fn read(state: &mut State, fragment: String) {
    let (link, ignored) = parse_link(&fragment);
    state.fragment = fragment;
    state.lang = link.lang.unwrap_or(state.home.lang);
    state.theme = if link.theme == Theme::System {
        state.home.theme
    } else {
        link.theme
    };
    state.view = match &link.embed {
        Some(chart) => View::Embed {
            chart: chart.clone(),
            report_url: link_url(&LinkState {
                chart: Some(chart.clone()),
                ..LinkState::default()
            }),
        },
        None => state.home.view.clone(),
    };
    state.charts.clear();
    if link.chart.is_some() || link.section.is_some() {
        state.doc = 0;
    }
    ignored
        .into_iter()
        .for_each(|part| tell_ignored(state, part));
    follow(state, link);
}

/// Puts the place of a link, and what it says about its chart, into the state.
pub(super) fn follow(state: &mut State, link: LinkState) {
    let has = |has: fn(&Page, &str) -> bool, id: &Option<String>| match (state.page(), id) {
        (Some(page), Some(id)) => has(page, id),
        _ => true,
    };
    let (has_section, has_chart) = (has(has_section, &link.section), has(has_chart, &link.chart));
    (state.section, state.chart) = (None, None);
    match link.section {
        Some(section) if !has_section => tell_ignored(state, section),
        section => state.section = section,
    }
    match link.chart {
        Some(chart) if !has_chart => tell_ignored(state, chart),
        Some(chart) => {
            *state.chart_mut(&chart) = ChartState {
                tab: link.tab,
                entities: link.entities,
                derivation: link.view,
                scale: link.scale,
                period: link.time,
            };
            state.chart = Some(chart);
        }
        None => {}
    }
}

/// Scrolls to where the state's link points, and puts the focus there.
pub(super) fn go_to(state: &State) {
    let id = match (&state.chart, &state.section) {
        (Some(chart), _) => "chart-".to_owned() + chart,
        (None, Some(section)) => "section-".to_owned() + section,
        (None, None) => return,
    };
    let document = web_sys::window().and_then(|window| window.document());
    let Some(element) = document.and_then(|document| document.get_element_by_id(&id)) else {
        return;
    };
    element.scroll_into_view();
    focus(&element);
}

/// Puts the focus on an element, and leaves the page where it is.
pub(super) fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that is not on the page any more takes no focus.
        let _ = element.focus_with_options(&options);
    }
}

fn tell_ignored(state: &mut State, part: String) {
    let diagnostic = Diagnostic {
        severity: Severity::Note,
        place: Place::default(),
        code: Code::LinkIgnored { part },
    };
    if !state.notices.contains(&diagnostic) {
        state.notices.push(diagnostic);
    }
}

fn has_section(page: &Page, id: &str) -> bool {
    page.sections.iter().any(|section| section.id == id)
}

fn has_chart(page: &Page, id: &str) -> bool {
    let mut blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks.any(|block| matches!(block, PageBlock::Chart(head) if head.id == id))
}
