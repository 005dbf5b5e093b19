//! A `Field` in an `Option`, taken out of its object.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Node {
    next: Option<Field>,
}

#[hpy_methods]
impl Node {
    fn take(slf: &Handle<'_, Self>) -> Result<()> {
        slf.try_borrow()?.next.take();
        Ok(())
    }
}

fn main() {}
