//! A generic type.
use hpy_rs::prelude::*;

#[hpy_type]
struct Pair<T, const N: usize> {
    items: [T; N],
}

fn main() {}
