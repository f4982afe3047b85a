//! How fast the readers are as a native program, with criterion: `cargo xtask bench --native`.
//!
//! The same files as in the browser (`benches/panel/`), read from memory by the same readers, at
//! the optimization that readers get. What the browser adds is in `benches/reading.rs`.

#![allow(clippy::unwrap_used, missing_docs, reason = "a command that may stop")]

#[path = "panel/mod.rs"]
mod panel;

use std::fs;
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use furrow::data::InputFile;
use furrow::ingest::{ALL, open};
use panel::Format;

fn read(criterion: &mut Criterion) {
    let folder = panel::ready(&Path::new(env!("CARGO_MANIFEST_DIR")).join("target")).unwrap();
    let mut group = criterion.benchmark_group("read");
    group.sample_size(10);
    group.sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(100));
    group.measurement_time(Duration::from_secs(8));
    for format in Format::ALL {
        let bytes = fs::read(folder.join(format.file())).unwrap();
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        let files = [InputFile {
            path: format.file().to_owned(),
            bytes,
        }];
        // A reader that reads something else is not measured.
        let dataset = open(&files, ALL).unwrap().value;
        assert_eq!(
            dataset.tables[0].n_rows,
            format.n_rows(),
            "{}",
            format.name()
        );
        drop(dataset);
        group.bench_function(format.name(), |bencher| {
            bencher.iter_with_large_drop(|| open(&files, ALL));
        });
    }
    group.finish();
}

criterion_group!(benches, read);
criterion_main!(benches);
