//! What a workbook in a zip archive says of its parts, looked through before calamine does.
//!
//! calamine makes room for as many shared texts as the file declares, and reads a part anew
//! for each sheet that names it: a few bytes would fill the memory or take hours.

use std::io::{BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive;
use super::workbook::damaged;
use crate::data::InputFile;
use crate::diag::Diagnostic;

/// So many shared texts may be declared in any case; writers count in different ways.
const FREE_TEXTS: u64 = 1 << 20;

/// Refuses a workbook that declares more texts than it has bytes, or one part as two sheets.
///
/// # Errors
/// `Damaged`.
pub(super) fn check(file: &InputFile) -> Result<(), Diagnostic> {
    let mut fault = None;
    archive::visit(file, &mut |name, source, n_bytes| {
        let found = match name.rsplit('/').next().unwrap_or_default() {
            "sharedstrings.xml" => counts_too_much(source, n_bytes),
            "workbook.xml" => names_twice(source, "sheet", "id"),
            "workbook.xml.rels" | "workbook.bin.rels" => {
                names_twice(source, "relationship", "target")
            }
            _ => None,
        };
        fault = fault.or(found);
    })?;
    match fault {
        Some(message) => Err(damaged(file, "XLSX", message)),
        None => Ok(()),
    }
}

fn counts_too_much(source: &mut dyn Read, n_bytes: u64) -> Option<&'static str> {
    let mut is_wrong = false;
    tags(source, &mut |tag| {
        if tag.local_name().as_ref() != "sst" {
            return true;
        }
        let mut counts = values(tag, "uniquecount").into_iter();
        is_wrong = counts.any(|count| {
            let count = count.trim().parse().unwrap_or(u64::MAX);
            count > FREE_TEXTS.max(n_bytes)
        });
        false
    });
    is_wrong.then_some("it declares more texts than it has")
}

/// Whether two tags of a name have the same value; blanks and case make no difference.
fn names_twice(source: &mut dyn Read, name: &str, key: &str) -> Option<&'static str> {
    let mut seen: Vec<String> = Vec::new();
    tags(source, &mut |tag| {
        if tag.local_name().as_ref().eq_ignore_ascii_case(name) {
            seen.extend(values(tag, key).iter().map(|value| plain(value)));
        }
        true
    });
    seen.sort();
    let is_twice = seen.windows(2).any(|pair| pair[0] == pair[1]);
    is_twice.then_some("two of its sheets are one")
}

/// A target without what leads to the same place: `/xl/worksheets/a.xml`, `./worksheets/A.xml`.
fn plain(target: &str) -> String {
    let lower = target.trim().to_lowercase().replace('\\', "/");
    let parts = lower
        .split('/')
        .filter(|part| !["", ".", "xl"].contains(part));
    parts.collect::<Vec<_>>().join("/")
}

/// The values of an attribute, whatever stands before its name.
fn values(tag: &BytesStart<'_>, key: &str) -> Vec<String> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten();
    found
        .filter(|one| one.key.local_name().as_ref().eq_ignore_ascii_case(key))
        .filter_map(|one| {
            let value = one.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            value.ok().map(std::borrow::Cow::into_owned)
        })
        .collect()
}

/// Goes through the tags that open, as long as it is wanted.
fn tags(source: &mut dyn Read, look: &mut dyn FnMut(&BytesStart<'_>) -> bool) {
    let mut xml = Reader::from_reader(BufReader::new(source));
    xml.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if !look(&tag) => return,
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_texts_must_fit_the_file() {
        let check = |text: &str| counts_too_much(&mut text.as_bytes(), text.len() as u64);
        assert_eq!(check("<sst uniqueCount='5'><si/></sst>"), None);
        assert_eq!(check("<sst/>"), None);
        assert!(check("<?xml version='1.0'?><x:sst uniqueCount='2000000'>").is_some());
        assert!(check("<sst uniqueCount='99999999999999999999'/>").is_some());
    }

    #[test]
    fn one_part_is_one_sheet() {
        let check = |text: &str| names_twice(&mut text.as_bytes(), "relationship", "target");
        let two = |a: &str, b: &str| {
            check(&format!(
                "<r><Relationship Target='{a}'/><Relationship Target='{b}'/></r>"
            ))
        };
        assert_eq!(two("worksheets/sheet1.xml", "worksheets/sheet2.xml"), None);
        assert!(two("worksheets/sheet1.xml", "/xl/worksheets/Sheet1.xml").is_some());
    }
}
