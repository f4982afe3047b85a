//! Keeps in the page's program what the cutter needs to know (see `src/bin/page.rs`).

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_set = |name: &str, value: &str| std::env::var(name).is_ok_and(|found| found == value);
    if is_set("CARGO_CFG_TARGET_ARCH", "wasm32") && std::env::var("CARGO_FEATURE_SPLIT").is_ok() {
        println!("cargo::rustc-link-arg-bin=page=--emit-relocs");
    }
}
