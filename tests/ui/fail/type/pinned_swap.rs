//! Two values with a `Field`, swapped.
#![allow(unused)]

use hpy_rs::prelude::*;

#[hpy_type]
struct Node {
    next: Field,
}

#[hpy_function]
fn swap(mut a: PyRefMut<'_, '_, Node>, mut b: PyRefMut<'_, '_, Node>) {
    std::mem::swap(&mut *a, &mut *b);
}

fn main() {}
