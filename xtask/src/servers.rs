//! What other servers are told so that they send the headers of `headers.rs`.
//!
//! nginx, Apache and Caddy get files of `docs/servers/`, which a test here holds to what this
//! writes, and `tests/servers/` tries on the servers themselves. They lie beside the source, not in
//! the site: whoever serves a site does not publish how, and a changed policy shows in review.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::headers::{
    ANY_BYTES, ASK, CONTENT_TYPES, EMBEDS, HASHED, HEADERS, KEEP, ONE_FILES, POLICY,
};
use crate::packed;
use crate::shell;
use crate::uploads;

/// How each of these files begins.
pub(crate) const WRITTEN: &str =
    "# Written from xtask/src/headers.rs; docs/hosting.md tells what to do with it.\n";

/// Writes `docs/servers/` anew, after a header has changed.
pub(crate) fn write() -> Result<()> {
    let folder = folder();
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, text) in files() {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        println!("docs/servers/{name}");
    }
    Ok(())
}

fn folder() -> PathBuf {
    shell::root().join("docs").join("servers")
}

/// The names of the files and what they say.
fn files() -> [(&'static str, String); 5] {
    [
        ("nginx-http.conf", nginx_http()),
        ("nginx-location.conf", nginx_location()),
        ("apache.htaccess", apache()),
        ("furrow.caddy", caddy()),
        ("object-storage.sh", uploads::object_storage()),
    ]
}

/// The maps that [`nginx_location`] reads, for nginx's `http` block.
fn nginx_http() -> String {
    let mut out = WRITTEN.to_owned();
    let policy = policy();
    let own = own_policy_regex();
    let hashed = hashed_regex();
    // nginx sends no header whose value is empty.
    let _ = write!(
        out,
        "
# A changed file has another name, or is asked for anew.
map $uri $furrow_cache {{
    default \"{ASK}\";
    \"~{hashed}$\" \"{KEEP}\";
}}

# The single files and the embeds bring a stricter policy of their own.
map $uri $furrow_policy {{
    default \"{policy}\";
    \"~{own}\" \"\";
}}
"
    );
    out
}

/// What a `location` of nginx includes that has the site as its `root` or `alias`.
fn nginx_location() -> String {
    let mut out = WRITTEN.to_owned();
    out.push_str("\nindex index.html;\nautoindex off;\nabsolute_redirect off;\n\ntypes {\n");
    for (ending, kind) in CONTENT_TYPES {
        let _ = writeln!(out, "    \"{kind}\" {ending};");
    }
    let _ = writeln!(out, "}}\ndefault_type {ANY_BYTES};");
    out.push_str(
        "
# The .gz files of the build. For its .br files nginx needs a module (in Debian
# libnginx-mod-http-brotli-static), and this line beside the include: brotli_static on;
gzip_static on;
gzip_vary on;

if ($uri ~ \"/\\.\") {
    return 404;
}

# Not with `always`: that something is missing is nothing to keep.
add_header Cache-Control $furrow_cache;
add_header Content-Security-Policy $furrow_policy always;
",
    );
    for (name, value) in plain_headers() {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    out
}

/// An `.htaccess` of the site, or what a `<Directory>` of it includes.
fn apache() -> String {
    let mut out = WRITTEN.to_owned();
    let endings = endings();
    // A header is set on the file that is sent in the end, so names may end in .br or .gz.
    let packed = "(\\.br|\\.gz)?";
    out.push_str(
        "
Options -Indexes
DirectoryIndex index.html

RewriteEngine On
RewriteRule \"(^|/)\\.\" \"-\" [R=404,L]
",
    );
    out.push_str("\n# The .br and .gz files of the build, where the browser takes them.\n");
    for (coding, ending, flag) in [("br", "br", "FURROW_BR"), ("gzip", "gz", "FURROW_GZ")] {
        let _ = write!(
            out,
            "RewriteCond \"%{{ENV:REDIRECT_STATUS}}\" \"^$\"
RewriteCond \"%{{HTTP:Accept-Encoding}}\" \"\\b{coding}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))\"
RewriteCond \"%{{REQUEST_FILENAME}}.{ending}\" -f
RewriteRule \"\\.({endings})$\" \"%{{REQUEST_URI}}.{ending}\" [E={flag}:1,L]
"
        );
    }
    out.push_str("# Asked for by its own name such a file is what it is: bytes.\n");
    out.push_str("RewriteCond \"%{ENV:REDIRECT_FURROW_BR}%{ENV:REDIRECT_FURROW_GZ}\" \"^$\"\n");
    out.push_str("RewriteRule \"\\.(br|gz)$\" \"-\" [L]\n");
    for (ending, kind) in CONTENT_TYPES {
        let _ = writeln!(
            out,
            "RewriteRule \"\\.{ending}\\.(br|gz)$\" \"-\" \"[T={kind},E=no-gzip:1,E=no-brotli:1,L]\""
        );
    }
    let _ = writeln!(
        out,
        "RewriteRule \"\\.(br|gz)$\" \"-\" \"[T={ANY_BYTES},E=no-gzip:1,E=no-brotli:1]\""
    );
    out.push_str("Header set Content-Encoding br env=REDIRECT_FURROW_BR\n");
    out.push_str("Header set Content-Encoding gzip env=REDIRECT_FURROW_GZ\n");
    out.push_str("Header merge Vary Accept-Encoding\n\n");
    for (ending, kind) in CONTENT_TYPES {
        let _ = writeln!(
            out,
            "<FilesMatch \"\\.{ending}$\">\n    ForceType \"{kind}\"\n</FilesMatch>"
        );
    }
    let (hashed, own, policy) = (hashed_regex(), own_policy_regex(), policy());
    let _ = write!(
        out,
        "
# A changed file has another name, or is asked for anew. Not with `always`: that something is
# missing is nothing to keep.
Header set Cache-Control \"{ASK}\"
<FilesMatch \"{hashed}{packed}$\">
    Header set Cache-Control \"{KEEP}\"
</FilesMatch>

# The single files and the embeds bring a stricter policy of their own.
SetEnvIf Request_URI \"{own}\" furrow_own_policy
Header always set {POLICY} \"{policy}\" env=!furrow_own_policy
",
        own = own.replace('$', &format!("{packed}$")),
    );
    for (name, value) in plain_headers() {
        let _ = writeln!(out, "Header always set {name} \"{value}\"");
    }
    out
}

/// What a site or `handle_path` of a Caddyfile imports after its `root`.
fn caddy() -> String {
    let mut out = WRITTEN.to_owned();
    let (hashed, policy) = (hashed_regex(), policy());
    // Whether there is such a file; a folder's is its page.
    let file = "file {path} {path}index.html";
    out.push_str("\n@furrow_hidden path */.*\nerror @furrow_hidden 404\n\n");
    for (ending, kind) in CONTENT_TYPES {
        let _ = write!(
            out,
            "@furrow_{ending} {{
\tpath *.{ending}{index}
\t{file}
}}
header @furrow_{ending} Content-Type \"{kind}\"
",
            index = if *ending == "html" { " */" } else { "" },
        );
    }
    let own: Vec<String> = ONE_FILES
        .iter()
        .map(|name| format!("/{name}"))
        .chain([format!("/{EMBEDS}/*")])
        .collect();
    let own = own.join(" ");
    let _ = write!(
        out,
        "
# A changed file has another name, or is asked for anew; that one is missing is nothing to keep.
@furrow_hashed {{
\tpath_regexp {hashed}$
\tfile
}}
header @furrow_hashed Cache-Control \"{KEEP}\"
@furrow_others {{
\tnot path_regexp {hashed}$
\t{file}
}}
header @furrow_others Cache-Control \"{ASK}\"

# The single files and the embeds bring a stricter policy of their own.
@furrow_policy not path {own}
header @furrow_policy {POLICY} \"{policy}\"
header {{
"
    );
    for (name, value) in plain_headers() {
        let _ = writeln!(out, "\t{name} \"{value}\"");
    }
    out.push_str(
        "}

# The .br and .gz files of the build, where the browser takes them.
header ?Vary Accept-Encoding
file_server {
\tindex index.html
\tprecompressed br gzip
}
",
    );
    out
}

/// The policy of every page that has none of its own.
pub(crate) fn policy() -> &'static str {
    let policy = HEADERS.iter().find(|(name, _)| *name == POLICY);
    policy.map_or("", |(_, value)| *value)
}

/// The headers that every answer has.
pub(crate) fn plain_headers() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    HEADERS.iter().filter(|(name, _)| *name != POLICY)
}

/// What the end of a path with a hash in its name fits, but for the `$`.
pub(crate) fn hashed_regex() -> String {
    format!("-[0-9a-f]{{15,16}}(_bg)?\\.({})", HASHED.join("|"))
}

/// What the path of a page with a policy of its own fits.
fn own_policy_regex() -> String {
    let names = ONE_FILES.join("|").replace('.', "\\.");
    format!("/({names}|{EMBEDS}/[^/]+)$")
}

/// The endings of the files that may be packed, as a choice in a regular expression.
fn endings() -> String {
    packed::ENDINGS.join("|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_docs_say_what_the_headers_are() {
        for (name, text) in files() {
            let found = fs::read_to_string(folder().join(name)).unwrap_or_default();
            assert!(
                found == text,
                "docs/servers/{name} is not what xtask/src/headers.rs says: `cargo xtask headers` \
                 writes it anew"
            );
        }
    }

    #[test]
    fn the_page_about_hosting_quotes_every_header() {
        let page = fs::read_to_string(shell::root().join("docs/hosting.md")).unwrap();
        for (name, value) in HEADERS {
            let line = format!("\n{name}: {value}\n");
            assert!(page.contains(&line), "docs/hosting.md lacks {line}");
        }
        for value in [KEEP, ASK] {
            assert!(page.contains(value), "docs/hosting.md lacks {value}");
        }
    }
}
