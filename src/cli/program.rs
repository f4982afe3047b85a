//! The built program of the page: its files in a folder, as `cargo xtask build` leaves them.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::CliError;
use super::packing::{gunzipped, gzip_text, lzma_text};

const NEXT: &str =
    "build the program with `cargo xtask build`, and give its folder: --program dist";

/// The names of the program's files in its folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Program {
    pub(super) folder: PathBuf,
    /// What wasm-bindgen wrote for the page.
    pub(super) glue: String,
    pub(super) wasm: String,
    /// The second part of the page's program; an empty name when it is in one piece.
    pub(super) engine: String,
    /// The style sheets in the order in which they apply.
    pub(super) css: Vec<String>,
    /// The worker's glue and program; empty names when there is none.
    pub(super) worker: String,
    pub(super) worker_wasm: String,
}

/// What a single file holds of the program.
#[derive(Clone)]
pub(super) struct ProgramText {
    pub(super) glue_js: String,
    pub(super) css: String,
    /// gzip as dense text, like the program's first part.
    pub(super) glue_packed: String,
    pub(super) wasm_packed: String,
    /// The second part of the program, LZMA; empty when it is in one piece.
    pub(super) engine_packed: String,
    /// The worker's glue and program; both empty in a light file.
    pub(super) worker_js: String,
    pub(super) worker_wasm_packed: String,
}

impl ProgramText {
    /// The same without the worker, and so without the readers of heavy formats.
    pub(super) fn light(&self) -> ProgramText {
        ProgramText {
            worker_js: String::new(),
            worker_wasm_packed: String::new(),
            ..self.clone()
        }
    }
}

/// The program of a folder, or of a page that `bundle` or the browser has saved.
pub(super) fn program_text(path: &Path) -> Result<ProgramText, CliError> {
    if path.is_dir() {
        return find_program(path)?.program_text();
    }
    let html = fs::read_to_string(path).map_err(|error| CliError::read(path, &error, NEXT))?;
    let content = |id: &str, end: &str| {
        element_text(&html, id, end).ok_or_else(|| CliError::Program {
            path: path.to_owned(),
            found: "has no element",
            what: id.to_owned(),
        })
    };
    let glue_packed = content("furrow-glue-packed", "</script>")?;
    let glue_js = gunzipped(&glue_packed).ok_or_else(|| CliError::Program {
        path: path.to_owned(),
        found: "has a damaged element",
        what: "furrow-glue-packed".to_owned(),
    })?;
    Ok(ProgramText {
        glue_js,
        glue_packed,
        css: content("furrow-css", "</style>")?,
        wasm_packed: content("furrow-wasm", "</script>")?,
        engine_packed: content("furrow-engine", "</script>").unwrap_or_default(),
        // A light file has no worker.
        worker_js: content("furrow-worker-glue", "</script>").unwrap_or_default(),
        worker_wasm_packed: content("furrow-worker-wasm", "</script>").unwrap_or_default(),
    })
}

/// The text of the element with an id, up to its end tag.
fn element_text(html: &str, id: &str, end: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!(" id=\"{id}\""))?;
    let (_, rest) = rest.split_once('>')?;
    let (text, _) = rest.split_once(end)?;
    Some(text.to_owned())
}

/// Finds the program's files, with or without a hash in their names.
pub(super) fn find_program(folder: &Path) -> Result<Program, CliError> {
    let entries = fs::read_dir(folder).map_err(|error| CliError::read(folder, &error, NEXT))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let one = |bin: &str, end: &str| one_of(folder, &names, bin, end);
    let missing = |what: &str| CliError::Program {
        path: folder.to_owned(),
        found: "has no",
        what: what.to_owned(),
    };
    let glue = one("page", ".js")?.ok_or_else(|| missing("page-….js"))?;
    let wasm = one("page", "_bg.wasm")?.ok_or_else(|| missing("page-…_bg.wasm"))?;
    let css: Vec<String> = names.iter().filter(|name| is_css(name)).cloned().collect();
    if css.is_empty() {
        return Err(missing("furrow-….css"));
    }
    let engine = one("engine", ".wasm")?;
    let worker = one("worker", ".js")?;
    let worker_wasm = one("worker", "_bg.wasm")?;
    Ok(Program {
        folder: folder.to_owned(),
        glue,
        wasm,
        engine: engine.unwrap_or_default(),
        css,
        worker: worker.unwrap_or_default(),
        worker_wasm: worker_wasm.unwrap_or_default(),
    })
}

impl Program {
    /// The names of all its files.
    pub(super) fn file_names(&self) -> Vec<&str> {
        let mut names = vec![self.glue.as_str(), self.wasm.as_str(), self.engine.as_str()];
        names.extend(self.css.iter().map(String::as_str));
        names.extend([self.worker.as_str(), self.worker_wasm.as_str()]);
        names.retain(|name| !name.is_empty());
        names
    }

    /// The bytes of one of its files.
    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, CliError> {
        let path = self.folder.join(name);
        fs::read(&path).map_err(|error| CliError::read(&path, &error, NEXT))
    }

    /// The style sheets as one.
    pub(super) fn css_text(&self) -> Result<String, CliError> {
        let mut out = String::new();
        for name in &self.css {
            out.push_str(&self.text(name)?);
        }
        Ok(out)
    }

    /// The program as a single file holds it.
    pub(super) fn program_text(&self) -> Result<ProgramText, CliError> {
        let (mut worker_js, mut worker_wasm_packed) = (String::new(), String::new());
        if !self.worker.is_empty() && !self.worker_wasm.is_empty() {
            worker_js = self.text(&self.worker)?;
            worker_wasm_packed = lzma_text(&self.read(&self.worker_wasm)?)?;
        }
        let mut engine_packed = String::new();
        if !self.engine.is_empty() {
            engine_packed = lzma_text(&self.read(&self.engine)?)?;
        }
        let glue_js = self.text(&self.glue)?;
        Ok(ProgramText {
            glue_packed: gzip_text(glue_js.as_bytes())?,
            glue_js,
            css: self.css_text()?,
            wasm_packed: gzip_text(&self.read(&self.wasm)?)?,
            engine_packed,
            worker_js,
            worker_wasm_packed,
        })
    }

    fn text(&self, name: &str) -> Result<String, CliError> {
        String::from_utf8(self.read(name)?).map_err(|_| CliError::Program {
            path: self.folder.clone(),
            found: "has no UTF-8 text in",
            what: name.to_owned(),
        })
    }
}

/// The one file `bin<end>` or `bin-<hash><end>`.
fn one_of(
    folder: &Path,
    names: &[String],
    bin: &str,
    end: &str,
) -> Result<Option<String>, CliError> {
    let fits = |name: &&String| {
        let middle = name
            .strip_prefix(bin)
            .and_then(|rest| rest.strip_suffix(end));
        middle.is_some_and(|middle| middle.is_empty() || middle.starts_with('-'))
    };
    let mut found = names.iter().filter(fits);
    let first = found.next();
    if found.next().is_some() {
        return Err(CliError::Program {
            path: folder.to_owned(),
            found: "has several",
            what: format!("{bin}-…{end}"),
        });
    }
    Ok(first.cloned())
}

/// A style sheet of the program; `style-….css` is one that `furrow site` joined from several.
fn is_css(name: &str) -> bool {
    name.ends_with(".css") && !name.starts_with("style-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_and_without_a_hash() {
        let names = ["page-1f_bg.wasm", "page-1f.js", "pages.js", "worker.js"].map(str::to_owned);
        let find = |bin, end| one_of(Path::new("dist"), &names, bin, end).unwrap();
        assert_eq!(find("page", ".js").as_deref(), Some("page-1f.js"));
        assert_eq!(find("page", "_bg.wasm").as_deref(), Some("page-1f_bg.wasm"));
        assert_eq!(find("worker", ".js").as_deref(), Some("worker.js"));
        assert_eq!(find("worker", "_bg.wasm"), None);
    }

    #[test]
    fn a_saved_page_gives_its_program_back() {
        let html = "<style id=\"furrow-css\">a{}</style><script id=\"furrow-glue\" x>f()</script>";
        let text = |id, end| element_text(html, id, end);
        assert_eq!(text("furrow-css", "</style>").as_deref(), Some("a{}"));
        assert_eq!(text("furrow-glue", "</script>").as_deref(), Some("f()"));
        assert_eq!(text("furrow-wasm", "</script>"), None);
    }

    #[test]
    fn two_programs_are_one_too_many() {
        let names = ["page-1.js", "page-2.js"].map(str::to_owned);
        let error = one_of(Path::new("dist"), &names, "page", ".js").unwrap_err();
        assert!(
            error.to_string().starts_with("dist: has several page-….js"),
            "{error}"
        );
    }
}
