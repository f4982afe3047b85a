//! The built site in a temporary folder, with what a host must not give away.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder that is removed when it is dropped.
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    pub(crate) fn new() -> Temporary {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Not below `target`: a server that root has started may read only what others may.
        let name = format!("furrow-servers-{}-{number}", std::process::id());
        let path = env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Temporary(path.canonicalize().unwrap())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // What cannot be removed is the system's to remove.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A copy of the built site.
pub(crate) struct Site {
    folder: Temporary,
    /// The files that a host gives, by their path within the site; packed ones are not among them.
    pub(crate) files: Vec<PathBuf>,
}

/// Files beside those of the build. Digits that may be taken for a hash, and a file that a report
/// brings packed: it goes to the page as it is.
const MORE: [(&str, &str); 3] = [
    ("picture.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ("data/counts-2019010120191231.csv", "day,count\n1,2\n"),
    ("data/own.csv.gz", "the bytes of a packed table"),
];

/// What no host may give.
pub(crate) const HIDDEN: [&str; 3] = [".htaccess", ".git/config", "data/.secret"];

impl Site {
    /// The site that `cargo xtask build` has left, in a folder of its own.
    #[track_caller]
    pub(crate) fn of_dist() -> Site {
        let dist = dist();
        let folder = Temporary::new();
        let to = folder.path().join("dist");
        let mut files = below(&dist, Path::new(""));
        for file in &files {
            fs::create_dir_all(to.join(file).parent().unwrap()).unwrap();
            fs::copy(dist.join(file), to.join(file)).unwrap();
        }
        let apache = root().join("docs/servers/apache.htaccess");
        let apache = fs::read_to_string(apache).unwrap();
        for (file, content) in HIDDEN
            .map(|file| (file, apache.as_str()))
            .iter()
            .chain(&MORE)
        {
            fs::create_dir_all(to.join(file).parent().unwrap()).unwrap();
            fs::write(to.join(file), content).unwrap();
        }
        let all = files.clone();
        // `x.js.br` beside `x.js`; and what only hosts read.
        files.retain(|file| {
            let is_packed = file
                .extension()
                .is_some_and(|end| end == "br" || end == "gz");
            !(is_packed && all.contains(&file.with_extension("")) || file == Path::new("_headers"))
        });
        files.extend(MORE.map(|(file, _)| PathBuf::from(file)));
        Site { folder, files }
    }

    /// Where the copy lies.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    /// The bytes of a file.
    #[track_caller]
    pub(crate) fn bytes(&self, file: &Path) -> Vec<u8> {
        let path = self.path().join(file);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether the build has packed a file so.
    pub(crate) fn has_packed(&self, file: &Path, ending: &str) -> bool {
        let name = format!("{}.{ending}", file.display());
        self.path().join(name).is_file()
    }
}

/// The root of the project.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The built site.
#[track_caller]
pub(crate) fn dist() -> PathBuf {
    let dist = env::var_os("FURROW_DIST").map_or_else(|| root().join("dist"), PathBuf::from);
    assert!(
        dist.join("index.html").is_file() && dist.join("_headers").is_file(),
        "there is no built site in {}: run `cargo xtask test`",
        dist.display()
    );
    dist
}

/// Every file below a folder, by its path within that folder.
pub(crate) fn below(folder: &Path, inside: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join(inside)).unwrap() {
        let entry = entry.unwrap();
        let path = inside.join(entry.file_name());
        if entry.path().is_dir() {
            files.extend(below(folder, &path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// Says something that a test which holds would otherwise keep to itself.
pub(crate) fn note(text: &str) {
    // The macros write to what the test harness collects and throws away.
    let _ = writeln!(std::io::stderr(), "{text}");
}
