//! A parameter that is not always there.
use hpy_rs::prelude::*;

#[hpy_function]
fn open(path: &str, #[cfg(windows)] share: bool) -> usize {
    path.len()
}

fn main() {}
