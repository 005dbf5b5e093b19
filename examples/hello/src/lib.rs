//! The smallest module: one function and one class.
#![forbid(unsafe_code)]

use hpy_rs::prelude::*;

/// Greets somebody.
#[hpy_function(signature = (name = "world"))]
fn greet(name: &str) -> String {
    format!("Hello, {name}!")
}

/// Greets with a word of its own, and counts how often.
#[hpy_type]
struct Greeter {
    /// The word.
    #[hpy(get, set)]
    word: String,
    /// How often it was used.
    #[hpy(get)]
    count: u64,
}

#[hpy_methods]
impl Greeter {
    #[new]
    fn new(word: String) -> Self {
        Greeter { word, count: 0 }
    }

    /// Greets somebody.
    fn greet(&mut self, name: &str) -> String {
        self.count += 1;
        format!("{}, {name}!", self.word)
    }
}

/// Greetings, from Rust.
#[hpy_module]
mod hello {
    #[hpy_export]
    use super::{Greeter, greet};
}
