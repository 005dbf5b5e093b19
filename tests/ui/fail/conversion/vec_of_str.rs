//! Items that borrow from a list, which may drop them.
use hpy_rs::prelude::*;

#[hpy_function]
fn join(words: Vec<&str>) -> String {
    words.join(" ")
}

fn extract(list: &Handle<'_>) -> Result<usize> {
    Ok(list.extract::<Vec<&str>>()?.len())
}

fn main() {}
