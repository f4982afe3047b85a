//! The page's program.
//!
//! A release is cut in two: what shows the report, and the engine behind it, which comes a little
//! later (feature `split`; `xtask/src/split.rs` cuts). The cut goes through one function,
//! [`browser::install`]: what only it needs is in the second part. Both parts share one memory,
//! so calls across the cut are plain calls. Without the feature the program is one piece.

fn main() {
    #[cfg(target_arch = "wasm32")]
    furrow::app::start(|| Box::pin(browser::bring_engine()));
}

#[cfg(target_arch = "wasm32")]
mod browser {
    use furrow::engine::Engine;
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    /// See [`furrow::app::api::picture`].
    #[wasm_bindgen]
    #[allow(clippy::missing_errors_doc, reason = "said where it is written")]
    #[allow(unreachable_pub, reason = "the attribute wants it public")]
    pub fn furrow_picture(
        chart: &str,
        width: f64,
        theme: &str,
        lang: &str,
    ) -> Result<String, JsValue> {
        furrow::app::api::picture(chart, width, theme, lang)
    }

    /// Gives the page its engine and what else is in the second part.
    fn install() {
        let mut engine = Engine::default();
        furrow::app::install(Box::new(move |request| engine.handle(request)));
    }

    /// Makes the engine answer; before, every question to it fails.
    #[cfg(not(feature = "split"))]
    #[allow(clippy::unused_async, reason = "the same form as with the feature")]
    pub(super) async fn bring_engine() -> Result<(), JsValue> {
        install();
        Ok(())
    }

    #[cfg(feature = "split")]
    pub(super) use second_part::bring_engine;

    #[cfg(feature = "split")]
    #[allow(unsafe_code, reason = "the two parts of a program are linked by names")]
    mod second_part {
        use js_sys::{Object, Promise, Reflect, WebAssembly};
        use wasm_bindgen::prelude::{JsCast, JsValue};
        use wasm_bindgen_futures::JsFuture;

        // The cutter looks for such pairs: the name of a part, and 32 digits for the function.
        #[link(wasm_import_module = "__wasm_split_placeholder__")]
        unsafe extern "C" {
            safe fn __wasm_split_00engine00_import_00000000000000000000000000000001_install();
        }

        #[unsafe(no_mangle)]
        extern "C" fn __wasm_split_00engine00_export_00000000000000000000000000000001_install() {
            super::install();
        }

        /// Puts the second part beside the first. `furrowEngine` is a promise of a `Response`
        /// with it, which the script that started the page has made.
        pub(crate) async fn bring_engine() -> Result<(), JsValue> {
            let coming: Promise =
                Reflect::get(&js_sys::global(), &"furrowEngine".into())?.dyn_into()?;
            let imports = Object::new();
            let shared = Object::assign(&Object::new(), &Object::from(wasm_bindgen::exports()));
            let table = wasm_bindgen::function_table();
            Reflect::set(&shared, &"__indirect_function_table".into(), &table)?;
            Reflect::set(&imports, &"__wasm_split".into(), &shared)?;
            JsFuture::from(WebAssembly::instantiate_streaming(&coming, &imports)).await?;
            __wasm_split_00engine00_import_00000000000000000000000000000001_install();
            Ok(())
        }
    }
}
