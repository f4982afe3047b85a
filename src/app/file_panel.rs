//! The panel of a file: how it was read, with everything that was assumed to be changed.

use std::cell::Cell;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement, HtmlInputElement};

use super::action::Action;
use super::report::html;
use super::state::Store;
use crate::report::{ColumnLine, FileChoice, FileEdit, FilePanel, notes_html, spread_svg};

thread_local! {
    /// Panels are built anew after every change; those that were open stay so.
    static IS_OPEN: Cell<bool> = const { Cell::new(false) };
}

/// Where a choice belongs.
#[derive(Clone, Copy)]
struct At {
    store: Store,
    table: usize,
    column: Option<usize>,
}

impl At {
    /// The id of a control.
    fn id(self, name: &str) -> String {
        let column = self.column.map(|idx| "-".to_owned() + &idx.to_string());
        format!("file-{}-{name}{}", self.table, column.unwrap_or_default())
    }

    fn change(self, name: &str, value: String) {
        self.store.dispatch(Action::ChangeFile {
            edit: FileEdit {
                table: self.table,
                column: self.column,
                name: name.to_owned(),
                value,
            },
            control: self.id(name),
        });
    }
}

/// The panel; closed until a reader asks.
pub(super) fn file_panel(store: Store, panel: &FilePanel) -> AnyView {
    let at = |column| At {
        store,
        table: panel.table,
        column,
    };
    let choices: Vec<_> = panel
        .choices
        .iter()
        .map(|choice| {
            let label = choice.label.clone();
            view! {
                <label class="file-choice"><span>{label}</span>{select(at(None), choice)}</label>
            }
            .into_any()
        })
        .collect();
    let heads: Vec<_> = panel
        .heads
        .iter()
        .map(|head| view! { <th scope="col">{head.clone()}</th> }.into_any())
        .collect();
    let unit = panel.heads.get(3).cloned().unwrap_or_default();
    let rows: Vec<_> = (panel.columns.iter().enumerate())
        .map(|(idx, column)| row(at(Some(idx)), column, &unit))
        .collect();
    let toggled = |event: Event| {
        let details = event.current_target();
        let details = details.and_then(|node| node.dyn_into::<HtmlDetailsElement>().ok());
        IS_OPEN.set(details.is_some_and(|details| details.open()));
    };
    view! {
        <details class="file-panel" open=IS_OPEN.get() on:toggle=toggled>
            <summary>{panel.title.clone()}</summary>
            <div class="file-choices">{choices}</div>
            <div class="table-scroll" tabindex="0" role="region" aria-label=panel.title.clone()>
                <table class="data">
                    <thead><tr>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {html(notes_html(panel))}
        </details>
    }
    .into_any()
}

fn row(at: At, column: &ColumnLine, unit: &str) -> AnyView {
    let mut role = column.role.clone();
    role.label = format!("{} – {}", column.name, role.label);
    let unit = column.is_number.then(|| {
        let label = format!("{} – {unit}", column.name);
        let changed = move |event: Event| {
            let input = event.current_target();
            let input = input.and_then(|node| node.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                at.change("unit", input.value());
            }
        };
        view! {
            <input class="file-unit" id=at.id("unit") aria-label=label
                prop:value=column.unit.clone() on:change=changed />
        }
    });
    view! {
        <tr>
            <th scope="row">{column.name.clone()}</th>
            <td>{column.kind.clone()}</td>
            <td>{select(at, &role)}</td>
            <td>{unit}</td>
            <td>{column.range.clone()}</td>
            <td>{column.missing.clone()}</td>
            <td inner_html=spread_svg(column)></td>
        </tr>
    }
    .into_any()
}

fn select(at: At, choice: &FileChoice) -> AnyView {
    let node = NodeRef::<html::Select>::new();
    let name = choice.name.clone();
    let changed = move |_: Event| {
        if let Some(select) = node.get_untracked() {
            at.change(&name, select.value());
        }
    };
    let options: Vec<_> = (choice.options.iter().enumerate())
        .map(|(idx, (value, label))| {
            let is_chosen = idx == choice.chosen;
            view! {
                <option value=value.clone() prop:selected=is_chosen>{label.clone()}</option>
            }
            .into_any()
        })
        .collect();
    view! {
        <select class="choice" id=at.id(&choice.name) aria-label=choice.label.clone()
            node_ref=node on:change=changed>{options}</select>
    }
    .into_any()
}
