//! Initials of Chinese names by their sound: 浙江 is found by `zj`.
//!
//! The browser sorts Chinese by pinyin; where a character stands among the first of each letter
//! says its own. No table is carried along.

use js_sys::{Array, Function, Intl::Collator, Object};
use wasm_bindgen::JsValue;

/// The first characters of the 23 letters that begin a syllable, as browsers sort them.
const FIRSTS: &str = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const LETTERS: &str = "abcdefghjklmnopqrstwxyz";

/// Tells initials.
pub(super) struct Initials(Function);

impl Initials {
    /// With the browser's order of Chinese by sound.
    pub(super) fn new() -> Initials {
        let locales = Array::of1(&JsValue::from_str("zh-u-co-pinyin"));
        Initials(Collator::new(&locales, &Object::new()).compare())
    }

    /// The initials of the Chinese characters in a name, in small letters.
    pub(super) fn of(&self, name: &str) -> String {
        name.chars().filter_map(|ch| self.of_char(ch)).collect()
    }

    fn of_char(&self, ch: char) -> Option<char> {
        if !('\u{4e00}'..='\u{9fff}').contains(&ch) {
            return None;
        }
        let text = JsValue::from_str(ch.encode_utf8(&mut [0; 4]));
        let is_behind = |first: char| {
            let first = JsValue::from_str(first.encode_utf8(&mut [0; 4]));
            let order = self.0.call2(&JsValue::UNDEFINED, &text, &first).ok();
            order
                .and_then(|order| order.as_f64())
                .is_some_and(|order| order >= 0.0)
        };
        let n_behind = FIRSTS.chars().filter(|first| is_behind(*first)).count();
        LETTERS.chars().nth(n_behind.checked_sub(1)?)
    }
}
