//! Words counted in texts and files: the work is done without the interpreter, in threads of Rust or of Python.
#![forbid(unsafe_code)]

mod counting;
mod counts;

use std::collections::HashMap;

use hpy_rs::prelude::*;

/// How often each word is in a text.
#[hpy_function(signature = (text, /))]
fn count(ctx: Context<'_>, text: &str) -> HashMap<String, u64> {
    // The text lies in Python's memory, which stays where it is as long as this call runs.
    ctx.detach(|| counting::in_text(text))
}

/// How often one word is in a text.
#[hpy_function(signature = (text, word, /))]
fn count_one(ctx: Context<'_>, text: &str, word: &str) -> usize {
    ctx.detach(|| counting::words(text).filter(|found| *found == word).count())
}

/// Word counts, from Rust.
#[hpy_module]
mod words {
    #[hpy_export]
    use super::{count, count_one};
    #[hpy_export]
    use crate::counts::Counts;
}
