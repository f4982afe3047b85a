//! The bar: files, the language, light and dark.

use leptos::html;
use leptos::prelude::*;

use super::action::Action;
use super::choice::choice;
use super::files;
use super::live::live;
use super::state::Store;
use super::words::words;
use crate::data::Lang;
use crate::report::Theme;
use crate::words::interface;

/// The bar at the top of the page.
pub(super) fn bar(store: Store) -> AnyView {
    let words = words(store);
    let input = NodeRef::<html::Input>::new();
    let choose_files = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let picked = move |_| {
        if let Some(input) = input.get_untracked() {
            store.dispatch(Action::OpenGiven(files::picked(&input)));
        }
    };
    view! {
        <header class="bar">
            <span class="brand">"Furrow"</span>
            <div class="tools">
                {documents(store)}
                <button class="button" on:click=choose_files>{words.open}</button>
                <input class="file-input" type="file" multiple=true tabindex="-1"
                    aria-label=words.open node_ref=input on:change=picked
                    on:click=move |_| store.dispatch(Action::PrepareReading) />
                <button class="button" title=words.save_report aria-label=words.save_report
                    on:click=move |_| store.dispatch(Action::SaveReport)>
                    {words.save}
                </button>
                {languages(store)}
                {themes(store)}
            </div>
        </header>
    }
    .into_any()
}

/// Which document is shown; nothing while there is only one.
fn documents(store: Store) -> AnyView {
    let label = words(store).documents;
    let seen = store.memo(|state| (state.doc, state.docs.len()));
    live(move || {
        let (doc, n_docs) = seen.get();
        (n_docs > 1)
            .then(|| {
                let names = store.peek(|state| {
                    state
                        .docs
                        .iter()
                        .map(|page| page.title.clone())
                        .collect::<Vec<_>>()
                });
                choice(label, names, doc, move |idx| {
                    store.dispatch(Action::ShowDoc(idx))
                })
            })
            .into_any()
    })
}

fn languages(store: Store) -> AnyView {
    let lang = store.peek(|state| state.lang);
    let names = Lang::ALL.map(|lang| interface(lang).own_name.to_owned());
    let chosen = Lang::ALL
        .iter()
        .position(|one| *one == lang)
        .unwrap_or_default();
    choice(words(store).language, names.to_vec(), chosen, move |idx| {
        store.dispatch(Action::SetLang(Lang::ALL[idx]));
    })
}

fn themes(store: Store) -> AnyView {
    let words = words(store);
    let theme = store.memo(|state| state.theme);
    live(move || {
        let theme = theme.get();
        let name = |theme: &Theme| match theme {
            Theme::System => words.theme_system.to_owned(),
            Theme::Light => words.theme_light.to_owned(),
            Theme::Dark => words.theme_dark.to_owned(),
        };
        let chosen = Theme::ALL
            .iter()
            .position(|one| *one == theme)
            .unwrap_or_default();
        choice(
            words.theme,
            Theme::ALL.iter().map(name).collect(),
            chosen,
            move |idx| {
                store.dispatch(Action::SetTheme(Theme::ALL[idx]));
            },
        )
    })
}
