//! Paths in a package: relative and inside it, matched with the files that were given.

use std::borrow::Cow;

use crate::data::InputFile;

/// A path of a package that leads nowhere outside it.
///
/// # Errors
/// `None` for absolute paths, drives, URLs and paths with `..`.
pub(super) fn inside(path: &str) -> Option<String> {
    let slashed = path.trim().replace('\\', "/");
    let mut parts = slashed.split('/').peekable();
    if parts
        .peek()
        .is_some_and(|first| first.is_empty() || first.contains(':'))
    {
        return None;
    }
    let mut kept = Vec::new();
    for part in parts {
        match part {
            ".." => return None,
            "" | "." => {}
            part => kept.push(part),
        }
    }
    (!kept.is_empty()).then(|| kept.join("/"))
}

/// The file that a path relative to the folder of `descriptor` means.
///
/// Dropped files come without their folders, so a path that ends alike, and then a name
/// alone, will do when only one file has it.
pub(super) fn find<'a>(
    files: &'a [InputFile],
    descriptor: &str,
    path: &str,
) -> Option<&'a InputFile> {
    let descriptor = plain(descriptor);
    let folder = descriptor.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if folder.is_empty() {
        path.to_owned()
    } else {
        format!("{folder}/{path}")
    };
    let name = name(path);
    let ending = format!("/{path}");
    files
        .iter()
        .find(|file| plain(&file.path) == whole)
        .or_else(|| only(files, &|given| given == path || given.ends_with(&ending)))
        .or_else(|| only(files, &|given| self::name(given) == name))
}

/// The last part of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The last part of a path without its extension.
pub(super) fn stem(path: &str) -> &str {
    let name = name(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Whether a file goes with tables rather than being one: hidden ones, texts, pictures.
pub(super) fn is_prose(path: &str) -> bool {
    let name = name(path).to_ascii_lowercase();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_text = ["md", "html", "htm", "pdf", "png", "jpg", "jpeg", "svg"].contains(&extension);
    is_text || name.starts_with('.') || name == "thumbs.db" || name == "license"
}

fn only<'a>(files: &'a [InputFile], fits: &dyn Fn(&str) -> bool) -> Option<&'a InputFile> {
    let mut found = files.iter().filter(|file| fits(&plain(&file.path)));
    let first = found.next();
    if found.next().is_none() { first } else { None }
}

/// A given path with plain slashes and without a leading `./`.
fn plain(path: &str) -> Cow<'_, str> {
    let trimmed = |path: &str| {
        let inside = path.trim_start_matches("./").trim_start_matches('/');
        path.len() - inside.len()
    };
    if !path.contains('\\') {
        return Cow::Borrowed(&path[trimmed(path)..]);
    }
    let mut slashed = path.replace('\\', "/");
    slashed.drain(..trimmed(&slashed));
    Cow::Owned(slashed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stays_inside_the_package() {
        assert_eq!(inside("data/a.csv").as_deref(), Some("data/a.csv"));
        assert_eq!(inside("./a.csv").as_deref(), Some("a.csv"));
        assert_eq!(inside("a..b.csv").as_deref(), Some("a..b.csv"));
        for path in [
            "../a.csv",
            "data/../../a",
            "/etc/passwd",
            "C:\\a",
            "https://x.org/a",
            "",
            "\\a",
        ] {
            assert_eq!(inside(path), None, "{path}");
        }
    }

    #[track_caller]
    fn check(given: &[&str], path: &str, expected: Option<&str>) {
        let files: Vec<InputFile> = given
            .iter()
            .map(|path| InputFile {
                path: (*path).to_owned(),
                bytes: Vec::new(),
            })
            .collect();
        let found = find(&files, "p/datapackage.json", path).map(|file| file.path.as_str());
        assert_eq!(found, expected);
    }

    #[test]
    fn files_are_found_with_and_without_their_folders() {
        check(
            &["p/data/a.csv", "p/a.csv"],
            "data/a.csv",
            Some("p/data/a.csv"),
        );
        check(&["data/a.csv", "q/a.csv"], "data/a.csv", Some("data/a.csv"));
        check(&["a.csv"], "data/a.csv", Some("a.csv"));
        check(&["x/a.csv", "y/a.csv"], "data/a.csv", None);
        check(&["b.csv"], "a.csv", None);
    }

    #[test]
    fn a_stem_has_no_folder_and_no_extension() {
        assert_eq!(stem("p/sales.2017.csv"), "sales.2017");
        assert_eq!(stem(".csv"), ".csv");
        assert_eq!(stem("年鉴"), "年鉴");
    }
}
