//! The scripts that start the program, and keep the static report where it cannot start.
//!
//! They are written for browsers of ten years ago: an old one must still say why it shows the
//! static report. The sentence itself stands in `data-static-notice` of the `html` element.

const STATIC: &str = include_str!("boot_static.js");
const ONE_FILE: &str = include_str!("boot_one_file.js");
const UNPACK: &str = include_str!("unpack.js");
const SITE: &str = include_str!("boot_site.js");

/// The text of `boot-….js` of a web page: starts the program that `furrow-config` names.
#[must_use]
pub fn boot_js() -> String {
    script(SITE)
}

/// What unpacks a single file's parts, in the page and in its workers.
pub(super) fn unpack_js() -> String {
    short(UNPACK)
}

/// The script at the end of a single file: starts the program that the file holds.
pub(super) fn one_file_boot_js() -> String {
    script(ONE_FILE)
}

fn script(start: &str) -> String {
    short(&format!(
        "(function () {{\n  \"use strict\";\n{STATIC}\n{start}\n  try {{\n    \
         start().catch(showStatic);\n  }} catch (error) {{\n    showStatic(error);\n  }}\n}})();\n"
    ))
}

/// A script without its comments and indents, which every file and page would carry.
fn short(script: &str) -> String {
    let mut out = String::with_capacity(script.len());
    for line in script.lines().map(str::trim_start) {
        if !line.is_empty() && !line.starts_with("//") {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_script_can_stand_inside_a_page() {
        for script in [boot_js(), one_file_boot_js(), unpack_js()] {
            assert!(!script.contains('<') || !script.to_lowercase().contains("</script"));
            assert!(!script.contains("<!--") && !script.contains('\r'));
            assert!(script.is_ascii());
        }
    }
}
