//! Hosts that run no server of ours: what `_headers` and the script for object storage say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::headers::{ASK, HEADERS, KEEP, POLICY, has_own_policy, headers_of, is_hashed};
use crate::site::{Site, Temporary, dist, note, root};

/// The rules of `_headers`: a path, perhaps with a `*` at its end, and its headers.
fn rules(text: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let mut rules: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix("  ") {
            Some(header) => {
                let pair = header.split_once(": ").unwrap();
                rules.last_mut().unwrap().1.push(pair);
            }
            None => rules.push((line, Vec::new())),
        }
    }
    rules
}

/// What a static host sends of one header; it joins the values of all rules that fit.
fn sent(rules: &[(&str, Vec<(&str, &str)>)], path: &str, name: &str) -> Option<String> {
    let fits = |rule: &str| match rule.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => path == rule,
    };
    let headers = rules.iter().filter(|(rule, _)| fits(rule));
    let values: Vec<&str> = headers
        .flat_map(|(_, headers)| headers)
        .filter(|(found, _)| *found == name)
        .map(|(_, value)| *value)
        .collect();
    (!values.is_empty()).then(|| values.join(", "))
}

#[test]
fn a_static_host_reads_the_headers_of_every_file() {
    let dist = dist();
    let text = fs::read_to_string(dist.join("_headers")).unwrap();
    let rules = rules(&text);
    // Cloudflare's limits.
    assert!(rules.len() <= 100, "{} rules", rules.len());
    assert!(text.lines().all(|line| line.len() <= 2000));
    let site = Site::of_dist();
    let built = site.files.iter().filter(|file| dist.join(file).is_file());
    let mut n_pages = 0;
    for file in built {
        let path = format!("/{}", file.display());
        for (name, value) in HEADERS.iter().filter(|(name, _)| *name != POLICY) {
            assert_eq!(sent(&rules, &path, name).as_deref(), Some(*value), "{path}");
        }
        let keep = is_hashed(file).then_some(KEEP);
        assert_eq!(
            sent(&rules, &path, "Cache-Control").as_deref(),
            keep,
            "{path}"
        );
        // Without its ending too: such a host leads from `/zh.html` to `/zh`.
        let short = path.trim_end_matches(".html").trim_end_matches("index");
        for path in [path.as_str(), short] {
            let policy = sent(&rules, path, POLICY);
            let expected = headers_of(file).find(|(name, _)| *name == POLICY);
            let is_run = file
                .extension()
                .is_some_and(|end| end == "html" || end == "js");
            let expected = expected.filter(|_| is_run).map(|(_, value)| value);
            assert_eq!(policy.as_deref(), expected, "{path}");
            n_pages += usize::from(policy.is_some() && !path.ends_with(".js"));
        }
    }
    assert!(n_pages >= 4, "two pages, each under two addresses");
}

#[test]
fn object_storage_gets_every_file_with_its_type_and_caching() {
    if cfg!(windows) {
        note("object-storage.sh: NOT TESTED, for it is a script of Unix shells");
        return;
    }
    let site = Site::of_dist();
    let home = Temporary::new();
    // Stands for the client of the storage: says what it was called with.
    let client = home.path().join("aws");
    fs::write(
        &client,
        "#!/bin/sh\nprintf '%s\\t' \"$@\" >>\"$LOG\"\necho >>\"$LOG\"\n",
    )
    .unwrap();
    let made = Command::new("chmod").arg("+x").arg(&client).status();
    assert!(made.unwrap().success());
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(home.path().to_owned()).chain(std::env::split_paths(&path));
    let log = home.path().join("log");
    let done = Command::new("sh")
        .arg(root().join("docs/servers/object-storage.sh"))
        .arg(site.path())
        .arg("s3://bucket/some folder/")
        .env("PATH", std::env::join_paths(folders).unwrap())
        .env("LOG", &log)
        .status();
    assert!(done.unwrap().success());
    let log = fs::read_to_string(log).unwrap();
    let mut uploaded: Vec<PathBuf> = Vec::new();
    for line in log.lines() {
        let words: Vec<&str> = line.split('\t').collect();
        let file = Path::new(words[3].strip_prefix("s3://bucket/some folder/").unwrap());
        assert_eq!(words[..2], ["s3", "cp"]);
        assert_eq!(Path::new(words[2]), site.path().join(file));
        let value = |name: &str| {
            headers_of(file)
                .find(|(found, _)| *found == name)
                .unwrap()
                .1
        };
        let expected = ["--content-type", value("Content-Type"), "--cache-control"];
        assert_eq!(words[4..7], expected, "{}", file.display());
        assert_eq!(words[7], value("Cache-Control"), "{}", file.display());
        uploaded.push(file.to_owned());
    }
    let first_other = uploaded.iter().position(|file| !is_hashed(file)).unwrap();
    assert!(first_other > 0 && uploaded[first_other..].iter().all(|file| !is_hashed(file)));
    assert!(uploaded.iter().any(|file| has_own_policy(file)) && KEEP != ASK);
    uploaded.sort();
    let mut expected = site.files.clone();
    expected.sort();
    assert_eq!(uploaded, expected);
}
