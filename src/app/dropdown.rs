//! A button and the menu that it opens, for mouse, touch and keys.

use leptos::html;
use leptos::prelude::*;
use web_sys::{FocusEvent, KeyboardEvent};

use super::live::{live, text};
use super::roving::{First, Leaving, focus, leaving, step};

const BUTTON: &str = "[aria-haspopup]";
const ITEM: &str = ".menu-item";

/// Where the focus goes first.
pub(super) type Place = Box<dyn Fn() -> i32 + Send + Sync>;
/// What stands in a menu.
pub(super) type Items = Box<dyn Fn(Dropdown) -> AnyView + Send + Sync>;

/// A menu, open or not.
#[derive(Clone, Copy)]
pub(super) struct Dropdown {
    root: NodeRef<html::Div>,
    is_open: RwSignal<bool>,
}

impl Dropdown {
    /// Takes the menu away, and gives its button the focus.
    pub(super) fn close(self) {
        focus(self.root, BUTTON, First::Same, 0);
        self.is_open.set(false);
    }

    fn keydown(self, event: &KeyboardEvent) {
        match (event.key().as_str(), self.is_open.get_untracked()) {
            ("Escape", true) => self.close(),
            ("ArrowDown", false) => {
                event.prevent_default();
                self.is_open.set(true);
            }
            ("ArrowDown", true) => step(self.root, ITEM, event, 1),
            ("ArrowUp", _) => step(self.root, ITEM, event, -1),
            (key @ ("Home" | "End"), true) => {
                event.prevent_default();
                let at = if key == "Home" { 0 } else { -1 };
                focus(self.root, ITEM, First::Same, at);
            }
            _ => {}
        }
    }
}

/// How the button of a menu looks and what it is called.
pub(super) struct Opener {
    /// Its class.
    pub(super) class: &'static str,
    /// What it is called, with the menu; the button's name begins so.
    pub(super) label: &'static str,
    /// What stands on it.
    pub(super) text: Signal<String>,
    /// What the button is called behind the label; may be empty.
    pub(super) state: Signal<String>,
}

/// A button with its menu; `first` is the place of the item that has the focus once it is open.
pub(super) fn dropdown(opener: Opener, first: Place, items: Items) -> AnyView {
    let Opener {
        class,
        label,
        text: on_button,
        state,
    } = opener;
    let (root, is_open) = (NodeRef::<html::Div>::new(), RwSignal::new(false));
    let dropdown = Dropdown { root, is_open };
    let left = move |event: FocusEvent| {
        if leaving(root, &event) != Leaving::Stays {
            let _ = is_open.try_set(false);
        }
    };
    // The items exist once the menu is open; then one takes the focus.
    Effect::new(move |_| {
        if is_open.get() {
            let first = first();
            request_animation_frame(move || focus(root, ITEM, First::Same, first));
        }
    });
    let name = text(move || label.to_owned() + &state.get());
    // A press must not take the focus away before the click arrives, as Safari would have it.
    let menu = live(move || {
        let menu = is_open.get().then(|| {
            view! {
                <div class="menu" role="menu" aria-label=label
                    on:mousedown=|event| event.prevent_default()>
                    {items(dropdown)}
                </div>
            }
        });
        menu.into_any()
    });
    view! {
        <div class="menu-root ".to_owned() + class node_ref=root on:focusout=left
            on:keydown=move |event| dropdown.keydown(&event)>
            <button class=class.to_owned() + "-button" aria-haspopup="menu" aria-label=name
                title=name aria-expanded=text(move || is_open.get().to_string())
                on:click=move |_| is_open.update(|open| *open = !*open)>
                <span>{on_button}</span>
            </button>
            {menu}
        </div>
    }
    .into_any()
}
