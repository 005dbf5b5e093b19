//! A `Field`, replaced by another one.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Node {
    next: Field,
}

#[hpy_methods]
impl Node {
    fn replace(slf: PyRef<'_, '_, Self>, object: &Handle<'_>) -> Result<()> {
        std::mem::replace(&mut slf.next, Field::new(object)?);
        Ok(())
    }
}

fn main() {}
