//! The panel as a workbook with one sheet and shared strings, as spreadsheets save it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Seek, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{HEADS, Row};

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#;
const PACKAGE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
/// The head of the sheet and of the strings.
const DECLARED: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
const NAMESPACE: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;

/// Texts in the order of their first use.
#[derive(Default)]
struct Strings {
    places: BTreeMap<String, usize>,
    in_order: Vec<String>,
    n_uses: usize,
}

impl Strings {
    fn place(&mut self, text: &str) -> usize {
        self.n_uses += 1;
        if let Some(place) = self.places.get(text) {
            return *place;
        }
        let place = self.in_order.len();
        self.places.insert(text.to_owned(), place);
        self.in_order.push(text.to_owned());
        place
    }
}

/// Writes the file.
pub(super) fn write<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    to: &mut (impl Write + Seek),
) -> io::Result<()> {
    let mut file = ZipWriter::new(to);
    let mut strings = Strings::default();
    let fixed = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
    ];
    for (name, text) in fixed {
        file.start_file(name, SimpleFileOptions::default())?;
        file.write_all(text.as_bytes())?;
    }
    file.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
    write_sheet(rows, &mut strings, &mut file)?;
    file.start_file("xl/sharedStrings.xml", SimpleFileOptions::default())?;
    let (n_uses, n_texts) = (strings.n_uses, strings.in_order.len());
    write!(
        file,
        "{DECLARED}<sst {NAMESPACE} count=\"{n_uses}\" uniqueCount=\"{n_texts}\">"
    )?;
    for text in &strings.in_order {
        write!(file, "<si><t>{text}</t></si>")?;
    }
    file.write_all(b"</sst>")?;
    file.finish()?;
    Ok(())
}

fn write_sheet<'a>(
    rows: impl Iterator<Item = Row<'a>>,
    strings: &mut Strings,
    to: &mut impl Write,
) -> io::Result<()> {
    write!(to, "{DECLARED}<worksheet {NAMESPACE}><sheetData>")?;
    let mut line = String::new();
    let text = |strings: &mut Strings, line: &mut String, column: char, row: usize, text: &str| {
        let place = strings.place(text);
        // Writing to a text cannot fail.
        let _ = write!(line, "<c r=\"{column}{row}\" t=\"s\"><v>{place}</v></c>");
    };
    line.push_str("<row r=\"1\">");
    for (column, head) in ('A'..).zip(HEADS) {
        text(strings, &mut line, column, 1, head);
    }
    line.push_str("</row>");
    for (number, row) in (2..).zip(rows) {
        let _ = write!(line, "<row r=\"{number}\">");
        text(strings, &mut line, 'A', number, &row.county.code);
        text(strings, &mut line, 'B', number, row.county.province);
        text(strings, &mut line, 'C', number, &row.county.name);
        let _ = write!(line, "<c r=\"D{number}\"><v>{}</v></c>", row.year);
        text(strings, &mut line, 'E', number, row.indicator);
        if let Some(value) = row.value {
            let _ = write!(line, "<c r=\"F{number}\"><v>{}</v></c>", value.number());
        }
        text(strings, &mut line, 'G', number, row.unit);
        line.push_str("</row>");
        to.write_all(line.as_bytes())?;
        line.clear();
    }
    to.write_all(line.as_bytes())?;
    to.write_all(b"</sheetData></worksheet>")
}
