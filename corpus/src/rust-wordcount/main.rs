//! Prints how many words the file has that its argument names.

use std::{env, fs, process};

fn main() {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: wordcount FILE");
        process::exit(2)
    };
    match fs::read_to_string(path) {
        Ok(text) => println!("{}", text.split_whitespace().count()),
        Err(error) => {
            eprintln!("{error}");
            process::exit(1)
        }
    }
}
