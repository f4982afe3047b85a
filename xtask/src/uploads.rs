//! What hosts that run no server of ours are told: `_headers`, and a script for object storage.
//!
//! Static hosts read `_headers` from the site, so the build writes it there; it names the files.

use std::fmt::Write;
use std::path::Path;

use crate::headers::{ANY_BYTES, ASK, CONTENT_TYPES, KEEP, POLICY, has_own_policy, is_hashed};
use crate::servers::{WRITTEN, hashed_regex, plain_headers, policy};

/// A script that uploads the site to object storage, with what its objects can carry.
pub(crate) fn object_storage() -> String {
    let mut out = "#!/bin/sh\n".to_owned() + WRITTEN;
    out.push_str(
        "# sh object-storage.sh dist s3://bucket/folder
#
# Everything goes up as it is: storage does not choose by what a browser takes, so the .br and .gz
# files of the build stay here. Files with a hash go first, so that no page names what is not yet
# there. For another storage change `upload`.
set -eu
dist=$1
target=${2%/}

# upload FILE TYPE CACHING
upload() {
    aws s3 cp \"$dist/$1\" \"$target/$1\" --content-type \"$2\" --cache-control \"$3\"
}

each() {
    (cd \"$dist\" && find . -type f ! -path '*/.*' ! -name '_headers') | sed 's|^\\./||' | sort |
        while IFS= read -r file; do
            case $file in
                *.br | *.gz) [ -f \"$dist/${file%.*}\" ] && continue ;;
            esac
            case $file in
",
    );
    for (ending, kind) in CONTENT_TYPES {
        let _ = writeln!(out, "                *.{ending}) type='{kind}' ;;");
    }
    let hashed = hashed_regex();
    let _ = write!(
        out,
        "                *) type='{ANY_BYTES}' ;;
            esac
            if printf '%s\\n' \"$file\" | grep -Eq -e '{hashed}$'; then
                if [ \"$1\" = hashed ]; then upload \"$file\" \"$type\" '{KEEP}' </dev/null; fi
            elif [ \"$1\" = others ]; then
                upload \"$file\" \"$type\" '{ASK}' </dev/null
            fi
        done
}}

each hashed
each others
"
    );
    out
}

/// The `_headers` of Netlify, Cloudflare Pages and their like, for a site of these files.
///
/// Such a host joins the values of all rules that fit, so no header may come from two. It sends
/// content types, compresses, and has browsers ask for everything anew by itself.
pub(crate) fn static_hosts(files: &[&Path]) -> String {
    let mut out = WRITTEN.to_owned();
    out.push_str("/*\n");
    for (name, value) in plain_headers() {
        let _ = writeln!(out, "  {name}: {value}");
    }
    for file in files {
        let ending = file.extension().unwrap_or_default();
        // What a browser runs, and what it shows.
        let is_run = ending == "html" || ending == "js";
        let mut headers = String::new();
        if is_run && !has_own_policy(file) {
            let _ = writeln!(headers, "  {POLICY}: {}", policy());
        }
        if is_hashed(file) {
            let _ = writeln!(headers, "  Cache-Control: {KEEP}");
        }
        if headers.is_empty() {
            continue;
        }
        for path in addresses(file) {
            let _ = write!(out, "{path}\n{headers}");
        }
    }
    out
}

/// The paths under which a static host serves a file: of a page also without its ending.
fn addresses(file: &Path) -> Vec<String> {
    let path = format!("/{}", file.display());
    let mut all = vec![path.clone()];
    if let Some(short) = path.strip_suffix(".html") {
        all.push(short.strip_suffix("index").unwrap_or(short).to_owned());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_static_host_is_told_each_header_once() {
        let files = [
            "index.html",
            "zh.html",
            "furrow.html",
            "page-0123456789abcdef.js",
        ];
        let files: Vec<&Path> = files.iter().map(Path::new).collect();
        let text = static_hosts(&files);
        for rule in [
            "\n/\n",
            "\n/zh\n",
            "\n/zh.html\n",
            "\n/page-0123456789abcdef.js\n",
        ] {
            let (_, rest) = text.split_once(rule).unwrap();
            assert!(rest.starts_with("  Content-Security-Policy: default-src 'none'"));
        }
        assert!(!text.contains("furrow.html"), "it has a policy of its own");
        assert_eq!(text.matches("Cache-Control").count(), 1);
    }
}
