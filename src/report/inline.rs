//! Content that stands inside a style or script element, and the hash by which a policy allows it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The text as it can stand in an element that `end_tag` would close; the same when repeated.
///
/// Line ends become `\n`, as the browser reads them before it compares the hash. A `<!--` would
/// change how a script ends.
pub(super) fn inline(text: &str, end_tag: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace("<!--", "<\\!--");
    let lower = text.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len() + 8);
    let mut from = 0;
    for (at, _) in lower.match_indices(end_tag) {
        out.push_str(&text[from..at]);
        out.push_str("<\\");
        from = at + 1;
    }
    out.push_str(&text[from..]);
    out
}

/// The hash by which a policy allows exactly this content: `sha256-…`.
pub(super) fn csp_hash(content: &str) -> String {
    format!(
        "sha256-{}",
        STANDARD.encode(Sha256::digest(content.as_bytes()))
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, end_tag: &str, expected: &str) {
        assert_eq!(inline(text, end_tag), expected);
        assert_eq!(
            inline(expected, end_tag),
            expected,
            "not the same when repeated"
        );
    }

    #[test]
    fn nothing_ends_its_element() {
        check("f('</SCRIPT>')", "</script", "f('<\\/SCRIPT>')");
        check(
            "'</script></script >'",
            "</script",
            "'<\\/script><\\/script >'",
        );
        check("'<!--<script>'", "</script", "'<\\!--<script>'");
        check(
            "a:after{content:'</StyLe>'}",
            "</style",
            "a:after{content:'<\\/StyLe>'}",
        );
        check("İ</script", "</script", "İ<\\/script");
    }

    #[test]
    fn line_ends_are_those_that_the_browser_hashes() {
        check("a\r\nb\rc\n", "</script", "a\nb\nc\n");
    }

    #[test]
    fn a_hash_is_base64_of_sha256() {
        // printf '' | openssl dgst -sha256 -binary | base64
        let empty = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        assert_eq!(csp_hash(""), empty);
    }
}
