//! WebAssembly draws what the native program draws, byte for byte.

use serde_json::json;

use crate::reader::Reader;
use crate::server::Server;
use crate::support::root;

#[test]
fn pictures_are_the_same_bytes_as_native_ones() {
    let reader = Reader::at(&Server::site(), "");
    let folder = root().join("tests/plots");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".svg"))
        .collect();
    names.sort();
    assert!(names.len() >= 128, "{} goldens", names.len());
    let mut different = Vec::new();
    for name in names {
        // `<chart>-<width>-<theme>-<lang>.svg`; charts have hyphens too.
        let stem = name.trim_end_matches(".svg");
        let parts: Vec<&str> = stem.rsplitn(4, '-').collect();
        let &[lang, theme, width, chart] = parts.as_slice() else {
            panic!("{name} is named differently");
        };
        let width: f64 = width.parse().unwrap();
        let script = "return wasm_bindgen.furrow_picture(...arguments)";
        let drawn = reader.text(script, json!([chart, width, theme, lang]));
        let golden = std::fs::read_to_string(folder.join(&name)).unwrap();
        if drawn != golden {
            let at = drawn.bytes().zip(golden.bytes()).position(|(a, b)| a != b);
            let at = at.unwrap_or(drawn.len().min(golden.len()));
            let around = |text: &str| -> String {
                let bytes = &text.as_bytes()[at.saturating_sub(30)..text.len().min(at + 30)];
                String::from_utf8_lossy(bytes).into_owned()
            };
            different.push(format!(
                "{name}, byte {at}: {} / {}",
                around(&drawn),
                around(&golden)
            ));
        }
    }
    assert!(
        different.is_empty(),
        "{} pictures differ, drawn / golden:
{}",
        different.len(),
        different[..different.len().min(5)].join(
            "
"
        )
    );
    reader.finish();
}
