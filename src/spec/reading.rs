//! Reads JSON property by property, and says by JSON pointer what is not as expected.
//!
//! serde's derived readers make a copy of themselves for every type, which is a tenth of the
//! page program; these functions exist once. Keep them free of generics.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::data::LocalText;
use crate::diag::{Code, Diagnostic, Place, Severity};

static NOTHING: Value = Value::Null;

/// What was found on the way through one JSON text.
pub(super) struct Findings {
    /// The place of the text's root.
    at: Place,
    list: RefCell<Vec<Diagnostic>>,
}

/// A value in its place. `null` is read like a property that is not there.
pub(super) struct Json<'a> {
    value: &'a Value,
    step: Step<'a>,
    findings: &'a Findings,
    /// The properties that were asked for; the others have no effect.
    read: RefCell<Vec<&'static str>>,
}

/// How one gets to a value.
#[derive(Clone, Copy)]
enum Step<'a> {
    Root,
    Name(&'a Json<'a>, &'a str),
    Item(&'a Json<'a>, usize),
}

impl Findings {
    /// No findings yet in the text at a place.
    pub(super) fn at(place: &Place) -> Findings {
        Findings {
            at: place.clone(),
            list: RefCell::new(Vec::new()),
        }
    }

    /// The root of the text, which must be given.
    pub(super) fn root<'a>(&'a self, value: &'a Value) -> Json<'a> {
        self.json(value, Step::Root).required("an object")
    }

    /// The warnings, after everything was read.
    ///
    /// # Errors
    /// The first value that has the wrong type.
    pub(super) fn warnings(self) -> Result<Vec<Diagnostic>, Diagnostic> {
        let mut list = self.list.into_inner();
        let is_error = |d: &Diagnostic| d.severity == Severity::Error;
        match list.iter().position(is_error) {
            Some(first) => Err(list.swap_remove(first)),
            None => Ok(list),
        }
    }

    fn json<'a>(&'a self, value: &'a Value, step: Step<'a>) -> Json<'a> {
        Json {
            value,
            step,
            findings: self,
            read: RefCell::new(Vec::new()),
        }
    }
}

impl Json<'_> {
    /// A property, known from now on.
    pub(super) fn get(&self, name: &'static str) -> Json<'_> {
        self.read.borrow_mut().push(name);
        let value = self.value.get(name).unwrap_or(&NOTHING);
        self.findings.json(value, Step::Name(self, name))
    }

    /// A property whose value is read elsewhere.
    pub(super) fn raw(&self, name: &'static str) -> Option<Value> {
        let json = self.get(name);
        json.is_given().then(|| json.value.clone())
    }

    /// A property that is a text.
    pub(super) fn optional_text(&self, name: &'static str) -> Option<String> {
        self.get(name).as_text()
    }

    /// A property that is a text, else an empty one.
    pub(super) fn text(&self, name: &'static str) -> String {
        self.optional_text(name).unwrap_or_default()
    }

    /// A property that must be a text.
    pub(super) fn needed_text(&self, name: &'static str) -> String {
        let json = self.get(name).required("a text");
        json.as_text().unwrap_or_default()
    }

    /// A property that is a list of texts, else an empty one.
    pub(super) fn text_list(&self, name: &'static str) -> Vec<String> {
        self.get(name).as_text_list()
    }

    /// The value as a list of texts.
    pub(super) fn as_text_list(&self) -> Vec<String> {
        let mut out = Vec::new();
        for item in self.items() {
            out.push(item.as_text().unwrap_or_default());
        }
        out
    }

    /// A property that is a number.
    pub(super) fn number(&self, name: &'static str) -> Option<f64> {
        self.get(name).as_number()
    }

    /// A property that is a list of numbers.
    pub(super) fn numbers(&self, name: &'static str) -> Option<Vec<f64>> {
        let json = self.get(name);
        if !json.is_given() {
            return None;
        }
        let mut out = Vec::new();
        for item in json.items() {
            out.push(item.as_number().unwrap_or_default());
        }
        Some(out)
    }

    fn as_number(&self) -> Option<f64> {
        if self.is_given() && !self.value.is_number() {
            self.wrong("a number");
        }
        self.value.as_f64()
    }

    /// A property that is true or false.
    pub(super) fn flag(&self, name: &'static str) -> Option<bool> {
        let json = self.get(name);
        if json.is_given() && !json.value.is_boolean() {
            json.wrong("true or false");
        }
        json.value.as_bool()
    }

    /// A property that is a whole number from 0 to `most`.
    pub(super) fn whole(&self, name: &'static str, most: u32) -> Option<u32> {
        let json = self.get(name);
        let whole = json.value.as_u64().filter(|n| *n <= u64::from(most));
        if json.is_given() && whole.is_none() {
            let expected = ["a whole number from 0 to ", &most.to_string()].concat();
            match json.value {
                Value::Number(number) => json.mistaken(&expected, &number.to_string()),
                _ => json.wrong(&expected),
            }
        }
        whole.and_then(|n| u32::try_from(n).ok())
    }

    /// A property that is a text, or texts by language.
    pub(super) fn local_text(&self, name: &'static str) -> LocalText {
        self.get(name).as_local_text()
    }

    /// A property that is an object of texts.
    pub(super) fn texts(&self, name: &'static str) -> BTreeMap<String, String> {
        self.get(name).as_texts()
    }

    /// A property that is an object of texts in one or several languages.
    pub(super) fn local_texts(&self, name: &'static str) -> BTreeMap<String, LocalText> {
        self.get(name).as_local_texts()
    }

    /// The value as an object of texts in one or several languages.
    pub(super) fn as_local_texts(&self) -> BTreeMap<String, LocalText> {
        let mut out = BTreeMap::new();
        for entry in self.entries() {
            out.insert(entry.key(), entry.as_local_text());
        }
        out
    }

    /// The value as an object of texts.
    pub(super) fn as_texts(&self) -> BTreeMap<String, String> {
        let mut out = BTreeMap::new();
        for entry in self.entries() {
            out.insert(entry.key(), entry.as_text().unwrap_or_default());
        }
        out
    }

    /// The items of a list.
    pub(super) fn items(&self) -> Vec<Json<'_>> {
        let mut out = Vec::new();
        match self.value {
            Value::Null => {}
            Value::Array(items) => {
                for (idx, item) in items.iter().enumerate() {
                    let json = self.findings.json(item, Step::Item(self, idx));
                    out.push(json.required("a value"));
                }
            }
            _ => self.wrong("a list"),
        }
        out
    }

    /// The entries of an object whose names are the author's.
    pub(super) fn entries(&self) -> Vec<Json<'_>> {
        let mut out = Vec::new();
        match self.value {
            Value::Null => {}
            Value::Object(map) => {
                for (name, value) in map {
                    if !value.is_null() {
                        out.push(self.findings.json(value, Step::Name(self, name)));
                    }
                }
            }
            _ => self.wrong("an object"),
        }
        out
    }

    /// The value's name in its object.
    pub(super) fn key(&self) -> String {
        match self.step {
            Step::Name(_, name) => name.to_owned(),
            Step::Root | Step::Item(..) => String::new(),
        }
    }

    /// The value itself, for what is not read by a name.
    pub(super) fn value(&self) -> &Value {
        self.value
    }

    /// Whether there is a value.
    pub(super) fn is_given(&self) -> bool {
        !self.value.is_null()
    }

    /// Says what was expected when there is no value.
    pub(super) fn required(self, expected: &str) -> Self {
        if !self.is_given() {
            self.wrong(expected);
        }
        self
    }

    /// Ends an object: names the properties that nobody asked for.
    pub(super) fn end(&self) {
        match self.value {
            Value::Null => {}
            Value::Object(map) => {
                let read = self.read.borrow();
                for (name, value) in map {
                    if !read.contains(&name.as_str()) && !is_allowed(name) {
                        let unknown = self.findings.json(value, Step::Name(self, name));
                        unknown.without_effect();
                    }
                }
            }
            _ => self.wrong("an object"),
        }
    }

    /// Says that the property has no effect.
    pub(super) fn without_effect(&self) {
        let property = self.key();
        self.found(Severity::Warning, Code::UnknownProperty { property });
    }

    /// Says that the value is of another kind than expected.
    pub(super) fn wrong(&self, expected: &str) {
        let found = match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.mistaken(expected, found);
    }

    /// Says that a text is none of those that can be asked for.
    pub(super) fn unsupported(&self, found: &str, expected: &str) {
        let code = Code::Unsupported {
            found: found.to_owned(),
            expected: expected.to_owned(),
        };
        self.found(Severity::Error, code);
    }

    /// The value as a text.
    pub(super) fn as_text(&self) -> Option<String> {
        if self.is_given() && !self.value.is_string() {
            self.wrong("a text");
        }
        self.value.as_str().map(str::to_owned)
    }

    /// The value as a text, or texts by language.
    pub(super) fn as_local_text(&self) -> LocalText {
        match self.value {
            Value::String(text) => LocalText::plain(text),
            Value::Null | Value::Object(_) => LocalText(self.as_texts()),
            _ => {
                self.wrong("a text, or texts by language");
                LocalText::default()
            }
        }
    }

    fn mistaken(&self, expected: &str, found: &str) {
        let message = ["expected ", expected, ", found ", found].concat();
        self.found(Severity::Error, Code::BadReport { message });
    }

    fn found(&self, severity: Severity, code: Code) {
        let at = &self.findings.at;
        let mut pointer = at.path.clone().unwrap_or_default();
        self.write_pointer(&mut pointer);
        let place = at.clone().path(&pointer);
        self.findings.list.borrow_mut().push(Diagnostic {
            severity,
            place,
            code,
        });
    }

    /// RFC 6901: `~` and `/` in names are written `~0` and `~1`.
    fn write_pointer(&self, out: &mut String) {
        match self.step {
            Step::Root => {}
            Step::Name(parent, name) => {
                parent.write_pointer(out);
                out.push('/');
                for ch in name.chars() {
                    match ch {
                        '~' => out.push_str("~0"),
                        '/' => out.push_str("~1"),
                        ch => out.push(ch),
                    }
                }
            }
            Step::Item(parent, idx) => {
                parent.write_pointer(out);
                out.push('/');
                out.push_str(&idx.to_string());
            }
        }
    }
}

/// Names that anybody may add without a warning.
fn is_allowed(name: &str) -> bool {
    name == "$schema" || name.starts_with("furrow:") || name.starts_with("x-")
}
