//! Makes the slug of a title: a module for plain JavaScript, without wasm-bindgen.

#[no_mangle]
pub extern "C" fn allocate(bytes: usize) -> *mut u8 {
    Vec::leak(vec![0; bytes]).as_mut_ptr()
}

/// Writes the slug over the title and returns its length.
///
/// # Safety
/// `title` must have come from `allocate`, and hold `bytes` bytes of UTF-8.
#[no_mangle]
pub unsafe extern "C" fn slug(title: *mut u8, bytes: usize) -> usize {
    let text = std::slice::from_raw_parts_mut(title, bytes);
    let words: Vec<String> = std::str::from_utf8(text)
        .expect("a title is UTF-8")
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let slug = words.join("-");
    text[..slug.len()].copy_from_slice(slug.as_bytes());
    slug.len()
}
