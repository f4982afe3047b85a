//! The rows of a file: scrolled to the last, sorted, filtered, searched, by mouse and keyboard.

use std::fmt::Write as _;

use furrow::data::{Lang, grouped};
use furrow::report::Theme;
use furrow::words;
use serde_json::{Value, json};

use crate::access::see_no_barrier;
use crate::reader::Reader;
use crate::server::Server;

const N_ROWS: usize = 50_000;

/// Rows of ten regions and twenty years; every hundredth has no sales, and one a long note.
fn large() -> String {
    let regions = [
        "浙江",
        "江苏",
        "广东",
        "Zürich",
        "Hebei",
        "福建",
        "山东",
        "العربية",
        "Sichuan",
        "北京",
    ];
    let mut text = String::from("region,year,sales (tonnes),shops,note\n");
    for row in 0..N_ROWS {
        let sales = match row % 100 {
            99 => String::new(),
            _ => format!("{}.{}", (row * 7919) % 100_000, row % 10),
        };
        let note = match row {
            3 => "a note that is much longer than any column can be and so has to be cut off",
            _ => "",
        };
        let (region, year) = (regions[row % 10], 2000 + row / 10 % 20);
        let _ = writeln!(
            text,
            "{region},{year},{sales},{},{note}",
            row as i64 - 25_000
        );
    }
    text
}

#[track_caller]
fn opened(link: &str) -> Reader {
    let reader = Reader::at(&Server::site(), link);
    open_in(&reader);
    reader
}

#[track_caller]
fn open_in(reader: &Reader) {
    reader.drop_files(&[("regions.csv", large().as_bytes())]);
    reader.wait("the rows", || {
        (reader.texts(".grid-rows tr").len() > 12).then_some(())
    });
    reader.see_ready();
}

/// The rows in view, each as its texts.
fn rows(reader: &Reader) -> Vec<Vec<String>> {
    let script = "if (!document.querySelector('.grid-rows')) return [];
        const view = document.querySelector('.grid-scroll').getBoundingClientRect();
        const top = document.querySelector('.grid thead').getBoundingClientRect().bottom;
        return [...document.querySelectorAll('.grid-rows tr')].filter((row) => {
            const at = row.getBoundingClientRect();
            return at.top > top - 1 && at.bottom < view.bottom + 1;
        }).map((row) => [...row.cells].map((cell) => cell.textContent))";
    let found = reader.js(script, json!([]));
    let texts = |row: &Value| {
        let cells = row.as_array().into_iter().flatten();
        cells.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    found.as_array().into_iter().flatten().map(texts).collect()
}

/// What stands in a column of the rows in view.
fn column(reader: &Reader, idx: usize) -> Vec<String> {
    rows(reader)
        .into_iter()
        .map(|mut row| row.swap_remove(idx))
        .collect()
}

/// The first cell in view of a column; empty where no row is there yet.
fn first(reader: &Reader, idx: usize) -> String {
    column(reader, idx).into_iter().next().unwrap_or_default()
}

#[track_caller]
fn see_count(reader: &Reader, said: &str) {
    reader.wait(said, || {
        (reader.text_of(".grid-count") == said).then_some(())
    });
}

#[track_caller]
fn see_first(reader: &Reader, number: &str) {
    reader.wait(&format!("row {number} first"), || {
        let rows = rows(reader);
        (rows.first()?.first()? == number).then_some(())
    });
}

/// Writes in a field, as a reader who has the mouse in it.
fn write(reader: &Reader, selector: &str, text: &str) {
    let script = "const field = document.querySelector(arguments[0]);
        field.focus();
        field.value = arguments[1];
        field.dispatchEvent(new InputEvent('input', {bubbles: true}))";
    reader.js(script, json!([selector, text]));
}

/// The text of the cell with the focus, and the place of its row.
fn focused(reader: &Reader) -> (String, i64) {
    let script = "const cell = document.activeElement;
        const row = cell.closest('tr');
        return [cell.textContent.trim(), row ? Number(row.ariaRowIndex) : 0]";
    let found = reader.js(script, json!([]));
    (
        found[0].as_str().unwrap_or_default().to_owned(),
        found[1].as_i64().unwrap_or(0),
    )
}

#[test]
fn the_last_of_many_rows_is_reached_by_scrolling() {
    let reader = opened("");
    see_count(&reader, "50,000 rows");
    assert_eq!(
        rows(&reader)[0],
        ["1", "浙江", "2000", "0.0", "−25,000", ""]
    );
    for (to, number) in [(1e9, "50,000"), (0.5, "")] {
        let script = "const view = document.querySelector('.grid-scroll');
            view.scrollTop = arguments[0] < 1 ? view.scrollHeight * arguments[0] : arguments[0]";
        reader.js(script, json!([to]));
        reader.wait("rows there", || {
            let rows = rows(&reader);
            let last = rows.last()?;
            let is_there = last[0] == number || number.is_empty() && last[0].starts_with("25,0");
            (is_there && rows.iter().all(|row| !row[1].is_empty())).then_some(())
        });
    }
    assert!(
        reader.texts(".grid-rows tr").len() < 60,
        "only rows in view are made"
    );
    reader.finish();
}

#[test]
fn a_head_sorts_up_down_and_not() {
    let reader = opened("");
    let head = |n: usize| format!(".grid thead th:nth-child({n}) button");
    let state = |n: usize| {
        let script = "return document.querySelector(arguments[0]).closest('th').ariaSort";
        reader.text(script, json!([head(n)]))
    };
    reader.click(&head(4));
    see_count(&reader, "50,000 rows · by sales (tonnes), smallest first");
    see_first(&reader, "1");
    assert_eq!(state(4), "ascending");
    reader.click(&head(4));
    see_count(&reader, "50,000 rows · by sales (tonnes), largest first");
    reader.wait("the largest", || {
        (first(&reader, 3).as_str() > "99,9").then_some(())
    });
    assert_eq!(state(4), "descending");
    // Missing values are last both ways.
    reader.js(
        "document.querySelector('.grid-scroll').scrollTop = 1e9",
        json!([]),
    );
    reader.wait("missing values", || {
        column(&reader, 3)
            .iter()
            .all(String::is_empty)
            .then_some(())
    });
    reader.click(&head(2));
    see_count(&reader, "50,000 rows · by region, A to Z");
    reader.wait("another order", || {
        (first(&reader, 1) == "Hebei").then_some(())
    });
    assert_eq!(
        (state(2), state(4)),
        ("ascending".to_owned(), "none".to_owned())
    );
    reader.click(&head(2));
    reader.wait("the other way", || {
        // By code points the Chinese names come last.
        (first(&reader, 1) == "福建").then_some(())
    });
    reader.click(&head(2));
    see_count(&reader, "50,000 rows");
    see_first(&reader, "1");
    reader.finish();
}

#[test]
fn rows_are_searched_and_filtered_and_what_means_nothing_is_told() {
    let reader = opened("");
    write(&reader, ".grid-search", "züri");
    see_count(&reader, "5,000 of 50,000 rows");
    assert_eq!(column(&reader, 0)[..2], ["4", "14"]);
    let words = words::grid(Lang::En);
    reader.click_labelled(".grid-tools .button", &(words.filters)(0));
    let field = |name: &str| format!(".grid-filter[aria-label='{}']", (words.filter)(name));
    write(&reader, &field("year"), "2005..2006");
    see_count(&reader, "500 of 50,000 rows");
    write(&reader, &field("sales (tonnes)"), ">99000");
    see_count(&reader, "6 of 50,000 rows");
    assert!(
        column(&reader, 3)
            .iter()
            .all(|cell| cell.starts_with("99,"))
    );
    write(&reader, &field("sales (tonnes)"), "many");
    see_count(&reader, "500 of 50,000 rows");
    reader.wait("the reason", || {
        let told = reader.texts(".grid-help.problem").join("");
        (told.contains("sales") && told.contains(words.not_a_number)).then_some(())
    });
    see_no_barrier(&reader, &[]);
    write(&reader, &field("sales (tonnes)"), ">1e9");
    see_count(&reader, "0 of 50,000 rows");
    assert_eq!(reader.text_of(".grid-nothing p"), words.nothing);
    see_no_barrier(&reader, &[]);
    let height = "return document.querySelector('.grid-scroll').offsetHeight";
    let empty = reader.js(height, json!([]));
    reader.click(".grid-nothing .button");
    see_count(&reader, "50,000 rows");
    see_first(&reader, "1");
    assert_eq!(
        reader.js(height, json!([])),
        empty,
        "the page does not jump"
    );
    let left =
        "return [...document.querySelectorAll('.grid input')].map((one) => one.value).join('')";
    assert_eq!(reader.text(left, json!([])), "");
    write(&reader, &field("sales (tonnes)"), "=");
    see_count(&reader, "500 of 50,000 rows");
    reader.finish();
}

#[test]
fn the_keyboard_goes_everywhere() {
    let reader = opened("");
    reader.tab_to(".grid-sort");
    assert_eq!(focused(&reader), ("region".to_owned(), 1));
    reader.press("ArrowDown");
    assert_eq!(focused(&reader), ("浙江".to_owned(), 3));
    reader.press("ArrowDown");
    reader.press("ArrowRight");
    assert_eq!(focused(&reader), ("2000".to_owned(), 4));
    reader.press("End");
    assert_eq!(focused(&reader), (String::new(), 4));
    reader.press("Home");
    assert_eq!(focused(&reader), ("2".to_owned(), 4));
    reader.press_with("Control", "End");
    assert_eq!(focused(&reader).1, N_ROWS as i64 + 2);
    reader.press("Home");
    assert_eq!(focused(&reader).0, grouped(N_ROWS as f64, 0));
    reader.press("ArrowUp");
    assert_eq!(focused(&reader).0, "49,999");
    reader.press("PageUp");
    let (_, after) = focused(&reader);
    assert!((49_980..50_000).contains(&after), "{after}");
    for step in 1..=30 {
        reader.press("ArrowUp");
        assert_eq!(focused(&reader).1, after - step);
    }
    reader.press("ArrowRight");
    // Scrolling away does not lose the focus.
    reader.js(
        "document.querySelector('.grid-scroll').scrollTop = 0",
        json!([]),
    );
    reader.wait("the first rows", || {
        (first(&reader, 0) == "1").then_some(())
    });
    reader.wait("the focus", || {
        ((3..60).contains(&focused(&reader).1)).then_some(())
    });
    reader.press_with("Control", "Home");
    assert_eq!(focused(&reader), ("1".to_owned(), 3));
    reader.press("ArrowRight");
    reader.press("ArrowUp");
    reader.press("Enter");
    see_count(&reader, "50,000 rows · by region, A to Z");
    assert_eq!(focused(&reader), ("region".to_owned(), 1));
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn a_text_that_is_cut_off_can_be_read_whole() {
    let reader = opened("");
    reader.click(".grid-rows tr:nth-child(4) td:nth-child(6)");
    reader.wait("the whole text", || {
        let whole = reader.text_of(".grid-whole");
        whole.ends_with("has to be cut off").then_some(())
    });
    reader.click(".grid-rows tr:nth-child(5) td:nth-child(6)");
    reader.wait("no text", || {
        reader.text_of(".grid-whole").is_empty().then_some(())
    });
    reader.finish();
}

#[test]
fn a_narrow_window_scrolls_the_grid_and_not_the_page() {
    let mut reader = Reader::new();
    reader.resize(360, 740);
    reader.open(&Server::site().url(""));
    open_in(&reader);
    reader.see_no_scrolling_sideways();
    let script = "const view = document.querySelector('.grid-scroll');
        view.scrollLeft = 1e6;
        return view.scrollLeft > 50";
    assert_eq!(reader.js(script, json!([])), true);
    // The first column stays.
    let lead = "const cell = document.querySelector('.grid-rows .grid-lead');
        const view = document.querySelector('.grid-scroll');
        return cell.getBoundingClientRect().left - view.getBoundingClientRect().left";
    assert_eq!(reader.js(lead, json!([])), 0);
    reader.click_labelled(".grid-tools .button", &(words::grid(Lang::En).filters)(0));
    reader.see_no_scrolling_sideways();
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn another_language_keeps_what_was_asked() {
    let reader = opened("");
    write(&reader, ".grid-search", "北京");
    see_count(&reader, "5,000 of 50,000 rows");
    reader.click(".grid thead th:nth-child(3) button");
    see_count(&reader, "5,000 of 50,000 rows · by year, earliest first");
    reader.switch_language(Lang::Zh);
    let said = [
        (words::grid(Lang::Zh).found)(5000, N_ROWS),
        (words::grid(Lang::Zh).sorted)("year", words::Sorted::Earliest),
    ];
    see_count(&reader, &said.join(" · "));
    assert_eq!(column(&reader, 2)[0], "2000年");
    let written = "return document.querySelector('.grid-search').value";
    assert_eq!(reader.text(written, json!([])), "北京");
    see_no_barrier(&reader, &[]);
    reader.switch_theme(Theme::Dark);
    see_no_barrier(&reader, &[]);
    reader.finish();
}

#[test]
fn a_small_table_is_shown_whole() {
    let reader = Reader::at(&Server::site(), "");
    reader.drop_files(&[("few.csv", b"city,n\nA,1\nB,2\nC,30\n")]);
    reader.wait("the rows", || (rows(&reader).len() == 3).then_some(()));
    assert_eq!(reader.texts(".grid-tools").len(), 0);
    let script = "const view = document.querySelector('.grid-scroll');
        return view.scrollHeight - view.clientHeight";
    assert_eq!(reader.js(script, json!([])), 0);
    reader.click(".grid thead th:nth-child(3) button");
    reader.click(".grid thead th:nth-child(3) button");
    reader.wait("the largest first", || {
        (first(&reader, 2) == "30").then_some(())
    });
    see_no_barrier(&reader, &[]);
    reader.finish();
}
