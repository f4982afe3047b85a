//! The lines that reading is to keep, and whether it does.

use crate::findings::{All, Findings};
use crate::panel::Format;
use crate::subjects::Part;

/// The most that Furrow may take of the fastest library's time.
const MOST_OF_PEER: [(Format, f64); 4] = [
    (Format::Csv, 0.55),
    (Format::Parquet, 1.0),
    (Format::Xlsx, 0.25),
    (Format::Json, 1.0),
];
/// The most memory for the CSV, above an empty page.
const MOST_MEMORY_MB: f64 = 150.0;
/// From here on the browser calls a task long.
const LONG_TASK_MILLIS: f64 = 50.0;
const MOST_CANCEL_MILLIS: f64 = 200.0;

/// A line, and what was found.
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) found: String,
    pub(crate) verdict: Verdict,
}

/// What the numbers say about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Holds,
    Missed,
    /// There are no numbers.
    Unknown,
}

impl Verdict {
    fn of(holds: bool) -> Verdict {
        match holds {
            true => Verdict::Holds,
            false => Verdict::Missed,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Missed => "missed",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Every line.
pub(crate) fn lines(all: &All) -> Vec<Line> {
    let furrow = |format: Format| -> Option<&Findings> {
        all.of(format).find(|one| one.subject.part == Part::Furrow)
    };
    let mut lines = Vec::new();
    for (format, most) in MOST_OF_PEER {
        let ours = furrow(format).and_then(Findings::millis);
        let (found, verdict) = match ours.zip(all.fastest_peer(format)) {
            Some((ours, (peer, theirs))) => {
                let ratio = ours.median / theirs;
                let name = peer.subject.name;
                let found = format!("{ratio:.2} of {name}: {:.0} of {theirs:.0} ms", ours.median);
                (found, Verdict::of(ratio <= most))
            }
            None => ("not measured".to_owned(), Verdict::Unknown),
        };
        let format = format.name();
        lines.push(Line {
            text: format!("{format} in at most {most} of the fastest library's time"),
            found,
            verdict,
        });
    }
    let memory = furrow(Format::Csv).and_then(Findings::memory_mb);
    lines.push(line(
        format!("CSV: at most {MOST_MEMORY_MB} MB above an empty page"),
        memory.map(|spread| spread.median),
        |mb| format!("{mb:.0} MB"),
        |mb| mb <= MOST_MEMORY_MB,
    ));
    for format in Format::ALL {
        lines.push(line(
            format!(
                "{}: no task of the page of {LONG_TASK_MILLIS} ms",
                format.name()
            ),
            furrow(format).and_then(Findings::task_millis),
            |millis| match millis < LONG_TASK_MILLIS {
                true => "none".to_owned(),
                false => format!("{millis:.0} ms"),
            },
            |millis| millis < LONG_TASK_MILLIS,
        ));
    }
    lines.push(cancel_line(all));
    lines
}

fn cancel_line(all: &All) -> Line {
    let text = format!("Cancel answered within {MOST_CANCEL_MILLIS} ms, the worst one");
    let failure = all.cancels.iter().find_map(|one| one.as_ref().err());
    if let Some(failure) = failure {
        return Line {
            text,
            found: failure.clone(),
            verdict: Verdict::Missed,
        };
    }
    let worst = all.cancels.iter().flatten().copied().reduce(f64::max);
    line(
        text,
        worst,
        |millis| format!("{millis:.0} ms"),
        |millis| millis <= MOST_CANCEL_MILLIS,
    )
}

fn line(
    text: String,
    found: Option<f64>,
    said: impl Fn(f64) -> String,
    holds: impl Fn(f64) -> bool,
) -> Line {
    Line {
        text,
        found: found.map_or("not measured".to_owned(), said),
        verdict: found.map_or(Verdict::Unknown, |found| Verdict::of(holds(found))),
    }
}
