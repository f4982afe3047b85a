//! The findings: medians and spreads of each reader, for people and for programs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use crate::lines::{self, Line};
use crate::panel::Format;
use crate::site::Site;
use crate::spread::Spread;
use crate::subjects::{Part, SUBJECTS, Subject};
use crate::visit::Reading;

pub(crate) const BYTES_OF_MB: f64 = 1_000_000.0;
const BYTES_OF_KB: f64 = 1000.0;

/// Everything that was found.
pub(crate) struct All {
    /// In the order of [`SUBJECTS`].
    pub(crate) findings: Vec<Findings>,
    /// How long Furrow took to answer Cancel.
    pub(crate) cancels: Vec<Result<f64, String>>,
    pub(crate) browser: String,
    /// The memory of an empty page in each round, in MB.
    pub(crate) empty_mb: Vec<f64>,
    /// The size of each file, in the order of [`Format::ALL`].
    file_bytes: Vec<u64>,
}

/// The readings of one file by one reader.
pub(crate) struct Findings {
    pub(crate) subject: &'static Subject,
    readings: Vec<Reading>,
    /// Memory above an empty page, in MB.
    memory: Vec<f64>,
    failures: Vec<String>,
    program: Program,
}

/// What a page fetched to read.
#[derive(Default)]
struct Program {
    bytes: usize,
    gzip_bytes: usize,
}

impl All {
    pub(crate) fn new(files: &Path) -> All {
        let size = |format: Format| std::fs::metadata(files.join(format.file()));
        let of = |subject| Findings {
            subject,
            readings: Vec::new(),
            memory: Vec::new(),
            failures: Vec::new(),
            program: Program::default(),
        };
        All {
            findings: SUBJECTS.iter().map(of).collect(),
            cancels: Vec::new(),
            browser: String::new(),
            empty_mb: Vec::new(),
            file_bytes: Format::ALL
                .map(|format| size(format).map_or(0, |file| file.len()))
                .to_vec(),
        }
    }

    /// Those of a form, Furrow first.
    pub(crate) fn of(&self, format: Format) -> impl Iterator<Item = &Findings> {
        self.findings
            .iter()
            .filter(move |one| one.subject.format == format)
    }

    /// The median of the fastest library for a form.
    pub(crate) fn fastest_peer(&self, format: Format) -> Option<(&Findings, f64)> {
        let peers = self.of(format).filter(|one| one.subject.part == Part::Peer);
        let medians = peers.filter_map(|one| Some((one, one.millis()?.median)));
        medians.min_by(|(_, a), (_, b)| a.total_cmp(b))
    }

    /// How many bytes the programs of each are, as they lie on the disk and as gzip.
    pub(crate) fn weigh_programs(&mut self, site: &Site) {
        let mut weighed: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for one in &mut self.findings {
            let paths = one.readings.iter().flat_map(|reading| &reading.programs);
            let paths: BTreeSet<&String> = paths.collect();
            for path in paths {
                let (bytes, gzip_bytes) = *weighed.entry(path.clone()).or_insert_with(|| {
                    let body = site.body(path).unwrap_or_default();
                    (body.len(), gzip_bytes(&body))
                });
                one.program.bytes += bytes;
                one.program.gzip_bytes += gzip_bytes;
            }
        }
    }
}

/// Like most hosts: not the best that gzip can do.
fn gzip_bytes(body: &[u8]) -> usize {
    let mut to = GzEncoder::new(Vec::new(), Compression::default());
    let _ = to.write_all(body);
    to.finish().map_or(0, |packed| packed.len())
}

impl Findings {
    /// Takes one reading over.
    pub(crate) fn add(&mut self, read: Result<Reading, String>, empty_bytes: Option<u64>) {
        match read {
            Ok(reading) => {
                let above = reading.peak_bytes.zip(empty_bytes);
                self.memory
                    .extend(above.map(|(peak, empty)| (peak as f64 - empty as f64) / BYTES_OF_MB));
                self.readings.push(reading);
            }
            Err(why) => self.failures.push(why),
        }
    }

    /// From choosing the file to its columns.
    pub(crate) fn millis(&self) -> Option<Spread> {
        self.spread(|reading| Some(reading.millis()))
    }

    pub(crate) fn memory_mb(&self) -> Option<Spread> {
        Spread::of(self.memory.clone())
    }

    /// The longest task of all readings; 0 where none took 50 ms.
    pub(crate) fn task_millis(&self) -> Option<f64> {
        let tasks = self.readings.iter().map(|reading| reading.task_millis);
        tasks.reduce(f64::max)
    }

    fn gap_millis(&self) -> Option<f64> {
        let gaps = self.readings.iter().map(|reading| reading.gap_millis);
        gaps.reduce(f64::max)
    }

    /// Whether it was not asked to read.
    fn is_empty(&self) -> bool {
        self.readings.is_empty() && self.failures.is_empty()
    }

    fn shown(&self) -> Option<Spread> {
        match self.subject.part {
            Part::Furrow => self.spread(|reading| Some(reading.shown_millis)),
            Part::Peer | Part::Floor => None,
        }
    }

    fn spread(&self, number: impl Fn(&Reading) -> Option<f64>) -> Option<Spread> {
        Spread::of(self.readings.iter().filter_map(number).collect())
    }

    /// Whether Furrow said when its columns were there.
    fn is_marked(&self) -> bool {
        self.readings
            .iter()
            .all(|reading| reading.columns_millis.is_some())
    }
}

/// The findings for people.
pub(crate) fn table(all: &All) -> String {
    let empty = Spread::of(all.empty_mb.clone()).unwrap_or(Spread::NONE);
    let mut text = format!(
        "ms from choosing the file, median (least–most), rounds: {}, {};\ntask and gap: the longest \
         of all, ms; memory: median, MB above an empty page ({:.0})\n",
        all.empty_mb.len(),
        all.browser,
        empty.median
    );
    for (format, bytes) in Format::ALL.into_iter().zip(&all.file_bytes) {
        let fastest = all.fastest_peer(format).map(|(_, millis)| millis);
        if all.of(format).all(Findings::is_empty) {
            continue;
        }
        let n_rows = furrow::data::grouped(format.n_rows() as f64, 0);
        let _ = writeln!(
            text,
            "\n{}, {n_rows} rows, {:.1} MB\n{:<18}{:>22}{:>11}{:>22}{:>7}{:>7}{:>8}{:>12}",
            format.name(),
            *bytes as f64 / BYTES_OF_MB,
            "",
            "columns",
            "× fastest",
            "shown",
            "task",
            "gap",
            "memory",
            "program KB",
        );
        for one in all.of(format).filter(|one| !one.is_empty()) {
            row(&mut text, one, fastest);
        }
    }
    let mut furrow = all
        .findings
        .iter()
        .filter(|one| one.subject.part == Part::Furrow);
    if furrow.any(|one| !one.is_marked()) {
        text.push_str("\nFurrow did not mark its columns: \"shown\" stands for them.\n");
    }
    text.push('\n');
    for line in lines::lines(all) {
        let Line {
            text: said,
            found,
            verdict,
        } = line;
        let _ = writeln!(text, "{:<8}{said} ({found})", verdict.word());
    }
    text
}

fn row(text: &mut String, one: &Findings, fastest: Option<f64>) {
    const NONE: &str = "–";
    let spread = |spread: Option<Spread>| spread.map_or(NONE.to_owned(), Spread::text);
    let whole =
        |number: Option<f64>| number.map_or(NONE.to_owned(), |number| format!("{number:.0}"));
    let ratio = one
        .millis()
        .zip(fastest)
        .map(|(millis, fastest)| millis.median / fastest);
    let task = match one.task_millis() {
        Some(0.0) => "< 50".to_owned(),
        millis => whole(millis),
    };
    let program = match one.program.gzip_bytes {
        0 => NONE.to_owned(),
        bytes => furrow::data::grouped((bytes as f64 / BYTES_OF_KB).ceil(), 0),
    };
    let _ = writeln!(
        text,
        "{:<18}{:>22}{:>11}{:>22}{task:>7}{:>7}{:>8}{program:>12}",
        one.subject.name,
        spread(one.millis()),
        ratio.map_or(NONE.to_owned(), |ratio| format!("{ratio:.2}")),
        spread(one.shown()),
        whole(one.gap_millis()),
        whole(one.memory_mb().map(|spread| spread.median)),
    );
    for why in &one.failures {
        let short: String = why.chars().take(200).collect();
        let _ = writeln!(text, "  failed: {short}");
    }
}

/// The findings for programs: every number of every reading.
pub(crate) fn json(all: &All) -> Value {
    let lines: Vec<Value> = lines::lines(all)
        .into_iter()
        .map(|line| json!({"line": line.text, "found": line.found, "verdict": line.verdict.word()}))
        .collect();
    let cancels: Vec<Value> = all.cancels.iter().map(|one| json!(one)).collect();
    let files = Format::ALL.into_iter().zip(&all.file_bytes);
    let files = files.map(|(format, bytes)| {
        json!({"format": format.name(), "n_rows": format.n_rows(), "bytes": bytes})
    });
    json!({
        "browser": all.browser,
        "empty_page_mb": all.empty_mb,
        "files": files.collect::<Vec<_>>(),
        "readers": all.findings.iter().map(reader_json).collect::<Vec<_>>(),
        "cancels": cancels,
        "lines": lines,
    })
}

fn reader_json(one: &Findings) -> Value {
    let list = |number: &dyn Fn(&Reading) -> Option<f64>| -> Vec<Option<f64>> {
        one.readings.iter().map(number).collect()
    };
    json!({
        "name": one.subject.name,
        "format": one.subject.format.name(),
        "millis": one.millis().map(|spread| spread.median),
        "memory_mb": one.memory_mb().map(|spread| spread.median),
        "program_bytes": one.program.bytes,
        "program_gzip_bytes": one.program.gzip_bytes,
        "readings": {
            "columns_millis": list(&|reading| reading.columns_millis),
            "shown_millis": list(&|reading| Some(reading.shown_millis)),
            "longest_task_millis": list(&|reading| Some(reading.task_millis)),
            "longest_gap_millis": list(&|reading| Some(reading.gap_millis)),
            "memory_mb": one.memory,
        },
        "failures": one.failures,
    })
}
