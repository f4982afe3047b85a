//! The list of periods of a map: by mouse and keys, undone by Back.

use std::fmt::Write as _;

use serde_json::json;

use crate::reader::Reader;
use crate::server::Server;

const LIST: &str = ".chart[id$=-map] .period-choice";

fn regions() -> String {
    let mut text = String::from("region,year,value\n");
    for (idx, name) in ["Zhejiang", "Jiangsu", "Hebei", "Gansu", "Yunnan", "Hainan"]
        .iter()
        .enumerate()
    {
        for year in 2018..2021 {
            let _ = writeln!(text, "{name},{year},{}", 10 * (idx + 1) + year);
        }
    }
    text
}

fn see_subtitle(reader: &Reader, is_it: impl Fn(&str) -> bool) {
    reader.wait("the subtitle", || {
        let found = reader.texts(".chart[id$=-map] .chart-subtitle");
        found.first().is_some_and(|text| is_it(text)).then_some(())
    });
}

#[test]
fn a_reader_steps_through_the_periods_of_a_map() {
    let reader = Reader::at(&Server::site(), "");
    reader.see_ready();
    reader.drop_files(&[("regions.csv", regions().as_bytes())]);
    see_subtitle(&reader, |text| text.ends_with("latest figures"));
    reader.tab_to(LIST);
    reader.press("ArrowDown");
    see_subtitle(&reader, |text| text.ends_with("2020"));
    // The list keeps the focus, so that the next key takes the next step.
    reader.press("ArrowDown");
    see_subtitle(&reader, |text| text.ends_with("2019"));
    let chosen = "const list = document.querySelector(arguments[0]); return list.options[list.selectedIndex].text";
    assert_eq!(reader.text(chosen, json!([LIST])), "2019");
    reader.finish();
}
