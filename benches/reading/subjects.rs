//! Who reads what: Furrow, and for each form of file the libraries that people would use instead.

use std::path::Path;

use crate::panel::Format;

/// What a reader is to the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Furrow,
    Peer,
    /// What no library reaches: a loop by hand for one file.
    Floor,
}

/// A reader with the file that it reads.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    pub(crate) format: Format,
    pub(crate) part: Part,
    /// Its page; Furrow has its own.
    page: Page,
}

/// The page that a library's users would write.
#[derive(Debug, Clone, Copy)]
struct Page {
    /// The library's scripts within `node_modules`.
    scripts: &'static [&'static str],
    modules: &'static [Module],
    code: &'static str,
}

/// A module that a page imports, or that another module does.
#[derive(Debug, Clone, Copy)]
struct Module {
    name: &'static str,
    /// Who imports it; the page where it is empty.
    importer: &'static str,
    /// Within the `node_modules` that its importer's package finds.
    file: &'static str,
}

const NO_PAGE: Page = Page {
    scripts: &[],
    modules: &[],
    code: "",
};

/// The newest. It fetches its Parquet reader from a server of its own, so it reads no Parquet here.
const DUCKDB: Page = Page {
    scripts: &[],
    modules: &duckdb("@duckdb/duckdb-wasm/dist/duckdb-browser.mjs"),
    code: include_str!("peers/duckdb.js"),
};

/// The last one with its Parquet reader inside, and half as large.
const DUCKDB_WITH_PARQUET: Page = Page {
    modules: &duckdb("duckdb-wasm-parquet/dist/duckdb-browser.mjs"),
    ..DUCKDB
};

/// Every reader with every file, Furrow first.
pub(crate) const SUBJECTS: [Subject; 13] = [
    furrow(Format::Csv),
    peer(
        "d3-dsv, by rows",
        Format::Csv,
        Page {
            scripts: &["d3-dsv/dist/d3-dsv.min.js"],
            code: include_str!("peers/d3-dsv.js"),
            ..NO_PAGE
        },
    ),
    peer(
        "PapaParse, worker",
        Format::Csv,
        Page {
            scripts: &["papaparse/papaparse.min.js"],
            code: include_str!("peers/papaparse.js"),
            ..NO_PAGE
        },
    ),
    peer("DuckDB-WASM 1.32", Format::Csv, DUCKDB),
    peer("DuckDB-WASM 1.28", Format::Csv, DUCKDB_WITH_PARQUET),
    Subject {
        name: "a loop by hand",
        format: Format::Csv,
        part: Part::Floor,
        page: Page {
            code: include_str!("peers/byte-loop.js"),
            ..NO_PAGE
        },
    },
    furrow(Format::Parquet),
    peer("DuckDB-WASM 1.28", Format::Parquet, DUCKDB_WITH_PARQUET),
    peer(
        "hyparquet",
        Format::Parquet,
        Page {
            modules: &[module("hyparquet", "", "hyparquet/src/index.js")],
            code: include_str!("peers/hyparquet.js"),
            ..NO_PAGE
        },
    ),
    furrow(Format::Xlsx),
    peer(
        "SheetJS",
        Format::Xlsx,
        Page {
            scripts: &["xlsx/dist/xlsx.full.min.js"],
            code: include_str!("peers/sheetjs.js"),
            ..NO_PAGE
        },
    ),
    furrow(Format::Json),
    peer(
        "JSON.parse, a loop",
        Format::Json,
        Page {
            code: include_str!("peers/json-parse.js"),
            ..NO_PAGE
        },
    ),
];

const fn duckdb(file: &'static str) -> [Module; 4] {
    [
        module("@duckdb/duckdb-wasm", "", file),
        module(
            "apache-arrow",
            "@duckdb/duckdb-wasm",
            "apache-arrow/Arrow.dom.mjs",
        ),
        module(
            "flatbuffers",
            "apache-arrow",
            "flatbuffers/mjs/flatbuffers.js",
        ),
        module("tslib", "apache-arrow", "tslib/tslib.es6.js"),
    ]
}

const fn module(name: &'static str, importer: &'static str, file: &'static str) -> Module {
    Module {
        name,
        importer,
        file,
    }
}

const fn furrow(format: Format) -> Subject {
    Subject {
        name: "Furrow",
        format,
        part: Part::Furrow,
        page: NO_PAGE,
    }
}

const fn peer(name: &'static str, format: Format, page: Page) -> Subject {
    Subject {
        name,
        format,
        part: Part::Peer,
        page,
    }
}

impl Subject {
    /// Whether it, or the form of its file, has this in its name.
    pub(crate) fn is_called(&self, part: &str) -> bool {
        let part = part.to_lowercase();
        let names = [self.name, self.format.name()];
        names.iter().any(|name| name.to_lowercase().contains(&part))
    }

    /// Where its page is on the server.
    pub(crate) fn path(&self) -> String {
        match self.part {
            Part::Furrow => "/".to_owned(),
            Part::Peer | Part::Floor => {
                let name = self.name.to_lowercase().replace([' ', ',', '.'], "-");
                format!("/reading/{name}-{}.html", self.format.name())
            }
        }
    }

    /// The library's files within `node_modules`.
    pub(crate) fn files(&self, peers: &Path) -> Vec<String> {
        let scripts = self.page.scripts.iter().map(|&file| file.to_owned());
        let modules = self.modules(peers).into_iter().map(|(_, file)| file);
        scripts.chain(modules).collect()
    }

    /// The modules by their names, each found as its importer would find it.
    fn modules(&self, peers: &Path) -> Vec<(&'static str, String)> {
        let mut found: Vec<(&str, String)> = Vec::new();
        for module in self.page.modules {
            let importer = found.iter().find(|(name, _)| *name == module.importer);
            let importer = importer.map_or("", |(_, file)| file);
            let own = Path::new(importer).ancestors().skip(1);
            let own = own.map(|folder| folder.join("node_modules").join(module.file));
            let own = own.into_iter().find(|file| peers.join(file).is_file());
            let file = own.map_or(module.file.to_owned(), |file| file.display().to_string());
            found.push((module.name, file));
        }
        found
    }

    /// A page with the library, a file input and the code that reads.
    pub(crate) fn html(&self, peers: &Path) -> String {
        let scripts = self.page.scripts.iter();
        let scripts = scripts.map(|file| format!("<script src=\"/peers/{file}\"></script>\n"));
        let scripts: String = scripts.collect();
        let modules = self.modules(peers).into_iter();
        let modules = modules.map(|(name, file)| format!("\"{name}\": \"/peers/{file}\""));
        let modules = modules.collect::<Vec<_>>().join(", ");
        let (format, n_rows) = (self.format.name(), self.format.n_rows());
        let (columns, code) = (include_str!("peers/columns.js"), self.page.code);
        format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n<input type=\"file\">\n\
             <script type=\"importmap\">{{\"imports\": {{{modules}}}}}</script>\n{scripts}\
             <script type=\"module\">\nconst FORMAT = \"{format}\";\nconst N_ROWS = {n_rows};\n\
             {columns}\n{code}</script>\n</html>\n",
            self.name
        )
    }
}
