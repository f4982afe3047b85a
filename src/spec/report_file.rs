//! The report file: what an author writes under `furrow:report` in a Data Package.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::chart_block::{ChartBlock, chart_block};
use super::reading::{Findings, Json};
use crate::data::LocalText;
use crate::diag::{Diagnostic, Place, Warned};

/// A report as written.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct ReportFile {
    /// The version of this format; 1.
    pub version: u32,
    /// The language that a reader without a preference sees.
    pub language: String,
    /// The day of the report's data, as text.
    pub date: String,
    /// Who wrote it.
    pub byline: LocalText,
    /// The title.
    pub title: LocalText,
    /// The summary, in plain sentences.
    pub summary: LocalText,
    /// How the columns of each table are to be read.
    pub tables: BTreeMap<String, TableMap>,
    /// Short names and fixed colours of entities.
    pub entities: BTreeMap<String, EntityStyle>,
    /// Readable names of coded values, by field.
    pub labels: BTreeMap<String, BTreeMap<String, LocalText>>,
    /// The key figures under the summary.
    pub figures: Vec<FigureRef>,
    /// The sections.
    pub sections: Vec<Section>,
}

/// How the columns of a table are to be read.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TableMap {
    /// From a role (`entity`, `time`, `value`, …) to a column.
    pub roles: BTreeMap<String, String>,
    /// From a column to its columns in other languages.
    pub translations: BTreeMap<String, BTreeMap<String, String>>,
}

/// An entity's short name and colour.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct EntityStyle {
    /// The short name.
    pub label: LocalText,
    /// A slot of the categorical palette, 1 to 8.
    pub color: Option<u8>,
}

/// A reference to one figure of the data.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct FigureRef {
    /// The series.
    pub series: String,
    /// The period as in the data.
    pub period: String,
    /// What it is, in the reader's words.
    pub label: LocalText,
}

/// A section: a title and blocks.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Section {
    /// The name in links.
    pub id: String,
    /// The title.
    pub title: LocalText,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block: one of its fields is given.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Block {
    /// Markdown, a safe subset.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<LocalText>,
    /// A chart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chart: Option<Box<ChartBlock>>,
    /// Figures as cards.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Vec<FigureRef>>,
    /// The list of all sources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<bool>,
}

impl ReportFile {
    /// Reads a report; unknown properties are named in warnings with their JSON pointer.
    ///
    /// # Errors
    /// A diagnostic when a known property has a value of the wrong type.
    pub fn read(json: &Value, at: &Place) -> Result<Warned<ReportFile>, Diagnostic> {
        let findings = Findings::at(at);
        let value = report(&findings.root(json));
        let warnings = findings.warnings()?;
        Ok(Warned { value, warnings })
    }
}

fn report(json: &Json<'_>) -> ReportFile {
    let mut out = ReportFile {
        version: json.whole("version", u32::MAX).unwrap_or_default(),
        language: json.text("language"),
        date: json.text("date"),
        byline: json.local_text("byline"),
        title: json.local_text("title"),
        summary: json.local_text("summary"),
        figures: figures(&json.get("figures")),
        ..ReportFile::default()
    };
    for table in json.get("tables").entries() {
        out.tables.insert(table.key(), table_map(&table));
    }
    for entity in json.get("entities").entries() {
        out.entities.insert(entity.key(), entity_style(&entity));
    }
    for field in json.get("labels").entries() {
        out.labels.insert(field.key(), field.as_local_texts());
    }
    for json in json.get("sections").items() {
        out.sections.push(section(&json));
    }
    json.end();
    out
}

fn table_map(json: &Json<'_>) -> TableMap {
    let mut out = TableMap {
        roles: json.texts("roles"),
        ..TableMap::default()
    };
    for column in json.get("translations").entries() {
        out.translations.insert(column.key(), column.as_texts());
    }
    json.end();
    out
}

fn entity_style(json: &Json<'_>) -> EntityStyle {
    let color = json.whole("color", u32::from(u8::MAX));
    let out = EntityStyle {
        label: json.local_text("label"),
        color: color.and_then(|slot| u8::try_from(slot).ok()),
    };
    json.end();
    out
}

fn figures(json: &Json<'_>) -> Vec<FigureRef> {
    let mut out = Vec::new();
    for json in json.items() {
        out.push(FigureRef {
            series: json.text("series"),
            period: json.text("period"),
            label: json.local_text("label"),
        });
        json.end();
    }
    out
}

fn section(json: &Json<'_>) -> Section {
    let mut out = Section {
        id: json.text("id"),
        title: json.local_text("title"),
        blocks: Vec::new(),
    };
    for json in json.get("blocks").items() {
        out.blocks.push(block(&json));
    }
    json.end();
    out
}

fn block(json: &Json<'_>) -> Block {
    let mut out = Block {
        sources: json.flag("sources"),
        ..Block::default()
    };
    let text = json.get("text");
    if text.is_given() {
        out.text = Some(text.as_local_text());
    }
    let chart = json.get("chart");
    if chart.is_given() {
        out.chart = Some(Box::new(chart_block(&chart)));
    }
    let cards = json.get("figures");
    if cards.is_given() {
        out.figures = Some(figures(&cards));
    }
    json.end();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Code;

    fn read(json: &str) -> Result<Warned<ReportFile>, Diagnostic> {
        let at = Place::file("p.json").path("/furrow:report");
        ReportFile::read(&serde_json::from_str(json).unwrap(), &at)
    }

    #[track_caller]
    fn check_error(json: &str, pointer: &str, message: &str) {
        let at = Place::file("p.json").path(&format!("/furrow:report{pointer}"));
        let message = message.to_owned();
        let expected = Diagnostic::error(at, Code::BadReport { message });
        assert_eq!(read(json), Err(expected), "{json}");
    }

    #[test]
    fn every_property_of_a_report_is_read() {
        let json = r#"{"version":1,"language":"en","date":"2024","byline":{"en":"b"},"title":{"":"t"},
            "summary":{"en":"s","zh":"摘"},"tables":{"t":{"roles":{"time":"year"},
            "translations":{"a":{"zh":"a_zh"}}}},"entities":{"e":{"label":{"en":"E"},"color":3}},
            "labels":{"f":{"v":{"en":"V"}}},"figures":[{"series":"s","period":"2019","label":{"en":"l"}}],
            "sections":[{"id":"a","title":{"en":"A"},"blocks":[{"text":{"en":"x"}},{"sources":true},
            {"figures":[]},{"chart":{"id":"c","title":{"en":"C"},"subtitle":{"en":"S"},"note":{"en":"N"},
            "labels":{"k":{"en":"K"}},"annotations":[{"x":"2016","text":{"en":"T"}}],"together":true,"view":"change",
            "pairs":[{"label":{"en":"P"},"series":["s"],"note":{"en":"N"}}],"spec":{"mark":"line"}}}]}]}"#;
        let warned = read(json).unwrap();
        assert_eq!(warned.warnings, []);
        // What is written again from the types is what was read.
        let again = serde_json::to_value(&warned.value).unwrap();
        assert_eq!(again, serde_json::from_str::<Value>(json).unwrap());
    }

    #[test]
    fn a_text_may_stand_for_every_language() {
        let report = read(r#"{"title":"Title"}"#).unwrap().value;
        assert_eq!(report.title, LocalText::plain("Title"));
    }

    #[test]
    fn null_is_like_missing() {
        let json = r#"{"version":null,"date":null,"title":{"en":null},"tables":{"t":null},"labels":null,
            "figures":null,"entities":{"e":{"color":null}},"sections":[{"id":null,"blocks":[{"text":null,
            "chart":null,"figures":null,"sources":null},{"chart":{"together":null,"spec":null}}]}]}"#;
        let missing = r#"{"entities":{"e":{}},"sections":[{"blocks":[{},{"chart":{}}]}]}"#;
        assert_eq!(read(json), read(missing));
        assert!(read(json).is_ok());
    }

    #[test]
    fn an_unknown_property_is_named_with_its_path() {
        let json = r#"{"author":1,"tables":{"t":{"role":1}},"entities":{"a/b~c":{"colour":1}},
            "figures":[{"serie":1}],"sections":[{},{"name":1,"blocks":[{"image":1},{"chart":{"size":1,
            "annotations":[{"y":1}],"spec":{"width":1}}}]}],"x-mine":1,"$schema":"s","furrow:draft":1}"#;
        let warnings = read(json).unwrap().warnings;
        let paths: Vec<&str> = warnings
            .iter()
            .filter_map(|w| w.place.path.as_deref())
            .collect();
        assert_eq!(
            paths,
            [
                "/furrow:report/figures/0/serie",
                "/furrow:report/tables/t/role",
                "/furrow:report/entities/a~1b~0c/colour",
                "/furrow:report/sections/1/blocks/0/image",
                "/furrow:report/sections/1/blocks/1/chart/annotations/0/y",
                "/furrow:report/sections/1/blocks/1/chart/size",
                "/furrow:report/sections/1/name",
                "/furrow:report/author",
            ]
        );
        let property = "serie".to_owned();
        assert_eq!(warnings[0].code, Code::UnknownProperty { property });
    }

    #[test]
    fn a_wrong_type_is_an_error_with_its_path() {
        check_error("3", "", "expected an object, found a number");
        check_error("null", "", "expected an object, found nothing");
        check_error(
            r#"{"date":2024}"#,
            "/date",
            "expected a text, found a number",
        );
        check_error(
            r#"{"sections":[{},{},{"title":3}]}"#,
            "/sections/2/title",
            "expected a text, or texts by language, found a number",
        );
        check_error(
            r#"{"sections":[{"title":{"en":["a"]}}]}"#,
            "/sections/0/title/en",
            "expected a text, found a list",
        );
        check_error(
            r#"{"sections":{}}"#,
            "/sections",
            "expected a list, found an object",
        );
        check_error(
            r#"{"sections":[{"blocks":[null]}]}"#,
            "/sections/0/blocks/0",
            "expected a value, found nothing",
        );
        check_error(
            r#"{"sections":[{"blocks":[{},{"chart":{"annotations":[{"x":2016}]}}]}]}"#,
            "/sections/0/blocks/1/chart/annotations/0/x",
            "expected a text, found a number",
        );
        check_error(
            r#"{"tables":{"t":{"roles":{"time":true}}}}"#,
            "/tables/t/roles/time",
            "expected a text, found true or false",
        );
        check_error(
            r#"{"entities":{"a/b":{"color":300}}}"#,
            "/entities/a~1b/color",
            "expected a whole number from 0 to 255, found 300",
        );
        check_error(
            r#"{"labels":{"f":[]}}"#,
            "/labels/f",
            "expected an object, found a list",
        );
    }
}
