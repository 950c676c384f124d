//! Makes the slug of a title. The corpus keeps it as rustc leaves it, before wasm-bindgen has run.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console)]
    fn log(text: &str);
}

#[wasm_bindgen]
pub fn slug(title: &str) -> String {
    let slug = title.to_ascii_lowercase().replace(' ', "-");
    log(&slug);
    slug
}
