//! The headers that the site is served with, here and on any host that does it right.
//!
//! The only place where they are written: `servers.rs` and `uploads.rs` make from it what servers and
//! static hosts are told, and docs/hosting.md quotes it.

use std::path::Path;

/// The headers of every answer, also of one that says that there is nothing.
///
/// The single files and the pages of `embed/` bring a stricter policy in a meta element, with the
/// hashes of their own scripts, so they go without [`POLICY`].
pub(crate) const HEADERS: &[(&str, &str)] = &[
    (
        POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; \
         base-uri 'none'; form-action 'none'; frame-ancestors *",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
];

/// The header that [`has_own_policy`] files go without.
pub(crate) const POLICY: &str = "Content-Security-Policy";

/// What caches may do with a file whose name changes with its content.
pub(crate) const KEEP: &str = "public, max-age=31536000, immutable";

/// What caches may do with any other: keep it, but ask each time whether it is still the same.
pub(crate) const ASK: &str = "no-cache";

/// What a file is whose name does not say it.
pub(crate) const ANY_BYTES: &str = "application/octet-stream";

/// The single files.
pub(crate) const ONE_FILES: [&str; 2] = ["furrow.html", "furrow-light.html"];

/// The folder of the charts that stand in other pages.
pub(crate) const EMBEDS: &str = "embed";

/// The content type of each kind of file in the site.
pub(crate) const CONTENT_TYPES: &[(&str, &str)] = &[
    ("bin", ANY_BYTES),
    ("css", "text/css; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("md", "text/markdown; charset=utf-8"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("wasm", "application/wasm"),
    ("webmanifest", "application/manifest+json"),
];

/// The endings of the files that the build names by their content.
pub(crate) const HASHED: [&str; 4] = ["bin", "css", "js", "wasm"];

/// The headers of a file, by its path within the site.
pub(crate) fn headers_of(
    file: &Path,
) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let cache = if is_hashed(file) { KEEP } else { ASK };
    let mut headers = vec![
        ("Content-Type", content_type(file)),
        ("Cache-Control", cache),
    ];
    let sent = |name: &str| name != POLICY || !has_own_policy(file);
    headers.extend(HEADERS.iter().filter(|(name, _)| sent(name)));
    headers.into_iter()
}

fn content_type(file: &Path) -> &'static str {
    let ending = file.extension().unwrap_or_default();
    let known = CONTENT_TYPES.iter().find(|(end, _)| ending == *end);
    known.map_or(ANY_BYTES, |(_, kind)| *kind)
}

/// Whether a page brings a policy in a meta element.
pub(crate) fn has_own_policy(file: &Path) -> bool {
    ONE_FILES.iter().any(|name| file == Path::new(name)) || file.starts_with(EMBEDS)
}

/// Whether the build put a hash into the name: `page-0123456789abcdef_bg.wasm`.
///
/// Only what the build writes: the 16 digits in the name of a table may be two dates.
pub(crate) fn is_hashed(file: &Path) -> bool {
    let ending = file.extension().unwrap_or_default();
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.trim_end_matches("_bg");
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    HASHED.iter().any(|end| ending == *end)
        && matches!(hash.len(), 15 | 16)
        && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value_of(file: &str, name: &str) -> Option<&'static str> {
        headers_of(Path::new(file))
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value)
    }

    #[test]
    fn the_policy_is_sent_but_where_a_page_has_its_own() {
        assert!(
            value_of("index.html", POLICY).is_some_and(|p| p.starts_with("default-src 'none'"))
        );
        assert_eq!(value_of("furrow.html", POLICY), None);
        assert_eq!(value_of("furrow-light.html", POLICY), None);
        assert_eq!(value_of("embed/counties.html", POLICY), None);
        assert_eq!(
            value_of("embed/counties.html", "X-Content-Type-Options"),
            Some("nosniff")
        );
    }

    #[test]
    fn only_hashed_names_are_kept_by_browsers() {
        let hashed = "page-0123456789abcdef_bg.wasm";
        assert_eq!(value_of(hashed, "Content-Type"), Some("application/wasm"));
        assert!(value_of(hashed, "Cache-Control").is_some_and(|c| c.contains("immutable")));
        assert_eq!(
            value_of("data/rural-ecommerce/series.csv", "Cache-Control"),
            Some(ASK)
        );
        assert_eq!(
            value_of("data/counts-2019010120191231.csv", "Cache-Control"),
            Some(ASK)
        );
    }
}
