//! `Args` for one argument.
use hpy_rs::prelude::*;

#[hpy_function]
fn count(objects: Args<'_, '_>) -> usize {
    objects.len()
}

fn main() {}
