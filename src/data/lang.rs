//! The two languages of the interface, and text that exists in several.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A language of the interface. A third one is a variant here and a file in `words`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English
    #[default]
    En,
    /// Simplified Chinese
    Zh,
}

impl Lang {
    /// Every language, in the order of the switch.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Zh];

    /// The BCP 47 code as written in links and files: `en`, `zh`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Zh => "zh",
        }
    }

    /// Reads a BCP 47 tag by its first subtag: `zh-Hans-CN` is Chinese.
    #[must_use]
    pub fn from_code(tag: &str) -> Option<Lang> {
        let first = tag.split(['-', '_']).next().unwrap_or_default();
        Lang::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(first))
    }
}

/// A text in one or several languages: `"Title"` or `{"en": "Title", "zh": "标题"}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct LocalText(pub BTreeMap<String, String>);

impl LocalText {
    /// The same text for every language.
    #[must_use]
    pub fn plain(text: &str) -> LocalText {
        let mut texts = BTreeMap::new();
        texts.insert(String::new(), text.to_owned());
        LocalText(texts)
    }

    /// The text in `lang`, else the one without a language, else the first there is.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        self.0
            .get(lang.code())
            .or_else(|| self.0.get(""))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_first_subtag() {
        assert_eq!(Lang::from_code("zh-Hans-CN"), Some(Lang::Zh));
        assert_eq!(Lang::from_code("EN"), Some(Lang::En));
        assert_eq!(Lang::from_code("fr"), None);
    }

    #[test]
    fn a_missing_language_falls_back_to_what_there_is() {
        let text = LocalText([("zh".to_owned(), "标题".to_owned())].into());
        assert_eq!(text.get(Lang::En), "标题");
        let plain = LocalText::plain("Title");
        assert_eq!(plain.get(Lang::Zh), "Title");
    }
}
