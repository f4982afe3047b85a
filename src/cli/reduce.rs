//! The files that one chart of a report needs, for its embed.

use serde_json::Value;

use super::source::resource_paths;
use crate::data::InputFile;

/// The report's files with no chart, text or figure but one chart's, and without the tables
/// that only other charts draw.
///
/// Tables that no chart draws (sources, series) are looked up by all and stay. A report without
/// a descriptor stays whole.
pub(super) fn files_for_chart(files: &[InputFile], chart: &str) -> Vec<InputFile> {
    let Some((descriptor, data)) = files.split_first() else {
        return Vec::new();
    };
    let Ok(mut json) = serde_json::from_slice::<Value>(&descriptor.bytes) else {
        return files.to_vec();
    };
    let Some(drawn) = table_of(&json, chart) else {
        return files.to_vec();
    };
    let others = other_tables(&json, &drawn);
    if let Some(Value::Array(resources)) = json.get_mut("resources") {
        let name = |resource: &Value| {
            resource
                .get("name")
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        resources.retain(|resource| name(resource).is_none_or(|name| !others.contains(&name)));
        resources.iter_mut().for_each(drop_prose);
    }
    if let Some(report) = json.get_mut("furrow:report") {
        keep_chart(report, chart);
    }
    drop_prose(&mut json);
    let kept = resource_paths(&json);
    let mut out = vec![InputFile {
        path: descriptor.path.clone(),
        bytes: json.to_string().into_bytes(),
    }];
    out.extend(
        data.iter()
            .filter(|file| kept.contains(&file.path))
            .cloned(),
    );
    out
}

/// The chart blocks of a report.
fn charts(json: &Value) -> impl Iterator<Item = &Value> {
    let sections = json
        .pointer("/furrow:report/sections")
        .and_then(Value::as_array);
    sections
        .into_iter()
        .flatten()
        .filter_map(|section| section.get("blocks")?.as_array())
        .flatten()
        .filter_map(|block| block.get("chart"))
}

fn table_name(chart: &Value) -> Option<String> {
    Some(chart.pointer("/spec/data/name")?.as_str()?.to_owned())
}

/// The table that a chart draws; `None` when the spec leaves it open, and then all are needed.
fn table_of(json: &Value, chart: &str) -> Option<String> {
    let block =
        charts(json).find(|block| block.get("id").and_then(Value::as_str) == Some(chart))?;
    table_name(block)
}

/// The tables that charts draw, but for `drawn`.
fn other_tables(json: &Value, drawn: &str) -> Vec<String> {
    charts(json)
        .filter_map(table_name)
        .filter(|name| name != drawn)
        .collect()
}

/// Leaves one chart in a report, in its section.
fn keep_chart(report: &mut Value, chart: &str) {
    for field in ["summary", "figures"] {
        if let Some(object) = report.as_object_mut() {
            object.shift_remove(field);
        }
    }
    let Some(Value::Array(sections)) = report.get_mut("sections") else {
        return;
    };
    for section in sections.iter_mut() {
        if let Some(Value::Array(blocks)) = section.get_mut("blocks") {
            blocks
                .retain(|block| block.pointer("/chart/id").and_then(Value::as_str) == Some(chart));
        }
    }
    sections.retain(|section| {
        section
            .get("blocks")
            .and_then(Value::as_array)
            .is_some_and(|blocks| !blocks.is_empty())
    });
}

/// Takes out descriptions, which no reader of an embed sees.
fn drop_prose(json: &mut Value) {
    if let Some(object) = json.as_object_mut() {
        object.shift_remove("description");
    }
    if let Some(Value::Array(fields)) = json.pointer_mut("/schema/fields") {
        for field in fields.iter_mut().filter_map(Value::as_object_mut) {
            field.shift_remove("description");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> InputFile {
        InputFile {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        }
    }

    #[test]
    fn an_embed_takes_only_what_its_chart_draws() {
        let json = serde_json::json!({
            "name": "p",
            "resources": [
                {"name": "a", "path": "a.csv"},
                {"name": "b", "path": "b.csv"},
                {"name": "sources", "path": "sources.csv"}
            ],
            "furrow:report": {"summary": {"en": "long"}, "sections": [
                {"id": "one", "blocks": [
                    {"text": "long"},
                    {"chart": {"id": "x", "spec": {"data": {"name": "a"}}}}
                ]},
                {"id": "two", "blocks": [{"chart": {"id": "y", "spec": {"data": {"name": "b"}}}}]}
            ]}
        });
        let files = [
            file("datapackage.json", &json.to_string()),
            file("a.csv", "1"),
            file("b.csv", "2"),
            file("sources.csv", "3"),
        ];
        let kept = files_for_chart(&files, "x");
        let paths: Vec<&str> = kept.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["datapackage.json", "a.csv", "sources.csv"]);
        let text = String::from_utf8(kept[0].bytes.clone()).unwrap();
        assert!(!text.contains("long") && !text.contains("\"y\"") && text.contains("\"x\""));
    }

    #[test]
    fn one_data_file_stays_as_it_is() {
        let files = [file("a.csv", "a,b\n1,2\n")];
        assert_eq!(files_for_chart(&files, "x"), files);
    }
}
