//! The picker: finds and chooses the entities of a chart that has many.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::action::Action;
use super::chart_data::ChartData;
use super::initials::Initials;
use super::live::{live, text};
use super::roving::{First, Leaving, focus, leaving, step};
use super::words::words;
use crate::engine::{ChartView, EntityChoice};

/// More entities than this are picked from a list; fewer have a chip each.
pub(super) const MOST_CHIPS: usize = 8;

const BUTTON: &str = "[aria-haspopup]";
const SEARCH: &str = "input[type=search]";
const STEPS: &str = ".picker-row:not([style*=none]) .picker-item";

/// An open picker's parts.
#[derive(Clone, Copy)]
struct Picker {
    data: ChartData,
    root: NodeRef<html::Div>,
    is_open: RwSignal<bool>,
    query: RwSignal<String>,
}

/// The button that says how many are shown, with the list that it opens.
pub(super) fn picker(data: ChartData) -> AnyView {
    let picker = Picker {
        data,
        root: NodeRef::new(),
        is_open: RwSignal::new(false),
        query: RwSignal::new(String::new()),
    };
    let Picker { root, is_open, .. } = picker;
    let left = move |event: FocusEvent| {
        // A press on the list between its rows takes the focus nowhere.
        if leaving(root, &event) == Leaving::Elsewhere {
            let _ = is_open.try_set(false);
        }
    };
    Effect::new(move |_| {
        if is_open.get() {
            request_animation_frame(move || focus(root, SEARCH, First::Same, 0));
        }
    });
    let words = words(data.store);
    let counted = text(move || {
        let (n_shown, n_all) = data.read(|view| {
            let shown = view.entities.iter().filter(|choice| choice.shown);
            (shown.count(), view.entities.len())
        });
        let (shown, all) = (n_shown.to_string(), n_all.to_string());
        words
            .choose_entities
            .replace("{shown}", &shown)
            .replace("{all}", &all)
    });
    let list = live(move || match is_open.get() {
        true => picker.list(),
        false => ().into_any(),
    });
    view! {
        <div class="picker-root" node_ref=root on:focusout=left
            on:keydown=move |event| picker.keydown(&event)>
            <button class="chip chip-pick" aria-haspopup="dialog"
                aria-expanded=text(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)>
                {counted}
            </button>
            {list}
        </div>
    }
    .into_any()
}

impl Picker {
    fn keydown(self, event: &KeyboardEvent) {
        match event.key().as_str() {
            _ if !self.is_open.get_untracked() => {}
            "Escape" => {
                focus(self.root, BUTTON, First::Same, 0);
                self.is_open.set(false);
            }
            "ArrowDown" => step(self.root, STEPS, event, 1),
            "ArrowUp" => step(self.root, STEPS, event, -1),
            _ => {}
        }
    }

    /// The search and a row an entity, made once: choosing changes no row but its check.
    fn list(self) -> AnyView {
        let words = words(self.data.store);
        self.query.set(String::new());
        let initials = Initials::new();
        let choices = self.data.peek(|view| view.entities.clone());
        let rows: Vec<AnyView> = choices
            .into_iter()
            .map(|choice| self.row(choice, &initials))
            .collect();
        let show_all = move |_| {
            self.show(
                self.data
                    .peek(|view| super::entities::everything(&view.entities)),
            )
        };
        let search = move |event| self.query.set(lowered(&event_target_value(&event)));
        view! {
            <div class="picker" role="dialog" aria-label=words.entities>
                <div class="picker-head">
                    <input type="search" class="picker-search" autocomplete="off" spellcheck="false"
                        placeholder=words.search_entities aria-label=words.search_entities
                        on:input=search />
                    <button class="chip chip-all" on:click=show_all>
                        {words.show_all}
                    </button>
                </div>
                <div class="picker-rows">{rows}</div>
            </div>
        }
        .into_any()
    }

    fn row(self, choice: EntityChoice, initials: &Initials) -> AnyView {
        let EntityChoice {
            key, label, token, ..
        } = choice;
        let found_by = [lowered(&label), lowered(&key), initials.of(&label)].join("\n");
        let display = text(move || {
            let query = self.query.get();
            let is_found = found_by.contains(query.trim());
            if is_found {
                String::new()
            } else {
                "none".to_owned()
            }
        });
        let (checked, toggled, only) = (key.clone(), key.clone(), key);
        let is_shown = text(move || {
            let is_it = |choice: &EntityChoice| choice.shown && choice.key == checked;
            self.data
                .read(|view| view.entities.iter().any(is_it))
                .to_string()
        });
        let toggle = move |_| {
            let shown = |view: &ChartView| super::entities::toggled(&view.entities, &toggled);
            self.show(self.data.peek(shown));
        };
        let show_only = move |_| self.show(vec![only.clone()]);
        view! {
            <div class="picker-row" style:display=display>
                <button class="picker-item" role="checkbox" aria-checked=is_shown on:click=toggle>
                    <i class="dot ".to_owned() + &token.name()></i>
                    <span>{label}</span>
                </button>
                <button class="picker-only" on:click=show_only>
                    {words(self.data.store).show_only}
                </button>
            </div>
        }
        .into_any()
    }

    fn show(self, entities: Vec<String>) {
        self.data.store.dispatch(Action::SetEntities {
            chart: self.data.id(),
            entities,
        });
    }
}

/// Small letters, by the browser's tables: Rust's would come with the program.
fn lowered(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
