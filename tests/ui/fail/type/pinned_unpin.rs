//! A value with a `Field` that says it may be moved.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Node {
    next: Field,
}

impl Unpin for Node {}

#[hpy_function]
fn swap(a: &Handle<'_, Node>, b: &Handle<'_, Node>) -> Result<()> {
    std::mem::swap(&mut *a.try_borrow_mut()?, &mut *b.try_borrow_mut()?);
    Ok(())
}

fn main() {}
