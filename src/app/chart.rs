//! A chart: its words, its tools, its body and its sources.

use leptos::prelude::*;

use super::chart_data::{ChartData, OldFigure};
use super::entities::entities;
use super::foot::foot;
use super::live::{live, text};
use super::menu::menu;
use super::periods::periods;
use super::plot::plot;
use super::scale::scale;
use super::sides::{comparison, sides};
use super::state::Store;
use super::table::table;
use super::tabs::tabs;
use super::views::views;
use super::words::words;
use crate::report::{ChartHead, Tab};

/// A chart in the place of an old figure; `order` counts the charts of the page from zero.
pub(super) fn chart(
    store: Store,
    head: &ChartHead,
    order: usize,
    old: Option<OldFigure>,
) -> AnyView {
    let data = ChartData::new(store, head, order, old);
    let title = head.title.clone();
    let name = head.title.clone();
    let body = live(move || match data.tab.get() {
        Tab::Chart => plot(data),
        Tab::Table => table(data, name.clone()),
    });
    view! {
        <figure class="chart" id=data.element_id("chart") tabindex="-1"
            style:min-height=text(move || data.figure_height())>
            <h3 class="chart-title">{title}</h3>
            <p class="chart-subtitle">{text(move || data.read(|view| view.subtitle.clone()))}</p>
            <div class="chart-tools">{tabs(data)} {views(data)} {periods(data)} {scale(data)} {menu(data)}</div>
            <div class="chart-entities" role="group" aria-label=words(store).entities>
                {entities(data)} {sides(data)}
            </div>
            <div class="chart-body" id=data.element_id("body") role="tabpanel"
                aria-labelledby=text(move || data.tab_id(data.tab.get()))
                style:height=text(move || data.body_height())>
                {body}
            </div>
            {comparison(data)}
            {foot(data)}
        </figure>
    }
    .into_any()
}
