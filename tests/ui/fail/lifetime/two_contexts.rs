//! Handles of two contexts.
use hpy_rs::prelude::*;

fn same<'one, 'two>(one: &Handle<'one>, two: Handle<'two>) -> bool {
    let mut other = one.clone();
    std::mem::replace(&mut other, two).is_none()
}

fn main() {}
