//! The menu of a chart: link, embed, pictures, data.

use leptos::prelude::*;

use super::action::{Action, ChartFormat};
use super::chart_data::ChartData;
use super::dropdown::{Dropdown, Opener, dropdown};
use super::live::text;
use super::words::words;

/// The button `⋯` and the menu that it opens.
pub(super) fn menu(data: ChartData) -> AnyView {
    let opener = Opener {
        class: "menu",
        label: words(data.store).chart_menu,
        text: text(|| "⋯".to_owned()),
        state: text(String::new),
    };
    let items = move |dropdown| items(data, dropdown);
    dropdown(opener, Box::new(|| 0), Box::new(items))
}

fn items(data: ChartData, dropdown: Dropdown) -> AnyView {
    let words = words(data.store);
    let id = data.id();
    let save = |format| Action::SaveChart {
        chart: id.clone(),
        format,
    };
    let items: Vec<_> = [
        (words.copy_link, Action::CopyLink { chart: id.clone() }),
        (words.embed, Action::ShowEmbed { chart: id.clone() }),
        (words.save_svg, save(ChartFormat::Svg)),
        (words.save_png, save(ChartFormat::Png)),
        (words.save_csv, save(ChartFormat::Csv)),
    ]
    .into_iter()
    .map(|(label, action)| {
        let act = move |_| {
            dropdown.close();
            data.store.dispatch(action.clone());
        };
        view! { <button class="menu-item" role="menuitem" tabindex="-1" on:click=act>{label}</button> }
    })
    .collect();
    items.into_any()
}
