//! A generic type that is to be traversed.
use hpy_rs::prelude::*;

use hpy_rs::{Field, Traverse};

#[derive(Traverse)]
struct Links<'a, T, const N: usize> {
    fields: [Field; N],
    name: &'a T,
}

fn main() {}
