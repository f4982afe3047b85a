//! The headers that the site is served with, here and on any host that does it right.

use std::path::Path;

/// The headers of every answer; README.md quotes them for other hosts.
///
/// The single files and the pages of `embed/` bring a stricter policy in a meta element, with the
/// hashes of their own scripts, so they go without [`POLICY`].
const HEADERS: &[(&str, &str)] = &[
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

const POLICY: &str = "Content-Security-Policy";

/// The content type of each kind of file in the site.
const CONTENT_TYPES: &[(&str, &str)] = &[
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

/// The headers of a file, by its path within the site.
pub(crate) fn headers_of(
    file: &Path,
) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    let is_one_file = ["furrow.html", "furrow-light.html"]
        .iter()
        .any(|name| file == Path::new(name));
    let has_own_policy = is_one_file || file.starts_with("embed");
    let ending = file.extension().unwrap_or_default();
    let content_type = CONTENT_TYPES
        .iter()
        .find(|(end, _)| ending == *end)
        .map(|(_, kind)| *kind);
    // A hashed name changes with its content; anything else is asked for anew.
    let cache = if is_hashed(file) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut headers = vec![
        (
            "Content-Type",
            content_type.unwrap_or("application/octet-stream"),
        ),
        ("Cache-Control", cache),
    ];
    let sent = |name: &str| name != POLICY || !has_own_policy;
    headers.extend(HEADERS.iter().filter(|(name, _)| sent(name)));
    headers.into_iter()
}

/// Whether trunk put a hash into the name: `page-0123456789abcdef_bg.wasm`.
fn is_hashed(file: &Path) -> bool {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.trim_end_matches("_bg");
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    matches!(hash.len(), 15 | 16) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
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
            Some("no-cache")
        );
    }
}
